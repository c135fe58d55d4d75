"""What is kept of each Item: numbers and names, no text.

Place in the data flow: `audit` pours Items in one at a time; `counts`, `measures` and `timeline` read the entries.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b
from sys import intern

from postlint.audited import PostRef
from postlint.series.item import OWN, Item, Judged, Kind
from postlint.series.prints import Prints
from postlint.series.topics import Untold

_HANDLE = re.compile(r"(?<![\w@.])@(\w[\w.-]*\w)")
_LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)
_HOUR = 3600.0


@dataclass(slots=True)
class Entry:
    """One Item as kept.

    Attributes:
        number: its place in the order of reading, from 0.
        day: its day as an ordinal; None where nothing says.
        at: seconds since 1970 in UTC, where a time is known.
        delay: hours between a reply and what it answers, where both have a time and the reply is the later one.
        others: who else is named, folded and without @.
        shares: it passes on, names or links to the work of someone else.
        key: what a reply to it may point at: its id, or what it says, hashed.
        answers: the key of what it answers.
        on: for a reaction received, the id of the post that it is on.

    """

    number: int
    path: str
    line: int
    kind: Kind
    day: int | None
    at: float | None
    channels: tuple[str, ...]
    account: str
    topic: str
    judged: Judged | None
    delay: float | None = None
    others: tuple[str, ...] = ()
    shares: bool = False
    sender: str = ""
    keys: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    on: str = ""
    published: bool = False
    made_topic: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the author wrote it."""
        return self.kind in OWN

    @property
    def date(self) -> date | None:
        """Its day."""
        return None if self.day is None else date.fromordinal(self.day)

    @property
    def ref(self) -> PostRef:
        """Where it stands."""
        return PostRef(self.path, self.line, self.date)


@dataclass
class Ledger:
    """All entries of a run.

    Args:
        own: names and accounts of the practice, folded and without @, which are no mention of someone else.

    """

    own: frozenset[str] = frozenset()
    entries: list[Entry] = field(default_factory=list)
    prints: Prints = field(default_factory=Prints)
    untold: Untold = field(default_factory=Untold)
    impossible_delays: int = 0

    def add(self, item: Item) -> Entry:
        """Take down one Item."""
        others = self._others(item)
        entry = Entry(
            number=len(self.entries),
            path=intern(item.path), line=item.line, kind=item.kind,
            day=None if item.when is None else item.when.day.toordinal(),
            at=None if item.when is None or item.when.at is None else item.when.at.timestamp(),
            channels=tuple(map(intern, item.channels)),
            account=intern(" ".join(item.account.split())),
            topic=intern(first_topic(item.topic)),
            judged=item.judged,
            delay=self._delay(item),
            others=others,
            shares=item.is_own and bool(item.sources or others or _LINK.search(item.text) or _names_source(item)),
            sender=item.sender,
            keys=tuple(_keys(item.id, "" if item.is_own else item.text)),
            answers=() if item.asked is None else tuple(_keys(item.asked.id, item.asked.text)),
            on="" if item.is_own or item.asked is None else item.asked.id,
            published=item.published,
        )  # fmt: skip
        self.entries.append(entry)
        if entry.kind == "post":
            self.prints.add(entry.number, item.text)
        if entry.is_own and not entry.topic:
            self.untold.add(entry.day or 0, entry.number, item.text)
        self.__dict__.pop("own_entries", None)
        return entry

    @cached_property
    def own_entries(self) -> list[Entry]:
        """What the author wrote, by day and then in the order of reading; what has no day comes last."""
        own = [entry for entry in self.entries if entry.is_own]
        return sorted(own, key=lambda e: (e.day is None, e.day or 0, e.at or 0.0, e.number))

    @property
    def received(self) -> list[Entry]:
        """What others wrote or passed on."""
        return [entry for entry in self.entries if not entry.is_own]

    @property
    def last_day(self) -> int | None:
        """The day of the last own entry that has one."""
        return max((entry.day for entry in self.own_entries if entry.day is not None), default=None)

    def answered(self) -> set[str]:
        """Give the keys of everything that a reply or thanks answers."""
        return {key for entry in self.entries if entry.is_own for key in entry.answers}

    def _others(self, item: Item) -> tuple[str, ...]:
        if not item.is_own:
            return ()
        named = [*item.mentions, *_HANDLE.findall(item.text)]
        folded = (name.strip().removeprefix("@").casefold() for name in named)
        return tuple(dict.fromkeys(intern(name) for name in folded if name and name not in self.own))

    def _delay(self, item: Item) -> float | None:
        """Give how long a reply took; one from before the question is a mistake in the dates and counts for nothing."""
        asked = item.asked
        if not item.is_own or item.when is None or asked is None or asked.when is None:
            return None
        if item.when.at is None or asked.when.at is None:
            return None
        hours = (item.when.at - asked.when.at).total_seconds() / _HOUR
        if hours < 0:
            self.impossible_delays += 1
            return None
        return hours


def first_topic(named: str) -> str:
    """Give the first of the topics that an author names, in one spelling."""
    return " ".join(named.split(",")[0].split()).casefold()


def dated(entries: Iterable[Entry]) -> Iterator[tuple[int, Entry]]:
    """Give the entries that have a day, with it."""
    for entry in entries:
        if entry.day is not None:
            yield entry.day, entry


def _names_source(item: Item) -> bool:
    return item.judged is not None and item.judged.sourced


def _keys(name: str, text: str) -> Iterator[str]:
    """Give what a message can be known by: its id, and what it says, hashed."""
    if name:
        yield f"id:{name}"
    words = " ".join(text.casefold().split())
    if words:
        yield blake2b(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
