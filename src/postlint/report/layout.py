"""Text on a screen of cells: measure, wrap, cut, and colour where colour is wanted."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

ELLIPSIS = "…"


def wrap(text: str, width: int, separator: str = " ") -> list[str]:
    """Break text over lines of at most `width` cells, at the separator where possible; at least one line.

    The separator stays at the end of a line, less its trailing spaces.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, separator):
        if line and cell_len((line + piece).rstrip()) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
        while cell_len(line.rstrip()) > width:
            head = fit(line, width)
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def fit(text: str, width: int) -> str:
    """Give the longest beginning of at most `width` cells and at least one character."""
    size = len(text)
    while size > 1 and cell_len(text[:size]) > width:
        size -= max(1, (cell_len(text[:size]) - width) // 2)
    return text[:size]


def keep_end(text: str, width: int) -> str:
    """Give the end of the text in at most `width` cells, cut before a word, with … for what was left out."""
    if cell_len(text) <= width:
        return text
    words = text.split(" ")
    kept = ""
    for word in reversed(words[1:]):
        longer = f" {word}{kept}"
        if cell_len(ELLIPSIS + longer) > width:
            break
        kept = longer
    return ELLIPSIS + kept


def keep_start(text: str, width: int) -> str:
    """Give the beginning of the text in at most `width` cells, cut after a word, with … for what was left out."""
    if cell_len(text) <= width:
        return text
    kept = ""
    for word in text.split(" ")[:-1]:
        longer = f"{kept}{word} "
        if cell_len(longer + ELLIPSIS) > width:
            break
        kept = longer
    return kept + ELLIPSIS


def paint(lines: Iterable[Text], width: int, color: bool) -> str:
    """Give lines of rich text as plain text, or with colour codes; never wrapped or highlighted any further."""
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=color, color_system="standard" if color else None, no_color=not color,
        highlight=False, markup=False, emoji=False, legacy_windows=False,
    )  # fmt: skip
    for line in lines:
        console.print(line, soft_wrap=True)
    return out.getvalue()


def _pieces(text: str, separator: str) -> list[str]:
    parts = text.split(separator)
    return [part + separator for part in parts[:-1]] + [parts[-1]]
