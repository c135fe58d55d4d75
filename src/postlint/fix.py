"""Apply fixes to the text of a draft.

Place in the data flow: `linter/fixing.py` takes the fixes of the findings of a draft, has them applied here, and judges
the draft anew, until nothing is left to fix.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from postlint.draft import read_text
from postlint.findings import DraftReport, Edit, Fix, Problem

_MOST_PASSED_OVER = 4
"""Fixes that are passed over in one round because they would leave no draft; to find each takes some readings."""


class Applied(NamedTuple):
    """A text after one round, and the fixes that made it so."""

    text: str
    fixes: tuple[Fix, ...]


def fixes_of(reports: Iterable[DraftReport], *, safe: bool) -> list[Fix]:
    """Give the safe or the unsafe fixes of a draft, each once, however many channels it is for."""
    every = (fix for report in reports for finding in report.findings for fix in finding.fixes if fix.safe is safe)
    return list({fix.edits: fix for fix in every}.values())


def apply(text: str, fixes: Sequence[Fix], path: str) -> Applied:
    """Apply fixes that leave one another alone; what touches an earlier one waits for the next round.

    Args:
        text: the draft as decoded, which the offsets of the edits count in.
        fixes: those named first go first.
        path: the draft's path, which tells how it is read.

    Returns:
        The text and the fixes applied; a fix that would leave no draft to judge is not.

    """
    chosen: list[Fix] = []
    taken: list[tuple[int, int]] = []
    for fix in fixes:
        ranges = [(edit.span.start.offset, edit.span.end.offset) for edit in fix.edits]
        if _fits(text, fix) and all(_is_free(taken, *one) for one in ranges):
            chosen.append(fix)
            for one in ranges:
                insort(taken, one)
    if _is_draft(_edited(text, chosen), path):
        return Applied(_edited(text, chosen), tuple(chosen))
    kept = _those_that_leave_a_draft(text, chosen, path)
    return Applied(_edited(text, kept), tuple(kept))


def _those_that_leave_a_draft(text: str, fixes: Sequence[Fix], path: str) -> list[Fix]:
    """Pass over the fixes with which no draft would be left; after a few of those the rest waits for another round."""
    kept: list[Fix] = []
    rest = list(fixes)
    for _ in range(_MOST_PASSED_OVER):
        fine = bisect_left(
            range(1, len(rest) + 1), True, key=lambda n: not _is_draft(_edited(text, [*kept, *rest[:n]]), path)
        )
        kept += rest[:fine]
        rest = rest[fine + 1 :]
    return kept


def _is_free(taken: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Tell whether a range touches none of some others, which are in order and touch one another only within a fix."""
    at = bisect_left(taken, (start, end))
    return (at == 0 or taken[at - 1][1] < start) and (at == len(taken) or end < taken[at][0])


def _fits(text: str, fix: Fix) -> bool:
    """Tell whether every edit of a fix lies in the text, in order and apart."""
    at = 0
    for edit in fix.edits:
        if not at <= edit.span.start.offset <= edit.span.end.offset <= len(text):
            return False
        at = edit.span.end.offset
    return True


def _edited(text: str, fixes: Iterable[Fix]) -> str:
    edits: list[Edit] = sorted(edit for fix in fixes for edit in fix.edits)
    out: list[str] = []
    at = 0
    for edit in edits:
        out += (text[at : edit.span.start.offset], edit.text)
        at = edit.span.end.offset
    return "".join([*out, text[at:]])


def _is_draft(text: str, path: str) -> bool:
    try:
        read_text(text, path)
    except Problem:
        return False
    return True
