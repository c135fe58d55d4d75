"""Train the pipeline on the documents that prepare.py wrote.

    python training/pipeline/train.py NAME [--set training.max_steps=6000 ...]

Writes work/NAME/model-best and work/NAME/model-last (spaCy's own layout, not yet slimmed).
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

# One thread: what is trained here must be measured here too, and other work may share the machine.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from spacy.cli.train import train
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.util import load_config, registry

import postlint.dutch.embedding
import postlint.dutch.tokenizer  # noqa: F401  registers postlint.tokenizer.v1; the line above postlint.WordEmbed.v1

HERE = Path(__file__).parent


@registry.readers("postlint.treebank.v1")
def treebank_reader(path: Path) -> Callable[[Language], Iterator[Example]]:
    """Make a corpus of gold-tokenised documents; sentence boundaries and everything else are left to the model."""

    def read(nlp: Language) -> Iterator[Example]:
        for reference in DocBin().from_disk(path).get_docs(nlp.vocab):
            words = [token.text for token in reference]
            spaces = [bool(token.whitespace_) for token in reference]
            yield Example(Doc(nlp.vocab, words=words, spaces=spaces), reference)

    return read


def parsed(setting: str) -> tuple[str, object]:
    """«a.b=3» as ("a.b", 3); a value that is no JSON is a string."""
    key, _, value = setting.partition("=")
    try:
        return key, json.loads(value)
    except json.JSONDecodeError:
        return key, value


def continued(config_path: Path, source: Path, target: Path) -> Path:
    """Write to ``target`` the config with its components taken from the model ``source``; return ``target``."""
    config = load_config(config_path)
    for name in config["nlp"]["pipeline"]:
        config["components"][name] = {"source": str(source)}
    config.to_disk(target)
    return target


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name")
    parser.add_argument("--from", type=Path, dest="source", help="go on from this model instead of from scratch")
    parser.add_argument("--set", nargs="*", default=[], dest="settings", metavar="KEY=VALUE")
    arguments = parser.parse_args()
    paths = {f"paths.{part}": str(HERE / "work" / f"{part}.spacy") for part in ("train", "dev")}
    overrides = paths | dict(parsed(setting) for setting in arguments.settings)
    config = HERE / "config.cfg"
    if arguments.source:
        config = continued(config, arguments.source, HERE / "work" / f"{arguments.name}.cfg")
    train(config, HERE / "work" / arguments.name, overrides=overrides)


if __name__ == "__main__":
    main()
