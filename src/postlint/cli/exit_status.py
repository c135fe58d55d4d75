"""The exit status of a run: 0 judged and fine, 1 judged and not fine, 2 something could not be judged."""

from __future__ import annotations

from typing import Final, Literal

from postlint.findings import Report, Severity

FailOn = Literal["error", "warning", "suggestion", "never"]

FINE: Final = 0
FOUND: Final = 1
NOT_JUDGED: Final = 2
INTERRUPTED: Final = 130
BROKEN_PIPE: Final = 141


def exit_status(report: Report, fail_on: FailOn = "error", min_score: int | None = None) -> int:
    """Give the exit status that belongs to a report.

    Args:
        report: what was judged and what could not be.
        fail_on: the mildest severity that counts as a failure; with `never` findings never do.
        min_score: the lowest score that is good enough; a draft without one does not fail on it.

    """
    if report.errors:
        return NOT_JUDGED
    limit = None if fail_on == "never" else Severity(fail_on).rank
    serious = limit is not None and any(f.severity.rank >= limit for d in report.drafts for f in d.findings)
    low = min_score is not None and any(d.score is not None and d.score < min_score for d in report.drafts)
    return FOUND if serious or low else FINE
