import json
from pathlib import Path

import pytest
from cli_fakes import FakeLinter, Run, draft

from postlint.findings import DraftError, Notice, Problem, Severity, Text

BROKEN = Problem(Text("de front matter sluit niet", "the front matter does not close"), "b.md", 3)


def test_the_report_is_on_stdout_and_nothing_else_is(linter: type[FakeLinter], run: Run):
    linter.outcomes = [draft(severity=Severity.ERROR), Notice("skipped", "b.png: geen tekst\x1b[2J")]
    result = run("check", "a.md", "b.png")
    assert result.exit_code == 1
    assert result.stdout.startswith("a.md · x · bericht")
    assert "b.png" not in result.stdout
    assert result.stderr == "postlint: opmerking: b.png: geen tekst␛[2J\n"


@pytest.mark.parametrize(
    ("args", "outcomes", "status"),
    [
        ([], [draft()], 0),
        ([], [draft(severity=Severity.WARNING)], 0),
        ([], [draft(severity=Severity.ERROR)], 1),
        (["--fail-on", "warning"], [draft(severity=Severity.WARNING)], 1),
        (["--fail-on", "never"], [draft(severity=Severity.ERROR)], 0),
        (["--min-score", "91"], [draft()], 1),
        (["--min-score", "0"], [draft(score=0)], 0),
        ([], [draft(), DraftError("b.md", "stuk")], 2),
        ([], [], 0),
    ],
)
def test_the_exit_status(args: list[str], outcomes: list[object], status: int, linter: type[FakeLinter], run: Run):
    linter.outcomes = outcomes  # type: ignore[assignment]
    assert run("check", *args, "a.md").exit_code == status


def test_a_draft_that_cannot_be_judged_stops_no_other(linter: type[FakeLinter], run: Run):
    linter.outcomes = [draft(), DraftError("b.md", "stuk", 3), draft("c.md")]
    result = run("check", ".")
    assert result.exit_code == 2
    assert "c.md · x" in result.stdout
    assert "b.md:3 · NIET BEOORDEELD" in result.stdout


def test_options_reach_the_linter(linter: type[FakeLinter], run: Run):
    args = ("--channel", "linkedin", "--kind", "reactie", "--select", "focus,delen", "--select", "claims")
    run("check", *args, "--ignore", " non-promotie/korting , ", "--lang", "en", "--no-cache", "a.md", "b/")
    asked = FakeLinter.asked
    assert (asked["channel"], asked["kind"], asked["lang"]) == ("linkedin", "reply", "en")
    assert (asked["select"], asked["ignore"]) == (("focus", "delen", "claims"), ("non-promotie/korting",))
    assert asked["paths"] == ("a.md", "b/")


def test_configuration_is_found_and_options_come_before_it(linter: type[FakeLinter], run: Run):
    Path("postlint.yaml").write_text("lang: en\nfail_on: warning\nmin_score: 95\nchannel: x\n", "utf-8")
    linter.outcomes = [draft(severity=Severity.WARNING)]
    result = run("check", "a.md")
    assert result.exit_code == 1
    assert "! warning" in result.stdout
    assert FakeLinter.asked["config"].channel == "x"
    assert run("check", "--fail-on", "error", "--min-score", "90", "a.md").exit_code == 0
    assert "! let op" in run("check", "--lang", "nl", "a.md").stdout


def test_a_configuration_can_be_named(linter: type[FakeLinter], run: Run):
    Path("postlint.yaml").write_text("kapot: ja\n", "utf-8")
    Path("ander.yaml").write_text("channel: linkedin\n", "utf-8")
    assert run("check", "--config", "ander.yaml", "a.md").exit_code == 0
    assert FakeLinter.asked["config"].channel == "linkedin"


def test_a_wrong_configuration_stops_before_anything_is_judged(linter: type[FakeLinter], run: Run):
    Path("postlint.yaml").write_text("channel: x\nchanel: x\n", "utf-8")
    result = run("check", "a.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("postlint: postlint.yaml:2: onbekende sleutel «chanel»; bedoel je «channel»?")


def test_a_problem_of_the_linter_is_one_line_in_the_language_of_the_run(linter: type[FakeLinter], run: Run):
    linter.problem = Problem(Text("«kortin» is geen regel", "«kortin» is no rule"))
    result = run("check", "--select", "kortin", "a.md")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "postlint: «kortin» is geen regel\n")
    Path("postlint.yaml").write_text("lang: en\n", "utf-8")
    assert run("check", "a.md").stderr == "postlint: «kortin» is no rule\n"


