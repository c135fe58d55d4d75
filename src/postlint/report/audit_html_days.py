"""The last year day by day as a page shows it: a calendar drawn as a picture, with every day in the table behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from postlint.audited import Audit, PostDay
from postlint.findings import Lang, Text
from postlint.report.audit_html_figure import figure, heading, table
from postlint.report.dates import SHORT_MONTHS, day, stretch
from postlint.report.markup import Html, element, joined
from postlint.report.options import RenderOptions

_LEVELS = 4
_WEEK = 7
_CELL = 14
_SIDE = 11
_LEFT = 26
_TOP = 18
_ROOM_FOR_MONTH = 2
_DAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_TITLE = Text("Op welke dagen", "On which days")
_SAYS = Text(
    "Van {first} tot en met {last} plaatste je op {n} van de {all} dagen iets{most}.",
    "From {first} to {last} you posted on {n} of {all} days{most}.",
)
_MOST = Text(
    ", het vaakst op {weekday} ({times} keer); de drukste dag was {day}, met {number}",
    ", most often on {weekday} ({times}×); the busiest day was {day}, with {number}",
)
_EACH_DAY = Text("Per dag, vanaf maandag", "Per day, from Monday")
_WEEK_OF = Text("Week van", "Week of")


def days_section(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    """Give the calendar of days; nothing where there are fewer than two days."""
    days, lang = audit.days, options.lang
    if len(days) < 2:
        return
    first, last = days[0].day, days[-1].day
    number = {one.day: one.number for one in days}
    mondays = _mondays(first, last)
    rows = [(day(monday, lang), *(_said(monday + timedelta(n), number, first, last) for n in range(_WEEK)))
            for monday in mondays]  # fmt: skip
    head = (_WEEK_OF, *(Text(nl[:2], en[:2]) for nl, en in zip(*_DAYS.values(), strict=True)))
    behind = table("dagen-tabel", _EACH_DAY, head, rows, lang)
    drawing = _drawing(mondays, number, (first, last), lang)
    yield joined(heading("dagen", _TITLE, lang), figure(_sentence(days, lang), drawing, behind, options))


def _sentence(days: Sequence[PostDay], lang: Lang) -> str:
    first, last = days[0].day, days[-1].day
    weekdays = Counter(one.day.weekday() for one in days)
    weekday, times = min(weekdays.items(), key=lambda one: (-one[1], one[0]))
    busiest = max(days, key=lambda one: one.number)
    most = _MOST.to(lang).format(
        weekday=_DAYS[lang][weekday], times=times, day=day(busiest.day, lang), number=busiest.number
    )
    return _SAYS.to(lang).format(
        first=day(first, lang), last=day(last, lang), n=len(days), all=(last - first).days + 1, most=most
    )


def _said(one: date, number: dict[date, int], first: date, last: date) -> str:
    return str(number.get(one, 0)) if first <= one <= last else "–"


def _mondays(first: date, last: date) -> list[date]:
    start = first - timedelta(first.weekday())
    return [start + timedelta(weeks=n) for n in range((last - start).days // _WEEK + 1)]


def _drawing(mondays: Sequence[date], number: dict[date, int], ends: tuple[date, date], lang: Lang) -> Html:
    """Draw a square for each day, weeks as columns; the table behind it says the numbers to who cannot see it."""
    most = max(number.values())
    parts = list(_names(mondays, lang))
    for column, monday in enumerate(mondays):
        for row in range(_WEEK):
            one = monday + timedelta(row)
            if ends[0] <= one <= ends[1]:
                level = -(-number.get(one, 0) * _LEVELS // most)
                parts.append(_square(_LEFT + column * _CELL, _TOP + row * _CELL, level))
    width = _LEFT + max(len(mondays), 12) * _CELL + 4
    height = _TOP + _WEEK * _CELL + 4
    name = f"{_TITLE.to(lang)}, {stretch(*ends, lang)}"
    return element(
        "svg", *parts, xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {width} {height}", role="img",
        aria_label=name, class_="days", style=f"width:{width / 16:.2f}rem",
    )  # fmt: skip


def _square(x: int, y: int, level: int) -> Html:
    return element("rect", x=x, y=y, width=_SIDE, height=_SIDE, rx=2, class_=f"heat-{level}")


def _names(mondays: Sequence[date], lang: Lang) -> Iterator[Html]:
    """Give the first letters of days before the rows, and the months above the week in which each begins."""
    for row in (0, 2, 4):
        yield element("text", _DAYS[lang][row][:2], x=0, y=_TOP + row * _CELL + _SIDE - 1)
    free = 0
    for column, monday in enumerate(mondays):
        begins = column == 0 or monday.month != mondays[column - 1].month
        ends_soon = column == 0 and any(one.month != monday.month for one in mondays[1 : 1 + _ROOM_FOR_MONTH])
        if begins and column >= free and not ends_soon:
            yield element("text", SHORT_MONTHS[lang][monday.month - 1], x=_LEFT + column * _CELL, y=_TOP - 6)
            free = column + _ROOM_FOR_MONTH
