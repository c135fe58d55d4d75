"""Folders with rules for tests of the tools that rule writers use, and a way to call them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner, Result

from postlint.cli.app import cli


def call(*args: str) -> Result:
    """Run postlint as on the command line."""
    return CliRunner().invoke(cli, list(args), env={"COLUMNS": "80", "POSTLINT_LANG": "nl"})


def rule(check: str, flag: list[Any], passes: list[Any], **more: Any) -> str:
    """Write a rule file around a check."""
    head = {
        "summary": {"nl": "Proef", "en": "Proof"},
        "category": "jargon",
        "severity": "suggestion",
        "message": {"nl": "«{match}» wringt.", "en": "“{match}” jars."},
        "advice": {"nl": "Doe iets anders.", "en": "Do something else."},
        "sources": [],
        "examples": {"flag": flag, "pass": passes},
        **more,
    }
    indented = "".join(f"  {line}\n" for line in check.strip("\n").split("\n"))
    return yaml.safe_dump(head, allow_unicode=True, sort_keys=False) + "check:\n" + indented


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write files by their path below a folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
