"""Where a report goes and how wide and colourful it may be there."""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterable
from pathlib import Path

from postlint.cli.group import close_stdout
from postlint.findings import Problem, Text
from postlint.replacing import replace_file

_STREAM = r"/(?:dev|proc/self)/fd/(\d{1,5})|/dev/(stdout|stderr)"
_NAMED_STREAMS = {"stdout": 1, "stderr": 2}
_STDOUT = Text("standaarduitvoer", "standard output")
NARROWEST, DEFAULT_WIDTH, WIDEST = 60, 80, 100


def screen_width() -> int:
    """Give the width of the terminal in cells, within what reads well; 80 where there is no terminal."""
    import shutil

    columns = shutil.get_terminal_size((DEFAULT_WIDTH, 24)).columns
    return max(NARROWEST, min(WIDEST, columns))


def wants_color(no_color: bool) -> bool:
    """Tell whether to colour: NO_COLOR and --no-color say no, FORCE_COLOR says yes, else only a terminal gets it."""
    if no_color or os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


def write(text: str, output: Path | None, *, machine: bool = False) -> None:
    """Write a text that is there as a whole; see `write_pieces`."""
    write_pieces((text,), output, machine=machine)


def write_pieces(pieces: Iterable[str], output: Path | None, *, machine: bool = False) -> None:
    """Write a report to a file, or else to stdout, once all of it could be made.

    Args:
        pieces: the report; as bytes it takes a quarter of what it takes as one text with an emoji in it.
        output: the file, written as UTF-8.
        machine: whether a program reads it, which gets UTF-8 whatever the terminal's own encoding is; on a terminal
            a sign that its encoding does not know becomes a question mark.

    Raises:
        Problem: when the file, or stdout, cannot be written.
        SystemExit: quietly, when the reader of stdout has gone.

    """
    if output is None:
        _to_stdout(list(pieces), machine)
        return
    whole = bytearray()
    for piece in pieces:
        whole += piece.encode("utf-8")
    try:
        _write_whole(output, whole)
    except OSError as error:
        raise cannot_write(output, error) from None


def write_bytes(data: bytes) -> None:
    """Write to stdout just these bytes, whatever encoding and newlines the terminal has.

    Raises:
        Problem: when stdout cannot be written.
        SystemExit: quietly, when the reader of stdout has gone.

    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise SystemExit(close_stdout()) from None
    except OSError as error:
        raise stdout_fails(error) from None


def cannot_write(file: Path, error: OSError) -> Problem:
    """Give the problem of a file that cannot be written."""
    reason = error.strerror or type(error).__name__
    return Problem(Text(f"schrijven lukt hier niet ({reason})", f"cannot write here ({reason})"), str(file))


def stdout_fails(error: OSError) -> Problem:
    """Give the problem of standard output that cannot be written, as on a full disk or when it is closed."""
    close_stdout()  # else Python tries again when it ends
    nl, en = (f"{name}: {text}" for name, text in zip(_STDOUT, cannot_write(Path(), error).text, strict=True))
    return Problem(Text(nl, en))


def _write_whole(file: Path, data: bytes | bytearray) -> None:
    """Write a file so that readers find all of it or what was there before; a device or pipe is written directly."""
    stream = _own_stream(str(file))
    if stream is not None:
        sys.stdout.flush()
        with os.fdopen(os.dup(stream), "wb") as opened:
            opened.write(data)
    elif _is_special(file):  # not by its real path: that of a pipe leads nowhere
        file.write_bytes(data)
    else:
        replace_file(Path(os.path.realpath(file)), data)


def _is_special(file: Path) -> bool:
    try:
        return not stat.S_ISREG(file.stat().st_mode)
    except FileNotFoundError:
        return False


def _own_stream(file: str) -> int | None:
    """Give the number of the stream of this process that a name stands for, such as /dev/stdout."""
    match = re.fullmatch(_STREAM, file)
    return None if match is None else int(match[1]) if match[1] else _NAMED_STREAMS[match[2]]


def _to_stdout(pieces: Iterable[str], machine: bool) -> None:
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8" if machine else None, errors="replace")
    try:
        stream.writelines(pieces)
        stream.flush()
    except BrokenPipeError:
        raise SystemExit(close_stdout()) from None
    except OSError as error:
        raise stdout_fails(error) from None
