"""Change the text of a file and leave everything else of it as it is: encoding, byte order mark, newlines and mode.

Place in the data flow: below the command line, for what writes into drafts.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
from pathlib import Path
from typing import NamedTuple

from postlint.draft.decode import decode, is_word, read_file
from postlint.findings import Problem, Text
from postlint.replacing import replace_file

_WORD = Text(
    "postlint verandert geen Word-documenten; pas dit in Word zelf aan. Een bevinding zet je uit met een alinea "
    "erboven: # postlint: ignore REGEL: reden",
    "postlint changes no Word documents; change this in Word itself. A finding is set aside by a paragraph above it: "
    "# postlint: ignore RULE: reason",
)
_NEWLINE = re.compile(r"\r\n|\r|\n")
_CHANGED = Text(
    "dit bestand is intussen veranderd en daarom niet aangeraakt; probeer het opnieuw",
    "this file has changed meanwhile and was left alone; try again",
)
_CODECS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class TextFile(NamedTuple):
    """A text file as read, with what is needed to write it back: its byte order mark and its encoding."""

    path: Path
    text: str
    mark: bytes
    codec: str

    @property
    def newline(self) -> str:
        """The first newline of the file, which a new line gets too."""
        found = _NEWLINE.search(self.text)
        return found[0] if found else "\n"

    def data(self, shown: str) -> bytes:
        """Give the bytes of the file.

        Args:
            shown: the file as the user named it, for a problem.

        Raises:
            Problem: its encoding lacks a sign of the text.

        """
        try:
            return self.mark + self.text.encode(self.codec)
        except UnicodeEncodeError as error:
            sign = self.text[error.start]
            raise Problem(
                Text(
                    f"«{sign}» bestaat niet in de codering van dit bestand (Windows-1252); sla het op als UTF-8",
                    f"“{sign}” does not exist in the encoding of this file (Windows-1252); save it as UTF-8",
                ),
                shown,
            ) from None

    def with_text(self, text: str) -> TextFile:
        """Give the file with another text."""
        return self._replace(text=text)

    def with_line(self, line: str, offset: int) -> TextFile:
        """Give the file with a line put in at an offset of its text, which must be where a line begins."""
        text = self.text
        before = "" if offset == 0 or text[offset - 1 : offset] in ("\n", "\r") else self.newline
        return self._replace(text=text[:offset] + before + line + self.newline + text[offset:])


def read_text_file(path: Path, shown: str) -> TextFile:
    """Read a file in any of the encodings that a draft may have.

    Raises:
        Problem: it cannot be read or is no text; a Word document never is.

    """
    if is_word(shown):
        raise Problem(_WORD, shown)
    return text_file(read_file(path, shown), path, shown)


def text_file(data: bytes, path: Path, shown: str) -> TextFile:
    """Take the bytes of a file, or of standard input, for text in any of the encodings that a draft may have.

    Raises:
        Problem: they are no text.

    """
    text, guessed = decode(data, shown)
    mark = next((mark for mark in _CODECS if data.startswith(mark)), b"")
    return TextFile(path, text, mark, "cp1252" if guessed else _CODECS.get(mark, "utf-8"))


def write_text_file(file: TextFile, shown: str, *, read: TextFile | None = None) -> None:
    """Write a file in one go: whoever reads it meanwhile sees the old file or the new one, never half of it.

    Args:
        file: what to write; a symbolic link stays one, and the file that it points to is written.
        shown: the file as the user named it.
        read: the file as it was read; when it is another by now, nothing is written.

    Raises:
        Problem: its encoding lacks a sign of the text, it changed meanwhile, or it cannot be written.

    """
    data = file.data(shown)
    target = file.path.resolve()
    if read is not None and read_file(target, shown) != read.data(shown):
        raise Problem(_CHANGED, shown)
    try:
        if target.exists() and not os.access(target, os.W_OK):  # a new file in its place would not ask
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        replace_file(target, data, durable=True)
    except OSError as error:
        nl = f"schrijven lukt hier niet ({error.strerror}); controleer de rechten van bestand en map"
        en = f"cannot write here ({error.strerror}); check the permissions of file and folder"
        raise Problem(Text(nl, en), shown) from None
