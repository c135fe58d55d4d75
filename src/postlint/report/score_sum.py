"""The sum behind a score, line by line, so that every point can be traced."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postlint.findings import DraftReport, Lang, LawScore, Text
from postlint.report.options import LawLabel, RenderOptions
from postlint.report.words import LINE, NOT_APPLICABLE, decimal

_FULL = 100
_TITLE = Text("Zo komt de score tot stand", "How the score comes about")
_NONE = Text(
    "Geen score: dit concept is niet in zijn geheel beoordeeld.", "No score: this draft was not judged in full."
)
_WEIGHT = Text("gewicht {n}", "weight {n}")
_START = Text("begin", "start")
_BOUND = Text("(een wet blijft tussen 0 en 100)", "(a law stays between 0 and 100)")
_MEAN = Text("gewogen gemiddelde", "weighted mean")
_CAP = Text("hoogstens {limit} zolang dit er staat: {rule}", "at most {limit} as long as this stands: {rule}")
_TOTAL = Text("score", "score")


def score_sum(draft: DraftReport, options: RenderOptions) -> Iterator[str]:
    """Give the lines of the sum: per law its start, points and result; then mean, cap and total."""
    lang = options.lang
    if draft.score is None:
        yield _NONE.to(lang)
        return
    yield _TITLE.to(lang)
    laws, names = in_order(draft, options), names_of(draft)
    for law in laws:
        if law.applies:
            yield from _law(law, options, names)
    if others := [law.law for law in laws if not law.applies]:
        yield f"  {NOT_APPLICABLE.to(lang)}: {', '.join(others)}"
    judged = [(_label(law, options).weight, law.score) for law in laws if law.applies]
    weights = sum(weight for weight, _ in judged)
    if weights:
        terms = " + ".join(f"{weight}×{score}" for weight, score in judged)
        yield f"  {_MEAN.to(lang)}: ({terms}) : {weights} = {decimal(draft.raw_score, lang)}"
    if draft.cap is not None:
        yield "  " + _CAP.to(lang).format(limit=draft.cap.limit, rule=draft.cap.reason)
    yield f"  {_TOTAL.to(lang)}: {draft.score}"


def in_order(draft: DraftReport, options: RenderOptions) -> list[LawScore]:
    """Give the laws of a draft in the order of the screen; laws without a label come last."""
    order = {law: n for n, law in enumerate(options.laws)}
    return sorted(draft.laws, key=lambda law: order.get(law.law, len(order)))


def names_of(draft: DraftReport) -> dict[str, str]:
    """Give what signals are called in the language of the run; a rule goes by its id, as in its finding."""
    return {praise.signal: praise.summary for praise in draft.praise if praise.summary}


def _label(law: LawScore, options: RenderOptions) -> LawLabel:
    return options.laws.get(law.law) or LawLabel(Text(law.law, law.law))


def _law(law: LawScore, options: RenderOptions, names: Mapping[str, str]) -> Iterator[str]:
    lang, label = options.lang, _label(law, options)
    start = label.start
    head = f"  {law.law} · {_WEIGHT.to(lang).format(n=label.weight)}"
    if not law.points and law.score == start == _FULL:
        yield f"{head}: {law.score}"
        return
    yield head
    yield _entry(str(start), _START.to(lang))
    for points in law.points:
        yield _entry(
            _signed(points.points, lang), f"{names.get(points.rule, points.rule)}, {LINE.to(lang)} {points.line}"
        )
    exact = start + sum(points.points for points in law.points)
    bound = f" {_BOUND.to(lang)}" if not 0 <= exact <= _FULL else ""
    yield _entry(f"= {law.score}", f"{_TOTAL.to(lang)}{bound}")


def _entry(number: str, what: str) -> str:
    return f"  {number:>7}  {what}"


def _signed(points: float, lang: Lang) -> str:
    text = decimal(abs(points), lang)
    return f"+{text}" if points > 0 else f"-{text}" if points < 0 else text
