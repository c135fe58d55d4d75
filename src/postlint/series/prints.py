"""Posts that say nearly the same: fingerprints of their word triples (MinHash), and who is like whom.

Place in the data flow: the ledger adds a fingerprint a post and keeps no text; `audit` asks once for the copies.
Andrei Broder, On the resemblance and containment of documents (1997); banding after Leskovec, Rajaraman and Ullman,
Mining of Massive Datasets, chapter 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from postlint.series.ledger import Entry

SIZE = 64
"""Numbers in a fingerprint; the share of equal ones estimates how much two posts share, within about 0.06."""
BANDS = 16
LIKE = 0.7
"""Share of word triples from which a post repeats another."""
_SHORTEST = 6
"""Words below which posts are alike by chance."""
_MIX = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F)
"""Odd numbers that make one hash of three: the golden ratio in 64 bits, and a prime of xxHash."""
_WORD = re.compile(r"\w+")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+")


class Copy(NamedTuple):
    """The earlier post that a post repeats, and how much they share."""

    number: int
    likeness: float


class Prints:
    """The fingerprints of a run, in one array that grows."""

    def __init__(self) -> None:
        self._rows: dict[int, int] = {}
        self._table: NDArray[np.uint32] | None = None
        self._seeds: tuple[NDArray[np.uint64], NDArray[np.uint64]] | None = None

    def add(self, number: int, text: str) -> None:
        """Take the fingerprint of a post; one of too few words gets none."""
        words = _WORD.findall(_ADDRESS.sub(" ", text.casefold()))
        if len(words) < _SHORTEST:
            return
        import numpy as np

        each = np.fromiter((crc32(word.encode("utf-8", "surrogatepass")) for word in words), np.uint64, len(words))
        triples = (each[:-2] * np.uint64(_MIX[0]) + each[1:-1]) * np.uint64(_MIX[1]) + each[2:]
        a, b = self._ready()
        row = len(self._rows)
        if self._table is None or row == len(self._table):
            larger = np.zeros((2 * row or 256, SIZE), np.uint32)
            larger[:row] = 0 if self._table is None else self._table
            self._table = larger
        self._table[row] = ((triples[:, None] * a + b) >> np.uint64(32)).min(0)
        self._rows[number] = row

    def of(self, numbers: Iterable[int]) -> tuple[list[int], NDArray[np.uint32]]:
        """Give the posts that have a fingerprint, and their fingerprints [posts, SIZE]."""
        import numpy as np

        known = [number for number in numbers if number in self._rows]
        if self._table is None:
            return [], np.zeros((0, SIZE), np.uint32)
        return known, self._table[[self._rows[number] for number in known]]

    def _ready(self) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
        """Give the multipliers and addends of the hash functions: multiply-shift, the same in every run."""
        if self._seeds is None:
            import numpy as np

            seeds = np.random.default_rng(SIZE)
            a = seeds.integers(1, 1 << 63, SIZE, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
            self._seeds = a, seeds.integers(0, 1 << 63, SIZE, dtype=np.uint64)
        return self._seeds


def find_copies(entries: Sequence[Entry], prints: Prints) -> tuple[dict[int, Copy], dict[int, Copy]]:
    """Give what each post repeats: on any channel, and on the same channel.

    Args:
        entries: own posts, by day.
        prints: their fingerprints.

    Returns:
        By the number of the later post, the earlier one; the first that it is found to repeat.

    """
    anywhere: dict[int, Copy] = {}
    same: dict[int, Copy] = {}
    by_number = {entry.number: entry for entry in entries}
    known, table = prints.of(entry.number for entry in entries if entry.kind == "post")
    for group in _buckets(table):
        firsts: dict[str, int] = {}
        for place in group:
            entry = by_number[known[place]]
            _compare(place, group[0], known, table, anywhere)
            for channel in entry.channels:
                _compare(place, firsts.setdefault(channel, place), known, table, same)
    return anywhere, same


def _buckets(table: NDArray[np.uint32]) -> Iterator[list[int]]:
    """Give the rows that agree on all numbers of some band, in order; the posts of a bucket are probably alike."""
    import numpy as np

    width = SIZE // BANDS
    for band in range(BANDS if len(table) else 0):
        keys = np.ascontiguousarray(table[:, band * width : (band + 1) * width]).view(f"V{4 * width}").ravel()
        order = np.argsort(keys, kind="stable")
        ends = np.flatnonzero(np.append(keys[order][1:] != keys[order][:-1], True)) + 1
        start = 0
        for end in ends.tolist():
            if end - start > 1:
                yield order[start:end].tolist()
            start = end


def _compare(place: int, first: int, known: Sequence[int], table: NDArray[np.uint32], into: dict[int, Copy]) -> None:
    if place == first or known[place] in into:
        return
    likeness = float((table[place] == table[first]).mean())
    if likeness >= LIKE:
        into[known[place]] = Copy(known[first], likeness)
