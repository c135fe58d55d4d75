"""Paths as a repository and its tools know them."""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from urllib.parse import quote

from postlint.report.json import storable


def is_file(path: str) -> bool:
    """Tell whether a path names a file; text from standard input goes by a name such as `<stdin>`."""
    return not path.startswith("<")


def repository_path(path: str, root: Path) -> str:
    """Give a path with forward slashes: from the root where it lies below it, absolute elsewhere.

    Args:
        path: as the user named it, from the working directory.
        root: the folder of the repository.

    """
    return storable(_below(path, root))


def uri(path: str, root: Path) -> tuple[str, bool]:
    """Give the URI of a path, and whether it counts from the root."""
    if not is_file(path):
        return quote(path), False
    place = _below(path, root)
    encoded = quote(place.encode("utf-8", "surrogateescape"))
    if not PurePath(place).is_absolute():
        return encoded, True
    return f"file://{encoded}" if encoded.startswith("/") else f"file:///{encoded}", False


def _below(path: str, root: Path) -> str:
    if not is_file(path):
        return path
    folder, name = os.path.split(path)
    try:
        whole = PurePath(os.path.realpath(folder or "."), name)
    except ValueError:  # of a NUL, which no file has in its name
        return path
    try:
        return whole.relative_to(os.path.realpath(root)).as_posix()
    except ValueError:
        return whole.as_posix()
