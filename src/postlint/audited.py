"""What an audit of posts over time says: numbers, laws, findings and a timeline, in the language of the run.

Place in the data flow: `series` makes an Audit, the reports print one; like `findings` it imports nothing above it.
Nothing in it holds the text of a post.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from postlint.findings import DraftError, Notice, Severity, Text


class Rating(StrEnum):
    """How a measure stands against the limits of its rule; ordered by `rank`."""

    UNKNOWN = "unknown"
    """Too little to say anything."""
    GREEN = "green"
    ORANGE = "orange"
    RED = "red"

    @property
    def rank(self) -> int:
        """0 for unknown, 1 for green, 2 for orange, 3 for red."""
        return tuple(Rating).index(self)


@dataclass(frozen=True, slots=True, order=True)
class PostRef:
    """Where one post stands: its file, the line it begins on (from 1), and its day where it has one."""

    path: str
    line: int = 1
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Of which posts a measure speaks: all of them, those of one account or those on one channel.

    `name` is the account, or the id of the channel; `label` is how people call it.
    """

    kind: str = "all"
    name: str = ""
    label: str = ""


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Metric:
    """One measure of a rule about the series, in one scope.

    Attributes:
        rule: `series/law/name`.
        law: the law it belongs to.
        label: what the measure is called, in a few words.
        measure: the name of the formula in the code.
        unit: share, number, days, hours, ratio or points.
        scope: of which posts it speaks.
        value: None where there is nothing to measure.
        shown: the value as people read it, with its unit.
        n: on how many posts, replies … it rests.
        minimum: how many there must be before it is rated.
        rating: green, orange, red, or unknown below the minimum.
        limit: what is still good, as people read it: «hoogstens 20 %».
        previous: the same measure over the window before; None where that had too little.
        previous_shown: that as people read it; empty where there is none.
        posts: the posts that it is about, latest first.
        names: what it is about beside posts, such as channels or topics.
        rough: it rests on what postlint guessed, such as topics, so it is never red.

    """

    rule: str
    law: str
    label: str
    measure: str
    unit: str
    scope: Scope
    value: float | None
    shown: str
    n: int
    minimum: int
    rating: Rating
    limit: str = ""
    previous: float | None = None
    previous_shown: str = ""
    posts: tuple[PostRef, ...] = ()
    names: tuple[str, ...] = ()
    rough: bool = False


@dataclass(frozen=True, slots=True)
class LawMoment:
    """What an audit until a day says of one law; it looks at the posts from `first` to `last`, as audits do."""

    until: date
    first: date
    last: date
    score: int | None


