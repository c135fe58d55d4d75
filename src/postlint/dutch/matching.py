"""spaCy's token and dependency matchers, all patterns of all rules in one matcher each.

Place in the data flow: `checks/grammar.py` adds the patterns of rules and asks once per post what was found.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

from spacy.language import Language
from spacy.matcher import DependencyMatcher, Matcher
from spacy.tokens import Doc, Span

WINDOW: Final = 200
OVERLAP: Final = 40
"""Tokens on which the token patterns are matched at a time, and how many of them two windows share."""


def _windows(doc: Doc) -> Iterator[Span]:
    """Cut a long Doc: where a run of words fits `OP: "+"`, the matcher's work grows with the square of its length."""
    yield doc[:WINDOW]
    for start in range(WINDOW - OVERLAP, len(doc) - OVERLAP, WINDOW - OVERLAP):
        yield doc[start : start + WINDOW]


class PatternError(ValueError):
    """A pattern that spaCy refuses; the message is spaCy's."""


class GrammarMatcher:
    """Token patterns and dependency patterns, each under a number of its own; equal ones share theirs.

    A pattern that names a word is only tried on a Doc that holds it; the others are tried together.
    """

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._tokens = Matcher(nlp.vocab, validate=True)
        self._by_words: list[tuple[frozenset[str], Matcher]] = []
        self._trees = DependencyMatcher(nlp.vocab, validate=True)
        self._strings = nlp.vocab.strings
        self._numbers: dict[str, int] = {}

    def add_pattern(self, patterns: list[list[dict[str, Any]]]) -> int:
        """Take in token patterns (see spaCy's Matcher) and give their number.

        Raises:
            PatternError: when spaCy does not accept them.

        """
        words = [_needed_words(pattern) for pattern in patterns]
        needed = frozenset[str]().union(*(one for one in words if one is not None))
        matcher = self._tokens if None in words else Matcher(self._nlp.vocab, validate=True)
        number = self._number_of("tokens", patterns, partial(matcher.add, greedy="LONGEST"))
        if len(matcher) and matcher is not self._tokens:
            self._by_words.append((needed, matcher))
        return number

    def add_dependency(self, patterns: list[list[dict[str, Any]]]) -> int:
        """Take in dependency patterns (see spaCy's DependencyMatcher) and give their number.

        Raises:
            PatternError: when spaCy does not accept them.

        """
        return self._number_of("trees", patterns, self._trees.add)

    def first_refused(self, name: str, patterns: Iterable[Iterable[dict[str, Any]]]) -> int:
        """Give the number of the first pattern that spaCy does not accept; `name` is «pattern» or «dependency»."""
        for number, pattern in enumerate(patterns):
            alone = GrammarMatcher(self._nlp)
            try:
                (alone.add_pattern if name == "pattern" else alone.add_dependency)([list(pattern)])
            except PatternError:
                return number
        return 0

    def find(self, doc: Doc) -> dict[int, list[tuple[int, int]]]:
        """Give the character ranges found, by the number under which the pattern was added.

        A token pattern longer than `OVERLAP` tokens may be found in part where two windows meet.
        """
        out: dict[int, list[tuple[int, int]]] = defaultdict(list)
        present = {token.lower_ for token in doc}
        matchers = [matcher for words, matcher in self._by_words if not words.isdisjoint(present)]
        if len(self._tokens):
            matchers.append(self._tokens)
        for window in _windows(doc):
            for matcher in matchers:
                for key, start, end in matcher(window):
                    span = window[start:end]
                    out[int(self._strings[key])].append((span.start_char, span.end_char))
        if len(self._trees) and doc.has_annotation("DEP"):
            for key, numbers in self._trees(doc):
                span = doc[min(numbers) : max(numbers) + 1]
                out[int(self._strings[key])].append((span.start_char, span.end_char))
        return out

    def _number_of(self, kind: str, patterns: list[list[dict[str, Any]]], add: Callable[[str, Any], None]) -> int:
        key = kind + json.dumps(patterns, default=str)
        if key not in self._numbers:
            number = len(self._numbers)
            try:
                add(str(number), patterns)
            except Exception as error:  # spaCy raises ValueError, MatchPatternError and KeyError alike
                raise PatternError(str(error)) from error
            self._numbers[key] = number
        return self._numbers[key]


def _needed_words(pattern: list[dict[str, Any]]) -> frozenset[str] | None:
    """Give words, in lower case, of which a Doc must hold one for a pattern to fit; None where none can be named."""
    named = (_words_of(token) for token in pattern if token.get("OP", "1") in {"1", "+"})
    return min((words for words in named if words is not None), key=len, default=None)


def _words_of(token: dict[str, Any]) -> frozenset[str] | None:
    for key in ("LOWER", "TEXT", "ORTH"):
        wanted = token.get(key)
        if isinstance(wanted, str):
            return frozenset({wanted.lower()})
        if isinstance(wanted, dict) and isinstance(wanted.get("IN"), list):
            return frozenset(word.lower() for word in wanted["IN"])
    return None
