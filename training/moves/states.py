"""What the encoder says of every post: vectors for the post and each sentence, from its embeddings and last layer.

A post is encoded once, with channel and kind in front and, for a reply, what it answers; a sentence's vector is the
mean of the states of its own pieces, so that it knows its neighbours.
"""

from __future__ import annotations

import json
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

from postlint.dutch.encoder import LONGEST, head, load_pieces
from postlint.dutch.pieces import Piece, Pieces

BOS, EOS, PAD = 0, 2, 1


@dataclass
class Prepared:
    """A post as piece ids, with the pieces of each sentence and of the whole post."""

    ids: list[int]
    body: tuple[int, int]
    sentences: list[tuple[int, int]]


def prepare(post: Post, pieces: Pieces) -> Prepared:
    """Cut a post into pieces."""
    before = head(post.channel, post.kind, post.answered)
    found = pieces.encode(before + post.text)[:LONGEST]
    starts, at = [], len(before)
    for _, before, sentence in post.sentences:
        at += len(before)
        starts.append((at, at + len(sentence)))
        at += len(sentence)
    first = next((n for n, p in enumerate(found) if p.start >= len(before)), len(found) - 1)
    return Prepared(
        [BOS, *(p.id for p in found), EOS], (first + 1, len(found) + 1), [_range(found, s, e) for s, e in starts]
    )


def _range(found: Sequence[Piece], start: int, end: int) -> tuple[int, int]:
    inside = [n for n, p in enumerate(found) if p.start < end and p.end > start]
    return (inside[0] + 1, inside[-1] + 2) if inside else (len(found), len(found) + 1)


def load(model: Path, exported: Path) -> tuple[Network, Pieces]:
    """Load the encoder with the pieces of an export (training/encoder/export.py): training sees what postlint sees."""
    encoder = weights.read(model)
    kept = json.loads((exported.parent / f"{exported.name}-kept.json").read_text("utf-8"))
    encoder.tensors["emb.word"] = encoder.tensors["emb.word"][kept]
    return Network(encoder).eval(), load_pieces(exported / "pieces.json")


def batches(prepared: Sequence[Prepared], size: int) -> Iterator[tuple[list[int], torch.Tensor, torch.Tensor]]:
    """Give batches of posts of about the same length: their numbers, ids and mask."""
    order = sorted(range(len(prepared)), key=lambda n: len(prepared[n].ids))
    for at in range(0, len(order), size):
        numbers = order[at : at + size]
        length = -(-max(len(prepared[n].ids) for n in numbers) // 32) * 32
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
        embedded, last = network(ids, mask)
        states = torch.cat([embedded, last], -1).numpy()
        for row, n in enumerate(numbers):
            a, b = prepared[n].body
            posts[n] = states[row, a : max(b, a + 1)].mean(0)
            sentences[n] = np.stack([states[row, s:e].mean(0) for s, e in prepared[n].sentences])
    return np.stack(posts), sentences
