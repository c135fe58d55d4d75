"""The word embedding of the shipped pipeline, registered with spaCy as `postlint.WordEmbed.v1`.

A word is known by its norm, its ends and its shape, each hashed into a table of its own. Against spaCy's
`MultiHashEmbed` it sees longer and more word ends (Dutch glues words together: the end says what a compound is), it
takes every emoji, address, mention and number for the same word, reads `#woord` as `woord`, and works each word form
out once per batch, which makes it faster in spite of the extra features.

Import this module before loading a model that names the architecture.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, cast

import numpy as np
import regex
from spacy.attrs import ORTH
from spacy.lang.lex_attrs import word_shape
from spacy.strings import StringStore, get_string_id
from spacy.tokens import Doc
from spacy.util import registry
from thinc.api import HashEmbed, Maxout, Model, chain, concatenate

from postlint.dutch.tokens import is_email, is_emoji, is_mention, is_url
from postlint.remembered import Remembered

FEATURES: Final = ("norm", "shape", "prefix", "suffix2", "suffix3", "suffix5")
_CACHED_FORMS: Final = 20_000
_PLAIN: Final = regex.compile(r"[\p{L}\p{M}'’‘\-]++")
_DIGITS: Final = regex.compile(r"\d")
_APOSTROPHES: Final = str.maketrans("’‘ʼ´‑‐", "''''--", "\u00ad\u200c")


def word_features(form: str) -> tuple[str, ...]:
    """Return what the embedding looks at for a word form, in the order of `FEATURES`."""
    if not _PLAIN.fullmatch(form):
        if form.isspace():
            return ("\n",) * len(FEATURES)
        for name, test in (("☺", is_emoji), ("@", is_mention), ("://", is_url), ("://", is_email)):
            if test(form):
                return (name,) * len(FEATURES)
    word = _DIGITS.sub("0", form.lower().translate(_APOSTROPHES))
    if len(word) > 1:
        word = word.removeprefix("#")
    return (word, word_shape(form), word[:3], word[-2:], word[-3:], word[-5:])


class _FormTable:
    """Hashed features by the vocabulary's key of the form; forgets everything when it grows too large."""

    def __init__(self) -> None:
        self._rows: Remembered[int, np.ndarray[Any, Any]] = Remembered(_CACHED_FORMS)

    def rows(self, docs: Sequence[Doc], keys: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
        """Return a (len(keys), len(FEATURES)) array of 64-bit hashes."""
        strings = docs[0].vocab.strings
        return np.stack([self._row(key, strings) for key in keys.tolist()])

    def _row(self, key: int, strings: StringStore) -> np.ndarray[Any, Any]:
        row = self._rows.get(key)
        if row is None:
            hashed = [get_string_id(feature) for feature in word_features(strings[key])]
            row = self._rows[key] = np.asarray(hashed, dtype="uint64")
        return row


@registry.architectures("postlint.WordEmbed.v1")  # type: ignore[untyped-decorator]
def word_embed(
    width: int, rows: list[int], widths: list[int], maxout_pieces: int = 3, word_dropout: float = 0.1
) -> Model[Any, Any]:
    """Build the embedding layer: list of Doc in, list of (tokens, `width`) float arrays out.

    `rows` and `widths` give table size and vector width for each of `FEATURES`. While training, `word_dropout` is the
    chance that the norm of a form is hidden, so that the model learns to live with unknown words.
    """
    tables: list[Model[Any, Any]] = [
        HashEmbed(nO=size, nV=count, column=column, seed=column + 7, dropout=0.0)
        for column, (count, size) in enumerate(zip(rows, widths, strict=True))
    ]
    mix = Maxout(nO=width, nI=sum(widths), nP=maxout_pieces, dropout=0.0, normalize=True)
    inner: Model[Any, Any] = chain(concatenate(*tables), mix)
    attrs = {"table": _FormTable(), "word_dropout": word_dropout}
    return Model("word_embed", _forward, init=_initialize, layers=[inner], dims={"nO": width}, attrs=attrs)


def _initialize(model: Model[Any, Any], X: Any = None, Y: Any = None) -> None:  # noqa: N803  thinc's own names
    model.layers[0].initialize(X=model.ops.alloc2i(1, len(FEATURES), dtype="uint64") if X is not None else None)


def _restore_precision(tables: Model[Any, Any]) -> None:
    """Bring tables that were shipped in 16 bits back to the 32 that the arithmetic wants."""
    for node in tables.walk():
        table: Any = node.get_param("E") if node.name == "hashembed" else None
        if table is not None and table.dtype == np.float16:
            node.set_param("E", table.astype(np.float32))


def _forward(model: Model[Any, Any], docs: list[Doc], is_train: bool) -> tuple[Any, Callable[[Any], list[Doc]]]:
    ops: Any = model.ops
    lengths = np.asarray([len(doc) for doc in docs], dtype="int32")
    if not lengths.sum():
        return [ops.alloc2f(0, model.get_dim("nO")) for _ in docs], lambda _: []
    keys, places = np.unique(np.concatenate([doc.to_array(ORTH) for doc in docs]), return_inverse=True)
    _restore_precision(model.layers[0])
    hashes = cast(_FormTable, model.attrs["table"]).rows(docs, keys)
    if is_train:
        hidden = np.random.uniform(size=len(keys)) < model.attrs["word_dropout"]
        hashes[hidden, 0] = 0
    vectors, backprop_vectors = model.layers[0](hashes, is_train)

    def backprop(gradients: Any) -> list[Doc]:
        total = ops.alloc2f(len(keys), model.get_dim("nO"))
        ops.scatter_add(total, places, ops.flatten(gradients))
        backprop_vectors(total)
        return []

    return ops.unflatten(vectors[places], lengths), backprop
