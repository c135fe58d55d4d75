"""Drafts to measure on: sentences of the training corpus, put together to posts of a given length."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = 154
"""Words of a post, as in the measurements of others that the targets were taken from."""
CHANNELS = ("facebook-page", "linkedin", "instagram", "x", "newsletter")


def posts(count: int, words: int = WORDS) -> Iterator[str]:
    """Give so many posts, no two alike."""
    sentences = cycle(sentence for post in corpus_posts() for sentence in post)
    for number in range(count):
        own = [f"Bericht {number}."]
        while sum(len(sentence.split()) for sentence in own) < words:
            own.append(next(sentences))
        yield " ".join(own)


def write(folder: Path, texts: Iterator[str], front: bool = True) -> list[Path]:
    """Write drafts to a folder, one a file."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number, text in enumerate(texts):
        path = folder / f"draft-{number:06}.md"
        head = f"---\nchannel: {CHANNELS[number % len(CHANNELS)]}\n---\n" if front else ""
        path.write_text(f"{head}{text}\n", "utf-8")
        paths.append(path)
    return paths


def corpus_posts() -> list[list[str]]:
    """Give the sentences of every post of the training corpus."""
    sys.path.insert(0, str(ROOT / "training" / "moves"))
    import posts as corpus

    files = sorted((ROOT / "training" / "moves" / "corpus").glob("w*.txt"))
    return [[text for _, _, text in post.sentences] for post in corpus.read(files)]
