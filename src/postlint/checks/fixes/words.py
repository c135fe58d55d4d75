"""One word for another: everyday words for jargon, and the right spelling."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from postlint.checks.fixes.made import Asked, Made, becomes, capitalised, verbatim
from postlint.checks.post import Match
from postlint.dutch.wordlists import PREPOSITIONS, words
from postlint.rulebook import Lexicon
from postlint.rulebook.model import LexiconRef
from postlint.rulebook.phrases import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

_GOES_BEHIND: Final = PREPOSITIONS | {"waarbij", "waarvan", "die", "vanuit", "rond"}

_ENDS_HEAD: Final = _GOES_BEHIND | {"dat"}
_PLURAL: Final = tuple(
    words(
        "klachten problemen aandoeningen oorzaken waarden spieren pezen gewrichten benen botten nieren longen ogen "
        "zenuwen ouders voeten tanden halzen vlekken plekken bloedvaatjes aders stuipen medicijnen verdunners "
        "gewoontes afspraken regels"
    )
)
"""How the plural nouns end that stand for a term in the singular; infinitives end alike, but are singular."""
_FOR_ONE: Final = words("een het dit dat elk elke ieder iedere")


def plain(asked: Asked) -> Made | None:
    """Put the lexicon's everyday words in the place of a match that stands just so in the lexicon, not inflected."""
    post, match = asked.post, asked.match
    text = _known(asked).get(fold(post.prose[match.start : match.end]))
    if text and _is_plural(text) and _stands_for_one(asked):
        return None
    if not text or text.split()[0] not in _GOES_BEHIND:
        return _instead(asked, text)
    first, last = post.token_range(match.start, match.end)
    if last - first != 1 or post.tokens[first].pos_ != "ADJ" or not post.words[first].endswith("e"):
        return _instead(asked, text)
    return _behind_noun(asked, last, text)


def correct(asked: Asked) -> Made | None:
    """Put the right spelling in the place of a misspelled word."""
    return _instead(asked, dict(asked.match.facts).get("correct"))


def _known(asked: Asked) -> dict[str, str]:
    """Give the everyday words for every way to write a phrase of the lexicons."""
    return {
        fold(" ".join(parts)): text
        for lexicon in _lexicons(asked)
        for phrase, text in lexicon.plain.items()
        for parts in product(*(part.split("|") for part in phrase.split()))
    }


def _is_plural(text: str) -> bool:
    parts = text.split()
    end = next((number for number, word in enumerate(parts) if word in _ENDS_HEAD), len(parts))
    return bool(end) and parts[end - 1].endswith(_PLURAL)


def _stands_for_one(asked: Asked) -> bool:
    """Tell whether a match is the subject of a verb in the singular, or follows a word for one thing."""
    post = asked.post
    first, last = post.token_range(asked.match.start, asked.match.end)
    if first and post.words[first - 1] in _FOR_ONE:
        return True
    return any(
        token.dep_.startswith("nsubj") and "Number=Sing" in token.morph and _rules_one(token)
        for token in post.tokens[first:last]
    )


def _rules_one(subject: Token) -> bool:
    """Tell whether the finite verb of a subject, its head or an auxiliary beside it, is in the singular."""
    verbs = [subject.head, *(one for one in subject.head.children if one.dep_ in ("cop", "aux", "aux:pass"))]
    return any("VerbForm=Fin" in verb.morph and "Number=Sing" in verb.morph for verb in verbs)


def _behind_noun(asked: Asked, number: int, text: str) -> Made | None:
    """Put the everyday words for an adjective behind the noun that follows; there is no mending it without one."""
    post, start = asked.post, asked.match.start
    if number >= len(post.tokens) or post.tokens[number].pos_ != "NOUN":
        return None
    noun = post.tokens[number]
    whole = Match(start, noun.idx + len(noun.text))
    if post.prose[asked.match.end : noun.idx] != " ":
        return None
    return _instead(asked._replace(match=whole), f"{noun.text} {text}")


def _instead(asked: Asked, text: str | None) -> Made | None:
    match, post = asked.match, asked.post
    place = verbatim(post, match.start, match.end)
    was = post.prose[match.start : match.end]
    if place is None or not text:
        return None
    text = capitalised(text) if was[:1].isupper() else text
    return Made([(*place, text)], becomes(text)) if text != was else None


def _lexicons(asked: Asked) -> list[Lexicon]:
    items = asked.rule.check.phrases or ()
    refs = (items,) if isinstance(items, LexiconRef) else items
    named = [name for item in refs if isinstance(item, LexiconRef) for name in item.names]
    return [asked.book.lexicons[name] for name in named]
