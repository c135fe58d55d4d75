"""The text of a draft as HTML: line by line, with what the findings are about marked and numbered."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from postlint.findings import Finding, Lang, Severity, Text
from postlint.report import words
from postlint.report.markup import Html, element, joined

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_REFERENCE = Text("bevinding {n}, {severity}", "finding {n}, {severity}")


class Numbered(NamedTuple):
    """A finding with its number in the list beside the text, from 1."""

    number: int
    finding: Finding


class Anchors(NamedTuple):
    """The ids in the section of one draft."""

    draft: int

    @property
    def scores(self) -> str:
        """The id of the table of scores."""
        return f"c{self.draft}-score"

    def listed(self, number: int) -> str:
        """Give the id of a finding in the list."""
        return f"c{self.draft}-b{number}"

    def marked(self, number: int) -> str:
        """Give the id of its words in the text."""
        return f"c{self.draft}-t{number}"


class _Mark(NamedTuple):
    """Where a finding's words stand, without white space after them."""

    number: int
    severity: Severity
    start: int
    end: int


def marked_text(source: str, findings: Sequence[Numbered], anchors: Anchors, lang: Lang) -> Html:
    """Give a block for each line of the source, with its number.

    Args:
        source: the draft as decoded.
        findings: those that are about a place in it.
        anchors: the ids to use.
        lang: the language of what is added.

    """
    return joined(*_Writer(source, [_mark(source, item) for item in findings], anchors, lang).lines())


def _mark(source: str, item: Numbered) -> _Mark:
    start, end = item.finding.span.start.offset, item.finding.span.end.offset
    return _Mark(item.number, item.finding.severity, start, start + len(source[start:end].rstrip()))


class _Writer:
    """Writes one text; it remembers which findings have got their id."""

    def __init__(self, source: str, marks: Sequence[_Mark], anchors: Anchors, lang: Lang) -> None:
        self._source, self._marks, self._anchors, self._lang = source, marks, anchors, lang
        self._named: set[int] = set()

    def lines(self) -> Iterator[Html]:
        for number, found in enumerate(_LINE.finditer(self._source), 1):
            start, end = found.span(1)
            if start == len(self._source) and number > 1:
                return
            yield element("span", *self._parts(start, end), class_="line", data_line=number)

    def _parts(self, start: int, end: int) -> Iterator[Html]:
        """Give the pieces of a line between the places where a mark starts or ends."""
        marks = [mark for mark in self._marks if mark.start <= end and start <= mark.end]
        inside = {offset for mark in marks for offset in (mark.start, mark.end) if start < offset < end}
        cuts = [start, *sorted(inside), end]
        yield from (self._reference(mark) for mark in marks if mark.end == start)
        for left, right in pairwise(cuts):
            if left == right:
                continue
            yield self._piece(left, right, [mark for mark in marks if mark.start <= left and right <= mark.end])
            yield from (self._reference(mark) for mark in marks if mark.end == right)

    def _piece(self, left: int, right: int, covering: Sequence[_Mark]) -> Html:
        content = self._source[left:right]
        if not covering:
            return joined(content)
        worst = max((mark.severity for mark in covering), key=lambda severity: severity.rank)
        piece = element("mark", content, class_=str(worst))
        for mark in covering:
            if name := self._new_id(mark):
                piece = element("span", piece, id=name)
        return piece

    def _reference(self, mark: _Mark) -> Html:
        severity = words.SEVERITIES[mark.severity].to(self._lang)
        label = _REFERENCE.to(self._lang).format(n=mark.number, severity=severity)
        link = element("a", str(mark.number), href=f"#{self._anchors.listed(mark.number)}", aria_label=label)
        return element("sup", link, id=self._new_id(mark))

    def _new_id(self, mark: _Mark) -> str | None:
        if mark.number in self._named:
            return None
        self._named.add(mark.number)
        return self._anchors.marked(mark.number)
