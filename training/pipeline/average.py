"""Average the weights of trainings that went on from the same model; often better than each of them.

python training/pipeline/average.py work/A/model-best work/B/model-best work/average
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.language import Language

import postlint.dutch.embedding
import postlint.dutch.tokenizer  # noqa: F401  the two imports register what the models' configs name


def averaged(models: list[Language]) -> Language:
    """Set the weights of the first model to the mean of all; they must have the same components and sizes."""
    first = models[0]
    for name in first.pipe_names:
        nodes = zip(*(nlp.get_pipe(name).model.walk() for nlp in models), strict=True)
        for node, *others in nodes:
            for parameter in node.param_names:
                if node.has_param(parameter):
                    total = sum((other.get_param(parameter) for other in others), node.get_param(parameter))
                    node.set_param(parameter, total / len(models))
    return first


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", type=Path, nargs="+")
    parser.add_argument("target", type=Path)
    arguments = parser.parse_args()
    averaged([spacy.load(path) for path in arguments.models]).to_disk(arguments.target)


if __name__ == "__main__":
    main()
