"""Loading: ours, an installed package, or nothing at all."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from postlint.dutch import pipeline

POST = "Meld je aan! 👩🏽‍⚕️ #fysio\n\nKijk op https://praktijk.nl of bel 06-12345678."


def test_a_package_that_is_not_installed_is_an_error_that_says_how_to_get_it() -> None:
    with pytest.raises(pipeline.ModelError, match="python -m spacy download nl_core_news_lg"):
        pipeline.load("nl_core_news_lg")


@pytest.mark.usefixtures("packages")
def test_a_package_of_another_language_is_an_error() -> None:
    with pytest.raises(pipeline.ModelError, match="niet Nederlands maar «xx»"):
        pipeline.load("xx_tiny_web")


def test_a_damaged_model_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text("{}")
    with pytest.raises(pipeline.ModelError, match="niet te laden"):
        pipeline.load(str(tmp_path))


@pytest.fixture(scope="module")
def tiny(packages: Path) -> Language:
    return pipeline.load("nl_tiny_web")


def test_an_installed_package_works_on_our_tokens(tiny: Language) -> None:
    doc = pipeline.parse(tiny, POST)
    assert "#fysio" in [token.text for token in doc]
    assert "👩🏽‍⚕️" in [token.text for token in doc]
    assert doc.text == POST


def test_an_installed_package_gets_our_lemmas_and_keeps_its_own_analysis(tiny: Language) -> None:
    doc = pipeline.parse(tiny, "Meld je aan.")
    assert doc[0].lemma_ == "aanmelden"
    assert doc[0]._.base_lemma == "melden"
    assert doc[0]._.particle == 2
    assert doc[0].pos_ == "VERB"


def test_rules_find_the_imperatives_that_an_installed_package_does_not_know(tiny: Language) -> None:
    doc = pipeline.parse(tiny, "Meld je aan.")
    assert [token.text for token in doc if token._.imperative] == ["Meld"]
    assert "Imp" in doc[0].morph.get("Mood")


def test_capabilities(tiny: Language, bare: Language) -> None:
    assert pipeline.capabilities(tiny) == {"pos", "morph", "lemma", "parse", "imperative"}
    assert pipeline.capabilities(bare) == {"lemma", "imperative"}


def test_without_a_model_words_sentences_and_verb_stems_are_still_known(bare: Language) -> None:
    doc = pipeline.parse(bare, POST)
    assert [sentence.text.strip() for sentence in doc.sents] == [
        "Meld je aan! 👩🏽‍⚕️",
        "#fysio",
        "Kijk op https://praktijk.nl of bel 06-12345678.",
    ]
    assert doc[0].lemma_ == "aanmelden"
    assert {token.text for token in doc if token._.imperative} == {"Meld", "Kijk", "bel"}


def test_many_texts_come_back_in_order(bare: Language) -> None:
    texts = ["Een.", "", "Twee 👍", "\n\n"]
    assert [doc.text for doc in pipeline.pipe(bare, texts, batch_size=2)] == texts


@settings(deadline=None, max_examples=150)
@given(
    text=st.text(
        alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from(list("Ga je aan? \n.!:👉✅#-1)"))), max_size=60
    )
)
def test_no_text_breaks_the_pipeline_and_every_offset_is_that_of_the_text(bare: Language, text: str) -> None:
    doc = pipeline.parse(bare, text)
    assert doc.text == text
    assert "".join(sentence.text_with_ws for sentence in doc.sents) == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


def test_importing_the_package_does_not_import_spacy() -> None:
    code = "import sys, postlint.dutch; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_loading_leaves_out_the_command_line_of_spacy_but_not_what_it_can_do() -> None:
    code = (
        "import sys, postlint.dutch.pipeline, spacy\n"
        "assert 'spacy.cli' not in sys.modules and 'requests' not in sys.modules\n"
        "assert spacy.info(silent=True)['spacy_version'] == spacy.__version__\n"
        "from spacy.cli.train import train\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
