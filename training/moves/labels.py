"""What is learned: the moves of sentences and the judgements of posts, as numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from posts import MOVES, Post

Labels = dict[str, str]
JUDGEMENTS: dict[str, Callable[[Labels], bool | None]] = {
    "promo": lambda labels: labels["promo"] != "0",
    "promo-direct": lambda labels: labels["promo"] == "2",
    "value-missing": lambda labels: labels["value"] == "0",
    "value-full": lambda labels: labels["value"] == "2",
    "private": lambda labels: labels["private"] == "1",
    "private-misfit": lambda labels: labels["private"] == "1" and labels["fit"] == "0",
    "patient": lambda labels: labels["patient"] == "1",
    "bait": lambda labels: labels["bait"] == "1",
    "pressure": lambda labels: labels["pressure"] == "1",
    "claim": lambda labels: labels["claim"] == "1",
    "unfocused": lambda labels: labels["focus"] == "0",
    "thanks-due": lambda labels: labels["thanks"] == "1",
    "reply-fails": lambda labels: None if labels["reply"] == "-" else labels["reply"] == "0",
    "reply-thin": lambda labels: None if labels["reply"] == "-" else labels["reply"] != "2",
    "grade-2": lambda labels: labels["grade"] >= "2",
    "grade-3": lambda labels: labels["grade"] >= "3",
    "grade-4": lambda labels: labels["grade"] >= "4",
    "grade-5": lambda labels: labels["grade"] >= "5",
}


def of_posts(data: Sequence[Post]) -> np.ndarray:
    """Give the judgements [posts, judgements]: 1, 0, or NaN where one does not apply."""
    rows = [[test(post.labels) for test in JUDGEMENTS.values()] for post in data]
    return np.array([[np.nan if v is None else float(v) for v in row] for row in rows], np.float32)


def of_sentences(data: Sequence[Post]) -> list[np.ndarray]:
    """Give, per post, the moves of its sentences [sentences, moves]."""
    return [
        np.array([[float(m in moves) for m in MOVES] for moves, _, _ in post.sentences], np.float32) for post in data
    ]
