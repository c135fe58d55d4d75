"""What every part of postlint speaks: findings, spans, severities, verdicts and reports.

The lowest floor of the building: it imports the standard library alone, and everything may import it.
"""

# Annotations stay what they are (no `from __future__`): every start would compile those of named tuples from text.
import copyreg
from enum import StrEnum
from typing import Any, Literal, NamedTuple

Lang = Literal["nl", "en"]
MOST_JOBS = 256
"""Processes that may judge drafts at once, at most."""


class Text(NamedTuple):
    """A sentence for the user in both languages."""

    nl: str
    en: str

    def to(self, lang: Lang) -> str:
        """Give the sentence in one language."""
        return self.nl if lang == "nl" else self.en


class Problem(Exception):  # noqa: N818 - it names what the user sees: a problem and its remedy
    """Something that could not be judged, or a call or configuration that is wrong.

    Args:
        text: what is wrong and, in the same breath, what to do about it.
        path: the file concerned, as the user named it.
        line: 1-based line in that file.

    """

    def __init__(self, text: Text, path: str | None = None, line: int | None = None) -> None:
        super().__init__(text.en)
        self.text = text
        self.path = path
        self.line = line

    def to(self, lang: Lang) -> str:
        """Give `path:line: text` in one language."""
        return f"{self.place}: {self.text.to(lang)}" if self.place else self.text.to(lang)

    @property
    def place(self) -> str:
        """`path:line`, `path` or nothing."""
        if self.path is None:
            return ""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return self.to("en")

    def __reduce__(self) -> tuple[Any, ...]:
        return copyreg.__newobj__, (type(self), *self.args), self.__dict__  # type: ignore[attr-defined]


class Severity(StrEnum):
    """How bad a finding is; ordered by `rank`, also beside the plain words «error», «warning» and «suggestion»."""

    SUGGESTION = "suggestion"
    WARNING = "warning"
    ERROR = "error"

    def __lt__(self, other: str, /) -> bool:
        return _RANKS[self] < _RANKS[other] if other in _RANKS else NotImplemented

    def __le__(self, other: str, /) -> bool:
        return _RANKS[self] <= _RANKS[other] if other in _RANKS else NotImplemented

    def __gt__(self, other: str, /) -> bool:
        return _RANKS[self] > _RANKS[other] if other in _RANKS else NotImplemented

    def __ge__(self, other: str, /) -> bool:
        return _RANKS[self] >= _RANKS[other] if other in _RANKS else NotImplemented

    @property
    def rank(self) -> int:
        """0 for a suggestion, 1 for a warning, 2 for an error."""
        return _RANKS[self]


_RANKS: dict[str, int] = {severity: rank for rank, severity in enumerate(Severity)}


class Verdict(StrEnum):
    """What to do with a draft."""

    POST = "post"
    REVISE = "revise"
    HOLD = "hold"
    PARTIAL = "partial"
    """Nothing was found, but most rules could not read it; a person has to say."""


CATEGORIES = (
    "promotion", "private-life", "patient-privacy", "health-claim", "disclosure", "conduct", "urgency",
    "engagement-bait", "value", "focus", "acknowledgement", "answer", "invitation", "thanks", "credit", "jargon",
    "readability", "shouting", "accessibility", "channel-limit", "metadata",
)  # fmt: skip


class Position(NamedTuple):
    """A place in a file: line and column from 1, offset from 0, in Unicode code points of the file as decoded."""

    line: int
    column: int
    offset: int


class Span(NamedTuple):
    """A stretch of a file; `end` is exclusive."""

    start: Position
    end: Position


class Edit(NamedTuple):
    """A stretch of a file and the text that takes its place."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A way to mend what a finding is about: edits that belong together.

    Attributes:
        description: what it does, short, in the language of the run.
        edits: in the order of the file, apart from one another; newlines in them are those of the file.
        safe: the text keeps its meaning, so that it needs no look before it is applied.

    """

    description: str
    edits: tuple[Edit, ...]
    safe: bool = True


class Finding(NamedTuple):
    """One thing that a rule has to say about a draft, in the language of the run."""

    rule: str
    law: str
    category: str
    severity: Severity
    message: str
    advice: str
    match: str
    span: Span
    direct: bool = False
    confidence: float = 1.0
    whole: bool = False
    """It speaks of the whole draft rather than of the place it spans."""
    fixes: tuple[Fix, ...] = ()

    def covers(self, other: "Finding") -> bool:
        """Tell whether all words of another finding stand in this one; one about the whole draft covers nothing."""
        if self.whole or other.whole:
            return False
        return self.span.start <= other.span.start and other.span.end <= self.span.end


class Notice(NamedTuple):
    """Something worth knowing about a run that is no finding: an assumed channel, a guessed encoding."""

    code: str
    message: str


class Praise(NamedTuple):
    """Something good in the draft, with the points it earns for `inhoud`; `summary` says what its signal is."""

    signal: str
    law: str
    message: str
    points: int
    span: Span
    summary: str = ""


class Points(NamedTuple):
    """One line of the sum behind a score: a rule or a value signal, its points and where it stands."""

    rule: str
    points: float
    line: int


class LawScore(NamedTuple):
    """The score of one law, 0–100; meaningless where the law does not apply."""

    law: str
    score: int
    applies: bool
    points: tuple[Points, ...] = ()


class FirstChange(NamedTuple):
    """The finding whose repair raises the score most, and the score that the draft would then have."""

    finding: Finding
    score: int

    def raises(self, score: int | None) -> bool:
        """Tell whether the repair raises a score; where there is none it raises nothing."""
        return score is not None and self.score > score


class Cap(NamedTuple):
    """Why the total may not exceed a limit: the finding's severity that capped it."""

    limit: int
    reason: str


class DraftReport(NamedTuple):
    """Everything that is said of one draft on one channel."""

    path: str
    channel: str
    kind: str
    score: int | None
    """0–100; None where the draft was not judged in full, as one in another language."""
    verdict: Verdict
    laws: tuple[LawScore, ...]
    findings: tuple[Finding, ...]
    praise: tuple[Praise, ...] = ()
    notices: tuple[Notice, ...] = ()
    first: FirstChange | None = None
    raw_score: float = 0.0
    cap: Cap | None = None
    suppressed: int = 0
    """How many findings the author set aside, with a reason."""
    known: int = 0
    """How many findings the baseline knew already."""
    source: str = ""

    def count(self, severity: Severity | str) -> int:
        """Count the findings of one severity."""
        return sum(f.severity == severity for f in self.findings)


class DraftError(NamedTuple):
    """A file that could not be judged."""

    path: str
    message: str
    line: int | None = None


class Report(NamedTuple):
    """The outcome of one run."""

    drafts: tuple[DraftReport, ...]
    errors: tuple[DraftError, ...] = ()

    def count(self, severity: Severity | str) -> int:
        """Count the findings of one severity in all drafts."""
        return sum(draft.count(severity) for draft in self.drafts)
