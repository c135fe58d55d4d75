"""Rules about a series of posts: a named measure, its limits, where those come from, and what to tell the author.

Place in the data flow: `series` rates measures by them; `explain` prints them. One file a rule,
`rules/series/<law>/<rule>.yaml`; its id is that path. The measures themselves are code, in `series/measures.py`.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from postlint.findings import Problem, Severity, Text
from postlint.rulebook.book import SourceInfo
from postlint.rulebook.load import load_laws, load_sources
from postlint.rulebook.model import Bilingual, Category
from postlint.yamlio import Source, decode, nearest, read_source

FOLDER = "series"
PLACEHOLDERS = frozenset({"value", "limit", "n", "count", "where", "names", "previous"})
MeasureName = Literal[
    "promotion-share", "question-share", "conversation-share", "top-topics-share", "topic-concentration",
    "thin-channels", "abandoned-channels", "value-share", "recycled-share", "score-change", "longest-silence",
    "gap-variation", "busiest-day", "sharing-share", "uncredited-share", "others-per-4-weeks", "top-other-share",
    "reply-delay", "within-day-share", "answered-share", "aftercare-share", "inviting-share", "thanks-share",
    "thanks-for-shares",
]  # fmt: skip
Unit = Literal["share", "number", "days", "hours", "ratio", "points"]


class Bounds(Struct, frozen=True, forbid_unknown_fields=True):
    """Outside which values a measure is orange or red; at least one of the two."""

    more_than: float | None = None
    less_than: float | None = None

    def passed(self, value: float) -> float | None:
        """Give the bound that a value passes; None where it passes none."""
        if self.more_than is not None and value > self.more_than:
            return self.more_than
        if self.less_than is not None and value < self.less_than:
            return self.less_than
        return None


class Exempt(Struct, frozen=True, forbid_unknown_fields=True):
    """Another measure that makes this one green from a value on."""

    measure: MeasureName
    at_least: float


class Severities(Struct, frozen=True, forbid_unknown_fields=True):
    """How severe a finding is."""

    orange: Severity = Severity.SUGGESTION
    red: Severity = Severity.WARNING


class SeriesRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One rule about a series; `id` and `law` come from its path."""

    summary: Bilingual
    label: Annotated[Bilingual, Meta(description="what the measure is called in a table, in a few words")]
    category: Category | Literal["rhythm"]
    measure: MeasureName
    unit: Unit
    formula: Bilingual
    minimum: Annotated[int, Meta(ge=1, description="how many posts, replies … the measure must rest on")]
    origin: Annotated[
        Literal["rule-of-thumb", "research", "own-choice"], Meta(description="where the limits come from")
    ]
    message: Bilingual
    advice: Bilingual
    sources: tuple[str, ...]
    orange: Bounds | None = None
    red: Bounds | None = None
    unless: Exempt | None = None
    per: Annotated[tuple[Literal["all", "account", "channel"], ...], Meta(min_length=1)] = ("all",)
    window: Annotated[
        Literal["recent", "all"], Meta(description="recent: the last 12 weeks, or 20 posts where that is more")
    ] = "recent"
    minimum_weeks: Annotated[int, Meta(ge=0, description="weeks of history that it takes to say anything")] = 0
    severity: Severities = Severities()
    note: str | None = None
    id: str = ""
    law: str = ""
    path: str = ""


def load_series(folder: Path) -> dict[str, SeriesRule]:
    """Read every rule about the series, in the order of the laws and by name within a law.

    Args:
        folder: postlint's own rules folder.

    Raises:
        Problem: at the first mistake, with file and line.

    """
    laws = load_laws(folder)
    sources = load_sources(folder)
    _refuse_strange_folders(folder, laws)
    return {
        name: _load(folder, name, sources) for law in laws for name in series_ids(folder) if name.split("/")[1] == law
    }


