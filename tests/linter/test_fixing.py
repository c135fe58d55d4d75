"""Drafts judged, mended and judged again: what each fix makes of a text, and what a Fixer does with files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minibook import dutch, words_only
from word_files import word

from postlint.dutch import pipeline
from postlint.findings import DraftReport, Edit, Finding, Fix, Position, Severity, Span, Verdict
from postlint.fix import apply
from postlint.linter import Linter
from postlint.linter.fixing import MAX_ROUNDS, Fixer

SAFE = (
    "kwaliteit/uitroeptekens", "kwaliteit/sierletters", "kwaliteit/dubbele-hashtag", "delen/volgcode-in-link",
    "toegankelijkheid/emoji-opsomming", "toegankelijkheid/hashtag-zonder-hoofdletters",
)  # fmt: skip
BOOKING = "non-promotie/oproep-tot-boeken"


@pytest.fixture(scope="module", autouse=True)
def one_pipeline() -> Iterator[None]:
    with mock.patch.object(pipeline, "load", return_value=dutch()):
        yield


@pytest.fixture(scope="module")
def linter(one_pipeline: None) -> Linter:
    return Linter(select=[*SAFE, "kwaliteit/hoofdletters", "kwaliteit/jargon-medisch", BOOKING])


@pytest.fixture(scope="module")
def wordless() -> Linter:
    """A linter without a model, which is fast; the rules on grammar are silent."""
    with mock.patch.object(pipeline, "load", return_value=words_only()):
        judge = Linter(select=SAFE)
        assert judge.session
    return judge


def mended(judge: Linter, text: str, name: str = "a.md", *, unsafe: bool = False) -> str:
    fixer = Fixer(judge, unsafe=unsafe, keep=True)
    fixer.check_stdin(text.encode(), name)
    return fixer.mended[0].after.text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Wat **een MOOIE DAGEN** hier!!!", "Wat **een mooie dagen** hier!"),
        ("Doe dit nu.\nDIT MOET ECHT vandaag.", "Doe dit nu.\nDit moet echt vandaag."),
        ("IJSKOUD WATER HELPT NIET", "IJskoud water helpt niet"),
        ("Bij het KNGF WETEN ZE HET ZEKER", "Bij het KNGF weten ze het zeker"),
        ("De 𝗯𝗲𝘀𝘁𝗲 oefening voor je ｒｕｇ", "De beste oefening voor je rug"),
        (
            "Lees https://a.nl/x?utm_id=1&b=2 en [dit](https://a.nl/?fbclid=3).",
            "Lees https://a.nl/x?b=2 en [dit](https://a.nl/).",
        ),
        (
            "Dit helpt:\r\n\r\n- 🌳 buiten\r\n- 🌳 lopen\r\n- 🌳 fietsen",
            "Dit helpt:\r\n\r\n- buiten\r\n- lopen\r\n- fietsen",
        ),
        ("Vijf minuten! Tien! Twintig! Hoera! (echt!)", "Vijf minuten! Tien! Twintig! Hoera. (echt!)"),
    ],
)
def test_safe_fixes(text: str, after: str, linter: Linter) -> None:
    assert mended(linter, text) == after


@pytest.mark.parametrize(
    "text",
    [
        "Dit mag wel en dit niet:\n✅ lopen\n❌ rekken\n✅ fietsen",  # the emoji say yes and no
        "Kom op zaterdag NAAR HET MOOIE UTRECHT met de trein.",  # it may be a name
        "Een 🅰🅱🅾 op je kaart.",  # they may be blood groups
        "Nu: DIT **MOET J**E WETEN.",  # markup within a word
        "Let op:\n🔹 water\n🔹 rust\n🔹 slaap\nen meer niet.",  # a list would take in the last line
        "Kijk op https://a.nl/?a=1&amp;utm_source=2 voor meer.",  # the file has other text than the prose
        "Zij riep «KOM ALLEMAAL SNEL HIER» door de zaal, en iedereen kwam rustig naar haar toe voor de les.",
    ],
)
def test_what_is_not_safe_is_left_alone(text: str, linter: Linter) -> None:
    assert mended(linter, text) == text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Obstipatie komt vaak voor.", "Verstopping komt vaak voor."),
        ("Wandel elke dag. **Boek nu je intake!**\r\n", "Wandel elke dag.\r\n"),
        (
            "Wandel elke dag.\r\n\r\n👉 Boek nu je intake! 📅\r\n\r\nTot dan.\r\n",
            "Wandel elke dag.\r\n\r\nTot dan.\r\n",
        ),
        (
            "Kom op zaterdag NAAR HET MOOIE UTRECHT met de trein.",
            "Kom op zaterdag naar het mooie Utrecht met de trein.",
        ),
    ],
)
def test_unsafe_fixes_are_applied_only_when_asked_for(text: str, after: str, linter: Linter) -> None:
    assert mended(linter, text) == text
    assert mended(linter, text, unsafe=True) == after


def test_a_sentence_is_not_deleted_where_markup_or_nothing_would_stay_behind(linter: Linter) -> None:
    for text in ("Boek nu je intake!", "Wandel veel. [Boek nu je intake](https://a.nl)"):
        assert mended(linter, text, unsafe=True) == text


def test_what_is_suppressed_is_not_fixed(linter: Linter) -> None:
    text = "<!-- postlint-ignore kwaliteit/uitroeptekens: zo heet het lied -->\nZing het lied Vooruit!!! mee.\n"
    assert mended(linter, text) == text


def test_a_draft_for_several_channels_is_fixed_once(linter: Linter) -> None:
    fixer = Fixer(linter, keep=True)
    reports = fixer.check_stdin(b"---\nchannel: [x, linkedin]\n---\nLoop elke dag!!! Ook bij regen.\n", "a.md")
    assert [report.channel for report in reports] == ["x", "linkedin"]
    assert [report.findings for report in reports] == [(), ()]
    assert (fixer.mended[0].applied, fixer.mended[0].more) == (1, 0)
    assert fixer.mended[0].after.text.endswith("Loop elke dag! Ook bij regen.\n")


PIECES = (
    "Loop elke dag tien minuten.", "Wauw!!!", "Echt?!", "Kom! Ga! Sta! Loop!", "👩\u200d⚕️", "𝗟𝗲𝘁 𝗼𝗽", "ｔｉｐ", "#rug",
    "#Rug", "#tipvandeweek", "https://a.nl/?utm_source=x&b=1", "[hier](https://a.nl/?gclid=1)", "✅ sta op", "1️⃣ loop",
    "**vet!!!**", "- ", "> ", "`code!!!`", "&amp;", "\u00ad", "\t", "e\u0301", "---",
)  # fmt: skip
DRAFTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from([" ", "", "\n", "\r\n", "\r", "\n\n"])), min_size=1, max_size=9
)


@given(pieces=DRAFTS, name=st.sampled_from(["a.md", "a.txt"]), mark=st.sampled_from([b"", b"\xef\xbb\xbf"]))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_safe_fixes_settle_and_touch_only_what_they_name(
    pieces: list[tuple[str, str]], name: str, mark: bytes, wordless: Linter
) -> None:
    text = "Rug en nek. " + "".join(a + b for a, b in pieces)
    fixer = Fixer(wordless, keep=True)
    fixer.check_stdin(mark + text.encode(), name)
    [one] = fixer.mended
    assert one.settled
    assert one.after.data(name).startswith(mark + b"Rug en nek.")
    assert mended(wordless, one.after.text, name) == one.after.text
    newlines = {"\r\n", "\r", "\n"}
    assert all(one.after.text.count(n) <= text.count(n) for n in newlines)
    assert len(one.after.text.splitlines()) == len(text.splitlines()) or "#" in text  # a line of tags may go
    assert one.after.text.count("👩\u200d⚕️") == text.count("👩\u200d⚕️")
    fixes = _safe(wordless.check_text(text, name))
    done = apply(text, fixes, name)
    edits = sorted(edit for fix in done.fixes for edit in fix.edits)
    at = before = 0
    for edit in edits:
        kept = text[at : edit.span.start.offset]
        assert done.text[before : before + len(kept)] == kept
        before += len(kept) + len(edit.text)
        at = edit.span.end.offset
    assert done.text[before:] == text[at:]


def _safe(reports: list[DraftReport]) -> list[Fix]:
    return [fix for report in reports for finding in report.findings for fix in finding.fixes if fix.safe]


def test_files_are_written_and_the_rest_is_reported(linter: Linter, tmp_path: Path) -> None:
    good, bad, fine = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "c.md"
    good.write_bytes(b"\xef\xbb\xbfLoop elke dag!!!\r\nBij obstipatie ook.\r\n")
    bad.write_text("---\nchannel: [\n---\nTip.\n", "utf-8")
    fine.write_text("Loop elke dag.\n", "utf-8")
    fixer = Fixer(linter)
    outcomes = list(fixer.check_paths([str(tmp_path)]))
    assert good.read_bytes() == b"\xef\xbb\xbfLoop elke dag!\r\nBij obstipatie ook.\r\n"
    assert [Path(outcome.path).name for outcome in outcomes] == ["a.md", "b.md", "c.md"]  # type: ignore[union-attr]
    assert [finding.rule for finding in outcomes[0].findings] == ["kwaliteit/jargon-medisch"]  # type: ignore[union-attr]
    assert [(one.applied, one.more) for one in fixer.mended] == [(1, 1)]


def test_a_file_that_cannot_be_written_stays_and_is_reported_as_it_is(
    linter: Linter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.md"
    path.write_text("Loop elke dag!!!\n", "utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("postlint.rewrite.replace_file", full)
    fixer = Fixer(linter)
    [report] = fixer.check_paths([str(path)])
    assert [finding.rule for finding in report.findings] == ["kwaliteit/uitroeptekens"]  # type: ignore[union-attr]
    assert path.read_text("utf-8") == "Loop elke dag!!!\n"
    assert len(fixer.problems) == 1
    assert fixer.mended == []


class Restless:
    """A linter that always has something to fix, whatever became of the text."""

    def __init__(self, change: Callable[[str], str]) -> None:
        self._change = change

    def check_paths(self, paths: Sequence[str]) -> list[DraftReport]:
        return []

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        text = data.decode()
        whole = Span(Position(1, 1, 0), Position(1, len(text) + 1, len(text)))
        fix = Fix("proef", (Edit(whole, self._change(text)),))
        one = Finding("focus/proef", "focus", "focus", Severity.SUGGESTION, "mis", "doe", text, whole, fixes=(fix,))
        return [DraftReport("a.md", "x", "post", 90, Verdict.POST, (), (one,), source=text)]


def test_a_word_document_on_standard_input_is_judged_and_left_alone(wordless: Linter) -> None:
    fixer = Fixer(wordless)
    assert [one.path for one in fixer.check_stdin(word("Rol je schouders los."), "a.docx")] == ["a.docx"]
    assert fixer.mended == []


def test_fixing_ends_at_a_bound_and_says_so() -> None:
    fixer = Fixer(Restless(lambda text: text + "!"), keep=True)
    fixer.check_stdin(b"Loop", "a.md")
    [one] = fixer.mended
    assert (one.settled, one.applied, one.after.text) == (False, MAX_ROUNDS, "Loop" + "!" * MAX_ROUNDS)


def test_fixes_that_undo_one_another_end_at_once() -> None:
    fixer = Fixer(Restless(lambda text: text.swapcase()), keep=True)
    fixer.check_stdin(b"Loop", "a.md")
    [one] = fixer.mended
    assert (one.settled, one.applied) == (True, 1)
