"""Folders of rules: postlint's own, those that a configuration names, and those of installed packages.

Place in the data flow: `config` and the command line say which folders there are; `load.py` reads them as one rulebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from postlint.findings import Problem, Text

ENTRY_POINTS = "postlint.rules"
"""The entry point group of packages with rules; the value is a package whose folder holds `rules/`."""
OWN = "postlint"


class RuleFolder(NamedTuple):
    """A folder with rules, laid out as postlint's own: `<law>/<rule>.yaml`, `signals/`, `lexicons/`, `sources.yaml`."""

    path: Path
    shown: str
    """How messages name it."""
    origin: str
    """Who brings it: `postlint`, a package, or the configuration file."""


def own(path: Path) -> RuleFolder:
    """Give postlint's own folder, which is also the one with laws and channels."""
    return RuleFolder(path, "rules", OWN)


def installed() -> Iterator[RuleFolder]:
    """Give the folders of installed packages, by the names under which they announce themselves.

    Raises:
        Problem: when a package announces rules and has none.

    """
    from importlib import metadata  # which takes longer to import than a configuration to read

    for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda e: (e.name, e.value)):
        package = entry.value.partition(":")[0].strip()
        folder = _folder_of(package)
        if folder is None:
            nl = f"het pakket «{entry.name}» zou regels hebben, maar {package}/rules is er niet; verwijder het pakket"
            en = f"the package “{entry.name}” should have rules, but there is no {package}/rules; uninstall it"
            raise Problem(Text(nl, en))
        yield RuleFolder(folder, f"{package}/rules", entry.name)


def around(path: Path, laws: Iterable[str]) -> Path | None:
    """Give the folder of rules that a rule file, the folder of a law, or the folder itself belongs to; None for others.

    Args:
        path: a file or folder.
        laws: the ids of the laws, after which folders with rules are named.

    """
    shelves = {*laws, "signals", "lexicons"}
    place = path.resolve()
    if place.is_file():
        place = place.parent
    elif any((place / name).is_dir() for name in shelves):
        return place
    return place.parent if place.name in shelves else None


def _folder_of(package: str) -> Path | None:
    try:
        spec = find_spec(package)
    except (ImportError, ValueError):
        return None
    places = (spec.submodule_search_locations if spec is not None else None) or ()
    return next((folder for place in places if (folder := Path(place) / "rules").is_dir()), None)
