"""Conditions made of conditions: all, any, not, present, absent, reply_to, and the exceptions of `unless`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from postlint.checks.post import Match, Post, merge
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
        positive = [(part, part.check.find(post)) for part in self.parts if not part.negative]
        if any(not found for _, found in positive):
            return []
        negative = [(part, part.check.find(post)) for part in self.parts if part.negative]
        anchor = next((n for n, (_, found) in enumerate(positive) if not found[0].whole), 0)
        anchors = positive[anchor][1] if positive else [post.whole()]
        others = [pair for n, pair in enumerate(positive) if n != anchor]
        return [
            match
            for match in anchors
            if all(_any_reached(post, part, match, found) for part, found in others)
            and not any(_any_reached(post, part, match, found) for part, found in negative)
        ]


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
            found = exception.check.find(post)
            matches = [m for m in matches if not _any_reached(post, exception, m, found)]
        return matches


_NAMED: dict[str, Callable[[Post, Match], bool]] = {
    "negated": Post.is_negated,
    "quoted": Post.is_quoted,
    "question": Post.is_question,
}


def _any_reached(post: Post, part: Scoped, match: Match, found: Sequence[Match]) -> bool:
    return any(_reached(post, part, match, other) for other in found)


def _reached(post: Post, part: Scoped, match: Match, other: Match) -> bool:
    if match.whole or other.whole or part.scope == "post":
        return True
    if part.scope == "match":
        return match.overlaps(other)
    distance = abs(post.sentence_at(match.start) - post.sentence_at(other.start))
    if part.scope == "neighbours":
        return distance <= 1
    return distance == 0 and (part.scope == "sentence" or _near(post, match, other, part.within))


def _near(post: Post, match: Match, other: Match, within: int) -> bool:
    first, last = sorted((match, other), key=lambda m: m.start)
    between = post.token_range(last.start, last.end)[0] - post.token_range(first.start, first.end)[1]
    return between < within


def _stands(post: Post, match: Match, place: Place) -> bool:
    if match.whole or not post.sentences:
        return True
    if place == "fold":
        return post.profile.fold is None or match.start < post.profile.fold
    wanted = 0 if place == "first-sentence" else _last_sentence(post)
    return post.sentence_at(match.start) == wanted


def _last_sentence(post: Post) -> int:
    """Number the last sentence that has words beyond hashtags, links and emoji."""
    for number in range(len(post.sentences) - 1, 0, -1):
        start, end = post.sentences[number]
        words = [w for w in post.prose[start:end].split() if any(c.isalpha() for c in w)]
        if any(not w.startswith(("#", "@", "http", "www.")) for w in words):
            return number
    return 0
