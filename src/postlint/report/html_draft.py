"""One draft of the page: verdict, text with its findings beside it, score law by law, and what is good."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from postlint.findings import DraftReport, Finding, LawScore, Points, Severity, Text, Verdict
from postlint.report import words
from postlint.report.html_text import Anchors, Numbered, marked_text
from postlint.report.markup import Html, element, joined, wide_table
from postlint.report.options import RenderOptions
from postlint.report.score_sum import in_order, names_of
from postlint.report.visible import one_line

SIGNS = {Severity.ERROR: "✖", Severity.WARNING: "!", Severity.SUGGESTION: "·"}
_VERDICT_SIGNS = {Verdict.HOLD: "✖", Verdict.REVISE: "!", Verdict.POST: "✓", Verdict.PARTIAL: "◐"}
_NOT_DUTCH = "not-dutch"
_LAW = Text("Wet {n}", "Law {n}")
_TEXT = Text("Tekst", "Text")
_FOUND = Text("Bevindingen", "Findings")
_SCORES = Text("Score per wet", "Score by law")
_GOOD = Text("Wat goed is", "What is good")
_BEGIN = Text("Begin hier; {then}.", "Begin here; {then}.")
_CAP = Text("Hoogstens {limit} zolang dit er staat: {rule}.", "At most {limit} as long as this stands: {rule}.")
_START = Text("begint op {n}", "starts at {n}")
_FULL = 100
_HEAD = (Text("Wet", "Law"), Text("Score", "Score"), Text("Oordeel", "Verdict"), Text("Waardoor", "Because of"))


def anchor(number: int) -> str:
    """Give the id of a draft's section."""
    return f"concept-{number}"


def badge(verdict: Verdict, options: RenderOptions) -> Html:
    """Give a verdict as a word with a sign."""
    return element("strong", f"{_VERDICT_SIGNS[verdict]} {_verdict(verdict, options)}", class_=f"badge {verdict}")


def draft_section(number: int, draft: DraftReport, options: RenderOptions) -> Html:
    """Give the section of one draft, the worst finding first."""
    first = draft.first.finding if draft.first else None
    ranked = sorted(draft.findings, key=lambda f: (-f.severity.rank, f != first, f.span.start.offset, f.rule))
    findings = [Numbered(n, finding) for n, finding in enumerate(ranked, 1)]
    anchors = Anchors(number)
    parts = (_text(draft, findings, anchors, options), _found(draft, findings, anchors, options))
    return element(
        "section",
        element("h2", f"{draft.path} · {draft.channel}", id=anchor(number)),
        _summary(draft, options),
        *_set_aside(draft, options),
        *(element("p", f"{words.NOTICE.to(options.lang)}: {one_line(note.message)}") for note in draft.notices),
        element("div", *parts, class_="columns"),
        _laws(draft, anchors, options),
        _praise(draft, options),
        class_="draft",
        aria_labelledby=anchor(number),
    )


def _summary(draft: DraftReport, options: RenderOptions) -> Html:
    said = (words.out_of_hundred(draft.score), words.kind_word(draft.kind, options.lang))
    about = " " + " · ".join(part for part in said if part)
    return element("p", badge(draft.verdict, options), about, class_="verdict")


def _set_aside(draft: DraftReport, options: RenderOptions) -> Iterator[Html]:
    if said := words.set_aside(draft.suppressed, draft.known, options.lang):
        yield element("p", f"{said}.")


def _text(draft: DraftReport, findings: Sequence[Numbered], anchors: Anchors, options: RenderOptions) -> Html:
    if not draft.source:
        return Html("")
    placed = [item for item in findings if not item.finding.whole]
    lines = marked_text(draft.source, placed, anchors, options.lang)
    dutch = all(notice.code != _NOT_DUTCH for notice in draft.notices)
    title = element("h3", _TEXT.to(options.lang))
    return element("div", title, element("div", lines, class_="source", lang="nl" if dutch else ""))


def _found(draft: DraftReport, findings: Sequence[Numbered], anchors: Anchors, options: RenderOptions) -> Html:
    title = element("h3", _FOUND.to(options.lang))
    if not findings:
        return element("div", title, element("p", words.nothing_found(draft.score, options.lang)))
    items = (_finding(draft, item, anchors, options) for item in findings)
    return element("div", title, element("ol", *items, class_="findings"))


