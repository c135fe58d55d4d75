"""Text from outside as Markdown in which nothing steers: no table cell ends early, no link, mention or HTML appears."""

from __future__ import annotations

import re
from collections.abc import Sequence

from postlint.report.visible import one_line

# Entities rather than backslashes: they hold in table cells and in every dialect.
_ENTITIES = str.maketrans({char: f"&#{ord(char)};" for char in "\\`*_{}[]<>#|~&@$"})
_LINKS = re.compile(r"://|www\.", re.IGNORECASE)
_LIST_START = re.compile(r"^([-+=]|\d+(?=[.)]))")


def plain(text: str) -> str:
    """Give text on one line that shows as it is written."""
    safe = one_line(text).translate(_ENTITIES)
    safe = _LINKS.sub(lambda found: f"{found[0][:-1]}&#{ord(found[0][-1])};", safe)
    return _LIST_START.sub(lambda found: f"&#{ord(found[0][0])};{found[0][1:]}", safe)


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, right: Sequence[int] = ()) -> list[str]:
    """Give the lines of a table; cells are Markdown already.

    Args:
        head: the names of the columns.
        rows: the cells of each row.
        right: the columns, from 0, that hold numbers.

    """
    rule = ["--:" if column in right else "---" for column in range(len(head))]
    return [f"| {' | '.join(cells)} |" for cells in (head, rule, *rows)]
