"""Which configuration file belongs to a folder, found without reading what it says.

Place in the data flow: `config` reads the file found; a run that can be answered from the cache asks for no more.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from postlint.findings import Problem, Text

NAMES = ("postlint.yaml", ".postlint.yaml", "postlint.yml", ".postlint.yml")
_PYPROJECT = "pyproject.toml"
_MOST_CHARACTERS = 5_000_000
_TABLE = r"(?m)^[ \t]*\[+[ \t]*[\"']?tool[\"']?[ \t]*\.[ \t]*[\"']?postlint\b"


def find(folder: Path) -> Path | None:
    """Give the nearest configuration file from a folder upwards.

    In one folder `postlint.yaml` comes before `pyproject.toml`, which counts where it has a table `[tool.postlint]`.
    """
    return next((place for place in places(folder) if _counts(place)), None)


def places(folder: Path) -> Iterator[Path]:
    """Give every place where the configuration of a folder may be, the nearest first."""
    for here in (folder, *folder.parents):
        yield from (here / name for name in (*NAMES, _PYPROJECT))


def _counts(place: Path) -> bool:
    return _has_table(place) if place.name == _PYPROJECT else os.path.isfile(place)  # noqa: PTH113 - Path raises where it may not look


def shown(path: Path) -> str:
    """Give the path as short as it can be from the working directory."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def read_text(path: Path) -> str:
    """Read a configuration file.

    Raises:
        Problem: when it is missing, cannot be read or is no UTF-8.

    """
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        text = Text("dit configuratiebestand bestaat niet", "this configuration file does not exist")
    except UnicodeDecodeError:
        text = Text(
            "dit bestand is geen UTF-8; sla het opnieuw op als UTF-8", "this file is not UTF-8; save it as UTF-8"
        )
    except OSError as error:
        text = Text(f"dit bestand is niet te lezen ({error.strerror})", f"this file cannot be read ({error.strerror})")
    raise Problem(text, shown(path))


def _has_table(path: Path) -> bool:
    """Look without parsing, so that someone else's broken pyproject.toml is no trouble of ours."""
    try:
        if not path.is_file():  # a pipe would wait for somebody to write
            return False
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return re.search(_TABLE, file.read(_MOST_CHARACTERS)) is not None
    except OSError:
        return False
