"""What the examples of rules leave unproven: rules that never speak, conditions never true, exceptions never needed.

Place in the data flow: `examples.py` compiles the probes of this module together with the rules, so that every example
is analysed once, and tells of each probe whether an example answers to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import msgspec

from postlint.rulebook import Condition, Rule, Rulebook, ValueSignal
from postlint.rulebook.model import LexiconRef
from postlint.rulebook.validate import At, conditions_of
from postlint.yamlio import Source

HoleKind = Literal["silent", "never-true", "unneeded"]
_GROUPS = frozenset({"all", "any", "not", "present", "absent", "reply_to"})
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Hole:
    """Something that no example proves.

    `silent`: no example of any rule makes the rule speak. `never-true`: a condition holds in none of the rule's own
    examples. `unneeded`: without this exception each of the rule's own examples turns out the same.
    """

    kind: HoleKind
    rule: str
    path: str
    line: int
    what: str = ""
    """The condition or exception in short."""


@dataclass(frozen=True)
class Coverage:
    """How many conditions and exceptions were looked at, and what no example proves."""

    conditions: int
    exceptions: int
    holes: tuple[Hole, ...]


@dataclass(frozen=True, slots=True)
class Probe:
    """A rule changed to test one part of it: a single condition of it, or all of it but one exception."""

    id: str
    rule: str
    owner: Rule | ValueSignal
    at: At
    what: str
    exception: bool


def probes_of(key: str, owner: Rule | ValueSignal) -> Iterator[Probe]:
    """Give the probes of a rule or signal: one for each leaf inside a group, and one for each exception.

    Args:
        key: `law/name` or `signals/name`.
        owner: the rule or signal.

    """
    number = 0
    for condition, at in conditions_of(owner.check):
        if len(at) > 1 and condition.kind not in _GROUPS and not _is_exception(at):
            alone = Condition(reply_to=condition) if "reply_to" in at else condition
            yield _probe(key, number, owner, alone, at, describe(condition), exception=False)
            number += 1
        for n, exception in enumerate(condition.unless):
            without = _without(owner.check, at[1:], n)
            what = exception if isinstance(exception, str) else describe(exception)
            yield _probe(key, number, owner, without, (*at, "unless", n), what, exception=True)
            number += 1


def with_probes(book: Rulebook, probes: Iterable[Probe]) -> Rulebook:
    """Give a rulebook in which the probes stand beside the rules, to be compiled in one go."""
    rules, signals, files = dict(book.rules), dict(book.signals), dict(book.files)
    for probe in probes:
        if isinstance(probe.owner, Rule):
            rules[probe.id] = probe.owner
        else:
            signals[probe.owner.id] = probe.owner
        files[probe.id] = book.files[probe.rule]
    return replace(book, rules=rules, signals=signals, files=files)


def coverage_of(
    book: Rulebook, probes: Sequence[Probe], silent: Iterable[str], tell: Callable[[Probe], bool | None]
) -> Coverage:
    """Gather what the examples leave unproven.

    Args:
        book: the rules concerned.
        probes: all probes of these rules.
        silent: the rules that no example makes speak.
        tell: tells of a probe whether an example answers to it; None where that cannot be known here.

    """
    told = [(probe, tell(probe)) for probe in probes]
    holes = [_hole(book.files[key], "silent", key, ("check",)) for key in silent]
    holes += [
        _hole(book.files[probe.rule], "unneeded" if probe.exception else "never-true", probe.rule, probe.at, probe.what)
        for probe, answered in told
        if answered is False
    ]
    known = [probe.exception for probe, answered in told if answered is not None]
    return Coverage(known.count(False), known.count(True), tuple(sorted(holes, key=lambda h: (h.path, h.line))))


def describe(condition: Condition) -> str:
    """Give a condition in a few words, such as «phrases: boeken, reserveren, …»."""
    kind = condition.kind
    value = condition.not_ if kind == "not" else getattr(condition, kind)
    text = f"{kind}: {', '.join(_words(value))}"
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip(" ,") + "…"


def _words(value: Any) -> list[str]:
    if isinstance(value, Condition):
        return [describe(value)]
    if isinstance(value, LexiconRef):
        return [f"<{name}>" for name in value.names]
    if isinstance(value, msgspec.Struct):
        return _words({key: item for key, item in msgspec.structs.asdict(value).items() if item})
    if isinstance(value, dict):
        return [f"{key} {' / '.join(_words(item))}" for key, item in value.items()]
    if isinstance(value, tuple | list):
        return [word for item in value for word in _words(item)]
    return [str(value)]


def _probe(
    key: str, number: int, owner: Rule | ValueSignal, check: Condition, at: At, what: str, *, exception: bool
) -> Probe:
    name = f"{owner.id}#{number}"
    changed = msgspec.structs.replace(owner, id=name, check=check)
    return Probe(f"{key}#{number}", key, changed, at, what, exception)


def _is_exception(at: At) -> bool:
    """Tell whether a condition is itself an exception, which a probe without it tests better."""
    return at[-2] == "unless"


def _without(condition: Condition, at: At, n: int) -> Condition:
    """Give a condition without the exception `n` of the condition at a place inside it."""
    if not at:
        return msgspec.structs.replace(condition, unless=condition.unless[:n] + condition.unless[n + 1 :])
    name = str(at[0])
    field = "not_" if name == "not" else name
    inside = getattr(condition, field)
    if isinstance(inside, Condition):
        return msgspec.structs.replace(condition, **{field: _without(inside, at[1:], n)})
    if isinstance(inside, tuple):
        return msgspec.structs.replace(condition, **{field: _within(inside, at[1:], n)})
    several = msgspec.structs.replace(inside, of=_within(inside.of, at[2:], n))
    return msgspec.structs.replace(condition, **{field: several})


def _within(conditions: tuple[Any, ...], at: At, n: int) -> tuple[Any, ...]:
    """Change the one of some conditions that a place begins with."""
    index = int(at[0])
    return (*conditions[:index], _without(conditions[index], at[1:], n), *conditions[index + 1 :])


def _hole(source: Source, kind: HoleKind, rule: str, at: At, what: str = "") -> Hole:
    return Hole(kind, rule, source.path, source.line(at), what)
