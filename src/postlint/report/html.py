"""One page for a team: every draft with its text, what was found in it and why, and its score law by law.

The page needs nothing beside itself: no script, no picture, no address outside it. It follows the reader's light or
dark setting, and prints.
"""

from __future__ import annotations

from collections.abc import Sequence

from postlint.findings import DraftError, DraftReport, Report, Severity, Text
from postlint.report import words
from postlint.report.html_draft import anchor, badge, draft_section
from postlint.report.markup import Html, element, joined, wide_table
from postlint.report.options import RenderOptions
from postlint.report.page import page
from postlint.report.visible import one_line, visible

_TITLE = Text("Oordeel van postlint", "Verdict of postlint")
_ALL = Text("Alle concepten", "All drafts")
_NOTHING = Text("Er zijn geen concepten gevonden.", "No drafts were found.")
_NOT_JUDGED = Text("Niet beoordeeld", "Not judged")
_MADE = Text(
    "Gemaakt met {tool}, op je eigen computer. Zie elke uitkomst als de blik van een zorgvuldige collega.",
    "Made with {tool}, on your own computer. Take every outcome as the view of a careful colleague.",
)
_HEAD = (
    Text("Concept", "Draft"), Text("Kanaal", "Channel"), Text("Soort", "Kind"), Text("Oordeel", "Verdict"),
    Text("Score", "Score"), Text("Fouten", "Errors"), Text("Let op", "Warnings"), Text("Tips", "Suggestions"),
)  # fmt: skip


def render(report: Report, options: RenderOptions) -> str:
    """Give the whole page."""
    return page(_TITLE.to(options.lang), _body(report, options), options.lang)


def _body(report: Report, options: RenderOptions) -> Html:
    lang = options.lang
    sections = [draft_section(number, draft, options) for number, draft in enumerate(report.drafts, 1)]
    return element(
        "body",
        element("header", element("h1", _TITLE.to(lang)), _counts(report, options)),
        element("main", _overview(report, options), _unjudged(report.errors, options), *sections),
        element("footer", element("p", _MADE.to(lang).format(tool=f"postlint {options.version}".strip()))),
    )


def _counts(report: Report, options: RenderOptions) -> Html:
    return element("p", words.counts({severity: report.count(severity) for severity in Severity}, options.lang))


def _overview(report: Report, options: RenderOptions) -> Html:
    lang = options.lang
    if not report.drafts:
        return Html("") if report.errors else element("p", _NOTHING.to(lang))
    head = element("tr", *(element("th", title.to(lang), scope="col") for title in _HEAD))
    rows = [_row(number, draft, options) for number, draft in enumerate(report.drafts, 1)]
    return wide_table("alle-concepten", _ALL.to(lang), head, joined(*rows))


def _row(number: int, draft: DraftReport, options: RenderOptions) -> Html:
    link = element("a", draft.path, href=f"#{anchor(number)}")
    counts = (str(draft.count(severity)) for severity in sorted(Severity, key=lambda s: -s.rank))
    return element(
        "tr",
        element("th", link, scope="row"),
        element("td", draft.channel),
        element("td", words.kind_word(draft.kind, options.lang)),
        element("td", badge(draft.verdict, options)),
        element("td", "–" if draft.score is None else str(draft.score), class_="number"),
        *(element("td", count, class_="number") for count in counts),
    )


def _unjudged(errors: Sequence[DraftError], options: RenderOptions) -> Html:
    if not errors:
        return Html("")
    items = [_error(error, options) for error in errors]
    title = element("h2", _NOT_JUDGED.to(options.lang), id="niet-beoordeeld")
    return element("section", title, element("ul", *items), aria_labelledby="niet-beoordeeld")


def _error(error: DraftError, options: RenderOptions) -> Html:
    line = f", {words.LINE.to(options.lang)} {error.line}" if error.line else ""
    return element("li", joined(element("strong", visible(error.path)), f"{line}: {one_line(error.message)}"))
