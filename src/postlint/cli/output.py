"""Where a report goes and how wide and colourful it may be there."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

from postlint.cli.group import close_stdout
from postlint.findings import Problem, Text
from postlint.replacing import replace_file

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
    """Write a report to a file, or else to stdout.

    Args:
        text: the report.
        output: the file, written as UTF-8.
        machine: whether a program reads it, which gets UTF-8 whatever the terminal's own encoding is; on a terminal
            a sign that its encoding does not know becomes a question mark.

    Raises:
        Problem: when the file cannot be written.
        SystemExit: quietly, when the reader of stdout has gone.

    """
    if output is None:
        _to_stdout(text, machine)
        return
    try:
        _write_whole(output, text.encode("utf-8"))
    except OSError as error:
        raise cannot_write(output, error) from None


def write_bytes(data: bytes) -> None:
    """Write to stdout just these bytes, whatever encoding and newlines the terminal has.

    Raises:
        SystemExit: quietly, when the reader of stdout has gone.

    """
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise SystemExit(close_stdout()) from None


def cannot_write(file: Path, error: OSError) -> Problem:
    """Give the problem of a file that cannot be written."""
    reason = error.strerror or type(error).__name__
    return Problem(Text(f"schrijven lukt hier niet ({reason})", f"cannot write here ({reason})"), str(file))


def _write_whole(file: Path, data: bytes) -> None:
    """Write a file so that readers find all of it or what was there before; a device or pipe is written directly."""
    target = Path(os.path.realpath(file))
    if target.exists() and not target.is_file():
        target.write_bytes(data)
        return
    replace_file(target, data)


def _to_stdout(text: str, machine: bool) -> None:
    stream = sys.stdout
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8" if machine else None, errors="replace")
    try:
        stream.write(text)
        stream.flush()
    except BrokenPipeError:
        raise SystemExit(close_stdout()) from None
