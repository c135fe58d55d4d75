"""A pipeline without a model, and one with a tiny model that is trained here in a second."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from postlint.dutch import pipeline

# (word, part of speech, lemma, dependency, head): two sentences that the tiny model learns by heart.
_LESSON = [
    [
        ("Meld", "VERB", "aan_melden", "ROOT", 0),
        ("je", "PRON", "je", "obj", 0),
        ("aan", "ADP", "aan", "compound:prt", 0),
        (".", "PUNCT", ".", "punct", 0),
    ],
    [
        ("Wij", "PRON", "wij", "nsubj", 1),
        ("lopen", "VERB", "lopen", "ROOT", 1),
        ("samen", "ADV", "samen", "advmod", 1),
        (".", "PUNCT", ".", "punct", 1),
    ],
]


@pytest.fixture(scope="session")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Language:
    """The pipeline that is left when no model is there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_OUR_MODEL", tmp_path_factory.mktemp("empty"))
        return pipeline.load()


def _train() -> Language:
    nlp = spacy.blank("nl")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})
    examples = []
    for lesson in _LESSON:
        words, tags, lemmas, relations, heads = (list(column) for column in zip(*lesson, strict=True))
        spaces = [True, True, False, False]
        gold = Doc(nlp.vocab, words, spaces, pos=tags, lemmas=lemmas, deps=relations, heads=heads, morphs=[""] * 4)
        examples.append(Example(Doc(nlp.vocab, words, spaces), gold))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(12):
        nlp.update(examples, sgd=optimizer)
    return nlp


@pytest.fixture(scope="session")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder on the import path with two installed model packages: nl_tiny_web, and xx_tiny_web in no language."""
    folder = tmp_path_factory.mktemp("site")
    for language, nlp in (("nl", _train()), ("xx", spacy.blank("xx"))):
        package = folder / f"{language}_tiny_web"
        nlp.to_disk(package)
        (package / "__init__.py").write_text(
            "from spacy.util import load_model_from_init_py\n"
            "def load(**overrides):\n"
            "    return load_model_from_init_py(__file__, **overrides)\n"
        )
        _lay_out_like_an_installed_package(package)
        info = folder / f"{language}_tiny_web-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {language}_tiny_web\nVersion: 1.0\n")
    patch = pytest.MonkeyPatch()
    patch.setattr(sys, "path", [str(folder), *sys.path])
    yield folder
    patch.undo()


def _lay_out_like_an_installed_package(package: Path) -> None:
    """Put the model in a folder name-version inside the package, with meta.json beside it, as `spacy package` does."""
    meta = (package / "meta.json").read_text()
    inner = package / f"{package.name}-0.0.0"
    inner.mkdir()
    for part in list(package.iterdir()):
        if part.name not in {"__init__.py", inner.name}:
            part.rename(inner / part.name)
    (package / "meta.json").write_text(meta.replace('"name":"pipeline"', '"name":"tiny_web"'))
