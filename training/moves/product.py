"""What the whole product says of the corpus when its moves come from learners that never saw the writer.

    python training/moves/product.py OUT.npz… [--json FILE] [--misses LABEL] --files FILE…
    python training/moves/product.py --files training/moves/unseen/*.txt      # no outcomes: the weights that ship

The rules, the score and the verdict are those of the checkout; what a sentence does and what a post is are read from
the held-out outcomes of crossval.py, with calibration and thresholds of every writer taken from the other writers. So
rules that lean on moves, their thresholds and the points of the score can be chosen here, and need no other posts.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import evaluate
import numpy as np
import posts as corpus
import yaml
from scipy.stats import spearmanr
from sklearn.metrics import cohen_kappa_score

from postlint import DraftReport, Linter
from postlint.dutch.moves import Judged
from postlint.linter import session

FLAGS: dict[str, tuple[Callable[[corpus.Post], bool | None], str, str]] = {
    "promo": (lambda p: p.labels["promo"] != "0", "promotion", "warning"),
    "value-missing": (lambda p: p.labels["value"] == "0" if p.kind == "post" else None, "value", "warning"),
    "private-misfit": (
        lambda p: p.labels["private"] == "1" and p.labels["fit"] == "0", "private-life", "warning"),
    "patient": (lambda p: p.labels["patient"] == "1", "patient-privacy", "warning"),
    "bait": (lambda p: p.labels["bait"] == "1", "engagement-bait", "warning"),
    "pressure": (lambda p: p.labels["pressure"] == "1", "urgency", "warning"),
    "claim": (lambda p: p.labels["claim"] == "1", "health-claim", "warning"),
    "unfocused": (lambda p: p.labels["focus"] == "0", "focus", "warning"),
    "thanks-due": (lambda p: p.labels["thanks"] == "1", "thanks credit", "suggestion"),
    "reply-fails": (
        lambda p: p.labels["reply"] == "0" if p.kind == "reply" else None, "acknowledgement", "warning"),
}  # fmt: skip
RANK = {"suggestion": 0, "warning": 1, "error": 2}
SELLING = frozenset({"offer", "cta", "self-praise", "pressure"})


@dataclass
class Recorded:
    """Held-out probabilities of one post and of its sentences."""

    sentences: list[str]
    moves: list[Mapping[str, float]]
    judged: Mapping[str, float]


class RecordedModel:
    """Stands in for the model of moves and answers from what was recorded of the post at hand."""

    moves = corpus.MOVES

    def __init__(self, found: dict[str, dict[str, float]]) -> None:
        self._thresholds = found
        self.judgements = tuple(name.removeprefix("post:") for name in found if name.startswith("post:"))
        self.at_hand: Recorded | None = None

    def threshold(self, label: str, severity: str) -> float:
        """Give the probability from which a label counts at a severity."""
        return self._thresholds[label][severity]

    def judge(
        self, text: str, sentences: Sequence[tuple[int, int]], channel: str, kind: str, answered: str | None
    ) -> Judged:
        """Give what was recorded, each sentence that of the recorded one it overlaps most."""
        del channel, kind, answered
        known = self.at_hand
        if known is None:
            raise LookupError(text)
        ranges = _found_in(text, known.sentences)
        chosen = [max(range(len(ranges)), key=lambda n: _overlap(ranges[n], s)) for s in sentences]
        return Judged(tuple(known.moves[n] for n in chosen), known.judged)


def _found_in(text: str, sentences: Sequence[str]) -> list[tuple[int, int]]:
    """Give where sentences stand in a text from which Markdown has been taken."""
    out, at = [], 0
    for sentence in sentences:
        start = text.find(sentence[:16], at)
        start = at if start < 0 else start
        at = min(len(text), start + len(sentence))
        out.append((start, at))
    return out


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return min(a[1], b[1]) - max(a[0], b[0])


def record(
    outcomes: Sequence[Path], data: Sequence[corpus.Post]
) -> dict[str, tuple[dict[str, Recorded], dict[str, dict[str, float]]]]:
    """Give per writer what was recorded of its posts, and the thresholds found on the others."""
    posts, sentences = evaluate.read(outcomes, data)
    by_id = {post.id: post for post in data}
    ids = [str(i) for path in outcomes for i in np.load(path)["ids"]]
    starts = np.cumsum([0, *(len(by_id[i].sentences) for i in ids)])
    out = {}
    for writer in sorted(set(posts.writers)):
        found_posts, post_slopes, post_offsets = evaluate.thresholds(evaluate.without(posts, writer), "post:")
        found_moves, slopes, offsets = evaluate.thresholds(evaluate.without(sentences, writer), "")
        recorded = {}
        for n, i in enumerate(ids):
            post = by_id[i]
            if post.writer != writer:
                continue
            judged = evaluate.probability(posts.logits[n], post_slopes, post_offsets)
            rows = evaluate.probability(sentences.logits[starts[n] : starts[n + 1]], slopes, offsets)
            recorded[i] = Recorded(
                [sentence for _, _, sentence in post.sentences],
                [dict(zip(corpus.MOVES, map(float, row), strict=True)) for row in rows],
                dict(zip(posts.names, map(float, judged), strict=True)),
            )
        out[writer] = recorded, found_posts | found_moves
    return out


def ranges_of(post: corpus.Post) -> list[tuple[int, int]]:
    """Give the sentences of a post as ranges of its text."""
    out, at = [], 0
    for _, before, sentence in post.sentences:
        at += len(before)
        out.append((at, at + len(sentence)))
        at += len(sentence)
    return out


def draft(post: corpus.Post) -> str:
    """Write a post as a file that postlint reads."""
    front = {"channel": post.channel, "kind": post.kind}
    if post.answered:
        front["in_reply_to"] = post.answered
    return f"---\n{yaml.safe_dump(front, allow_unicode=True, width=10**9)}---\n{post.text}\n"


def reports(
    outcomes: Sequence[Path], data: Sequence[corpus.Post], share: float = 1.0
) -> list[tuple[corpus.Post, DraftReport]]:
    """Judge the recorded posts with the product, or a share of them, contrast sets whole."""
    out = []
    original = session.MoveModel
    by_id = {post.id: post for post in data}
    try:
        for recorded, found in record(outcomes, data).values():
            model = RecordedModel(found)
            session.MoveModel = _Standing(model)  # type: ignore[misc,assignment]
            linter = Linter()
            for i, known in recorded.items():
                if zlib.crc32((by_id[i].set or i).encode()) % 1000 >= share * 1000:
                    continue
                model.at_hand = known
                out.append((by_id[i], linter.check_text(draft(by_id[i]), f"{i}.md")[0]))
    finally:
        session.MoveModel = original  # type: ignore[misc]
    return out


def as_shipped(data: Sequence[corpus.Post]) -> list[tuple[corpus.Post, DraftReport]]:
    """Judge posts, which no learner may have seen, with the product as it ships."""
    linter = Linter()
    return [(post, linter.check_text(draft(post), f"{post.id}.md")[0]) for post in data]


class _Standing:
    """Gives one model whenever a model is made."""

    def __init__(self, model: RecordedModel) -> None:
        self._model = model

    def __call__(self, folder: Path) -> RecordedModel:
        del folder
        return self._model

    def is_available(self, folder: Path) -> bool:
        """Say that the model is there."""
        del folder
        return True


def figures(judged: Sequence[tuple[corpus.Post, DraftReport]]) -> dict[str, dict[str, float]]:
    """Give what evaluate.py of the measuring set gives, on the corpus."""
    out: dict[str, dict[str, float]] = {}
    for name, (test, categories, lowest) in FLAGS.items():
        out[name] = _counts([(test(p), _has(r, categories, lowest)) for p, r in judged])
    out["promo-direct"] = _counts([(p.labels["promo"] == "2", any(f.direct for f in r.findings)) for p, r in judged])
    out["promo-span"] = {"f1": _span_f1(judged)}
    in_full = [(int(p.labels["grade"]), r) for p, r in judged if r.score is not None]
    grades = [grade for grade, _ in in_full]
    out["score"] = {"spearman": float(spearmanr([r.score for _, r in in_full], grades).statistic)}
    human = [0 if g == 1 else 1 if g < 4 else 2 for g in grades]
    said = [{"hold": 0, "revise": 1, "post": 2}[r.verdict.value] for _, r in in_full]
    out["verdict"] = {"kappa": float(cohen_kappa_score(human, said, weights="quadratic"))}
    clean = [r for p, r in judged if int(p.labels["grade"]) >= 4 and p.labels["promo"] == "0"]
    for severity in ("error", "warning", "suggestion"):
        counts = [sum(f.severity.value == severity for f in r.findings) for r in clean]
        out[f"clean-{severity}s"] = {
            "per_post": float(np.mean(counts)), "posts_with": float(np.mean(np.array(counts) > 0)),
        }  # fmt: skip
    return out


def _has(report: DraftReport, categories: str, lowest: str) -> bool:
    return any(f.category in categories.split() and RANK[f.severity.value] >= RANK[lowest] for f in report.findings)


def _counts(pairs: Sequence[tuple[bool | None, bool]]) -> dict[str, float]:
    known = [(e, f) for e, f in pairs if e is not None]
    right = sum(e and f for e, f in known)
    true, found = sum(bool(e) for e, _ in known), sum(f for _, f in known)
    return {"true": true, "p": right / max(1, found), "r": right / max(1, true), "f1": 2 * right / max(1, true + found)}


def _span_f1(judged: Sequence[tuple[corpus.Post, DraftReport]]) -> float:
    found_chars = gold_chars = both = 0
    for post, report in judged:
        start = len(draft(post)) - len(post.text) - 1
        gold: set[int] = set()
        if post.labels["promo"] != "0":
            for (a, b), (moves, _, _) in zip(ranges_of(post), post.sentences, strict=True):
                gold.update(range(a, b) if moves & SELLING else ())
        found: set[int] = set()
        for f in report.findings:
            if f.category == "promotion" and RANK[f.severity.value] >= 1:
                found.update(range(f.span.start.offset - start, f.span.end.offset - start))
        found_chars, gold_chars, both = found_chars + len(found), gold_chars + len(gold), both + len(found & gold)
    return 2 * both / max(1, found_chars + gold_chars)


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("outcomes", type=Path, nargs="*")
    cli.add_argument("--json", type=Path)
    cli.add_argument("--share", type=float, default=1.0, help="judge this share of the posts")
    cli.add_argument("--misses", choices=sorted(FLAGS))
    cli.add_argument("--files", type=Path, nargs="+", required=True)
    args = cli.parse_args()
    data = list(corpus.read(args.files))
    judged = reports(args.outcomes, data, args.share) if args.outcomes else as_shipped(data)
    found = figures(judged)
    print(f"{len(judged)} posts, held out\n")
    for name, figure in found.items():
        print(f"{name:16}", "  ".join(f"{k} {v:.3f}" if k != "true" else f"{k} {v:.0f}" for k, v in figure.items()))
    if args.misses:
        test, categories, lowest = FLAGS[args.misses]
        for post, report in judged:
            wanted, said = test(post), _has(report, categories, lowest)
            if wanted is not None and wanted != said:
                rules = [f.rule for f in report.findings if f.category in categories.split()]
                print(f"{post.id} {'missed' if wanted else 'wrong'} {rules}")
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