def _finding(draft: DraftReport, item: Numbered, anchors: Anchors, options: RenderOptions) -> Html:
    finding, lang = item.finding, options.lang
    severity = f"{SIGNS[finding.severity]} {words.SEVERITIES[finding.severity].to(lang)}"
    sign = element("span", severity, class_=f"badge {finding.severity}")
    title = element("h4", sign, f" {law_name(finding.law, options)}")
    parts = [title, _place(draft, item, anchors, options), element("p", one_line(finding.message))]
    if finding.advice.strip():
        parts.append(element("p", f"→ {one_line(finding.advice)}", class_="advice"))
    if draft.first and finding == draft.first.finding and (then := words.score_after(draft, lang)):
        parts.append(element("p", element("strong", _BEGIN.to(lang).format(then=then))))
    return element("li", *parts, _rule(finding, options), id=anchors.listed(item.number), class_=str(finding.severity))


def _place(draft: DraftReport, item: Numbered, anchors: Anchors, options: RenderOptions) -> Html:
    lang, finding = options.lang, item.finding
    if finding.whole:
        return element("p", words.WHOLE_DRAFT.to(lang).capitalize(), class_="place")
    line = f"{words.LINE.to(lang).capitalize()} {finding.span.start.line}"
    link = element("a", line, href=f"#{anchors.marked(item.number)}") if draft.source else joined(line)
    return element("p", link, f": «{one_line(finding.match)}»", class_="place")


def _rule(finding: Finding, options: RenderOptions) -> Html:
    certainty = ""
    if finding.confidence < 1:
        certainty = f" · {words.certainty(finding.confidence, options.lang)}"
    return element("p", element("code", finding.rule), certainty, class_="rule")


def _laws(draft: DraftReport, anchors: Anchors, options: RenderOptions) -> Html:
    lang = options.lang
    head = element("tr", *(element("th", title.to(lang), scope="col") for title in _HEAD))
    rows = (_law(law, draft, options) for law in in_order(draft, options))
    table = wide_table(anchors.scores, _SCORES.to(lang), head, joined(*rows), below=anchor(anchors.draft))
    if draft.cap is None:
        return table
    return joined(table, element("p", _CAP.to(lang).format(limit=draft.cap.limit, rule=draft.cap.reason)))


def _law(law: LawScore, draft: DraftReport, options: RenderOptions) -> Html:
    name = element("th", law_name(law.law, options), scope="row")
    if not law.applies:
        nothing = words.NOT_APPLICABLE.to(options.lang)
        return element("tr", name, element("td", nothing), element("td", "–"), element("td", "–"))
    found = [finding for finding in draft.findings if finding.law == law.law]
    verdict = element("td", badge(_law_verdict(found), options))
    why = element("td", "; ".join(_because(law, options, names_of(draft))) or "–")
    return element("tr", name, element("td", str(law.score), class_="number"), verdict, why)


def _law_verdict(findings: Sequence[Finding]) -> Verdict:
    """Give what the findings of one law would mean by themselves: an error holds, a warning asks to revise."""
    worst = max((finding.severity.rank for finding in findings), default=0)
    return {Severity.ERROR.rank: Verdict.HOLD, Severity.WARNING.rank: Verdict.REVISE}.get(worst, Verdict.POST)


def _because(law: LawScore, options: RenderOptions, names: Mapping[str, str]) -> Iterator[str]:
    """Give the lines of the sum behind a score."""
    label = options.laws.get(law.law)
    if label is not None and label.start != _FULL:
        yield _START.to(options.lang).format(n=label.start)
    for points in law.points:
        name = names.get(points.rule, points.rule)
        yield f"{_signed(points, options)} {name} ({words.LINE.to(options.lang)} {points.line})"


def _signed(points: Points, options: RenderOptions) -> str:
    sign = "−" if points.points < 0 else "+"
    return sign + words.decimal(abs(points.points), options.lang)


def _praise(draft: DraftReport, options: RenderOptions) -> Html:
    said = dict.fromkeys(one_line(praise.message) for praise in draft.praise if praise.message.strip())
    if not said:
        return Html("")
    items = (element("li", message) for message in said)
    return element("div", element("h3", _GOOD.to(options.lang)), element("ul", *items))


def law_name(law: str, options: RenderOptions) -> str:
    """Give «Wet 1 · Non-promotie», or the title alone of what has no number."""
    label = options.laws.get(law)
    if label is None:
        return law
    title = label.title.to(options.lang)
    return title if label.number is None else f"{_LAW.to(options.lang).format(n=label.number)} · {title}"


def _verdict(verdict: Verdict, options: RenderOptions) -> str:
    return words.VERDICTS[verdict].to(options.lang).lower()
