"""Get text out of a file: its size, its kind and its encoding."""

from __future__ import annotations

import codecs
import os
import re
import stat
from pathlib import Path, PurePath

from postlint.findings import Problem, Text

MAX_BYTES = 1_000_000
MAX_WORD_BYTES = 25_000_000
"""Of a Word document: its text takes few, pictures many."""
WORD_SUFFIX = ".docx"
STDIN, CLIPBOARD = "<stdin>", "<clipboard>"
NAMELESS = frozenset({STDIN, CLIPBOARD, "-"})
"""What stands for the name of a draft without one, which may be plain text or Markdown."""

_OTHER_DOCUMENTS = frozenset({".doc", ".dot", ".odt", ".pages", ".rtf", ".wps"})
OLD_OFFICE, _RICH_TEXT = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf"
"""How the files of Office before 2007 begin, and those in Rich Text Format."""
_UTF16_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Nobody types these; a file in an unknown encoding that has them is a picture, an archive or a word-processor file.
_CONTROL = r"[\x00-\x08\x0e-\x1f\x7f]"
_NOT_STORABLE = "[\x00\ud800-\udfff]"

_NOT_TEXT = Text(
    "Dit is geen tekstbestand; sla het concept op als platte tekst (.txt) of Markdown (.md) in UTF-8.",
    "This is not a text file; save the draft as plain text (.txt) or Markdown (.md) in UTF-8.",
)
_OTHER_DOCUMENT = Text(
    "Dit soort document leest postlint niet; open het in je tekstverwerker en sla het op als Word-document (.docx) of "
    "platte tekst (.txt).",
    "postlint does not read this kind of document; open it in your word processor and save it as a Word document "
    "(.docx) or plain text (.txt).",
)
_MISSING = Text(
    "Dit bestand bestaat niet; controleer de naam en de map.",
    "This file does not exist; check its name and folder.",
)
_UNREADABLE = Text(
    "Je mag dit bestand niet lezen; geef jezelf leesrechten of kies een ander bestand.",
    "You may not read this file; give yourself read permission or choose another file.",
)
_FOLDER = Text(
    "Dit is een map, geen concept; noem een bestand in die map.",
    "This is a folder, not a draft; name a file in it.",
)
_DEVICE = Text(
    "Dit is geen gewoon bestand (maar bijvoorbeeld een apparaat of een pijp); noem een tekstbestand, "
    "of geef de tekst via standaardinvoer.",
    "This is not a regular file (but a device or a pipe, say); name a text file, or pass the text on standard input.",
)


def _grouped(number: int, separator: str) -> str:
    return f"{number:,}".replace(",", separator)


def _too_large(size: int, path: str, most: int = MAX_BYTES) -> Problem:
    if _is_other_document(path):
        return Problem(_OTHER_DOCUMENT, path)
    return Problem(
        Text(
            f"Dit bestand telt {_grouped(size, '.')} bytes en een concept mag er {_grouped(most, '.')} tellen; "
            "knip het in losse concepten.",
            f"This file has {_grouped(size, ',')} bytes and a draft may have {_grouped(most, ',')}; "
            "split it into separate drafts.",
        ),
        path,
    )


def _system_problem(error: OSError, path: str) -> Problem:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem(_MISSING, path)
    if isinstance(error, PermissionError):
        return Problem(_UNREADABLE, path)
    reason = error.strerror or type(error).__name__
    return Problem(
        Text(
            f"Dit bestand kan niet worden gelezen ({reason}); controleer de naam en het bestand.",
            f"This file cannot be read ({reason}); check its name and the file itself.",
        ),
        path,
    )


def _require_regular(mode: int, path: str) -> None:
    if stat.S_ISDIR(mode):
        raise Problem(_FOLDER, path)
    if not stat.S_ISREG(mode):
        raise Problem(_DEVICE, path)


def is_word(path: str) -> bool:
    """Tell whether a path names a Word document."""
    return PurePath(path).suffix.lower() == WORD_SUFFIX


def _is_other_document(path: str) -> bool:
    return PurePath(path).suffix.lower() in _OTHER_DOCUMENTS


def _no_text(path: str) -> Problem:
    return Problem(_OTHER_DOCUMENT if _is_other_document(path) else _NOT_TEXT, path)


def most_bytes(path: str) -> int:
    """Give how many bytes a draft may have, by its name."""
    return MAX_WORD_BYTES if is_word(path) else MAX_BYTES


def read_file(path: Path, shown: str) -> bytes:
    """Read a regular file of no more bytes than it may have; looks at kind and size before opening or reading anything.

    Raises:
        Problem: the path is no regular file, is too large, is missing or may not be read.

    """
    most = most_bytes(shown)
    try:
        status = os.stat(path)  # noqa: PTH116 - a path with a NUL byte raises ValueError here alone
        _require_regular(status.st_mode, shown)
        if status.st_size > most:
            raise _too_large(status.st_size, shown, most)
        with os.fdopen(_opened(path), "rb") as file:
            _require_regular(os.fstat(file.fileno()).st_mode, shown)  # it may have been replaced since
            data = file.read(most + 1) or b""
    except OSError as error:
        raise _system_problem(error, shown) from error
    except ValueError as error:
        raise Problem(_MISSING, shown) from error
    if len(data) > most:  # files in /proc say that they are empty, and files grow
        raise _too_large(len(data), shown, most)
    return data


def _opened(path: Path) -> int:
    """Open a file, and never wait for whoever should write to it, which on Windows nothing does."""
    return os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))


def require_text(text: str, path: str) -> None:
    """Refuse text with NUL characters or halves of surrogate pairs: it came from something else than text.

    Raises:
        Problem: it is no text.

    """
    if re.search(_NOT_STORABLE, text):
        raise _no_text(path)


def require_size(text: str, path: str) -> None:
    """Refuse text that would be too large as a file.

    Raises:
        Problem: it is too large.

    """
    if len(text) > MAX_BYTES // 4 and (size := len(text.encode())) > MAX_BYTES:
        raise _too_large(size, path)


def decode(data: bytes, path: str) -> tuple[str, bool]:
    """Decode the bytes of a draft and drop a byte order mark.

    Args:
        data: UTF-8 with or without mark, UTF-16 with mark, or else taken for Windows-1252.
        path: the file, for a problem.

    Returns:
        The text, and whether its encoding was a guess.

    Raises:
        Problem: too large, or no text.

    """
    if data.startswith((OLD_OFFICE, _RICH_TEXT)):
        raise Problem(_OTHER_DOCUMENT, path)
    if len(data) > MAX_BYTES:
        raise _too_large(len(data), path)
    guessed = False
    try:
        text = data.decode("utf-16" if data.startswith(_UTF16_BOMS) else "utf-8-sig")
    except UnicodeDecodeError as error:
        if data.startswith(_UTF16_BOMS):
            raise _no_text(path) from error
        text, guessed = _windows_1252(data, path), True
    require_text(text, path)
    return text, guessed


def _windows_1252(data: bytes, path: str) -> str:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _no_text(path) from error
    if re.search(_CONTROL, text):
        raise _no_text(path)
    return text
