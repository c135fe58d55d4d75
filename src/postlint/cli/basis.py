"""What drafts are judged by while `--watch` looks on, and whether that changed, wherever it lies.

Drafts are told of by the system as they are saved. Configuration may lie above them or anywhere else, where watching
all there is would cost too much; so these few files are looked at from time to time.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from postlint.locate import places
from postlint.stamp import folders as stamp_of_folders

_State = bytes | tuple[int, int, int] | None


class Basis:
    """Files and folders, and how they were when drafts were last judged by them.

    Args:
        folders: where drafts are; every place where the configuration of these may be counts, whether or not it is
            there already.

    """

    def __init__(self, folders: Iterable[Path]) -> None:
        self._states: dict[str, _State] = {}
        self.add(place for folder in folders for place in places(folder.absolute()))

    def add(self, paths: Iterable[Path]) -> None:
        """Count more files and folders, as they are now."""
        for path in paths:
            name = os.path.realpath(path)
            if name not in self._states:
                self._states[name] = _state(name)

    def renew(self) -> None:
        """Take everything for what it is now."""
        self._states = {name: _state(name) for name in self._states}

    @property
    def is_changed(self) -> bool:
        """Tell whether anything is not as it was."""
        return any(_state(name) != before for name, before in self._states.items())

    def __contains__(self, path: str) -> bool:
        """Tell whether a real path counts, by itself or as part of a folder that does."""
        return path in self._states or any(str(parent) in self._states for parent in Path(path).parents)


def _state(name: str) -> _State:
    """Give what tells a file or a folder of rules from what it was; None where there is nothing."""
    try:
        status = os.stat(name)  # noqa: PTH116 - strings all along
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return stamp_of_folders((name,))
    return status.st_ino, status.st_size, status.st_mtime_ns
