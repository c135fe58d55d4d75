"""Measure a pipeline on the test part of the treebank and on hand-written imperatives; print one table.

    python training/pipeline/evaluate.py [MODEL_DIR] [--part test] [--quick]

MODEL_DIR defaults to the shipped model. Documents hold eight sentences joined by blanks. «gold» rows are given the
treebank's tokens, «own» rows plain text. Speed is the best of five runs, one thread; load time the best of seven
fresh processes, spaCy already imported. Run prepare.py first.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import spacy
from lemma_tables import natural_lemma
from silver import read_posts
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example

import postlint.dutch.auxiliaries
import postlint.dutch.embedding
import postlint.dutch.lemmatizer
import postlint.dutch.tokenizer  # noqa: F401  the imports register what the model's config names
from postlint.dutch.pipeline import load

HERE = Path(__file__).parent
SHIPPED = HERE.parents[1] / "src/postlint/dutch/data/nl_postlint"
TARGETS = {"UPOS": 95.0, "lemma": 95.0, "UAS": 83.5, "LAS": 77.5}
KEYS = {
    "UPOS": "pos_acc",
    "morph": "morph_acc",
    "lemma": "lemma_acc",
    "UAS": "dep_uas",
    "LAS": "dep_las",
    "sentences F1": "sents_f",
    "tokens F1": "token_f",
}
FULL_LEMMA = "lemma, in full"
LOADING = """
import time, sys, spacy
from postlint.dutch import auxiliaries, embedding, lemmatizer, tokenizer
start = time.perf_counter(), time.process_time()
spacy.load(sys.argv[1])
print(time.perf_counter() - start[0], time.process_time() - start[1])
"""


def scores(nlp: Language, references: list[Doc], gold_tokens: bool) -> dict[str, float]:
    """Percentages by the names in KEYS."""
    if gold_tokens:
        blank = [
            Doc(nlp.vocab, words=[t.text for t in doc], spaces=[bool(t.whitespace_) for t in doc]) for doc in references
        ]
    else:
        blank = [nlp.make_doc(doc.text) for doc in references]
    predicted = nlp.pipe(blank)
    examples = [Example(doc, reference) for doc, reference in zip(predicted, references, strict=True)]
    found = Scorer(nlp=nlp).score(examples) | Scorer.score_token_attr(examples, "lemma")
    percentages = {name: 100 * found[key] for name, key in KEYS.items() if found.get(key) is not None}
    if gold_tokens:
        percentages[FULL_LEMMA] = 100 * full_lemmas(examples)
    return percentages


def full_lemmas(examples: list[Example]) -> float:
    """Share of lemmas that are right when the treebank's compounds get their linking letters back."""
    pairs = [pair for example in examples for pair in zip(example.predicted, example.reference, strict=True)]
    right = 0
    for token, gold in pairs:
        compound = gold.pos_ in {"NOUN", "ADJ"}
        right += token.lemma_ == (natural_lemma(gold.text, gold.lemma_) if compound else gold.lemma_)
    return right / len(pairs)


def words_per_second(nlp: Language, texts: list[str], words: int, runs: int = 5) -> tuple[float, float]:
    """Best speed on plain texts by the clock and by processor time, tokenizer included.

    The best of a few runs: whatever else the machine does can only make a run slower.
    """
    wall, cpu = [], []
    for _ in range(runs):
        start = time.perf_counter(), time.process_time()
        for _doc in nlp.pipe(texts):
            pass
        wall.append(time.perf_counter() - start[0])
        cpu.append(time.process_time() - start[1])
    return words / min(wall), words / min(cpu)


def load_seconds(model: Path, runs: int = 7) -> tuple[float, float]:
    """Best time of spacy.load, by the clock and by processor, in a fresh process that has imported spaCy."""
    command = [sys.executable, "-c", LOADING, str(model)]
    outputs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(runs)]
    wall, cpu = zip(*([float(number) for number in output.split()] for output in outputs), strict=True)
    return min(wall), min(cpu)


def imperatives(nlp: Language, path: Path) -> tuple[float, float]:
    """Precision and recall (percent) of Mood=Imp over the words of a posts file."""
    right = wrong = missed = 0
    posts = list(read_posts(path))
    for (text, starts), doc in zip(posts, nlp.pipe(text for text, _ in posts), strict=True):
        found = {token.idx for token in doc if "Imp" in token.morph.get("Mood")}
        right += len(found & starts)
        wrong += len(found - starts)
        missed += len(starts - found)
        assert doc.text == text
    return 100 * right / max(1, right + wrong), 100 * right / max(1, right + missed)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", type=Path, nargs="?", default=SHIPPED)
    parser.add_argument("--part", default="test", choices=["dev", "test"])
    parser.add_argument("--quick", action="store_true", help="accuracy only")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.model)
    references = list(DocBin().from_disk(HERE / "work" / f"{arguments.part}.spacy").get_docs(nlp.vocab))
    gold = scores(nlp, references, gold_tokens=True)
    own = scores(nlp, references, gold_tokens=False)
    print(f"{arguments.model.name} on {arguments.part}, {sum(map(len, references))} tokens")
    print(f"{'%':>14} {'gold':>7} {'own':>7} {'target':>7}")
    for name in KEYS:
        print(f"{name:>14} {gold.get(name, 100.0):7.2f} {own.get(name, 100.0):7.2f} {TARGETS.get(name, '')!s:>7}")
    print(f"{FULL_LEMMA:>14} {gold[FULL_LEMMA]:7.2f}")
    report_imperatives(nlp, arguments.model)
    if not arguments.quick:
        texts = [doc.text for doc in references]
        print(
            f"size {sum(p.stat().st_size for p in arguments.model.rglob('*') if p.is_file()) / 1e6:.2f} MB (target 8)"
        )
        print("load {:.3f} s by the clock, {:.3f} s of processor (target 0.25)".format(*load_seconds(arguments.model)))
        speed = words_per_second(nlp, texts, sum(map(len, references)))
        print("speed {:,.0f} words/s by the clock, {:,.0f} by processor time (target 10,000)".format(*speed))
        print(f"load average {os.getloadavg()[0]:.2f}")


def report_imperatives(nlp: Language, model: Path) -> None:
    """Print precision and recall on the unseen imperatives: the model alone, and with the runtime's rules."""
    path = HERE / "imperative_test.txt"
    print("imperatives, model alone: precision {:.1f}, recall {:.1f}".format(*imperatives(nlp, path)))
    if model.resolve() == SHIPPED.resolve():
        runtime = load()
        print("imperatives, with rules:  precision {:.1f}, recall {:.1f}".format(*imperatives(runtime, path)))


if __name__ == "__main__":
    main()
