"""What a read draft is: prose to judge, its structure, and the way back from prose to file."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import PurePath
from typing import Literal, NamedTuple

from postlint.draft.decode import is_word
from postlint.draft.front import FrontMatter
from postlint.findings import Notice, Position, Span

MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
BlockKind = Literal["paragraph", "heading", "item", "quote", "alt", "cell"]


class Block(NamedTuple):
    """A stretch of prose that belongs together; prose offsets, `end` exclusive.

    `ordered` holds for items of a numbered list; the number itself is no prose.
    """

    kind: BlockKind
    start: int
    end: int
    ordered: bool = False


class Link(NamedTuple):
    """A link made with markup: where it points, and the prose offsets of its text (an empty range when it has none)."""

    target: str
    start: int
    end: int


class Image(NamedTuple):
    """An image in the text: its file or address, its alt text (may be empty), and its SOURCE offsets."""

    target: str
    alt: str
    start: int
    end: int


class Comment(NamedTuple):
    """A comment to tools rather than readers: its trimmed text without delimiters, and its SOURCE offsets."""

    text: str
    start: int
    end: int


def _no_offsets() -> array[int]:
    return array("I")


def line_starts(source: str) -> list[int]:
    """List the offset at which each line of a text begins; CRLF, CR and LF each end one line."""
    starts = [0]
    if "\r" not in source:
        at = source.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        return starts
    for i, char in enumerate(source):
        if char == "\n" or (char == "\r" and source[i + 1 : i + 2] != "\n"):
            starts.append(i + 1)
    return starts


@dataclass(frozen=True)
class Draft:
    """A draft as read: what is judged, and for every character of that where it stands in the file.

    Attributes:
        path: the file as shown to the user; `<stdin>` when there is none.
        source: the file as decoded, newlines untouched, without byte order mark; of a Word document, its paragraphs.
        front: the front matter; all None when there is none.
        front_lines: 1-based line in the file of each front matter key, under its English name; parts as `media.0.alt`.
        prose: what is judged: NFC, newlines as LF, markup gone, blocks apart by an empty line.
        quoted: prose ranges that are someone else's words: quote blocks and passages between quotation marks.
        blocks: the paragraphs, items and so on of the prose, in order.
        links: links made with markup; bare addresses in the prose are not among them.
        images: images in the text, with source offsets.
        comments: HTML comments and `# postlint:` lines, with source offsets.
        decorated: prose ranges that stood in decorative letters (𝗯𝗼𝗹𝗱, ⓐ) and are plain letters here.
        notices: what the reader of the report should know about the reading.

    """

    path: str
    source: str = field(repr=False)
    front: FrontMatter
    front_lines: dict[str, int]
    prose: str
    quoted: tuple[tuple[int, int], ...] = ()
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    comments: tuple[Comment, ...] = ()
    decorated: tuple[tuple[int, int], ...] = ()
    notices: tuple[Notice, ...] = ()
    starts: array[int] = field(default_factory=_no_offsets, repr=False, compare=False)
    ends: array[int] = field(default_factory=_no_offsets, repr=False, compare=False)

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.source)

    @property
    def is_markdown(self) -> bool:
        """Whether it was read as Markdown rather than as plain text."""
        return PurePath(self.path).suffix.lower() in MARKDOWN_SUFFIXES or bool(self.front_lines)

    @cached_property
    def posted(self) -> str:
        """The text as a channel will count it: a plain text as it stands, Markdown and Word as the reader sees it.

        Comments to tools are left out; bullets and empty lines, which prose drops, count in plain text.
        """
        if self.is_markdown or is_word(self.path):
            return self.prose
        hidden = {self.position(comment.start).line for comment in self.comments}
        lines = pairwise([*self._lines, len(self.source)])
        return "".join(self.source[start:end] for n, (start, end) in enumerate(lines, 1) if n not in hidden)

    def position(self, offset: int) -> Position:
        """Give line and column of a source offset; a CRLF counts as one line break."""
        line = bisect_right(self._lines, offset)
        return Position(line, offset - self._lines[line - 1] + 1, offset)

    def place(self, start: int, end: int) -> Span:
        """Give the span of a range of source offsets."""
        return Span(self.position(start), self.position(end))

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the source offsets of a range of prose; an empty range gives an empty range.

        Raises:
            ValueError: the range is not inside the prose.

        """
        if not 0 <= start <= end <= len(self.prose):
            raise ValueError(f"no range of the prose: {start}-{end} of {len(self.prose)}")
        if start < end:
            return self.starts[start], self.ends[end - 1]
        at = self.starts[start] if start < len(self.starts) else self.ends[-1] if self.ends else 0
        return at, at

    def prose_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the prose that stands in a range of source offsets; empty where only markup stands there."""
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end, lo=first)
        return first, last

    def span(self, start: int, end: int) -> Span:
        """Give the place in the source of a range of prose, markup in between included.

        Raises:
            ValueError: the range is not inside the prose.

        """
        return self.place(*self.source_range(start, end))

    def text_at(self, start: int, end: int) -> str:
        """Give a range of prose as the source has it."""
        first, last = self.source_range(start, end)
        return self.source[first:last]

    def is_quoted(self, start: int, end: int) -> bool:
        """Tell whether a range of prose lies wholly within someone else's words."""
        return any(first <= start and end <= last for first, last in self.quoted)

    @property
    def body(self) -> Span:
        """The whole prose, for findings about the whole draft."""
        return self.span(0, len(self.prose))
