"""What changes when it is known whose draft is read: own names are no patient's, and known words no jargon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from postlint.rulebook.phrases import fold

if TYPE_CHECKING:
    from postlint.checks.post import Match, Post
    from postlint.rulebook import Rule

_PATIENT: Final = re.compile(r"\b(?:pati[eë]nt|cli[eë]nt|bewoner|bewoonster|revalidant)", re.IGNORECASE)
_NAME: Final = re.compile(r"\b[^\W\d_a-z][^\W\d_]+")
_NEAR: Final = 40
"""Within how many characters a profession belongs to a name."""
_OTHER_ADDRESS: Final = {
    "u": re.compile(r"\b(?:je|jij|jou|jouw)\b", re.IGNORECASE),
    "je": re.compile(r"\b(?:u|uw)\b(?![-’'.])", re.IGNORECASE),
}


def is_accepted(post: Post, rule: Rule, match: Match) -> bool:
    """Tell whether the practice's own profile answers a match: its own name, or a word that its readers know."""
    if post.practice is None or match.whole:
        return False
    if rule.category == "patient-privacy":
        return _is_colleague(post, match)
    return rule.category == "jargon" and _is_plain(post, match)


def other_address(post: Post) -> Iterator[tuple[int, int]]:
    """Give where a post addresses the reader otherwise than the practice does, in its own words."""
    pattern = _OTHER_ADDRESS.get((post.practice.address if post.practice else None) or "")
    for found in pattern.finditer(post.prose) if pattern else ():
        if not post.draft.is_quoted(*found.span()):
            yield found.span()


def is_off_topic(post: Post) -> bool:
    """Tell whether a post names none of the topics that the practice has."""
    topics = post.practice.topics if post.practice else ()
    text = fold(post.prose)
    return bool(topics) and not any(fold(topic) in text for topic in topics)


def _is_colleague(post: Post, match: Match) -> bool:
    """Tell whether every name in a match is the practice's own, or stands beside its profession."""
    words = post.prose[match.start : match.end]
    if post.practice is None or _PATIENT.search(words):
        return False
    around = post.prose[max(0, match.start - _NEAR) : match.end + _NEAR]
    if post.practice.profession and _stands(post.practice.profession, around):
        return True
    own = [name for name in post.practice.own_names if _stands(name, words)]
    rest = words
    for name in sorted(own, key=len, reverse=True):
        rest = re.sub(rf"(?i)(?<!\w){re.escape(name)}(?!\w)", " ", rest)
    return bool(own) and not any(found.start() > 0 for found in _NAME.finditer(rest))


def _stands(name: str, text: str) -> bool:
    return re.search(rf"(?i)(?<!\w){re.escape(name.strip())}(?!\w)", text) is not None if name.strip() else False


def _is_plain(post: Post, match: Match) -> bool:
    if post.practice is None:
        return False
    known = _folded(post.practice.plain_words)
    first, last = post.token_range(match.start, match.end)
    lemma = " ".join(post.lemmas[first:last])
    return fold(post.prose[match.start : match.end]) in known or lemma in known


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(" ".join(word.split())) for word in words)
