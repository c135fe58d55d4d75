"""Other limits for rules: the numbers that a configuration puts in the place of those of a rule file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from postlint.channels import LIMITS
from postlint.findings import Problem, Severity, Text
from postlint.linter.select import chosen_rules
from postlint.rulebook import Condition, Rule, Rulebook
from postlint.settings import Limit, Limits
from postlint.yamlio import nearest

KEYS = ("more_than", "less_than", "at_least")


def with_limits(book: Rulebook, options: Mapping[str, Limits]) -> Rulebook:
    """Give the rulebook with other limits, by rule and then by the name of the limit.

    Raises:
        Problem: when a name is no rule, a rule has no such limit or several, or the limit does not fit.

    """
    rules = dict(book.rules)
    for name, limits in options.items():
        rule = rules.get(book.current(name))
        if rule is None:
            raise _no_rule(book, name)
        for key, limit in limits.items():
            rule = _with_limit(rule, key, limit)
        rules[rule.id] = rule
    return replace(book, rules=rules)


def _with_limit(rule: Rule, key: str, limit: Limit) -> Rule:
    there = {old for condition in rule.check.walk() for old in _limits(condition, key)}
    if len(there) != 1:
        raise _not_one(rule, key, several=len(there) > 1)
    _refuse_misfit(rule, key, limit)
    return msgspec.structs.replace(rule, check=_changed(rule.check, lambda one: _set(one, key, limit)))


def _limits(condition: Condition, key: str) -> Iterator[Limit]:
    for owner in (condition.count, condition.metric, condition):
        found = getattr(owner, key, None)
        if found is not None:
            yield found


def _set(condition: Condition, key: str, limit: Limit) -> Condition:
    changes: dict[str, Any] = {}
    for name in ("count", "metric"):
        part = getattr(condition, name)
        if getattr(part, key, None) is not None:
            changes[name] = msgspec.structs.replace(part, **{key: limit})
    if getattr(condition, key, None) is not None:
        changes[key] = Severity(limit) if isinstance(limit, str) else float(limit)
    return msgspec.structs.replace(condition, **changes)


def _changed(condition: Condition, change: Callable[[Condition], Condition]) -> Condition:
    """Give a condition with a change made in it and in every one inside it."""
    changes: dict[str, Any] = {}
    for name in ("all", "any", "unless"):
        if inside := getattr(condition, name):
            changes[name] = tuple(_changed(c, change) if isinstance(c, Condition) else c for c in inside)
    for name in ("not_", "reply_to"):
        if (one := getattr(condition, name)) is not None:
            changes[name] = _changed(one, change)
    for name in ("present", "absent"):
        if (several := getattr(condition, name)) is not None:
            changes[name] = msgspec.structs.replace(several, of=tuple(_changed(c, change) for c in several.of))
    return change(msgspec.structs.replace(condition, **changes))


def _refuse_misfit(rule: Rule, key: str, limit: Limit) -> None:
    of_moves = any(getattr(condition, key, None) is not None for condition in rule.check.walk())
    allowed: tuple[str, ...] = tuple(Severity) if of_moves else LIMITS
    if isinstance(limit, str) and limit not in allowed:
        near = nearest(limit, allowed)
        nl, en = (f"; bedoel je «{near}»?", f"; do you mean “{near}”?") if near else (".", ".")
        every = ", ".join(allowed)
        raise Problem(
            Text(
                f"«{limit}» past niet bij «{key}» van {rule.id}{nl} Geef een getal, of kies uit {every}",
                f"“{limit}” does not fit “{key}” of {rule.id}{en} Give a number, or choose from {every}",
            )
        )
    if of_moves and not isinstance(limit, str) and not 0 < limit < 1:
        raise Problem(
            Text(
                f"«{key}» van {rule.id} is een kans; geef een getal tussen 0 en 1",
                f"“{key}” of {rule.id} is a probability; give a number between 0 and 1",
            )
        )


def _not_one(rule: Rule, key: str, *, several: bool) -> Problem:
    if several:
        return Problem(
            Text(
                f"{rule.id} heeft meer dan één «{key}»; vervang de regel door een eigen regel (override: true)",
                f"{rule.id} has more than one “{key}”; replace the rule by one of your own (override: true)",
            )
        )
    has = [name for name in KEYS if any(True for c in rule.check.walk() for _ in _limits(c, name))]
    nl = f"wel: {', '.join(has)}" if has else "deze regel heeft geen grenzen"
    en = f"it has: {', '.join(has)}" if has else "this rule has no limits"
    return Problem(Text(f"{rule.id} heeft geen «{key}»; {nl}", f"{rule.id} has no “{key}”; {en}"))


def _no_rule(book: Rulebook, name: str) -> Problem:
    chosen_rules(book, [name], [])
    return Problem(
        Text(
            f"«{name}» is een wet of categorie; een grens hoort bij één regel. Zie: postlint rules",
            f"“{name}” is a law or category; a limit belongs to one rule. See: postlint rules",
        )
    )
