"""Reading phrases: what is understood, what is refused, and which spellings are the same word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.rulebook.phrases import ElementKind, PhraseError, Word, fold, parse_phrase


def words(phrase: str) -> list[Word]:
    [element] = parse_phrase(phrase).elements
    return list(element.words)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("korting", Word("korting")),
        ("=Korting", Word("korting", exact=True)),
        ("korting*", Word("korting", prefix=True)),
        ("*korting", Word("korting", suffix=True)),
        ("*kort*", Word("kort", prefix=True, suffix=True)),
        ("boeken/VERB", Word("boeken", tag="VERB")),
        ("/IMP", Word(tag="IMP")),
        ("<zorg>", Word(lexicon="zorg")),
        ("<zorg>/NOUN", Word(lexicon="zorg", tag="NOUN")),
        ("{price}", Word(sort="price")),
        ("en/of", Word("en/of")),
        ("=", Word("=")),
        (":)", Word(":)")),
        ("<3", Word("<3")),
    ],
)
def test_reads_one_word(written: str, read: Word) -> None:
    assert words(written) == [read]


def test_reads_alternatives_of_every_sort() -> None:
    assert words("{number}|één|*tig|/NUM|<tel>") == [
        Word(sort="number"), Word("één"), Word("tig", suffix=True), Word(tag="NUM"), Word(lexicon="tel"),
    ]  # fmt: skip


def test_reads_a_whole_phrase() -> None:
    phrase = parse_phrase("^(nu|snel) boeken _ ...8 afspraak ... {date}$")
    assert (phrase.at_start, phrase.at_end) == (True, True)
    assert [(e.kind, e.optional, e.longest) for e in phrase.elements] == [
        (ElementKind.WORDS, True, 0),
        (ElementKind.WORDS, False, 0),
        (ElementKind.ANY, False, 0),
        (ElementKind.GAP, False, 8),
        (ElementKind.WORDS, False, 0),
        (ElementKind.GAP, False, 5),
        (ElementKind.WORDS, False, 0),
    ]


def test_lists_the_tags_and_lexicons_it_needs() -> None:
    phrase = parse_phrase("boeken/VERB|/IMP <zorg> (<tijd>)")
    assert (phrase.tags, phrase.lexicons) == ({"VERB", "IMP"}, {"zorg", "tijd"})


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "empty"),
        ("...", "empty"),
        ("... korting", "first or last"),
        ("korting ...", "first or last"),
        ("(nu)", "one word must be required"),
        ("(nu) (snel)", "one word must be required"),
        ("boeken/VERBO", "no part of speech"),
        ("{prijs}", "does not exist"),
        ("*", "empty"),
        ("(nu boeken", "bracket is missing"),
        ("boeken nu)", "bracket is missing"),
        ("{price", "bracket is missing"),
        ("<zorg", "bracket is missing"),
        ("een||twee", "a word is missing"),
        ("(nu)|snel", "bracket is missing"),
        ("een| twee", "a word is missing"),
    ],
)
def test_refuses_what_cannot_be_read(written: str, why: str) -> None:
    with pytest.raises(PhraseError, match=why) as caught:
        parse_phrase(written)
    assert caught.value.nl


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Patiënt", "patient"),
        ("CLIËNTEN", "clienten"),
        ("foto’s", "foto's"),
        ("kor\u00adting", "korting"),
        ("win‑actie", "win-actie"),
        ("pa\u0301tie\u0308nt", "pátient"),
    ],
)
def test_takes_spelling_variants_for_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("dé", "de"), ("één", "een"), ("crème", "creme"), ("voor", "vóór")])
def test_keeps_accents(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_unicode_forms_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(alphabet="ab(){}<>|*=/_.^$ 1éA", max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        elements = parse_phrase(text).elements
    except PhraseError:
        return
    assert any(not element.optional for element in elements)
