"""A plan for a terminal: what is coming, what is missing, and what that mends."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from postlint.audited import Need, Plan, Planned, Rating
from postlint.findings import Text
from postlint.report import words
from postlint.report.dates import day, stretch
from postlint.report.layout import Line, keep_start, paint, wrap
from postlint.report.options import RenderOptions
from postlint.report.visible import one_line, visible

_HEAD = Text("Na {today}: {n} gepland, tot en met {until}", "After {today}: {n} planned, up to {until}")
_NO_PLAN = Text(
    "Er staat na {today} niets gepland. Zet bij een concept «date: …» met een dag die nog komt.",
    "Nothing is planned after {today}. Give a draft a “date: …” that is still to come.",
)
_NEEDS = Text("Nodig om weer in balans te komen", "Needed to get back in balance")
_NOTHING = Text(
    "Er is nog niets om van te plannen. Geef je concepten een «date: …», en noem ook wat je eerder plaatste: een map, "
    "een CSV of de export van een netwerk.",
    "There is nothing to plan from yet. Give your drafts a “date: …”, and name what you posted before as well: a "
    "folder, a CSV or the export of a network.",
)
_TOO_LITTLE = Text(
    "Er is nog te weinig om te zeggen wat je nodig hebt: geen enkele maat heeft genoeg berichten met een datum. Noem "
    "ook wat je eerder plaatste: een map, een CSV of de export van een netwerk.",
    "There is too little yet to say what you need: no measure has enough posts with a date. Name what you posted "
    "before as well: a folder, a CSV or the export of a network.",
)
_TOGETHER = Text(
    "Eén bericht kan voor meer van deze punten tegelijk tellen.", "One post can count for more of these points at once."
)
_ALL_WELL = Text("Met wat er staat ben je in balans.", "With what is there you are in balance.")
_WELL = Text("Dit komt goed met wat er gepland staat", "This comes right with what is planned")
_SILENT = Text("Stil van {days}: zet er iets tussen.", "Silent {days}: put something in between.")
_OWED = Text("Beantwoord eerst {n} reacties die nog openstaan.", "First answer {n} reactions that are still open.")
_OWED_ONE = Text("Beantwoord eerst de reactie die nog openstaat.", "First answer the reaction that is still open.")
_NOW_THEN = Text("nu {now}, straks {then}; {limit}", "now {now}, then {then}; {limit}")
_SELLS, _ASKS, _GIVES = Text("verkoopt", "sells"), Text("vraagt", "asks"), Text("geeft iets mee", "gives something")
_SIGNS = {Rating.RED: "✖", Rating.ORANGE: "!", Rating.GREEN: "✓", Rating.UNKNOWN: "–"}
_DAY = 12


def render(plan: Plan, options: RenderOptions) -> str:
    """Give the plan for a screen of `options.width` cells."""
    return paint(_report(plan, options), options.color)


def _report(plan: Plan, options: RenderOptions) -> Iterator[Line]:
    lang = options.lang
    for error in plan.errors:
        place = visible(error.path) if error.line is None else f"{visible(error.path)}:{error.line}"
        yield from _wrapped(f"{place} · {words.CANNOT_JUDGE.to(lang)}: {one_line(error.message)}", options)
    today = day(plan.today, lang)
    if not (plan.done or plan.planned):
        yield from _wrapped(_NOTHING.to(lang), options, style="bold")
        return
    if not plan.planned:
        yield from _wrapped(_NO_PLAN.to(lang).format(today=today), options, style="bold")
    else:
        said = _HEAD.to(lang).format(today=today, n=len(plan.planned), until=day(plan.until, lang))
        yield from _wrapped(said, options, style="bold")
        for one in plan.planned:
            yield Line(_planned(one, plan, options))
    yield Line()
    yield from _needs(plan, options)
    if plan.well:
        yield Line()
        yield Line(_WELL.to(lang), "bold")
        for need in plan.well:
            yield from _wrapped(f"  ✓ {need.label}: {_now_then(need, options)}", options, hanging="    ")


def _planned(one: Planned, plan: Plan, options: RenderOptions) -> str:
    lang = options.lang
    when = "" if one.post.day is None else day(one.post.day, lang, year=one.post.day.year != plan.today.year)
    facts = [", ".join(one.channels)]
    facts += [visible(one.topic)] if one.topic else []
    facts += [text.to(lang) for is_so, text in _facts(one) if is_so]
    return keep_start(f"  {when.ljust(_DAY)} {words.kind_word(one.kind, lang)} · {' · '.join(facts)}", options.width)


def _facts(one: Planned) -> tuple[tuple[bool, Text], ...]:
    return ((one.promotional, _SELLS), (one.question, _ASKS), (one.valuable, _GIVES))


def _needs(plan: Plan, options: RenderOptions) -> Iterator[Line]:
    lang = options.lang
    if not (plan.needs or plan.silences or plan.owed):
        yield from _wrapped((_ALL_WELL if plan.rated else _TOO_LITTLE).to(lang), options, style="bold")
        return
    yield Line(_NEEDS.to(lang), "bold")
    if plan.owed:
        text = _OWED_ONE.to(lang) if len(plan.owed) == 1 else _OWED.to(lang).format(n=len(plan.owed))
        yield from _wrapped(f"  ! {text}", options, hanging="    ")
    for need in plan.needs:
        yield from _need(need, options)
    if sum(need.more > 0 for need in plan.needs) > 1:
        yield from _wrapped(f"    {_TOGETHER.to(lang)}", options, hanging="    ", style="dim")
    for first, last in plan.silences:
        text = _SILENT.to(lang).format(days=stretch(first, last, lang))
        yield from _wrapped(f"  ! {text}", options, hanging="    ")


def _need(need: Need, options: RenderOptions) -> Iterator[Line]:
    sign, now_then = _SIGNS[need.then.rating], f"{need.label}: {_now_then(need, options)}"
    if not need.message:
        yield from _wrapped(f"  {sign} {now_then}", options, hanging="    ")
        return
    yield from _wrapped(f"  {sign} {one_line(need.message)}", options, hanging="    ")
    yield from _wrapped(f"    {now_then}", options, hanging="    ", style="dim")


def _now_then(need: Need, options: RenderOptions) -> str:
    return _NOW_THEN.to(options.lang).format(now=need.now.shown, then=need.then.shown, limit=need.then.limit)


def _wrapped(text: str, options: RenderOptions, *, hanging: str = "", style: str = "") -> Iterator[Line]:
    if cell_len(text) <= options.width:
        yield Line(text, style)
        return
    indent = text[: len(text) - len(text.lstrip())]
    lines = wrap(text.lstrip(), options.width - max(len(indent), len(hanging)))
    yield Line(indent + lines[0], style)
    for line in lines[1:]:
        yield Line(hanging + line.lstrip(), style)
