"""The shipped pipeline: it loads, says what it may be used for, and knows the words of a post."""

from __future__ import annotations

import json
import tomllib
from importlib import resources
from pathlib import Path

import pytest
from spacy.language import Language

from postlint.dutch import pipeline

MODEL = Path(str(resources.files("postlint.dutch").joinpath("data/nl_postlint")))
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline.load(str(MODEL))


def test_the_model_states_its_licence_and_credits_the_treebanks() -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert meta["license"] == "CC BY-SA 4.0"
    credit = meta["sources"][0]["author"]
    assert all(name in credit for name in ("Bouma", "van Noord", "Zeman", "Žabokrtský", "Malouf"))


def test_spacy_warns_of_no_version_that_may_be_installed() -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    [asked] = [name for name in project["dependencies"] if name.startswith("spacy")]
    assert meta["spacy_version"] == f"{asked.removeprefix('spacy')}.0"


def test_the_model_card_stands_beside_the_model() -> None:
    assert "CC BY-SA 4.0" in (MODEL.parent / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_the_model_stays_small() -> None:
    assert sum(path.stat().st_size for path in MODEL.rglob("*") if path.is_file()) <= 8 * MEGABYTE


def test_it_analyses_a_post(nlp: Language) -> None:
    doc = nlp("Wij zien de patiënten morgen.")
    assert [token.pos_ for token in doc] == ["PRON", "VERB", "DET", "NOUN", "ADV", "PUNCT"]
    assert [token.lemma_ for token in doc][1:4] == ["zien", "de", "patiënt"]
    assert doc[1].dep_ == "ROOT"
    assert doc[3].head == doc[1]


def test_an_order_is_a_verb_in_the_imperative(nlp: Language) -> None:
    first = nlp("Houd je rug recht en til met je benen.")[0]
    assert (first.pos_, first.lemma_) == ("VERB", "houden")
    assert first.morph.get("Mood") == ["Imp"]


@pytest.mark.parametrize("text", ["😀", "#fysio", "\n\n", "https://voorbeeld.nl", "1"])
def test_a_post_without_words_is_analysed_too(nlp: Language, text: str) -> None:
    assert nlp(text).text == text
