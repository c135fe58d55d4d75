"""One thing that was posted, drafted or received, whatever file it came from.

Place in the data flow: `read` and the importers make Items, `drafts` adds what the linter says, and
`ledger` keeps the numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Literal, NamedTuple

from postlint.findings import DraftReport, Severity

Kind = Literal["post", "reply", "thanks", "incoming", "shared"]
KINDS: tuple[Kind, ...] = ("post", "reply", "thanks", "incoming", "shared")
OWN: frozenset[Kind] = frozenset({"post", "reply", "thanks"})
"""What the author wrote; `incoming` is a reaction of someone else, `shared` someone passing on a post of the author."""

_QUESTION = "question-to-reader"
_GIVES_NOTHING = frozenset({_QUESTION, "sound"})
"""Signals that please without giving the reader something to use: a question, and how good the whole is."""
_SOURCE = "source"
_FROM_VALUE = 16
"""Points of value signals together from which a post gives the reader something; a number or a tip alone is less."""
LIKELY = 0.75
"""Probability from which a judgement of the model counts: where selling is rare, the limits for showing a finding,
which were set on a corpus full of selling, would count it too often."""


class Moment(NamedTuple):
    """When something was posted: the day where the practice is, and the instant in UTC where a time is known."""

    day: date
    at: datetime | None = None


def moment(value: date | datetime, zone: tzinfo) -> Moment:
    """Give the moment of a date or a time; a time without a zone is one where the practice is.

    Args:
        value: as a file has it.
        zone: where the practice is.

    """
    if not isinstance(value, datetime):
        return Moment(value)
    local = value.replace(tzinfo=zone) if value.tzinfo is None else value.astimezone(zone)
    return Moment(local.date(), local.astimezone(UTC))


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reply answers; `id` where the source gives posts ids."""

    text: str = ""
    sender: str = ""
    when: Moment | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the linter says of one post, as numbers.

    Attributes:
        score: 0–100, the lowest of its channels.
        promotional: a finding of category promotion at warning or above, of probability `LIKELY` or more.
        direct: selling is the point of the post.
        question: it asks the reader a real question.
        valuable: it gives the reader something to use or understand.
        inviting: it leaves the reader a way to respond.
        sourced: it names a source.
        uncredited: it uses the work of someone else without naming them.

    """

    score: int
    promotional: bool = False
    direct: bool = False
    question: bool = False
    valuable: bool = False
    inviting: bool = True
    sourced: bool = False
    uncredited: bool = False


def judged(reports: Sequence[DraftReport]) -> Judged | None:
    """Sum up the reports of one post, one for each of its channels; None where it was not judged in full."""
    scores = [report.score for report in reports if report.score is not None]
    if not scores:
        return None
    findings = [finding for report in reports for finding in report.findings]
    serious = [finding for finding in findings if finding.severity.rank >= Severity.WARNING.rank]
    promotion = [one for one in serious if one.category == "promotion" and one.confidence >= LIKELY]
    praise = [one for report in reports for one in report.praise]
    categories = {finding.category for finding in findings}
    return Judged(
        score=min(scores),
        promotional=bool(promotion),
        direct=any(finding.direct for finding in promotion),
        question=any(one.signal == _QUESTION for one in praise),
        valuable=max(map(_worth, reports)) >= _FROM_VALUE
        and not any(finding.category == "value" for finding in serious),
        inviting="invitation" not in categories,
        sourced=any(one.signal == _SOURCE for one in praise),
        uncredited="credit" in categories,
    )


def _worth(report: DraftReport) -> int:
    return sum(one.points for one in report.praise if one.signal not in _GIVES_NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One post, reply, thanks or reaction received.

    Attributes:
        path: the file it came from, as the user named it; `export.zip/posts.csv` within an archive.
        line: the line it begins on, from 1.
        id: what the source calls it, for replies to point at; may be empty.
        kind: own posts, replies and thanks, or what was received.
        when: None where nothing says.
        channels: channel ids as postlint knows them; at least one for own posts.
        account: who posted it, as written; for what was received, whose post it answers.
        sender: for what was received, who wrote it.
        topic: as the author names it; empty where not.
        text: the post without markup of tables; empty for a post of pictures alone. It is gone once judged.
        sources: whose work it passes on, or where it comes from.
        mentions: who is named, with or without @.
        asked: what it answers; for a reaction to a post its `id` is that post.
        published: whether the source says that it was posted, as an export does; a draft may still be waiting.
        judged: what the linter says; None where it was not judged, as of what was received.

    """

    path: str
    kind: Kind
    line: int = 1
    id: str = ""
    when: Moment | None = None
    channels: tuple[str, ...] = ()
    account: str = ""
    sender: str = ""
    topic: str = ""
    text: str = ""
    sources: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    asked: Asked | None = None
    published: bool = False
    judged: Judged | None = None

    @property
    def is_own(self) -> bool:
        """Whether the author wrote it."""
        return self.kind in OWN
