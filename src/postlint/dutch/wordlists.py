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

FUNCTION_WORDS: Final = words(
    "je de het een in op aan met bij van voor naar na te tot uit over onder om door tegen tussen zonder "
    "tijdens per als dat of en maar dan ook niet geen nog al wel eens even vaak veel weinig meer minder "
    "te alleen altijd soms graag hier daar er nu vandaag morgen 's elke elk iedere deze dit die dat wat "
    "hoe waar wie langer lang snel weer echt zelf mij me ons hem haar ze liever buiten binnen last zin "
    "benieuwd klaar drie twee vier goed regelmatig mee iets iemand niets thuis toch steeds vast"
)
"""Words that are no verb form and no object: after «Loop je» they show that `je` is the subject."""
