"""Turn a trained pipeline into the one that is shipped: only what the analysis needs, tables in half precision.

    python training/pipeline/slim.py TREEBANK work/NAME/model-best src/postlint/dutch/data/nl_postlint

Dropped: strings that no label uses, and training settings. Added: the lemma tables learned from the treebank, and the
rule for AUX. Rounded to 16 bits: the word tables, restored on load by postlint.dutch.embedding; --full-precision keeps
all bits.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import spacy
from lemma_tables import build
from spacy.language import Language
from treebank import read_conllu

import postlint.dutch.auxiliaries
import postlint.dutch.embedding
import postlint.dutch.lemmatizer
import postlint.dutch.tokenizer  # noqa: F401  the imports register what the model's config names

LICENCE = "CC BY-SA 4.0"
CREDIT = (
    "Trained on UD_Dutch-Alpino and UD_Dutch-LassySmall (Gosse Bouma, Gertjan van Noord, Daniel Zeman, "
    "Zdeněk Žabokrtský) and on the Alpino and Lassy Small treebanks (Gertjan van Noord, Gosse Bouma, Robert Malouf "
    "et al.), CC BY-SA 4.0, "
    "with changes: features regenerated to one convention, Mood=Imp derived from the trees; see MODEL_CARD.md."
)
SPACY = ">=3.8.13,<3.9.0"
"""What pyproject.toml asks for; spaCy warns of every other version."""
NEEDLESS_CONFIG = ("training", "corpora", "initialize", "pretraining", "paths", "system")


def kept_strings(nlp: Language) -> set[str]:
    """Labels and features, which the components look up by hash."""
    kept: set[str] = set()
    for _, component in nlp.pipeline:
        kept.update(label for label in getattr(component, "labels", ()) if isinstance(label, str))
        kept.update(getattr(component, "move_names", ()))
    morphologizer = nlp.get_pipe("morphologizer")
    kept.update(morphologizer.cfg["labels_morph"].values())
    return kept


def prune_strings(model: Path, strings: set[str]) -> None:
    """Rewrite the saved vocabulary with ``strings`` only."""
    (model / "vocab" / "strings.json").write_text(json.dumps(sorted(strings), ensure_ascii=False), encoding="utf-8")


def simplify_config(model: Path) -> None:
    """Drop the sections of config.cfg that only training reads."""
    config = spacy.util.load_config(model / "config.cfg", interpolate=True)
    for section in NEEDLESS_CONFIG:
        config.pop(section, None)
    config.to_disk(model / "config.cfg")


def describe(model: Path, version: str) -> None:
    """Write meta.json: name, licence, credit; no training scores, evaluate.py gives those."""
    path = model / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta.update(
        spacy_version=SPACY,
        name="postlint",
        version=version,
        description="Dutch pipeline for social-media posts: part of speech, morphology, dependencies, lemmas.",
        author="The postlint founders",
        email="",
        url="",
        license=LICENCE,
        sources=[{"name": "UD Dutch, Alpino, Lassy Small", "license": LICENCE, "author": CREDIT}],
        requirements=[],
    )
    meta.pop("performance", None)
    path.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("source", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--version", default="1.0.0")
    parser.add_argument("--full-precision", action="store_true")
    arguments = parser.parse_args()
    nlp = spacy.load(arguments.source, exclude=["lemmatizer"])
    tables = build(read_conllu(arguments.treebank / "train.conllu.gz"))
    nlp.add_pipe("postlint_auxiliaries", name="auxiliaries")
    nlp.add_pipe("postlint_lemmatizer", name="lemmatizer").from_bytes(tables.to_bytes())
    if not arguments.full_precision:
        for node in nlp.get_pipe("tok2vec").model.walk():
            if node.name == "hashembed":
                node.set_param("E", node.get_param("E").astype("float16"))
    shutil.rmtree(arguments.target, ignore_errors=True)
    nlp.to_disk(arguments.target)
    prune_strings(arguments.target, kept_strings(nlp))
    simplify_config(arguments.target)
    describe(arguments.target, arguments.version)
    size = sum(path.stat().st_size for path in arguments.target.rglob("*") if path.is_file())
    print(f"{arguments.target}: {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
