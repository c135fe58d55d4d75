"""Posts by what they are about: vectors from the sentence encoder, groups of near ones, and words to call them by.

Place in the data flow: `series` asks for it where authors name no topic. The encoder was trained to tell what posts do
to readers, so the directions that its heads look along are taken out of the vectors, and likeness in words is added.
Groups stay rough; words that stand out in a group give it its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.dutch.encoder import Encoder, EncoderMissingError, head

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

NEAR = 0.12
"""Mean likeness from which groups become one."""
_WORD = re.compile(r"[^\W\d_]{4,}")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|@[\w.]+")
_STEM = 6
_WORDS_IN_NAME = 2
_EMPTY = (
    "vandaag morgen week maand jaar weer even gewoon vaak soms elke eigen goed goede beter fijn mooi mooie leuk leuke "
    "graag samen mensen iedereen iemand dingen keer tijd maken gaan komt kunnen laten laat weten vraag vragen vertel "
    "lees tips"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Posts that are about the same: their places in the list that was given, and a name of one or two words."""

    name: str
    members: tuple[int, ...]


def grouped(texts: Sequence[str], folder: Path) -> list[Group]:
    """Group posts by topic, the largest group first.

    Args:
        texts: the posts; some hundreds at most, as time grows with the cube.
        folder: where the encoder is.

    Raises:
        EncoderMissingError: when onnxruntime or the model files are not installed.

    """
    if not texts:
        return []
    import numpy as np

    encoder = Encoder(folder)
    vectors = np.stack([encoder.encode(head("facebook-page", "post", None), text, []).post for text in texts])
    words = _words(texts)
    meaning = _cosines(_without_heads(_normalised(vectors), folder), centre=True)
    likeness = (meaning + _shared_words(words)) / np.float32(2)
    groups = sorted(cluster(likeness), key=lambda group: (-len(group), group[0]))
    return [Group(name, tuple(group)) for name, group in zip(_names(words, groups), groups, strict=True)]


def cluster(likeness: NDArray[Any], near: float = NEAR) -> list[list[int]]:
    """Join the two nearest groups, by the mean likeness between their members, until none are near enough.

    Args:
        likeness: of each post to each [posts, posts].
        near: the mean likeness from which groups become one.

    """
    import numpy as np

    groups = [[n] for n in range(len(likeness))]
    likeness = np.array(likeness, np.float64)
    np.fill_diagonal(likeness, -np.inf)
    sizes = np.ones(len(groups))
    while len(groups) > 1:
        a, b = sorted(divmod(int(likeness.argmax()), len(groups)))
        if likeness[a, b] < near:
            break
        joined = (likeness[a] * sizes[a] + likeness[b] * sizes[b]) / (sizes[a] + sizes[b])
        likeness[a, :] = likeness[:, a] = joined
        likeness[a, a] = -np.inf
        likeness = np.delete(np.delete(likeness, b, 0), b, 1)
        sizes[a] += sizes[b]
        sizes = np.delete(sizes, b)
        groups[a] += groups.pop(b)
    return groups


def _normalised(vectors: Floats) -> Floats:
    """Bring vectors to mean 0 and variance 1, as the heads were trained on them."""
    centred = vectors - vectors.mean(-1, keepdims=True)
    out: Floats = centred / (centred.var(-1, keepdims=True) + 1e-5) ** 0.5
    return out


def _without_heads(vectors: Floats, folder: Path) -> Floats:
    """Take out the directions along which the heads tell moves and judgements; what is left is more of what is said."""
    import numpy as np

    size = vectors.shape[1]
    with np.load(folder / "heads.npz") as file:
        moves, posts = file["moves_weight"], file["judgements_weight"][:, :size]
        looks = (moves[:, :size], moves[:, size:], posts, file["judgements_look"], file["judgements_seen"])
        directions = np.concatenate(looks).astype(np.float32)
    basis, _ = np.linalg.qr(directions.T)
    out: Floats = vectors - (vectors @ basis) @ basis.T
    return out


def _cosines(rows: Floats, *, centre: bool = False) -> Floats:
    import numpy as np

    rows = rows - rows.mean(0) if centre else rows
    unit = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    out: Floats = unit @ unit.T
    return out


def _words(texts: Sequence[str]) -> list[set[str]]:
    """Give the words of each post that may say what it is about."""
    from spacy.lang.nl.stop_words import STOP_WORDS

    empty = STOP_WORDS | set(_EMPTY.split())
    found = (_WORD.findall(_ADDRESS.sub(" ", text.casefold())) for text in texts)
    return [{word for word in words if word not in empty} for words in found]


def _shared_words(words: Sequence[set[str]]) -> Floats:
    """Give the likeness of posts in words, rare ones most; by their beginnings, since Dutch glues the rest on."""
    import numpy as np

    stems = [{word[:_STEM] for word in found} for found in words]
    everywhere = Counter(stem for found in stems for stem in found)
    column = {stem: n for n, stem in enumerate(everywhere)}
    rows = np.zeros((len(words), max(1, len(column))), np.float32)
    for n, found in enumerate(stems):
        for stem in found:
            rows[n, column[stem]] = log((1 + len(words)) / everywhere[stem])
    return _cosines(rows)


def _names(words: Sequence[set[str]], groups: Sequence[Sequence[int]]) -> list[str]:
    """Give each group the words that stand in many of its posts and in few others; no two groups have one name."""
    everywhere = Counter(word for found in words for word in found)
    names: list[str] = []
    for group in groups:
        here = Counter(word for member in group for word in words[member])
        best = sorted(here, key=lambda word: (-here[word] * log((1 + len(words)) / everywhere[word]), -len(word), word))
        name = " + ".join(best[:_WORDS_IN_NAME]) or "?"
        names.append(name if name not in names else f"{name} ({len(names) + 1})")
    return names


__all__ = ["EncoderMissingError", "Group", "cluster", "grouped"]
