"""The misspelled words of a post: plain Dutch words, never names, tags, addresses, abbreviations or quotations."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from postlint.checks.post import Match, Post

if TYPE_CHECKING:
    from postlint.dutch.spelling import Speller

_NAMES = frozenset({"PROPN", "X"})
_NOT_WORDS = ("#", "@", "http", "www.")


def misspellings(post: Post, speller: Speller | None = None) -> Iterator[Match]:
    """Give each misspelled word once, at its first place, with what it should be as the fact `correct`."""
    if speller is None:
        from postlint.dutch import spelling

        speller = spelling.speller()
    first: dict[str, int] = {}
    for number, token in enumerate(post.tokens):
        if _is_plain_word(post, number):
            first.setdefault(token.text[0].lower() + token.text[1:], number)
    for word, right in speller.corrections(list(first)).items():
        yield post.match(first[word], first[word] + 1, correct=right)


def _is_plain_word(post: Post, number: int) -> bool:
    token = post.tokens[number]
    text = token.text
    if token.pos_ in _NAMES or text.startswith(_NOT_WORDS) or not text.replace("-", "").replace("’", "").isalpha():
        return False
    opens = post.edges[post.sentence_of_token[number]][0] == number
    return text[1:].islower() and (text[0].islower() or opens)
