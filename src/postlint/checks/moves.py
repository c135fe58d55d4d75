"""Checks on what sentences do: moves of sentences, and judgements of the whole post, each with its probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postlint.checks.post import Match, Post
from postlint.findings import Severity

Limits = Mapping[Severity, float]
"""The probability from which a finding of each severity may rest on a label."""


@dataclass(frozen=True)
class MoveCheck:
    """A sentence makes one of some moves.

    Attributes:
        moves: the moves, each with the probability from which it counts.
        limits: per move, what each severity asks for.

    """

    moves: Mapping[str, float]
    limits: Mapping[str, Limits]

    def find(self, post: Post) -> list[Match]:
        """Give the sentences, each with the probability of its strongest move."""
        out = []
        for (start, end), found in zip(post.sentences, post.judged.sentences, strict=True):
            made = [move for move, at_least in self.moves.items() if found[move] >= at_least]
            if made:
                strongest = max(made, key=lambda move: found[move])
                probability = found[strongest]
                bears = _borne(probability, self.limits[strongest])
                out.append(Match(start, end, facts=_facts(probability), bears=bears))
        return out


@dataclass(frozen=True)
class JudgementCheck:
    """A post is judged to be something, with at least a probability.

    Attributes:
        judgement: what it is judged to be.
        at_least: the probability.
        limits: what each severity asks for.
        point_at: the moves of the sentences that make it so, each with the probability from which a sentence makes it.

    """

    judgement: str
    at_least: float
    limits: Limits
    point_at: Mapping[str, float]

    def find(self, post: Post) -> list[Match]:
        """Give the runs of sentences with the moves to point at, the strongest where none is likely, or the draft."""
        probability = post.judged.post[self.judgement]
        if probability < self.at_least:
            return []
        facts, bears = _facts(probability), _borne(probability, self.limits)
        if not self.point_at or not post.sentences:
            return [Match(0, len(post.prose), whole=True, facts=facts, bears=bears)]
        weights = [max(found[m] / limit for m, limit in self.point_at.items()) for found in post.judged.sentences]
        limit = min(1.0, max(weights))
        return [
            Match(post.sentences[first][0], post.sentences[last][1], facts=facts, bears=bears)
            for first, last in _runs([weight >= limit for weight in weights])
        ]


def _runs(chosen: Sequence[bool]) -> list[tuple[int, int]]:
    """Give first and last number of every unbroken run of what is chosen."""
    out: list[tuple[int, int]] = []
    for number, yes in enumerate(chosen):
        if yes and out and out[-1][1] == number - 1:
            out[-1] = out[-1][0], number
        elif yes:
            out.append((number, number))
    return out


def _borne(probability: float, limits: Limits) -> Severity:
    """Give the severest finding that a probability bears."""
    passed = [severity for severity, limit in limits.items() if probability >= limit]
    return max(passed, key=lambda severity: severity.rank, default=Severity.SUGGESTION)


def _facts(probability: float) -> tuple[tuple[str, str], ...]:
    return (("probability", f"{probability:.2f}"),)
