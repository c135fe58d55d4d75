"""The weeks of an audit as a page shows them: a calendar of how much was posted, and shares and scores over time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from postlint.audited import Audit, Week
from postlint.findings import Lang, Text
from postlint.report import words
from postlint.report.audit_html_charts import can_draw, line
from postlint.report.audit_html_figure import figure, heading, table
from postlint.report.dates import MONTHS, SHORT_MONTHS, day, stretch
from postlint.report.markup import Html, element, joined, wide_table
from postlint.report.options import RenderOptions

_LONG = 26
"""Weeks from which shares and scores are shown by month."""
_MOST_MONTHS = 24
_LEVELS = 4
_WEEKS_IN_MONTH = 5

_CALENDAR = Text("Wanneer je plaatste", "When you posted")
_CALENDAR_SAYS = Text(
    "In {active} van de {all} weken heb je iets geplaatst{most}.", "You posted in {active} of {all} weeks{most}."
)
_MOST = Text("; de drukste week was die van {day}, met {n}", "; the busiest week was that of {day}, with {n}")
_GAP = Text(" De langste stilte duurde {n} dagen ({days}).", " The longest silence lasted {n} days ({days}).")
_OLDER = Text(
    " Hier staan de laatste {n} maanden; de tabel heeft ze alle.", " These are the last {n} months; the table has all."
)
_LEGEND = Text("Berichten per week", "Posts per week")
_EACH_WEEK = Text("Per week, vanaf maandag", "Per week, from Monday")
_MONTH = Text("Maand", "Month")
_NTH = Text("week {n}", "week {n}")
_NONE = Text("geen week", "no week")
_WEEK_HEAD = (
    Text("Week van", "Week of"), Text("Berichten", "Posts"), Text("Reacties", "Replies"), Text("Bedankjes", "Thanks"),
    Text("Reclame", "Promotion"), Text("Met waarde", "With value"), Text("Score", "Score"),
)  # fmt: skip
_PROMOTION = Text("Aandeel reclame", "Share of promotion")
_PROMOTION_SAYS = Text(
    "Van de {all} berichten, reacties en bedankjes was {share} % reclame{most}.",
    "Of {all} posts, replies and thanks {share}% were promotion{most}.",
)
_PEAK = Text("; het meest in {period}, met {share} %", "; most in {period}, with {share}%")
_NO_PROMOTION = Text(
    "Van de {all} berichten, reacties en bedankjes was er geen reclame.",
    "Of {all} posts, replies and thanks none was promotion.",
)
_SCORE = Text("Score over de tijd", "Score over time")
_SCORE_SAYS = Text(
    "De gemiddelde score per bericht ging van {first} in {start} naar {last} in {end}.",
    "The mean score of a post went from {first} in {start} to {last} in {end}.",
)
_SCORE_ONE = Text(
    "De gemiddelde score per bericht was {first} in {start}.", "The mean score of a post was {first} in {start}."
)
_WEEK_OF = Text("de week van {day}", "the week of {day}")
_PERIOD = Text("Periode", "Period")
_SHARE = Text("Reclame (%)", "Promotion (%)")
_MEAN = Text("Gemiddelde score", "Mean score")
_NUMBER = Text("Berichten, reacties en bedankjes", "Posts, replies and thanks")


class _Period(NamedTuple):
    """A week or a month: what it is called, how many own posts it holds, and of what was judged the numbers."""

    name: str
    short: str
    number: int
    promotional: int
    score: float | None

    @property
    def share(self) -> float | None:
        """The share of promotion in percents."""
        return round(100 * self.promotional / self.number, 1) if self.number else None


def over_time(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    """Give the calendar, the share of promotion and the scores; nothing where nothing has a date."""
    if not audit.timeline:
        return
    periods = _periods(audit.timeline, options.lang)
    yield _calendar(audit, options)
    yield _promotion(periods, options)
    if any(period.score is not None for period in periods):
        yield _scores(periods, options)


def _calendar(audit: Audit, options: RenderOptions) -> Html:
    lang, weeks = options.lang, audit.timeline
    months = [(month, list(found)) for month, found in groupby(weeks, lambda week: (week.start.year, week.start.month))]
    shown = months[-_MOST_MONTHS:]
    most = max(map(_number, weeks))
    head = element(
        "tr", element("th", _MONTH.to(lang), scope="col"),
        *(element("th", _NTH.to(lang).format(n=n), scope="col") for n in range(1, _WEEKS_IN_MONTH + 1)),
    )  # fmt: skip
    rows = joined(*(_month_row(found, most, lang) for _, found in shown))
    heat = wide_table("kalender", _LEGEND.to(lang), head, rows)
    heat = Html(heat.replace("<table>", '<table class="heat">', 1))
    says = _calendar_says(audit, older=len(months) > len(shown), lang=lang)
    all_weeks = table("weken", _EACH_WEEK, _WEEK_HEAD, [_week_row(week, lang) for week in weeks], lang)
    return joined(heading("wanneer", _CALENDAR, lang), figure(says, heat, all_weeks, options, drawn=False))


def _month_row(weeks: Sequence[Week], most: int, lang: Lang) -> Html:
    start = weeks[0].start
    by_place = {(week.start.day - 1) // 7: week for week in weeks}
    cells = (_cell(by_place.get(n), most, lang) for n in range(_WEEKS_IN_MONTH))
    return element("tr", element("th", f"{MONTHS[lang][start.month - 1]} {start.year}", scope="row"), *cells)


def _cell(week: Week | None, most: int, lang: Lang) -> Html:
    if week is None:
        return element("td", "")
    number = _number(week)
    level = 0 if not number else -(-number * _LEVELS // most)
    end = week.start + timedelta(days=6)
    return element("td", str(number), class_=f"heat-{level}", title=stretch(week.start, end, lang))


def _calendar_says(audit: Audit, *, older: bool, lang: Lang) -> str:
    weeks, counts = audit.timeline, audit.counts
    busiest = max(weeks, key=_number)
    most = _MOST.to(lang).format(day=day(busiest.start, lang), n=_number(busiest)) if len(weeks) > 1 else ""
    active = sum(_number(week) > 0 for week in weeks)
    says = _CALENDAR_SAYS.to(lang).format(active=active, all=len(weeks), most=most)
    if counts.longest_gap is not None and counts.longest_gap_days:
        says += _GAP.to(lang).format(n=counts.longest_gap_days, days=stretch(*counts.longest_gap, lang))
    return says + (_OLDER.to(lang).format(n=_MOST_MONTHS) if older else "")


def _week_row(week: Week, lang: Lang) -> Sequence[str]:
    score = "–" if week.score is None else words.decimal(week.score, lang)
    numbers = (week.posts, week.replies, week.thanks, week.promotional, week.valuable)
    return (day(week.start, lang), *map(str, numbers), score)


def _promotion(periods: Sequence[_Period], options: RenderOptions) -> Html:
    lang = options.lang
    number, promotional = sum(one.number for one in periods), sum(one.promotional for one in periods)
    if promotional:
        peak = max(periods, key=lambda one: one.share or 0)
        most = _PEAK.to(lang).format(period=peak.name, share=_said(peak.share, lang)) if len(periods) > 1 else ""
        share = _said(100 * promotional / number, lang)
        says = _PROMOTION_SAYS.to(lang).format(all=number, share=share, most=most)
    else:
        says = _NO_PROMOTION.to(lang).format(all=number)
    rows = [(one.name, str(one.number), str(one.promotional), _said(one.share, lang)) for one in periods]
    head = (_PERIOD, _NUMBER, _WEEK_HEAD[4], _SHARE)
    behind = table("reclame-tabel", _PROMOTION, head, rows, lang)
    drawing = _drawn(_PROMOTION, periods, [one.share for one in periods], lang)
    return joined(heading("reclame", _PROMOTION, lang), figure(says, drawing, behind, options))


def _scores(periods: Sequence[_Period], options: RenderOptions) -> Html:
    lang = options.lang
    known = [one for one in periods if one.score is not None]
    first, last = known[0], known[-1]
    facts = {"first": _said(first.score, lang), "start": first.name, "last": _said(last.score, lang), "end": last.name}
    says = (_SCORE_SAYS if len(known) > 1 else _SCORE_ONE).to(lang).format(**facts)
    rows = [(one.name, str(one.number), _said(one.score, lang)) for one in periods]
    behind = table("score-tabel", _SCORE, (_PERIOD, _NUMBER, _MEAN), rows, lang)
    drawing = _drawn(_SCORE, periods, [one.score for one in periods], lang)
    return joined(heading("score", _SCORE, lang), figure(says, drawing, behind, options))


def _drawn(name: Text, periods: Sequence[_Period], values: Sequence[float | None], lang: Lang) -> Html:
    if not can_draw() or len(periods) < 2:
        return Html("")
    return line(name.to(lang), [one.short for one in periods], values)


def _periods(weeks: Sequence[Week], lang: Lang) -> list[_Period]:
    if len(weeks) <= _LONG:
        return [_period(*_week_names(week.start, lang), [week]) for week in weeks]
    months = groupby(weeks, lambda week: date(week.start.year, week.start.month, 1))
    return [_period(*_month_names(first, lang), list(found)) for first, found in months]


def _week_names(monday: date, lang: Lang) -> tuple[str, str]:
    return _WEEK_OF.to(lang).format(day=day(monday, lang)), f"{monday.day} {SHORT_MONTHS[lang][monday.month - 1]}"


def _month_names(first: date, lang: Lang) -> tuple[str, str]:
    name = MONTHS[lang][first.month - 1]
    return f"{name} {first.year}", f"{SHORT_MONTHS[lang][first.month - 1]} {first.year % 100:02}"


def _period(name: str, short: str, weeks: Sequence[Week]) -> _Period:
    judged = [(_number(week), week.score) for week in weeks if week.score is not None]
    weight = sum(number for number, _ in judged)
    score = round(sum(number * mean for number, mean in judged) / weight, 1) if weight else None
    return _Period(name, short, sum(map(_number, weeks)), sum(week.promotional for week in weeks), score)


def _number(week: Week) -> int:
    return week.posts + week.replies + week.thanks


def _said(number: float | None, lang: Lang) -> str:
    return "–" if number is None else words.decimal(number, lang)
