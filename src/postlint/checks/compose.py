"""Conditions made of conditions: all, any, not, present, absent, reply_to, and the exceptions of `unless`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Protocol

from postlint.checks.explained import is_explained
from postlint.checks.post import Match, Post, merge
from postlint.findings import Severity
from postlint.rulebook.model import Place, Scope


class Check(Protocol):
    """Anything that finds matches in a post."""

    def find(self, post: Post) -> list[Match]:
        """Give the matches, in any order."""
        ...


@dataclass(frozen=True)
class Scoped:
    """A check with the reach that a condition around it should grant it."""

    check: Check
    scope: Scope
    within: int = 6
    negative: bool = False


@dataclass(frozen=True)
class All:
    """Every part holds within one scope; the match is that of the first part that has a place."""

    parts: tuple[Scoped, ...]

    def find(self, post: Post) -> list[Match]:
        """Give the anchor matches around which all other parts hold."""
        positive: list[tuple[Scoped, list[Match]]] = []
        for part in self.parts:
            if not part.negative:
                positive.append((part, part.check.find(post)))
                if not positive[-1][1]:
                    return []
        negative = [(part, part.check.find(post)) for part in self.parts if part.negative]
        anchor = next((n for n, (_, found) in enumerate(positive) if not found[0].whole), 0)
        anchors = positive[anchor][1] if positive else [post.whole()]
        needed = [_reach(post, *pair) for n, pair in enumerate(positive) if n != anchor]
        unwanted = [_reach(post, *pair) for pair in negative]
        return [
            match
            for match in anchors
            if all(near(match) for near in needed) and not any(near(match) for near in unwanted)
        ]


@dataclass(frozen=True)
class Bearing:
    """A check whose parts bear more together than each by its own probability."""

    check: Check
    severity: Severity

    def find(self, post: Post) -> list[Match]:
        """Give the matches, each with what it bears."""
        return [replace(match, bears=self.severity) for match in self.check.find(post)]


@dataclass(frozen=True)
class AnyOf:
    """One of the parts holds."""

    parts: tuple[Check, ...]

    def find(self, post: Post) -> list[Match]:
        """Give the matches of all parts together."""
        return merge([match for part in self.parts for match in part.find(post)])


@dataclass(frozen=True)
class Not:
    """The part does not hold anywhere in the draft."""

    part: Check

    def find(self, post: Post) -> list[Match]:
        """Give the whole draft, or nothing."""
        return [] if self.part.find(post) else [post.whole()]


@dataclass(frozen=True)
class Present:
    """At least so many of the parts hold somewhere in the draft."""

    parts: tuple[Check, ...]
    at_least: int

    def find(self, post: Post) -> list[Match]:
        """Give the first match of the first part that holds."""
        found = [matches for part in self.parts if (matches := part.find(post))]
        return found[0][:1] if len(found) >= self.at_least else []


@dataclass(frozen=True)
class Absent:
    """At least so many of the parts hold nowhere in the draft."""

    parts: tuple[Check, ...]
    at_least: int

    def find(self, post: Post) -> list[Match]:
        """Give the whole draft, or nothing."""
        missing = sum(not part.find(post) for part in self.parts)
        return [post.whole()] if missing >= self.at_least else []


@dataclass(frozen=True)
class ReplyTo:
    """The part holds in the text that the draft answers."""

    part: Check

    def find(self, post: Post) -> list[Match]:
        """Give the whole draft, or nothing."""
        return [post.whole()] if post.parent is not None and self.part.find(post.parent) else []


@dataclass(frozen=True)
class Unless:
    """A check without the matches that an exception silences, and only at the place asked for."""

    check: Check
    named: tuple[str, ...]
    exceptions: tuple[Scoped, ...]
    place: Place | None

    def find(self, post: Post) -> list[Match]:
        """Give the matches that no exception silences."""
        matches = [m for m in self.check.find(post) if self.place is None or _stands(post, m, self.place)]
        if not matches:
            return matches
        matches = [m for m in matches if not any(_NAMED[name](post, m) for name in self.named)]
        for exception in self.exceptions if matches else ():
            near = _reach(post, exception, exception.check.find(post))
            matches = [m for m in matches if near(m) is exception.negative]
        return matches


_NAMED: dict[str, Callable[[Post, Match], bool]] = {
    "negated": Post.is_negated,
    "quoted": Post.is_quoted,
    "question": Post.is_question,
    "explained": is_explained,
}


class _Ranges:
    """Half-open ranges of numbers, of which one can quickly tell whether any of them touches another range."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(ranges)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def touch(self, start: int, end: int) -> bool:
        before = bisect_left(self._starts, end)
        return before > 0 and self._furthest[before - 1] > start


def _reach(post: Post, part: Scoped, found: Sequence[Match]) -> Callable[[Match], bool]:
    """Give a test for whether any of the matches found stands within reach of another match."""
    if not found:
        return lambda match: False
    if part.scope == "post" or any(other.whole for other in found):
        return lambda match: True
    if part.scope == "match":
        ranges = _Ranges((other.start, other.end) for other in found)
        return lambda match: match.whole or ranges.touch(match.start, match.end)
    if part.scope == "near":
        return _nearby(post, part.within, found)
    ranges = _Ranges(_sentences(post, other) for other in found)
    beside = 1 if part.scope == "neighbours" else 0

    def shares_sentence(match: Match) -> bool:
        first, last = _sentences(post, match)
        return match.whole or ranges.touch(first - beside, last + beside)

    return shares_sentence


def _nearby(post: Post, within: int, found: Sequence[Match]) -> Callable[[Match], bool]:
    ranges = _Ranges(post.token_range(other.start, other.end) for other in found)

    def test(match: Match) -> bool:
        first, last = post.token_range(match.start, match.end)
        sentences = _sentences(post, match)
        lowest = bisect_left(post.sentence_of_token, sentences[0])
        highest = bisect_left(post.sentence_of_token, sentences[1])
        return match.whole or ranges.touch(max(first - within, lowest), min(last + within, highest))

    return test


def _sentences(post: Post, match: Match) -> tuple[int, int]:
    """Give the numbers of the sentences that a match touches, as a half-open range."""
    return post.sentence_at(match.start), post.sentence_at(max(match.start, match.end - 1)) + 1


def _stands(post: Post, match: Match, place: Place) -> bool:
    if match.whole or not post.sentences:
        return True
    if place == "fold":
        return post.profile.fold is None or match.start < post.profile.fold
    return post.sentence_at(match.start) == (0 if place == "first-sentence" else post.last_sentence)
