"""Orders and their look-alikes: by the rules alone, and as a gate on what a model proposes."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from postlint.dutch.imperatives import Imperatives, register_imperative_attributes
from postlint.dutch.separable import register_verb_attributes

TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "postlint.tokenizer.v1"}}}

# An imperative stands between asterisks; every other verb is none.
ORDERS = [
    "*Meld* je vandaag nog aan voor de rugcursus.",
    "*Houd* je rug recht en *adem* door.",
    "Bij twijfel: *bel* de praktijk.",
    "Als het prikt, *stop* dan even.",
    "👉 *Klik* op de link en *lees* verder",
    "Heb je klachten? *Maak* een afspraak.",
    "*Wees* lief voor je lijf.",
    "- *drink* een glas water",
    "2. *Strek* je knie.",
    "*Stop*!",
    "#maandag *Deel* dit bericht met je buurvrouw",
    "*Belt* u gerust, wij helpen graag.",
    "*Vergeet* niet te rekken.",
    "*Pas* op voor gladheid.",
    "*Steun* op je ellebogen.",
    "*Werk* aan je conditie.",
    "*Vraag* je collega: hoe vaak sta jij op?",
    "*Schaam* je niet voor een volle blaas.",
]
LOOK_ALIKES = [
    "Loop je vast, dan denken we mee.",
    "Loop je vast?",
    "Doet u mee?",
    "Komt u voor het eerst, dan krijgt u een rondleiding.",
    "Zet je het scherm te laag, dan buig je steeds voorover.",
    "Sla je het ontbijt over, dan krijg je trek.",
    "Stap voor stap naar herstel.",
    "Boek over slaap gelezen, aanrader.",
    "Dank voor jullie komst!",
    "Tip 3 van de week",
    "Deel 2 van de reeks staat online.",
    "Werk aan de weg bij de praktijk.",
    "Steun op zolen kan helpen.",
    "De bel is stuk.",
    "Laten we samen wandelen.",
    "Mocht je verhinderd zijn, dan horen we het graag.",
    "Ben benieuwd naar jullie verhalen.",
    "Vind het nog steeds spannend.",
    "Kom net terug van een congres.",
    "Denk dat ik vroeg naar bed ga.",
    "Niet vergeten te ademen.",
    "Zet zich al jaren in: onze Anna.",
]


def _judge(nlp: Language, marked: str) -> tuple[str, str]:
    doc = nlp(marked.replace("*", ""))
    found = "".join((f"*{token.text}*" if token._.imperative else token.text) + token.whitespace_ for token in doc)
    return found, marked


@pytest.mark.parametrize("marked", ORDERS)
def test_order(bare: Language, marked: str) -> None:
    found, expected = _judge(bare, marked)
    assert found == expected


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alike(bare: Language, text: str) -> None:
    found, expected = _judge(bare, text)
    assert found == expected


def _proposed(words: list[str], pos: list[str], proposal: int) -> Doc:
    """A sentence whose model says that the word at `proposal` is an imperative."""
    register_imperative_attributes()
    register_verb_attributes()
    morphs = ["Mood=Imp|Number=Sing|VerbForm=Fin" if i == proposal else "" for i in range(len(words))]
    return Doc(
        spacy.blank("nl", config=TOKENIZER).vocab,
        words,
        pos=pos,
        morphs=morphs,
        sent_starts=[True] + [False] * (len(words) - 1),
    )


def test_a_refused_proposal_is_taken_out_of_the_morphology_too() -> None:
    doc = Imperatives()(_proposed(["loop", "je", "vast", "?"], ["VERB", "PRON", "ADJ", "PUNCT"], 0))
    assert not doc[0]._.imperative
    assert doc[0].morph.get("Mood") == ["Ind"]


def test_a_proposal_of_a_word_that_is_no_verb_stem_is_refused() -> None:
    doc = Imperatives()(_proposed(["trots", "op", "ons"], ["ADJ", "ADP", "PRON"], 0))
    assert not any(token._.imperative for token in doc)


def test_a_proposal_settles_an_ambiguous_stem() -> None:
    assert not Imperatives()(_proposed(["borstel", "vanavond"], ["NOUN", "ADV"], 1))[0]._.imperative
    assert Imperatives()(_proposed(["borstel", "vanavond"], ["VERB", "ADV"], 0))[0]._.imperative


def test_a_model_that_sees_a_noun_is_believed_unless_a_cue_follows() -> None:
    assert not Imperatives()(_proposed(["mail", "beantwoord"], ["NOUN", "VERB"], 1))[0]._.imperative
    assert Imperatives()(_proposed(["mail", "ons", "gerust"], ["NOUN", "PRON", "ADV"], 2))[0]._.imperative


def test_what_the_rules_add_is_tagged_and_lemmatised_as_a_verb(bare: Language) -> None:
    token = bare("Boek nu je plek.")[0]
    assert (token.pos_, token.lemma_, token.morph.get("Mood")) == ("VERB", "boeken", ["Imp"])


def test_an_infinitive_that_instructs_has_a_flag_of_its_own() -> None:
    register_imperative_attributes()
    register_verb_attributes()
    doc = Doc(
        spacy.blank("nl", config=TOKENIZER).vocab,
        ["Schouders", "ontspannen", "."],
        pos=["NOUN", "VERB", "PUNCT"],
        morphs=["Number=Plur", "VerbForm=Inf", ""],
        sent_starts=[True, False, False],
    )
    Imperatives()(doc)
    assert [token._.instruction for token in doc] == [False, True, False]
    assert not any(token._.imperative for token in doc)
