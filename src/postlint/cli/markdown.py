"""Text from rule files as Markdown that shows it as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MARKS = re.compile(r"([\\`*_\[\]<>|~])")
_BLOCKS = re.compile(r"^(\s*)([#+-]|\d+(?=[.)]))", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")


def escaped(text: str) -> str:
    """Give text on one line in which nothing is Markdown."""
    return _lines_escaped(" ".join(text.split()))


def item(text: str, sign: str) -> str:
    """Give an item of a list; the line breaks of the text stay."""
    lines = [_lines_escaped(line) for line in text.strip().splitlines()]
    return f"- {sign} " + "\\\n  ".join(line or "&nbsp;" for line in lines)


def code(text: str) -> str:
    """Give text as code within a line."""
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    return f"{fence} {text} {fence}" if longest else f"{fence}{text}{fence}"


def link(title: str, url: str | None) -> str:
    """Give a link, or the title alone where there is no address."""
    return escaped(title) if url is None else f"[{escaped(title)}](<{url}>)"


def rows(head: Sequence[str], body: Sequence[Sequence[str]]) -> list[str]:
    """Give the lines of a table; cells are Markdown already."""
    return [_row(head), _row(["---"] * len(head)), *(_row(cells) for cells in body)]


def page(*blocks: str | Sequence[str]) -> str:
    """Give a page of blocks with an empty line between them; a block of several lines is a list, and may be empty."""
    texts = (block if isinstance(block, str) else "\n".join(block) for block in blocks)
    return "\n\n".join(text for text in texts if text) + "\n"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _lines_escaped(line: str) -> str:
    text = _ENTITY.sub("&amp;", _MARKS.sub(r"\\\1", line.strip()))
    return _BLOCKS.sub(lambda found: found[1] + (found[2] + "\\" if found[2].isdigit() else "\\" + found[2]), text)
