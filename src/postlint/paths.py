"""Where postlint's own data lies: the one place that knows a checkout from an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def rules_dir() -> Path:
    """Give the folder with laws, channels, lexicons and rules: `postlint/rules` in a wheel, `rules` in a checkout."""
    installed = _PACKAGE / "rules"
    return installed if installed.is_dir() else _PACKAGE.parents[1] / "rules"


def model_dir() -> Path:
    """Give the folder with the Dutch models that ship with the package."""
    return _PACKAGE / "dutch" / "data"


def moves_dir() -> Path:
    """Give the folder with the model of moves that ships with the package."""
    return model_dir() / "moves"