def test_standard_input(linter: type[FakeLinter], run: Run):
    linter.outcomes = [draft("stdin.md")]
    result = run("check", "-", "--stdin-filename", "stdin.md", "--format", "concise", stdin=b"Kom \xe9 langs")
    assert result.exit_code == 0
    assert FakeLinter.asked["data"] == b"Kom \xe9 langs"
    assert FakeLinter.asked["filename"] == "stdin.md"


def test_a_draft_on_standard_input_that_cannot_be_judged_is_reported(linter: type[FakeLinter], run: Run):
    linter.at_stdin = BROKEN
    result = run("check", "-", "--format", "json", stdin=b"---")
    assert result.exit_code == 2
    errors = json.loads(result.stdout)["errors"]
    assert errors == [{"path": "b.md", "message": "regel 3: de front matter sluit niet", "line": 3}]


def test_standard_input_stands_alone(linter: type[FakeLinter], run: Run):
    result = run("check", "-", "a.md", stdin=b"")
    assert result.exit_code == 2
    assert "gaat niet samen" in result.stderr


def test_json_and_output_to_a_file(linter: type[FakeLinter], run: Run):
    linter.outcomes = [draft(severity=Severity.WARNING)]
    result = run("check", "--format", "json", "--output", "r.json", "a.md")
    assert (result.exit_code, result.stdout) == (0, "")
    assert json.loads(Path("r.json").read_text("utf-8"))["summary"]["warnings"] == 1


def test_a_file_that_cannot_be_written_is_a_problem(linter: type[FakeLinter], run: Run):
    result = run("check", "-q", "--output", "weg/r.txt", "a.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("postlint: weg/r.txt: schrijven lukt hier niet (")


def test_nothing_found_is_said(linter: type[FakeLinter], run: Run):
    assert run("check", "leeg/").stderr == "postlint: geen concepten gevonden in leeg/.\n"
    assert run("check", ".").stderr == "postlint: geen concepten gevonden in .\n"
    assert run("check", "-q", "leeg/").stderr == ""


def test_quiet_leaves_notices_out(linter: type[FakeLinter], run: Run):
    linter.outcomes = [draft(), Notice("skipped", "b.png")]
    assert run("check", "--quiet", ".").stderr == ""


def test_all_suggestions_and_the_sum_can_be_asked_for(linter: type[FakeLinter], run: Run):
    linter.outcomes = [draft()]
    assert "Zo komt de score tot stand" not in run("check", "a.md").stdout
    assert "Zo komt de score tot stand\n  non-promotie · gewicht 3\n" in run("check", "--explain-score", "a.md").stdout


def test_colour_only_when_forced_or_on_a_terminal(linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch):
    linter.outcomes = [draft(severity=Severity.ERROR)]
    assert "\x1b" not in run("check", "a.md").stdout
    monkeypatch.setenv("FORCE_COLOR", "1")
    # CliRunner takes colour codes out of what it keeps unless it is told otherwise, so look at the decision itself.
    from postlint.cli.output import wants_color

    assert wants_color(no_color=False)
    assert not wants_color(no_color=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_color(no_color=False)


@pytest.mark.parametrize(("columns", "width"), [("40", 60), ("72", 72), ("200", 100)])
def test_the_width_of_the_screen(columns: str, width: int, monkeypatch: pytest.MonkeyPatch):
    from postlint.cli.output import screen_width

    monkeypatch.setenv("COLUMNS", columns)
    assert screen_width() == width


def test_a_score_that_is_too_low_is_told_on_stderr(linter: type[FakeLinter], run: Run):
    Path("a.md").write_text("x", "utf-8")
    linter.outcomes = [draft()]
    result = run("check", "--min-score", "91", "--format", "concise", "a.md")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "91" in result.stderr
    assert "afsluitcode 1" in result.stderr
    assert run("check", "--min-score", "91", "--quiet", "--format", "concise", "a.md").stderr == ""
    assert "afsluitcode" not in run("check", "--min-score", "10", "a.md").stderr
