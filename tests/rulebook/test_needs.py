"""What a condition needs of the pipeline."""

from __future__ import annotations

import pytest
from minibook import PROOF, book_of

from postlint.rulebook.needs import Needs


@pytest.mark.parametrize(
    ("check", "features"),
    [
        ("signal: hashtag", set()),
        ("metadata: {consent: missing}", set()),
        ("metric: {name: text-length, more_than: text.max}", set()),
        ("metric: {name: sentence-words, more_than: 3}", {"words"}),
        ("phrases: [korting]", {"words"}),
        ("phrases: [boeken/VERB]", {"words", "pos"}),
        ("phrases: [boeken/IMP]", {"words", "imperative"}),
        ("phrases: [/SUP]", {"words", "morph"}),
        ("phrases: ['<zorg>']", {"words", "pos"}),
        ("phrases: {lexicon: zorg}", {"words", "pos"}),
        ("signal: superlative", {"words", "morph"}),
        ("signal: shared", {"words", "imperative"}),
        ("count: {of: [hashtag, shared], more_than: 1}", {"words", "imperative"}),
        ("pattern: [[{LOWER: a}]]", {"words"}),
        ("pattern: [[{LEMMA: {IN: [a]}, POS: NOUN}]]", {"words", "lemma", "pos"}),
        ("dependency: [[{RIGHT_ID: a, RIGHT_ATTRS: {MORPH: x}}]]", {"words", "parse", "morph"}),
        ("{signal: emoji, unless: [{phrases: [a/NOUN]}]}", {"words", "pos"}),
    ],
)
def test_names_the_features(check: str, features: set[str]) -> None:
    book = book_of(check, {"zorg": ["intake/NOUN"]}, {"shared": "phrases: [/IMP]"})
    assert Needs(book).of(book.rules[PROOF].check) == features
