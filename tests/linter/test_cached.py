"""A linter with a cache: what it answers from there, and everything that makes it judge anew."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from word_files import word

from postlint.baseline import Baseline, Entry, Recorder
from postlint.cache import Cache, info
from postlint.draft import Draft
from postlint.draft.decode import MAX_BYTES
from postlint.dutch import spelling
from postlint.findings import (
    Cap,
    DraftError,
    DraftReport,
    Finding,
    FirstChange,
    LawScore,
    Notice,
    Points,
    Position,
    Praise,
    Problem,
    Severity,
    Span,
    Verdict,
)
from postlint.linter import Linter, benches
from postlint.linter.desk import Desk
from postlint.linter.known import load
from postlint.linter.packed import pack, unpack
from postlint.paths import rules_dir
from postlint.rulebook import Rulebook, load_rulebook

TEXT = "Nu 25% korting op je eerste behandeling bij Fysio Zuid.\n"


def report(path: str, source: str, channel: str = "linkedin") -> DraftReport:
    """A report in which every field says something."""
    span = Span(Position(1, 4, 3), Position(1, 15, 14))
    finding = Finding(
        "non-promotie/korting", "non-promotie", "promotion", Severity.ERROR, f"«{source[3:14]}»", "doe", source[3:14],
        span, True, 0.123456789, True,
    )  # fmt: skip
    law = LawScore("non-promotie", 20, True, (Points("non-promotie/korting", -40.5, 1),))
    return DraftReport(
        path, channel, "post", 31, Verdict.HOLD, (law,), (finding,), (Praise("tip", "inhoud", "goed", 12, span),),
        (Notice("code", "opmerking"),), FirstChange(finding, 68), 55.25, Cap(49, "regel"), 1, 2, source,
    )  # fmt: skip


@cache
def ours() -> Rulebook:
    """The rules of postlint, read once for all these tests."""
    return load_rulebook(rules_dir())


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the drafts that a session had to judge; no rule takes part."""
    paths: list[str] = []

    class FakeSession:
        def judge(self, drafts: Sequence[tuple[Draft, Any]]) -> Iterator[DraftReport]:
            for draft, place in drafts:
                paths.append(draft.path)
                yield report(draft.path, draft.source, place.profile.id)

    monkeypatch.setattr(Desk, "_session_at", lambda *_: FakeSession())
    monkeypatch.setattr(
        benches, "load_rulebook", lambda folder, extra, *kept: load_rulebook(folder, extra) if extra else ours()
    )
    return paths


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, judged: list[str]) -> Callable[..., list[Any]]:
    """Make a new linter, as another run of the command does, and check everything here."""
    monkeypatch.chdir(tmp_path)

    def call(*paths: str, base: bytes = b"", folder: str = "../cache", **options: Any) -> list[Any]:
        kept = Cache(tmp_path / folder, lambda: base)
        config = load(None, tmp_path, kept)
        linter = Linter(config, nearest=True, cache=kept, **options)
        judged.clear()
        return [*linter.notices, *linter.check_paths(list(paths) or ["."])]

    return call


