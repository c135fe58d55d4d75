"""What a rule file may say: plain data classes, validated without spaCy.

Place in the data flow: `load.py` fills these from YAML, `checks/` gives them behaviour, `explain` prints them.
A new kind of check is a new field of `Condition`, a module in `checks/` and a line in its registry.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from postlint.findings import Lang, Severity
from postlint.rulebook.practice import Country

Kind = Literal["post", "reply", "thanks"]
Scope = Literal["match", "near", "sentence", "neighbours", "post"]
Place = Literal["first-sentence", "last-sentence", "fold"]
Category = Literal[
    "promotion", "private-life", "patient-privacy", "health-claim", "disclosure", "conduct", "urgency",
    "engagement-bait", "value", "focus", "acknowledgement", "answer", "invitation", "thanks", "credit", "jargon",
    "readability", "shouting", "accessibility", "channel-limit", "metadata",
]  # fmt: skip
Metric = Literal[
    "text-length", "title-length", "alt-length", "words", "sentence-words", "mean-sentence-words",
    "own-words", "own-reader-ratio", "capitals-share", "reply-overlap", "hours-since-asked",
]  # fmt: skip
T = TypeVar("T")
Filled = Annotated[tuple[T, ...], Meta(min_length=1)]
Move = Literal[
    "offer", "cta", "self-praise", "announcement", "practical", "tip", "explanation", "evidence", "experience",
    "question", "invitation", "thanks", "acknowledgement", "answer", "private", "patient-case", "bait", "pressure",
    "claim", "greeting",
]  # fmt: skip
Judgement = Literal[
    "promo", "promo-direct", "value-missing", "value-full", "private", "private-misfit", "patient", "bait", "pressure",
    "claim", "unfocused", "thanks-due", "reply-fails", "reply-thin", "grade-2", "grade-3", "grade-4", "grade-5",
]  # fmt: skip
Replacement = Literal["plain", "correct", "lower-case", "single-mark", "plain-letters", "dash", "without-tracking"]
Deletion = Literal["sentence", "hashtag"]
RuleId = Annotated[str, Meta(pattern=r"^[a-z0-9-]+/[a-z0-9-]+$", description="«law/name»")]
Points = Annotated[int, Meta(ge=0, le=100)]
Number = int | float | str
"""A number, or the name of a limit in the channel profile («hashtags.advised»)."""


class Bilingual(Struct, frozen=True, forbid_unknown_fields=True):
    """A text in Dutch and English."""

    nl: str
    en: str

    def to(self, lang: Lang) -> str:
        """Give the text in one language."""
        return self.nl if lang == "nl" else self.en


class LexiconRef(Struct, frozen=True, forbid_unknown_fields=True):
    """All entries of one or more lexicons."""

    lexicon: str | Filled[str]

    @property
    def names(self) -> tuple[str, ...]:
        """The lexicons named."""
        return (self.lexicon,) if isinstance(self.lexicon, str) else self.lexicon


class Count(Struct, frozen=True, forbid_unknown_fields=True):
    """How often a signal may occur; the findings span the occurrences beyond the limit."""

    of: Annotated[str | Filled[str], Meta(description="signal, or signals counted together")]
    more_than: Number | None = None
    at_least: Number | None = None
    distinct: bool = False


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """A number about the text and where it becomes too much or too little."""

    name: Metric
    more_than: Number | None = None
    less_than: Number | None = None


class Several(Struct, frozen=True, forbid_unknown_fields=True):
    """Some of several conditions; `at_least` counts how many of them hold (or, for `absent`, are missing)."""

    of: Filled[Condition]
    at_least: Annotated[int, Meta(ge=1)] | None = None


class Condition(Struct, frozen=True, forbid_unknown_fields=True, rename={"not_": "not", "in_": "in"}):
    """One condition: exactly one kind of check, with its scope and exceptions."""

    phrases: Filled[str | LexiconRef] | LexiconRef | None = None
    pattern: Filled[Filled[dict[str, Any]]] | None = None
    dependency: Filled[Filled[dict[str, Any]]] | None = None
    signal: str | Filled[str] | None = None
    count: Count | None = None
    metric: Measure | None = None
    metadata: dict[str, Any] | None = None
    present: Several | None = None
    absent: Several | None = None
    all: Filled[Condition] | None = None
    any: Filled[Condition] | None = None
    not_: Condition | None = None
    reply_to: Condition | None = None
    move: Move | Filled[Move] | None = None
    judged: Judgement | None = None
    at_least: Annotated[float, Meta(gt=0, lt=1)] | Severity | None = None
    point_at: tuple[Move, ...] = ()
    in_: Scope | None = None
    within: Annotated[int, Meta(ge=1, le=40, description="tokens, for `in: near`")] = 6
    place: Place | None = None
    bears: Annotated[Severity, Meta(description="what the parts of `all` bear together, as measured")] | None = None
    unless: tuple[Literal["negated", "quoted", "question", "explained"] | Condition, ...] = ()

    @property
    def kind(self) -> str:
        """The one check that this condition asks for."""
        return self.kinds[0]

    @property
    def kinds(self) -> list[str]:
        """Every check that is filled in; a valid condition has one."""
        return [name for name in KINDS if getattr(self, "not_" if name == "not" else name) is not None]

    def children(self) -> Iterator[Condition]:
        """Give the conditions directly inside this one, exceptions included."""
        for several in (self.present, self.absent):
            if several is not None:
                yield from several.of
        yield from self.all or ()
        yield from self.any or ()
        yield from (c for c in (self.not_, self.reply_to) if c is not None)
        yield from (u for u in self.unless if isinstance(u, Condition))

    def walk(self) -> Iterator[Condition]:
        """Give this condition and every one inside it."""
        yield self
        for child in self.children():
            yield from child.walk()


KINDS = (
    "phrases", "pattern", "dependency", "signal", "count", "metric", "metadata", "present", "absent", "all", "any",
    "not", "reply_to", "move", "judged",
)  # fmt: skip


class AppliesTo(Struct, frozen=True, forbid_unknown_fields=True):
    """For which drafts a rule is meant; an empty list means all."""

    channels: tuple[str, ...] = ()
    except_channels: tuple[str, ...] = ()
    nature: tuple[Literal["business", "private", "mixed"], ...] = ()
    audience: tuple[Literal["public", "closed", "subscribers", "mixed"], ...] = ()
    kinds: tuple[Kind, ...] = ()
    fits: dict[Literal["private-life", "cases", "promotion"], tuple[str, ...]] = {}
    readers: tuple[Literal["patients", "colleagues", "referrers"], ...] = ()
    conversation: bool | None = None


class FixSpec(Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """How what a rule finds can be mended: either a replacement or a deletion."""

    replace_with: Replacement | None = None
    delete: Deletion | None = None
    safe: bool | None = None
    keep: str | None = None

    @property
    def is_safe(self) -> bool:
        """Whether the fix may be applied without a look; what the rule does not say follows from the kind of fix."""
        return self.safe if self.safe is not None else (self.replace_with or self.delete) not in NEVER_SURE


NEVER_SURE = frozenset({"plain", "correct", "sentence"})
"""The fixes that are unsafe unless a rule says otherwise."""


class Example(Struct, frozen=True, forbid_unknown_fields=True):
    """A draft that proves the rule; without a channel it stands on a public business page."""

    text: str
    channel: str = "facebook-page"
    kind: Kind = "post"
    match: str | None = None
    fixed: str | None = None
    front: dict[str, Any] = {}


class Examples(Struct, frozen=True, forbid_unknown_fields=True):
    """Drafts that must be flagged, and tempting ones that must pass."""

    flag: tuple[str | Example, ...]
    pass_: tuple[str | Example, ...] = msgspec.field(name="pass")


class Rule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule file; `id` and `law` come from its path."""

    summary: Bilingual
    category: Category
    severity: Severity
    check: Condition
    message: Bilingual
    advice: Bilingual
    sources: tuple[str, ...]
    examples: Examples
    direct: bool = False
    applies_to: AppliesTo = AppliesTo()
    country: Country | None = None
    fix: Replacement | FixSpec | None = None
    aliases: tuple[RuleId, ...] = ()
    override: bool = False
    gives_way: bool = False
    note: str | None = None
    id: str = ""
    law: str = ""
    path: str = ""


