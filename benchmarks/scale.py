"""What a post costs in a run of very many, and whether memory stays what it is.

    python -m benchmarks.scale --posts 200000            # hours on one core
    python -m benchmarks.scale --posts 200000 --words    # without the model of moves

Posts have the lengths of those in the training corpus, and each brings words that no other has, since it is these that
fill a memory. One process judges them by `Linter.check_texts`, as a partition of a distributed engine would.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.drafts import CHANNELS, corpus_posts

SEED = 1
OWN_WORDS = 3
LETTERS = "abcdefghijklmnoprstuvwz"
MILLIONS = 100


def archive(count: int) -> Iterator[str]:
    """Give so many drafts with front matter, in shuffled sentences of the corpus and some words of their own."""
    rng = random.Random(SEED)
    written = corpus_posts()
    sentences = [sentence for post in written for sentence in post]
    for number in range(count):
        length = len(written[rng.randrange(len(written))])
        own = " ".join("".join(rng.choices(LETTERS, k=rng.randint(5, 11))) for _ in range(OWN_WORDS))
        text = " ".join(rng.sample(sentences, length))
        yield f"---\nchannel: {CHANNELS[number % len(CHANNELS)]}\n---\n{text} {own.capitalize()}.\n"


def resident() -> float:
    """Give the memory that this process holds now [MB]."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def run(count: int, moves: bool) -> None:
    """Judge so many posts and print, ten times on the way, what a post costs and how much memory is held."""
    from postlint.config import Config
    from postlint.linter import Linter

    linter = Linter(Config(moves=moves))
    next(iter(linter.check_texts(archive(1))))
    loaded = time.process_time()
    print(f"{'posts':>9} {'ms a post':>10} {'MB':>6}")
    print(f"{0:9} {'':10} {resident():6.0f}", flush=True)
    step = max(1, count // 10)
    held, done = 0, 0
    begun = loaded
    for done, told in enumerate(linter.check_texts(archive(count)), 1):  # nothing is kept: memory is to be postlint's
        held += isinstance(told, list) and told[0].verdict.value == "hold"
        if done % step == 0:
            now = time.process_time()
            print(f"{done:9} {(now - begun) / step * 1000:10.1f} {resident():6.0f}", flush=True)
            begun = now
    cost = (time.process_time() - loaded) / done
    print(f"{done} posts, {held / done:.0%} to hold, {cost * 1000:.1f} ms of one core each")
    print(f"{MILLIONS} million posts: {MILLIONS * 1e6 * cost / 3600:,.0f} core-hours")


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--posts", type=int, default=200_000)
    cli.add_argument("--words", action="store_true", help="judge by words alone")
    args = cli.parse_args()
    run(args.posts, not args.words)


if __name__ == "__main__":
    main()