def test_a_second_run_says_the_same_and_judges_nothing(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("a.md").write_text(f"---\nkanaal: [x, linkedin]\n---\n{TEXT}")
    Path("b.txt").write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r\n").encode())
    first = run()
    assert judged == ["a.md", "a.md", "b.txt"]
    assert run() == first
    assert judged == []
    assert [one.source for one in run()] == [one.source for one in first]


def test_a_second_run_reads_no_rules(run: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.txt").write_text(TEXT)
    first = run(select=["non-promotie/korting"])
    monkeypatch.setattr(Desk, "__init__", lambda *_: pytest.fail("rules were read"))
    assert run(select=["non-promotie/korting"]) == first


def test_a_moved_draft_is_known_under_its_new_name(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("a.txt").write_text(TEXT)
    run()
    Path("a.txt").rename("b.txt")
    assert [one.path for one in run()] == ["b.txt"]
    assert judged == []
    Path("b.txt").rename("b.md")
    run()
    assert judged == ["b.md"]


@pytest.mark.parametrize(
    "options",
    [
        {"select": ["non-promotie"]}, {"ignore": ["non-promotie"]}, {"lang": "en"}, {"channel": "x"}, {"kind": "reply"},
        {"base": b"another version"}, {"folder": "../elsewhere"},
    ],
)  # fmt: skip
def test_another_option_or_version_judges_anew(
    options: dict[str, Any], run: Callable[..., list[Any]], judged: list[str]
) -> None:
    Path("a.txt").write_text(TEXT)
    run()
    run(**options)
    assert judged == ["a.txt"]
    run()
    assert judged == []


def test_an_edited_draft_is_judged_and_no_other(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("a.txt").write_text(TEXT)
    Path("b.txt").write_text(TEXT + "Meer.\n")
    run()
    Path("b.txt").write_text(TEXT + "Minder.\n")
    assert [one.path for one in run()] == ["a.txt", "b.txt"]
    assert judged == ["b.txt"]


def test_configuration_counts_where_it_changes_what_is_said(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("a.txt").write_text(TEXT)
    Path("basis.yaml").write_text("channel: x\n")
    for text, anew in (
        ("extends: basis.yaml\n", True),
        ("# met uitleg\nextends: basis.yaml\nfail_on: never\nmin_score: 3\nlang: nl\n", False),
        ("extends: basis.yaml\nchannel: linkedin\n", True),
        ("extends: basis.yaml\nchannel: linkedin\npractice: {names: [Zuid]}\n", True),
        ("extends: basis.yaml\n", False),
    ):
        Path("postlint.yaml").write_text(text)
        run()
        assert (judged == ["a.txt"]) is anew, text
    Path("basis.yaml").write_text("channel: mastodon\n")
    assert [one.channel for one in run()] == ["mastodon"]


def test_a_draft_in_another_folder_may_fall_under_an_override(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("postlint.yaml").write_text("overrides: [{paths: [oud/**], channel: blog}]\n")
    Path("a.txt").write_text(TEXT)
    run()
    Path("oud").mkdir()
    Path("a.txt").rename("oud/a.txt")
    assert [one.channel for one in run()] == ["blog"]


def test_what_a_configuration_says_that_changed_during_the_run_is_not_kept_for_what_it_said(
    run: Callable[..., list[Any]], tmp_path: Path, judged: list[str]
) -> None:
    Path("postlint.yaml").write_text("channel: x\n")
    Path("a.txt").write_text("Eerst dit.\n")
    run()
    Path("a.txt").write_text(TEXT)
    kept = Cache(tmp_path / "../cache")
    linter = Linter(load(None, tmp_path, kept), nearest=True, cache=kept)
    Path("postlint.yaml").write_text("channel: mastodon\n")
    list(linter.check_paths(["."]))
    Path("postlint.yaml").write_text("channel: x\n")
    assert [one.channel for one in run()] == ["x"]


def test_an_override_holds_however_its_drafts_are_named(
    run: Callable[..., list[Any]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("postlint.yaml").write_text("overrides: [{paths: [oud/**], channel: blog}]\n")
    Path("oud").mkdir()
    Path("oud/a.txt").write_text(TEXT)
    assert [one.channel for one in run("oud/../oud/a.txt")] == ["blog"]
    assert [one.channel for one in run("oud/a.txt")] == ["blog"]
    monkeypatch.chdir("oud")
    named = load(Path("../postlint.yaml"), tmp_path)
    assert named.for_path("a.txt").channel == named.for_path(tmp_path / "oud/a.txt").channel == "blog"


def test_a_draft_on_another_drive_falls_under_no_override(
    run: Callable[..., list[Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_another_drive(*_: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    Path("postlint.yaml").write_text("overrides: [{paths: [oud/**], channel: blog}]\nexclude: [nieuw/**]\n")
    Path("a.txt").write_text(TEXT)
    monkeypatch.setattr("os.path.relpath", on_another_drive)
    assert [one.channel for one in run("a.txt")] == ["facebook-page"]


def test_a_wrong_configuration_is_told_of_before_anything_is_stamped(tmp_path: Path) -> None:
    def stamp_() -> bytes:
        raise AssertionError("nobody asked for it")

    (tmp_path / "postlint.yaml").write_text("kanaal: linkedin\n")
    with pytest.raises(Problem, match="unknown key"):
        load(None, tmp_path, Cache(tmp_path / "cache", stamp_))


def test_another_postlint_reads_the_configuration_itself(tmp_path: Path) -> None:
    (tmp_path / "postlint.yaml").write_text("channel: linkedin\n")
    for _ in range(2):
        load(None, tmp_path, Cache(tmp_path / "cache", lambda: b"1"))
    known = load(None, tmp_path, Cache(tmp_path / "cache", lambda: b"1"))
    other = load(None, tmp_path, Cache(tmp_path / "cache", lambda: b"2"))
    assert known.channel == other.channel == "linkedin"
    assert "full" not in vars(known)
    assert "full" in vars(other)


def test_a_rule_that_changed_judges_anew(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("regels/claims").mkdir(parents=True)
    Path("postlint.yaml").write_text("rule_paths: [regels]\n")
    rule = Path("regels/claims/proef.yaml")
    text = (
        "summary: {nl: a, en: a}\ncategory: health-claim\nseverity: warning\nmessage: {nl: m, en: m}\n"
        "advice: {nl: a, en: a}\nsources: []\ncheck: {phrases: [angst]}\nexamples: {flag: [angst], pass: [rust]}\n"
    )
    rule.write_text(text)
    Path("a.txt").write_text(TEXT)
    run()
    run()
    assert judged == []
    rule.write_text(text.replace("nl: m", "nl: anders"))
    run()
    assert judged == ["a.txt"]


def test_word_lists_of_the_system_count_where_spelling_is_looked_at(
    run: Callable[..., list[Any]], tmp_path: Path, judged: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("a.txt").write_text(TEXT)
    monkeypatch.setattr(spelling, "_SYSTEM", (tmp_path / "lijsten",))
    (tmp_path / "lijsten").mkdir()
    for number, said in enumerate(("spelling: true\n", "spelling: false\n")):
        Path("postlint.yaml").write_text(said)
        run()
        (tmp_path / "lijsten/nl_NL.dic").write_text("1\nfysio\n" * (number + 1))
        run()
        assert (judged == ["a.txt"]) is (number == 0), said


def test_wrong_names_are_told_every_time_and_never_kept(run: Callable[..., list[Any]]) -> None:
    Path("a.txt").write_text(TEXT)
    for _ in range(2):
        with pytest.raises(Problem, match="kortng"):
            run(select=["non-promotie/kortng"])
        with pytest.raises(Problem, match="no known channel"):
            run(channel="fax")


def test_notices_of_the_run_are_told_again(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("a.txt").write_text(TEXT)
    first = run(select=["kwaliteit/spelling", "non-promotie"])
    assert isinstance(first[0], Notice)
    assert run(select=["kwaliteit/spelling", "non-promotie"]) == first
    assert judged == []


def test_what_cannot_be_judged_is_looked_at_again(run: Callable[..., list[Any]]) -> None:
    Path("a.md").write_text("---\nkanaal: fax\n---\nTekst.\n")
    before = run()
    assert isinstance(before[0], DraftError)
    assert run() == before


def test_a_baseline_counts_by_what_it_holds_of_the_draft(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("a.txt").write_text(TEXT)
    baseline = Baseline(Path("oud.json"), "sleutel")
    run(memory=baseline)
    run(memory=baseline)
    assert judged == []
    Path("elders.txt").write_text("x")
    of_another = {Entry("elders.txt", "a/b", "0" * 24): 1}
    run("a.txt", memory=Baseline(Path("oud.json"), "sleutel", of_another))
    assert judged == []
    Path("elders.txt").unlink()  # what was found there may have moved to any other file
    run("a.txt", memory=Baseline(Path("oud.json"), "sleutel", of_another))
    assert judged == ["a.txt"]
    run("a.txt", memory=Baseline(Path("oud.json"), "sleutel", {Entry("a.txt", "a/b", "1" * 24): 1}))
    assert judged == ["a.txt"]
    run("a.txt", memory=Baseline(Path("oud.json"), "andere sleutel"))
    assert judged == ["a.txt"]
    run(memory=Recorder(baseline))
    assert judged == ["a.txt"]


def test_standard_input_is_known_too(tmp_path: Path, run: Callable[..., list[Any]], judged: list[str]) -> None:
    for known in (False, True):
        kept = Cache(tmp_path / "cache")
        [one] = Linter(load(None, tmp_path, kept), cache=kept).check_stdin(TEXT.encode())
        assert one == report("<stdin>", TEXT, "facebook-page")
        assert (judged == []) is known
        judged.clear()


def test_what_the_clipboard_holds_is_read_otherwise_than_a_file_without_suffix(
    run: Callable[..., list[Any]], tmp_path: Path, judged: list[str]
) -> None:
    text = f"---\nkanaal: x\n---\n{TEXT}"
    Path("notities").write_text(text)
    assert [one.channel for one in run("notities")] == ["facebook-page"]
    kept = Cache(tmp_path / "../cache")
    linter = Linter(load(None, tmp_path, kept), nearest=True, cache=kept)
    assert [one.channel for one in linter.check_stdin(text.encode(), "<clipboard>")] == ["x"]


def test_a_word_document_of_any_size_is_judged_once(run: Callable[..., list[Any]], judged: list[str]) -> None:
    Path("a.docx").write_bytes(word("Rol je schouders los.", foto=os.urandom(MAX_BYTES)))
    first = run()
    assert judged == ["a.docx"]
    assert [one.source for one in first] == ["Rol je schouders los."]
    assert run() == first
    assert judged == []


def test_no_word_of_a_draft_is_in_the_cache(tmp_path: Path, run: Callable[..., list[Any]]) -> None:
    Path("a.txt").write_text(TEXT)
    run(folder="cache")
    files = [p for p in (tmp_path / "cache").rglob("*") if p.is_file() and p.parent.name != "rules"]
    every = b"".join(p.read_bytes() + p.name.encode() for p in files)
    assert info(tmp_path / "cache").entries >= 2
    assert not [word for word in ("korting", "eerste", "behandeling", "Fysio", "a.txt") if word.encode() in every]


def test_everything_comes_back_as_it_was() -> None:
    reports = [report("a.md", TEXT), report("a.md", TEXT, "x")]
    data = pack(reports)
    assert data is not None
    assert unpack(data, "a.md", TEXT) == reports
    back = unpack(data, "b/c.md", TEXT)
    assert back is not None
    assert {one.path for one in back} == {"b/c.md"}
    assert all(isinstance(f.severity, Severity) for one in back for f in one.findings)
    assert unpack(data, "a.md", TEXT + "x") is None
    assert unpack(b"{}", "a.md", TEXT) is None
    assert unpack(json.dumps(["x", [{"Nobody": []}]]).encode(), "a.md", TEXT) is None


def test_what_would_not_come_back_is_not_kept() -> None:
    other = report("a.md", TEXT.replace("korting", "gratis!"))
    assert pack([report("a.md", TEXT), other]) is None


def test_the_command_answers_without_loading_what_judges(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    code = (
        "import sys\n"
        "from postlint.cli.app import cli\n"
        "try:\n"
        "    cli.main(['check', 'a.txt'])\n"
        "except SystemExit: pass\n"
        "heavy = {'spacy', 'numpy', 'onnxruntime', 'msgspec', 'yaml', 'regex', 'pathspec', 'rich.text'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )

    def call() -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)

    first, second = call(), call()
    assert "spacy" in first.stderr
    assert second.stdout == first.stdout
    assert second.stderr.splitlines()[-1] == "[]"
