"""The piece of the draft that a finding is about, cut to the screen, with a line below what is meant."""

from __future__ import annotations

import re
from typing import NamedTuple

from rich.cells import cell_len

from postlint.findings import Span
from postlint.report.layout import ELLIPSIS, fit, keep_end, keep_start
from postlint.report.visible import visible

MARK = "‾"
MAX_ROWS = 3
_CUT = f" {ELLIPSIS}"
_LINE_END = re.compile(r"[\r\n]")


class Row(NamedTuple):
    """One row of an excerpt and the marks below it."""

    text: str
    marks: str


class Excerpt(NamedTuple):
    """What to show of a span: its rows, and the last line of the span where that is a later one."""

    rows: list[Row]
    until: int | None


def excerpt(source: str, span: Span, width: int) -> Excerpt | None:
    """Cut the first line of a span to rows of at most `width` cells; None when the span lies outside the source."""
    start = span.start.offset
    line_start = start - (span.start.column - 1)
    if not 0 <= line_start <= start <= len(source) or span.end.offset < start:
        return None
    found = _LINE_END.search(source, start)
    line_end = found.start() if found else len(source)
    end = min(span.end.offset, line_end)
    before, inside = visible(source[line_start:start]), visible(source[start:end])
    after = visible(source[end:line_end].rstrip())
    return Excerpt(_rows(before, inside, after, width), _until(source, span, line_end))


def _until(source: str, span: Span, line_end: int) -> int | None:
    if not source[line_end : span.end.offset].strip():
        return None
    return span.end.line if span.end.column > 1 else span.end.line - 1


def _rows(before: str, inside: str, after: str, width: int) -> list[Row]:
    room = width - cell_len(inside)
    if cell_len(before) + cell_len(after) <= room:
        return [_row(before, inside, after)]
    if room < 2 * cell_len(ELLIPSIS):
        return _wrapped(before, inside, after, width)
    left = min(cell_len(before), max(room - cell_len(after), room // 2))
    before = keep_end(before, left)
    return [_row(before, inside, keep_start(after, room - cell_len(before)))]


def _wrapped(before: str, inside: str, after: str, width: int) -> list[Row]:
    """Give the beginning of a span longer than a row, over a few rows, and … for what does not fit."""
    lead = f"{ELLIPSIS} " if before.strip() else ""
    rows: list[Row] = []
    rest = inside
    while rest and len(rows) < MAX_ROWS:
        room = width - cell_len(lead) - (cell_len(_CUT) if len(rows) == MAX_ROWS - 1 else 0)
        piece = rest if cell_len(rest) <= room else _break(rest, room)
        rest = rest[len(piece) :]
        rows.append(_row(lead, piece.rstrip(), ""))
        lead = ""
    last = rows[-1]
    if (rest or after.strip()) and cell_len(last.text + _CUT) <= width:
        rows[-1] = Row(last.text + _CUT, last.marks)
    return rows


def _break(text: str, width: int) -> str:
    head = fit(text, width + 1)
    space = head.rfind(" ")
    return text[: space + 1] if space > 0 else fit(text, width)


def _row(before: str, inside: str, after: str) -> Row:
    return Row(before + inside + after, " " * cell_len(before) + MARK * max(1, cell_len(inside)))
