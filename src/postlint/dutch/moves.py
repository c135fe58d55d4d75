"""What every sentence does, and what a post is as a whole: probabilities from the encoder and two small heads.

The names of moves and judgements, and what they mean, are those of training/moves/GUIDELINE.md. The heads are logistic:
a sentence is judged from its own vector and the post's; a post from its vector, the strongest of each move among its
sentences, and the pieces that each judgement learned to look at (attention pooling, one query a judgement). A slope and
offset per label, fitted on writers that training had not seen, make the numbers probabilities.

Place in the data flow: a Post asks once for its `Judged`, when the first rule needs it; `checks/moves.py` reads it.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.dutch.encoder import Encoder, head

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

_SHARP = 4.0
_EPS = 1e-5


@dataclass(frozen=True)
class Judged:
    """The outcome for one post.

    Attributes:
        sentences: per sentence, the probability of each move.
        post: the probability of each judgement.

    """

    sentences: tuple[Mapping[str, float], ...]
    post: Mapping[str, float]


class MoveModel:
    """The encoder with its heads, loaded when the first post is judged.

    Args:
        folder: holds the encoder's files, `heads.npz` and `moves.json`.

    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._card: dict[str, Any] = json.loads((folder / "moves.json").read_text("utf-8"))
        self.moves: tuple[str, ...] = tuple(self._card["moves"])
        self.judgements: tuple[str, ...] = tuple(self._card["judgements"])

    @staticmethod
    def is_available(folder: Path) -> bool:
        """Tell whether the files and onnxruntime are there, loading neither."""
        return (folder / "moves.json").is_file() and importlib.util.find_spec("onnxruntime") is not None

    def threshold(self, label: str, severity: str) -> float:
        """Give the probability from which a label counts at a severity, as measured on writers held out."""
        return float(self._card["thresholds"][label][severity])

    def judge(
        self, text: str, sentences: Sequence[tuple[int, int]], channel: str, kind: str, answered: str | None
    ) -> Judged:
        """Judge one post.

        Args:
            text: the post.
            sentences: its sentences, as character ranges.
            channel: where it will stand, by channel id.
            kind: post, reply or thanks.
            answered: the text that a reply answers.

        """
        import numpy as np

        encoded = self._encoder.encode(head(channel, kind, answered), text, sentences)
        post, own, pieces = map(_normalised, (encoded.post, encoded.sentences, encoded.pieces))
        heads = self._heads
        both = np.concatenate([own, np.broadcast_to(post, own.shape)], -1)
        logits = both @ heads["moves_weight"].T + heads["moves_bias"]
        strongest = np.log(np.exp(logits * _SHARP).sum(0)) / _SHARP
        judged = heads["judgements_weight"] @ np.concatenate([post, strongest]) + heads["judgements_bias"]
        judged = judged + _attended(pieces, heads["judgements_look"], heads["judgements_seen"])
        moves = _probability(logits, heads["moves_slope"], heads["moves_offset"])
        posts = _probability(judged, heads["judgements_slope"], heads["judgements_offset"])
        return Judged(
            tuple(dict(zip(self.moves, map(float, row), strict=True)) for row in moves),
            dict(zip(self.judgements, map(float, posts), strict=True)),
        )

    @cached_property
    def _encoder(self) -> Encoder:
        return Encoder(self._folder)

    @cached_property
    def _heads(self) -> dict[str, Floats]:
        import numpy as np

        with np.load(self._folder / "heads.npz") as file:
            return {name: file[name].astype(np.float32) for name in file.files}


def _normalised(x: Floats) -> Floats:
    """Bring vectors to mean 0 and variance 1, as the heads were trained on them."""
    centred = x - x.mean(-1, keepdims=True)
    out: Floats = centred / (centred.var(-1, keepdims=True) + _EPS) ** 0.5
    return out


def _attended(pieces: Floats, look: Floats, seen: Floats) -> Floats:
    """Give what each judgement finds where it looks: pieces [pieces, size], look and seen [judgements, size]."""
    import numpy as np

    scores = pieces @ look.T
    weights = np.exp(scores - scores.max(0))
    out: Floats = (weights / weights.sum(0) * (pieces @ seen.T)).sum(0)
    return out


def _probability(logits: Floats, slope: Floats, offset: Floats) -> Floats:
    import numpy as np

    out: Floats = 1 / (1 + np.exp(-(logits * slope + offset)))
    return out
