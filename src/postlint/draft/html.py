"""Take the HTML inside Markdown apart: comments, tags, and the text between them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from postlint.draft.mapped import Mapped

_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?P<closed>--!?>|\Z)"
    r"|<(?P<unseen>script|style|template)\b.*?(?:</(?P=unseen)\s*>|\Z)"
    r"|<(?P<slash>/?)(?P<name>[a-z][\w-]*)(?P<attributes>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>"
    r"|<[!?][^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-f]{1,6}|\w{1,40});", re.IGNORECASE)  # longer ones mean nothing
_ATTRIBUTE = re.compile(r"(?<![a-z-])([a-z-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


@dataclass(slots=True)
class HtmlText:
    """Text between tags, entities decoded."""

    content: Mapped


@dataclass(slots=True)
class HtmlComment:
    """A comment: its text, its source offsets, and whether it is closed."""

    text: str
    start: int
    end: int
    closed: bool


@dataclass(slots=True)
class HtmlTag:
    """A tag: its name in lower case, its attributes as text with their place, and its source offsets."""

    name: str
    closing: bool
    start: int
    end: int
    attributes: dict[str, Mapped] = field(default_factory=dict)


def _decoded(content: Mapped, start: int, end: int) -> Mapped:
    decoded = Mapped()
    at = start
    for entity in _ENTITY.finditer(content.text, start, end):
        decoded.add(content, at, entity.start())
        decoded.add_made(html.unescape(entity[0]), content.starts[entity.start()], content.ends[entity.end() - 1])
        at = entity.end()
    decoded.add(content, at, end)
    return decoded


def _attributes(content: Mapped, start: int, end: int) -> dict[str, Mapped]:
    found = {}
    for match in _ATTRIBUTE.finditer(content.text, start, end):
        group = match.lastindex or 2
        found[match[1].lower()] = _decoded(content, *match.span(group))
    return found


def html_tokens(content: Mapped) -> Iterator[HtmlText | HtmlComment | HtmlTag]:
    """Give the comments, tags and stretches of text of a piece of HTML in order; scripts and styles fall out."""
    at = 0
    for token in _TOKEN.finditer(content.text):
        if token.start() > at:
            yield HtmlText(_decoded(content, at, token.start()))
        at = token.end()
        start, end = content.starts[token.start()], content.ends[at - 1]
        if token["comment"] is not None:
            yield HtmlComment(token["comment"].strip(), start, end, bool(token["closed"]))
        elif token["name"]:
            attributes = _attributes(content, *token.span("attributes"))
            yield HtmlTag(token["name"].lower(), bool(token["slash"]), start, end, attributes)
    if at < len(content):
        yield HtmlText(_decoded(content, at, len(content)))
