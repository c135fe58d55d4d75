"""Put the pieces that a reader found together into one prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from postlint.draft.fold import fold
from postlint.draft.mapped import Mapped
from postlint.draft.model import Block, BlockKind
from postlint.draft.quotes import quoted_passages

_LINE_MARGINS = re.compile(r"(?<![^\S\n])[^\S\n]+(?=\n)|(?<=\n)\s+")
_BULLET = re.compile("(?:[•‣◦●○▪▫■□►▶➤➔→➡⇒✓✔✅☑✗✘❌❎👉👇🔹🔸🔷🔶✴★☆⭐–]\ufe0f?|[0-9]\ufe0f?\u20e3)[^\\S\n]+(?=\\S)")
_EMOJI = re.compile(
    "[\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff][\ufe0f\u200d\U0001f300-\U0001faff]*[^\\S\n]+(?=\\S)"
)
_SENTENCE_END = re.compile(r"[.!?:…][)\"'’”»]*$")


@dataclass(slots=True)
class Piece:
    """A block before it has a place in the prose; `quote` says that it is someone else's words."""

    kind: BlockKind
    ordered: bool = False
    quote: bool = False
    content: Mapped = field(default_factory=Mapped)


@dataclass(slots=True)
class Prose:
    """The prose with its blocks; every range is in prose offsets."""

    content: Mapped = field(default_factory=Mapped)
    blocks: list[Block] = field(default_factory=list)
    quoted: list[tuple[int, int]] = field(default_factory=list)
    decorated: list[tuple[int, int]] = field(default_factory=list)


def continues(line: str, previous: str) -> bool:
    """Tell whether a line without a marker goes on where the list item before it stopped."""
    return line[:1].islower() and not _SENTENCE_END.search(previous)


def _without_margins(content: Mapped) -> Mapped:
    """Strip white space around lines, and empty lines; a block has none."""
    text = content.text
    at, end = len(text) - len(text.lstrip()), len(text.rstrip())
    kept = []
    for margin in _LINE_MARGINS.finditer(text, at, max(at, end)):
        kept.append((at, margin.start()))
        at = margin.end()
    kept.append((at, end))
    return content if kept == [(0, len(text))] else content.pick(kept)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        yield at, at + len(line)
        at += len(line) + 1


def _bulleted_lines(lines: list[str]) -> list[bool]:
    """Tell which lines begin with a bullet: a usual one, or any emoji when a neighbouring line has one too."""
    usual = [bool(_BULLET.match(line)) for line in lines]
    emoji = [u or bool(_EMOJI.match(line)) for u, line in zip(usual, lines, strict=True)]
    return [
        u or (e and (any(emoji[i + 1 : i + 2]) or any(emoji[max(i - 1, 0) : i])))
        for i, (u, e) in enumerate(zip(usual, emoji, strict=True))
    ]


def _split_off_items(piece: Piece) -> Iterator[Piece]:
    """Make items of the lines of a paragraph that begin with a bullet; the bullet, being content, stays."""
    text = piece.content.text
    if piece.kind != "paragraph" or text.isascii():
        yield piece
        return
    ranges = list(_lines(text))
    lines = [text[a:b] for a, b in ranges]
    bulleted = _bulleted_lines(lines)
    begins = [0]
    for i in range(1, len(lines)):
        in_item = bulleted[begins[-1]]
        if bulleted[i] or (in_item and not continues(lines[i], lines[i - 1])):
            begins.append(i)
    for first, after in zip(begins, [*begins[1:], len(lines)], strict=True):
        kind: BlockKind = "item" if bulleted[first] else "paragraph"
        ordered = kind == "item" and "\u20e3" in lines[first][:3]
        yield Piece(kind, ordered, piece.quote, piece.content.pick([(ranges[first][0], ranges[after - 1][1])]))


def _runs(flags: bytearray) -> Iterator[tuple[int, int]]:
    if any(flags):
        for run in re.finditer(rb"\x01+", flags):
            yield run.span()


def _separate(content: Mapped, next_start: int) -> None:
    """Part two blocks with an empty line that stands for what the source has in between."""
    gap = content.ends[-1]
    if next_start <= gap:
        content.add_made("\n\n", content.starts[-1], gap)
        return
    content.add_made("\n", gap, gap + 1)
    content.add_made("\n", next_start - 1, next_start)


def assemble(pieces: Iterable[Piece]) -> Prose:
    """Join pieces, in the order of the source, into prose; empty ones fall out."""
    prose = Prose()
    for whole in pieces:
        whole.content = _without_margins(fold(whole.content))
        for piece in _split_off_items(whole):
            if not piece.content:
                continue
            if prose.blocks:
                _separate(prose.content, piece.content.starts[0])
            start = len(prose.content)
            prose.content.add(piece.content)
            end = len(prose.content)
            prose.blocks.append(Block("quote" if piece.quote else piece.kind, start, end, piece.ordered))
            prose.decorated.extend((start + a, start + b) for a, b in _runs(piece.content.fancy))
            passages = [(0, end - start)] if piece.quote else quoted_passages(piece.content.text)
            prose.quoted.extend((start + a, start + b) for a, b in passages)
    return prose
