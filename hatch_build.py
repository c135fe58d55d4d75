"""Build the package with its rulebook read and checked, so that a first run need not read 250 files of YAML."""

from __future__ import annotations

import contextlib
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyRules(BuildHookInterface):
    """Puts the rulebook into `postlint/rulebook/data`, of wheels and of editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read the rules; a mistake in one of them ends the build with its file and line."""
        if self.target_name != "wheel":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from postlint.paths import ready_rules_dir, rules_dir
        from postlint.rulebook.load import load_rulebook

        self._made = tempfile.TemporaryDirectory(prefix="postlint-rules-")
        load_rulebook(rules_dir(), store=Path(self._made.name))
        [rulebook] = Path(self._made.name).glob("*.msgpack")
        if version == "editable":
            _put_in_tree(rulebook, ready_rules_dir())
        else:
            build_data["force_include"][str(rulebook)] = f"postlint/rulebook/data/{rulebook.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Throw away what was made beside the package."""
        if self.target_name == "wheel":
            self._made.cleanup()


def _put_in_tree(rulebook: Path, place: Path) -> None:
    """Put the rulebook where an editable install looks; a tree that cannot be written to does without."""
    with contextlib.suppress(OSError):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(rulebook, place / rulebook.name)
