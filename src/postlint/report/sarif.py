"""SARIF 2.1.0, for code scanning and editors: results with stable fingerprints, and help for every rule.

Lines and columns are those of the JSON contract: from 1, in Unicode code points, the end exclusive, as SARIF counts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from postlint.findings import DraftError, DraftReport, Finding, Fix, Notice, Report, Span
from postlint.report.fingerprint import Identified, identified
from postlint.report.json import storable
from postlint.report.options import RenderOptions
from postlint.report.places import uri
from postlint.report.sarif_rules import LEVELS, descriptors
from postlint.report.visible import one_line

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "postlintContext/v1"
_ROOT = "%SRCROOT%"
_LINK = re.compile(r"\[(?=[^\[\]]*\]\()")


def render(report: Report, options: RenderOptions) -> str:
    """Give a log with one run: rules that were used, results in the order of the text, and what could not be judged."""
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [_run(report, options)]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _run(report: Report, options: RenderOptions) -> dict[str, Any]:
    rules = descriptors(options)
    version = {"version": options.version, "semanticVersion": options.version} if options.version else {}
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    return {
        "tool": {"driver": {"name": "postlint", **version, "language": options.lang, "rules": rules}},
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolExecutionNotifications": list(_notifications(report, options)),
            }
        ],
        "language": options.lang,
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "artifacts": _artifacts(report, options),
        "results": [_result(item, index, options) for item in identified(report)],
    }


def _artifacts(report: Report, options: RenderOptions) -> list[dict[str, Any]]:
    """Give each file once, with the score and verdict it got on each of its channels."""
    files: dict[str, dict[str, Any]] = {}
    for draft in report.drafts:
        judged = {
            "channel": draft.channel, "kind": draft.kind, "score": draft.score, "verdict": str(draft.verdict),
            "suppressed": draft.suppressed, "known": draft.known,
        }  # fmt: skip
        file = files.setdefault(draft.path, {"location": _file(draft.path, options), "properties": {"judged": []}})
        file["properties"]["judged"].append(judged)
    return list(files.values())


def _result(item: Identified, index: dict[str, int], options: RenderOptions) -> dict[str, Any]:
    draft, finding = item.draft, item.finding
    result: dict[str, Any] = {"ruleId": finding.rule}
    if finding.rule in index:
        result["ruleIndex"] = index[finding.rule]
    result |= {
        "level": LEVELS[finding.severity],
        "message": {"text": _message(f"{finding.message} {finding.advice}")},
        "locations": [{"physicalLocation": _location(draft, finding, options)}],
        "partialFingerprints": {FINGERPRINT: item.fingerprint},
        "properties": {
            "law": finding.law,
            "category": finding.category,
            "direct": finding.direct,
            "confidence": round(finding.confidence, 4),
            "channels": list(item.channels),
        },
    }
    if finding.fixes:
        result["fixes"] = [_fix(draft, fix, options) for fix in finding.fixes]
    return result


def _location(draft: DraftReport, finding: Finding, options: RenderOptions) -> dict[str, Any]:
    region = _region(finding.span)
    if not finding.whole:
        region["snippet"] = {"text": storable(finding.match)}
    return {"artifactLocation": _file(draft.path, options), "region": region}


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.start.line,
        "startColumn": span.start.column,
        "endLine": span.end.line,
        "endColumn": span.end.column,
        "charOffset": span.start.offset,
        "charLength": span.end.offset - span.start.offset,
    }


def _fix(draft: DraftReport, fix: Fix, options: RenderOptions) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.span), "insertedContent": {"text": storable(edit.text)}} for edit in fix.edits
    ]
    return {
        "description": {"text": _message(fix.description)},
        "artifactChanges": [{"artifactLocation": _file(draft.path, options), "replacements": replacements}],
        "properties": {"safe": fix.safe},
    }


def _notifications(report: Report, options: RenderOptions) -> Iterator[dict[str, Any]]:
    for error in report.errors:
        yield _unjudged(error, options)
    for notice in options.notices:
        yield _notice(notice)
    for draft in report.drafts:
        for notice in draft.notices:
            where = [{"physicalLocation": {"artifactLocation": _file(draft.path, options)}}]
            yield _notice(notice) | {"locations": where}


def _unjudged(error: DraftError, options: RenderOptions) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _file(error.path, options)}
    if error.line is not None:
        place["region"] = {"startLine": error.line}
    return {
        "level": "error",
        "descriptor": {"id": "cannot-judge"},
        "message": {"text": _message(error.message)},
        "locations": [{"physicalLocation": place}],
    }


def _notice(notice: Notice) -> dict[str, Any]:
    return {"level": "note", "descriptor": {"id": notice.code}, "message": {"text": _message(notice.message)}}


def _file(path: str, options: RenderOptions) -> dict[str, Any]:
    address, from_root = uri(path, options.root)
    return {"uri": address, "uriBaseId": _ROOT} if from_root else {"uri": address}


def _message(text: str) -> str:
    """Give text on one line, in which no words of a draft become a link."""
    return _LINK.sub(r"\\[", one_line(text))
