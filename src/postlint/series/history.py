"""The score of each law as it was before: every four weeks what an audit until that day says.

Place in the data flow: `audit` has the laws rated as they are now; this rates them again over what had been written by
then. Posts without a date, of which nobody knows whether they had been, stay out of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from postlint.audited import LawAudit, LawMoment, Rating
from postlint.rulebook.auditing import AuditIgnore
from postlint.rulebook.series import SeriesRule
from postlint.series.rate import SCORES, Views, held_against, set_aside
from postlint.series.view import WEEK, Days, View, recent

STEP = 4 * WEEK
MOST_MOMENTS = 14
"""Moments at most: now, and a year back."""


def with_history(
    laws: Sequence[LawAudit], base: View, rules: Mapping[str, SeriesRule], ignore: Sequence[AuditIgnore]
) -> tuple[LawAudit, ...]:
    """Give the laws with their scores over time; as they are where nothing has a date."""
    if base.window is None or base.end is None:
        return tuple(laws)
    earlier = [(day, view.window, _scores(view, rules, ignore)) for day, view in _earlier(base)]
    return tuple(
        replace(
            law,
            history=(
                *(_moment(day, window, scores.get(law.law)) for day, window, scores in earlier),
                _moment(base.end, base.window, law.score),
            ),
        )
        for law in laws
    )


def _earlier(base: View) -> Iterator[tuple[int, View]]:
    """Give the series as it was on each moment before the last day, oldest first."""
    dated = [entry for entry in base.ledger.entries if entry.day is not None]
    first = min((entry.day or 0 for entry in dated if entry.is_own), default=0)
    end = base.end or 0
    for day in reversed(range(end - STEP, max(first, end - MOST_MOMENTS * STEP + 1) - 1, -STEP)):
        ledger = replace(base.ledger, entries=[entry for entry in dated if (entry.day or 0) <= day])
        yield day, replace(base, ledger=ledger, window=recent(ledger), end=ledger.last_day)


def _scores(view: View, rules: Mapping[str, SeriesRule], ignore: Sequence[AuditIgnore]) -> dict[str, int]:
    """Give the score of each law that can be rated, which is that of its worst measure."""
    views = Views(view)
    scores: dict[str, int] = {}
    for rule in rules.values():
        if scores.get(rule.law) == SCORES[Rating.RED]:
            continue
        for held in held_against(rule, views):
            if held.rating is Rating.UNKNOWN:
                continue
            if held.rating is not Rating.GREEN and set_aside(rule, held.view.scope, ignore):
                continue
            scores[rule.law] = min(SCORES[held.rating], scores.get(rule.law, SCORES[held.rating]))
    return scores


def _moment(until: int, window: Days | None, score: int | None) -> LawMoment:
    first, last = window or (until, until)
    return LawMoment(date.fromordinal(until), date.fromordinal(first), date.fromordinal(last), score)
