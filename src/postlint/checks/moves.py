"""Checks on what sentences do: moves of sentences, and judgements of the whole post, each with its probability."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postlint.checks.post import Match, Post
from postlint.checks.signals import find as find_signal
from postlint.findings import Severity

_SUREST = 0.99
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
        point_at: the moves of the sentences that make it so, each with what each severity asks for. Where no sentence
            makes one of them surely enough for a warning, there is nothing to hold an error against.

    """

    judgement: str
    at_least: float
    limits: Limits
    point_at: Mapping[str, Limits]

    def find(self, post: Post) -> list[Match]:
        """Give the runs of sentences with the moves to point at, the strongest where none is likely, or the draft."""
        probability = post.judged.post[self.judgement]
        if probability < self.at_least:
            return []
        facts, bears = _facts(probability), self._borne(post, probability)
        if not self.point_at or not post.sentences:
            return [Match(0, len(post.prose), whole=True, facts=facts, bears=bears)]
        weights = self._weights(post, Severity.SUGGESTION)
        if not any(weights):
            return []
        limit = min(1.0, max(weights))
        return [
            Match(post.sentences[first][0], post.sentences[last][1], facts=facts, bears=bears)
            for first, last in _runs([weight >= limit for weight in weights])
        ]

    def _weights(self, post: Post, severity: Severity) -> list[float]:
        """Give how near each sentence comes to what a severity asks for; from 1 on it makes one of the moves.

        Who signs a post is no part of what it tells, so a sign-off weighs nothing unless it bears a warning.
        """
        signed = find_signal(post, "sign-off")
        return [
            0.0
            if self._nearness(found, Severity.WARNING) < 1 and _within(sentence, signed)
            else self._nearness(found, severity)
            for sentence, found in zip(post.sentences, post.judged.sentences, strict=True)
        ]

    def _nearness(self, found: Mapping[str, float], severity: Severity) -> float:
        return max(found[move] / limits[severity] for move, limits in self.point_at.items())

    def _borne(self, post: Post, probability: float) -> Severity:
        bears = _borne(probability, self.limits)
        if bears is Severity.ERROR and self.point_at and max(self._weights(post, Severity.WARNING), default=0) < 1:
            return Severity.WARNING
        return bears


def _within(sentence: tuple[int, int], stretches: Sequence[Match]) -> bool:
    return any(one.start <= sentence[0] and sentence[1] <= one.end for one in stretches)


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
    """Give the probability as a message shows it; no judgement is certain."""
    return (("probability", f"{min(probability, _SUREST):.2f}"),)
