"""Web addresses without what only counts who came from where."""

from __future__ import annotations

from typing import Final

from postlint.checks.fixes.made import Asked, Made, verbatim
from postlint.checks.tracking import cleaned
from postlint.findings import Text

_SAID: Final = Text("haal de volgcode uit de link", "take the tracking code out of the link")


def without_tracking(asked: Asked) -> Made | None:
    """Take the tracking parameters out of an address in the text, or of the target of a Markdown link."""
    post, match = asked.post, asked.match
    place = verbatim(post, match.start, match.end)
    address = post.prose[match.start : match.end]
    if cleaned(address) == address:
        link = next((one for one in post.draft.links if (one.start, one.end) == (match.start, match.end)), None)
        if link is None:
            return None
        address = link.target
        _, behind = post.draft.source_range(match.start, match.end)
        opening = next((o for o in ("](", "](<") if post.draft.source.startswith(o + address, behind)), None)
        place = None if opening is None else (behind + len(opening), behind + len(opening) + len(address))
    return None if place is None else Made([_smallest(place, address)], _SAID)


def _smallest(place: tuple[int, int], address: str) -> tuple[int, int, str]:
    """Give the edit of the query alone: host and path stay as they are."""
    clean = cleaned(address)
    same = next((n for n, (a, b) in enumerate(zip(address, clean, strict=False)) if a != b), len(clean))
    return place[0] + same, place[1], clean[same:]
