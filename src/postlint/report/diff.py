"""What fixes would change, as a unified diff that `patch` can read and that no draft can use to steer a terminal."""

from __future__ import annotations

import difflib
import re
from typing import Final

from postlint.report.visible import one_line, visible

_LINE: Final = re.compile(r"(?P<text>[^\r\n]*)(?P<end>\r\n|\r|\n|\Z)")


def unified(before: str, after: str, path: str) -> str:
    """Give a unified diff of a draft, or nothing where both are the same.

    Control characters stand as visible signs; tabs and the newlines LF and CRLF stay as they are.
    """
    name = one_line(path)
    lines = difflib.unified_diff(_lines(before), _lines(after), name, name)
    return "".join(_shown(line) for line in lines)


def _lines(text: str) -> list[str]:
    return [found[0] for found in _LINE.finditer(text) if found[0]]


def _shown(line: str) -> str:
    found = _LINE.match(line)
    text, end = (found["text"], found["end"]) if found else (line, "")
    said = "\t".join(visible(part) for part in text.split("\t"))
    if end in ("\n", "\r\n"):
        return said + end
    return f"{said}␍\n" if end == "\r" else f"{said}\n\\ No newline at end of file\n"
