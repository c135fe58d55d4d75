"""What a condition needs of the Dutch pipeline, so that a rule can say why it is silent."""

from __future__ import annotations

from typing import Any

from postlint.rulebook.book import PERSONAL_SIGNALS, Rulebook
from postlint.rulebook.model import Condition, LexiconRef
from postlint.rulebook.phrases import UPOS, parse_phrase

MOVES = "moves"
SPELLING = "spelling"
PERSONAL_DATA = "personal-data"
"""What only an extra of the package can give, and only when the configuration asks for it."""
_GRAMMAR_SIGNALS = {
    "imperative": frozenset({"imperative"}),
    "superlative": frozenset({"morph"}),
    "past": frozenset({"morph"}),
    "misspelling": frozenset({SPELLING}),
    **{name: frozenset({PERSONAL_DATA, "pos"}) for name in PERSONAL_SIGNALS},
}
_LANGUAGE_SIGNALS = frozenset({"first-person", "second-person"})
_LANGUAGE_METRICS = frozenset({"mean-sentence-words", "sentence-words", "own-reader-ratio", "reply-overlap"})
_PATTERN_KEYS = {"POS": "pos", "TAG": "pos", "MORPH": "morph", "DEP": "parse", "LEMMA": "lemma"}


class Needs:
    """What the conditions of a rulebook need; what was found once is remembered as long as this lives.

    Args:
        book: the rulebook, for the lexicons and signals that conditions name.

    """

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._known: dict[int, frozenset[str]] = {}
        self._tags: dict[str, frozenset[str]] = {}

    def of(self, condition: Condition) -> frozenset[str]:
        """Give the features a condition asks for: words if it reads Dutch, pos, morph, lemma, parse, imperative, moves.

        An alternative of `any` that asks for moves is left out where they are missing, if another one does without.
        """
        known = self._known.get(id(condition))
        if known is None:
            known = self._known[id(condition)] = self._found(condition)
        return known

    def _found(self, condition: Condition) -> frozenset[str]:
        out = self._phrases(condition) | _patterns(condition) | self._signals(condition)
        if condition.metric is not None and condition.metric.name in _LANGUAGE_METRICS:
            out.add("words")
        if condition.kind in {"move", "judged"}:
            out |= {"words", MOVES}
        inside = [self.of(child) for child in condition.children()]
        if condition.any and not all(MOVES in self.of(child) for child in condition.any):
            inside = [wanted - {MOVES} for wanted in inside]
        return frozenset(out.union(*inside))

    def _phrases(self, condition: Condition) -> set[str]:
        if condition.phrases is None:
            return set()
        out = {"words"}
        items = (condition.phrases,) if isinstance(condition.phrases, LexiconRef) else condition.phrases
        for item in items:
            if isinstance(item, LexiconRef):
                out |= {_tag(tag) for name in item.names for tag in self._lexicon(name)}
            else:
                out |= {_tag(tag) for tag in self._phrase(item)}
        return out

    def _phrase(self, text: str) -> frozenset[str]:
        if "/" not in text and "<" not in text:  # most phrases ask for no tag and no lexicon, and need not be read
            return frozenset()
        phrase = parse_phrase(text)
        return frozenset(phrase.tags).union(*(self._lexicon(name) for name in phrase.lexicons))

    def _lexicon(self, name: str) -> frozenset[str]:
        if name not in self._tags:
            phrases = self._book.lexicons[name].phrases
            self._tags[name] = frozenset().union(*(self._phrase(text) for text in phrases))
        return self._tags[name]

    def _signals(self, condition: Condition) -> set[str]:
        named = condition.count.of if condition.count is not None else condition.signal
        out: set[str] = set()
        for name in () if named is None else (named,) if isinstance(named, str) else named:
            if name in _GRAMMAR_SIGNALS:
                out |= {"words"} | _GRAMMAR_SIGNALS[name]
            elif name in _LANGUAGE_SIGNALS:
                out.add("words")
            elif name in self._book.signals:
                out |= self.of(self._book.signals[name].check)
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
