"""What a format may be told: language, width, colour, how laws and rules are called, and what counts as a failure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from postlint.findings import Lang, Notice, Report, Severity, Text

if TYPE_CHECKING:
    from postlint.audited import Audit


class LawLabel(NamedTuple):
    """How a law is called and what it weighs.

    Args:
        number: its number among the ten, where it has one.
        start: the score from which points are counted; lower than 100 for a law that is built up.

    """

    title: Text
    weight: int = 1
    number: int | None = None
    start: int = 100


class SourceLabel(NamedTuple):
    """A source that a rule rests on; `url` where it has an address."""

    title: str
    url: str | None = None


class RuleLabel(NamedTuple):
    """What a rule is about, for formats that explain their rules.

    Args:
        flagged: drafts that the rule speaks up about.
        allowed: drafts that look like them and may be posted.

    """

    law: str
    category: str
    severity: Severity
    summary: Text
    advice: Text
    flagged: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    sources: tuple[SourceLabel, ...] = ()


class RenderOptions(NamedTuple):
    """How to write a report.

    Args:
        laws: by law id, in the order of the screen.
        rules: by rule id, the rules that the drafts were judged by.
        root: the folder from which paths count in formats that a repository reads.
        notices: what is worth knowing about the whole run.
        fail_on: the mildest severity that makes the run fail; None when findings never do.
        min_score: the lowest score that does not make the run fail.
        version: of postlint.
        width: of the screen in cells.
        color: whether colour may be added to what the words already say.
        show_all: show every suggestion, not the first few of each draft.
        explain_score: print the sum behind each score.
        unsafe_fixes: say what unsafe fixes would do, not only that they are there.

    """

    laws: Mapping[str, LawLabel] = {}
    rules: Mapping[str, RuleLabel] = {}
    lang: Lang = "nl"
    width: int = 80
    color: bool = False
    show_all: bool = False
    explain_score: bool = False
    unsafe_fixes: bool = False
    root: Path = Path()
    notices: tuple[Notice, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    min_score: int | None = None
    version: str = ""


class Renderer(Protocol):
    """What every format offers."""

    def __call__(self, report: Report, options: RenderOptions) -> str:
        """Give the whole report as text that ends in a newline, or nothing at all."""


class Pieces(Protocol):
    """What a format offers whose text may be long."""

    def __call__(self, report: Report, options: RenderOptions) -> Iterable[str]:
        """Give what its renderer gives, in pieces."""


class AuditRenderer(Protocol):
    """What a format offers that has a form of its own for audits."""

    def __call__(self, audit: Audit, options: RenderOptions) -> str:
        """Give the whole audit as text that ends in a newline."""
