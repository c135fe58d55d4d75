"""What the learner is worth on writers it never saw, from the outcome of crossval.py.

    python -m training.moves.evaluate OUT.npz… -- FILE…

For every judgement and move: how many, AUC, average precision, F1 (threshold and calibration taken from the other
writers' held-out scores, never from one's own), and the expected calibration error over ten bins; then the
reliability curves.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import labels
import numpy as np
import posts as corpus
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

FEWEST = 8
BINS = 10
PRECISION = {"warning": 0.65, "error": 0.97}
"""How much of what counts at a severity must be right; a suggestion asks for the best balance with recall (F1)."""


@dataclass
class HeldOut:
    """Held-out logits with the truth: one row a post or a sentence, one column a label."""

    names: tuple[str, ...]
    logits: np.ndarray
    truth: np.ndarray
    writers: np.ndarray


def read(outcomes: Sequence[Path], data: Sequence[corpus.Post]) -> tuple[HeldOut, HeldOut]:
    """Read outcomes; give posts and sentences."""
    by_id = {post.id: post for post in data}
    files = [np.load(path) for path in outcomes]
    chosen = [by_id[str(i)] for file in files for i in file["ids"]]
    posts = HeldOut(
        tuple(labels.JUDGEMENTS), np.concatenate([f["judgements"] for f in files]), labels.of_posts(chosen),
        np.array([p.writer for p in chosen]),
    )  # fmt: skip
    writers = np.array([p.writer for p in chosen for _ in p.sentences])
    moves = np.concatenate(labels.of_sentences(chosen))
    return posts, HeldOut(corpus.MOVES, np.concatenate([f["moves"] for f in files]), moves, writers)


def calibrate(logits: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Fit slope and offset that turn logits into probabilities (Platt 1999)."""
    known = ~np.isnan(truth)
    model = LogisticRegression(C=1e3).fit(logits[known, None], truth[known])
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def probability(logits: np.ndarray, slope: float, offset: float) -> np.ndarray:
    """Turn logits into probabilities."""
    return 1 / (1 + np.exp(-(logits * slope + offset)))


def best_threshold(p: np.ndarray, truth: np.ndarray) -> float:
    """Give the threshold with the highest F1."""
    order = np.argsort(-p)
    right = np.cumsum(truth[order])
    f1 = 2 * right / (np.arange(1, len(p) + 1) + truth.sum())
    return float(p[order][int(f1.argmax())])


def threshold_at_precision(p: np.ndarray, truth: np.ndarray, precision: float, fewest: int = FEWEST) -> float:
    """Give the lowest threshold from which on so much of what is found is right; 0.995 where no threshold does that."""
    order = np.argsort(-p)
    right = np.cumsum(truth[order])
    count = np.arange(1, len(p) + 1)
    good = np.flatnonzero((right / count >= precision) & (count >= fewest))
    return float(p[order][good[-1]]) if len(good) else 0.995


def without(held: HeldOut, writer: str) -> HeldOut:
    """Leave out one writer."""
    others = held.writers != writer
    return HeldOut(held.names, held.logits[others], held.truth[others], held.writers[others])


def thresholds(held: HeldOut, prefix: str) -> tuple[dict[str, dict[str, float]], np.ndarray, np.ndarray]:
    """Give the thresholds of each label per severity, and all slopes and offsets."""
    found: dict[str, dict[str, float]] = {}
    slopes, offsets = [], []
    for column, name in enumerate(held.names):
        truth, logits = held.truth[:, column], held.logits[:, column]
        known = ~np.isnan(truth)
        slope, offset = calibrate(logits, truth)
        p = probability(logits[known], slope, offset)
        best = best_threshold(p, truth[known])
        found[prefix + name] = {"suggestion": round(best, 3)} | {
            severity: round(max(best, threshold_at_precision(p, truth[known], precision)), 3)
            for severity, precision in PRECISION.items()
        }
        slopes.append(slope)
        offsets.append(offset)
    return found, np.array(slopes, np.float32), np.array(offsets, np.float32)


def calibration_error(p: np.ndarray, truth: np.ndarray) -> float:
    """Give the expected calibration error over bins of equal width (Naeini et al. 2015)."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return float(
        sum(
            abs(p[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean()
            for b in range(BINS)
            if (bins == b).any()
        )
    )


def reliability(p: np.ndarray, truth: np.ndarray) -> list[tuple[float, float, int]]:
    """Give the reliability curve: per bin of equal width the mean probability, the share that was true, the number."""
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    inside = [bins == b for b in range(BINS)]
    return [(float(p[own].mean()), float(truth[own].mean()), int(own.sum())) for own in inside if own.any()]


def honest(held: HeldOut, column: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Give probability, decision and truth of one label; each writer's by calibration and threshold of the others."""
    truth = held.truth[:, column]
    known = ~np.isnan(truth)
    logits, truth, writers = held.logits[known, column], truth[known], held.writers[known]
    p, decided = np.zeros(len(truth)), np.zeros(len(truth), bool)
    for writer in np.unique(writers):
        own, rest = writers == writer, writers != writer
        slope, offset = calibrate(logits[rest], truth[rest])
        p[own] = probability(logits[own], slope, offset)
        decided[own] = p[own] >= best_threshold(probability(logits[rest], slope, offset), truth[rest])
    return p, decided, truth


def main(arguments: list[str]) -> None:
    """Run the command line."""
    at = arguments.index("--")
    data = list(corpus.read(map(Path, arguments[at + 1 :])))
    posts, sentences = read([Path(p) for p in arguments[:at]], data)
    print(
        f"{len(posts.truth)} posts of {len(set(posts.writers))} writers, {len(sentences.truth)} sentences, held out\n"
    )
    print("| label | true | AUC | AP | P | R | F1 | ECE |\n|---|---|---|---|---|---|---|---|")
    curves: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {"judgements": [], "moves": []}
    for held, mark, kind in ((posts, "", "judgements"), (sentences, "· ", "moves")):
        for column, name in enumerate(held.names):
            p, decided, truth = honest(held, column)
            if truth.sum() < FEWEST:
                continue
            curves[kind].append((p, truth))
            right = float((decided & (truth == 1)).sum())
            precision, recall = right / max(1, decided.sum()), right / truth.sum()
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(
                f"| {mark}{name} | {int(truth.sum())} | {roc_auc_score(truth, p):.3f} "
                f"| {average_precision_score(truth, p):.3f} "
                f"| {precision:.2f} | {recall:.2f} | {f1:.2f} | {calibration_error(p, truth):.3f} |"
            )
    for kind, parts in curves.items():
        print(f"\nReliability of all {kind} together:\n\n| probability | true | number |\n|---|---|---|")
        for mean, share, number in reliability(*map(np.concatenate, zip(*parts, strict=True))):
            print(f"| {mean:.3f} | {share:.3f} | {number} |")


if __name__ == "__main__":
    main(sys.argv[1:])
