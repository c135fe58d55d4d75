"""What must stand in a post before a rule can find anything there.

Place in the data flow: the engine asks once per rule which phrases or patterns wake it, and then judges a post by the
rules that woke and by those of which nothing can be said beforehand. In a large rulebook most rules sleep.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set

from postlint.checks.compose import All, AnyOf, Bearing, Check, Present, Unless
from postlint.checks.measure import CountCheck

Trigger = tuple[str, int]
"""What was searched for (`phrases` or `grammar`) and the number under which a check finds its matches."""


class Triggers:
    """The rules of an engine by what wakes them.

    Args:
        checks: of the rules, in order.

    """

    def __init__(self, checks: Iterable[Check]) -> None:
        self._watchful: list[int] = []
        self._sleepers: dict[Trigger, list[int]] = defaultdict(list)
        for number, check in enumerate(checks):
            triggers = triggers_of(check)
            if triggers is None:
                self._watchful.append(number)
            for trigger in triggers or ():
                self._sleepers[trigger].append(number)

    def awake(self, found: Iterable[Trigger]) -> Sequence[int]:
        """Give the numbers of the rules that may find something, in order.

        Args:
            found: all that was found in a post.

        """
        woken = {number for trigger in found if trigger in self._sleepers for number in self._sleepers[trigger]}
        return sorted(woken.union(self._watchful))


def triggers_of(check: Check) -> Set[Trigger] | None:
    """Give the triggers of which a post must hold one; None where a check may find something without any."""
    if isinstance(check, Unless | Bearing):
        return triggers_of(check.check)
    if isinstance(check, All):
        every = (triggers_of(part.check) for part in check.parts if not part.negative)
        return min((one for one in every if one is not None), key=len, default=None)
    if isinstance(check, AnyOf | CountCheck) or (isinstance(check, Present) and check.at_least > 0):
        return _of_any(check.parts)
    own: Set[Trigger] | None = getattr(check, "triggers", None)
    return own


def _of_any(parts: Sequence[Check]) -> Set[Trigger] | None:
    out: set[Trigger] = set()
    for part in parts:
        triggers = triggers_of(part)
        if triggers is None:
            return None
        out |= triggers
    return out
