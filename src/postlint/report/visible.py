"""Make text from outside safe to print: nothing in a draft or a file name may steer the reader's terminal."""

from __future__ import annotations

import re

_DELETE = 0x7F
_CONTROL_PICTURES = 0x2400
_BIDI_AND_SEPARATORS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff"
_TAB = "    "
_ODD = f"[\x00-\x1f\x7f-\x9f\ud800-\udfff{_BIDI_AND_SEPARATORS}]"
"""Control characters, halves of surrogate pairs and marks of direction; none of them is printable."""


def visible(text: str) -> str:
    """Give the text with control characters replaced by visible symbols.

    Tabs become four spaces. ESC becomes ␛, other control characters their own picture; marks that turn the direction
    of writing, and code points that no file can hold, become �. What joins an emoji stays.
    """
    return text if text.isprintable() else re.sub(_ODD, _symbol, text)


def one_line(text: str) -> str:
    """Give the text on one line, line breaks and runs of white space as one space, safe to print."""
    return visible(" ".join(text.split()))


def _symbol(odd: re.Match[str]) -> str:
    char = odd[0]
    if char == "\t":
        return _TAB
    if char < " ":
        return chr(_CONTROL_PICTURES + ord(char))
    return "␡" if ord(char) == _DELETE else "�"
