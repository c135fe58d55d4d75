"""A table of a TOML file as a `Source`, with the lines of its keys as far as a look at the text can tell."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from postlint.findings import Problem, Text
from postlint.yamlio import Path as At
from postlint.yamlio import Source

_KEY = r"[\"']?{}[\"']?"


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
        try:
            whole = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            reason = Text(f"dit is geen geldige TOML ({error})", f"this is not valid TOML ({error})")
            raise Problem(reason, path, int(line[1]) if line else None) from None
        except RecursionError:
            reason = Text("dit is te diep genest; haal niveaus weg", "this is nested too deeply; remove levels")
            raise Problem(reason, path) from None
        tool = whole.get("tool", {})
        self.data: Any = tool.get(name, {}) if isinstance(tool, dict) else {}

    def line(self, at: At) -> int:
        """Give the line of a value: of its own header or key, or of the nearest around it that can be found."""
        headers = ["tool", self._name]
        start, end = self._table(headers, 0) or (0, len(self._text))
        found = start
        for step in at:
            if isinstance(step, int):
                table = self._table(headers, step) if headers else None
                if table is None:
                    headers = []
                else:
                    found, end = table
                continue
            here = self._table([*headers, step], 0) if headers else None
            if here is not None:
                headers = [*headers, step]
                found, end = here
                continue
            key = re.compile(rf"(?:^|[{{,.])\s*({_KEY.format(re.escape(step))})\s*[=.]", re.MULTILINE)
            hit = key.search(self._text, found, end)
            if hit is None and headers and (below := self._table([*headers, step], 0, below=True)):
                headers = [*headers, step]
                found, end = below
                continue
            if hit is None:
                break
            headers, found = [], hit.start(1)
        return self._text.count("\n", 0, found) + 1

    def _table(self, names: list[str], number: int, *, below: bool = False) -> tuple[int, int] | None:
        """Give where the header of a table is, of several of that name the one asked for, and where its values end.

        With `below` the header of a table inside it will do, where it has none itself.
        """
        path = r"\s*\.\s*".join(_KEY.format(re.escape(name)) for name in names)
        end = r"\." if below else r"\]+"
        headers = list(re.finditer(rf"^\s*(\[+\s*{path}\s*{end})", self._text, re.MULTILINE))
        if number >= len(headers):
            return None
        header = headers[number]
        following = re.compile(r"^\s*\[", re.MULTILINE).search(self._text, header.end())
        return header.start(1), following.start() if following else len(self._text)
