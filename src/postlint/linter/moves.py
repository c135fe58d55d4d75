"""What the model of moves saw in a draft on one channel, without any rule: for people who write rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlint.findings import Notice, Severity, Span

if TYPE_CHECKING:
    from postlint.checks import Post
    from postlint.dutch.moves import MoveModel

OF_POST = "post:"
"""What stands before a judgement where moves and judgements have one set of names, as in the thresholds."""
Thresholds = Mapping[str, Mapping[Severity, float]]


@dataclass(frozen=True, slots=True)
class SentenceMoves:
    """One sentence as the model read it, where it stands in the file, and the probability of each move."""

    text: str
    span: Span
    moves: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DraftMoves:
    """Everything that the model saw in one draft on one channel.

    Attributes:
        sentences: in the order of the text.
        post: the probability of each judgement.
        thresholds: by move, and by judgement with `post:` before it, the probability that a rule of each severity asks.

    """

    path: str
    channel: str
    kind: str
    sentences: tuple[SentenceMoves, ...]
    post: Mapping[str, float]
    thresholds: Thresholds
    notices: tuple[Notice, ...] = ()


def moves_of(post: Post, thresholds: Thresholds, notices: tuple[Notice, ...] = ()) -> DraftMoves:
    """Have a post judged by its model, which must be there, and say what came of it in terms of the file.

    Raises:
        EncoderMissingError: when the model cannot be loaded after all.

    """
    judged = post.judged
    sentences = tuple(
        SentenceMoves(post.prose[start:end], post.draft.span(start, end), moves)
        for (start, end), moves in zip(post.sentences, judged.sentences, strict=True)
    )
    return DraftMoves(post.draft.path, post.profile.id, post.kind, sentences, judged.post, thresholds, notices)


def thresholds_of(model: MoveModel) -> Thresholds:
    """Give the thresholds of every move and judgement."""
    labels = [*model.moves, *(OF_POST + judgement for judgement in model.judgements)]
    return {label: {severity: model.threshold(label, severity.value) for severity in Severity} for label in labels}
