"""Mend what Meta's exports break: every byte of a UTF-8 text written as a character of its own, «Ã«» for «ë»."""

from __future__ import annotations


def mended(text: str) -> str:
    """Give the text that was meant; a text that is not broken in this way stays as it is."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
