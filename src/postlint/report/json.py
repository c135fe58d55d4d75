"""The JSON contract, version 1 (`schema/report-v1.json`): all that a run found, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from postlint.findings import (
    DraftError,
    DraftReport,
    Finding,
    Fix,
    Lang,
    LawScore,
    Points,
    Position,
    Report,
    Severity,
    Verdict,
)
from postlint.report.concise import in_text_order
from postlint.report.options import RenderOptions
from postlint.report.words import LINE

VERSION = 1
_NO_DRAFTS = '"drafts": []'
MOST_IN_PART = 59
"""Version 1 promises a score; that of a draft judged in part is the highest of those that a person must look at."""


def render(report: Report, options: RenderOptions) -> str:
    """Give the report as indented JSON; language shows in messages alone, keys and ids are the same in both."""
    return "".join(pieces(report, options))


def pieces(report: Report, options: RenderOptions) -> Iterator[str]:
    """Give what `render` gives draft by draft, since as one structure, or one text, it takes more than judging does."""
    head, _, tail = _indented(_frame(report, (), options.lang)).partition(_NO_DRAFTS)
    yield head
    if not report.drafts:
        yield _NO_DRAFTS
    for number, draft in enumerate(report.drafts):
        yield '"drafts": [\n    ' if number == 0 else ",\n    "
        yield _indented(draft_data(draft)).replace("\n", "\n    ")
    if report.drafts:
        yield "\n  ]"
    yield tail
    yield "\n"


def schema(name: str = "report-v1") -> dict[str, Any]:
    """Give a JSON Schema (draft 2020-12) by its name: of this contract, or `audit-v1`."""
    data: dict[str, Any] = json.loads((Path(__file__).parent / "schema" / f"{name}.json").read_text("utf-8"))
    return data


def to_data(report: Report, lang: Lang = "nl") -> dict[str, Any]:
    """Give the report as plain data."""
    return _frame(report, report.drafts, lang)


def _indented(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2)


def _frame(report: Report, drafts: Iterable[DraftReport], lang: Lang) -> dict[str, Any]:
    return {
        "version": VERSION,
        "drafts": [draft_data(draft) for draft in drafts],
        "errors": [error_data(error, lang) for error in report.errors],
        "summary": {
            "drafts": len(report.drafts),
            "errors": report.count(Severity.ERROR),
            "warnings": report.count(Severity.WARNING),
            "suggestions": report.count(Severity.SUGGESTION),
        },
    }


def draft_data(draft: DraftReport) -> dict[str, Any]:
    """Give one draft as plain data."""
    return {
        "path": storable(draft.path),
        "channel": draft.channel,
        "kind": draft.kind,
        "score": MOST_IN_PART if draft.score is None else draft.score,
        "verdict": str(Verdict.REVISE if draft.verdict is Verdict.PARTIAL else draft.verdict),
        **({"in_full": False} if draft.score is None else {}),
        "laws": {law.law: _law(law) for law in draft.laws},
        "findings": [_finding(finding) for finding in in_text_order(draft)],
        "notices": [{"code": notice.code, "message": storable(notice.message)} for notice in draft.notices],
        **{name: number for name in ("suppressed", "known") if (number := getattr(draft, name))},
    }


def _law(law: LawScore) -> dict[str, Any]:
    return {"score": law.score, "applies": law.applies, "points": [_points(points) for points in law.points]}


def _points(points: Points) -> dict[str, Any]:
    value = round(points.points, 2)
    return {"rule": points.rule, "points": int(value) if value == int(value) else value, "line": points.line}


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "law": finding.law,
        "category": finding.category,
        "severity": str(finding.severity),
        "direct": finding.direct,
        "message": storable(finding.message),
        "advice": storable(finding.advice),
        "match": storable(finding.match),
        "start": position_data(finding.span.start),
        "end": position_data(finding.span.end),
        "confidence": round(finding.confidence, 4),
        "fixes": [_fix(fix) for fix in finding.fixes],
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [
        {"start": position_data(edit.span.start), "end": position_data(edit.span.end), "text": storable(edit.text)}
        for edit in fix.edits
    ]
    return {"description": storable(fix.description), "safe": fix.safe, "edits": edits}


def position_data(position: Position) -> dict[str, int]:
    """Give a place in a file as plain data."""
    return {"line": position.line, "column": position.column, "offset": position.offset}


def error_data(error: DraftError, lang: Lang) -> dict[str, Any]:
    """Give a file that could not be judged as plain data; its line stands in the message as well."""
    where = "" if error.line is None else f"{LINE.to(lang)} {error.line}: "
    line = {} if error.line is None else {"line": error.line}
    return {"path": storable(error.path), "message": where + storable(error.message), **line}


def storable(text: str) -> str:
    """Replace the half characters of a file name that is not UTF-8, which JSON cannot carry."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
