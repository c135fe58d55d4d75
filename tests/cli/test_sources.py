"""Where check takes its drafts from: exactly one of paths, standard input and the clipboard, or a branch's changes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_fakes import FakeLinter, Run, draft
from scratch_git import ScratchRepository
from team import tiny_rulebook

from postlint.draft.decode import MAX_BYTES

TEXT = "Deze maand korting, schouders los! 😀\n"


@pytest.fixture
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with tiny_rulebook(tmp_path_factory.mktemp("rules")):
        yield


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScratchRepository:
    made = ScratchRepository(tmp_path / "repo", tmp_path)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    made.write("postlint.yaml", "exclude: [archief/]\n")
    made.write("oud.md", "Een tip: korting.\n")
    made.write("sub/oud.md", "Een tip: korting.\n")
    made.commit()
    made.git("checkout", "--quiet", "-b", "eigen")
    monkeypatch.chdir(made.folder / "sub")
    return made


def judged(run: Run, *args: str) -> list[str]:
    result = run("check", "--format", "json", *args)
    return [one["path"] for one in json.loads(result.stdout)["drafts"]]


def test_only_changed_drafts_are_judged(repository: ScratchRepository, rulebook: None, run: Run) -> None:
    assert judged(run, "--changed-since", "main") == []
    repository.write("nieuw.md")
    repository.write("sub/nieuw.md")
    repository.write("sub/.verborgen.md")
    repository.write("sub/plaatje.svg")
    repository.write("archief/nieuw.md")
    assert judged(run, "--changed-since", "main") == ["nieuw.md"]
    assert judged(run, "--changed-since", "main", "..") == ["../nieuw.md", "../sub/nieuw.md"]
    assert judged(run, "--changed-since", "main", "oud.md", "../*.md") == ["../nieuw.md"]


def test_no_changed_drafts_is_no_failure(repository: ScratchRepository, rulebook: None, run: Run) -> None:
    result = run("check", "--changed-since", "main")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "postlint: opmerking: geen concepten die sinds main zijn toegevoegd of gewijzigd.\n"
    assert run("check", "--changed-since", "weg").exit_code == 2


@pytest.mark.parametrize("named", ["weg", "weg/a.md", "weg/*.md", "**/a.md", "weg oud.md"])
def test_deleted_drafts_are_no_failure(named: str, repository: ScratchRepository, rulebook: None, run: Run) -> None:
    repository.git("checkout", "--quiet", "main")
    repository.write("sub/weg/a.md")
    repository.commit()
    repository.git("checkout", "--quiet", "-B", "eigen")
    repository.git("rm", "--quiet", "sub/weg/a.md")
    result = run("check", "--changed-since", "main", *named.split())
    assert (result.exit_code, result.stdout) == (0, "")
    assert "geen concepten die sinds main zijn toegevoegd of gewijzigd" in result.stderr


@pytest.mark.parametrize("named", ["nooit", "weg/b.md", "weg/*.txt", "oud.md/a.md"])
def test_what_was_never_there_is_a_failure(named: str, repository: ScratchRepository, rulebook: None, run: Run) -> None:
    repository.write("sub/blijft.md")
    repository.git("rm", "--quiet", "sub/oud.md")
    assert run("check", "--changed-since", "main", named).exit_code == 2


def test_a_pattern_still_means_what_is_left(repository: ScratchRepository, rulebook: None, run: Run) -> None:
    repository.write("sub/nieuw.md")
    repository.git("rm", "--quiet", "sub/oud.md")
    assert judged(run, "--changed-since", "main", "../sub/*.md") == ["../sub/nieuw.md"]


@pytest.mark.parametrize(
    "args",
    [
        ("--clipboard", "a.md"), ("--clipboard", "-"), ("--clipboard", "--watch"), ("-", "--watch"),
        ("--clipboard", "--changed-since", "main"), ("-", "--changed-since", "main"), (),
    ],
)  # fmt: skip
def test_there_is_exactly_one_source(args: tuple[str, ...], linter: type[FakeLinter], run: Run) -> None:
    result = run("check", *args)
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1


class Clipboard:
    """Commands on a PATH of their own that stand for the system's."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        folder.mkdir()
        monkeypatch.setenv("PATH", str(folder))
        monkeypatch.setattr(sys, "platform", "linux")
        for name in ("WAYLAND_DISPLAY", "WSL_DISTRO_NAME", "TERMUX_VERSION"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("DISPLAY", ":0")

    def command(self, name: str, script: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        path.chmod(0o755)


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clipboard:
    return Clipboard(tmp_path / "bin", monkeypatch)


def test_the_clipboard_is_judged(clipboard: Clipboard, linter: type[FakeLinter], run: Run) -> None:
    clipboard.command("xclip", f'[ "$*" = "-selection clipboard -out" ] && printf "{TEXT}"')
    linter.outcomes = [draft()]
    assert run("check", "--clipboard").exit_code == 0
    assert (FakeLinter.asked["data"].decode(), FakeLinter.asked["filename"]) == (TEXT, "<clipboard>")
    run("check", "--clipboard", "--stdin-filename", "a.md")
    assert FakeLinter.asked["filename"] == "a.md"


def test_front_matter_on_the_clipboard_counts(clipboard: Clipboard, rulebook: None, run: Run) -> None:
    clipboard.command("xclip", 'printf -- "---\\nchannel: linkedin\\n---\\nEen tip.\\n"')
    result = run("check", "--clipboard", "--format", "json")
    assert (
        json.loads(result.stdout)["drafts"][0] | {"path": "<clipboard>", "channel": "linkedin"}
        == json.loads(result.stdout)["drafts"][0]
    )


def test_every_system_has_its_own_command(
    clipboard: Clipboard, linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("wl-paste", "xclip", "xsel", "pbpaste", "powershell", "powershell.exe"):
        clipboard.command(name, f'printf "van {name}"')
    said = {}
    for platform, variable in (("linux", "DISPLAY"), ("linux", "WAYLAND_DISPLAY"), ("darwin", "X"), ("win32", "X")):
        monkeypatch.setattr(sys, "platform", platform)
        monkeypatch.setenv(variable, "x")
        assert run("check", "--clipboard").exit_code == 0
        said[platform + variable] = FakeLinter.asked["data"]
    assert list(said.values()) == [b"van xclip", b"van wl-paste", b"van pbpaste", b"van powershell"]


def test_where_one_command_has_no_text_the_next_is_asked(
    clipboard: Clipboard, linter: type[FakeLinter], run: Run
) -> None:
    clipboard.command("xclip", "exit 1")
    clipboard.command("xsel", 'printf "van xsel"')
    assert run("check", "--clipboard").exit_code == 0
    assert FakeLinter.asked["data"] == b"van xsel"


@pytest.mark.parametrize("script", ["exit 0", "exit 1", 'printf " \\n\\t"'])
def test_an_empty_clipboard_is_told(script: str, clipboard: Clipboard, linter: type[FakeLinter], run: Run) -> None:
    clipboard.command("xclip", script)
    result = run("check", "--clipboard")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "geen tekst op het klembord" in result.stderr


def test_a_clipboard_without_a_command_says_what_to_install(
    clipboard: Clipboard, linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("check", "--clipboard")
    assert result.exit_code == 2
    assert "xclip of xsel nodig" in result.stderr
    monkeypatch.setenv("WAYLAND_DISPLAY", "w")
    assert "wl-clipboard or xclip or xsel is needed" in run("check", "--clipboard", "--lang", "en").stderr
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.delenv("DISPLAY")
    assert "geen beeldscherm" in run("check", "--clipboard").stderr


def test_an_endless_or_silent_clipboard_is_bounded(
    clipboard: Clipboard, linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    clipboard.command("xclip", "while :; do printf '%4096d' 1; done")
    result = run("check", "--clipboard")
    assert result.exit_code == 2
    assert f"{MAX_BYTES:,}".replace(",", ".") in result.stderr
    monkeypatch.setattr("postlint.cli.clipboard._SECONDS", 0.1)
    clipboard.command("xclip", "while :; do :; done")
    result = run("check", "--clipboard")
    assert result.exit_code == 2
    assert "nog geen antwoord" in result.stderr
