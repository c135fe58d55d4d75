"""Whether a draft says in its own words what a term means, beside the term."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from postlint.dutch.wordlists import FUNCTION_WORDS, PREPOSITIONS
from postlint.rulebook.phrases import fold

if TYPE_CHECKING:
    from postlint.checks.post import Match, Post

_TELLING: Final = 4
"""Letters that a word needs to tell what something means."""
_STEM: Final = 6
"""Letters by which forms of one word are known: ontsteking and ontstekingen."""
_ENOUGH: Final = 2
"""How many of the everyday words must stand beside a term."""
_WORD: Final = re.compile(r"[^\W\d_]+")


def is_explained(post: Post, match: Match) -> bool:
    """Tell whether everyday words that a lexicon has for a match stand in its sentence or one beside it.

    Two of them are enough, or the only one; function words and those of fewer than four letters do not count.
    """
    stems = _stems(dict(match.facts).get("plain", ""))
    if not stems:
        return False
    first, last = post.token_range(match.start, match.end)
    at = post.sentence_of_token[first]
    near = range(bisect_left(post.sentence_of_token, at - 1), bisect_right(post.sentence_of_token, at + 1))
    beside = [post.words[number] for number in near if not first <= number < last]
    found = sum(any(word.startswith(stem) for word in beside) for stem in stems)
    return found >= min(_ENOUGH, len(stems))


def _stems(plain: str) -> set[str]:
    words = _WORD.findall(fold(plain))
    return {w[:_STEM] for w in words if len(w) >= _TELLING and w not in FUNCTION_WORDS and w not in PREPOSITIONS}
