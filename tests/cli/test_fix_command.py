"""`check --fix`, `--unsafe-fixes` and `--diff`: what is written, printed and returned."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from cli_fakes import FakeLinter, Outcome, Run

from postlint.findings import (
    DraftError,
    DraftReport,
    Edit,
    Finding,
    Fix,
    LawScore,
    Position,
    Problem,
    Severity,
    Span,
    Text,
    Verdict,
)


class Shouting(FakeLinter):
    """Stands in for the linter: «!!» is a warning that can be fixed safely, «jargon» an error that cannot."""

    def check_paths(self, paths: Sequence[str], only: object = None) -> Iterator[Outcome]:
        for path in paths:
            if Path(path).exists():
                yield from self.check_stdin(Path(path).read_bytes(), path)
            else:
                yield DraftError(path, "dit bestand bestaat niet")

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        name = filename or "<stdin>"
        if data == b"onleesbaar":
            raise Problem(Text("geen concept", "no draft"), name)
        text = data.decode("utf-8-sig")
        findings = tuple(self._findings(text))
        laws = (LawScore("kwaliteit", 80, True),)
        return [DraftReport(name, "x", "post", 80, Verdict.REVISE, laws, findings, source=text)]

    def _findings(self, text: str) -> Iterator[Finding]:
        for found in re.finditer("!!|jargon", text):
            safe = found[0] == "!!"
            span = Span(*(Position(1, at + 1, at) for at in found.span()))
            fix = Fix("doe iets", (Edit(span, "!" if safe else "gewoon"),), safe)
            severity = Severity.WARNING if safe else Severity.ERROR
            yield Finding(
                "kwaliteit/proef", "kwaliteit", "jargon", severity, "mis", "doe", found[0], span, fixes=(fix,)
            )


@pytest.fixture(autouse=True)
def shouting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("postlint.linter.Linter", Shouting)
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_fix_writes_what_is_safe_and_reports_the_rest(run: Run) -> None:
    path = write("a.md", b"\xef\xbb\xbfTip!! jargon!!\r\n")
    result = run("check", "--fix", "a.md")
    assert path.read_bytes() == b"\xef\xbb\xbfTip! jargon!\r\n"
    assert result.exit_code == 1
    assert "1 fout, 0 let op" in result.stdout
    assert result.stderr == "postlint: 2 verbeteringen toegepast; met --unsafe-fixes kan er nog 1 bij.\n"


def test_unsafe_fixes_are_applied_with_fix_and_shown_without(run: Run) -> None:
    path = write("a.md", "Tip!! jargon\n")
    shown = run("check", "--unsafe-fixes", "a.md")
    assert "↻ te herstellen met --fix --unsafe-fixes: doe iets" in shown.stdout
    assert path.read_text("utf-8") == "Tip!! jargon\n"
    assert shown.stderr == ""
    result = run("check", "--fix", "--unsafe-fixes", "--lang", "en", "a.md")
    assert path.read_text("utf-8") == "Tip! gewoon\n"
    assert (result.exit_code, result.stderr) == (0, "postlint: 2 fixes applied.\n")


def test_nothing_to_fix_writes_nothing(run: Run) -> None:
    path = write("a.md", "Tip.\n")
    before = path.stat().st_ino
    assert run("check", "--fix", "a.md").stderr == "postlint: 0 verbeteringen toegepast.\n"
    assert path.stat().st_ino == before
    assert run("check", "--fix", "--quiet", "a.md").stderr == ""


@pytest.mark.parametrize("extra", [(), ("--fix",)])
def test_diff_shows_and_writes_nothing(extra: tuple[str, ...], run: Run) -> None:
    path = write("a.md", "Tip!! jargon\x1b[2J\nTot dan.\n")
    result = run("check", "--diff", *extra, "a.md")
    assert result.stdout == ("--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n-Tip!! jargon␛[2J\n+Tip! jargon␛[2J\n Tot dan.\n")
    assert result.exit_code == 1
    assert result.stderr == (
        "postlint: 1 verbetering mogelijk; er is niets geschreven; met --unsafe-fixes kan er nog 1 bij.\n"
    )
    assert "!!" in path.read_text("utf-8")


def test_diff_of_nothing_is_nothing(run: Run) -> None:
    write("a.md", "Tip! jargon\n")
    result = run("check", "--diff", "--quiet", "a.md")
    assert (result.stdout, result.stderr, result.exit_code) == ("", "", 0)
    assert run("check", "--diff", "--unsafe-fixes", "a.md").exit_code == 1


def test_diff_tells_what_could_not_be_judged(run: Run) -> None:
    write("a.md", "Tip!!\n")
    result = run("check", "--diff", "a.md", "b\x1b.md")
    assert result.exit_code == 2
    assert "+Tip!\n" in result.stdout
    assert "postlint: b␛.md: dit bestand bestaat niet\n" in result.stderr


def test_diff_goes_without_a_report(run: Run) -> None:
    write("a.md", "Tip!!\n")
    result = run("check", "--diff", "--format", "json", "a.md")
    assert result.exit_code == 2
    assert "--diff toont alleen de verschillen" in result.stderr


def test_stdin_comes_out_mended_byte_for_byte_and_the_report_beside_it(run: Run) -> None:
    result = run("check", "--fix", "-", stdin=b"\xef\xbb\xbfTip!!\r\njargon\r\n")
    assert result.stdout_bytes == b"\xef\xbb\xbfTip!\r\njargon\r\n"
    assert "<stdin> · x · bericht" in result.stderr
    assert result.exit_code == 1


def test_stdin_comes_out_as_it_came_where_it_cannot_be_judged(run: Run) -> None:
    result = run("check", "--fix", "-", stdin=b"onleesbaar")
    assert result.stdout_bytes == b"onleesbaar"
    assert result.exit_code == 2


def test_stdin_with_diff_shows_the_differences(run: Run) -> None:
    result = run("check", "--diff", "--stdin-filename", "x.md", "-", stdin=b"Tip!!\n")
    assert result.stdout == "--- x.md\n+++ x.md\n@@ -1 +1 @@\n-Tip!!\n+Tip!\n"


def test_a_report_to_a_file_goes_there(run: Run) -> None:
    result = run("check", "--fix", "--format", "json:r.json", "-", stdin=b"Tip!! jargon")
    assert result.stdout == "Tip! jargon"
    [draft] = json.loads(Path("r.json").read_text("utf-8"))["drafts"]
    assert [fix["safe"] for finding in draft["findings"] for fix in finding["fixes"]] == [False]


def test_a_file_that_cannot_be_written_is_told_and_the_others_are_fixed(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    from postlint import rewrite

    real = rewrite.replace_file

    def full(target: Path, data: bytes, **more: bool) -> None:
        if target.name == "a.md":
            raise OSError(28, "No space left on device")
        real(target, data, **more)

    monkeypatch.setattr(rewrite, "replace_file", full)
    first, second = write("a.md", "Tip!!\n"), write("b.md", "Tip!!\n")
    result = run("check", "--fix", "a.md", "b.md")
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("Tip!!\n", "Tip!\n")
    assert result.exit_code == 2
    assert "postlint: a.md: schrijven lukt hier niet (No space left on device)" in result.stderr
    assert "1 verbetering toegepast" in result.stderr
