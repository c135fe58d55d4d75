from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import FakeLinter, Run
from click.testing import CliRunner, Result

from postlint.cli.app import cli


@pytest.fixture
def linter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> type[FakeLinter]:
    """A linter that judges nothing, in an empty working directory."""

    class Fresh(FakeLinter):
        pass

    monkeypatch.setattr("postlint.linter.Linter", Fresh)
    monkeypatch.chdir(tmp_path)
    return Fresh


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run postlint and give what it printed and its exit status."""
    ci = ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE", "CI_PROJECT_DIR")
    for name in ("NO_COLOR", "FORCE_COLOR", "POSTLINT_LANG", "POSTLINT_DEBUG", *ci):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def call(*args: str, stdin: bytes | None = None) -> Result:
        return CliRunner().invoke(cli, list(args), input=stdin)

    return call
