"""What a condition needs of the Dutch pipeline, so that a rule can say why it is silent."""

from __future__ import annotations

from typing import Any

from postlint.rulebook.book import Rulebook
from postlint.rulebook.model import Condition, LexiconRef
from postlint.rulebook.phrases import UPOS, parse_phrase

MOVES = "moves"
SPELLING = "spelling"
"""What only an extra of the package can give, and only when the configuration asks for it."""
_GRAMMAR_SIGNALS = {"imperative": "imperative", "superlative": "morph", "past": "morph", "misspelling": SPELLING}
_LANGUAGE_SIGNALS = frozenset({"first-person", "second-person"})
_LANGUAGE_METRICS = frozenset({"mean-sentence-words", "sentence-words", "own-reader-ratio", "reply-overlap"})
_PATTERN_KEYS = {"POS": "pos", "TAG": "pos", "MORPH": "morph", "DEP": "parse", "LEMMA": "lemma"}


def needs(condition: Condition, book: Rulebook) -> frozenset[str]:
    """Give the features a condition asks for: words if it reads Dutch, and pos, morph, lemma, parse, imperative, moves.

    An alternative of `any` that asks for moves is left out where they are missing, if another one does without.
    """
    out = _phrases(condition, book) | _patterns(condition) | _signals(condition, book)
    if condition.metric is not None and condition.metric.name in _LANGUAGE_METRICS:
        out.add("words")
    if condition.kind in {"move", "judged"}:
        out |= {"words", MOVES}
    inside = [needs(child, book) for child in condition.children()]
    if condition.any and not all(MOVES in needs(child, book) for child in condition.any):
        inside = [wanted - {MOVES} for wanted in inside]
    return frozenset(out.union(*inside))


def _phrases(condition: Condition, book: Rulebook) -> set[str]:
    if condition.phrases is None:
        return set()
    out = {"words"}
    items = (condition.phrases,) if isinstance(condition.phrases, LexiconRef) else condition.phrases
    for item in items:
        texts = [e for n in item.names for e in book.lexicons[n].phrases] if isinstance(item, LexiconRef) else [item]
        for text in texts:
            phrase = parse_phrase(text)
            inside = {t for name in phrase.lexicons for e in book.lexicons[name].phrases for t in parse_phrase(e).tags}
            out |= {_tag(tag) for tag in phrase.tags | inside}
    return out


def _tag(tag: str) -> str:
    return "pos" if tag in UPOS else "imperative" if tag == "IMP" else "morph"


def _patterns(condition: Condition) -> set[str]:
    out: set[str] = set()
    for pattern in condition.pattern or ():
        out |= {"words"} | _keys(pattern)
    for tree in condition.dependency or ():
        out |= {"words", "parse"} | _keys(tree)
    return out


def _keys(value: Any) -> set[str]:
    if isinstance(value, dict):
        found = {_PATTERN_KEYS[key] for key in value if key in _PATTERN_KEYS}
        return found.union(*(_keys(v) for v in value.values()))
    if isinstance(value, list | tuple):
        return set().union(*(_keys(v) for v in value))
    return set()


def _signals(condition: Condition, book: Rulebook) -> set[str]:
    named = condition.count.of if condition.count is not None else condition.signal
    out: set[str] = set()
    for name in () if named is None else (named,) if isinstance(named, str) else named:
        if name in _GRAMMAR_SIGNALS:
            out |= {"words", _GRAMMAR_SIGNALS[name]}
        elif name in _LANGUAGE_SIGNALS:
            out.add("words")
        elif name in book.signals:
            out |= needs(book.signals[name].check, book)
    return out
