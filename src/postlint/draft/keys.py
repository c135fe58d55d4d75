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


def canonical(written: str, names: Mapping[_Key, tuple[str, ...]]) -> _Key | None:
    """Give the English key for a key as written, whatever its case and hyphens; None for an unknown one."""
    key = _plain(written)
    return next((name for name, aliases in names.items() if key == name or key in aliases), None)


def near_miss(written: str, names: Mapping[_Key, tuple[str, ...]]) -> str | None:
    """Give the known name, in Dutch or English, that an unknown one probably stands for.

    The first letter must be right: `resources` and `update` are keys of others, no misspellings of `source`, `date`.
    """
    from difflib import get_close_matches

    key = _plain(written)
    known: list[str] = [*names, *(alias for aliases in names.values() for alias in aliases)]
    close = get_close_matches(key, [name for name in known if name[0] == key[:1]], n=1, cutoff=0.8)
    return close[0] if close else None


def _plain(written: str) -> str:
    return written.strip().lower().replace("-", "_").replace(" ", "_")
