"""What is set aside of the findings of one draft: what the author suppresses, and what the baseline knew.

Place in the data flow: between the findings of the engine and the score; one object sees a draft on all its channels.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from postlint.draft import Draft
from postlint.findings import Finding, Lang, Notice
from postlint.suppress import Suppressions, is_protected, read_suppressions


class Memory(Protocol):
    """What remembers findings from one run to the next, such as a baseline."""

    def state(self, path: str) -> str | None:
        """Give all that decides, beside a draft and its findings, what is new; None where it must see every draft."""

    def new(self, draft: Draft, findings: Sequence[Finding]) -> list[Finding]:
        """Give the findings that it does not know."""


class Aside:
    """Sets findings of one draft aside, and knows afterwards which suppressions did nothing.

    Args:
        draft: the draft.
        known: every rule id, former ones included, with the id of today.
        lang: the language of notices.
        memory: what remembers earlier findings; None for nothing.

    """

    def __init__(self, draft: Draft, known: Mapping[str, str], lang: Lang, memory: Memory | None = None) -> None:
        self._draft = draft
        self._memory = memory
        self.suppressions: Suppressions = read_suppressions(draft, known, lang)

    def not_suppressed(self, findings: Iterable[Finding]) -> list[Finding]:
        """Give the findings that the author did not set aside."""
        return self.suppressions.remaining(findings)

    def new(self, findings: Sequence[Finding]) -> list[Finding]:
        """Give the findings that the baseline does not know, and errors against privacy or about claims in any case."""
        if self._memory is None:
            return list(findings)
        new = self._memory.new(self._draft, findings)
        return [finding for finding in findings if is_protected(finding) or finding in new]

    def notices(self, ran: Callable[[str], bool]) -> tuple[Notice, ...]:
        """Tell, once the draft was judged on every channel, which suppressions are wrong or do nothing."""
        return tuple(self.suppressions.notices(ran))