def load_series_rule(folder: Path, name: str) -> SeriesRule:
    """Read one rule about the series by its id.

    Raises:
        Problem: when there is none, or something is wrong with it, with file and line.

    """
    return _load(folder, name, load_sources(folder))


def series_ids(folder: Path) -> list[str]:
    """List the ids of the rules about the series by their file names, reading none of them."""
    return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in folder.glob(f"{FOLDER}/*/*.yaml"))


def _load(folder: Path, name: str, sources: Mapping[str, SourceInfo]) -> SeriesRule:
    source = read_source(folder / f"{name}.yaml", f"rules/{name}.yaml")
    rule = msgspec.structs.replace(decode(source, SeriesRule), id=name, law=name.split("/")[1], path=source.path)
    for problem in _mistakes(rule, source, sources):
        raise problem
    return rule


def _refuse_strange_folders(folder: Path, laws: Mapping[str, object]) -> None:
    for path in sorted((folder / FOLDER).iterdir()) if (folder / FOLDER).is_dir() else ():
        if path.is_dir() and path.name not in laws:
            near = nearest(path.name, laws)
            nl, en = (f"; bedoel je «{near}»?", f"; do you mean «{near}»?") if near else ("", "")
            text = Text(f"«{path.name}» is geen wet uit laws.yaml{nl}", f"«{path.name}» is no law of laws.yaml{en}")
            raise Problem(text, f"rules/{FOLDER}/{path.name}")


def _mistakes(rule: SeriesRule, source: Source, sources: Mapping[str, SourceInfo]) -> Iterator[Problem]:
    if rule.orange is None and rule.red is None:
        yield _problem(source, ("measure",), "zonder «orange» en «red» zegt deze regel nooit iets",
                       "without «orange» and «red» this rule never says anything")  # fmt: skip
    for name, bounds in (("orange", rule.orange), ("red", rule.red)):
        if bounds is not None and bounds.more_than is None and bounds.less_than is None:
            yield _problem(source, (name,), f"«{name}» heeft «more_than» of «less_than» nodig",
                           f"«{name}» needs «more_than» or «less_than»")  # fmt: skip
    if is_inverted(rule):
        yield _problem(source, ("red",), "rood begint hier vóór oranje; draai de grenzen om",
                       "red begins before orange here; swap the limits")  # fmt: skip
    for n, one in enumerate(rule.sources):
        if one not in sources:
            near = nearest(one, sources)
            nl, en = (f"; bedoel je «{near}»?", f"; do you mean «{near}»?") if near else ("", "")
            yield _problem(source, ("sources", n), f"onbekende bron «{one}»{nl}", f"unknown source «{one}»{en}")
    for key in ("message", "advice"):
        for lang in ("nl", "en"):
            yield from _placeholders(source, (key, lang), getattr(getattr(rule, key), lang))


def is_inverted(rule: SeriesRule) -> bool:
    """Tell whether a red limit is reached before the orange one."""
    if rule.orange is None or rule.red is None:
        return False
    high, higher = rule.orange.more_than, rule.red.more_than
    low, lower = rule.orange.less_than, rule.red.less_than
    too_low = high is not None and higher is not None and higher < high
    return too_low or (low is not None and lower is not None and lower > low)


def _placeholders(source: Source, at: tuple[str, ...], text: str) -> Iterator[Problem]:
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        yield _problem(source, at, "een losse accolade; schrijf {{ of }}", "a stray brace; write {{ or }}")
        return
    for name in sorted(used - PLACEHOLDERS):
        known = ", ".join(sorted(PLACEHOLDERS))
        yield _problem(source, at, f"onbekend invulveld «{name}»; toegestaan: {known}",
                       f"unknown placeholder «{name}»; allowed: {known}")  # fmt: skip


def _problem(source: Source, at: tuple[str | int, ...], nl: str, en: str) -> Problem:
    return Problem(Text(nl, en), source.path, source.line(at))
