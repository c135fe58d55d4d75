"""Where `postlint` and `python -m postlint` begin and end."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
from typing import Never

_INTERRUPTED = 130
_NEW_OBJECTS = 300_000
"""Made between two searches for garbage: Python's own 700 has it search through spaCy again and again as it loads. What
counts is what stays, so that one draft needs no search and many drafts take no more memory."""


def main() -> Never:
    """Run the command line and leave with its exit status; Ctrl-C leaves with 130, even while modules load."""
    gc.set_threshold(_NEW_OBJECTS)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads cost more to start than they save here
    try:
        _fill_streams()
        from postlint.cli.app import cli

        cli.main()
    except KeyboardInterrupt:
        status = _INTERRUPTED
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else 0
    _leave(status)


def _fill_streams() -> None:
    """Put something in the place of a stream that the shell closed (`>&-`), which Python leaves out altogether.

    What cannot be read or written says so when it is used, as any file would; what is said on stderr gets lost.
    """
    for name, used, flags in (("stdin", "r", os.O_WRONLY), ("stdout", "w", os.O_RDONLY), ("stderr", "w", os.O_WRONLY)):
        if getattr(sys, name) is None:
            number = os.open(os.devnull, flags)  # the lowest that is free, so that no file of ours takes its place
            setattr(sys, name, open(number, used, encoding="utf-8", errors="replace"))  # noqa: SIM115, PTH123


def _leave(status: int) -> Never:
    """End the process without taking the models apart object by object, which takes as long as judging a draft."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):  # the reader has gone, or there never was one
            stream.flush()
    os._exit(status)


if __name__ == "__main__":
    main()
