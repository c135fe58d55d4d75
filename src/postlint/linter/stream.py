"""From drafts found to drafts judged, in the order found: which are judged together, and whether here or by workers.

Place in the data flow: the linter hands over what it found, the desk or the pool judges what waits, and no more than a
few hundred drafts are held at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from postlint.findings import Lang
    from postlint.linter import pool
    from postlint.linter.desk import Desk, Task
    from postlint.linter.pool import Jobs

_BATCH = 64
"""Drafts that are judged together in this process."""
_AHEAD = 512
"""Drafts that are looked at before deciding whether workers pay."""
_CHUNK = 8
"""Drafts that a worker gets at a time, at most; one by one, each would take a quarter longer."""


class Found(NamedTuple):
    """Something of which all is known: a draft from the cache, an error, a notice."""

    told: Sequence[Any]


class Waiting:
    """A draft that must be judged; `told` is what came of it."""

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.data = data
        self.told: Sequence[Any] = ()


Entry = Found | Waiting


def in_order(entries: Iterable[Entry], desk: Callable[[], Desk], task: Task, jobs: Jobs, lang: Lang) -> Iterator[Entry]:
    """Have everything judged that waits, and give all entries in the order they came.

    Args:
        entries: taken as they are needed.
        desk: makes the desk, or gives the one that is there.
        task: what to do with a draft.
        jobs: how many processes may judge at once; "auto" for as many as pay.
        lang: the language of errors.

    Raises:
        Problem: when drafts cannot be judged at all.

    """
    stream = iter(entries)
    while window := list(islice(stream, _BATCH if jobs == 1 else _AHEAD)):
        number = sum(isinstance(entry, Waiting) for entry in window)
        if jobs != 1 and number > 1:
            from postlint.linter.pool import worth

            workers = worth(number, jobs)
            if workers > 1:
                yield from _by_workers(chain(window, stream), desk, task, workers, number, lang)
                return
        for start in range(0, len(window), _BATCH):
            yield from _here(window[start : start + _BATCH], desk, task)


def _here(batch: Sequence[Entry], desk: Callable[[], Desk], task: Task) -> Iterator[Entry]:
    waiting = _waiting(batch)
    told = desk().outcomes(waiting, task) if waiting else iter(())
    for entry in batch:
        if isinstance(entry, Waiting):
            entry.told = next(told)
        yield entry


def _by_workers(
    entries: Iterator[Entry], desk: Callable[[], Desk], task: Task, workers: int, number: int, lang: Lang
) -> Iterator[Entry]:
    from postlint.linter import pool

    size = min(_CHUNK, -(-number // (workers * 2)))
    chunks = _chunks(entries, size)
    first = next(chunks)
    crew = pool.hire(desk, _raw(first), task, workers, lang)
    for chunk, told in crew.work(chain([first], chunks), _raw):
        for entry, one in zip(_waiting(chunk), told, strict=True):
            entry.told = one
        yield from chunk


def _raw(chunk: Sequence[Entry]) -> list[pool.Raw]:
    from postlint.linter.pool import Raw

    return [Raw(entry.path, entry.data) for entry in _waiting(chunk)]


def _waiting(chunk: Sequence[Entry]) -> list[Waiting]:
    return [entry for entry in chunk if isinstance(entry, Waiting)]


def _chunks(entries: Iterator[Entry], size: int) -> Iterator[list[Entry]]:
    """Cut entries into pieces with at most `size` drafts to judge, and not too many others."""
    chunk: list[Entry] = []
    number = 0
    for entry in entries:
        chunk.append(entry)
        number += isinstance(entry, Waiting)
        if number == size or len(chunk) == _AHEAD:
            yield chunk
            chunk, number = [], 0
    if chunk:
        yield chunk
