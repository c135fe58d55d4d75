"""What counts as a word of a post."""

from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from postlint.dutch.tokenizer import PostTokenizer, make_tokenizer, norm, split

WHOLE = [
    "#vitaliteit", "#mond_zorg2025", "@fysio.noord", "@praktijk@zorg.social",
    "https://www.praktijk.nl/tips_(mond)?a=1#b", "www.praktijk.nl/agenda", "praktijk-noord.nl", "bit.ly/3abcD",
    "wa.me/31612345678", "info@praktijk.nl", "voor.achter+post@sub.praktijk.nl",
    "06-12345678", "+31612345678", "25,-", "49,95", "1.250,00", "20%", "2,5%", "10.000", "24/7", "09:00-17:00",
    "21-jarige", "65+", "65+'ers", "37°C", "t/m", "en/of", "m/v",
    "foto's", "foto’s", "zo'n", "'s", "’s", "'t", "'s-Hertogenbosch", "e-mail",
    "patiënt(en)", "collega('s)", "(huis)arts", "!!!", "?!", "...", "…", "---",
    "👩🏽‍⚕️", "👨‍👩‍👧‍👦", "👍🏿", "❤️", "🇳🇱", "1️⃣", "#️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "✅", "→", "•",
]  # fmt: skip
ABBREVIATIONS = ["bijv.", "dr.", "mw.", "dhr.", "o.a.", "i.v.m.", "evt.", "ca.", "nr.", "t.a.v.", "d.w.z.", "prof."]


@pytest.mark.parametrize("token", WHOLE)
def test_stays_whole_between_words_and_before_a_full_stop(token: str) -> None:
    assert split(f"Kijk {token} eens")[0] == ["Kijk", token, "eens"]
    if token[-1] not in "!?.…":
        assert split(f"Kijk {token}. Ja")[0] == ["Kijk", token, ".", "Ja"]


@pytest.mark.parametrize("token", ABBREVIATIONS)
def test_an_abbreviation_keeps_its_full_stop(token: str) -> None:
    assert split(f"Dat is {token} iets")[0] == ["Dat", "is", token, "iets"]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("#yes#no", ["#yes", "#no"]),
        ("👏👏🏽👏", ["👏", "👏🏽", "👏"]),
        ("Top!👏#zorg", ["Top", "!", "👏", "#zorg"]),
        ("€25", ["€", "25"]),
        ("€ 25,- p.p.", ["€", "25,-", "p.p."]),
        ("fysio/oefentherapie", ["fysio", "/", "oefentherapie"]),
        ("hand- en polsklachten", ["hand-", "en", "polsklachten"]),
        ("(zie www.praktijk.nl).", ["(", "zie", "www.praktijk.nl", ")", "."]),
        ("[lees](https://praktijk.nl)", ["[", "lees", "]", "(", "https://praktijk.nl", ")"]),
        ("Goed zo.nu verder", ["Goed", "zo", ".", "nu", "verder"]),
        ("06 12 34 56 78", ["06", "12", "34", "56", "78"]),
        ("vitamine D. Daarna", ["vitamine", "D", ".", "Daarna"]),
        ("P. de Vries en J.K. Jansen", ["P.", "de", "Vries", "en", "J.K.", "Jansen"]),
        ("ma. t/m vr. van 9 tot 5", ["ma.", "t/m", "vr.", "van", "9", "tot", "5"]),
        ("De max. Daarna", ["De", "max", ".", "Daarna"]),
        ("'een vraag'", ["'", "een", "vraag", "'"]),
        ("1. Eerst\n2. Dan", ["1", ".", "Eerst", "\n", "2", ".", "Dan"]),
        ("a  b \n\n c", ["a", " ", "b", "\n\n ", "c"]),
        ("nummer #1", ["nummer", "#", "1"]),
        ("Merk© en ❤", ["Merk", "©", "en", "❤"]),
    ],
)
def test_cuts(text: str, tokens: list[str]) -> None:
    assert split(text)[0] == tokens


_AWKWARD = st.sampled_from(" \n#@€.,-/'’()0123456789👍🏽\u200d\ufe0f🇳🇱%")


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), _AWKWARD), max_size=80))
def test_no_character_is_lost_and_every_offset_holds(text: str) -> None:
    doc = _TOKENIZER(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert all(token.is_space or token.text == token.text.strip() for token in doc)


_TOKENIZER = make_tokenizer()(spacy.blank("xx"))


def test_a_curly_apostrophe_and_a_soft_hyphen_do_not_make_another_word() -> None:
    assert norm("Foto’s") == "foto's"
    assert norm("behan\u00addeling") == "behandeling"
    assert [token.norm_ for token in _TOKENIZER("Foto’s")] == ["foto's"]


def test_saving_and_reading_leave_it_as_it_was(tmp_path: object) -> None:
    tokenizer = PostTokenizer(spacy.blank("xx").vocab)
    tokenizer.to_disk(tmp_path)
    again = tokenizer.from_bytes(tokenizer.to_bytes()).from_disk(tmp_path)
    assert [token.text for token in again("#a #b")] == ["#a", "#b"]


def test_a_long_run_without_spaces_takes_linear_time() -> None:
    text = "a.b-c@" * 5_000 + "(" * 5_000 + "www." * 5_000
    assert "".join(split(text)[0]) == text
