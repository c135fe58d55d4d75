"""Where a sentence of a post may start."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from postlint.dutch.sentences import SentenceStarts

TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "postlint.tokenizer.v1"}}}

WRAPPED = "Na een enkelverstuiking is rustig belasten beter dan stilzitten omdat\nhet weefsel dan sterker herstelt."


def _starts(doc: Doc) -> dict[str, bool | None]:
    return {token.text: token.is_sent_start for token in doc}


@pytest.fixture(scope="module")
def undecided() -> Language:
    nlp = spacy.blank("nl", config=TOKENIZER)
    nlp.add_pipe("postlint_sentences")
    return nlp


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Eerste zin. Tweede zin", ["Eerste zin.", "Tweede zin"]),
        ("Trots op ons team\nWe zijn geslaagd", ["Trots op ons team", "We zijn geslaagd"]),
        ("korte regel\nnog een regel", ["korte regel", "nog een regel"]),
        (WRAPPED, [WRAPPED]),
        (WRAPPED.replace("\n", "\n\n"), WRAPPED.split("\n")),
        (WRAPPED.replace("\n", "\r\n"), [WRAPPED.replace("\n", "\r\n")]),
        ("1. Adem in.\n2. Adem uit.", ["1. Adem in.", "2. Adem uit."]),
        ("✅ Adem in ✅ Adem uit", ["✅ Adem in", "✅ Adem uit"]),
        ("• rug • knie • heup", ["• rug", "• knie", "• heup"]),
        ("Wat fijn! 🎉👏 Dank aan het team", ["Wat fijn! 🎉👏", "Dank aan het team"]),
        ("Kom langs! 👉 Maandag om acht uur", ["Kom langs!", "👉 Maandag om acht uur"]),
        ("Volgens dr. Bakker is o.a. slaap van belang.", ["Volgens dr. Bakker is o.a. slaap van belang."]),
        ("Tip: Drink water.", ["Tip: Drink water."]),
        ("Klaar (echt!) met wachten.", ["Klaar (echt!) met wachten."]),
        ("Ze vroeg: 'Mag dat?' Ja hoor.", ["Ze vroeg: 'Mag dat?'", "Ja hoor."]),
        ("#fysio #zorg\nTot morgen", ["#fysio #zorg", "Tot morgen"]),
        ("\n\nBegin hier", ["Begin hier"]),
    ],
)
def test_sentences_without_a_parser(bare: Language, text: str, sentences: list[str]) -> None:
    assert [sentence.text.strip() for sentence in bare(text).sents] == sentences


def test_the_parser_may_choose_only_where_a_sentence_can_start(undecided: Language) -> None:
    starts = _starts(undecided("Rust helpt soms… maar bewegen meestal ook: probeer het"))
    assert starts["maar"] is None
    assert starts["probeer"] is None
    assert starts["helpt"] is False
    assert starts["bewegen"] is False


def test_a_capital_after_a_full_stop_leaves_the_parser_no_choice(undecided: Language) -> None:
    starts = _starts(undecided("Rust roest. Bewegen helpt bijv. Anna"))
    assert starts["Bewegen"] is True
    assert starts["Anna"] is None


def test_white_space_never_starts_a_sentence(bare: Language) -> None:
    doc = bare("Een zin.\n\n Nog een zin.  \n")
    assert not any(token.is_sent_start for token in doc[1:] if token.is_space)
    assert [sentence[-1].is_space for sentence in doc.sents] == [True, True]


def test_a_component_that_decides_leaves_nothing_open(undecided: Language) -> None:
    doc = SentenceStarts(decide=True)(undecided.make_doc("Misschien… Of toch: nee 👍 Ja #top verder"))
    assert all(token.is_sent_start is not None for token in doc[1:])
