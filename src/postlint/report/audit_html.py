"""One page about posts over time: the state of every law, charts with their numbers, and what can be better.

The page needs nothing beside itself: no script, no picture, no address outside it. It follows the reader's light or
dark setting, and prints. Charts need pygal (`postlint[charts]`); without it the page says so and shows their tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from postlint.audited import Audit, AuditFinding, Owed
from postlint.findings import DraftError, Text
from postlint.report import words
from postlint.report.audit_html_days import days_section
from postlint.report.audit_html_figure import heading, missing_charts
from postlint.report.audit_html_history import history_section
from postlint.report.audit_html_laws import laws_section, replies_section, topics_section
from postlint.report.audit_html_time import over_time
from postlint.report.audit_report import named, once, short
from postlint.report.dates import stretch
from postlint.report.html_draft import SIGNS, law_name
from postlint.report.markup import Html, element, joined
from postlint.report.options import RenderOptions
from postlint.report.page import page
from postlint.report.visible import one_line, visible

_MOST_POSTS = 20
_TITLE = Text("Je berichten over langere tijd", "Your posts over time")
_SUMMARY = Text("{posts} berichten, reacties en bedankjes{days}", "{posts} posts, replies and thanks{days}")
_SCORE = Text("Score {score}/100", "Score {score}/100")
_NO_SCORE = Text("Geen score: {why}.", "No score: {why}.")
_WINDOW = Text("Het oordeel gaat over {days}{before}.", "The judgement is about {days}{before}.")
_BEFORE = Text(", vergeleken met {days}", ", compared with {days}")
_FIRST = Text("Eerst doen", "Do first")
_CONTENTS = Text("Op deze pagina", "On this page")
_NO_CHARTS = Text(
    "De grafieken ontbreken, want pygal is niet geïnstalleerd; de tabellen zeggen hetzelfde. "
    'Met grafieken: pip install "postlint[charts]".',
    "The charts are missing, for pygal is not installed; the tables say the same. "
    'For charts: pip install "postlint[charts]".',
)
_NOTHING_READ = Text("Er zijn geen berichten gelezen.", "No posts were read.")
_FINDINGS = Text("Wat beter kan", "What can be better")
_NO_FINDINGS = Text("Niets gevonden om te veranderen.", "Nothing found to change.")
_ABOUT = Text("Het gaat om: {posts}.", "It is about: {posts}.")
_MORE = Text("{posts} en nog {n}", "{posts} and {n} more")
_OWED = Text("Nog te beantwoorden", "Still to answer")
_FROM = Text(", van {name}", ", from {name}")
_OPEN = Text(", {n} dagen open", ", open for {n} days")
_NOT_READ = Text("Niet gelezen", "Not read")
_NOTICES = Text("Goed om te weten", "Good to know")
_MADE = Text(
    "Gemaakt met {tool}, op je eigen computer. Op deze pagina staat geen tekst van berichten. "
    "Zie elke uitkomst als de blik van een zorgvuldige collega.",
    "Made with {tool}, on your own computer. No text of posts is on this page. "
    "Take every outcome as the view of a careful colleague.",
)


def render(audit: Audit, options: RenderOptions) -> str:
    """Give the whole page."""
    return page(_TITLE.to(options.lang), _body(audit, options), options.lang, "audit_html.css")


def _body(audit: Audit, options: RenderOptions) -> Html:
    parts = list(_parts(audit, options))
    main = element("main", *_warnings(audit, options), *parts)
    return element(
        "body",
        element("header", element("h1", _TITLE.to(options.lang)), *_summary(audit, options)),
        main,
        element("footer", element("p", _MADE.to(options.lang).format(tool=f"postlint {options.version}".strip()))),
    )


def _parts(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    yield from _unread(audit.errors, options)
    if audit.counts.posts_total:
        yield laws_section(audit, options)
        yield from history_section(audit, options)
        yield _findings(audit, options)
        yield from over_time(audit, options)
        yield from days_section(audit, options)
        yield from topics_section(audit, options)
        yield from replies_section(audit, options)
        yield from _owed(audit, options)
    yield from _notices(audit, options)


def _summary(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    lang, counts = options.lang, audit.counts
    yield element("p", ", ".join(one_line(path) for path in audit.paths))
    if not counts.posts_total:
        yield element("p", _NOTHING_READ.to(lang))
        return
    days = f" · {stretch(counts.first, counts.last, lang)}" if counts.first and counts.last else ""
    yield element("p", _SUMMARY.to(lang).format(posts=counts.posts_total, days=days))
    if audit.score is None:
        yield element("p", element("strong", _NO_SCORE.to(lang).format(why=audit.too_few or "–")))
    else:
        yield element("p", element("strong", _SCORE.to(lang).format(score=audit.score)), class_="verdict")
    if audit.window is not None and audit.score is not None:
        before = audit.before
        compared = ""
        if before is not None and before.posts:
            compared = _BEFORE.to(lang).format(days=stretch(before.first, before.last, lang))
        window = stretch(audit.window.first, audit.window.last, lang)
        yield element("p", _WINDOW.to(lang).format(days=window, before=compared))
    if said := words.set_aside(audit.suppressed, audit.known, lang):
        yield element("p", f"{said}.")
    if audit.findings:
        yield element(
            "p", element("strong", f"{_FIRST.to(lang)}: "), one_line(audit.findings[0].advice), class_="first"
        )


def _warnings(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    if audit.counts.posts_total and missing_charts():
        yield element("p", _NO_CHARTS.to(options.lang))


def _findings(audit: Audit, options: RenderOptions) -> Html:
    lang = options.lang
    title = heading("bevindingen", _FINDINGS, lang)
    if not audit.findings:
        return joined(title, element("p", _NO_FINDINGS.to(lang)))
    return joined(
        title, element("ol", *(_finding(one, audit, options) for one in once(audit.findings)), class_="findings")
    )


def _finding(finding: AuditFinding, audit: Audit, options: RenderOptions) -> Html:
    severity = f"{SIGNS[finding.severity]} {words.SEVERITIES[finding.severity].to(options.lang)}"
    sign = element("span", severity, class_=f"badge {finding.severity}")
    parts = [
        element("h3", sign, f" {law_name(finding.law, options)}"),
        element("p", one_line(finding.message)),
    ]
    if finding.advice:
        parts.append(element("p", f"→ {one_line(finding.advice)}", class_="advice"))
    if finding.posts:
        places = [visible(named(short(post, audit))) for post in finding.posts[:_MOST_POSTS]]
        said = ", ".join(places)
        if len(finding.posts) > _MOST_POSTS:
            said = _MORE.to(options.lang).format(posts=said, n=len(finding.posts) - _MOST_POSTS)
        parts.append(element("p", _ABOUT.to(options.lang).format(posts=said), class_="place"))
    return element("li", *parts, element("p", element("code", finding.rule), class_="rule"))


def _owed(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    if audit.owed:
        yield heading("te-beantwoorden", _OWED, options.lang)
        yield element("ul", *(element("li", _owed_one(owed, audit, options)) for owed in audit.owed))


def _owed_one(owed: Owed, audit: Audit, options: RenderOptions) -> str:
    sender = _FROM.to(options.lang).format(name=one_line(owed.sender)) if owed.sender else ""
    days = _OPEN.to(options.lang).format(n=owed.days) if owed.days is not None else ""
    return f"{one_line(named(short(owed.post, audit)))}{sender}{days}"


def _unread(errors: tuple[DraftError, ...], options: RenderOptions) -> Iterator[Html]:
    if errors:
        yield heading("niet-gelezen", _NOT_READ, options.lang)
        yield element("ul", *(_error(error, options) for error in errors))


def _error(error: DraftError, options: RenderOptions) -> Html:
    line = f", {words.LINE.to(options.lang)} {error.line}" if error.line else ""
    return element("li", element("strong", visible(error.path)), f"{line}: {one_line(error.message)}")


def _notices(audit: Audit, options: RenderOptions) -> Iterator[Html]:
    if audit.notices:
        yield heading("opmerkingen", _NOTICES, options.lang)
        yield element("ul", *(element("li", one_line(notice.message)) for notice in audit.notices))
