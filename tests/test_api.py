"""The public API, and what importing it costs."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from minibook import dutch

import postlint
from postlint.dutch import pipeline
from postlint.findings import Severity

POST = "Nu 20% korting op elke sportmassage in onze praktijk."


@pytest.fixture(autouse=True)
def _one_pipeline() -> object:
    with mock.patch.object(pipeline, "load", return_value=dutch()):
        yield


def test_checks_a_text() -> None:
    [report] = postlint.check_text(POST, channel="LinkedIn")
    assert isinstance(report, postlint.DraftReport)
    assert (report.path, report.channel, report.kind, report.verdict) == (
        "<stdin>", "linkedin", "post", postlint.Verdict.HOLD,
    )  # fmt: skip
    assert any(finding.severity is postlint.Severity.ERROR for finding in report.findings)


def test_checks_a_text_with_front_matter_once_for_each_channel() -> None:
    reports = postlint.check_text(f"---\nchannel: [x, linkedin]\n---\n{POST}", channel="blog", kind="thanks")
    assert [(r.channel, r.kind) for r in reports] == [("x", "thanks"), ("linkedin", "thanks")]


def test_checks_many_texts_in_order_with_errors_in_their_places() -> None:
    texts = iter([POST, "", f"---\nchannel: [x, linkedin]\n---\n{POST}", "Los \ud800 teken: wandel elke dag."])
    first, empty, both, odd = postlint.check_texts(texts, channel="blog")
    assert first == postlint.check_text(POST, channel="blog")
    assert isinstance(empty, postlint.DraftError)
    assert isinstance(both, list)
    assert [report.channel for report in both] == ["x", "linkedin"]
    assert isinstance(odd, list)


def test_takes_texts_as_it_needs_them() -> None:
    taken = []

    def endless() -> Iterator[str]:
        for number in count():
            taken.append(number)
            yield POST

    assert next(postlint.check_texts(endless()))
    assert len(taken) < 1000


def test_forgets_the_words_of_texts_that_were_judged() -> None:
    linter = postlint.Linter(select=["non-promotie/korting"])
    linter.check_text(POST)
    strings = len(dutch().vocab.strings)
    for number in range(3):
        linter.check_text(f"Woord{number}zonderzin en nog {number}onzin. {POST}")
    assert len(dutch().vocab.strings) == strings


def test_checks_a_path(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text(POST, "utf-8")
    [report] = postlint.check_path(file, channel="x")
    assert (report.path, report.channel) == (str(file), "x")
    assert postlint.check_path(str(file), channel="x") == [report]


def test_what_cannot_be_judged_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(postlint.Problem, match="empty"):
        postlint.check_text("")
    with pytest.raises(postlint.Problem, match="known channel"):
        postlint.check_text(POST, channel="fax")
    with pytest.raises(postlint.Problem, match="kind"):
        postlint.check_text(POST, kind="brief")
    with pytest.raises(postlint.Problem):
        postlint.check_path(tmp_path / "weg.md")


def test_a_problem_survives_being_pickled_and_copied() -> None:
    with pytest.raises(postlint.Problem) as raised:
        postlint.check_text(POST, channel="linkedim")
    for problem in (raised.value, postlint.Problem(raised.value.text, "a.md", 3)):
        for again in (pickle.loads(pickle.dumps(problem)), copy.copy(problem)):  # noqa: S301
            assert (type(again), str(again), again.to("nl")) == (type(problem), str(problem), problem.to("nl"))


def test_a_text_too_large_for_a_file_is_a_problem() -> None:
    text = "Rek je kuiten. " * 80_000
    with pytest.raises(postlint.Problem, match="1,200,000 bytes"):
        postlint.check_text(text)
    [error] = postlint.check_texts([text])
    assert isinstance(error, postlint.DraftError)


@pytest.mark.parametrize("wrong", [{"jobs": 0}, {"jobs": "x"}, {"jobs": 1.5}, {"jobs": True}, {"lang": "de"}])
def test_a_linter_refuses_what_it_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(postlint.Problem, match=str(next(iter(wrong.values())))):
        postlint.Linter(**wrong)


def test_one_string_is_not_several() -> None:
    with pytest.raises(TypeError, match="select"):
        postlint.Linter(select="non-promotie")
    with pytest.raises(TypeError, match="ignore"):
        postlint.Linter(ignore="non-promotie")
    with pytest.raises(TypeError, match="texts"):
        postlint.check_texts("Wandel elke dag.")


def test_severities_are_ordered_by_rank_also_beside_their_words() -> None:
    suggestion, warning, error = Severity.SUGGESTION, Severity.WARNING, Severity.ERROR
    assert sorted([error, suggestion, warning]) == [suggestion, warning, error]
    assert max(warning, error) is error
    assert error > "warning" >= warning > "suggestion" < error
    assert suggestion < "error"


def test_counts_by_the_word_of_a_severity() -> None:
    [report] = postlint.check_text(POST)
    assert report.count("error") == report.count(Severity.ERROR) > 0
    assert postlint.Report((report,)).count("error") == report.count(Severity.ERROR)


def test_a_linter_is_made_once_and_used_often() -> None:
    linter = postlint.Linter(select=["non-promotie"], lang="en")
    first, second = linter.check_text(POST), linter.check_text(POST)
    assert first == second


def test_everything_promised_is_there() -> None:
    assert all(getattr(postlint, name) is not None for name in postlint.__all__)
    with pytest.raises(AttributeError):
        postlint.nothing  # noqa: B018


@pytest.mark.parametrize(
    "module",
    [
        "postlint",
        "postlint.rulebook",
        "postlint.linter",
        "postlint.score",
        "postlint.yamlio",
        "postlint.config",
        "postlint.draft",
    ],
)
def test_importing_loads_no_spacy(module: str) -> None:
    code = f"import sys, {module}; print(sorted({{'spacy', 'thinc', 'numpy', 'postlint.dutch'}} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_linter_reads_its_rules_without_spacy() -> None:
    code = "import sys, postlint; postlint.Linter(); print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
