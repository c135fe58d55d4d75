"""The learner: the layers of the encoder with a head for moves and a head for judgements, trained together.

The embeddings stay as they are, and so do as many of the lowest layers as one asks for; what they make of a post is
computed once. A sentence is judged from its own states and those of the post; a post from its own states and from the
strongest of each move among its sentences.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from labels import JUDGEMENTS
from network import Network
from posts import MOVES
from states import Prepared, batches
from torch import Tensor, nn

SHARP = 4.0


@dataclass(frozen=True)
class Settings:
    """How to train."""

    epochs: int = 4
    frozen: int = 0
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.85
    weight_decay: float = 0.01
    batch: int = 16
    dropout: float = 0.1
    attend: int = 1
    seed: int = 1


class Learner(nn.Module):
    """The layers that learn, and heads."""

    def __init__(self, network: Network, settings: Settings) -> None:
        super().__init__()
        self.network = network
        self.frozen = settings.frozen
        size = 2 * network.positions.shape[1]
        self.scale = nn.LayerNorm(size, elementwise_affine=False)
        self.dropout = nn.Dropout(settings.dropout)
        self.moves = nn.Linear(2 * size, len(MOVES))
        self.judgements = nn.Linear(size + len(MOVES), len(JUDGEMENTS))
        self.attends = bool(settings.attend)
        self.look = nn.Linear(size, len(JUDGEMENTS), bias=False)
        self.seen = nn.Parameter(torch.zeros(len(JUDGEMENTS), size))
        nn.init.zeros_(self.look.weight)

    def forward(self, lower: Tensor, mask: Tensor, prepared: Sequence[Prepared]) -> tuple[Tensor, Tensor]:
        """Give the logits of moves [sentences of all posts, moves] and of judgements [posts, judgements]."""
        blocked = (1.0 - mask[:, None, None, :]) * -1e4
        embedded, base = lower.chunk(2, -1)
        last = self.network.run(base, blocked, first=self.frozen)
        states = torch.cat([embedded, last.float()], -1)
        pooled = self.scale(_pooling(prepared, states.shape[1]) @ states)
        post, own = pooled[:, 0], pooled[:, 1:]
        both = torch.cat([own, post[:, None].expand_as(own)], -1)
        logits = self.moves(self.dropout(both))
        there = torch.zeros(logits.shape[:2])
        for row, item in enumerate(prepared):
            there[row, len(item.sentences) :] = -1e4
        strongest = torch.logsumexp(logits * SHARP + there[..., None], 1) / SHARP
        judged = self.judgements(torch.cat([self.dropout(post), strongest], -1))
        if self.attends:
            judged = judged + self._attended(self.scale(states), prepared)
        return logits[there == 0], judged

    def _attended(self, states: Tensor, prepared: Sequence[Prepared]) -> Tensor:
        """Give what each judgement finds at the pieces it looks at [posts, judgements]."""
        outside = torch.full(states.shape[:2], -1e4)
        for row, item in enumerate(prepared):
            outside[row, item.body[0] : max(item.body[1], item.body[0] + 1)] = 0
        weights = (self.look(states) + outside[..., None]).softmax(1)
        found = self.dropout(states) @ self.seen.T
        return (weights * found).sum(1)


def _pooling(prepared: Sequence[Prepared], length: int) -> Tensor:
    """Give weights [posts, 1 + most sentences, pieces] that average the pieces of each post and of its sentences."""
    out = torch.zeros(len(prepared), _round(1 + max(len(item.sentences) for item in prepared), 8), length)
    for row, item in enumerate(prepared):
        for n, (start, end) in enumerate([item.body, *item.sentences]):
            end = max(end, start + 1)
            out[row, n, start:end] = 1 / (end - start)
    return out


@torch.no_grad()
def lower_states(network: Network, prepared: Sequence[Prepared], frozen: int, size: int = 16) -> list[Tensor]:
    """Run the layers that stay as they are: per post the embeddings and the states behind them, side by side."""
    out: list[Tensor] = [torch.zeros(0)] * len(prepared)
    for numbers, ids, mask in batches(prepared, size):
        blocked = (1.0 - mask[:, None, None, :]) * -1e4
        embedded = network.embed(ids)
        with torch.autocast("cpu", torch.bfloat16):
            x = network.run(embedded, blocked, last=frozen).float()
        for row, n in enumerate(numbers):
            length = len(prepared[n].ids)
            out[n] = torch.cat([embedded[row, :length], x[row, :length]], -1).half()
    return out


def train(
    learner: Learner, states: Sequence[Tensor], prepared: Sequence[Prepared], moves: Sequence[np.ndarray],
    judgements: np.ndarray, chosen: Sequence[int], settings: Settings,
) -> None:  # fmt: skip
    """Train in place on the posts chosen."""
    torch.manual_seed(settings.seed)
    rng = np.random.default_rng(settings.seed)
    optimiser = torch.optim.AdamW(_groups(learner, settings), weight_decay=settings.weight_decay, fused=True)
    steps = settings.epochs * -(-len(chosen) // settings.batch)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda n: min((n + 1) / (0.1 * steps), 1 - n / (steps + 1)))
    learner.train()
    for _ in range(settings.epochs):
        for numbers in _shuffled(chosen, prepared, settings.batch, rng):
            lower, mask = _pad([states[n] for n in numbers])
            with torch.autocast("cpu", torch.bfloat16):
                found_moves, found = learner(lower, mask, [prepared[n] for n in numbers])
            loss = _loss(found_moves.float(), np.concatenate([moves[n] for n in numbers]))
            loss = loss + _loss(found.float(), judgements[numbers])
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learner.parameters(), 1.0)
            optimiser.step()
            schedule.step()
    learner.eval()


@torch.no_grad()
def predict(
    learner: Learner, states: Sequence[Tensor], prepared: Sequence[Prepared], chosen: Sequence[int], size: int = 16
) -> tuple[dict[int, np.ndarray], dict[int, np.ndarray]]:
    """Give the logits of moves [sentences, moves] and judgements [judgements] of the posts chosen."""
    learner.eval()
    order = sorted(chosen, key=lambda n: len(prepared[n].ids))
    moves: dict[int, np.ndarray] = {}
    posts: dict[int, np.ndarray] = {}
    for at in range(0, len(order), size):
        numbers = order[at : at + size]
        lower, mask = _pad([states[n] for n in numbers])
        found_moves, found = learner(lower, mask, [prepared[n] for n in numbers])
        first = 0
        for row, n in enumerate(numbers):
            count = len(prepared[n].sentences)
            moves[n], posts[n] = found_moves[first : first + count].numpy(), found[row].numpy()
            first += count
    return moves, posts


def _groups(learner: Learner, settings: Settings) -> list[dict[str, object]]:
    heads = [*learner.moves.parameters(), *learner.judgements.parameters(), learner.look.weight, learner.seen]
    upper = list(learner.network.layers[learner.frozen :])
    groups: list[dict[str, object]] = [{"params": heads, "lr": settings.head_rate}]
    for depth, layer in enumerate(reversed(upper)):
        groups.append({"params": list(layer.parameters()), "lr": settings.rate * settings.layer_decay**depth})
    return groups


def _shuffled(
    chosen: Sequence[int], prepared: Sequence[Prepared], size: int, rng: np.random.Generator
) -> list[list[int]]:
    """Batches of posts of like length, in random order."""
    noisy = sorted(chosen, key=lambda n: len(prepared[n].ids) * rng.uniform(0.8, 1.25))
    groups = [list(noisy[at : at + size]) for at in range(0, len(noisy), size)]
    rng.shuffle(groups)
    return groups


def _pad(states: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    length = _round(max(len(s) for s in states), 32)
    out = torch.zeros(len(states), length, states[0].shape[1])
    mask = torch.zeros(len(states), length)
    for row, s in enumerate(states):
        out[row, : len(s)], mask[row, : len(s)] = s.float(), 1
    return out, mask


def _round(number: int, step: int) -> int:
    """Round up: few different shapes, since each one costs the processor's kernels a compilation."""
    return -(-number // step) * step


def _loss(logits: Tensor, wanted: np.ndarray) -> Tensor:
    target = torch.from_numpy(wanted)
    known = ~torch.isnan(target)
    return nn.functional.binary_cross_entropy_with_logits(logits[known], target[known]) * logits.shape[1] / 4
