"""Plain text for commands that explain: wrapped paragraphs, sections and tables, without rich."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

INDENT = "  "
_READABLE = 30
"""Cells that a column of text needs at least."""


def paragraph(text: str, width: int, indent: str = INDENT, first: str | None = None) -> list[str]:
    """Wrap one paragraph; `first` stands before its first line instead of the indent."""
    return textwrap.wrap(
        " ".join(text.split()),
        width,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )


def section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Give an empty line, a title and the lines below it; nothing at all without lines."""
    body = list(lines)
    if body:
        yield ""
        yield title
        yield from body


def quoted(text: str, width: int, sign: str = "-") -> list[str]:
    """Give an example draft, its own line breaks kept."""
    lines: list[str] = []
    for part in text.strip().splitlines():
        lead = f"{INDENT}{sign} " if not lines else " " * 4
        lines += paragraph(part, width, " " * 4, lead) or [""]
    return lines


def table(head: Sequence[str], rows: Sequence[Sequence[str]], width: int, right: Sequence[int] = ()) -> Iterator[str]:
    """Give a table; the columns in `right` align to the right.

    The last column wraps within the width, or stands on lines of its own where too little is left for it.
    """
    sizes = [max(len(row[n]) for row in (head, *rows)) for n in range(len(head) - 1)]
    longest = min(_READABLE, max(len(row[-1]) for row in (head, *rows)))
    gap = "  " if sum(sizes) + 2 * len(sizes) + longest <= width else " "
    lead = sum(sizes) + len(gap) * len(sizes)
    below = width - lead < longest
    for row in (head, *rows):
        cells = [row[n].rjust(size) if n in right else row[n].ljust(size) for n, size in enumerate(sizes)]
        first = gap.join([*cells, ""])
        if below:
            yield first.rstrip()
            yield from paragraph(row[-1], width, INDENT * 2)
        else:
            yield from paragraph(row[-1], width, " " * lead, first) or [first.rstrip()]
