"""The laws over time as a page shows them: a row for each law, a column for every four weeks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from postlint.audited import Audit, LawAudit, LawMoment
from postlint.findings import Lang, Text
from postlint.report.audit_html_figure import figure, heading, table
from postlint.report.dates import SHORT_MONTHS, day, stretch
from postlint.report.html_draft import law_name
from postlint.report.markup import Html, element, joined, wide_table
from postlint.report.options import RenderOptions

_GREEN, _ORANGE = 100, 60
_TITLE = Text("De wetten over de tijd", "The laws over time")
_GRID = Text("Score per wet, elke vier weken", "Score by law, every four weeks")
_LAW = Text("Wet", "Law")
_SAYS = Text(
    "Elke kolom is wat een audit tot en met die dag zegt; het oordeel gaat meestal over de twaalf weken ervoor. ",
    "Each column is what an audit until that day says; it mostly judges the twelve weeks before. ",
)
_CHANGED = Text("Van de eerste score tot nu: {parts}.", "From the first score until now: {parts}.")
_SAME = Text("Van de eerste score tot nu is niets veranderd.", "Nothing has changed from the first score until now.")
_UP = Text("beter: {names}", "better: {names}")
_DOWN = Text("slechter: {names}", "worse: {names}")
_NUMBERS = Text("Score per wet, met de dagen waarover ze gaat", "Score by law, with the days it is about")
_HEAD = (Text("Tot en met", "Until"), Text("Gaat over", "About"))
_NONE = "–"


def history_section(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    """Give the scores over time; nothing where no law has two to compare."""
    lang = options.lang
    laws = [law for law in audit.laws if any(moment.score is not None for moment in law.history)]
    if not any(len(_known(law)) > 1 for law in laws):
        return
    moments = laws[0].history
    known = [n for n in range(len(moments)) if any(law.history[n].score is not None for law in laws)]
    shown = range(known[0], len(moments))
    head = element(
        "tr", element("th", _LAW.to(lang), scope="col"),
        *(element("th", _short(moments[n], lang), scope="col") for n in shown),
    )  # fmt: skip
    rows = joined(*(_row(law, shown, options) for law in laws))
    grid = wide_table("wetten-tijd", _GRID.to(lang), head, rows)
    grid = Html(grid.replace("<table>", '<table class="heat states">', 1))
    heads = (*_HEAD, *(_as_is(law_name(law.law, options)) for law in laws))
    numbers = [
        (day(moments[n].until, lang), stretch(moments[n].first, moments[n].last, lang),
         *(_said(law.history[n].score) for law in laws))
        for n in shown
    ]  # fmt: skip
    behind = table("wetten-tijd-tabel", _NUMBERS, heads, numbers, lang)
    says = _SAYS.to(lang) + _change(laws, options)
    yield joined(heading("wetten-over-tijd", _TITLE, lang), figure(says, grid, behind, options, drawn=False))


def _change(laws: Sequence[LawAudit], options: RenderOptions) -> str:
    """Say which laws got better or worse since the first moment at which something was known of them."""
    lang = options.lang
    compared = [(law, _known(law)) for law in laws]
    compared = [(law, known) for law, known in compared if len(known) > 1]
    parts = []
    for text, sign in ((_UP, 1), (_DOWN, -1)):
        names = [
            f"{law_name(law.law, options)} ({known[0].score} → {known[-1].score})"
            for law, known in compared
            if ((known[-1].score or 0) - (known[0].score or 0)) * sign > 0
        ]
        parts += [text.to(lang).format(names=", ".join(names))] if names else []
    return _CHANGED.to(lang).format(parts="; ".join(parts)) if parts else _SAME.to(lang)


def _known(law: LawAudit) -> list[LawMoment]:
    return [moment for moment in law.history if moment.score is not None]


def _row(law: LawAudit, shown: range, options: RenderOptions) -> Html:
    cells = (_cell(law.history[n]) for n in shown)
    return element("tr", element("th", law_name(law.law, options), scope="row"), *cells)


def _cell(moment: LawMoment) -> Html:
    if moment.score is None:
        return element("td", _NONE, class_="unknown")
    state = "green" if moment.score >= _GREEN else "orange" if moment.score >= _ORANGE else "red"
    return element("td", str(moment.score), class_=state)


def _short(moment: LawMoment, lang: Lang) -> str:
    until = moment.until
    return f"{until.day} {SHORT_MONTHS[lang][until.month - 1]} {until.year % 100:02}"


def _said(score: int | None) -> str:
    return _NONE if score is None else str(score)


def _as_is(name: str) -> Text:
    return Text(name, name)
