"""What phrases find in prose."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from minibook import book_of, found, phrase, post_of, session_of, words_only

from postlint.checks.phrases import PhraseIndex
from postlint.rulebook import Lexicon


@pytest.mark.parametrize(
    ("written", "prose", "hits"),
    [
        ("korting", "De kortingen en de Korting.", ["kortingen", "Korting"]),
        ("=korting", "De kortingen en de Korting.", ["Korting"]),
        ("boeken", "Zij boekte gisteren een tafel.", ["boekte"]),
        ("=boekt", "Hij boekt, wij boeken.", ["boekt"]),
        ("korting|actie", "De actie geeft korting.", ["actie", "korting"]),
        ("korting*", "De kortingscode en de zomerkorting.", ["kortingscode"]),
        ("*korting", "De kortingscode en de zomerkorting.", ["zomerkorting"]),
        ("*kort*", "Een verkorting.", ["verkorting"]),
        ("boek nu", "Boek nu je plek.", ["Boek nu"]),
        ("boek (nu|snel) je plek", "Boek je plek. Boek snel je plek.", ["Boek je plek", "Boek snel je plek"]),
        ("(boek) nu", "Boek nu. Nu!", ["Boek nu", "Nu"]),
        ("boek _ plek", "Boek je plek. Boek plek. Boek nu je plek.", ["Boek je plek"]),
        ("boek _ plek", "Boek, plek. Boek !! plek.", []),
        ("boek ... plek", "Boek nu snel, hier, een plek.", ["Boek nu snel, hier, een plek"]),
        ("boek ... plek", "Boek nu je plek of een plek.", ["Boek nu je plek"]),
        ("boek ...2 plek", "Boek nu je plek. Boek nu eens je plek.", ["Boek nu je plek"]),
        ("boek ... plek$", "Boek een plek voor een plek.", ["Boek een plek voor een plek"]),
        ("patient", "De patiënt en de PATIËNT.", ["patiënt", "PATIËNT"]),
        ("dé praktijk", "De praktijk is dé praktijk.", ["dé praktijk"]),
        ("{price}", "Het kost € 25,- per keer.", ["€ 25,-"]),
        ("{number}|drie keer", "Drie keer of 4 keer.", ["Drie keer", "4 keer"]),
        ("{percentage} korting", "Nu 20% korting.", ["20% korting"]),
        ("{hashtag}", "Kom op #bewegen nu.", ["#bewegen"]),
        ("{emoji} {emoji}", "Fijn 👨‍👩‍👧 🎉 hoor.", ["👨‍👩‍👧 🎉"]),
        ("^boek", "Boek nu. We boeken. 🎉 Boek!", ["Boek", "Boek"]),
        ("praktijk$", "Dit is onze praktijk! De praktijk is open.", ["praktijk"]),
        ("foto's", "Mooie foto’s gemaakt.", ["foto’s"]),
        ("fysio/oefentherapie", "Wij doen fysio/oefentherapie.", ["fysio/oefentherapie"]),
        ("/NUM keer", "Doe dit drie keer.", ["drie keer"]),
        ("boek/NOUN", "Ik lees een boek. Boek nu je afspraak.", ["boek"]),
        ("boeken/IMP", "Boek nu je afspraak. Wij boeken een zaal.", ["Boek"]),
    ],
)
def test_finds(written: str, prose: str, hits: list[str]) -> None:
    assert phrase(written, prose) == hits


@pytest.mark.parametrize(
    "prose", ["Boek nu. Je plek.", "Boek nu, je plek.", "Boek nu: je plek", "Boek nu\n\nje plek", "Boek nu 🎉 je plek"]
)
def test_punctuation_and_sentence_ends_break_a_phrase(prose: str) -> None:
    assert phrase("boek nu je plek", prose) == []


def test_a_gap_never_leaves_the_sentence() -> None:
    assert phrase("boek ... plek", "Wij boeken dit. Er is plek.") == []
    assert phrase("dit ... plek", "Wij boeken dit. Er is plek.") == []


def test_a_separable_verb_is_found_with_its_particle() -> None:
    assert phrase("aanmelden", "Meld je vandaag nog aan.") == ["Meld je vandaag nog aan"]
    assert phrase("aanmelden je", "Meld je vandaag nog aan.") == ["Meld je vandaag nog aan"]
    assert phrase("aanmelden", "Wie zich aanmeldt, is aangemeld.") == ["aanmeldt", "aangemeld"]


def test_a_lexicon_may_hold_whole_phrases() -> None:
    lexicons = {"zorg": ["intake", "*massage", "eerste (gratis) consult", "consult ... thuis", "{number} lessen"]}
    prose = "Een intake, sportmassage, eerste consult. Eerste gratis consult. Consult bij jou thuis of 3 lessen."
    whole = found("phrases: {lexicon: zorg}", prose, lexicons=lexicons)
    assert whole == [
        "intake", "sportmassage", "eerste consult", "Eerste gratis consult", "Consult bij jou thuis", "3 lessen",
    ]  # fmt: skip
    assert phrase("gratis <zorg>", "Een gratis eerste consult en een gratis intake.", lexicons=lexicons) == [
        "gratis eerste consult",
        "gratis intake",
    ]


def test_a_lexicon_entry_may_take_fewer_words_when_the_phrase_goes_on() -> None:
    lexicons = {"zorg": ["consult (aan) (huis)"]}
    assert phrase("<zorg> aan de deur", "Een consult aan de deur.", lexicons=lexicons) == ["consult aan de deur"]


def test_a_lexicon_entry_may_be_bound_to_an_end_of_the_sentence() -> None:
    lexicons = {"zorg": ["^intake", "consult thuis$"]}
    prose = "Intake vandaag. Een intake vandaag consult thuis nu. Vandaag consult thuis."
    assert phrase("<zorg> vandaag", prose, lexicons=lexicons) == ["Intake vandaag"]
    assert phrase("vandaag <zorg>", prose, lexicons=lexicons) == ["Vandaag consult thuis"]


def test_several_words_in_parentheses_stand_as_written() -> None:
    assert phrase("bel (zo snel mogelijk|nu) op", "Bel zo snel mogelijk op. Bel nu op. Bel op.") == [
        "Bel zo snel mogelijk op", "Bel nu op", "Bel op",
    ]  # fmt: skip


def test_overlapping_phrases_of_one_condition_give_the_longest() -> None:
    assert found("phrases: [gratis, gratis intake, intake]", "Een gratis intake.") == ["gratis intake"]


def test_without_a_model_words_and_verb_stems_are_still_found() -> None:
    assert phrase("boeken", "Boek nu je plek.", nlp=words_only()) == ["Boek"]
    assert phrase("boek ... plek", "Boek nu je plek.", nlp=words_only()) == ["Boek nu je plek"]


VOCABULARY = ["dro", "nu", "je", "plek", "gratis", "#tip", "3", "zomerkorting", "kortingscode"]
FORMS = ["dro", "nu", "je|gratis", "*korting", "korting*", "{number}", "{hashtag}", "_", "(nu)", "...2", "plek"]


def naive_ends(elements: list[str], words: list[str], at: int) -> set[int]:
    """Match a phrase the plain way: every way to go on from every place."""
    if not elements:
        return {at}
    first, rest = elements[0], elements[1:]
    if first == "...2":
        return set().union(*(naive_ends(rest, words, n) for n in range(at, min(at + 2, len(words)) + 1)))
    ends = naive_ends(rest, words, at) if first.startswith("(") else set()
    if at < len(words) and naive_fits(first.strip("()"), words[at]):
        ends |= naive_ends(rest, words, at + 1)
    return ends


def naive_fits(element: str, word: str) -> bool:
    if element == "_":
        return True
    if element.startswith("{"):
        return word == {"{number}": "3", "{hashtag}": "#tip"}[element]
    if element.startswith("*"):
        return word.endswith(element[1:])
    if element.endswith("*"):
        return word.startswith(element[:-1])
    return word in element.split("|")


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(FORMS), min_size=1, max_size=4), min_size=1, max_size=12),
    st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=12),
)
def test_one_pass_finds_what_trying_every_phrase_everywhere_finds(phrases: list[list[str]], words: list[str]) -> None:
    usable = [p for p in phrases if p[0] != "...2" != p[-1] and any(not e.startswith(("(", "...")) for e in p)]
    post = post_of(session_of(book_of("signal: emoji"), words_only()), " ".join(words), "linkedin", kind="post")
    index = PhraseIndex({}, str.split)
    owners = [index.add([" ".join(p)]) for p in usable]
    hits = index.find(post)
    assert post.words == words
    post.__dict__["lemmas"] = words
    for owner, elements in zip(owners, usable, strict=True):
        starts = {n for n in range(len(words)) if naive_ends(elements, words, n) - {n}}
        assert {post.token_range(m.start, m.end)[0] for m in hits.get(owner, [])} == starts
        for match in hits.get(owner, []):
            first, last = post.token_range(match.start, match.end)
            assert last in naive_ends(elements, words, first)


def test_a_lexicon_is_read_once_for_every_tag() -> None:
    index = PhraseIndex({"zorg": Lexicon("zorg", ("boek", "intake"), id="zorg")}, str.split)
    owner = index.add(["<zorg>/NOUN"])
    post = post_of(session_of(book_of("signal: emoji")), "Boek nu. Ik lees een boek na de intake.")
    assert [post.prose[m.start : m.end] for m in index.find(post)[owner]] == ["boek", "intake"]
