"""The laws over time, and the days of the last year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from series_fakes import item, many

from postlint.audited import Audit, LawMoment
from postlint.rulebook.auditing import AuditIgnore, AuditSettings
from postlint.series import AuditOptions, Item, Judged, audit
from postlint.series.history import MOST_MOMENTS

SELLS, GIVES = Judged(40, promotional=True), Judged(90, valuable=True)


def audited(items: Sequence[Item], **options: object) -> Audit:
    return audit(items, AuditOptions(("map",), **options))  # type: ignore[arg-type]


def history(done: Audit, law: str) -> tuple[LawMoment, ...]:
    return next(one.history for one in done.laws if one.law == law)


def getting_better() -> list[Item]:
    """Give posts of half a year: first they sell, then they give."""
    received = many("2025-01-03", 20, 7, kind="incoming", id="x")
    return [*many("2025-01-01", 30, judged=SELLS), *many("2025-04-01", 60, 2, judged=GIVES), *received]


def test_the_score_of_a_law_is_told_every_four_weeks() -> None:
    done = audited(getting_better())
    moments = history(done, "non-promotie")
    assert [moment.score for moment in moments] == [None, 20, 20, 20, 20, 100, 100, 100]
    assert {later.until - one.until for one, later in pairwise(moments)} == {timedelta(28)}
    assert done.window is not None
    assert (moments[-1].first, moments[-1].last) == (done.window.first, done.window.last)


def test_each_moment_is_what_an_audit_until_that_day_says() -> None:
    posts = getting_better()
    done = audited(posts)
    for n, moment in enumerate(done.laws[0].history):
        then = audited(posts, until=moment.until)
        assert then.window is not None
        assert (moment.first, moment.last) == (then.window.first, then.window.last)
        assert {law.law: law.history[n].score for law in done.laws} == {law.law: law.score for law in then.laws}


def test_what_is_set_aside_is_set_aside_over_time_too() -> None:
    settings = AuditSettings(ignore=(AuditIgnore("non-promotie/aandeel-promotie", "campagne in overleg"),))
    scores = {moment.score for moment in history(audited(getting_better(), settings=settings), "non-promotie")}
    assert scores == {None, 100}


def test_a_long_series_looks_back_a_year_and_one_without_dates_not_at_all() -> None:
    assert len(history(audited(list(many("2015-01-01", 800, 5))), "geduld")) == MOST_MOMENTS
    assert history(audited([item(None) for _ in range(12)]), "geduld") == ()
    assert [one.until for one in history(audited([item("2026-01-01")]), "geduld")] == [date(2026, 1, 1)]


def test_days_are_counted_by_kind_and_only_those_of_the_last_year() -> None:
    posts = [
        item("2024-01-01"),
        item("2026-01-07"),
        item("2026-01-07", kind="reply"),
        item("2026-01-08", kind="thanks"),
    ]
    days = audited([*posts, item(None)]).days
    assert [(one.day, one.posts, one.replies, one.thanks, one.number) for one in days] == [
        (date(2026, 1, 7), 1, 1, 0, 2),
        (date(2026, 1, 8), 0, 0, 1, 1),
    ]
    every = audited(list(many("2020-01-01", 1000, 1))).days
    assert every[0].day.weekday() == 0
    assert 52 * 7 < len(every) <= 53 * 7
    assert audited([]).days == ()
