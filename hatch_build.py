"""Build the package with its rulebook read and checked, so that a first run need not read 250 files of YAML."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ReadyRules(BuildHookInterface):
    """Puts the rulebook into `postlint/rulebook/data`, of wheels and of editable installs alike."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Read the rules; a mistake in one of them ends the build with its file and line."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from postlint.paths import ready_rules_dir, rules_dir
        from postlint.rulebook.load import load_rulebook

        place = ready_rules_dir()
        for earlier in place.glob("*.msgpack"):
            earlier.unlink()
        load_rulebook(rules_dir(), store=place)
