"""A lexicon may hold everyday words for its phrases, and a message offers those of the very match."""

from __future__ import annotations

import pytest
from minibook import PROOF, book_of, post_of, rule_text, session_of

from postlint.findings import Problem
from postlint.linter.judge import judge

TERMS = {"parodontitis": "ontstoken tandvlees", "initiële behandeling": "grondige reiniging", "cariës": "gaatjes"}
OFFER = {"message": {"nl": "«{match}» is «{plain}»", "en": "“{match}” is “{plain}”"}}


def _messages(check: str, text: str) -> list[str]:
    book = book_of({PROOF: rule_text(check, **OFFER)}, {"vaktaal": TERMS})
    session = session_of(book)
    report = judge(session.engine, book.laws, post_of(session, text), "en", dutch=True)
    return [finding.message for finding in report.findings]


def test_each_match_brings_its_own_everyday_words() -> None:
    assert _messages("phrases: {lexicon: vaktaal}", "Van parodontitis krijg je iets anders dan van cariës.") == [
        "“parodontitis” is “ontstoken tandvlees”",
        "“cariës” is “gaatjes”",
    ]


def test_a_phrase_of_several_words_and_other_forms_bring_them_too() -> None:
    assert _messages("phrases: {lexicon: vaktaal}", "De initiële behandelingen duren een uur.") == [
        "“initiële behandelingen” is “grondige reiniging”"
    ]


def test_a_phrase_may_name_a_lexicon_with_everyday_words() -> None:
    book = book_of("phrases: [last van <vaktaal>]", {"vaktaal": TERMS})
    session = session_of(book)
    assert list(session.engine.findings(post_of(session, "Wie heeft er last van cariës?")))


@pytest.mark.parametrize(
    "check",
    [
        "phrases: [parodontitis]",
        "phrases: [{lexicon: vaktaal}, tandplak]",
        "phrases: {lexicon: los}",
        "phrases: {lexicon: [vaktaal, los]}",
        "any: [{phrases: {lexicon: vaktaal}}, {signal: emoji}]",
    ],
)
def test_a_message_cannot_offer_what_a_match_may_lack(check: str) -> None:
    with pytest.raises(Problem, match=r"needs «check"):
        book_of({PROOF: rule_text(check, **OFFER)}, {"vaktaal": TERMS, "los": ["tandplak"]})


@pytest.mark.parametrize(
    ("words", "said"), [({"cariës": " "}, "no plain words"), ({"(a b": "c"}, "bracket"), ([], "or")]
)
def test_a_lexicon_with_holes_is_refused(words: dict[str, str] | list[str], said: str) -> None:
    with pytest.raises(Problem, match=said):
        book_of("phrases: [tandplak]", {"vaktaal": words})
