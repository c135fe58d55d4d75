"""What the styles and the numbering of a Word document make of its paragraphs."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from postlint.draft.model import BlockKind

# Word keeps the English names of its own styles in the file, whatever the language of its menus; ids are translated.
_HEADING = re.compile(r"(heading|kop) ?[1-9]|title|subtitle|titel|ondertitel", re.IGNORECASE)
_QUOTE = re.compile(r"(intense )?quote|(duidelijk )?citaat", re.IGNORECASE)
_BULLETS = re.compile(r"list bullet.*", re.IGNORECASE)
_NUMBERS = re.compile(r"list number.*", re.IGNORECASE)
_NO_LIST = "0"
_MOST_ANCESTORS = 20


class Look(NamedTuple):
    """What a paragraph is."""

    kind: BlockKind = "paragraph"
    ordered: bool = False
    quote: bool = False


class _Style(NamedTuple):
    name: str
    based_on: str | None
    numbering: tuple[str, str] | None


def value(element: Element | None, default: str = "") -> str:
    """Give the `w_val` of an element."""
    return default if element is None else element.get("w_val", default)


class Styles:
    """Tells what a paragraph is by its properties.

    Args:
        styles: the part with styles, if any.
        numbering: the part with lists, if any.

    """

    def __init__(self, styles: Element | None, numbering: Element | None) -> None:
        self._styles = {
            style.get("w_styleId", ""): _Style(
                value(style.find("w_name")), value(style.find("w_basedOn")) or None, _numbering(style.find("w_pPr"))
            )
            for style in ([] if styles is None else styles.findall("w_style"))
        }
        self._bulleted = _bulleted(numbering)

    def look(self, properties: Element | None) -> Look:
        """Give what a paragraph with these properties is."""
        chain = self._chain(value(properties.find("w_pStyle")) if properties is not None else "")
        names = [name for style_id, style in chain for name in (style.name or style_id,)]
        quote = any(_QUOTE.fullmatch(name) for name in names)
        if any(_HEADING.fullmatch(name) for name in names):
            return Look("heading", quote=quote)
        listed = next((n for n in (_numbering(properties), *(style.numbering for _, style in chain)) if n), None)
        if listed is not None and listed[0] != _NO_LIST:
            return Look("item", ordered=listed not in self._bulleted, quote=quote)
        if listed is None and any(_BULLETS.fullmatch(name) for name in names):
            return Look("item", quote=quote)
        if listed is None and any(_NUMBERS.fullmatch(name) for name in names):
            return Look("item", ordered=True, quote=quote)
        return Look(quote=quote)

    def _chain(self, style_id: str) -> list[tuple[str, _Style]]:
        """Give a style and those that it is based on; one that the document does not describe goes by its id."""
        chain: list[tuple[str, _Style]] = []
        following: str | None = style_id or None
        while following is not None and len(chain) < _MOST_ANCESTORS:
            style = self._styles.get(following, _Style(following, None, None))
            chain.append((following, style))
            following = style.based_on
        return chain


def _numbering(properties: Element | None) -> tuple[str, str] | None:
    """Give the list and the level that properties put a paragraph in; list «0» takes it out of one."""
    numbered = None if properties is None else properties.find("w_numPr")
    if numbered is None:
        return None
    return value(numbered.find("w_numId"), _NO_LIST), value(numbered.find("w_ilvl"), "0")


def _bulleted(numbering: Element | None) -> frozenset[tuple[str, str]]:
    """Give the lists and levels that have bullets rather than numbers."""
    if numbering is None:
        return frozenset()
    levels = {
        abstract.get("w_abstractNumId", ""): [
            level.get("w_ilvl", "0")
            for level in abstract.findall("w_lvl")
            if value(level.find("w_numFmt")) in ("bullet", "none")
        ]
        for abstract in numbering.findall("w_abstractNum")
    }
    return frozenset(
        (number.get("w_numId", ""), level)
        for number in numbering.findall("w_num")
        for level in levels.get(value(number.find("w_abstractNumId")), ())
    )
