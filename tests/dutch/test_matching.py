"""Patterns of rules, found whether or not they name a word by which they can be left aside."""

from typing import Any

import pytest
from spacy.language import Language

from postlint.dutch.matching import GrammarMatcher


def found(nlp: Language, text: str, *patterns: list[dict[str, Any]]) -> list[str]:
    matcher = GrammarMatcher(nlp)
    number = matcher.add_pattern(list(patterns))
    return [text[start:end] for start, end in matcher.find(nlp(text)).get(number, [])]


@pytest.mark.parametrize(
    ("pattern", "text", "words"),
    [
        ([{"LOWER": "tip"}, {"TEXT": ":"}], "Mijn TIP: adem uit.", ["TIP:"]),
        ([{"LOWER": {"IN": ["tip", "advies"]}}, {"TEXT": ":"}], "Mijn advies: adem uit.", ["advies:"]),
        ([{"TEXT": "Tip"}], "Een tip. Tip van mij.", ["Tip"]),
        ([{"IS_TITLE": True}, {"LOWER": "uit"}], "Jan uit Ede belde.", ["Jan uit"]),
        ([{"TEXT": "tip", "OP": "*"}, {"TEXT": ":"}], "Zo: adem uit.", [":"]),
        ([{"TEXT": "tip", "OP": "+"}], "Een tip tip.", ["tip tip"]),
        ([{"TEXT": "tip", "OP": "!"}, {"TEXT": ":"}], "Zo: adem uit.", ["Zo:"]),
        ([{"TEXT": {"REGEX": "^a"}}], "Zo: adem uit.", ["adem"]),
        ([{"LOWER": {"NOT_IN": ["zo", ":", "uit", "."]}}], "Zo: adem uit.", ["adem"]),
    ],
)  # fmt: skip
def test_a_pattern_is_found_where_it_stands(
    bare: Language, pattern: list[dict[str, Any]], text: str, words: list[str]
) -> None:
    assert found(bare, text, pattern) == words


def test_one_of_several_patterns_may_name_no_word(bare: Language) -> None:
    patterns = ([{"LOWER": "tip"}], [{"IS_DIGIT": True}])
    assert found(bare, "Drie keer 10 tellen.", *patterns) == ["10"]
    assert found(bare, "Een tip.", *patterns) == ["tip"]


def test_equal_patterns_share_a_number_and_are_found_once(bare: Language) -> None:
    matcher = GrammarMatcher(bare)
    assert matcher.add_pattern([[{"LOWER": "tip"}]]) == matcher.add_pattern([[{"LOWER": "tip"}]])
    assert [len(places) for places in matcher.find(bare("Een tip.")).values()] == [1]
