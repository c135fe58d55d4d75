"""An audit as JSON, version 1 (`schema/audit-v1.json`): everything that it holds, for programs."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from postlint.audited import Audit, AuditFinding, LawAudit, Metric, Plan, PostRef
from postlint.findings import Lang, Notice
from postlint.report.json import error_data, storable
from postlint.report.options import RenderOptions

VERSION = 1


def render(audit: Audit, options: RenderOptions) -> str:
    """Give the audit as indented JSON; language shows in messages alone, keys and ids are the same in both."""
    return json.dumps(to_data(audit, options.lang), ensure_ascii=False, indent=2) + "\n"


def to_data(audit: Audit, lang: Lang = "nl") -> dict[str, Any]:
    """Give the audit as plain data."""
    return {
        "version": VERSION,
        "audit": {
            "paths": [storable(path) for path in audit.paths],
            "score": audit.score,
            "too_few": audit.too_few,
            "window": plain(audit.window),
            "before": plain(audit.before),
            "counts": _counts(audit),
            "laws": {law.law: _law(law) for law in audit.laws},
            "findings": [_finding(finding) for finding in audit.findings],
            "topics": plain(audit.topics),
            "channels": plain(audit.channels),
            "timeline": plain(audit.timeline),
            "days": plain(audit.days),
            "mentions": plain(audit.mentions),
            "owed": plain(audit.owed),
            "recycled": plain(audit.recycled),
            "notices": plain(audit.notices),
            "suppressed": audit.suppressed,
            "known": audit.known,
        },
        "errors": [error_data(error, lang) for error in audit.errors],
    }


def plain(value: Any) -> Any:
    """Give dataclasses, notices, dates and tuples as JSON has them."""
    if isinstance(value, PostRef):
        return _ref(value)
    if isinstance(value, Notice):
        return plain(value._asdict())
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return round(value, 4)
    return storable(value) if isinstance(value, str) else value


def _counts(audit: Audit) -> dict[str, Any]:
    data: dict[str, Any] = plain(audit.counts)
    data["top3_topics"] = [{"topic": topic, "n": n} for topic, n in audit.counts.top3_topics]
    return data


def _law(law: LawAudit) -> dict[str, Any]:
    return {
        "broken": law.broken, "weak": law.weak, "score": law.score, "metrics": [_metric(one) for one in law.metrics],
        "history": plain(law.history),
    }  # fmt: skip


def _metric(metric: Metric) -> dict[str, Any]:
    data: dict[str, Any] = plain(metric)
    del data["law"]
    return data


def _finding(finding: AuditFinding) -> dict[str, Any]:
    data: dict[str, Any] = plain(finding)
    return data


def _ref(ref: PostRef) -> dict[str, Any]:
    return {"path": storable(ref.path), "line": ref.line, "date": None if ref.day is None else ref.day.isoformat()}


def plan_data(plan: Plan, lang: Lang = "nl") -> dict[str, Any]:
    """Give a plan as plain data."""
    data: dict[str, Any] = plain(plan)
    del data["errors"]
    return {"version": VERSION, "plan": data, "errors": [error_data(error, lang) for error in plan.errors]}
