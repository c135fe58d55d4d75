"""One finding a line: `path:line:col severity rule message`, for editors, grep and log files."""

from __future__ import annotations

from postlint.findings import DraftError, DraftReport, Finding, Lang, Report
from postlint.report.options import RenderOptions
from postlint.report.visible import one_line, visible
from postlint.report.words import CANNOT_JUDGE


def render(report: Report, options: RenderOptions) -> str:
    """Give every finding in the order of the text, then every file that could not be judged."""
    lines = [_line(draft, finding) for draft in report.drafts for finding in in_text_order(draft)]
    lines += [_error(error, options.lang) for error in report.errors]
    return "".join(line + "\n" for line in lines)


def in_text_order(draft: DraftReport) -> list[Finding]:
    """Give a draft's findings by place, then by rule."""
    return sorted(draft.findings, key=lambda f: (f.span.start.offset, f.span.end.offset, f.rule))


def _line(draft: DraftReport, finding: Finding) -> str:
    place = f"{visible(draft.path)}:{finding.span.start.line}:{finding.span.start.column}"
    return f"{place} {finding.severity} {finding.rule} {one_line(finding.message)}"


def _error(error: DraftError, lang: Lang) -> str:
    what = CANNOT_JUDGE.to(lang).lower()
    return f"{visible(error.path)}:{error.line or 1}:1 error cannot-judge {what}: {one_line(error.message)}"
