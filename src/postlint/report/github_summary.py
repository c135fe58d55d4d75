"""The summary of a step on GitHub Actions: a Markdown table of drafts, and one of everything found."""

from __future__ import annotations

from collections.abc import Iterator

from postlint.findings import DraftError, DraftReport, Report, Severity, Text
from postlint.report import words
from postlint.report.fingerprint import Identified, identified
from postlint.report.json import storable
from postlint.report.markdown import plain, table
from postlint.report.options import RenderOptions

MAX_BYTES = 1024 * 1024
"""What GitHub accepts as the summary of one step; a larger one is refused whole."""
_RESERVE = 1024
_TITLE = Text("postlint: oordeel per concept", "postlint: verdict per draft")
_FOUND = Text("Gevonden", "Found")
_DRAFT_HEAD = (
    Text("Concept", "Draft"), Text("Kanaal", "Channel"), Text("Oordeel", "Verdict"), Text("Score", "Score"),
    Text("Fouten", "Errors"), Text("Let op", "Warnings"), Text("Tips", "Suggestions"),
)  # fmt: skip
_NUMBERS = (3, 4, 5, 6)
_FINDING_HEAD = (
    Text("Plek", "Place"), Text("Ernst", "Severity"), Text("Regel", "Rule"), Text("Wat", "What"),
    Text("Doe liever", "Do instead"),
)  # fmt: skip
_NONE = Text("Er zijn geen concepten gevonden.", "No drafts were found.")
_CUT = Text(
    "Hier ontbreken {n} regels: een samenvatting op GitHub heeft niet meer ruimte.",
    "{n} rows are missing here: a summary on GitHub has no more room.",
)
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.SUGGESTION: "💡"}


def step_summary(report: Report, options: RenderOptions, room: int = MAX_BYTES) -> str:
    """Give the summary as Markdown of at most `room` bytes in UTF-8, saying so where rows had to be left out."""
    lines = list(_lines(report, options))
    left, kept = room - _RESERVE, 0
    for line in lines:
        left -= len(line.encode("utf-8")) + 1
        if left < 0:
            break
        kept += 1
    if kept < len(lines):
        lines[kept:] = ["", _CUT.to(options.lang).format(n=len(lines) - kept)]
    return "\n".join(lines) + "\n\n" if room > _RESERVE else ""


def _lines(report: Report, options: RenderOptions) -> Iterator[str]:
    lang = options.lang
    yield f"## {_TITLE.to(lang)}"
    yield ""
    rows = [_draft(draft, options) for draft in report.drafts] + [_unjudged(error, options) for error in report.errors]
    if not rows:
        yield _NONE.to(lang)
        return
    yield from table([head.to(lang) for head in _DRAFT_HEAD], rows, right=_NUMBERS)
    if found := sorted(identified(report), key=lambda item: -item.finding.severity.rank):
        yield ""
        yield f"### {_FOUND.to(lang)}"
        yield ""
        yield from table([head.to(lang) for head in _FINDING_HEAD], [_finding(item, options) for item in found])


def _draft(draft: DraftReport, options: RenderOptions) -> list[str]:
    verdict = words.VERDICTS[draft.verdict].to(options.lang).lower()
    counts = [str(draft.count(severity)) for severity in sorted(Severity, key=lambda s: -s.rank)]
    return [
        _cell(draft.path),
        _cell(draft.channel),
        f"**{verdict}**",
        "–" if draft.score is None else str(draft.score),
        *counts,
    ]


def _unjudged(error: DraftError, options: RenderOptions) -> list[str]:
    what = words.CANNOT_JUDGE.to(options.lang).lower()
    return [_cell(error.path), "", f"**{what}**: {_cell(error.message)}", "", "", "", ""]


def _finding(item: Identified, options: RenderOptions) -> list[str]:
    finding = item.finding
    severity = f"{_SIGNS[finding.severity]} {words.SEVERITIES[finding.severity].to(options.lang)}"
    place = f"{item.draft.path}:{finding.span.start.line}"
    return [_cell(place), severity, _cell(finding.rule), _cell(finding.message), _cell(finding.advice)]


def _cell(text: str) -> str:
    return plain(storable(text))
