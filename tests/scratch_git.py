"""A git repository of a test's own, out of reach of the settings of whoever runs the test."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

IDENTITY = {"NAME": "Test", "EMAIL": "test@example.org"}


def git_environment(home: Path) -> dict[str, str]:
    """The environment of this process with git's settings emptied and an author named."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    named = {f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in IDENTITY.items()}
    return own | named | {"HOME": str(home), "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}


class ScratchRepository:
    """A repository with a working tree; `home` holds what programs keep in the user's folder."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        self.environment = git_environment(home)
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def git(self, *args: str | bytes) -> str:
        """Run git, which must succeed, and give what it printed."""
        return self.run(["git", *args], check=True).stdout

    def run(self, command: Sequence[str | bytes], *, check: bool = False) -> subprocess.CompletedProcess[str]:
        """Run a program in the repository."""
        return subprocess.run(
            command, cwd=self.folder, env=self.environment, check=check, capture_output=True, text=True,
            errors="surrogateescape", stdin=subprocess.DEVNULL,
        )  # fmt: skip

    def write(self, name: str | bytes, text: str = "Rol elk uur je schouders los.\n") -> Path:
        """Write a file."""
        path = self.folder / os.fsdecode(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def commit(self, message: str = "Change drafts") -> str:
        """Commit everything there is and give the new commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--no-verify", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD").strip()
