"""The keys of front matter, with the other names under which they are accepted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Names = Mapping[str, tuple[str, ...]]
_Key = TypeVar("_Key", bound=str)

KEYS: Names = {
    "channel": ("kanaal", "kanalen", "channels"),
    "account": (),
    "date": ("datum",),
    "kind": ("soort",),
    "audience": ("doelgroep", "publiek"),
    "topic": ("onderwerp",),
    "title": ("titel",),
    "in_reply_to": ("antwoord_op", "reactie_op"),
    "media": ("beeld",),
    "consent": ("toestemming",),
    "source": ("bron", "bronnen", "sources"),
    "mentions": ("vermeldingen",),
    "disclosure": ("openheid",),
    "allow": ("toegestaan",),
    "postlint": (),
}
MEDIA_KEYS: Names = {
    "file": ("bestand",),
    "alt": ("alt_tekst", "alttekst", "alt_text"),
    "people": ("mensen", "personen"),
    "consent": ("toestemming",),
    "type": ("soort",),
    "captions": ("ondertiteling", "ondertitels"),
    "transcript": ("transcriptie",),
    "decorative": ("decoratief",),
    "maker": ("fotograaf",),
    "license": ("licentie", "licence"),
}
EXEMPTION_KEYS: Names = {"rule": ("regel",), "reason": ("reden",)}
OWN_KEYS: Names = {"ignore": ("negeer",)}
REPLY_KEYS: Names = {"text": ("tekst",), "from": ("van",), "date": ("datum",)}

_MEANS: Mapping[str, str] = {"image": "media", "picture": "media", "photo": "media", "afbeelding": "media"}
"""Keys of other tools for what has another name here: by themselves theirs, but misspelt they may be meant for us."""

_OF_OTHERS = frozenset({
    *_MEANS, "images", "imagery", "pictures", "photos", "afbeeldingen", "content", "contents", "contact", "dates",
    "titles", "topics", "accounts", "kin",
})  # fmt: skip
"""Keys that site builders and note takers know, and that are near one of ours by accident."""

_OTHER_WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "in_reply_to": {
        "in_reply_to": (
            "answer", "answers", "answering", "answer_to", "replies_to", "reply_to", "replying_to", "replyto",
            "inreplyto", "responds_to", "response_to", "in_response_to", "question", "asked",
        ),
        "antwoord_op": ("antwoord", "antwoordt_op", "reageert_op", "vraag", "vraag_van", "gevraagd"),
    },
    "channel": {"channel": ("platform", "network", "social_network"), "kanaal": ("netwerk", "platforms")},
    "audience": {"audience": ("readers", "target_group"), "doelgroep": ("lezer", "lezers", "voor_wie")},
    "consent": {"consent": ("permission",), "toestemming": ("akkoord",)},
    "disclosure": {"disclosure": ("sponsored", "sponsored_by"), "openheid": ("gesponsord", "gesponsord_door")},
    "people": {"people": ("who", "person", "persons"), "mensen": ("wie", "persoon", "patiënt", "patient", "cliënt")},
    "alt": {"alt": ("description", "describe", "beschrijving", "omschrijving")},
    "source": {"source": ("reference", "references"), "bron": ("bronvermelding", "referentie", "referenties")},
}  # fmt: skip
"""Other words for our keys, by the key and by the name to write; people who have not read the names guess at these."""
_OF_OTHER_MEDIA = frozenset({
    "src", "url", "href", "link", "path", "name", "naam", "id", "width", "height", "breedte", "hoogte", "size",
    "format", "mime", "title", "titel", "caption", "bijschrift", "credit", "credits", "thumbnail", "poster", "duration",
    "duur", "loop", "autoplay", "align", "class", "style", "position", "focus", "date", "datum", "layout",
})  # fmt: skip
"""Keys that site builders give a picture and that postlint has no use for."""


def of_other_media(written: str) -> bool:
    """Tell whether a key of a picture is one that site builders use."""
    return _plain(written) in _OF_OTHER_MEDIA


def canonical(written: str, names: Mapping[_Key, tuple[str, ...]]) -> _Key | None:
    """Give the English key for a key as written, whatever its case and hyphens; None for an unknown one."""
    key = _plain(written)
    return next((name for name, aliases in names.items() if key == name or key in aliases), None)


def near_miss(written: str, names: Mapping[_Key, tuple[str, ...]]) -> str | None:
    """Give the known name, in Dutch or English, that an unknown one probably stands for.

    The first letter must be right: `resources` and `update` are keys of others, no misspellings of `source`, `date`.
    What others are known to use, such as `content` and `topics`, is no misspelling at all.
    """
    from difflib import get_close_matches

    key = _plain(written)
    if key in _OF_OTHERS:
        return None
    means = {word: name for word, name in _MEANS.items() if name in names}
    known: list[str] = [*names, *(alias for aliases in names.values() for alias in aliases), *means]
    close = get_close_matches(key, [name for name in known if name[0] == key[:1]], n=1, cutoff=0.8)
    return means.get(close[0], close[0]) if close else None


def other_word(written: str, names: Mapping[_Key, tuple[str, ...]]) -> str | None:
    """Give the name to write instead of another word for one of these keys, such as `in_reply_to` for `answers`."""
    key = _plain(written)
    offered = (instead for name, words in _OTHER_WORDS.items() if name in names for instead in words.items())
    return next((name for name, words in offered if key in words), None)


def _plain(written: str) -> str:
    return written.strip().lower().replace("-", "_").replace(" ", "_")