class ValueSignal(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that gives the reader a thing of worth, or a named signal that rules share."""

    summary: Bilingual
    check: Condition
    examples: Examples
    points: int = 0
    law: str = "inhoud"
    praise: Bilingual | None = None
    silences_praise: Annotated[bool, Meta(description="nothing is praised in a post where this stands")] = False
    override: bool = False
    note: str | None = None
    id: str = ""
    path: str = ""


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """A group of words and phrases that rules share: those of `entries`, and the keys of `plain` behind them."""

    summary: str
    entries: tuple[str, ...] = ()
    plain: Annotated[dict[str, str], Meta(description="phrase: the everyday words for it, for {plain}")] = {}
    source: str | None = None
    override: bool = False
    id: str = ""

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every phrase of this lexicon."""
        return (*self.entries, *self.plain)


class Costs(Struct, frozen=True, forbid_unknown_fields=True):
    """The points that a finding of each severity costs its law."""

    error: Points = 40
    warning: Points = 15
    suggestion: Points = 4


class Caps(Struct, frozen=True, forbid_unknown_fields=True):
    """The highest total of a draft in which a finding of each severity stands."""

    error: Points = 49
    warning: Points = 84
    direct: Points = 84

    def of(self, severity: Severity, *, direct: bool) -> int:
        """Give the cap that a finding sets; a suggestion sets none, which is 100."""
        cap = {Severity.ERROR: self.error, Severity.WARNING: self.warning}.get(severity, 100)
        return min(cap, self.direct) if direct and severity is not Severity.SUGGESTION else cap


class Law(Struct, frozen=True, forbid_unknown_fields=True):
    """One of the ten laws, or inhoud, kanaal, privacy, claims."""

    title: Bilingual
    gist: Bilingual
    weight: int
    applies_to: AppliesTo = AppliesTo()
    only_when_found: bool = False
    number: int | None = None
    sources: tuple[str, ...] = ()
    costs: Costs = Costs()
    caps: Caps = Caps()
    id: str = ""


def fix_of(rule: Rule) -> FixSpec | None:
    """Give the fix of a rule in its long form."""
    return FixSpec(replace_with=rule.fix) if isinstance(rule.fix, str) else rule.fix


def example_of(item: str | Example) -> Example:
    """Give an example in its long form."""
    return Example(text=item) if isinstance(item, str) else item
