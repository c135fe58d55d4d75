"""The report for an author at a terminal: what to change first on top, every word of it readable without colour."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from rich.cells import cell_len

from postlint.findings import DraftError, DraftReport, Finding, Notice, Praise, Report, Severity, Text, Verdict
from postlint.report import words
from postlint.report.excerpt import excerpt
from postlint.report.layout import Line, keep_start, paint, wrap
from postlint.report.options import RenderOptions
from postlint.report.score_sum import in_order, score_sum
from postlint.report.visible import one_line, visible

MAX_SUGGESTIONS = 5
MAX_PRAISE = 2
_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "!", Severity.SUGGESTION: "·"}
_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan"}
_VERDICT_COLORS = {
    Verdict.HOLD: "bold red",
    Verdict.REVISE: "bold yellow",
    Verdict.POST: "bold green",
    Verdict.PARTIAL: "bold yellow",
}
_FIRST = Text("Eerst doen", "Do first")
_BETTER = Text("Nog beter", "Even better")
_CHANGE = Text("verander «{match}» ({line} {n}{more})", "change “{match}” ({line} {n}{more})")
_ONE_MORE = Text(", en nog één plek", ", and one more place")
_MORE = Text(", en nog {n} plekken", ", and {n} more places")
_UNTIL = Text("… tot en met regel {n}", "… up to and including line {n}")
_LAW = Text("wet {n}", "law {n}")
_HIDDEN = Text(
    "Nog {n} {tips} in dit concept; postlint check --all laat alles zien.",
    "{n} more {tips} in this draft; postlint check --all shows everything.",
)
_HIDDEN_WORDS = (Text("tip", "suggestion"), Text("tips", "suggestions"))
_DRAFTS = Text("concepten", "drafts")
_DRAFT = Text("concept", "draft")
_VERDICT_COUNT = {
    Verdict.HOLD: Text("niet plaatsen", "not to post"),
    Verdict.REVISE: Text("bijschaven", "to revise"),
    Verdict.POST: Text("plaatsen", "to post"),
    Verdict.PARTIAL: Text("deels beoordeeld", "judged in part"),
}
_NOT_JUDGED = Text("{n} niet beoordeeld", "{n} not judged")
_TIMES = Text("{n} concepten", "{n} drafts")
_FIX = Text("te herstellen met --fix", "fixable with --fix")
_UNSAFE_FIX = Text("te herstellen met --fix --unsafe-fixes", "fixable with --fix --unsafe-fixes")
_MATCH_WIDTH = 40
_FIRST_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[A-ZÀ-Þ«“])")  # so that «bijv. rust» and «en verder… dan» go on


def render(report: Report, options: RenderOptions) -> str:
    """Give the report for a screen of `options.width` cells."""
    return paint(_report(report, options), options.color)


def _report(report: Report, options: RenderOptions) -> Iterator[Line]:
    many = len(report.drafts) + len(report.errors) > 1
    shared = _shared_notices(report) if many else Counter()
    compact = True
    for n, draft in enumerate(report.drafts):
        brief = many and not draft.findings and not options.explain_score
        if n and not (brief and compact):
            yield Line()
        compact = brief
        yield from _header(draft, options)
        yield from _notices((note for note in draft.notices if shared[note] < 2), options)
        yield from _set_aside(draft.suppressed, draft.known, options)
        if not brief:
            yield from _body(draft, options)
    for n, error in enumerate(report.errors):
        if n or report.drafts:
            yield Line()
        yield from _error(error, options)
    if many:
        yield Line()
        yield from _shared(shared, options)
        yield from _summary(report, options)


def _body(draft: DraftReport, options: RenderOptions) -> Iterator[Line]:
    yield from _first(draft, options)
    if not draft.findings:
        yield from _wrapped(words.nothing_found(draft.score, options.lang), options.width)
    shown, hidden = _chosen(draft, options)
    digits = max((len(str(f.span.start.line)) for f in shown), default=1)
    advised: set[str] = set()
    for finding in shown:
        yield Line()
        yield from _finding(draft, finding, digits, options, with_advice=finding.advice not in advised)
        advised.add(finding.advice)
    if hidden:
        yield Line()
        tips = _HIDDEN_WORDS[hidden > 1].to(options.lang)
        yield from _wrapped(_HIDDEN.to(options.lang).format(n=hidden, tips=tips), options.width, indent="  ")
    praise = _best_praise(draft)
    if praise:
        yield Line()
    for good in praise:
        yield from _praise(good, options)
    yield Line()
    yield from _laws(draft, options)
    yield from _counts(draft, shown, options)
    if options.explain_score:
        yield Line()
        for line in score_sum(draft, options):
            yield from _wrapped(visible(line), options.width, hanging=" " * 11)


def _set_aside(suppressed: int, known: int, options: RenderOptions) -> Iterator[Line]:
    """Say how many findings are not shown, for what was set aside must stay visible."""
    if said := words.set_aside(suppressed, known, options.lang):
        yield from _wrapped(said, options.width, indent="  ", style="dim")


def _header(draft: DraftReport, options: RenderOptions) -> Iterator[Line]:
    what = f"{visible(draft.path)} · {draft.channel} · {words.kind_word(draft.kind, options.lang)}"
    said = (words.VERDICTS[draft.verdict].to(options.lang), words.out_of_hundred(draft.score))
    verdict = " · ".join(part for part in said if part)
    style = _VERDICT_COLORS[draft.verdict]
    gap = options.width - cell_len(what) - cell_len(verdict)
    if gap >= 2:
        yield Line.assemble((what, "bold"), " " * gap, (verdict, style))
        return
    yield from _wrapped(what, options.width, style="bold")
    yield Line("  " + verdict, style)


def _first(draft: DraftReport, options: RenderOptions) -> Iterator[Line]:
    if draft.first is None:
        return
    lang, finding = options.lang, draft.first.finding
    if finding.whole or not finding.match.strip():
        what = _as_clause(one_line(finding.advice or finding.message))
    else:
        match = keep_start(one_line(finding.match), _MATCH_WIDTH)
        again = sum(f.rule == finding.rule for f in draft.findings) - 1
        more = (_ONE_MORE if again == 1 else _MORE).to(lang).format(n=again) if again > 0 else ""
        what = _CHANGE.to(lang).format(match=match, line=words.LINE.to(lang), n=finding.span.start.line, more=more)
    then = words.score_after(draft, lang)
    head = _BETTER if draft.verdict is Verdict.POST else _FIRST
    yield from _wrapped(f"{head.to(lang)}: {what}{'; ' if then else ''}{then}.", options.width)


def _as_clause(advice: str) -> str:
    """Make the first sentence of the advice the beginning of a longer sentence."""
    sentence = _FIRST_SENTENCE.split(advice, maxsplit=1)[0].rstrip(".!…")
    return sentence[:1].lower() + sentence[1:] if sentence[1:2].islower() else sentence


def _chosen(draft: DraftReport, options: RenderOptions) -> tuple[list[Finding], int]:
    """Give the findings to show, worst first and the first thing to do on top of its kind, and how many stay hidden."""
    first = draft.first.finding if draft.first else None
    ranked = sorted(draft.findings, key=lambda f: (-f.severity.rank, f != first, f.span.start.offset, f.rule))
    if options.show_all:
        return ranked, 0
    tips = [f for f in ranked if f.severity is Severity.SUGGESTION]
    rest = [f for f in ranked if f.severity is not Severity.SUGGESTION]
    return rest + tips[:MAX_SUGGESTIONS], len(tips[MAX_SUGGESTIONS:])


def _finding(
    draft: DraftReport, finding: Finding, digits: int, options: RenderOptions, *, with_advice: bool
) -> Iterator[Line]:
    yield from _place(draft, finding, digits, options)
    lang, color = options.lang, _COLORS[finding.severity]
    what = [words.SEVERITIES[finding.severity].to(lang), finding.rule]
    if finding.confidence < 1:
        what.append(words.certainty(finding.confidence, lang))
    yield Line.assemble("  ", (f"{_SIGNS[finding.severity]} {what[0]}", f"bold {color}"), " · " + " · ".join(what[1:]))
    yield from _wrapped(one_line(finding.message), options.width, indent="    ")
    if with_advice and finding.advice.strip():
        yield from _wrapped("→ " + one_line(finding.advice), options.width, indent="    ", hanging="      ")
    for fix in finding.fixes[:1]:
        said = (_FIX if fix.safe else _UNSAFE_FIX).to(lang)
        said += f": {one_line(fix.description)}" if fix.safe or options.unsafe_fixes else ""
        yield from _wrapped(f"↻ {said}", options.width, indent="    ", hanging="      ")


def _place(draft: DraftReport, finding: Finding, digits: int, options: RenderOptions) -> Iterator[Line]:
    if finding.whole:
        yield Line(f"  {words.WHOLE_DRAFT.to(options.lang)}", "dim")
        return
    number = finding.span.start.line
    gutter = f"  {number:>{digits}} │ "
    found = excerpt(draft.source, finding.span, options.width - len(gutter)) if draft.source else None
    if found is None:
        text = f"{words.LINE.to(options.lang)} {number}: «{one_line(finding.match)}»"
        yield from _wrapped(text, options.width, indent="  ")
        return
    color = _COLORS[finding.severity]
    margin = " " * (digits + 2) + " │ "
    for row in found.rows:
        yield Line.assemble((gutter, "dim"), row.text)
        yield Line.assemble((margin, "dim"), (row.marks, color))
        gutter = margin
    if found.until is not None:
        yield Line.assemble((margin, "dim"), _UNTIL.to(options.lang).format(n=found.until))


def _best_praise(draft: DraftReport) -> list[Praise]:
    """Give the praise that earns most, each signal once."""
    best: dict[str, Praise] = {}
    for good in sorted(draft.praise, key=lambda p: (-p.points, p.span.start.offset)):
        if good.message:
            best.setdefault(good.signal, good)
    return list(best.values())[:MAX_PRAISE]


def _praise(good: Praise, options: RenderOptions) -> Iterator[Line]:
    label = options.laws.get(good.law)
    message = one_line(good.message)
    if label is not None and label.number is not None:
        law = _LAW.to(options.lang).format(n=label.number)
        if law not in message:
            end = message[-1:] if message[-1:] in (".", "!") else ""
            message = f"{message.removesuffix(end)} ({law}){end}"
    text = f"+ {words.GOOD.to(options.lang)}: {message}"
    yield from _wrapped(text, options.width, indent="  ", hanging="    ", style="green")


def _laws(draft: DraftReport, options: RenderOptions) -> Iterator[Line]:
    laws = in_order(draft, options)
    parts = [f"{law.law} {law.score}" for law in laws if law.applies]
    if len(parts) < len(laws):
        na = words.NOT_APPLICABLE.to(options.lang)
        parts += [f"{words.OTHERS.to(options.lang)} {na}"] if parts else []
    for line in wrap(" · ".join(parts), options.width, separator=" · "):
        yield Line(line.removesuffix(" ·"))


def _counts(draft: DraftReport, shown: list[Finding], options: RenderOptions) -> Iterator[Line]:
    parts = [words.counts({s: draft.count(s) for s in Severity}, options.lang)]
    if shown:
        parts.append(f"{words.MORE.to(options.lang)}: postlint explain {shown[0].rule}")
    line = " · ".join(parts)
    if cell_len(line) <= options.width:
        yield Line(line)
    else:
        yield from map(Line, parts)


def _notices(notices: Iterable[Notice], options: RenderOptions) -> Iterator[Line]:
    for notice in notices:
        text = f"{words.NOTICE.to(options.lang)}: {one_line(notice.message)}"
        yield from _wrapped(text, options.width, indent="  ", style="dim")


def _shared_notices(report: Report) -> Counter[Notice]:
    return Counter(notice for draft in report.drafts for notice in set(draft.notices))


def _shared(shared: Counter[Notice], options: RenderOptions) -> Iterator[Line]:
    """Say once what holds for several drafts."""
    for notice, number in shared.items():
        if number > 1:
            times = _TIMES.to(options.lang).format(n=number)
            text = f"{words.NOTICE.to(options.lang)} ({times}): {one_line(notice.message)}"
            yield from _wrapped(text, options.width, style="dim")


def _error(error: DraftError, options: RenderOptions) -> Iterator[Line]:
    place = visible(error.path) if error.line is None else f"{visible(error.path)}:{error.line}"
    yield from _wrapped(f"{place} · {words.CANNOT_JUDGE.to(options.lang)}", options.width, style="bold")
    yield from _wrapped(one_line(error.message), options.width, indent="  ")


def _summary(report: Report, options: RenderOptions) -> Iterator[Line]:
    lang, number = options.lang, len(report.drafts)
    verdicts = Counter(draft.verdict for draft in report.drafts)
    said = [f"{verdicts[v]} {_VERDICT_COUNT[v].to(lang)}" for v in _VERDICT_COUNT if verdicts[v]]
    drafts = f"{number} {(_DRAFT if number == 1 else _DRAFTS).to(lang)}"
    parts = [f"{drafts}: {', '.join(said)}" if said else drafts]
    parts.append(words.counts({s: report.count(s) for s in Severity}, lang))
    if report.errors:
        parts.append(_NOT_JUDGED.to(lang).format(n=len(report.errors)))
    for line in wrap(" · ".join(parts), options.width, separator=" · "):
        yield Line(line.removesuffix(" ·"))


def _wrapped(text: str, width: int, *, indent: str = "", hanging: str | None = None, style: str = "") -> Iterator[Line]:
    """Lines of text; `hanging` is the indent of the second line and further."""
    below = indent if hanging is None else hanging
    lines = [text] if cell_len(indent + text) <= width else wrap(text, width - max(len(indent), len(below)))
    yield Line(indent + lines[0], style)
    for line in lines[1:]:
        yield Line(below + line.lstrip(), style)
