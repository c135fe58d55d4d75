"""One word for another: everyday words for jargon, and the right spelling."""

from __future__ import annotations

from postlint.checks.fixes.made import Asked, Made, becomes, capitalised, verbatim
from postlint.rulebook import Lexicon
from postlint.rulebook.model import LexiconRef
from postlint.rulebook.phrases import fold


def plain(asked: Asked) -> Made | None:
    """Put the lexicon's everyday words in the place of a match that stands just so in the lexicon, not inflected."""
    words = asked.post.prose[asked.match.start : asked.match.end]
    known = {fold(phrase): text for lexicon in _lexicons(asked) for phrase, text in lexicon.plain.items()}
    return _instead(asked, known.get(fold(words)))


def correct(asked: Asked) -> Made | None:
    """Put the right spelling in the place of a misspelled word."""
    return _instead(asked, dict(asked.match.facts).get("correct"))


def _instead(asked: Asked, text: str | None) -> Made | None:
    match, post = asked.match, asked.post
    place = verbatim(post, match.start, match.end)
    words = post.prose[match.start : match.end]
    if place is None or not text:
        return None
    text = capitalised(text) if words[:1].isupper() else text
    return Made([(*place, text)], becomes(text)) if text != words else None


def _lexicons(asked: Asked) -> list[Lexicon]:
    items = asked.rule.check.phrases or ()
    refs = (items,) if isinstance(items, LexiconRef) else items
    named = [name for item in refs if isinstance(item, LexiconRef) for name in item.names]
    return [asked.book.lexicons[name] for name in named]
