"""Find what stands between quotation marks: probably someone else's words."""

from __future__ import annotations

import re
from bisect import bisect_left

MINIMUM = 12
"""Characters between the marks; less is a title or a word in inverted commas."""

_CLOSERS = {"«": "»", "“": "”", "„": "”“", "”": "”", "‘": "’", '"': '"', "'": "'"}
_ASYMMETRIC = "«“„"
_OPENER = re.compile("[" + "".join(_CLOSERS) + "]")
# 's ochtends, 't, 'n, 'k, 'm, 'r, 'ie, '98: apostrophes, also where a word processor made them opening marks.
_APOSTROPHE = re.compile(r"['‘’](?:(?:s|t|n|k|m|r|ns|ie|er|em)\b|\d\d\b)", re.IGNORECASE)
_GENITIVE = re.compile(r"[sxz]['’] [a-zà-ÿ]")


def _opens(text: str, at: int) -> bool:
    if text[at] in _ASYMMETRIC:
        return True
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if before.isalnum() or before in _CLOSERS or not after.strip():
        return False
    return text[at] == '"' or not _APOSTROPHE.match(text, at)


class _Closers:
    """The places in one paragraph where a passage may end, by kind of mark; every kind is looked up once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._certain: dict[str, list[int]] = {}
        self._genitive: dict[str, list[int]] = {}

    def after(self, opener: int) -> int | None:
        """Find the mark that closes the one at `opener`; a genitive (Hans’ fiets) does so only if nothing else does."""
        mark = self._text[opener]
        if mark not in self._certain:
            self._find(mark)
        for places in (self._certain[mark], self._genitive[mark]):
            i = bisect_left(places, opener + 2)
            if i < len(places):
                return places[i]
        return None

    def _find(self, mark: str) -> None:
        certain, genitive = self._certain.setdefault(mark, []), self._genitive.setdefault(mark, [])
        for closer in re.finditer(f"[{_CLOSERS[mark]}]", self._text):
            at = closer.start()
            if mark in _ASYMMETRIC:
                certain.append(at)
            elif at and not self._text[at - 1].isspace() and not self._text[at + 1 : at + 2].isalnum():
                (genitive if _GENITIVE.match(self._text, at - 1) else certain).append(at)


def quoted_passages(text: str) -> list[tuple[int, int]]:
    """List the ranges of a paragraph between quotation marks, marks included, with at least `MINIMUM` characters."""
    passages: list[tuple[int, int]] = []
    closers = _Closers(text)
    at = 0
    while match := _OPENER.search(text, at):
        at = match.end()
        closing = closers.after(match.start()) if _opens(text, match.start()) else None
        if closing is not None:
            at = closing + 1
            if closing - match.end() >= MINIMUM:
                passages.append((match.start(), at))
    return passages
