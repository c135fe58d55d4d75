"""Read Markdown: CommonMark with tables, strikethrough, task lists and footnotes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, NamedTuple

from postlint.draft.html import HtmlComment, HtmlTag, HtmlText, html_tokens
from postlint.draft.mapped import Mapped
from postlint.draft.model import BlockKind, Comment, Image
from postlint.draft.prose import Piece

# A tag other than these begins or ends a block.
_INLINE_TAG = re.compile(
    "a|abbr|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strike|strong"
    "|sub|sup|time|tt|u|var|wbr"
)
_TAG_KINDS: dict[str, BlockKind] = {"li": "item", "td": "cell", "th": "cell"}
_TAG_KINDS.update({f"h{level}": "heading" for level in range(1, 7)})
_INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})


class LinkMarkup(NamedTuple):
    """A link as it stands in the source: its target and the offsets of its markup."""

    target: str
    start: int
    end: int


@dataclass(slots=True)
class _Container:
    """A block that is open; an item gives its kind to the first block in it alone."""

    name: str
    ordered: bool = False
    used: bool = False


class MarkdownText:
    """What a Markdown text holds; offsets are in the source of which `body` is the part from `base`.

    Attributes:
        pieces: the blocks in order.
        links: links with their markup's source offsets.
        images: images with their source offsets.
        comments: HTML comments.
        unclosed: the source offset of a comment that is never closed and so hides all that follows; else None.

    """

    def __init__(self, body: str, base: int = 0) -> None:
        self.pieces: list[Piece] = []
        self.links: list[LinkMarkup] = []
        self.images: list[Image] = []
        self.comments: list[Comment] = []
        self.unclosed: int | None = None
        self._body, self._base = body, base
        self._containers: list[_Container] = []
        self._items: list[_Container] = []
        self._within: Counter[str] = Counter()
        self._lists: list[bool] = []
        self._current: Piece | None = None
        self._alt: Mapped | None = None
        self._image: tuple[str, int, int] = ("", 0, 0)
        self._html: Mapped | None = None
        self._html_kind: BlockKind | None = None
        self._html_quotes = 0
        self._code = False
        self._gap = False
        self._read()

    def _read(self) -> None:
        from pyromark import Options, events_with_range

        options = (
            Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_TASKLISTS | Options.ENABLE_FOOTNOTES
        )
        handlers: dict[str, Callable[[Any, int, int], None]] = {
            "Start": self._start,
            "End": self._end,
            "Text": self._text,
            "Html": self._html_line,
            "InlineHtml": self._inline_html,
            "Code": self._removed,
            "FootnoteReference": self._removed,
        }
        offset = _offsets(self._body)
        for event, bytes_ in events_with_range(self._body, options=options):
            start, end = offset(bytes_["start"]), offset(bytes_["end"])
            if isinstance(event, str):
                self._break(event, start, end)
                continue
            ((name, value),) = event.items()
            if name in handlers:
                handlers[name](value, start, end)

    def _break(self, event: str, start: int, end: int) -> None:
        if event == "Rule":
            self._close()
        else:
            self._content().add_made("\n", self._base + start, self._base + end)

    def _start(self, tag: Any, start: int, end: int) -> None:
        data: Any
        name, data = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
        if name == "Link":
            self.links.append(LinkMarkup(data["dest_url"], self._base + start, self._base + end))
        elif name == "Image":
            self._image = (data["dest_url"], self._base + start, self._base + end)
            self._alt = Mapped()
        if name in _INLINE:
            return
        self._close()
        if name == "List":
            self._lists.append(data is not None)
        elif name == "HtmlBlock":
            self._html = Mapped()
        elif name == "CodeBlock":
            self._code = True
        container = _Container(name, ordered=name == "Item" and self._lists[-1])
        self._containers.append(container)
        self._within[name] += 1
        if name == "Item":
            self._items.append(container)

    def _end(self, tag: Any, start: int, end: int) -> None:
        name = tag if isinstance(tag, str) else next(iter(tag))
        if name == "Image":
            self._end_image()
        if name in _INLINE:
            return
        if name == "HtmlBlock" and self._html is not None:
            self._take_html(self._html)
            self._html = None
        self._close()
        self._within[self._containers.pop().name] -= 1
        if name == "Item":
            self._items.pop()
        if name == "List":
            self._lists.pop()
        self._code = False

    def _text(self, text: str, start: int, end: int) -> None:
        if self._code:
            return
        content = self._content()
        if self._gap and text[:1] == " " and content.ends_with_space() and end - start == len(text):
            text, start = text[1:], start + 1
        self._gap = False
        if text == self._body[start:end]:
            content.add_verbatim(text, self._base + start)
        else:
            content.add_made(text, self._base + start, self._base + end)

    def _removed(self, _: Any, start: int, end: int) -> None:
        self._gap = True

    def _html_line(self, _: str, start: int, end: int) -> None:
        if self._html is not None:
            self._html.add_lines(self._body[start:end], self._base + start)

    def _inline_html(self, _: str, start: int, end: int) -> None:
        content = Mapped()
        content.add_lines(self._body[start:end], self._base + start)
        self._take_html(content)
        self._gap = True

    def _take_html(self, content: Mapped) -> None:
        for token in html_tokens(content):
            match token:
                case HtmlText():
                    self._content().add(token.content)
                case HtmlComment():
                    self.comments.append(Comment(token.text, token.start, token.end))
                    if not token.closed:
                        self.unclosed = token.start
                case HtmlTag():
                    self._take_tag(token)

    def _take_tag(self, tag: HtmlTag) -> None:
        if tag.name == "br":
            self._content().add_made("\n", tag.start, tag.end)
        elif tag.name == "img":
            target = tag.attributes.get("src", Mapped()).text
            self._add_image(tag.attributes.get("alt", Mapped()), target, tag.start, tag.end)
        elif not _INLINE_TAG.fullmatch(tag.name):
            self._close()
            self._html_kind = None if tag.closing else _TAG_KINDS.get(tag.name)
            if tag.name == "blockquote":
                self._html_quotes = max(0, self._html_quotes + (-1 if tag.closing else 1))

    def _end_image(self) -> None:
        alt, self._alt = self._alt or Mapped(), None
        self._add_image(alt, *self._image)

    def _add_image(self, alt: Mapped, target: str, start: int, end: int) -> None:
        self.images.append(Image(target, alt.text.strip(), start, end))
        self._gap = True
        if alt.text.strip():
            self._close()
            self.pieces.append(Piece("alt", content=alt))

    def _content(self) -> Mapped:
        """Give what text is added to now: the alt text of an open image or the open block, which may be new."""
        if self._alt is not None:
            return self._alt
        if self._current is None:
            self._current = self._new_piece()
            self._gap = False
        return self._current.content

    def _new_piece(self) -> Piece:
        quoted = self._html_quotes > 0 or self._within["BlockQuote"] > 0
        if self._html_kind:
            return Piece(self._html_kind, quote=quoted)
        if self._within["Heading"]:
            return Piece("heading", quote=quoted)
        if self._within["TableCell"]:
            return Piece("cell", quote=quoted)
        item = self._items[-1] if self._items else None
        if item is None or item.used:
            return Piece("paragraph", quote=quoted)
        item.used = True
        return Piece("item", ordered=item.ordered, quote=quoted)

    def _close(self) -> None:
        if self._current is not None:
            self.pieces.append(self._current)
            self._current = None


def _offsets(text: str) -> Callable[[int], int]:
    """Give a function from UTF-8 byte offsets to code point offsets."""
    if text.isascii():
        return int
    byte_starts = [0, *accumulate(1 + (c > "\x7f") + (c > "\u07ff") + (c > "\uffff") for c in text)]
    return lambda byte: bisect_left(byte_starts, byte)
