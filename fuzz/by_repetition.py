"""Look for what takes long: a few tokens, each many times. `python fuzz/by_repetition.py TARGET [--minutes N]`.

It prints every input that breaks a promise, as pairs of token and number, and goes on.
"""

from __future__ import annotations

import argparse
import random
import signal
import time
from types import FrameType

from targets import PER_BYTES, SECONDS, TARGETS, Target, timed
from tokens import FRAMES, TOKENS

_PATIENCE = 3 * SECONDS


class LateError(BaseException):
    """Raised in the middle of what takes too long; nothing that is fuzzed catches it."""


def _late(_number: int, _frame: FrameType | None) -> None:
    raise LateError


def made(rng: random.Random, name: str) -> tuple[bytes, list[tuple[str, int]]]:
    """Make an input of up to about `PER_BYTES` bytes out of one to three stretches, each of a few tokens repeated."""
    parts: list[tuple[str, int]] = []
    stretches = rng.choice((1, 1, 2, 2, 3))
    for _ in range(stretches):
        unit = "".join(rng.choice(TOKENS[name]) for _ in range(rng.choice((1, 1, 2, 3, 5))))
        size = max(1, len(unit.encode("utf-8", "replace")))
        parts.append((unit, max(1, PER_BYTES // stretches // size)))
        if rng.random() < 0.5:
            parts.append((rng.choice(TOKENS[name])[:20], 1))
    data = "".join(unit * times for unit, times in parts).encode("utf-8", "replace")
    head, tail = FRAMES.get(name, (b"", b"")) if rng.random() < 0.5 else (b"", b"")
    return head + data + tail, parts


def _fault(target: Target, data: bytes) -> str | None:
    signal.setitimer(signal.ITIMER_PROF, _PATIENCE)
    try:
        timed(target, data)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return f"{type(error).__name__}: {str(error)[:150]}"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
    return None


def main() -> None:
    """Run one target for so long, and say how often."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    signal.signal(signal.SIGPROF, _late)
    rng = random.Random(options.seed)
    done, start = 0, time.process_time()
    while time.process_time() - start < options.minutes * 60:
        data, parts = made(rng, options.target)
        done += 1
        if fault := _fault(TARGETS[options.target], data):
            print(fault, [(unit[:40], times) for unit, times in parts], flush=True)
    took = time.process_time() - start
    print(f"{options.target}: {done} executions in {took / 60:.1f} minutes of processor time, seed {options.seed}")


if __name__ == "__main__":
    main()
