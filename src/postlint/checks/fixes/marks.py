"""Signs that shout or clutter: runs of exclamation marks, and emoji as bullets."""

from __future__ import annotations

import re
from typing import Final

import regex

from postlint.checks.fixes.made import Asked, Made, becomes, verbatim
from postlint.checks.post import Match
from postlint.dutch.tokens import EMOJI
from postlint.findings import Text

_RUN: Final = re.compile(r"[!?]{2,}")
_MARKER: Final = re.compile(r"[^\S\r\n]*(?:[-*+•]|\d{1,3}[.)])[^\S\r\n]+")
_EMOJI: Final = regex.compile(EMOJI)
_KEYCAP: Final = re.compile("([0-9])\ufe0f?\u20e3")
_NEGATIVE: Final = frozenset("❌❎✗✘✖🚫⛔👎⚠🔴")
_NEXT_LINE: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)([^\r\n]*)")
_GAP: Final = re.compile(r"\s+")
_FEWER: Final = Text("houd minder uitroeptekens over", "keep fewer exclamation marks")
_DASHES: Final = Text("zet streepjes in plaats van emoji’s", "put dashes in place of the emoji")


def single_mark(asked: Asked) -> Made | None:
    """Leave one mark of each run, a question mark if it has one; without runs, end sentences in a full stop."""
    post, match = asked.post, asked.match
    if not match.places:
        place = verbatim(post, match.start, match.end)
        run = _RUN.fullmatch(post.prose, match.start, match.end)
        return None if place is None or run is None else Made([(*place, _one_of(run[0]))], becomes(_one_of(run[0])))
    counted = {start for start, _ in match.places}
    runs = [run.span() for run in _RUN.finditer(post.prose) if counted.intersection(range(*run.span()))]
    ranges = runs or [place for place in match.places if place[0] >= match.start]
    edits: list[tuple[int, int, str]] = []
    for start, end in ranges:
        place = verbatim(post, start, end)
        words = post.prose[start:end]
        if place is None or post.is_quoted(Match(start, end)):
            continue
        if runs:
            edits.append((*place, _one_of(words)))
        elif words == "!" and _ends_sentence(post.prose, end):
            edits.append((*place, "."))
    return Made(edits, _FEWER)


def dash(asked: Asked) -> Made | None:
    """Put a dash where a line begins with an emoji, a number for a keycap, and nothing where a bullet stands before it.

    Safe where all emoji are the same and say neither yes nor no: only then do they mean nothing.
    """
    post, source = asked.post, asked.post.draft.source
    edits: list[tuple[int, int, str]] = []
    signs: set[str] = set()
    loose = False
    for begin, _ in asked.match.places:
        sign = _EMOJI.match(post.prose, begin)
        if sign is None:
            return None
        end = sign.end()
        while post.prose[end : end + 1] == " ":
            end += 1
        place = verbatim(post, begin, end)
        if place is None:
            return None
        before = source[max(source.rfind("\n", 0, place[0]), source.rfind("\r", 0, place[0])) + 1 : place[0]]
        keycap = _KEYCAP.fullmatch(sign[0])
        if not before.strip():
            edits.append((*place, f"{keycap[1]}. " if keycap else "- "))
        elif _MARKER.fullmatch(before):
            edits.append((*place, ""))
        else:
            continue
        signs.add("keycap" if keycap else sign[0].replace("\ufe0f", ""))
        loose = loose or _runs_on(source, place[1])
    meaningless = len(signs) == 1 and not _NEGATIVE.intersection(*signs)
    return Made(edits, _DASHES, meaningless and not (loose and post.draft.is_markdown))


def _one_of(run: str) -> str:
    return "?" if "?" in run else "!"


def _ends_sentence(prose: str, at: int) -> bool:
    """Tell whether a sentence ends at an offset: white space follows, and then no small letter."""
    found = _GAP.match(prose, at)
    return at >= len(prose) or (found is not None and not prose[found.end() : found.end() + 1].islower())


def _runs_on(source: str, at: int) -> bool:
    """Tell whether the line after the one around an offset holds text without a bullet, which a list would take in."""
    found = _NEXT_LINE.match(source, at)
    text = found[1].strip() if found else ""
    return bool(text) and not _EMOJI.match(text) and not _MARKER.match(text)
