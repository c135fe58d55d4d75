"""Where clauses of a post begin, by words and punctuation alone."""

from __future__ import annotations

from typing import Final

from spacy.tokens import Span, Token

from postlint.dutch.tokens import is_decoration, is_emoji, is_hashtag, is_mention
from postlint.dutch.wordlists import words

_BOUNDARIES: Final = frozenset(",:;–—-(/\"“„«'‘[|)]!.…?»”’") | {"..."}
_JOINING: Final = words("en of maar dus want")
# Words that may stand between the start of a sentence and its imperative.
_BEFORE: Final = words(
    "en of maar dus want eerst daarna vervolgens tenslotte tot slot ja nee oké ok hé hee hoi hallo please "
    "aub alsjeblieft alstublieft kortom tip stap nb ps"
)


WINDOW: Final = 60
"""How many tokens a judgement looks back or ahead, so that a draft without full stops costs no more than another."""


def before_in(sentence: Span, token: Token) -> Span:
    """Return the last tokens of a sentence before `token`."""
    return token.doc[max(sentence.start, token.i - WINDOW) : token.i]


def after_in(sentence: Span, token: Token) -> Span:
    """Return the next tokens of a sentence after `token`."""
    return token.doc[token.i + 1 : min(sentence.end, token.i + 1 + WINDOW)]


def opens_clause(token: Token, sentence: Span) -> bool:
    """Tell whether a word is the first of its sentence or of a clause inside it."""
    doc, i = token.doc, token.i - 1
    while i >= sentence.start and doc[i].is_space:
        i -= 1
    if i < sentence.start:
        return True
    before = doc[i]
    if before.norm_ in _JOINING:
        return True
    if _is_boundary(before):
        return True
    return all(_is_boundary(word) or word.is_space or word.norm_ in _BEFORE for word in before_in(sentence, token))


def _is_boundary(token: Token) -> bool:
    text = token.text
    return (
        text in _BOUNDARIES
        or is_emoji(text)
        or is_hashtag(text)
        or is_mention(text)
        or is_decoration(text)
        or all(mark in "!?." for mark in text)
    )


def words_after(token: Token, sentence: Span) -> list[Token]:
    """Return the words after a token, up to the end of its clause: punctuation, emoji, hashtag or line break."""
    found: list[Token] = []
    for word in after_in(sentence, token):
        if (
            word.is_space
            or (word.is_punct and word.text not in {'"', "'", "-"})
            or is_emoji(word.text)
            or is_hashtag(word.text)
        ):
            break
        found.append(word)
    return found