@dataclass(frozen=True, slots=True)
class LawAudit:
    """What the series shows of one law; `score` is None where nothing could be rated.

    `history` has the score as it was every four weeks, oldest first; the last is that of now.
    """

    law: str
    broken: bool
    weak: bool
    score: int | None
    metrics: tuple[Metric, ...] = ()
    history: tuple[LawMoment, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing that a rule has to say about the series; `posts` are the posts concerned, latest first."""

    rule: str
    law: str
    category: str
    severity: Severity
    rating: Rating
    message: str
    advice: str
    scope: Scope = EVERYTHING
    posts: tuple[PostRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic with the number of own posts about it; `made` where it was clustered rather than named by the author."""

    name: str
    posts: int
    share: float
    made: bool = False
    last: date | None = None


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the timeline, from its Monday; empty weeks are there too."""

    start: date
    posts: int = 0
    replies: int = 0
    thanks: int = 0
    promotional: int = 0
    valuable: int = 0
    score: float | None = None
    """The mean score of what was judged."""


@dataclass(frozen=True, slots=True)
class PostDay:
    """One day on which something was posted."""

    day: date
    posts: int = 0
    replies: int = 0
    thanks: int = 0

    @property
    def number(self) -> int:
        """Everything together."""
        return self.posts + self.replies + self.thanks


@dataclass(frozen=True, slots=True)
class ChannelUse:
    """How one channel is used; `recent` counts the posts of its last eight weeks before the end of the series."""

    channel: str
    label: str
    posts: int
    recent: int
    promotional: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Mention:
    """Someone else who is named in posts, and in how many."""

    name: str
    posts: int


@dataclass(frozen=True, slots=True)
class Owed:
    """A reaction that got no answer, `days` before the end of the series; no text of it is kept."""

    post: PostRef
    sender: str
    days: int | None


@dataclass(frozen=True, slots=True)
class Recycled:
    """Two posts on the same channel that say nearly the same; `likeness` is the estimated share of what they share."""

    post: PostRef
    earlier: PostRef
    likeness: float


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of days, both ends included, and how many own posts it holds."""

    first: date
    last: date
    posts: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts over everything read; JSON has them by these names. Days are calendar days, shares are 0–1.

    `posts_total` counts own posts, replies and thanks (a draft for two channels once); `received` counts what others
    wrote (`incoming`) or passed on (`shared`).
    """

    posts_total: int = 0
    by_kind: Mapping[str, int] = field(default_factory=dict)
    received: Mapping[str, int] = field(default_factory=dict)
    replies: int = 0
    thanks: int = 0
    judged: int = 0
    promotional: int = 0
    promotional_direct: int = 0
    promotional_share: float | None = None
    with_genuine_question: int = 0
    valuable: int = 0
    inviting: int = 0
    sharing: int = 0
    uncredited: int = 0
    recycled: int = 0
    distinct_topics: int = 0
    top3_topics: tuple[tuple[str, int], ...] = ()
    top3_share: float | None = None
    without_topic: int = 0
    channels: Mapping[str, int] = field(default_factory=dict)
    accounts: Mapping[str, int] = field(default_factory=dict)
    undated: int = 0
    first: date | None = None
    last: date | None = None
    weeks: float | None = None
    last_post_per_channel: Mapping[str, date] = field(default_factory=dict)
    max_per_day: int = 0
    longest_gap_days: int | None = None
    longest_gap: tuple[date, date] | None = None
    median_reply_delay_hours: float | None = None
    reply_delays_n: int = 0
    unanswered: int = 0
    mean_score: float | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A post that is still to come, with what the linter says of it."""

    post: PostRef
    kind: str
    channels: tuple[str, ...] = ()
    topic: str = ""
    promotional: bool = False
    question: bool = False
    valuable: bool = False
    score: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """What the coming weeks need for one measure: the state now and with what is planned, and how many of what.

    `more` counts what has to be added, `fewer` what has to be changed; either may be 0.
    """

    rule: str
    law: str
    label: str
    now: Metric
    then: Metric
    message: str
    more: int = 0
    fewer: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """What is planned after a day, and what is needed to get back in balance.

    Attributes:
        paths: what was read, as the user named it.
        today: the day after which posts are still to come.
        until: the last day that the plan looks at.
        done: how many own posts came before.
        planned: the posts to come, first to come first.
        needs: what is not in balance with them, most important first.
        well: what is out of balance now and in balance once they are posted, by rule.
        rated: how many measures have enough posts to say how they will stand.
        silences: stretches to come without anything, as part of more than two weeks.
        owed: reactions without an answer, oldest first.

    """

    paths: tuple[str, ...]
    today: date
    until: date
    done: int
    planned: tuple[Planned, ...] = ()
    needs: tuple[Need, ...] = ()
    well: tuple[Need, ...] = ()
    rated: int = 0
    silences: tuple[tuple[date, date], ...] = ()
    owed: tuple[Owed, ...] = ()
    errors: tuple[DraftError, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything that is said of a series of posts.

    Attributes:
        paths: what was audited, as the user named it.
        counts: over everything read.
        laws: every law that the series can show, in the order of the screen.
        findings: worst first.
        topics: most frequent first.
        timeline: every week from the first to the last post.
        days: the days of the last 53 weeks on which something was posted, in order.
        channels: most used first.
        mentions: who is named, most often first.
        owed: reactions without an answer, oldest first.
        recycled: posts that repeat an earlier one.
        window: the recent posts that most measures look at; None without dates.
        before: the posts that those are compared with; None where there are none.
        score: 0–100; None where there is too little to rate.
        too_few: why there is no score; None where there is one.
        suppressed: how many findings the configuration set aside, with a reason.
        known: how many findings the baseline knew already.
        kept: what is held in memory of each post, for who wants to know.

    """

    paths: tuple[str, ...]
    counts: Counts
    laws: tuple[LawAudit, ...] = ()
    findings: tuple[AuditFinding, ...] = ()
    topics: tuple[Topic, ...] = ()
    timeline: tuple[Week, ...] = ()
    days: tuple[PostDay, ...] = ()
    channels: tuple[ChannelUse, ...] = ()
    mentions: tuple[Mention, ...] = ()
    owed: tuple[Owed, ...] = ()
    recycled: tuple[Recycled, ...] = ()
    window: Window | None = None
    before: Window | None = None
    score: int | None = None
    too_few: str | None = None
    suppressed: int = 0
    known: int = 0
    errors: tuple[DraftError, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def metrics(self) -> tuple[Metric, ...]:
        """Every metric, by law."""
        return tuple(metric for law in self.laws for metric in law.metrics)

    def count(self, severity: Severity | str) -> int:
        """Count the findings of one severity."""
        return sum(finding.severity == severity for finding in self.findings)


KEPT = Text(
    "Van elk bericht blijft alleen dit in het geheugen: plaats, dag, kanaal, account, soort, onderwerp, wie er genoemd "
    "wordt, de uitkomst van de beoordeling en een vingerafdruk van 64 getallen om herhaling te vinden. Van de laatste "
    "berichten zonder onderwerp (hoogstens 80) ook het begin van de tekst, tot ze gegroepeerd zijn.",
    "Of each post only this stays in memory: its place, day, channel, account, kind, topic, who is named, the outcome "
    "of the judgement and a fingerprint of 64 numbers to find repeats. Of the last posts without a topic (80 at most) "
    "the beginning of the text as well, until they are grouped.",
)
