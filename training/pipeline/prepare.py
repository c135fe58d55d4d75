"""Treebank in, training documents out.

    python training/pipeline/prepare.py TREEBANK_DIR [--silver MODEL_DIR]

Writes work/train.spacy, work/dev.spacy, work/test.spacy. With --silver, the hand-written posts in posts/ are
annotated by that earlier model, corrected by rule and mixed in.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import spacy
from imperatives import Stems, to_imperative
from noise import line_break, lower_start, noisy
from silver import Lexicon, annotate
from spacy.language import Language
from treebank import Sentence, chunked, read_conllu, save_docs

import postlint.dutch.embedding
import postlint.dutch.sentences
import postlint.dutch.tokenizer  # noqa: F401  the three imports register what a silver model needs

HERE = Path(__file__).parent
WORK = HERE / "work"
NOISY_SHARE = 0.25
POST_COPIES = 3
# Encyclopaedia sentences are few in the treebank, and the hardest: titles without a full stop, names, lists.
WIKI_SOURCE = "ud_lassy"
WIKI_COPIES = 2
MAX_SENTENCES = 6
SEED = 22


def in_runs(sentences: list[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Consecutive sentences in documents of random length: the cost of training the parser grows with the length."""
    begin = 0
    while begin < len(sentences):
        size = rng.randint(1, MAX_SENTENCES)
        yield sentences[begin : begin + size]
        begin += size


def post_like(sentences: list[Sentence], orders: list[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Noisy treebank sentences with orders among them."""
    pool = [noisy(s, rng) for s in rng.sample(sentences, int(NOISY_SHARE * len(sentences)))]
    pool += [noisy(order, rng) if rng.random() < 0.4 else _broken(order, rng) for order in orders]
    rng.shuffle(pool)
    yield from in_runs(pool, rng)


def _broken(sentence: Sentence, rng: random.Random) -> Sentence:
    if rng.random() < 0.1:
        sentence = lower_start(sentence, rng)
    return line_break(sentence, rng) if rng.random() < 0.3 else sentence


def hand_written(nlp: Language, lexicon: Lexicon, rng: random.Random) -> Iterator[list[Sentence]]:
    """Yield the posts of posts/, a few copies each: one post, or several with line breaks or blanks between them."""
    posts = [post for path in sorted((HERE / "posts").glob("*.txt")) for post in annotate(nlp, path, lexicon)]
    print(f"{len(posts)} hand-written posts")
    for _ in range(POST_COPIES):
        rng.shuffle(posts)
        begin = 0
        while begin < len(posts):
            size = rng.randint(1, 4)
            yield [s for post in posts[begin : begin + size] for s in _as_line(post, rng)]
            begin += size


def _as_line(post: list[Sentence], rng: random.Random) -> list[Sentence]:
    if rng.random() < 0.15:
        post = [lower_start(post[0], rng), *post[1:]]
    return [*post[:-1], line_break(post[-1], rng)] if rng.random() < 0.6 else post


def silver_model(path: Path) -> Language:
    """Load the annotating model, with the runtime's sentence starts before its parser."""
    nlp = spacy.load(path)
    nlp.add_pipe("postlint_sentences", before="parser")
    return nlp


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("--silver", type=Path)
    arguments = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    vocab = spacy.blank("nl").vocab
    for part in ("dev", "test"):
        sentences = list(read_conllu(arguments.treebank / f"{part}.conllu.gz"))
        print(part, save_docs(WORK / f"{part}.spacy", vocab, chunked(sentences)), "documents")
    rng = random.Random(SEED)
    sentences = list(read_conllu(arguments.treebank / "train.conllu.gz"))
    stems = Stems(sentences)
    orders = [order for s in sentences if (order := to_imperative(s, stems, rng))]
    print(f"{len(orders)} orders made from declaratives")
    wiki = [s for s in sentences if s.source.startswith(WIKI_SOURCE)]
    chunks = [*in_runs(sentences, rng), *post_like(sentences, orders, rng)]
    for _ in range(WIKI_COPIES):
        chunks += in_runs(wiki, rng)
    if arguments.silver:
        chunks += hand_written(silver_model(arguments.silver), Lexicon(sentences), rng)
    print("train", save_docs(WORK / "train.spacy", vocab, chunks), "documents")


if __name__ == "__main__":
    main()
