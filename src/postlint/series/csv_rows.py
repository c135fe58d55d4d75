"""The rows of a CSV file, read so that one quote that nothing closes takes no other row with it.

Place in the data flow: `tables` gives it the lines of a file, and makes an Item of each row that comes back.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator, Sequence

from postlint.findings import Text

_LONGEST_CELL = 1_000_000
_MOST_READ_AGAIN = 20
"""Quotes without an end after which what stands behind them is read once more; each costs a look at the whole file."""
_UNCLOSED = Text(
    "hier begint een aanhalingsteken dat nergens goed wordt gesloten, en daarom is deze rij niet gelezen; zet er een "
    'aan het eind van de cel, en schrijf een aanhalingsteken dat bij de tekst hoort dubbel ("")',
    "a quote opens here that is not closed properly, and this row was not read; put one at the end of the cell, and "
    'write a quote in the text twice ("")',
)
_BAD_CSV = Text("deze regel is geen CSV ({reason})", "this line is no CSV ({reason})")


class RowError(Exception):
    """A row that is no CSV, and the line that it begins on."""

    def __init__(self, text: Text, line: int) -> None:
        super().__init__(text.en)
        self.text = text
        self.line = line


class Lines:
    """The lines of a file, some of which may be given back to be read once more.

    Attributes:
        number: of the line given last, from 1.
        taken: the lines given since it was last emptied.
        ended: whether more was asked for than there is.

    """

    def __init__(self, lines: Iterator[str]) -> None:
        self.number = 0
        self.taken: list[str] = []
        self.ended = False
        self._lines = lines
        self._back: deque[str] = deque()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines, None)
        if line is None:
            self.ended = True
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def give_back(self, lines: Sequence[str]) -> None:
        """Take back the lines given last."""
        self._back.extendleft(reversed(lines))
        self.number -= len(lines)


class Rows:
    """The rows of CSV, each with the line it begins on; a quote that nothing closes takes no other row with it."""

    def __init__(self, lines: Lines, delimiter: str) -> None:
        self._lines = lines
        self._delimiter = delimiter
        csv.field_size_limit(_LONGEST_CELL)
        self._rows = csv.reader(lines, delimiter=delimiter)
        self._unclosed = 0

    def __next__(self) -> tuple[int, list[str]]:
        """Give the next row.

        Raises:
            RowError: it is no CSV; the row after it can be read.

        """
        lines = self._lines
        lines.taken, lines.ended = [], False
        line = lines.number + 1
        try:
            cells = next(self._rows)
        except csv.Error as error:
            if len(lines.taken) > 1:
                raise self._without_end(line) from None
            raise RowError(Text(*(text.format(reason=error) for text in _BAD_CSV)), line) from None
        if lines.ended or (len(lines.taken) > 1 and not self._is_strict(lines.taken)):
            raise self._without_end(line)
        return line, cells

    def _is_strict(self, lines: list[str]) -> bool:
        """Tell whether a row of several lines opens and closes every quote where a cell begins and ends."""
        try:
            list(csv.reader(lines, delimiter=self._delimiter, strict=True))
        except csv.Error:
            return False
        return True

    def _without_end(self, line: int) -> RowError:
        """Give back what comes behind the line of the quote, unless that happened so often that it takes long."""
        self._unclosed += 1
        if self._unclosed <= _MOST_READ_AGAIN:
            self._lines.give_back(self._lines.taken[1:])
        return RowError(_UNCLOSED, line)
