"""Which posts a measure looks at: a window of days and a scope, over the ledger.

Place in the data flow: `rate` makes a View for each scope and hands it to `measures`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import inf

from postlint.audited import EVERYTHING, Scope, Window
from postlint.series.ledger import Entry, Ledger

WEEK = 7
WINDOW_DAYS = 12 * WEEK
WINDOW_POSTS = 20
THIN_DAYS = 8 * WEEK
YEAR_DAYS = 52 * WEEK

Days = tuple[int, int]
"""The first and the last day of a window, both included, as ordinals."""


@dataclass(frozen=True)
class View:
    """Posts of one scope in one window.

    Attributes:
        ledger: everything read.
        scope: of which posts it speaks.
        window: the days; None where nothing has a date, and then everything counts.
        end: the last day of the series; None where nothing has a date.
        repeats: the number of a post, by that of the later post on the same channel that repeats it.
        copies: the same on any channel.
        label: the name of a channel for people, by its id.

    """

    ledger: Ledger
    scope: Scope = EVERYTHING
    window: Days | None = None
    end: int | None = None
    repeats: Mapping[int, int] = field(default_factory=dict)
    copies: Mapping[int, int] = field(default_factory=dict)
    label: Callable[[str], str] = str

    @cached_property
    def everything(self) -> Sequence[Entry]:
        """The author's posts in this scope, whenever they were written, by day."""
        own = self.ledger.own_entries
        return own if self.scope.kind == "all" else [entry for entry in own if in_scope(entry, self.scope)]

    @cached_property
    def own(self) -> Sequence[Entry]:
        """The author's posts in this scope and window, by day."""
        if self.window is None:
            return self.everything
        first, last = self.window
        start = bisect_left(self.everything, float(first), key=_day)
        return self.everything[start : bisect_right(self.everything, float(last), lo=start, key=_day)]

    @cached_property
    def posts(self) -> Sequence[Entry]:
        """As `own`, without replies and thanks."""
        return [entry for entry in self.own if entry.kind == "post"]

    @cached_property
    def received(self) -> Sequence[Entry]:
        """What others wrote or passed on in this scope and window."""
        inside = (entry for entry in self.ledger.received if in_scope(entry, self.scope))
        return [entry for entry in inside if self._inside(entry)]

    def _inside(self, entry: Entry) -> bool:
        if self.window is None:
            return True
        return entry.day is not None and self.window[0] <= entry.day <= self.window[1]


def _day(entry: Entry) -> float:
    """Give the day by which own entries are in order; those without one come last."""
    return inf if entry.day is None else entry.day


def in_scope(entry: Entry, scope: Scope) -> bool:
    """Tell whether a scope speaks of a post."""
    if scope.kind == "account":
        return entry.account == scope.name
    return scope.kind == "all" or scope.name in entry.channels


def recent(ledger: Ledger) -> Days | None:
    """Give the window that ends with the last own post: twelve weeks, or twenty posts if those go further back."""
    days = [entry.day for entry in ledger.own_entries if entry.day is not None]
    if not days:
        return None
    start = days[-1] - WINDOW_DAYS + 1
    return min(start, days[-WINDOW_POSTS:][0]), days[-1]


def before(window: Days) -> Days:
    """Give the twelve weeks before a window."""
    return window[0] - WINDOW_DAYS, window[0] - 1


def as_window(days: Days | None, own: Iterable[Entry]) -> Window | None:
    """Give a window for people, with how many own posts it holds."""
    if days is None:
        return None
    first, last = days
    number = sum(entry.day is not None and first <= entry.day <= last for entry in own)
    return Window(date.fromordinal(first), date.fromordinal(last), number)
