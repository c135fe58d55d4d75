"""Read plain text: paragraphs, list items and quotes as people type them without a markup language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from postlint.draft.directives import directive
from postlint.draft.model import Comment
from postlint.draft.prose import Piece, continues

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_QUOTE = re.compile(r"\s*>+(?:\s+>+)*(?:\s+|$)")
ITEM = re.compile(r"\s*(?:[-*•]|(?P<number>\d{1,3}[.)]))\s+(?=\S)")


@dataclass(slots=True)
class PlainText:
    """What a plain text holds: its blocks in order, and the `# postlint:` lines that are no prose."""

    pieces: list[Piece] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def _block_of(line: str, current: Piece | None, previous: str) -> tuple[Piece, int]:
    """Give the block that a line belongs to, be it the current one or a new one, and the length of its marker."""
    if quote := _QUOTE.match(line):
        return (current if current and current.quote else Piece("quote", quote=True)), quote.end()
    if item := ITEM.match(line):
        return Piece("item", ordered=bool(item["number"])), item.end()
    if current is None or current.quote:
        return Piece("paragraph"), 0
    if current.kind == "item" and not line[0].isspace() and not continues(line, previous):
        return Piece("paragraph"), 0
    return current, 0


def read_plain(source: str) -> PlainText:
    """Read plain text; everything but list markers, quote markers and `# postlint:` lines is prose."""
    plain = PlainText()
    current: Piece | None = None
    previous = ""
    for match in _LINE.finditer(source):
        line, start = match[1], match.start()
        if comment := directive(line, start):
            plain.comments.append(comment)
            continue
        if not line.strip():
            current = None
            continue
        block, marker = _block_of(line, current, previous)
        if block is not current:
            plain.pieces.append(block)
        current, previous = block, line
        block.content.add_verbatim(line[marker:], start + marker)
        if match[2]:
            block.content.add_made("\n", match.end(1), match.end())
    return plain
