"""Worker processes that judge drafts side by side, and what happens when one of them dies.

Where the system can fork, workers are forked once everything is loaded and share it; elsewhere each loads it for
itself. Every worker has a pipe of its own and gets a few drafts at a time, so that a crash is known by the drafts in
hand: these are given out again one by one, and the one that kills a second worker is an error of the run, which goes
on. Workers leave Ctrl-C to the first process, which ends them; should that one be killed, they see their pipe close.

Place in the data flow: `stream.py` hands out drafts in the order found, and gets what is told of them in that order.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, cast

from postlint.findings import DraftError, Lang, Problem, Text

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

    from postlint.linter.desk import Desk, Order, Task

Jobs = int | Literal["auto"]
C = TypeVar("C")
PAYS_FROM = 6
"""Drafts for each worker from which it is worth its start."""
_MOST = 8
"""Workers at most where nobody says how many; each takes memory for what it reads and writes."""
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
_CRASHED = Text(
    "Het beoordelen van dit concept brak af ({how}); de andere concepten zijn wel beoordeeld. Probeer het nog eens met "
    "--jobs 1, en meld het als het weer gebeurt.",
    "Judging this draft broke off ({how}); the other drafts were judged. Try again with --jobs 1, and report it if it "
    "happens again.",
)
_SIGNAL = Text("het proces is gestopt met signaal {n}", "the process was stopped by signal {n}")
_EXIT = Text("het proces eindigde met code {n}", "the process ended with code {n}")


class Raw(NamedTuple):
    """What a worker is given of a draft."""

    path: str
    data: bytes


Answer = Callable[[Sequence[Raw]], list[list[Any]]]
"""What a worker does: for each draft, what is told of it."""


def worth(number: int, jobs: Jobs) -> int:
    """Give how many workers to start for some drafts: as many as were asked for, or as many as pay."""
    if jobs != "auto":
        return min(jobs, number)
    return min(_cores(), _MOST, number // PAYS_FROM)


def hire(desk: Callable[[], Desk], first: Sequence[Raw], task: Task, workers: int, lang: Lang) -> Crew:
    """Make ready to start workers.

    Args:
        desk: gives the desk.
        first: drafts that will be judged soon; what they need is loaded before the workers are made.
        task: what to do with drafts.
        workers: how many at most.
        lang: the language of errors.

    Raises:
        Problem: when the desk cannot be made.

    """
    for name in _THREADS:
        os.environ[name] = "1"
    made = desk()
    if can_fork():
        made.warm(first)
        return Crew(lambda: partial(_answer, made, task), workers, lang)
    return Crew(partial(_start, made.order, task), workers, lang)


def can_fork() -> bool:
    """Tell whether a process that has loaded everything may be forked; on macOS, system libraries forbid it."""
    return sys.platform == "linux"


def _start(order: Order, task: Task) -> Answer:
    return partial(_answer, order.desk(), task)


def _answer(desk: Desk, task: Task, drafts: Sequence[Raw]) -> list[list[Any]]:
    return [list(told) for told in desk.outcomes(drafts, task)]


@dataclass(eq=False)
class _Slot:
    """A chunk on its way: its drafts, and what was told of each so far."""

    chunk: Any
    drafts: Sequence[Raw]
    told: list[list[Any] | None] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        return None not in self.told


@dataclass(eq=False)
class _Piece:
    """Drafts of a slot that one worker has in hand."""

    slot: _Slot
    numbers: range


@dataclass(eq=False)
class _Worker:
    process: BaseProcess
    pipe: Connection[Any, Any]
    piece: _Piece | None = None


class Crew:
    """Workers, and the drafts that they have in hand.

    Args:
        start: makes, in the worker, what it does with drafts; must be picklable where workers are not forked.
        workers: how many at most.
        lang: the language of errors.

    """

    def __init__(self, start: Callable[[], Answer], workers: int, lang: Lang) -> None:
        self._context: Any = get_context("fork" if can_fork() else "spawn")
        self._start = start
        self._size = workers
        self._lang: Lang = lang
        self._workers: list[_Worker] = []
        self._todo: deque[_Piece] = deque()

    def work(self, chunks: Iterator[C], drafts_of: Callable[[C], Sequence[Raw]]) -> Iterator[tuple[C, list[list[Any]]]]:
        """Have chunks of drafts judged, and give each with what was told of its drafts, in the order they came.

        Raises:
            Problem: when a worker cannot judge anything at all.

        """
        ahead: deque[_Slot] = deque()
        more = True
        try:
            while more or ahead:
                while more and len(ahead) < 3 * self._size:
                    chunk = next(chunks, None)
                    more = chunk is not None
                    if chunk is not None:
                        ahead.append(self._taken(chunk, drafts_of(chunk)))
                self._hand_out()
                while ahead and ahead[0].is_done:
                    slot = ahead.popleft()
                    yield slot.chunk, cast("list[list[Any]]", slot.told)
                if ahead and not (more and len(ahead) < 3 * self._size):
                    self._hear()
        finally:
            self._dismiss()

    def _taken(self, chunk: Any, drafts: Sequence[Raw]) -> _Slot:
        slot = _Slot(chunk, drafts, [None] * len(drafts))
        if drafts:
            self._todo.append(_Piece(slot, range(len(drafts))))
        return slot

    def _hand_out(self) -> None:
        while self._todo:
            worker = next((one for one in self._workers if one.piece is None), None)
            if worker is None:
                if len(self._workers) == self._size:
                    return
                worker = self._hired()
            worker.piece = self._todo.popleft()
            drafts = [worker.piece.slot.drafts[number] for number in worker.piece.numbers]
            try:
                worker.pipe.send(drafts)
            except OSError:
                self._bury(worker)

    def _hired(self) -> _Worker:
        here, there = self._context.Pipe()
        others = [here, *(worker.pipe for worker in self._workers)] if can_fork() else []
        process = self._context.Process(target=_serve, args=(there, others, self._start), daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # no thread of ours holds a lock that a worker wants
            process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _hear(self) -> None:
        """Wait until some worker says something or dies."""
        by_pipe = {worker.pipe: worker for worker in self._workers if worker.piece is not None}
        for pipe in wait(list(by_pipe)):
            worker = by_pipe[cast("Connection[Any, Any]", pipe)]
            try:
                said, what = worker.pipe.recv()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if said != "told":
                raise _as_raised(said, what)
            piece, worker.piece = worker.piece, None
            if piece is not None:
                for number, told in zip(piece.numbers, what, strict=True):
                    piece.slot.told[number] = told

    def _bury(self, worker: _Worker) -> None:
        """Take leave of a dead worker; give out one by one what it had in hand, or name the one draft it died of."""
        self._workers.remove(worker)
        worker.pipe.close()
        worker.process.join()
        piece, code = worker.piece, worker.process.exitcode or 0
        if piece is None:
            return
        if len(piece.numbers) > 1:
            self._todo.extendleft(_Piece(piece.slot, range(n, n + 1)) for n in reversed(piece.numbers))
            return
        [number] = piece.numbers
        how = (_SIGNAL if code < 0 else _EXIT).to(self._lang).format(n=abs(code))
        error = DraftError(piece.slot.drafts[number].path, _CRASHED.to(self._lang).format(how=how))
        piece.slot.told[number] = [error]

    def _dismiss(self) -> None:
        """End all workers at once, whatever they are doing; they hold nothing that must be kept."""
        for worker in self._workers:
            worker.pipe.close()
            with contextlib.suppress(OSError, AttributeError):
                worker.process.kill()
        for worker in self._workers:
            worker.process.join()
        self._workers.clear()


def _serve(pipe: Connection[Any, Any], others: Sequence[Connection[Any, Any]], start: Callable[[], Answer]) -> None:
    """Answer until the pipe closes: the whole life of a worker."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in others:
        other.close()
    answer: Answer | None = None
    while True:
        try:
            drafts = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer = answer or start()
            reply: tuple[str, Any] = ("told", answer(drafts))
        except Problem as problem:
            reply = ("problem", (tuple(problem.text), problem.path, problem.line))
        except Exception as error:
            reply = ("error", f"{type(error).__name__}: {error}")
        try:
            pipe.send(reply)
        except OSError:
            return


class WorkerError(Exception):
    """Something unexpected that a worker met, in words."""


def _as_raised(said: str, what: Any) -> Exception:
    if said == "problem":
        text, path, line = what
        return Problem(Text(*text), path, line)
    return WorkerError(what)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1
