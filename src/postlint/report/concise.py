"""One finding a line: `path:line:col severity rule message`, for editors, grep and log files."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from postlint.findings import DraftError, DraftReport, Finding, Lang, Report
from postlint.report.options import RenderOptions
from postlint.report.visible import one_line, visible
from postlint.report.words import CANNOT_JUDGE


def render(report: Report, options: RenderOptions) -> str:
    """Give every finding in the order of the text, then every file that could not be judged.

    What is said alike of a file on several channels is one line, which names them.
    """
    several = channels_of(report)
    where: dict[tuple[str, str], list[str]] = {}
    for draft in report.drafts:
        for finding in in_text_order(draft):
            where.setdefault((draft.path, _line(draft, finding)), []).append(draft.channel)
    lines = [line + named(channels, several.get(path, ())) for (path, line), channels in where.items()]
    lines += [_error(error, options.lang) for error in report.errors]
    return "".join(line + "\n" for line in lines)


def channels_of(report: Report) -> dict[str, tuple[str, ...]]:
    """Give the channels of each draft that was judged for more than one, by its path."""
    seen: dict[str, dict[str, None]] = {}
    for draft in report.drafts:
        seen.setdefault(draft.path, {})[draft.channel] = None
    return {path: tuple(channels) for path, channels in seen.items() if len(channels) > 1}


def named(channels: Collection[str], several: Iterable[str]) -> str:
    """Give « [x, linkedin]», the channels that something is said for, where a draft has several; nothing otherwise."""
    said = ", ".join(channel for channel in several if channel in channels)
    return f" [{said}]" if said else ""


def in_text_order(draft: DraftReport) -> list[Finding]:
    """Give a draft's findings by place, then by rule."""
    return sorted(draft.findings, key=lambda f: (f.span.start.offset, f.span.end.offset, f.rule))


def _line(draft: DraftReport, finding: Finding) -> str:
    place = f"{visible(draft.path)}:{finding.span.start.line}:{finding.span.start.column}"
    return f"{place} {finding.severity} {finding.rule} {one_line(finding.message)}"


def _error(error: DraftError, lang: Lang) -> str:
    what = CANNOT_JUDGE.to(lang).lower()
    return f"{visible(error.path)}:{error.line or 1}:1 error cannot-judge {what}: {one_line(error.message)}"
