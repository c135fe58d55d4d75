"""The model as shipped says what it said when it was trained: eight-bit onnxruntime against PyTorch."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import mean

from postlint.dutch.moves import MoveModel
from postlint.paths import moves_dir

REFERENCE = json.loads((Path(__file__).parent / "data" / "judged.json").read_text("utf-8"))
"""What PyTorch made of some posts; written by training/moves/reference.py."""
MOST_APART, MEAN_APART = 0.35, 0.03


def test_the_shipped_model_judges_as_the_trained_one_did() -> None:
    model = MoveModel(moves_dir())
    apart = []
    for item in REFERENCE:
        ranges = [(start, end) for start, end in item["sentences"]]
        judged = model.judge(item["text"], ranges, item["channel"], item["kind"], None)
        apart += [abs(judged.post[name] - p) for name, p in item["judgements"].items()]
    assert max(apart) < MOST_APART
    assert mean(apart) < MEAN_APART
