"""Cut text into the pieces of a Unigram vocabulary, each with its place in the text.

The algorithm is that of SentencePiece's Unigram model (Kudo 2018, https://arxiv.org/abs/1804.10959): the segmentation
with the highest sum of log probabilities. No piece reaches over a space, so words are cut one by one and remembered.

Place in the data flow: `encoder.py` turns pieces into vectors; `training/encoder` uses the same code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from postlint.remembered import Remembered

SPACE = "▁"
_LONGEST = 24
_MOST_REMEMBERED = 20_000


class Piece(NamedTuple):
    """A piece: its id and its range in the text, `end` exclusive."""

    id: int
    start: int
    end: int


class Pieces:
    """A Unigram vocabulary.

    Args:
        scores: log probability and id of each piece.
        unknown: the id of what no piece covers.
        unknown_score: what an unknown character costs.
        replacements: characters to replace before cutting; what is not named stays as it is.

    """

    def __init__(
        self,
        scores: Mapping[str, tuple[float, int]],
        unknown: int,
        unknown_score: float,
        replacements: Mapping[str, str],
    ) -> None:
        self._scores = scores
        self._unknown = unknown
        self._unknown_score = unknown_score
        self._replacements = replacements
        self._longest = min(_LONGEST, max(map(len, scores), default=1))
        self._remembered: Remembered[str, list[tuple[int, int]]] = Remembered(_MOST_REMEMBERED)

    def encode(self, text: str) -> list[Piece]:
        """Cut a text; every character but white space belongs to a piece, save those that are replaced by nothing."""
        out: list[Piece] = []
        for word, places in self._words(text):
            at = 0
            for number, length in self._cut(SPACE + word):
                start = max(0, at - 1)
                at += length
                if at > 1:
                    out.append(Piece(number, places[start], places[at - 2] + 1))
                elif places:
                    out.append(Piece(number, places[0], places[0]))
        return out

    def _words(self, text: str) -> list[tuple[str, list[int]]]:
        words: list[tuple[str, list[int]]] = []
        word: list[str] = []
        places: list[int] = []
        for place, char in enumerate(text):
            for replaced in self._replacements.get(char, char):
                if replaced.isspace():
                    if word:
                        words.append(("".join(word), places))
                    word, places = [], []
                else:
                    word.append(replaced)
                    places.append(place)
        if word:
            words.append(("".join(word), places))
        return words

    def _cut(self, word: str) -> Sequence[tuple[int, int]]:
        """Give (id, length) of the best pieces of one word."""
        if (known := self._remembered.get(word)) is not None:
            return known
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        back: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        for start in range(size):
            here = best[start]
            if here + self._unknown_score > best[start + 1]:
                best[start + 1], back[start + 1] = here + self._unknown_score, (start, self._unknown)
            for end in range(start + 1, min(size, start + self._longest) + 1):
                found = self._scores.get(word[start:end])
                if found is not None and here + found[0] > best[end]:
                    best[end], back[end] = here + found[0], (start, found[1])
        out: list[tuple[int, int]] = []
        while size:
            start, number = back[size]
            out.append((number, size - start))
            size = start
        out.reverse()
        self._remembered[word] = out
        return out
