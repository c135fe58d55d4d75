"""Fuzz targets with hypothesis: `python fuzz/by_hypothesis.py TARGET [--minutes N] [--replay FILE]`."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from targets import TARGETS, timed
from tokens import FRAMES, TOKENS, seeds

_BATCH = 1_000
settings.register_profile(
    "fuzz", deadline=None, max_examples=_BATCH, database=None, print_blob=False,
    suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
)  # fmt: skip


def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Make inputs for a target: texts of its tokens, right ones that were damaged, and bytes of any kind."""
    token = st.sampled_from(TOKENS[name])
    text = st.lists(token | st.text(max_size=3), max_size=60).map(_bytes)
    head, tail = FRAMES.get(name, (b"", b""))
    framed = text.map(lambda body: head + body + tail)
    return text | framed | _damaged(name, token) | st.binary(max_size=200)


def _bytes(parts: list[str]) -> bytes:
    return "".join(parts).encode("utf-8", "replace")


def _damaged(name: str, token: st.SearchStrategy[str]) -> st.SearchStrategy[bytes]:
    """Change a right input in a few places: a stretch goes, and something else takes its place."""
    seed = st.sampled_from(seeds(name))
    other = token.map(lambda part: part.encode("utf-8", "replace")) | st.binary(max_size=4)
    changes = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), other), min_size=1, max_size=4)

    def changed(data: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
        for where, length, new in edits:
            at = int(where * len(data))
            data = data[:at] + new + data[at + length :]
        return data

    return st.builds(changed, seed, changes)


def main() -> None:
    """Run one target for so long, and say how often."""
    parser = argparse.ArgumentParser()
    parser.add_argument("target", nargs="?", choices=TARGETS)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--replay", type=Path)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    if options.list or options.target is None:
        for name, target in TARGETS.items():
            print(f"{name:15} {target.__doc__}")
        return
    if options.replay is not None:
        timed(TARGETS[options.target], options.replay.read_bytes())
        return
    settings.load_profile("fuzz")
    done, start = 0, time.process_time()

    @given(inputs(options.target))
    def once(data: bytes) -> None:
        nonlocal done
        done += 1
        timed(TARGETS[options.target], data)

    try:
        while time.process_time() - start < options.minutes * 60:
            once()
    finally:
        took = time.process_time() - start
        print(f"{options.target}: {done} executions in {took / 60:.1f} minutes of processor time", file=sys.stderr)


if __name__ == "__main__":
    main()
