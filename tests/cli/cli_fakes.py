"""Stand-ins for the linter and what it says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from click.testing import Result

from postlint.findings import (
    DraftError,
    DraftReport,
    Finding,
    LawScore,
    Notice,
    Position,
    Problem,
    Severity,
    Span,
    Verdict,
)
from postlint.rulebook import Rulebook

Outcome = DraftReport | DraftError | Notice
Run = Callable[..., Result]


def draft(path: str = "a.md", severity: Severity | None = None, score: int = 90) -> DraftReport:
    """A draft with one finding of a severity, or none."""
    findings: tuple[Finding, ...] = ()
    if severity is not None:
        span = Span(Position(1, 5, 4), Position(1, 11, 10))
        findings = (
            Finding("non-promotie/korting", "non-promotie", "promotion", severity, "mis", "doe", "gratis", span),
        )
    laws = (LawScore("non-promotie", score, True),)
    return DraftReport(path, "x", "post", score, Verdict.POST, laws, findings, source="Kom gratis langs.\n")


class FakeLinter:
    """Stands in for the linter: says what it is told to say, and remembers what it was asked."""

    outcomes: Iterable[Outcome] = ()
    book = Rulebook({}, {}, {}, {}, {})
    problem: Problem | None = None
    at_stdin: Problem | None = None
    notices: tuple[Notice, ...] = ()
    built_on: tuple[Path, ...] = ()
    asked: dict[str, Any]

    def __init__(self, config: Any, **options: Any) -> None:
        if self.problem is not None:
            raise self.problem
        FakeLinter.asked = {"config": config, **options}

    def check_paths(self, paths: Sequence[str], only: Any = None) -> Iterable[Outcome]:
        FakeLinter.asked |= {"paths": tuple(paths), "only": only}
        yield from self.outcomes

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        FakeLinter.asked |= {"data": data, "filename": filename}
        if self.at_stdin is not None:
            raise self.at_stdin
        return [outcome for outcome in self.outcomes if isinstance(outcome, DraftReport)]
