"""Findings of an audit and the baseline: what was known before is left out, and what is there now can be taken down.

A finding about the series is known by its rule and scope, never by its numbers: those change every week.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.audited import Audit, AuditFinding
from postlint.findings import Finding, Position, Problem, Span, Text

if TYPE_CHECKING:
    from postlint.draft import Draft

_NO_FILE = Text(
    "noem het bestand: --baseline BESTAND, of zet «baseline: BESTAND» in postlint.yaml",
    "name the file: --baseline FILE, or write “baseline: FILE” in postlint.yaml",
)
_START = Position(1, 1, 0)


def remembered(audit: Audit, file: Path | None, *, update: bool) -> Audit:
    """Give the audit without the findings that the baseline knew; with `update` they are taken down first.

    Raises:
        Problem: when the baseline cannot be read or written, or there is none to update.

    """
    if file is None:
        if update:
            raise Problem(_NO_FILE)
        return audit
    from postlint.baseline import Baseline, read_baseline, write_baseline
    from postlint.config import shown

    before = read_baseline(file, shown(file)) if file.exists() or not update else Baseline(file)
    if update:
        kept = {entry: n for entry, n in before.entries.items() if not entry.rule.startswith("series/")}
        for finding in audit.findings:
            kept |= before.entries_of(_stand_in(audit, finding), [_as_finding(finding)])
        before = Baseline(file, before.key, kept)
        write_baseline(before, shown(file))
    new = tuple(one for one in audit.findings if before.new(_stand_in(audit, one), [_as_finding(one)]))
    return replace(audit, findings=new, known=len(audit.findings) - len(new))


def _stand_in(audit: Audit, finding: AuditFinding) -> Draft:
    """Give a draft whose words are what the finding is known by."""
    from postlint.draft import read_text

    scope = finding.scope
    return read_text(f"{finding.rule} {scope.kind} {scope.name}", audit.paths[0])


def _as_finding(finding: AuditFinding) -> Finding:
    return Finding(
        finding.rule, finding.law, finding.category, finding.severity, "", "", "", Span(_START, _START), whole=True
    )
