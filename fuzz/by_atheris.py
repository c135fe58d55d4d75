"""Fuzz targets with atheris: `python fuzz/by_atheris.py TARGET [options of libFuzzer] [folder with inputs]`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["postlint", "zipfile", "csv", "html", "tomllib"]):
    from targets import TARGETS, timed
    from tokens import TOKENS, seeds


def main() -> None:
    """Run one target until libFuzzer stops."""
    name = sys.argv[1]
    target = TARGETS[name]
    with tempfile.TemporaryDirectory() as folder:
        inputs = Path(folder, "inputs")
        inputs.mkdir()
        for n, seed in enumerate(seeds(name)):
            (inputs / str(n)).write_bytes(seed)
        words = Path(folder, "words")
        words.write_text("".join(f'"{_quoted(token)}"\n' for token in TOKENS[name] if 0 < len(token) < 60), "utf-8")
        atheris.Setup(
            [sys.argv[0], f"-dict={words}", "-timeout=20", "-max_len=4000", *sys.argv[2:], str(inputs)],
            lambda data: timed(target, data),
        )
        atheris.Fuzz()


def _quoted(token: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in token.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
