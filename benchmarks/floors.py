"""What postlint's time is held against: spaCy and the encoder called the plain way.

    python -m benchmarks.floors words FILE…       # load the pipeline, analyse every file
    python -m benchmarks.floors moves FILE…       # the same, and the encoder on every sentence
    python -m benchmarks.floors pipe FILE…        # as words, in batches
    python -m benchmarks.floors pipe-moves FILE…  # as moves, in batches: one call of the encoder for several sentences

Each is written as somebody would who needs an analysis and nothing else.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

BATCH = 16


def _texts(names: Iterable[str]) -> list[str]:
    return [Path(name).read_text("utf-8") for arg in names for name in _files(arg)]


def _files(name: str) -> list[str]:
    path = Path(name)
    return sorted(map(str, path.glob("*.md"))) if path.is_dir() else [name]


def _load() -> Language:
    import spacy  # before anything of postlint, which would spare it spaCy's command line

    from postlint.paths import model_dir

    import_module("postlint.dutch.pipeline")  # registers what the pipeline's configuration names
    return spacy.load(model_dir() / "nl_postlint")


def words(names: Iterable[str]) -> None:
    """Analyse files one by one."""
    nlp = _load()
    for text in _texts(names):
        nlp(text)


def pipe(names: Iterable[str]) -> None:
    """Analyse files in batches."""
    nlp = _load()
    for _ in nlp.pipe(_texts(names)):
        pass


def moves(names: Iterable[str], size: int = 1) -> None:
    """Analyse files, and encode each of their sentences by itself or `size` of them at a time."""
    import numpy as np
    import onnxruntime

    nlp = _load()
    from postlint.dutch.encoder import load_pieces
    from postlint.paths import moves_dir

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(moves_dir() / "encoder.onnx"), options, ["CPUExecutionProvider"])
    pieces = load_pieces(moves_dir() / "pieces.json")
    with np.load(moves_dir() / "embeddings.npz") as file:
        table, scales, positions = file["words"], file["scales"], file["positions"]
    for doc in nlp.pipe(_texts(names)):
        ids = sorted(([0, *(p.id for p in pieces.encode("query: " + s.text)), 2] for s in doc.sents), key=len)
        for at in range(0, len(ids), size):
            some = ids[at : at + size]
            for length in {len(one) for one in some}:
                numbers = np.array([one for one in some if len(one) == length])
                embedded = table[numbers].astype(np.float32) * scales[numbers] + positions[:length]
                session.run(None, {"embedded": embedded.astype(np.float32)})


def main(arguments: list[str]) -> int:
    """Run the command line."""
    match arguments:
        case ["words", *names]:
            words(names)
        case ["pipe", *names]:
            pipe(names)
        case ["moves", *names]:
            moves(names)
        case ["pipe-moves", *names]:
            moves(names, BATCH)
        case _:
            print(__doc__)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
