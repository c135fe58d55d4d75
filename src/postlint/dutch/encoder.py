"""The sentence encoder: a post in, one vector for the post and one for each of its sentences out.

A post is read once, as a whole, so that every sentence's vector knows its neighbours: the vector of a range is the mean
of its pieces: what they are by themselves (embeddings), and what they mean here (the last layer). The network is
multilingual-e5-small (see training/encoder), run by onnxruntime from eight-bit weights.

Place in the data flow: `moves.py` asks for vectors; nothing else does. onnxruntime and numpy load when it does.
"""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.dutch.pieces import Piece, Pieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

LONGEST = 510
"""Pieces that fit in the network beside the two marks around them."""
MOST_ANSWERED = 400
"""Characters of an answered text that stand before a reply."""
SPECIAL = 4


@dataclass(frozen=True)
class Encoded:
    """What the encoder says of one post.

    Attributes:
        post: the mean of its pieces [size].
        sentences: the mean of the pieces of each sentence [sentences, size].
        pieces: every piece of the post itself [pieces, size].

    """

    post: Floats
    sentences: Floats
    pieces: Floats


class EncoderMissingError(Exception):
    """The encoder cannot be used here: onnxruntime or the model files are not installed."""


def head(channel: str, kind: str, answered: str | None) -> str:
    """Give what stands before a post when it is encoded: its channel and kind, and what it answers."""
    asked = f"» {answered[:MOST_ANSWERED]} » " if answered else ""
    return f"query: {channel} {kind}: {asked}"


class Encoder:
    """A loaded encoder.

    Args:
        folder: holds `encoder.onnx`, `embeddings.npz` and `pieces.json`.

    Raises:
        EncoderMissingError: when onnxruntime or a file is missing.

    """

    def __init__(self, folder: Path) -> None:
        try:
            import numpy as np
            import onnxruntime
        except ImportError as error:
            raise EncoderMissingError(str(error)) from error
        if not (folder / "encoder.onnx").is_file():
            raise EncoderMissingError(str(folder))
        self._np = np
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        model = str(folder / "encoder.onnx")
        self._session: Any = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
        with np.load(folder / "embeddings.npz") as file:
            self._words, self._scales, self._positions = file["words"], file["scales"], file["positions"]
        self._pieces = load_pieces(folder / "pieces.json")

    def encode(self, before: str, text: str, ranges: Sequence[tuple[int, int]]) -> Encoded:
        """Encode one post.

        Args:
            before: what stands before it, see `head`.
            text: the post.
            ranges: its sentences, as character ranges of `text`.

        """
        found = self._pieces.encode(before + text)
        body = next((n for n, piece in enumerate(found) if piece.start >= len(before)), len(found))
        states = self._states(found, body)
        pieces = found[body:]
        own = states[body:] if body < len(found) else states
        shift = len(before)
        rows = [own[_inside(pieces, start + shift, end + shift)].mean(0) for start, end in ranges]
        return Encoded(own.mean(0), self._np.stack(rows) if rows else own[:0], own)

    def _states(self, found: Sequence[Piece], body: int) -> Floats:
        """Run the network, in windows of whole length where a post is long; each window has the head before it."""
        ids = [piece.id for piece in found]
        front = ids[: min(body, LONGEST // 2)]
        room = LONGEST - len(front)
        rest = ids[body:] or ids[-1:]
        windows = [rest[at : at + room] for at in range(0, len(rest), room)]
        parts = [self._run([*front, *window]) for window in windows]
        states = [parts[0], *(part[len(front) :] for part in parts[1:])]
        joined: Floats = self._np.concatenate(states)
        missing = body - len(front)
        return joined if missing == 0 else self._np.concatenate([joined[:1].repeat(missing, 0), joined])

    def _run(self, ids: Sequence[int]) -> Floats:
        np = self._np
        numbers = np.array([0, *ids, 2])
        embedded = self._words[numbers].astype(np.float32) * self._scales[numbers] + self._positions[: len(numbers)]
        first, last = self._session.run(None, {"embedded": embedded[None].astype(np.float32)})
        states: Floats = np.concatenate([first[0, 1:-1], last[0, 1:-1]], -1)
        return states


def load_pieces(path: Path) -> Pieces:
    """Read the vocabulary: pieces in the order of their ids behind the four special ones, scores and replacements."""
    data = json.loads(path.read_text("utf-8"))
    rows = enumerate(zip(data["pieces"], data["scores"], strict=True), SPECIAL)
    scores = {piece: (score, number) for number, (piece, score) in rows}
    return Pieces(scores, data["unknown"], data["unknown_score"], data["replacements"])


def _inside(pieces: Sequence[Piece], start: int, end: int) -> slice:
    """Find the pieces of a sentence by halving, since a long post has thousands of them; one at least."""
    first = min(bisect_right(pieces, start, key=attrgetter("end")), max(0, len(pieces) - 1))
    last = bisect_left(pieces, end, lo=first, key=attrgetter("start"))
    return slice(first, max(last, first + 1))
