"""What a token of a post is, by its form."""

from __future__ import annotations

import pytest
from spacy.language import Language

from postlint.dutch import tokens

KINDS = {
    "is_emoji": (["👍", "👩🏽‍⚕️", "🇳🇱", "1️⃣", "❤️", "©️"], ["1", "#", "a", "©", "👍👍", "→"]),
    "is_hashtag": (["#zorg", "#zorg_2025", "#2025zorg"], ["#", "#1", "zorg", "#a#b", "#️⃣"]),
    "is_mention": (["@fysio", "@fysio.noord", "@fysio@zorg.social"], ["@", "fysio@zorg.nl", "@fysio."]),
    "is_email": (["info@zorg.nl"], ["@zorg.nl", "info@zorg", "zorg.nl"]),
    "is_url": (
        ["https://a.nl/b", "www.zorg.nl", "zorg.nl", "bit.ly/x"],
        ["zorg", "info@zorg.nl", "goed.nu", "zorg.nl."],
    ),
    "is_phone": (["06-12345678", "0612345678", "+31612345678", "030-1234567"], ["2025", "12-5", "1.000"]),
    "is_decoration": (["•", "→", "✓", "✅", "---", "***"], ["a", ".", "!"]),
}


@pytest.mark.parametrize("kind", KINDS)
def test_kind(kind: str) -> None:
    predicate = getattr(tokens, kind)
    yes, no = KINDS[kind]
    assert [text for text in yes if not predicate(text)] == []
    assert [text for text in no if predicate(text)] == []


@pytest.mark.parametrize(
    ("text", "prices"),
    [
        ("Nu voor €25 of € 49,95.", ["25", "49,95"]),
        ("Slechts 25,- per keer", ["25,-"]),
        ("Dat kost 40 euro in 2025.", ["40"]),
        ("Oefen 10 minuten, 20% meer", []),
        ("Voor € 1.250,00 of €\u00a015", ["1.250,00", "15"]),
    ],
)
def test_price(bare: Language, text: str, prices: list[str]) -> None:
    assert [token.text for token in bare(text) if token._.is_price] == prices


def test_every_kind_can_be_asked_of_a_token(bare: Language) -> None:
    doc = bare("👍 #zorg @fysio zorg.nl info@zorg.nl 06-12345678 •")
    assert [token._.is_emoji for token in doc][:2] == [True, False]
    asked = ["is_emoji", "is_hashtag", "is_mention", "is_url", "is_email", "is_phone", "is_decoration"]
    assert [next(kind for kind in asked if token._.get(kind)) for token in doc] == asked
