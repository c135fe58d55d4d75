"""`postlint explain` on a rule about a series: the measure, its limits, where those come from, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postlint.cli.plain import INDENT, paragraph, section
from postlint.findings import Lang, Text
from postlint.report.words import SEVERITIES

if TYPE_CHECKING:
    from postlint.rulebook import Law
    from postlint.rulebook.series import SeriesRule

_TITLES = {
    "what": Text("Wat deze regel vindt", "What this rule finds"),
    "why": Text("Waarom", "Why"),
    "formula": Text("Hoe het geteld wordt", "How it is counted"),
    "limits": Text("Grenzen", "Limits"),
    "message": Text("Wat postlint audit dan zegt", "What postlint audit then says"),
    "advice": Text("Wat je beter kunt doen", "What to do instead"),
    "sources": Text("Bronnen", "Sources"),
}
_GREEN = Text("goed: {limit}", "fine: {limit}")
_RED = Text("rood ({severity}): {limit}", "red ({severity}): {limit}")
_ORANGE = Text("oranje ({severity}): {limit}", "orange ({severity}): {limit}")
_MINIMUM = Text("pas vanaf {n}; met minder zegt de regel niets", "from {n} on; with fewer the rule says nothing")
_WEEKS = Text("pas na {n} weken", "after {n} weeks only")
_WINDOW = {
    "recent": Text(
        "kijkt naar de laatste 12 weken, of de laatste 20 berichten als die verder teruggaan",
        "looks at the last 12 weeks, or the last 20 posts where those go further back",
    ),
    "all": Text("kijkt naar alles", "looks at everything"),
}
_PER = {
    "account": Text("ook per account", "also for each account"),
    "channel": Text("ook per kanaal", "also for each channel"),
}
_ORIGIN = Text("Herkomst van de grenzen: {origin}", "Where the limits come from: {origin}")
ORIGINS = {
    "rule-of-thumb": Text("vuistregel", "rule of thumb"),
    "research": Text("onderzoek", "research"),
    "own-choice": Text("eigen keuze van postlint", "postlint’s own choice"),
}
_CHANGE = Text(
    "Andere grenzen? In postlint.yaml: «audit: {{limits: {{{rule}: {{orange: …, red: …}}}}}}»",
    "Other limits? In postlint.yaml: “audit: {{limits: {{{rule}: {{orange: …, red: …}}}}}}”",
)


def series_lines(rule: SeriesRule, law: Law, lang: Lang, width: int) -> Iterator[str]:
    """Give what there is to say of a rule about a series, as lines."""
    from postlint.cli.explain import law_name, readable, source_lines

    title = {key: text.to(lang) for key, text in _TITLES.items()}
    yield f"{rule.id} · {rule.category} · {rule.measure}"
    yield from section(title["what"], paragraph(rule.summary.to(lang), width))
    yield from section(title["why"], paragraph(f"{law_name(law, lang)}: {law.gist.to(lang)}", width))
    yield from section(title["formula"], paragraph(rule.formula.to(lang), width))
    yield from section(title["limits"], [line for text in limits_of(rule, lang) for line in paragraph(text, width)])
    yield from section(title["message"], paragraph(readable(rule.message.to(lang), lang), width))
    yield from section(title["advice"], paragraph(readable(rule.advice.to(lang), lang), width))
    yield from section(title["sources"], source_lines(rule.sources, lang, width))
    yield ""
    yield from paragraph(_CHANGE.to(lang).format(rule=rule.id), width, INDENT, "")


def limits_of(rule: SeriesRule, lang: Lang) -> Iterator[str]:
    """Give a sentence for each limit and for what the measure looks at."""
    from postlint.series.words import beyond, limits

    first = rule.orange or rule.red
    if first is not None:
        yield _GREEN.to(lang).format(limit=limits(first.less_than, first.more_than, rule.unit, lang))
    for bounds, severity, text in (
        (rule.orange, rule.severity.orange, _ORANGE), (rule.red, rule.severity.red, _RED),
    ):  # fmt: skip
        if bounds is not None:
            limit = beyond(bounds.less_than, bounds.more_than, rule.unit, lang)
            yield text.to(lang).format(severity=SEVERITIES[severity].to(lang), limit=limit)
    yield _MINIMUM.to(lang).format(n=rule.minimum)
    if rule.minimum_weeks:
        yield _WEEKS.to(lang).format(n=rule.minimum_weeks)
    yield "; ".join([_WINDOW[rule.window].to(lang), *(_PER[one].to(lang) for one in rule.per if one in _PER)])
    yield _ORIGIN.to(lang).format(origin=ORIGINS[rule.origin].to(lang))
