"""GitHub Actions: findings as annotations on the lines of a pull request, within what GitHub shows of one step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from postlint.findings import DraftError, Finding, Report, Severity, Text
from postlint.report import words
from postlint.report.concise import channels_of, named
from postlint.report.fingerprint import identified
from postlint.report.json import storable
from postlint.report.options import RenderOptions
from postlint.report.places import is_file, repository_path
from postlint.report.visible import one_line, visible

MAX_PER_LEVEL = 10
"""Annotations of one level that GitHub shows of one step; it drops the rest without a word."""
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "notice"}
_OVERFLOW = Text(
    "postlint: niet alles staat bij de regels, want GitHub toont hooguit {n} meldingen per soort: ook nog {left}.",
    "postlint: not everything is annotated, as GitHub shows at most {n} annotations of a kind: also {left}.",
)
_UNJUDGED = (
    Text("concept niet beoordeeld", "draft not judged"),
    Text("concepten niet beoordeeld", "drafts not judged"),
)


class _Annotation(NamedTuple):
    severity: Severity
    title: str
    message: str
    place: dict[str, str | int]


def render(report: Report, options: RenderOptions) -> str:
    """Give a workflow command for each annotation, most severe first, and one line on what GitHub would drop."""
    unjudged = [_error(error, options) for error in report.errors]
    found = sorted(_findings(report, options), key=lambda annotation: -annotation.severity.rank)
    lines: list[str] = []
    left: list[str] = []
    for severity in sorted(Severity, key=lambda s: -s.rank):
        first = unjudged if severity is Severity.ERROR else []
        level = [*first, *(annotation for annotation in found if annotation.severity is severity)]
        lines += [_command(annotation) for annotation in level[:MAX_PER_LEVEL]]
        left += _left(severity, len(level[MAX_PER_LEVEL:]), max(0, len(first) - MAX_PER_LEVEL), options)
    if left:
        lines.append(_OVERFLOW.to(options.lang).format(n=MAX_PER_LEVEL, left=", ".join(left)))
    return "".join(line + "\n" for line in lines)


def _left(severity: Severity, number: int, unjudged: int, options: RenderOptions) -> Iterator[str]:
    if unjudged:
        yield f"{unjudged} {_UNJUDGED[unjudged > 1].to(options.lang)}"
    if number > unjudged:
        yield words.counted(severity, number - unjudged, options.lang)


def _findings(report: Report, options: RenderOptions) -> Iterator[_Annotation]:
    several = channels_of(report)
    merged: dict[tuple[Any, ...], tuple[_Annotation, str, list[str]]] = {}
    for item in identified(report):
        finding = item.finding
        message = one_line(finding.message)
        advice = f"\n→ {one_line(finding.advice)}" if finding.advice.strip() else ""
        found = _Annotation(finding.severity, finding.rule, message, _place(item.draft.path, finding, options))
        key = (item.draft.path, finding.severity, finding.rule, message, advice, *found.place.items())
        _, _, channels = merged.setdefault(key, (found, advice, []))
        channels += item.channels
    for (path, *_), (found, advice, channels) in merged.items():
        yield found._replace(message=found.message + named(channels, several.get(path, ())) + advice)


def _place(path: str, finding: Finding, options: RenderOptions) -> dict[str, str | int]:
    start, end = finding.span.start, finding.span.end
    if finding.whole or not is_file(path):
        return _in_file(path, start.line, options)
    place = _in_file(path, start.line, options) | {"endLine": end.line}
    if start.line == end.line:  # GitHub accepts columns within one line alone
        place |= {"col": start.column, "endColumn": end.column}
    return place


def _error(error: DraftError, options: RenderOptions) -> _Annotation:
    title = words.CANNOT_JUDGE.to(options.lang).capitalize()
    return _Annotation(Severity.ERROR, title, one_line(error.message), _in_file(error.path, error.line or 1, options))


def _in_file(path: str, line: int, options: RenderOptions) -> dict[str, str | int]:
    return {"file": visible(repository_path(path, options.root)), "line": line} if is_file(path) else {}


def _command(annotation: _Annotation) -> str:
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in _properties(annotation).items())
    return f"::{_LEVELS[annotation.severity]} {properties}::{_data(annotation.message)}"


def _properties(annotation: _Annotation) -> dict[str, str | int]:
    return {**annotation.place, "title": annotation.title}


def _data(text: str) -> str:
    return storable(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
