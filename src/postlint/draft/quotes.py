"""Find what stands between quotation marks: probably someone else's words."""

from __future__ import annotations

import re

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


def _closing_mark(text: str, at: int) -> int | None:
    """Find the mark that closes the one at `at`; a genitive (Hans’ fiets) closes only when nothing else does."""
    closers = _CLOSERS[text[at]]
    second_best = None
    for i in range(at + 2, len(text)):
        if text[i] not in closers:
            continue
        if text[at] in _ASYMMETRIC:
            return i
        if text[i - 1].isspace() or text[i + 1 : i + 2].isalnum():
            continue
        if text[i] == '"' or not _GENITIVE.match(text, i - 1):
            return i
        second_best = second_best or i
    return second_best


def quoted_passages(text: str) -> list[tuple[int, int]]:
    """List the ranges of a paragraph between quotation marks, marks included, with at least `MINIMUM` characters."""
    passages: list[tuple[int, int]] = []
    at = 0
    while match := _OPENER.search(text, at):
        at = match.end()
        closing = _closing_mark(text, match.start()) if _opens(text, match.start()) else None
        if closing is not None:
            at = closing + 1
            if closing - match.end() >= MINIMUM:
                passages.append((match.start(), at))
    return passages
