"""Separable verbs and verb forms."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from postlint.dutch.separable import SeparableVerbs, register_verb_attributes
from postlint.dutch.verbs import base_of, divide, ordered_by, particles_of, regular_stem

TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "postlint.tokenizer.v1"}}}


@pytest.mark.parametrize(
    ("text", "lemma", "base", "particle"),
    [
        ("Meld je nu aan voor de cursus.", "aanmelden", "melden", "aan"),
        ("Schrijf je vandaag nog in!", "inschrijven", "schrijven", "in"),
        ("Hij gaf de moed niet op.", "opgeven", "geven", "op"),
        ("Doe mee en win een boek.", "meedoen", "doen", "mee"),
        ("Kom gerust langs bij de balie.", "langskomen", "komen", "langs"),
        ("Vergeet niet om je aan te melden.", "aanmelden", "melden", "aan"),
        ("Je kunt je hier aanmelden.", "aanmelden", "melden", None),
        ("Ze heeft zich aangemeld.", "aanmelden", "melden", None),
        ("Hoe ga je met pijn om?", "omgaan", "gaan", "om"),
    ],
)
def test_verb_and_particle_are_one_lemma(
    bare: Language, text: str, lemma: str, base: str, particle: str | None
) -> None:
    found = [token for token in bare(text) if token.lemma_ == lemma]
    assert [token._.base_lemma for token in found] == [base]
    where = found[0]._.particle
    assert (found[0].doc[where].text if where is not None else None) == particle


@pytest.mark.parametrize(
    "text",
    [
        "Loop rustig naar binnen.",
        "Doe het goed.",
        "Waar gaat het om?",
        "Stel een vraag over de rug.",
        "We kijken naar buiten.",
        "Daar hoort oefenen bij.",
    ],
)
def test_a_preposition_or_adverb_is_no_particle(bare: Language, text: str) -> None:
    assert [token.text for token in bare(text) if token._.particle is not None] == []


def test_the_parser_is_believed_where_the_table_has_no_such_verb() -> None:
    register_verb_attributes()
    doc = Doc(
        spacy.blank("nl", config=TOKENIZER).vocab,
        ["Trampoline", "je", "mee", "?"],
        pos=["VERB", "PRON", "ADP", "PUNCT"],
        lemmas=["trampolinen", "je", "mee", "?"],
        heads=[0, 0, 0, 0],
        deps=["ROOT", "nsubj", "compound:prt", "punct"],
    )
    verb = SeparableVerbs()(doc)[0]
    assert (verb.lemma_, verb._.base_lemma, verb._.particle) == ("meetrampolinen", "trampolinen", 2)


@pytest.mark.parametrize(
    ("infinitive", "stem"),
    [("maken", "maak"), ("zitten", "zit"), ("blijven", "blijf"), ("lezen", "lees"), ("gaan", "ga"), ("zien", "zie"),
     ("doen", "doe"), ("wandelen", "wandel"), ("ademen", "adem"), ("oefenen", "oefen"), ("luisteren", "luister")],
)  # fmt: skip
def test_stem_by_spelling(infinitive: str, stem: str) -> None:
    assert regular_stem(infinitive) == stem
    assert infinitive in {verb.infinitive for verb in ordered_by(stem)}


@pytest.mark.parametrize(
    ("form", "infinitive"),
    [("meldde", "melden"), ("gemeld", "melden"), ("liep", "lopen"), ("gelopen", "lopen"), ("reageert", "reageren"),
     ("geadviseerd", "adviseren"), ("fietsten", "fietsen"), ("gordijn", None)],
)  # fmt: skip
def test_infinitive_of_a_form(form: str, infinitive: str | None) -> None:
    assert base_of(form) == infinitive


def test_a_separable_verb_in_one_word_is_divided() -> None:
    assert divide("uitgenodigd") == ("uit", "nodigen")
    assert divide("meegedaan") == ("mee", "doen")
    assert divide("betalen") is None
    assert "aan" in particles_of("melden")


def test_loan_verbs_of_social_media_are_known() -> None:
    assert all(ordered_by(form) for form in ("like", "app", "swipe", "check", "download", "scroll"))
