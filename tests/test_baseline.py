"""A baseline knows findings by content, keeps no text, and merges by the line."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from postlint.baseline import Baseline, Recorder, read_baseline, write_baseline
from postlint.draft import Draft, read_text
from postlint.findings import Finding, Problem, Severity

RULE = "non-promotie/korting"
TEXT = "Een begin.\n\nNu twintig procent korting op je intake, alleen vandaag.\n\nEen einde."


def findings(draft: Draft, word: str = "korting", rule: str = RULE) -> list[Finding]:
    out, at = [], draft.prose.find(word)
    while at >= 0:
        span = draft.span(at, at + len(word))
        out.append(Finding(rule, rule.split("/")[0], "promotion", Severity.ERROR, "m", "a", word, span))
        at = draft.prose.find(word, at + 1)
    return out


def recorded(file: Path, *drafts: Draft) -> Baseline:
    empty = Baseline(file)
    recorder = Recorder(empty)
    for draft in drafts:
        assert recorder.new(draft, findings(draft)) == findings(draft)
    return Baseline(file, empty.key, recorder.entries)


@pytest.fixture
def at(tmp_path: Path) -> Callable[[str, str], Draft]:
    def make(name: str, text: str) -> Draft:
        (tmp_path / name).write_text(text, "utf-8")
        return read_text(text, str(tmp_path / name))

    return make


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (TEXT, True),
        ("Heel veel regels.\n\n\nErboven.\n\n" + TEXT.replace("Een begin.", "Iets anders."), True),
        (TEXT.replace("Nu twintig procent", "NU  **twintig**\nprocent"), True),
        (TEXT.replace("op je intake", "op je hele behandeling"), False),
        (TEXT.replace("twintig", "dertig"), False),
    ],
)
def test_knows_a_finding_by_its_words_and_not_by_its_line(
    text: str, known: bool, at: Callable[[str, str], Draft], tmp_path: Path
) -> None:
    baseline = recorded(tmp_path / "b.json", at("a.md", TEXT))
    draft = at("a.md", text)
    assert (baseline.new(draft, findings(draft)) == []) is known


def test_one_more_of_the_same_is_new(at: Callable[[str, str], Draft], tmp_path: Path) -> None:
    baseline = recorded(tmp_path / "b.json", at("a.md", "korting korting"))
    twice, other = at("a.md", "korting korting"), at("b.md", "korting korting")
    assert baseline.new(twice, findings(twice)) == []
    assert len(baseline.new(other, findings(other))) == 2
    one = recorded(tmp_path / "b.json", at("a.md", TEXT))
    again = at("a.md", f"{TEXT}\n\n{TEXT}")
    assert len(one.new(again, findings(again))) == 1


def test_an_entry_follows_a_file_that_was_moved(at: Callable[[str, str], Draft], tmp_path: Path) -> None:
    baseline = recorded(tmp_path / "b.json", at("a.md", TEXT))
    (tmp_path / "a.md").rename(tmp_path / "c.md")
    moved = read_text(TEXT, str(tmp_path / "c.md"))
    assert baseline.new(moved, findings(moved)) == []


def test_a_finding_about_the_whole_draft_outlives_a_change_further_on(
    at: Callable[[str, str], Draft], tmp_path: Path
) -> None:
    words = "een twee drie vier vijf zes zeven acht negen tien"
    draft, later = at("a.md", words), at("a.md", words + " elf")

    def whole(of: Draft) -> Finding:
        return Finding("inhoud/leeg", "inhoud", "value", Severity.WARNING, "m", "a", "", of.body, whole=True)

    empty = Baseline(tmp_path / "b.json")
    recorder = Recorder(empty)
    recorder.new(draft, [whole(draft)])
    baseline = Baseline(empty.file, empty.key, recorder.entries)
    assert baseline.new(later, [whole(later)]) == []
    fresh = at("a.md", "heel andere woorden staan er nu in dit concept van ons")
    assert len(baseline.new(fresh, [whole(fresh)])) == 1


def test_the_file_is_sorted_has_an_entry_a_line_and_no_text(at: Callable[[str, str], Draft], tmp_path: Path) -> None:
    baseline = recorded(tmp_path / "b.json", at("b.md", TEXT), at("a.md", TEXT + "\n\nkorting korting"))
    write_baseline(baseline, "b.json")
    text = (tmp_path / "b.json").read_text("utf-8")
    lines = text.splitlines()
    assert len(lines) == 2 + len(baseline.entries)
    assert lines[1:-1] == sorted(lines[1:-1])
    assert all(line.startswith(',{"path": "') for line in lines[1:-1])
    assert not any(word in text for word in ("twintig", "intake", "vandaag"))
    assert [entry["path"] for entry in json.loads(text)[1:]][-1] == "b.md"
    write_baseline(read_baseline(tmp_path / "b.json", "b.json"), "b.json")
    assert (tmp_path / "b.json").read_text("utf-8") == text


def test_lines_may_stand_in_any_order_and_twice_as_after_a_merge(
    at: Callable[[str, str], Draft], tmp_path: Path
) -> None:
    file = tmp_path / "b.json"
    baseline = recorded(file, at("a.md", TEXT + "\n\nkorting"), at("b.md", TEXT))
    write_baseline(baseline, "b.json")
    head, *entries, end = file.read_text("utf-8").splitlines()
    mixed = entries * 2
    random.Random(1).shuffle(mixed)  # noqa: S311 - any order will do
    file.write_text("\n".join([head, *mixed, end]) + "\n", "utf-8")
    assert read_baseline(file, "b.json").entries == baseline.entries


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "b.json:1: dit is geen baseline"),
        ("[\n{\n", "b.json:3: dit is geen baseline"),
        ("{}", "b.json:1: "),
        ('[{"postlint": "baseline", "version": 9, "key": "x"}]', "b.json:1: deze baseline is van een andere versie"),
        ('[{"postlint": "baseline", "version": 1, "key": "x"}\n,{"rule": 3}\n]', "b.json:2: "),
        ('[{"postlint": "baseline", "version": 1, "key": "x"}\n,7\n]', "b.json:2: "),
        ("[" * 100_000, "b.json:1: "),
    ],
)
def test_a_file_that_is_no_baseline_is_a_problem_with_its_line(text: str, says: str, tmp_path: Path) -> None:
    (tmp_path / "b.json").write_text(text, "utf-8")
    with pytest.raises(Problem) as caught:
        read_baseline(tmp_path / "b.json", "b.json")
    assert caught.value.to("nl").startswith(says)
    assert "postlint baseline" in caught.value.to("nl")
