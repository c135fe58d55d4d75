"""Load a Dutch pipeline and analyse posts with it.

Ours is read from data/nl_postlint. An installed spaCy package may take its place; its components then work on our
tokens, and its lemmas are brought to our convention. Without any model words, sentences and verb stems are still
known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import is_package
from thinc.api import Model, NumpyOps

from postlint.dutch import auxiliaries, embedding, imperatives, lemmas, lemmatizer, sentences, separable, tokenizer

_OUR_MODEL: Final = Path(str(resources.files("postlint.dutch").joinpath("data/nl_postlint")))
_CONFIG: Final[dict[str, Any]] = {"nlp": {"tokenizer": {"@tokenizers": "postlint.tokenizer.v1"}}}
_UNUSED: Final = ("ner", "entity_linker", "entity_ruler", "senter", "sentencizer", "textcat", "spancat")
_FACTORIES: Final = (auxiliaries, embedding, imperatives, lemmas, lemmatizer, sentences, separable, tokenizer)
"""Importing these modules registers the parts that a config names."""


class ModelError(Exception):
    """A language model cannot be used; the message says in Dutch why, and what to do."""


def load(model: str | None = None) -> Language:
    """Load a pipeline for Dutch posts.

    Args:
        model: Name of an installed spaCy package, such as `nl_core_news_lg`; None for the model that postlint ships.
            If that is missing too, the result knows words, sentences and verb stems, but no parts of speech or syntax.

    Raises:
        ModelError: The package is not installed, is not Dutch, or does not fit this version of spaCy.

    """
    if model is None:
        nlp = _read(_OUR_MODEL) if (_OUR_MODEL / "meta.json").is_file() else spacy.blank("nl", config=_CONFIG)
    else:
        nlp = _read_package(model)
    return _complete(nlp)


def capabilities(nlp: Language) -> frozenset[str]:
    """Return what the Docs of a pipeline can be asked about: out of `pos`, `morph`, `lemma`, `parse`, `imperative`."""
    found = {"lemma", "imperative"}
    if {"morphologizer", "tagger"} & set(nlp.pipe_names):
        found.add("pos")
    if "morphologizer" in nlp.pipe_names:
        found.add("morph")
    if "parser" in nlp.pipe_names:
        found.add("parse")
    return frozenset(found)


def parse(nlp: Language, text: str) -> Doc:
    """Analyse one text. The Doc's text is `text`, so its offsets are those of the text."""
    return nlp(text)


def pipe(nlp: Language, texts: Iterable[str], batch_size: int = 4) -> Iterator[Doc]:
    """Analyse many texts, in order, `batch_size` at a time; more at once take more memory and no less time."""
    return nlp.pipe(texts, batch_size=batch_size)


def _read(path: Path | str) -> Language:
    try:
        nlp = spacy.load(path, exclude=_UNUSED, config=_CONFIG)
    except (OSError, ValueError, KeyError) as error:
        raise ModelError(f"Taalmodel «{path}» is niet te laden: {error}") from error
    _multiply_with_numpy(nlp)
    return nlp


def _multiply_with_numpy(nlp: Language) -> None:
    """Leave matrices to numpy, which multiplies two to three times as fast as the blis that spaCy brings."""
    ops = NumpyOps(use_blis=False)
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        for node in model.walk() if isinstance(model, Model) else ():
            node.ops = ops


def _read_package(name: str) -> Language:
    if not is_package(name) and not Path(name).is_dir():
        raise ModelError(
            f"Taalmodel «{name}» is niet geïnstalleerd. Installeer het met: python -m spacy download {name}, "
            "of laat de optie weg om het model van postlint te gebruiken."
        )
    nlp = _read(name)
    if nlp.lang != "nl":
        raise ModelError(
            f"Taalmodel «{name}» is niet Nederlands maar «{nlp.lang}». Kies een model als nl_core_news_lg."
        )
    return nlp


def _complete(nlp: Language) -> Language:
    """Add the parts that every pipeline gets, in the order in which they need each other."""
    if "parser" in nlp.pipe_names:
        nlp.add_pipe("postlint_sentences", before="parser")
    else:
        nlp.add_pipe("postlint_sentences", config={"decide": True})
    nlp.add_pipe("postlint_lemmas")
    nlp.add_pipe("postlint_separable")
    nlp.add_pipe("postlint_imperatives", config={"trust_mood": _knows_mood(nlp)})
    return nlp


def _knows_mood(nlp: Language) -> bool:
    """Tell whether the pipeline's morphology has an imperative; UD Dutch, and so spaCy's own models, have none."""
    if "morphologizer" not in nlp.pipe_names:
        return False
    labels: Iterable[str] = nlp.get_pipe("morphologizer").labels  # type: ignore[attr-defined]
    return any("Mood=Imp" in label for label in labels)
