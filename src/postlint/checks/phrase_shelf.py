"""Phrases that may start with the same word, told apart by another word that they need.

Place in the data flow: `phrases.py` puts every phrase on the shelves of the words it can start with, and takes from the
shelf of a token those whose other word stands in the sentence. A common word starts thousands of phrases in a large
rulebook; looking at each of them would make the work grow with the rules and not with the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field

from postlint.rulebook.phrases import Element, ElementKind, Phrase

_FEW = 3
"""So many phrases are quicker looked at than told apart."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A phrase, its place in the order of the rulebook, and the conditions it belongs to with what a match brings."""

    number: int
    text: str
    phrase: Phrase
    owners: list[tuple[int, tuple[tuple[str, str], ...]]] = field(default_factory=list)


class Shelf:
    """Phrases that share their start.

    Args:
        entries: the phrases; one that stands there twice counts once.

    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._plain: tuple[Entry, ...] = tuple(dict.fromkeys(entries))
        self._by_word: dict[str, list[Entry]] = {}
        if len(self._plain) > _FEW:
            self._tell_apart()

    def among(self, words: Set[str]) -> Sequence[Entry]:
        """Give the phrases that may stand in a sentence, in the order of the rulebook.

        Args:
            words: every word of the sentence and every lemma.

        """
        present = self._by_word.keys() & words
        if not present:
            return self._plain
        chosen = dict.fromkeys(self._plain)
        for word in present:
            chosen.update(dict.fromkeys(self._by_word[word]))
        return sorted(chosen, key=_number)

    def _tell_apart(self) -> None:
        needed = [(entry, _needed(entry.phrase)) for entry in self._plain]
        common = Counter(word for _, places in needed for place in places for word in place)
        by_word: dict[str, list[Entry]] = defaultdict(list)
        for entry, places in needed:
            rarest = min(places, key=lambda place: sum(common[word] for word in place), default=())
            for word in rarest:
                by_word[word].append(entry)
        self._plain = tuple(entry for entry, places in needed if not places)
        self._by_word = dict(by_word)


def _needed(phrase: Phrase) -> list[tuple[str, ...]]:
    """Give, for the places behind the first that must be filled by a word as written, the words that may fill it."""
    return [tuple(word.text for word in element.words) for element in phrase.elements[1:] if _is_named(element)]


def _is_named(element: Element) -> bool:
    return (
        element.kind is ElementKind.WORDS
        and not element.optional
        and all(word.text.isalpha() and not (word.prefix or word.suffix) for word in element.words)
    )


def _number(entry: Entry) -> int:
    return entry.number
