"""What judges a draft, in a few bytes: postlint itself, its rules, what is installed, told apart without reading it.

Place in the data flow: entries of the cache are kept under it, so that whatever changes here makes them unfindable.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from operator import attrgetter
from pathlib import Path

from postlint import paths
from postlint.digests import digest

_INSTALLED = (".dist-info", ".egg-info", ".egg-link")
_DEPTH_OF_RULES = 2


def base(version: str) -> bytes:
    """Stamp what every run of this installation shares: postlint's own files, its rules, Python and all packages.

    Files count by name, size and time of change; packages by name, version and time of installation, whichever they
    are, since a language model or a package with rules may be any of them, and be made anew under the same version.
    """
    own = Path(paths.__file__).parent
    return stamp((version, sys.version, sys.platform, *_packages(), *_files(str(own)), *_rules(paths.rules_dir())))


def folders(rules: Iterable[str | Path], others: Iterable[str | Path] = ()) -> bytes:
    """Stamp folders of rules, and other files, and folders with all that is in them."""
    return stamp((*(word for one in rules for word in _rules(one)), *(word for one in others for word in _other(one))))


def stamp(words: Iterable[str]) -> bytes:
    """Give the digest of some words, in their order."""
    return digest("\0".join(words).encode("utf-8", "surrogatepass"))


def _packages() -> Iterator[str]:
    for folder in dict.fromkeys(sys.path):
        try:
            with os.scandir(folder or ".") as found:
                installed = [entry for entry in found if entry.name.endswith(_INSTALLED)]
                yield from sorted(
                    f"{entry.name}|{entry.stat(follow_symlinks=False).st_mtime_ns}" for entry in installed
                )
        except OSError:
            continue


def _other(place: str | Path) -> Iterator[str]:
    if os.path.isfile(place):  # noqa: PTH113 - a string or a path
        status = os.stat(place)  # noqa: PTH116 - as above
        yield f"{place}|{status.st_size}|{status.st_mtime_ns}"
    else:
        yield from _files(place)


def _rules(folder: str | Path) -> list[str]:
    return _files(folder, _DEPTH_OF_RULES, (".yaml", ".yml"))  # one that ends in .yml is a mistake to be told of


def _files(folder: str | Path, depth: int = 20, suffix: str | tuple[str, ...] = "") -> list[str]:
    """Give a word for every file and folder below a folder: its path, size and time of change."""
    words = [str(folder)]
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=attrgetter("name"))
    except OSError:
        return words
    for entry in entries:
        name = entry.name
        if name[0] == "." or name == "__pycache__":
            continue
        try:
            if entry.is_dir():
                words += _files(entry.path, depth - 1, suffix) if depth > 1 else [entry.path]
            elif name.endswith(suffix):
                status = entry.stat()
                words.append(f"{entry.path}|{status.st_size}|{status.st_mtime_ns}")
        except OSError:
            words.append(entry.path)
    return words
