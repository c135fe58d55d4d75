"""An audit for a terminal: the state of every law, what to do first, and small charts that read without colour."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from rich.cells import cell_len

from postlint.audited import Audit, AuditFinding, LawAudit, Metric, Rating
from postlint.findings import Severity, Text
from postlint.report import words
from postlint.report.audit_charts import bars, weeks_chart
from postlint.report.audit_report import named, once, short
from postlint.report.dates import stretch
from postlint.report.layout import Line, keep_start, paint, wrap
from postlint.report.options import RenderOptions
from postlint.report.visible import one_line, visible

MAX_SUGGESTIONS = 5
_SIGNS = {Rating.RED: "✖", Rating.ORANGE: "!", Rating.GREEN: "✓", Rating.UNKNOWN: "–"}
_COLORS = {Rating.RED: "red", Rating.ORANGE: "yellow", Rating.GREEN: "green", Rating.UNKNOWN: "dim"}
_FINDING_SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "!", Severity.SUGGESTION: "·"}
_FINDING_COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.SUGGESTION: "cyan"}
_STATES = {
    "broken": Text("gebroken", "broken"),
    "weak": Text("zwak", "weak"),
    "kept": Text("in orde", "kept"),
    "unknown": Text("te weinig om iets te zeggen", "too little to say"),
}
_POSTS = (Text("{n} bericht", "{n} post"), Text("{n} berichten", "{n} posts"))
_NO_SCORE = Text("geen score", "no score")
_WINDOW = Text("Recent: {days}, {posts}.", "Recent: {days}, {posts}.")
_COMPARED = Text("Vergeleken met {days}, {posts}.", "Compared with {days}, {posts}.")
_FIRST = Text("Eerst doen", "Do first")
_LAWS = Text("De wetten", "The laws")
_FINDINGS = Text("Wat beter kan", "What can be better")
_NOTHING = Text("Niets gevonden om te veranderen.", "Nothing found to change.")
_NEEDS = Text("nog te weinig (n={n}, vanaf {minimum})", "too little yet (n={n}, from {minimum})")
_NEEDS_TIME = Text("nog te kort om iets te zeggen", "too short to say anything yet")
_WAS = Text("was {value}", "was {value}")
_TOPICS = Text("Onderwerpen", "Topics")
_MADE = Text(
    "Onderwerpen (door postlint gegroepeerd, want er staat geen «topic»)",
    "Topics (grouped by postlint, for no “topic” is given)",
)
_CHANNELS = Text("Kanalen", "Channels")
_OWED = Text("Nog te beantwoorden: {n}", "Still to answer: {n}")
_OWED_ONE = Text("{place}{sender}{days}", "{place}{sender}{days}")
_FROM = Text(", van {name}", ", from {name}")
_AGO = Text(", {n} dagen open", ", open for {n} days")
_ABOUT = Text("Betreft", "About")
_AND_MORE = Text("en nog {n}", "and {n} more")
_HIDDEN = Text(
    "Meer tips: {n}; postlint audit --all laat alles zien.", "More suggestions: {n}; postlint audit --all shows all."
)
_MOST_TOPICS = 6
_MOST_OWED = 5
_MOST_POSTS = 3
_LABEL = 33


def render(audit: Audit, options: RenderOptions) -> str:
    """Give the audit for a screen of `options.width` cells."""
    return paint(_report(audit, options), options.color)


def _report(audit: Audit, options: RenderOptions) -> Iterator[Line]:
    yield from _header(audit, options)
    for error in audit.errors:
        place = visible(error.path) if error.line is None else f"{visible(error.path)}:{error.line}"
        yield from _wrapped(f"{place} · {words.CANNOT_JUDGE.to(options.lang)}: {one_line(error.message)}", options)
    if not audit.counts.posts_total:
        return
    yield Line()
    yield from _laws(audit, options)
    yield from _charts(audit, options)
    yield from _findings(audit, options)
    yield from _owed(audit, options)
    yield Line()
    yield Line(_counts(audit, options))


def _header(audit: Audit, options: RenderOptions) -> Iterator[Line]:
    lang, counts = options.lang, audit.counts
    score = _NO_SCORE.to(lang) if audit.score is None else f"{audit.score}/100"
    days = "" if counts.first is None or counts.last is None else f" · {stretch(counts.first, counts.last, lang)}"
    about = f" · {_posts(counts.posts_total, options)}{days}"
    room = options.width - cell_len(score) - 2 - cell_len(about)
    named_paths = ", ".join(map(visible, audit.paths))
    if cell_len(named_paths) > room:
        named_paths = ", ".join(visible(PurePath(path).name or path) for path in audit.paths)
    left = keep_start(named_paths, max(10, room)) + about
    gap = " " * max(2, options.width - cell_len(left) - cell_len(score))
    yield Line(f"{left}{gap}{score}", "bold")
    if audit.too_few:
        yield from _wrapped(_sentence(audit.too_few), options)
    elif audit.window is not None:
        window = audit.window
        said = _WINDOW.to(lang).format(
            days=stretch(window.first, window.last, lang), posts=_posts(window.posts, options)
        )
        if audit.before is not None and audit.before.posts:
            days = stretch(audit.before.first, audit.before.last, lang)
            said += " " + _COMPARED.to(lang).format(days=days, posts=_posts(audit.before.posts, options))
        yield from _wrapped(said, options, style="dim")
    if said := words.set_aside(audit.suppressed, audit.known, lang):
        yield from _wrapped(said, options, style="dim")
    if audit.findings:
        yield Line()
        yield from _wrapped(f"{_FIRST.to(lang)}: {one_line(audit.findings[0].advice)}", options, style="bold")


def _laws(audit: Audit, options: RenderOptions) -> Iterator[Line]:
    yield Line(_LAWS.to(options.lang), "bold")
    for law in audit.laws:
        yield _law(law, options)
        for metric in law.metrics:
            if metric.n or metric.rating is not Rating.UNKNOWN:
                yield from _metric(metric, options)


def _law(law: LawAudit, options: RenderOptions) -> Line:
    state = "broken" if law.broken else "weak" if law.weak else "kept" if law.score is not None else "unknown"
    rating = {"broken": Rating.RED, "weak": Rating.ORANGE, "kept": Rating.GREEN, "unknown": Rating.UNKNOWN}[state]
    label = options.laws.get(law.law)
    title = law.law if label is None else label.title.to(options.lang)
    number = "" if label is None or label.number is None else f"{label.number} "
    return Line(f"{_SIGNS[rating]} {number}{title}: {_STATES[state].to(options.lang)}", _COLORS[rating])


def _metric(metric: Metric, options: RenderOptions) -> Iterator[Line]:
    """Give a measure on one line, or with its value below it where the two do not fit beside each other."""
    scope = f" ({metric.scope.label or metric.scope.name})" if metric.scope.kind != "all" else ""
    label = one_line(metric.label + scope)
    lead = f"    {_SIGNS[metric.rating]} "
    style = "dim" if metric.rating is Rating.UNKNOWN else ""
    column = cell_len(lead) + _LABEL + 1
    beside = _value(metric, options, options.width - column)
    fits = column + cell_len(beside) <= options.width
    if fits and cell_len(label) <= _LABEL:
        yield Line(f"{lead}{label}{' ' * (_LABEL + 1 - cell_len(label))}{beside}", style)
        return
    indent = " " * cell_len(lead)
    yield from _wrapped(lead + label, options, hanging=indent, style=style)
    if fits:
        yield Line(" " * column + beside, style)
    else:
        yield from _wrapped(_value(metric, options, options.width - len(indent)), options, indent=indent, style=style)


def _value(metric: Metric, options: RenderOptions, room: int) -> str:
    """Give what was measured, with its limit and what it was before as far as there is room."""
    lang = options.lang
    if metric.rating is Rating.UNKNOWN:
        needs = _NEEDS if metric.n < metric.minimum else _NEEDS_TIME
        return needs.to(lang).format(n=metric.n, minimum=metric.minimum)
    parts = [metric.shown]
    if metric.limit:
        parts.append(metric.limit)
    if metric.previous_shown:
        parts.append(_WAS.to(lang).format(value=metric.previous_shown))
    while len(parts) > 1 and cell_len(" · ".join(parts)) > room:
        parts.pop()
    return " · ".join(parts)


def _charts(audit: Audit, options: RenderOptions) -> Iterator[Line]:
    lang = options.lang
    if len(audit.timeline) > 1:
        yield Line()
        yield from map(Line, weeks_chart(audit.timeline, options.width, lang))
    if len(audit.channels) > 1:
        yield Line()
        yield Line(_CHANNELS.to(lang), "bold")
        rows = [(visible(one.label), one.posts, one.recent, one.last) for one in audit.channels]
        yield from map(Line, bars(rows, options.width, lang))
    if audit.topics:
        yield Line()
        yield Line((_MADE if any(topic.made for topic in audit.topics) else _TOPICS).to(lang), "bold")
        topics = [(visible(topic.name), topic.posts, None, topic.last) for topic in audit.topics[:_MOST_TOPICS]]
        yield from map(Line, bars(topics, options.width, lang))
        if len(audit.topics) > _MOST_TOPICS:
            yield Line(f"  {_AND_MORE.to(lang).format(n=len(audit.topics) - _MOST_TOPICS)}", "dim")


def _findings(audit: Audit, options: RenderOptions) -> Iterator[Line]:
    yield Line()
    yield Line((_FINDINGS if audit.findings else _NOTHING).to(options.lang), "bold")
    shown = 0
    for finding in once(audit.findings):
        if finding.severity is Severity.SUGGESTION:
            shown += 1
            if shown > MAX_SUGGESTIONS and not options.show_all:
                continue
        yield Line()
        yield from _finding(audit, finding, options)
    if shown > MAX_SUGGESTIONS and not options.show_all:
        yield Line()
        yield Line("  " + _HIDDEN.to(options.lang).format(n=shown - MAX_SUGGESTIONS))


def _finding(audit: Audit, finding: AuditFinding, options: RenderOptions) -> Iterator[Line]:
    lang = options.lang
    sign, word = _FINDING_SIGNS[finding.severity], words.SEVERITIES[finding.severity].to(lang)
    yield Line(f"  {sign} {word} · {finding.rule}", _FINDING_COLORS[finding.severity])
    yield from _wrapped(one_line(finding.message), options, indent="    ")
    if finding.advice:
        yield from _wrapped(f"→ {one_line(finding.advice)}", options, indent="    ", hanging="      ")
    if finding.posts:
        names = ", ".join(visible(named(short(post, audit))) for post in finding.posts[:_MOST_POSTS])
        rest = len(finding.posts) - _MOST_POSTS
        more = f" {_AND_MORE.to(lang).format(n=rest)}" if rest > 0 else ""
        text = f"{_ABOUT.to(lang)}: {names}{more}"
        yield from _wrapped(text, options, indent="    ", hanging="      ", style="dim")


def _owed(audit: Audit, options: RenderOptions) -> Iterator[Line]:
    if not audit.owed:
        return
    lang = options.lang
    yield Line()
    yield Line(_OWED.to(lang).format(n=len(audit.owed)), "bold")
    for owed in audit.owed[:_MOST_OWED]:
        sender = _FROM.to(lang).format(name=visible(owed.sender)) if owed.sender else ""
        days = _AGO.to(lang).format(n=owed.days) if owed.days is not None else ""
        text = _OWED_ONE.to(lang).format(place=visible(named(short(owed.post, audit))), sender=sender, days=days)
        yield from _wrapped(text, options, indent="  ")
    if len(audit.owed) > _MOST_OWED:
        yield Line(f"  {_AND_MORE.to(lang).format(n=len(audit.owed) - _MOST_OWED)}")


def _counts(audit: Audit, options: RenderOptions) -> str:
    said = words.counts({severity: audit.count(severity) for severity in Severity}, options.lang)
    if not audit.findings:
        return said
    more = f"{said} · {words.MORE.to(options.lang)}: postlint explain {audit.findings[0].rule}"
    return more if cell_len(more) <= options.width else said


def _posts(number: int, options: RenderOptions) -> str:
    return _POSTS[number != 1].to(options.lang).format(n=number)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _wrapped(
    text: str, options: RenderOptions, *, indent: str = "", hanging: str | None = None, style: str = ""
) -> Iterator[Line]:
    below = indent if hanging is None else hanging
    lines = wrap(text, options.width - max(len(indent), len(below)))
    yield Line(indent + lines[0], style)
    for line in lines[1:]:
        yield Line(below + line.lstrip(), style)
