"""What in a post may belong to a person: names, addresses, dates and long numbers, as deduce finds them.

deduce was made for medical records; in posts it takes «Slik» and «Dag Trudy» for names too. So a name counts only where
the Dutch pipeline sees one as well, without the words in front that are none; and no tag, account, link or own place
does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from postlint.checks.post import Match, Post
from postlint.findings import Severity, Text
from postlint.rulebook.phrases import fold

if TYPE_CHECKING:
    from postlint.dutch.personal import Found

WHAT: Final = {
    "name": Text("een naam", "a name"),
    "address": Text("een adres", "an address"),
    "birth-date": Text("een geboortedatum", "a date of birth"),
    "patient-number": Text("een patiëntnummer", "a patient number"),
}
"""What was found, as a message says it where it has «{what}»."""
_CUES: Final = {
    "birth-date": re.compile(r"\b(?:geboren|geb\.?|geboortedatum|geboortedag)(?!\w)[^\d!?\n]{0,20}$", re.IGNORECASE),
    "patient-number": re.compile(
        r"\b(?:pati[eë]nt|cli[eë]nt|dossier|polis|verzekerden?|zorg|bewoners|verwijs|pat|zis|relatie)-?"
        r"(?:nummer|nr)\b[^\d!?\n]{0,20}$",
        re.IGNORECASE,
    ),
}
"""What must stand before a date or a number for it to be someone's own."""
_TITLES: Final = frozenset({"mevrouw", "meneer", "mijnheer", "mevr", "dhr", "mw", "heer", "juffrouw", "mej"})
_NO_NAMES: Final = frozenset(
    {"lieve", "beste", "dag", "hoi", "hallo", "hee", "fijn", "merci", "dank", "bedankt", "juf", "meester"}
)
"""Words with a capital that stand before a name in posts and are none."""
_STREET: Final = re.compile(r"(?:straat|laan|weg|plein|singel|gracht|kade|steeg)$", re.IGNORECASE)
_CUE_REACH: Final = 45
_NAME_TAGS: Final = frozenset({"PROPN", "X"})


def names(post: Post) -> Iterator[Match]:
    """Give the names that are certainly a person's: with a title, or of more than one word."""
    return (match for match in _names(post) if match.bears is None)


def first_names(post: Post) -> Iterator[Match]:
    """Give the names of one word; a finding on one is at most a suggestion."""
    return (match for match in _names(post) if match.bears is not None)


def addresses(post: Post) -> Iterator[Match]:
    """Give streets with a house number, and postcodes; those of the practice are left out."""
    return (match for match in _of(post, "address", "address") if not _is_own_place(post, match))


def birth_dates(post: Post) -> Iterator[Match]:
    """Give the dates that are said to be someone's date of birth."""
    return _of(post, "date", "birth-date")


def patient_numbers(post: Post) -> Iterator[Match]:
    """Give the long numbers that are said to be someone's number in a record, with a doctor or an insurer."""
    return _of(post, "number", "patient-number")


def _of(post: Post, kind: str, what: str) -> Iterator[Match]:
    cue = _CUES.get(what)
    for found in _everything(post):
        before = post.prose[max(0, found.start - _CUE_REACH) : found.start]
        if found.kind == kind and not _is_elsewhere(post, found) and (cue is None or cue.search(before)):
            yield Match(found.start, found.end, facts=(("what", what),))


def _names(post: Post) -> Iterator[Match]:
    for found in _everything(post):
        match = _name(post, found) if found.kind == "name" and not _is_elsewhere(post, found) else None
        if match is not None and not _is_own_place(post, match):
            yield match


def _everything(post: Post) -> list[Found]:
    if "personal" not in post.found:
        from postlint.dutch import personal

        post.found["personal"] = personal.finder().find(post.prose)
    out: list[Found] = post.found["personal"]
    return out


def _is_elsewhere(post: Post, found: Found) -> bool:
    """Tell whether a place is part of a tag, an account or a link."""
    from postlint.checks.signals import find

    others = (other for name in ("hashtag", "mention", "url", "email") for other in find(post, name))
    return any(other.start < found.end and found.start < other.end for other in others)


def _name(post: Post, found: Found) -> Match | None:
    first, last = post.token_range(found.start, found.end)
    while first < last and not (_is_name(post, first) or post.words[first].rstrip(".") in _TITLES):
        first += 1
    count = sum(_is_name(post, number) for number in range(first, last))
    if not count:
        return None
    match = post.match(first, last, what="name")
    words = post.prose[match.start : match.end]
    titled = any(post.words[number].rstrip(".") in _TITLES for number in range(max(0, first - 1), last))
    is_street = words.istitle() and not titled and _STREET.search(words)
    if is_street or fold(words) in fold(post.draft.front.account or ""):
        return None
    return match if titled or count > 1 else replace(match, bears=Severity.SUGGESTION)


def _is_name(post: Post, number: int) -> bool:
    token = post.tokens[number]
    word = post.words[number].rstrip(".")
    return token.pos_ in _NAME_TAGS and token.text[:1].isupper() and word not in _TITLES | _NO_NAMES


def _is_own_place(post: Post, match: Match) -> bool:
    """Tell whether a place holds a street or town of the practice."""
    words = fold(post.prose[match.start : match.end])
    return post.practice is not None and any(fold(place) in words for place in post.practice.places if place.strip())
