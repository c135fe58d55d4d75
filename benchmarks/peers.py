"""Other linters of prose, installed for the occasion from PyPI and npm; none of them reads Dutch or parses.

They are skipped, with the reason, where they do not install.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.clock import Command

_TEXTLINT_RULES = (
    "textlint-rule-no-todo", "textlint-rule-write-good", "textlint-rule-terminology", "textlint-rule-stop-words",
    "textlint-rule-no-empty-section",
)  # fmt: skip
_PACKAGES = {
    "alex": ("alex",),
    "write-good": ("write-good",),
    "textlint": ("textlint", *_TEXTLINT_RULES),
}


@dataclass(frozen=True)
class Peer:
    """A linter that was installed, or the reason why it was not.

    Attributes:
        call: the words of a call, to which files are added.
        missing: why there is no call.
        home: where it must run, if anywhere in particular.

    """

    name: str
    call: tuple[str, ...] = ()
    missing: str = ""
    home: Path | None = None

    def on(self, folder: Path, more: tuple[str, ...] = ()) -> Command:
        """Give the command that judges the Markdown files of a folder."""
        files = tuple(str(path.resolve()) for path in sorted(folder.glob("*.md")))
        return Command((*self.call, *more, *files), self.home or folder, {}, frozenset(range(256)))


def install(place: Path) -> Iterator[Peer]:
    """Install all peers below a folder, or use what stands there from an earlier run."""
    for name, packages in _PACKAGES.items():
        yield _from_npm(name, packages, place / name)
    yield _from_pypi("proselint", place / "proselint")


def _from_npm(name: str, packages: tuple[str, ...], folder: Path) -> Peer:
    if shutil.which("npm") is None:
        return Peer(name, missing="npm is not installed")
    program = folder / "node_modules" / ".bin" / name
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text("{}", "utf-8")
        told = _run(["npm", "install", "--no-audit", "--no-fund", *packages], folder)
        if told or not program.exists():
            return Peer(name, missing=told or "npm installed no program of that name")
    if name == "textlint":
        rules = {rule.removeprefix("textlint-rule-"): True for rule in _TEXTLINT_RULES}
        (folder / ".textlintrc.json").write_text(json.dumps({"rules": rules}), "utf-8")
        return Peer(name, (str(program),), home=folder)  # elsewhere it finds its rules by no option
    return Peer(name, (str(program),))


def _from_pypi(name: str, folder: Path) -> Peer:
    program = folder / "bin" / name
    if not program.exists():
        told = _run([sys.executable, "-m", "venv", str(folder)], folder.parent) or _run(
            [str(folder / "bin" / "pip"), "install", "--quiet", name], folder.parent
        )
        if told or not program.exists():
            return Peer(name, missing=told or "pip installed no program of that name")
    return Peer(name, (str(program), "check"))


def _run(call: list[str], folder: Path) -> str:
    """Run a command; give nothing when it went well, else the last line that it said."""
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return "" if done.returncode == 0 else (lines[-1] if lines else f"exit {done.returncode}")
