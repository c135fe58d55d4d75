"""Who may be in a picture, as rules know them, and what somebody meant who wrote it otherwise.

Place in the data flow: `yamlblock` asks it about `people:`, where a word that no rule knows would pass in silence.
"""

from __future__ import annotations

import re

NOBODY = frozenset({
    "niemand", "geen", "geen mensen", "geen personen", "niet herkenbaar", "onherkenbaar", "niemand herkenbaar",
    "nobody", "no one", "none", "not recognisable", "unrecognisable", "nul", "zero",
})  # fmt: skip
"""Other ways to say no."""
_IN_CARE = (
    "patiënt", "patiënten", "patiënte", "patiëntes", "patient", "patients", "patienten", "patiente", "cliënt",
    "cliënten", "cliënte", "cliëntes", "client", "clients", "clienten", "cliente", "bewoner", "bewoners", "bewoonster",
    "resident", "residents", "kind", "kinderen", "child", "children", "baby",
)  # fmt: skip
_OTHERS = (
    "collega", "collega's", "collegas", "colleague", "colleagues", "model", "modellen", "models", "acteur", "actrice",
    "acteurs", "actor", "team", "medewerker", "medewerkers", "stagiair", "stagiaire", "vrijwilliger", "mantelzorger",
)  # fmt: skip
_DUTCH = {"patients": "patiënten", "patient": "patiënt", "client": "cliënt", "clients": "cliënten"}
_TITLE = re.compile(r"(?:mevrouw|mevr\.?|mw\.?|meneer|mijnheer|dhr\.?|de heer|mrs?\.?|ms\.?)\s+\S", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:'s)?")


def meant(written: str) -> str | None:
    """Give the word to write for people in care, or for others, that rules would not know as it is written.

    Returns:
        The word; an empty text where somebody goes by «mevrouw» or «meneer» alone, so that nobody can tell who it is;
        None where nothing need be said.

    """
    from difflib import get_close_matches

    words = _WORD.findall(written.lower())
    if len(words) == 1 and words[0] in (*_IN_CARE, *_OTHERS):
        return None
    for known in (_IN_CARE, _OTHERS):
        close: list[str] = [near for word in words for near in get_close_matches(word, known, n=1, cutoff=0.84)]
        if close and (known is _IN_CARE or len(words) == 1):
            return _DUTCH.get(close[0], close[0])
        if any(word in _OTHERS for word in words):
            return None
    return "" if _TITLE.match(written.strip()) else None
