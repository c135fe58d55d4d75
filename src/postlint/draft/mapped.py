"""Text of which every character knows the source range that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_LINE_BREAK = re.compile(r"\r\n?|\n")


@dataclass(slots=True)
class Mapped:
    """Text, and per character where it starts and ends in the source; `fancy` is 1 for a once decorative letter.

    Starts never descend, nor do ends; characters made from the same source share its range.
    """

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    fancy: bytearray = field(default_factory=bytearray)
    _parts: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def text(self) -> str:
        """The characters."""
        if len(self._parts) != 1:
            self._parts = ["".join(self._parts)]
        return self._parts[0]

    def ends_with_space(self) -> bool:
        """Tell whether the last character is white space; also true of no text at all."""
        return not self or self._parts[-1][-1:].isspace()

    def add_verbatim(self, text: str, start: int) -> None:
        """Add text that stands in the source just so, from `start`."""
        self._parts.append(text)
        self.starts.extend(range(start, start + len(text)))
        self.ends.extend(range(start + 1, start + len(text) + 1))
        self.fancy.extend(bytes(len(text)))

    def add_lines(self, text: str, start: int) -> None:
        """Add text that stands in the source from `start`, with each of its line breaks as LF."""
        at = 0
        for line_break in _LINE_BREAK.finditer(text):
            self.add_verbatim(text[at : line_break.start()], start + at)
            self.add_made("\n", start + line_break.start(), start + line_break.end())
            at = line_break.end()
        self.add_verbatim(text[at:], start + at)

    def add_made(self, text: str, start: int, end: int, fancy: bool = False) -> None:
        """Add text that the source range as a whole stands for, such as the character of an entity."""
        self._parts.append(text.replace("\r", "\n"))
        self.starts.extend([start] * len(text))
        self.ends.extend([end] * len(text))
        self.fancy.extend(bytes([fancy]) * len(text))

    def add(self, other: Mapped, start: int = 0, end: int | None = None) -> None:
        """Add the characters from `start` to `end` of another text."""
        self._parts.append(other.text[start:end])
        self.starts.extend(other.starts[start:end])
        self.ends.extend(other.ends[start:end])
        self.fancy.extend(other.fancy[start:end])

    def pick(self, ranges: Iterable[tuple[int, int]]) -> Mapped:
        """Keep only the given ranges of characters."""
        kept = Mapped()
        for start, end in ranges:
            kept.add(self, start, end)
        return kept
