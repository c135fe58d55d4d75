"""A table of a TOML file as a `Source`, with the lines of its keys as far as a look at the text can tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from postlint.findings import Problem, Text
from postlint.yamlio import Path as At
from postlint.yamlio import Source, is_huge

_TOO_LARGE = Text("hier staat een getal dat te groot is", "there is a number here that is too large")
_NAME = r"(?:\"([^\"\n]*)\"|'([^'\n]*)'|([\w-]+))"
_WORD = re.compile(_NAME)
_HEADER = re.compile(r"^[ \t]*(\[+)([^\]\n]*)", re.MULTILINE)
_KEY = re.compile(rf"(?:^|[{{,.])[ \t]*({_NAME})[ \t]*(?=[=.])", re.MULTILINE)
_MOST_NAMES = 20
_Place = tuple[int, int]


class TomlTable(Source):
    """The table `[tool.<name>]` of a TOML text.

    Args:
        text: the TOML.
        path: the file as the user named it.
        name: the tool.

    Raises:
        Problem: when the text is not TOML, with its line.

    """

    def __init__(self, text: str, path: str, name: str = "postlint") -> None:
        self.path = path
        self._text = text
        self._name = name
        self._known_keys: dict[_Place, dict[str, int]] = {}
        try:
            whole = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            reason = Text(f"dit is geen geldige TOML ({error})", f"this is not valid TOML ({error})")
            raise Problem(reason, path, int(line[1]) if line else None) from None
        except ValueError:
            raise Problem(_TOO_LARGE, path) from None
        except RecursionError:
            reason = Text("dit is te diep genest; haal niveaus weg", "this is nested too deeply; remove levels")
            raise Problem(reason, path) from None
        tool = whole.get("tool", {})
        self.data: Any = tool.get(name, {}) if isinstance(tool, dict) else {}
        for at in _huge_numbers(self.data, ()):
            raise Problem(_TOO_LARGE, path, self.line(at))

    def line(self, at: At) -> int:
        """Give the line of a value: of its own header or key, or of the nearest around it that can be found."""
        headers: tuple[str, ...] = ("tool", self._name)
        start, end = self._table(headers, 0) or (0, len(self._text))
        found = start
        for step in at:
            if isinstance(step, int):
                table = self._table(headers, step)
                if table is None:
                    headers = ()
                else:
                    found, end = table
                continue
            here = self._table((*headers, step), 0) if headers else None
            if here is not None:
                headers = (*headers, step)
                found, end = here
                continue
            hit = self._keys(found, end).get(step)
            if hit is None and headers and (below := self._tables[1].get((*headers, step))):
                headers = (*headers, step)
                found, end = below
                continue
            if hit is None:
                break
            headers, found = (), hit
        return self._text.count("\n", 0, found) + 1

    def _table(self, names: tuple[str, ...], number: int) -> tuple[int, int] | None:
        """Give where the header of a table is, of several of that name the one asked for, and where its values end."""
        tables = self._tables[0].get(names, ())
        return tables[number] if number < len(tables) else None

    @cached_property
    def _tables(self) -> tuple[dict[tuple[str, ...], list[_Place]], dict[tuple[str, ...], _Place]]:
        """The places of all headers by their names, and of the first header below each name; looked up once for all."""
        headers = list(_HEADER.finditer(self._text))
        ends = [header.start() for header in headers[1:]] + [len(self._text)]
        own: dict[tuple[str, ...], list[_Place]] = {}
        below: dict[tuple[str, ...], _Place] = {}
        for header, end in zip(headers, ends, strict=True):
            names = tuple(_word(name) for name in _WORD.finditer(header[2]))[:_MOST_NAMES]
            own.setdefault(names, []).append((header.start(1), end))
            for length in range(1, len(names)):
                below.setdefault(names[:length], (header.start(1), end))
        return own, below

    def _keys(self, start: int, end: int) -> dict[str, int]:
        """Give where each key stands for the first time in a stretch of the text."""
        if (start, end) not in self._known_keys:
            keys = self._known_keys[start, end] = {}
            for key in _KEY.finditer(self._text, start, end):
                keys.setdefault(_word(key), key.start(1))
        return self._known_keys[start, end]


def _word(found: re.Match[str]) -> str:
    """Give a name without its quotation marks."""
    return str(found[found.lastindex or 0])


def _huge_numbers(data: Any, at: At) -> Iterator[At]:
    """Give where numbers stand that no setting can mean and Python would not show."""
    if is_huge(data):
        yield at
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _huge_numbers(value, (*at, key))
