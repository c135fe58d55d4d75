"""Tell which regular expressions of a rule could take forever on some word, before any draft does so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_FEW = 10
"""How often a group may be repeated and still hold a choice or a repetition."""


def slow_regexes(patterns: Any) -> Iterator[str]:
    """Give the regular expressions in token patterns that repeat a group with a repetition or a choice in it.

    Those are the ones that Python's engine may need exponential time for, such as `(a+)+$`.

    Args:
        patterns: the patterns of spaCy's matchers, as the rule file has them.

    """
    if isinstance(patterns, dict):
        for key, value in patterns.items():
            if key == "REGEX":
                yield from (expression for expression in _texts(value) if _is_slow(expression))
            else:
                yield from slow_regexes(value)
    elif isinstance(patterns, list | tuple):
        for value in patterns:
            yield from slow_regexes(value)


def _texts(value: Any) -> Iterator[str]:
    """Give an expression, or each of «{IN: [...]}»."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (one for several in value.values() if isinstance(several, list) for one in several)


def _is_slow(expression: str) -> bool:
    try:
        parsed = re._parser.parse(expression)  # type: ignore[attr-defined]  # Python's own, stable since 3.11
    except (re.error, RecursionError, OverflowError):
        return False  # what cannot be compiled is told of elsewhere
    return _repeats_too_much(parsed, repeated=False)


def _repeats_too_much(parsed: Any, *, repeated: bool) -> bool:
    for operation, arguments in parsed:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inner = arguments
            varies = int(most) != int(least)
            if repeated and varies:
                return True
            if _repeats_too_much(inner, repeated=repeated or (varies and int(most) > _FEW)):
                return True
            continue
        inside = any(_repeats_too_much(part, repeated=repeated) for part in _parts(arguments))
        if inside or (name == "BRANCH" and repeated):
            return True
    return False


def _parts(arguments: Any) -> Iterator[Any]:
    """Give the expressions inside the arguments of an operation."""
    kind = type(re._parser.parse(""))  # type: ignore[attr-defined]
    if isinstance(arguments, kind):
        yield arguments
    elif isinstance(arguments, list | tuple):
        for argument in arguments:
            yield from _parts(argument)
