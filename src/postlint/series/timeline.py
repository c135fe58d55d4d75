"""The weeks of a series, one after another, the silent ones too; and its last days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from statistics import mean

from postlint.audited import PostDay, Week
from postlint.series.ledger import Entry, dated
from postlint.series.view import WEEK

MOST_WEEKS = 520
"""Weeks before the last that a timeline shows at most, so that one wrong year does not make it endless."""

DAYS_WEEKS = 53
"""Weeks of which every day is counted."""


def timeline_of(entries: Iterable[Entry]) -> list[Week]:
    """Give a week for each Monday from the first post to the last."""
    by_week: dict[int, list[Entry]] = {}
    for day, entry in dated(entries):
        by_week.setdefault(day - date.fromordinal(day).weekday(), []).append(entry)
    if not by_week:
        return []
    last = max(by_week)
    first = max(min(by_week), last - MOST_WEEKS * WEEK)
    return [_week(monday, by_week.get(monday, [])) for monday in range(first, last + 1, WEEK)]


def days_of(entries: Iterable[Entry]) -> list[PostDay]:
    """Give the days of the last 53 weeks, from a Monday on, on which something was posted."""
    number = Counter((day, entry.kind) for day, entry in dated(entries))
    last = max((day for day, _ in number), default=0)
    first = last - date.fromordinal(max(last, 1)).weekday() - (DAYS_WEEKS - 1) * WEEK
    return [
        PostDay(date.fromordinal(day), number[day, "post"], number[day, "reply"], number[day, "thanks"])
        for day in sorted({day for day, _ in number})
        if day >= first
    ]


def _week(monday: int, entries: list[Entry]) -> Week:
    judged = [entry.judged for entry in entries if entry.judged is not None]
    return Week(
        start=date.fromordinal(monday),
        posts=sum(entry.kind == "post" for entry in entries),
        replies=sum(entry.kind == "reply" for entry in entries),
        thanks=sum(entry.kind == "thanks" for entry in entries),
        promotional=sum(one.promotional for one in judged),
        valuable=sum(one.valuable for one in judged),
        score=round(mean(one.score for one in judged), 1) if judged else None,
    )
