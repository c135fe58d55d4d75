"""Run programs of the system: never through a shell, and never one that lies in the folder at hand."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from typing import NamedTuple


class Answer(NamedTuple):
    """What a program gave: its exit status, its standard output, and whether it had to be stopped for taking long."""

    status: int
    output: bytes
    timed_out: bool = False


def find_program(name: str) -> str | None:
    """Give the full path of a program, from the absolute folders of PATH alone.

    Windows looks in the working folder before PATH, so that a folder with drafts could bring its own `git.exe`.
    """
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = (shutil.which(os.path.join(folder, name)) for folder in folders if os.path.isabs(folder))  # noqa: PTH117, PTH118 - any string will do
    return next((path for path in found if path), None)


def ask(
    command: Sequence[str],
    *,
    limit: int | None = None,
    seconds: float | None = None,
    more: Mapping[str, str] | None = None,
) -> Answer:
    """Run a program without input and give what it prints; what it complains of is dropped.

    Args:
        command: the full path of the program, and its arguments.
        limit: the bytes to read at most; the program is stopped after one more.
        seconds: how long it may take; without it, as long as it likes.
        more: variables to add to its environment.

    Raises:
        OSError: it cannot be started.

    """
    environment = {**os.environ, **(more or {})}
    with subprocess.Popen(  # noqa: S603 - a fixed program by its full path, and no shell
        list(command), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    ) as process:
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(seconds, stop) if seconds is not None else None
        if timer:
            timer.start()
        try:
            output = process.stdout.read(-1 if limit is None else limit + 1) if process.stdout else b""
            if limit is not None and len(output) > limit:
                process.kill()
            status = process.wait()
        finally:
            if timer:
                timer.cancel()
    return Answer(status, output, late.is_set())
