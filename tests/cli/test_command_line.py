import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from cli_fakes import FakeLinter, Run

from postlint.cli.app import cli

HEAVY = ("spacy", "thinc", "numpy", "rich")


@pytest.mark.parametrize("args", [(), ("check",), ("explain",), ("rules",), ("rules", "test"), ("channels",)])
def test_help_is_dutch_and_fits_the_screen(args: tuple[str, ...], run: Run):
    result = run(*args, "--help")
    assert result.exit_code == 0
    assert result.stdout.startswith("Gebruik: postlint")
    assert "-h, --help" in result.stdout
    assert "Toon deze hulp." in result.stdout
    assert "Options" not in result.stdout
    assert "Usage" not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_version_is_that_of_the_package(run: Run):
    from importlib.metadata import version

    assert run("--version").stdout == f"postlint {version('postlint')}\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("chekc", "a.md"), "postlint: onbekende opdracht «chekc»; bedoel je «check»? postlint kent: check, explain,"),
        (("rules", "tset"), "postlint: onbekende opdracht «tset»; bedoel je «test»? postlint rules kent: "),
        (("--vers",), "postlint: onbekende optie --vers; bedoel je --version? Zie postlint --help"),
        (("check", "--chanel", "x", "a"), "postlint: onbekende optie --chanel; bedoel je --channel?"),
        (("check",), "postlint: noem een bestand of map, «-» voor standaardinvoer, of --clipboard"),
        (("check", "a", "--format", "xml"), "postlint: kies bij --format uit: terminal, concise, json, jsonl, sarif,"),
        (("check", "a", "--min-score", "veel"), "postlint: --min-score is een getal van 0 tot en met 100."),
        (("check", "a", "--min-score", "101"), "postlint: --min-score is een getal van 0 tot en met 100."),
        (
            ("check", "--channel"),
            "postlint: bij --channel hoort een waarde: --channel KANAAL. Zie postlint check --help",
        ),
        (("check", "--fix=ja", "a"), "postlint: bij --fix hoort geen waarde. Zie postlint check --help"),
        (("check", "--jobs", "0", "a"), "postlint: --jobs is een getal van 1 tot en met 256, of auto. Zie postlint "),
        (("plan", "--today", "nu", "a"), "postlint: --today is een dag, zoals 2026-03-31. Zie postlint plan --help"),
        (
            ("plan", "--today", "nu", "a", "--lang", "en"),
            "postlint: --today is a day, such as 2026-03-31. See postlint",
        ),
        (("init", "a", "b"), "postlint: hier staat te veel: «a b». Zie postlint init --help"),
        (("check", "--lang", "en", "--chanel", "x"), "postlint: unknown option --chanel; do you mean --channel?"),
        (("--lang=en", "check"), "postlint: unknown option --lang"),
    ],
)
def test_a_wrong_call_is_told_in_one_line(args: tuple[str, ...], said: str, run: Run):
    result = run(*args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(said)
    assert result.stderr.count("\n") == 1


def every_command(command: click.Command, *names: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    if names:
        yield names, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            yield from every_command(command.get_command(context, name) or command, *names, name)


def wrong_calls() -> Iterator[tuple[str, ...]]:
    for names, command in every_command(cli):
        if not isinstance(command, click.Group):
            yield (*names, *"abcdefgh", "--zomaar")
            if all(argument.nargs == 1 for argument in command.params if isinstance(argument, click.Argument)):
                yield (*names, *"abcdefgh")
        for option in (one for one in command.params if isinstance(one, click.Option)):
            for name in (*option.opts, *option.secondary_opts):
                if option.is_flag:
                    yield (*names, f"{name}=1") if name.startswith("--") else (*names, f"{name}!")
                else:
                    yield (*names, name)
                    if not isinstance(option.type, click.Path | type(click.STRING)):
                        yield (*names, name, "zomaar")


CLICKS_OWN = re.compile(
    r"option '|argument|value|invalid|requires|range|unexpected|missing|no such|choose", re.IGNORECASE
)


def test_whatever_is_wrong_with_a_call_is_told_in_the_language_asked_for(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.chdir(tmp_path)
    calls = list(wrong_calls())
    assert len(calls) > 100
    for call in calls:
        result = run(*call)
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1), call
        assert not CLICKS_OWN.search(result.stderr), result.stderr
        monkeypatch.setenv("POSTLINT_LANG", "en")
        assert "--lang" in call or run(*call).stderr != result.stderr, call
        monkeypatch.delenv("POSTLINT_LANG")


def test_without_a_command_it_shows_help_and_fails(run: Run):
    result = run()
    assert result.exit_code == 2
    assert "Opdrachten:" in result.output


def test_an_unexpected_error_is_no_traceback(linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch):
    def explode(self: FakeLinter, paths: object, only: object = None) -> object:
        raise TypeError("oei")

    monkeypatch.setattr(linter, "check_paths", explode)
    result = run("check", "a.md")
    assert result.exit_code == 2
    assert result.stderr.startswith("postlint: onverwachte fout (TypeError: oei).")
    monkeypatch.setenv("POSTLINT_DEBUG", "1")
    assert isinstance(run("check", "a.md").exception, TypeError)


def test_control_c_is_quiet(linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch):
    def interrupt(self: FakeLinter, paths: object, only: object = None) -> object:
        raise KeyboardInterrupt

    monkeypatch.setattr(linter, "check_paths", interrupt)
    result = run("check", "a.md")
    assert result.exit_code == 130
    assert result.output.strip() == ""


def python(*args: str, cwd: Path, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *args], stdout=stdout, stderr=subprocess.PIPE, text=True, cwd=cwd, check=False, timeout=60
    )


@pytest.mark.parametrize(
    ("args", "status"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["check", "--help"], 0),
        (["explain", "luisteren"], 0),
        (["explain", "nietbestaandewoord"], 2),
        (["channels", "linkedin"], 0),
        (["rules", "schema"], 0),
        (["check", "a.md"], 2),
    ],
)
def test_what_a_call_does_not_need_is_not_loaded(args: list[str], status: int, tmp_path: Path):
    (tmp_path / "postlint.yaml").write_text("kapot: ja\n", "utf-8")
    code = f"""
import json, sys
from postlint.cli.app import cli
try:
    cli.main({args!r})
except SystemExit as end:
    loaded = [name for name in {HEAVY!r} if name in sys.modules]
    print(json.dumps([end.code, loaded]), file=sys.stderr)
"""
    last = python("-W", "ignore", "-c", code, cwd=tmp_path).stderr.strip().splitlines()[-1]
    assert json.loads(last) == [status, []]


def test_a_reader_that_leaves_gets_no_complaint(tmp_path: Path):
    reading, writing = os.pipe()
    os.close(reading)
    done = python("-m", "postlint", "channels", cwd=tmp_path, stdout=writing)
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, "")


def test_a_variable_that_names_no_language_is_called_by_its_name(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSTLINT_LANG", "de")
    result = run("rules")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "postlint: de omgevingsvariabele POSTLINT_LANG is «de»; kies nl of en.\n"
    assert run("rules", "--lang", "nl", "--law", "focus").exit_code == 0


@pytest.mark.parametrize("said", ["EN", "En", "en"])
def test_a_language_may_be_in_capitals(said: str, run: Run, monkeypatch: pytest.MonkeyPatch):
    plain = run("channels", "--lang", "en").stdout
    assert run("channels", "--lang", said).stdout == plain
    monkeypatch.setenv("POSTLINT_LANG", said)
    assert run("channels").stdout == plain
    assert "unknown" in run("weg").stderr
