"""Text on a screen of cells: measure, wrap, cut, and colour where colour is wanted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rich.cells import cell_len

ELLIPSIS = "…"
_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_OFF = "\x1b[0m"


class Part(NamedTuple):
    """Some text of a line, and its style: words of `_CODES`, or nothing."""

    text: str
    style: str = ""


class Line:
    """One line on the screen. rich could hold it too, but takes as long to load as all the rest of a short run."""

    def __init__(self, text: str = "", style: str = "") -> None:
        self.parts = [Part(text, style)]

    @classmethod
    def assemble(cls, *parts: str | tuple[str, str]) -> Line:
        """Make a line of texts, each alone or with its style."""
        line = cls()
        line.parts = [Part(part) if isinstance(part, str) else Part(*part) for part in parts]
        return line


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
        while len(head := fit(line.rstrip(), width)) < len(line.rstrip()):
            lines.append(head)
            line = line[len(head) :]
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def fit(text: str, width: int) -> str:
    """Give the longest beginning of at most `width` cells and at least one character."""
    size = max(1, width)
    while size < len(text) and cell_len(text[:size]) <= width:  # a text may be much longer than what fits
        size *= 2
    size = min(size, len(text))
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


def paint(lines: Iterable[Line], color: bool) -> str:
    """Give lines as plain text, or with the codes that terminals take for colours; never wrapped any further."""
    painted = _colored if color else _plain
    return "".join("".join(map(painted, line.parts)) + "\n" for line in lines)


def _plain(part: Part) -> str:
    return part.text


def _colored(part: Part) -> str:
    if not part.style or not part.text:
        return part.text
    return f"\x1b[{';'.join(_CODES[word] for word in part.style.split())}m{part.text}{_OFF}"


def _pieces(text: str, separator: str) -> list[str]:
    parts = text.split(separator)
    return [part + separator for part in parts[:-1]] + [parts[-1]]
