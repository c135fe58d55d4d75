"""Charts of characters for an audit: weeks as columns, topics and channels as bars; each says its numbers too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from rich.cells import cell_len

from postlint.audited import Week
from postlint.findings import Lang, Text
from postlint.report.dates import SHORT_MONTHS, day
from postlint.report.layout import keep_start

_COLUMNS = "▁▂▃▄▅▆▇█"
_SILENT = "·"
_WEEKS = Text(
    "Per week: hoogstens {most}, en {silent} van de {n} weken stil (·)",
    "Per week: at most {most}, and {silent} of {n} weeks silent (·)",
)
_LAST = Text("laatst {day}", "last {day}")
_RECENT = Text("{n} in 8 weken", "{n} in 8 weeks")
_BAR = 12
_NAME = 26
_INDENT = "  "

Row = tuple[str, int, int | None, date | None]
"""A name, how many posts, how many of them in the last eight weeks, and the last day."""


def weeks_chart(weeks: Sequence[Week], width: int, lang: Lang) -> Iterator[str]:
    """Give a title, a line of months and a line with a column for each week; the latest where not all fit."""
    shown = weeks[-(width - 2 * len(_INDENT)) :]
    numbers = [week.posts + week.replies + week.thanks for week in shown]
    most = max(numbers, default=0)
    yield _WEEKS.to(lang).format(most=most, silent=numbers.count(0), n=len(numbers))
    yield _INDENT + _months(shown, lang)
    yield _INDENT + "".join(_column(number, most) for number in numbers)


def bars(rows: Sequence[Row], width: int, lang: Lang) -> Iterator[str]:
    """Give a bar for each name, with its number and when it was last."""
    most = max((row[1] for row in rows), default=0)
    names = max((min(_NAME, cell_len(row[0])) for row in rows), default=0)
    digits = len(str(most))
    newest = max((row[3] for row in rows if row[3] is not None), default=None)
    for name, number, recent, last in rows:
        label = keep_start(name, _NAME)
        label = label if cell_len(label) <= _NAME else label[: _NAME - 1] + "…"
        bar = "█" * max(1, round(_BAR * number / most)) if number else ""
        facts = [str(number).rjust(digits)]
        facts += [] if recent is None else [_RECENT.to(lang).format(n=recent)]
        facts += [] if last is None else [_LAST.to(lang).format(day=_last(last, newest, lang))]
        lead = f"{_INDENT}{label}{' ' * (names - cell_len(label))} {bar.ljust(_BAR)} "
        yield keep_start(lead + " · ".join(facts), width)


def _last(last: date, newest: date | None, lang: Lang) -> str:
    return day(last, lang, year=newest is None or last.year != newest.year)


def _column(number: int, most: int) -> str:
    if not number:
        return _SILENT
    return _COLUMNS[round((len(_COLUMNS) - 1) * number / most)]


def _months(weeks: Sequence[Week], lang: Lang) -> str:
    """Give the names of months above the week in which each begins, where there is room."""
    line = ""
    for n, week in enumerate(weeks):
        begins = n == 0 or week.start.month != weeks[n - 1].start.month
        name = SHORT_MONTHS[lang][week.start.month - 1]
        if begins and len(line) <= n and n + len(name) <= max(len(weeks), len(name)):
            line = f"{line.ljust(n)}{name} "
    return line.rstrip()
