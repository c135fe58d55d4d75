"""Hostile and broken input: every line of docs/hardening.md that no other test holds."""

from __future__ import annotations

import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from team import Write, tiny_rulebook, writer

from postlint.cli.app import cli
from postlint.config import load_config
from postlint.draft import decode, read_path, read_text
from postlint.files import discover
from postlint.findings import Problem
from postlint.rulebook.regexes import slow_regexes

ESCAPES = "\x1b[2J\x1b]0;x\x07\u202e\u2066\x9b1m"
unix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)
    return writer(tmp_path)


@pytest.fixture
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with tiny_rulebook(tmp_path_factory.mktemp("rules")):
        yield


@pytest.fixture(autouse=True)
def overdue() -> Iterator[None]:
    """What hangs ends the run instead of holding it up for ever."""
    timer = threading.Timer(120, lambda: os._exit(70))
    timer.start()
    yield
    timer.cancel()


def check(*args: str) -> Result:
    return CliRunner().invoke(cli, ["check", *args])


def said_of(path: str) -> str:
    with pytest.raises(Problem) as caught:
        read_path(path)
    return caught.value.text.en


@unix
def test_pipes_devices_and_loops_are_told_of_and_never_waited_for(write: Write, rulebook: None) -> None:
    os.mkfifo("pijp.md")
    Path("rond.md").symlink_to("rond.md")
    Path("nul.md").symlink_to("/dev/zero")
    Path("terminal.md").symlink_to("/dev/tty")
    write("goed.md", "Een tip.\n")
    result = check("--format", "json", ".")
    assert result.exit_code == 2
    told = json.loads(result.stdout)
    assert [draft["path"] for draft in told["drafts"]] == ["goed.md"]
    assert sorted(error["path"] for error in told["errors"]) == ["nul.md", "pijp.md", "rond.md", "terminal.md"]


