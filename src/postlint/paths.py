"""Where postlint's own data lies, the one place that knows a checkout from an installed wheel; and paths as shown."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def from_folder(path: str | Path, folder: str | Path) -> str:
    """Give a path from a folder, with forward slashes; as a whole where it lies on another drive of Windows."""
    try:
        relative = os.path.relpath(path, folder)
    except ValueError:
        relative = os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links
    return relative.replace(os.sep, "/")


@cache
def rules_dir() -> Path:
    """Give the folder with laws, channels, lexicons and rules: `postlint/rules` in a wheel, `rules` in a checkout."""
    installed = _PACKAGE / "rules"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "rules"


def ready_rules_dir() -> Path:
    """Give the folder with the rulebook that was read when the package was built; a checkout may have none."""
    return _PACKAGE / "rulebook" / "data"


def model_dir() -> Path:
    """Give the folder with the Dutch models that ship with the package."""
    return _PACKAGE / "dutch" / "data"


def moves_dir() -> Path:
    """Give the folder with the model of moves that ships with the package."""
    return model_dir() / "moves"
