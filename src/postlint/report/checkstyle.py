"""Checkstyle XML, which many editors, review bots and CI servers read: an `error` for each finding, by file."""

from __future__ import annotations

from postlint.findings import DraftError, Finding, Lang, Report, Severity
from postlint.report.fingerprint import identified
from postlint.report.options import RenderOptions
from postlint.report.visible import one_line
from postlint.report.words import CANNOT_JUDGE
from postlint.report.xml import Element, document

_FORMAT_VERSION = "4.3"
_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "info"}


def render(report: Report, options: RenderOptions) -> str:
    """Give a `file` for each path, also for one without findings; columns count code points from 1."""
    files: dict[str, list[Element]] = {draft.path: [] for draft in report.drafts}
    for item in identified(report):
        files[item.draft.path].append(_finding(item.finding))
    for error in report.errors:
        files.setdefault(error.path, []).append(_error(error, options.lang))
    children = tuple(Element("file", {"name": path}, tuple(errors)) for path, errors in files.items())
    return document(Element("checkstyle", {"version": _FORMAT_VERSION}, children))


def _finding(finding: Finding) -> Element:
    start = finding.span.start
    attributes = {
        "line": start.line,
        "column": start.column,
        "severity": _SEVERITIES[finding.severity],
        "message": one_line(f"{finding.message} {finding.advice}"),
        "source": f"postlint.{finding.rule}",
    }
    return Element("error", attributes)


def _error(error: DraftError, lang: Lang) -> Element:
    message = f"{CANNOT_JUDGE.to(lang).capitalize()}: {one_line(error.message)}"
    attributes = {"line": error.line or 1, "severity": "error", "message": message, "source": "postlint.cannot-judge"}
    return Element("error", attributes)
