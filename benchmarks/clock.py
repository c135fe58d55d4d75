"""Time commands side by side, so that a slow minute of the machine hits all of them alike."""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """Something to run.

    Attributes:
        call: the words of the call.
        folder: where it runs.
        environment: what the environment holds besides.
        fine: the exit statuses that mean it did its work.
        before: done before each run, untimed.

    """

    call: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    fine: frozenset[int] = frozenset({0, 1})
    before: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Time:
    """What the runs of one command took: medians, and how far runs lie apart.

    Attributes:
        wall: seconds.
        cpu: seconds, user and system, of the process and its children.
        noise: half the distance between the quartiles of the CPU time, as a share of the median.
        memory: the largest resident size of any process [MB].

    """

    wall: float
    cpu: float
    noise: float
    memory: float


class BrokenError(Exception):
    """A command did not do its work; the message is the end of what it said."""


def side_by_side(commands: Mapping[str, Command], runs: int, warm: int = 1) -> dict[str, Time]:
    """Run every command in turn, and again, and give the medians.

    Args:
        commands: by name.
        runs: how often each is timed.
        warm: how often each runs before, untimed.

    Raises:
        BrokenError: when a command ends with a status that is not fine.

    """
    for command in commands.values():
        for _ in range(warm):
            _once(command)
    found: dict[str, list[tuple[float, float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            found[name].append(_once(command))
    return {name: _median(times) for name, times in found.items()}


def _once(command: Command) -> tuple[float, float, float]:
    """Run a command: seconds on the wall, seconds of CPU, largest resident size in MB."""
    command.before()
    with tempfile.TemporaryFile() as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command.call, cwd=command.folder, env=os.environ | command.environment, stdin=subprocess.DEVNULL,
            stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.perf_counter() - begun
        if process.returncode not in command.fine:
            said.seek(max(0, said.tell() - 2000))
            tail = said.read().decode(errors="replace")
            raise BrokenError(f"{' '.join(command.call)[:200]}: {process.returncode}\n{tail}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def _median(times: Sequence[tuple[float, float, float]]) -> Time:
    cpu = [one[1] for one in times]
    low, middle, high = statistics.quantiles(cpu, n=4) if len(cpu) > 1 else (cpu[0], cpu[0], cpu[0])
    return Time(
        statistics.median(one[0] for one in times), middle, (high - low) / 2 / middle, max(one[2] for one in times)
    )
