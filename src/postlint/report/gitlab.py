"""GitLab Code Quality: a JSON array of problems with fingerprints, so that a merge request shows what it adds."""

from __future__ import annotations

import json
from typing import Any

from postlint.findings import DraftError, Report, Severity
from postlint.report.fingerprint import Identified, digest, identified
from postlint.report.json import storable
from postlint.report.options import RenderOptions
from postlint.report.places import repository_path
from postlint.report.visible import one_line
from postlint.report.words import CANNOT_JUDGE

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.SUGGESTION: "info"}


def render(report: Report, options: RenderOptions) -> str:
    """Give every finding (error: major, warning: minor, suggestion: info) and every draft not judged (blocker)."""
    issues = [_finding(item, options) for item in identified(report)]
    issues += [_error(error, options) for error in report.errors]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"


def _finding(item: Identified, options: RenderOptions) -> dict[str, Any]:
    finding, path = item.finding, repository_path(item.draft.path, options.root)
    return {
        "description": storable(one_line(f"{finding.message} {finding.advice}")),
        "check_name": finding.rule,
        "fingerprint": digest(path, item.fingerprint),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": finding.span.start.line, "end": finding.span.end.line}},
    }


def _error(error: DraftError, options: RenderOptions) -> dict[str, Any]:
    path = repository_path(error.path, options.root)
    return {
        "description": storable(f"{CANNOT_JUDGE.to(options.lang).capitalize()}: {one_line(error.message)}"),
        "check_name": "cannot-judge",
        "fingerprint": digest(path, "cannot-judge"),
        "severity": "blocker",
        "location": {"path": path, "lines": {"begin": error.line or 1}},
    }
