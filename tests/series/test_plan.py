"""What the coming weeks need: nothing that is past, nothing twice, and nothing against something else."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest
from series_fakes import days, item, many

from postlint.audited import Need, Plan
from postlint.report.options import RenderOptions
from postlint.report.plan_terminal import render
from postlint.series import AuditOptions, Item, Judged, take
from postlint.series.plan import plan

SELLS, GIVES = Judged(40, promotional=True), Judged(90, valuable=True)


def planned(items: Iterable[Item], today: str, **options: object) -> Plan:
    asked = AuditOptions(("map",), today=date.fromisoformat(today), **options)  # type: ignore[arg-type]
    return plan(take(items, asked), asked)


def shown(done: Plan) -> str:
    return " ".join(render(done, RenderOptions()).split())


def need(done: Plan, rule: str) -> Need:
    return next(one for one in done.needs if one.rule == f"series/{rule}")


def test_nothing_to_plan_from_is_said_with_what_to_do() -> None:
    said = shown(planned([], "2026-03-01"))
    assert said.startswith("Er is nog niets om van te plannen.")
    assert "in balans" not in said


def test_too_little_is_not_called_balance() -> None:
    for few in ([item(None)], list(many("2026-02-20", 4))):
        done = planned(few, "2026-03-01")
        assert done.rated == 0 or done.needs
        assert "Met wat er staat ben je in balans" not in shown(done)
    assert [notice.code for notice in planned([item(None)], "2026-03-01").notices] == ["undated"]


@pytest.mark.parametrize(
    ("posted", "silences"),
    [
        (["2026-02-25"], [("2026-03-02", "2026-03-29")]),  # it began four days ago, and what is past is past
        (["2025-06-01"], [("2026-03-02", "2026-03-29")]),
        (["2025-06-01", "2026-03-10"], [("2026-03-11", "2026-03-29")]),  # it is about to end
        (["2026-02-20", "2026-03-10", "2026-03-24"], [("2026-03-02", "2026-03-09")]),  # there is time to shorten it
        (["2026-02-14", "2026-03-02", "2026-03-15"], [("2026-03-16", "2026-03-29")]),  # tomorrow something comes
        (["2026-02-28", "2026-03-08", "2026-03-20"], []),
        ([], []),
    ],
)
def test_silences_are_still_to_come(posted: list[str], silences: list[tuple[str, str]]) -> None:
    found = planned([item(day) for day in posted], "2026-03-01").silences
    assert [(first.isoformat(), last.isoformat()) for first, last in found] == silences


def test_channels_are_named_once() -> None:
    old = [item(day, channels=("x",)) for day in days("2026-01-01", 6, 3)]
    thin = [item("2026-04-01", channels=("mastodon",))]
    recent = [item(day, channels=("linkedin",)) for day in days("2026-04-02", 14, 4)]
    done = planned([*old, *thin, *recent], "2026-05-26")
    said = shown(done)
    assert said.count("X") == 1
    assert all(one.message for one in done.needs if "kanaal" in one.rule or "kanalen" in one.rule)


@pytest.mark.parametrize(
    ("coming", "more", "fewer", "said"),
    [
        (2, 3, 1, "Haal de verkoop uit 1 bericht dat gepland staat, of zet er nog 3 berichten bij die niets verkopen."),
        (4, 11, 3, "Haal de verkoop uit 3 berichten die gepland staan."),
    ],
)
def test_either_change_what_is_planned_or_add_something_else(coming: int, more: int, fewer: int, said: str) -> None:
    posted = [item(day, judged=SELLS if n < 3 else GIVES) for n, day in enumerate(days("2026-03-01", 20, 2))]
    to_come = [item(day, judged=SELLS) for day in days("2026-04-12", coming, 3)]
    wanted = need(planned([*posted, *to_come], "2026-04-10"), "non-promotie/aandeel-promotie")
    assert (wanted.more, wanted.fewer, wanted.message) == (more, fewer, said)


def test_both_where_changing_what_is_planned_is_not_enough() -> None:
    posted = [item(day, judged=SELLS if n % 3 == 0 else GIVES) for n, day in enumerate(days("2026-03-01", 15, 2))]
    coming = [item("2026-04-12", judged=SELLS)]
    wanted = need(planned([*posted, *coming], "2026-04-10"), "non-promotie/aandeel-promotie")
    assert (wanted.more, wanted.fewer) == (9, 1)
    assert wanted.message == (
        "Haal de verkoop uit 1 bericht dat gepland staat, en zet er nog 9 berichten bij die niets verkopen."
    )


def test_a_share_that_is_too_high_is_told_what_lowers_it() -> None:
    posts = [item(day, sources=("NRC",)) for day in days("2026-03-01", 15, 2)]
    wanted = need(planned(posts, "2026-03-30"), "delen/deelmix")
    assert wanted.message == "Zet er nog 7 berichten bij van jezelf alleen."


def test_that_one_post_counts_for_more_is_said_where_more_is_needed() -> None:
    few_questions = many("2026-03-01", 20, 2)
    assert "Eén bericht kan voor meer van deze punten tegelijk tellen." in shown(planned(few_questions, "2026-04-09"))
