"""Write a file so that whoever reads it meanwhile sees the old one or the new one, never half of it.

Place in the data flow: below everything that writes: the cache, the kept rulebook, fixes and suppressions, reports.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

PART = ".part"
"""How the name of a file ends that is still being written."""


def replace_file(target: Path, data: bytes | bytearray, *, mode: int | None = None, durable: bool = False) -> None:
    """Put a file in the place of another, or of none.

    Args:
        target: where; its folder is there.
        data: all of it.
        mode: its permission bits; None keeps those of the file that it replaces, or gives it what new files get.
        durable: wait until it is on the disk, so that a power cut loses neither the old file nor the new one.

    Raises:
        OSError: it cannot be written; the old file is still there, and nothing else.

    """
    part = part_of(target)
    try:
        write_new(part, data, 0o666 if mode is None else mode, durable=durable)
        if mode is None and target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def part_of(target: Path) -> Path:
    """Give a name beside a file that no other run uses."""
    return target.with_name(f".{target.name[:100]}.{os.getpid()}.{os.urandom(4).hex()}{PART}")


def write_new(path: Path, data: bytes | bytearray, mode: int, *, durable: bool = False) -> None:
    """Write a file that is not there yet.

    Raises:
        OSError: it is there after all, or cannot be written.

    """
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)
        if durable:
            file.flush()
            os.fsync(file.fileno())