@unix
def test_a_file_that_becomes_a_pipe_while_it_is_opened(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    write("a.md", "Een tip.\n")
    regular = Path("a.md").stat()
    os.mkfifo("pijp.md")
    monkeypatch.setattr(decode.os, "stat", lambda _: regular)
    assert "not a regular file" in said_of("pijp.md")


@unix
def test_pipes_in_the_place_of_settings_are_passed_over(write: Write) -> None:
    write("a.md", "Een tip.\n")
    for name in (".gitignore", "postlint.yaml", "pyproject.toml"):
        os.mkfifo(name)
    assert list(discover(["."])) == [Path("a.md")]
    assert load_config(None, Path.cwd()).path is None


def test_a_folder_with_the_name_of_a_draft(write: Write, rulebook: None) -> None:
    write("map.md/a.md", "Een tip.\n")
    assert "folder" in said_of("map.md")
    assert "map.md/a.md · " in check("--format", "terminal", ".").stdout


def test_a_file_that_vanishes_between_finding_and_reading(write: Write, rulebook: None) -> None:
    write("a.md", "Een tip.\n")
    write("b.md", "Een tip.\n")
    found = list(discover(["."]))
    Path("a.md").unlink()
    assert found == [Path("a.md"), Path("b.md")]
    assert "does not exist" in said_of("a.md")


def test_nothing_of_a_draft_or_a_name_steers_the_terminal(write: Write, rulebook: None) -> None:
    name = f"a{ESCAPES}.md"
    write(name, f"---\ntitel: x\n---\nNu korting {ESCAPES} hier.\n")
    write(f"leeg{ESCAPES}.md", "")
    write("front.md", f'---\nsoort: "{ESCAPES.encode("unicode_escape").decode()}"\n---\nEen tip.\n')
    for form in ("terminal", "concise"):
        for result in (check("--format", form, "."), check("--format", form, name), check(f"weg{ESCAPES}.md")):
            shown = result.stdout + result.stderr
            assert shown.strip()
            assert not {"\x1b", "\x07", "\x9b", "\u202e", "\u2066"} & set(shown), shown


@pytest.mark.parametrize(
    "args",
    [("--channel", ESCAPES), ("--config", ESCAPES), ("--select", ESCAPES), ("--changed-since", ESCAPES),
     ("--baseline", ESCAPES), ("--format", ESCAPES), (f"--{ESCAPES}",), ("--output", f"{ESCAPES}/x")],
)  # fmt: skip
def test_nothing_of_a_call_steers_the_terminal(args: tuple[str, ...], write: Write, rulebook: None) -> None:
    write("a.md", "Een tip.\n")
    result = check(*args, "a.md")
    assert result.exit_code == 2
    assert "\x1b" not in result.stdout + result.stderr


def test_nothing_of_a_configuration_steers_the_terminal(write: Write, rulebook: None) -> None:
    write("postlint.yaml", '"\\e[2Jx": 1\n')
    result = check("a.md")
    assert result.exit_code == 2
    assert "\x1b" not in result.stderr


@unix
def test_a_name_that_is_no_text(write: Write, rulebook: None) -> None:
    Path(os.fsdecode(b"a\xff.md")).write_bytes(b"Nu korting.\n")
    Path(os.fsdecode(b"b\xff.md")).write_bytes(b"")
    for form in ("terminal", "concise", "json", "html", "sarif", "github", "junit"):
        result = check("--format", form, ".")
        assert result.exit_code == 2, form
        result.stdout.encode("utf-8")
        assert "korting" in result.stdout


def test_html_shows_markup_and_does_not_become_it(write: Write, rulebook: None) -> None:
    write("<img src=x onerror=alert(1)>.txt", "Nu korting <script>alert(1)</script> & \"'`.\n")
    page = check("--format", "html", ".").stdout
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page
    assert "<img" not in page


def test_settings_that_are_bombs(write: Write) -> None:
    laughs = "a: &a [x, x]\n" + "".join(f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefg", "bcdefgh", strict=True))
    bombs = {
        "postlint.yaml": [laughs, "a: " + "[" * 9_000, "- " * 9_000],
        "x.toml": [f"[tool.postlint]\na={'[' * 9_000}"],
    }
    for name, texts in bombs.items():
        for text in texts:
            path = write(name, text)
            with pytest.raises(Problem):
                load_config(path, Path.cwd())


def test_front_matter_that_is_a_bomb() -> None:
    deep, wide = "a: " + "[" * 9_000 + "]" * 9_000, "a: [" + "x, " * 40_000 + "]"
    for block in (deep, wide, "a: &a x\nb: *a", "\n".join(f"k{n}: x" for n in range(20_000))):
        with pytest.raises(Problem):
            read_text(f"---\n{block}\n---\nEen tip.\n", "a.md")


def test_ignore_files_whose_patterns_would_take_for_ever(write: Write) -> None:
    slow = "/".join(["**", "a*"] * 12) + "/b"
    write(".gitignore", f"{'*a' * 40}b\n{slow}\nklad.md\n*.*.bak\n")
    name = "a" * 200
    write(f"{name}.md", "Een tip.\n")
    write(f"{'/'.join('a' * 12)}/c.md", "Een tip.\n")
    write("klad.md", "Een tip.\n")
    assert [path.name for path in discover(["."]) if isinstance(path, Path)] == ["c.md", f"{name}.md"]


@pytest.mark.parametrize("slow", ["(a+)+$", "(a*)*b", "(a|ab)*c", "([a-z]+-?)+x", "(?:(?:a{1,})b?)*", "^(\\w+\\s?)*$"])
def test_rules_whose_expressions_could_take_for_ever_are_refused(slow: str) -> None:
    assert list(slow_regexes([[{"TEXT": {"REGEX": slow}}]])) == [slow]
    assert list(slow_regexes(({"RIGHT_ATTRS": {"LOWER": {"REGEX": {"IN": ["a", slow]}}}},))) == [slow]


@pytest.mark.parametrize(
    "quick", ["^[A-Z]{4,}$", "a+b*", "(foo|bar)\\.nl", "(ab)+", "(a{2}){3,}", "(a|b)+", "[", "(x+)?"]
)
def test_other_expressions_are_not(quick: str) -> None:
    assert list(slow_regexes([[{"TEXT": {"REGEX": quick}}]])) == []


def test_huge_files_are_refused_before_they_are_read(write: Write) -> None:
    with Path("groot.md").open("wb") as file:
        file.truncate(1 << 40)
    with Path("groot.docx").open("wb") as file:
        file.truncate(1 << 40)
    assert "split it" in said_of("groot.md")
    assert "split it" in said_of("groot.docx")


def test_a_program_is_stopped_when_it_says_too_much_or_takes_too_long(tmp_path: Path) -> None:
    from postlint.programs import ask

    assert len(ask(["/usr/bin/env", "yes"], limit=100).output) == 101
    assert ask(["/usr/bin/env", "sleep", "60"], seconds=0.1).timed_out
    with pytest.raises(OSError, match="weg"):
        ask([str(tmp_path / "weg")])
    assert subprocess.run(["/usr/bin/env", "true"], check=False).returncode == 0
