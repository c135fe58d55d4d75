"""Topics of posts that name none: the last of them are grouped by what they say.

Place in the data flow: the ledger hands over the beginnings of such posts, and `audit` has them named once everything
is read.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.findings import Lang, Notice, Text

if TYPE_CHECKING:
    from postlint.series.ledger import Entry

MOST = 80
"""Posts that are grouped at most; each takes about 25 ms."""
_FEWEST = 10
"""Posts below which groups mean nothing."""
_BEGINNING = 1000
_GROUPED = Text(
    "{n} berichten noemen geen onderwerp; {some} zijn gegroepeerd op wat erin staat. Dat blijft ruw: zet «topic: …» in "
    "de front matter of een kolom «onderwerp» voor een beter beeld.",
    "{n} posts name no topic; {some} were grouped by what they say. That stays rough: write “topic: …” in the front "
    "matter, or a column “topic”, for a better picture.",
)
_ALL = Text("ze", "they")
_LAST = Text("de laatste {n}", "the last {n}")
_MISSING = Text(
    "{n} berichten noemen geen onderwerp, en zonder onnxruntime kan postlint ze niet groeperen.",
    "{n} posts name no topic, and without onnxruntime postlint cannot group them.",
)


class Untold:
    """The beginnings of the last posts without a topic; of older ones nothing is held."""

    def __init__(self) -> None:
        self.number = 0
        self._heap: list[tuple[int, int, str]] = []

    def add(self, day: int, number: int, text: str) -> None:
        """Hold a post while it is among the last."""
        if not text.strip():
            return
        self.number += 1
        one = (day, number, text.strip()[:_BEGINNING])
        if len(self._heap) < MOST:
            heapq.heappush(self._heap, one)
        else:
            heapq.heappushpop(self._heap, one)

    def let_go(self) -> list[tuple[int, str]]:
        """Give the posts held, by number, and forget them."""
        held, self._heap = sorted((number, text) for _, number, text in self._heap), []
        return held


def name_topics(entries: Sequence[Entry], untold: Untold, folder: Path, lang: Lang) -> list[Notice]:
    """Give posts without a topic one, where enough of them can be grouped.

    Args:
        entries: every entry, by number.
        untold: the posts without a topic.
        folder: where the encoder is.
        lang: the language of notices.

    """
    held = untold.let_go()
    if len(held) < _FEWEST:
        return []
    from postlint.dutch.topics import EncoderMissingError, grouped

    try:
        groups = grouped([text for _, text in held], folder)
    except EncoderMissingError:
        return [Notice("topics-missing", _MISSING.to(lang).format(n=untold.number))]
    for group in groups:
        for member in group.members:
            entry = entries[held[member][0]]
            entry.topic, entry.made_topic = group.name, True
    some = _ALL.to(lang) if len(held) == untold.number else _LAST.to(lang).format(n=len(held))
    return [Notice("topics-made", _GROUPED.to(lang).format(n=untold.number, some=some))]
