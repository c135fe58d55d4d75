"""Closed lists of Dutch words that several modules of this package share."""

from __future__ import annotations

from typing import Final


def words(text: str) -> frozenset[str]:
    """Return the set of words that stand, separated by white space, in a text."""
    return frozenset(text.split())


PREPOSITIONS: Final = words(
    "aan achter bij binnen boven door in langs met na naar naast om onder op over per sinds te tegen "
    "tijdens tot tussen uit van vanaf via volgens voor zonder"
)
