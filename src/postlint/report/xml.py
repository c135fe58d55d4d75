"""XML that every parser accepts, whatever the draft holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from postlint.report.visible import visible

_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Element:
    """An element with either text or children; what XML cannot hold is replaced when it is written."""

    name: str
    attributes: Mapping[str, object] = field(default_factory=dict)
    children: tuple[Element, ...] = ()
    text: str = ""


def document(root: Element) -> str:
    """Give a whole document in UTF-8."""
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(_lines(root, "")) + "\n"


def legal(text: str) -> str:
    """Give text with every character that XML 1.0 cannot hold, or that steers a screen, made visible; lines stay."""
    return "\n".join(_ILLEGAL.sub("�", visible(line)) for line in text.splitlines())


def _lines(element: Element, indent: str) -> Iterable[str]:
    attributes = "".join(f" {key}={quoteattr(legal(str(value)))}" for key, value in element.attributes.items())
    head = f"{indent}<{element.name}{attributes}"
    if element.children:
        yield f"{head}>"
        for child in element.children:
            yield from _lines(child, indent + "  ")
        yield f"{indent}</{element.name}>"
    elif element.text:
        yield f"{head}>{escape(legal(element.text))}</{element.name}>"
    else:
        yield f"{head}/>"
