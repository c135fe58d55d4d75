"""What makers of fixes share: what they are asked, what they make, and where file and prose have the same text."""

from __future__ import annotations

from typing import NamedTuple

from postlint.checks.post import Match, Post
from postlint.findings import Text
from postlint.rulebook import Rule, Rulebook
from postlint.rulebook.model import FixSpec

_LONGEST_SHOWN = 40
_BECOMES = Text("maak er «{text}» van", "make it “{text}”")


class Asked(NamedTuple):
    """A match to mend, and what the rule says of how."""

    rule: Rule
    spec: FixSpec
    match: Match
    post: Post
    book: Rulebook


class Made(NamedTuple):
    """Edits as (start, end, text) in source offsets, what they do in words, and whether they keep the meaning."""

    edits: list[tuple[int, int, str]]
    said: Text
    safe: bool = True


def verbatim(post: Post, start: int, end: int) -> tuple[int, int] | None:
    """Give the source offsets of a range of prose; None where the file has other text there, such as markup."""
    if start >= end:
        return None
    first, last = post.draft.source_range(start, end)
    return (first, last) if post.draft.source[first:last] == post.prose[start:end] else None


def becomes(text: str) -> Text:
    """Say what a match becomes."""
    shown = " ".join(text.split())
    shown = shown if len(shown) <= _LONGEST_SHOWN else shown[: _LONGEST_SHOWN - 1].rstrip() + "…"
    return Text(_BECOMES.nl.format(text=shown), _BECOMES.en.format(text=shown))


def capitalised(text: str) -> str:
    """Give a text with a capital in front, which for the Dutch ij takes two letters."""
    return "IJ" + text[2:] if text.startswith("ij") else text[:1].upper() + text[1:]
