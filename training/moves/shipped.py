"""What the weights that ship are worth on posts that no learner has seen, rounding and thresholds included.

    python training/moves/shipped.py training/moves/unseen/*.txt [--model FOLDER]

Unlike the outcomes of crossval.py these are judgements of the very files in the package, through the code that postlint
runs. Per judgement and move: how many, AUC, average precision, and P, R and F1 from the threshold of a suggestion on.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import labels
import numpy as np
import posts as corpus
from product import ranges_of
from sklearn.metrics import average_precision_score, roc_auc_score

from postlint.dutch.moves import MoveModel
from postlint.paths import moves_dir

FEWEST = 8


def judge(model: MoveModel, data: Sequence[corpus.Post]) -> tuple[np.ndarray, np.ndarray]:
    """Give the probabilities of judgements [posts, judgements] and of moves [sentences of all posts, moves]."""
    found = [model.judge(post.text, ranges_of(post), post.channel, post.kind, post.answered) for post in data]
    judgements = [[one.post[name] for name in model.judgements] for one in found]
    moves = [[sentence[name] for name in model.moves] for one in found for sentence in one.sentences]
    return np.array(judgements), np.array(moves)


def row(name: str, p: np.ndarray, truth: np.ndarray, threshold: float) -> str | None:
    """Give a line of the table; None where too few are true."""
    known = ~np.isnan(truth)
    p, true = p[known], truth[known] == 1
    if true.sum() < FEWEST:
        return None
    decided = p >= threshold
    right = float((decided & true).sum())
    precision, recall = right / max(1, decided.sum()), right / true.sum()
    f1 = 2 * right / (decided.sum() + true.sum())
    return (
        f"| {name} | {true.sum()} | {roc_auc_score(true, p):.3f} | {average_precision_score(true, p):.3f} "
        f"| {precision:.2f} | {recall:.2f} | {f1:.2f} |"
    )


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("files", type=Path, nargs="+")
    cli.add_argument("--model", type=Path, default=moves_dir())
    args = cli.parse_args()
    data = list(corpus.read(args.files))
    model = MoveModel(args.model)
    judgements, moves = judge(model, data)
    print(f"{len(data)} posts of {len({post.writer for post in data})} writers, {len(moves)} sentences\n")
    print("| label | true | AUC | AP | P | R | F1 |\n|---|---|---|---|---|---|---|")
    tables = (
        ("", "post:", model.judgements, judgements, labels.of_posts(data)),
        ("· ", "", model.moves, moves, np.concatenate(labels.of_sentences(data))),
    )
    for mark, prefix, names, found, truth in tables:
        for column, name in enumerate(names):
            threshold = model.threshold(prefix + name, "suggestion")
            line = row(mark + name, found[:, column], truth[:, column], threshold)
            if line is not None:
                print(line)


if __name__ == "__main__":
    main()
