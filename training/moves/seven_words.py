"""Prove that nothing was learned from texts that measure postlint: no seven words of theirs stand in a row in ours.

    python training/moves/seven_words.py keep KEPT FILE…     # digests of texts that measure: JSON lines or plain text
    python training/moves/seven_words.py find KEPT FILE…     # which sequences of ours are among them; exit 1 on one

What is kept are digests of five bytes, from which nobody can read the texts: they stay where nothing is made from them.
Case and punctuation do not count, and labels of the corpus are no words.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import Any

WORDS = 7
SIZE = 5
_WORD = re.compile(r"\w+")
_LABELS = re.compile(r"^(?:\[[a-z, -]*\]/{0,2} |> |@ .*|= promo:.*)", re.MULTILINE)


def sequences(text: str) -> Iterator[str]:
    """Give every run of seven words, in lower case."""
    words = _WORD.findall(_LABELS.sub("", text).lower())
    return (" ".join(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1))


def digest(sequence: str) -> bytes:
    """Give the digest of a run of words."""
    return blake2b(sequence.encode(), digest_size=SIZE).digest()


def read(path: Path) -> frozenset[bytes]:
    """Give the digests that were kept."""
    data = path.read_bytes()
    return frozenset(data[at : at + SIZE] for at in range(0, len(data), SIZE))


def _texts(path: Path) -> Iterator[str]:
    text = path.read_text("utf-8")
    if path.suffix != ".jsonl":
        yield text
        return
    for line in text.splitlines():
        yield from _strings(json.loads(line))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _strings(inner)


def main(arguments: list[str]) -> int:
    """Run the command line; see the module's text."""
    if len(arguments) < 3 or arguments[0] not in {"keep", "find"}:
        print(__doc__)
        return 2
    verb, kept, *files = arguments
    if verb == "keep":
        found = {digest(run) for file in files for text in _texts(Path(file)) for run in sequences(text)}
        Path(kept).write_bytes(b"".join(sorted(found)))
        print(f"{len(found)} sequences")
        return 0
    known = read(Path(kept))
    shared = [(file, run) for file in files for run in sequences(Path(file).read_text("utf-8")) if digest(run) in known]
    for file, run in shared:
        print(f"{file}: {run}")
    return int(bool(shared))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
