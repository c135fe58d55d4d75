"""Take something out of a draft and leave clean white space behind."""

from __future__ import annotations

import re
from typing import Final

import regex

from postlint.checks.fixes.made import Asked, Made, verbatim
from postlint.checks.post import Post
from postlint.draft import read_text
from postlint.dutch.tokens import EMOJI
from postlint.findings import Problem, Text

_BULLET: Final = re.compile(r"[^\S\r\n]*(?:[-*+•]|(?P<number>\d{1,3})[.)])?[^\S\r\n]*")
_NUMBERED: Final = re.compile(r"[^\S\r\n]*\d{1,3}[.)]\s")
_NEWLINE: Final = re.compile(r"\r\n|\r|\n")
_EMPTY_LINES: Final = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\r|\n))+")
_REST_IS_EMPTY: Final = re.compile(r"\s*\Z")
_LONGEST: Final = 20_000
"""Characters of a draft from which no sentence is deleted: each deletion is proven by reading the draft anew."""
_DECORATION: Final = regex.compile(rf"(?:{EMOJI}|\s)+")
_EMPHASIS: Final = ("***", "**", "__", "~~", "*", "_")
_OPENING, _CLOSING = frozenset("[(<{«“‘„\"'"), frozenset("])>}»”’\"'")
_SENTENCE: Final = Text("haal deze zin weg", "remove this sentence")
_HASHTAG: Final = Text("haal de dubbele hashtag weg", "remove the repeated hashtag")


def sentence(asked: Asked) -> Made | None:
    """Delete the sentence that a match stands in, with the emoji that lead to it or follow it on its line."""
    post, match = asked.post, asked.match
    if (
        len(post.draft.source) > _LONGEST
        or match.whole
        or post.sentence_at(match.start) != post.sentence_at(max(match.start, match.end - 1))
    ):
        return None
    return _without(post, *_with_emoji(post.prose, *post.sentences[post.sentence_at(match.start)]))


def hashtag(asked: Asked) -> Made | None:
    """Delete a hashtag that is no part of a sentence."""
    post, match = asked.post, asked.match
    place = verbatim(post, match.start, match.end)
    widened = None if place is None else tidy(post.draft.source, *place, first=match.start == 0)
    return None if widened is None else Made([(*widened, "")], _HASHTAG)


def tidy(source: str, start: int, end: int, *, first: bool = False) -> tuple[int, int] | None:
    """Widen a range that will be deleted so that no stray white space, bullet or empty line stays.

    Args:
        source: a text with any newlines.
        start: offset of the range.
        end: offset behind it.
        first: no text stands above it, at most front matter.

    Returns:
        A range around it that holds white space and at most a bullet besides; None where a numbered list would get a
        hole.

    """
    line_start = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
    newline = _NEWLINE.search(source, end)
    line_end = newline.start() if newline else len(source)
    before, after = source[line_start:start], source[end:line_end]
    if after.strip():
        return start, end + len(after) - len(after.lstrip())
    bullet = _BULLET.fullmatch(before)
    if bullet is None:
        return start - (len(before) - len(before.rstrip())), end
    if bullet["number"] and newline and _NUMBERED.match(source, newline.end()):
        return None
    return _whole_lines(source, line_start, line_end, newline.end() if newline else len(source), first)


def _whole_lines(source: str, line_start: int, line_end: int, after: int, first: bool) -> tuple[int, int]:
    """Give the range of whole lines with the empty lines on one side, where both sides have them or the text ends."""
    kept = line_start
    while kept and source[kept - 1].isspace():
        kept -= 1
    if _REST_IS_EMPTY.match(source, after):
        last = _NEWLINE.match(source, kept)
        had_newline = line_end < len(source)
        return (min(last.end(), line_start) if last and had_newline else kept), len(source)
    if first or not kept or len(_NEWLINE.findall(source, kept, line_start)) > 1:
        empty = _EMPTY_LINES.match(source, after)
        after = empty.end() if empty else after
    if source.endswith("\r", 0, line_start) and source.startswith("\n", after):  # the two would become one newline
        return line_start - 1, line_end
    return line_start, after


def _with_emoji(prose: str, start: int, end: int) -> tuple[int, int]:
    line_start = prose.rfind("\n", 0, start) + 1
    line_end = prose.find("\n", end)
    line_end = len(prose) if line_end < 0 else line_end
    if line_start < start and _DECORATION.fullmatch(prose, line_start, start):
        start = line_start
    if end < line_end and _DECORATION.fullmatch(prose, end, line_end):
        end = line_end
    return start, end


def _without(post: Post, start: int, end: int) -> Made | None:
    """Delete a range of the prose, if the draft then says just what it said, less that."""
    draft = post.draft
    place = verbatim(post, start, end)
    if place is None:
        return None
    first, last = _with_emphasis(draft.source, *place) if draft.is_markdown else place
    if draft.source[max(0, first - 1) : first] in _OPENING or draft.source[last : last + 1] in _CLOSING:
        return None
    widened = tidy(draft.source, first, last, first=start == 0)
    if widened is None:
        return None
    try:
        after = read_text(draft.source[: widened[0]] + draft.source[widened[1] :], draft.path)
    except Problem:
        return None
    left = f"{post.prose[:start]} {post.prose[end:]}".split()
    same = after.prose.split() == left and after.front == draft.front and len(after.links) == len(draft.links)
    return Made([(*widened, "")], _SENTENCE) if same else None


def _with_emphasis(source: str, start: int, end: int) -> tuple[int, int]:
    """Take in the marks of emphasis that stand around a range and would stay behind empty."""
    for mark in _EMPHASIS:
        size = len(mark)
        if source[max(0, start - size) : start] == mark and source[end : end + size] == mark:
            return start - size, end + size
    return start, end
