"""Checks on what sentences do: moves of sentences, and judgements of the whole post, each with its probability."""

from __future__ import annotations

from dataclasses import dataclass

from postlint.checks.post import Match, Post

_POINTED = 0.5


@dataclass(frozen=True)
class MoveCheck:
    """A sentence makes one of some moves, with at least a probability."""

    moves: tuple[str, ...]
    at_least: float

    def find(self, post: Post) -> list[Match]:
        """Give the sentences, each with the probability of its strongest move."""
        out = []
        for (start, end), found in zip(post.sentences, post.judged.sentences, strict=True):
            strongest = max(found[move] for move in self.moves)
            if strongest >= self.at_least:
                out.append(Match(start, end, facts=_facts(strongest)))
        return out


@dataclass(frozen=True)
class JudgementCheck:
    """A post is judged to be something, with at least a probability; points at the sentences that make it so."""

    judgement: str
    at_least: float
    point_at: tuple[str, ...]

    def find(self, post: Post) -> list[Match]:
        """Give the sentences with the moves to point at, the strongest where none is likely, or the whole draft."""
        probability = post.judged.post[self.judgement]
        if probability < self.at_least:
            return []
        facts = _facts(probability)
        if not self.point_at or not post.sentences:
            return [Match(0, len(post.prose), whole=True, facts=facts)]
        weights = [max(found[move] for move in self.point_at) for found in post.judged.sentences]
        limit = min(_POINTED, max(weights))
        return [
            Match(start, end, facts=facts)
            for (start, end), weight in zip(post.sentences, weights, strict=True)
            if weight >= limit
        ]


def _facts(probability: float) -> tuple[tuple[str, str], ...]:
    return (("probability", f"{probability:.2f}"),)
