"""Views of a post: negation with and without a parse, sentences, tokens, merging of matches."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from minibook import book_of, dutch, found, post_of, session_of, words_only
from spacy.tokens import Doc

from postlint.checks.post import Match, Post, merge

NEGATED = [
    ("Wij geven geen korting.", "korting"),
    ("Korting geven wij niet.", "korting"),
    ("Nooit meer korting.", "korting"),
    ("Wij werken zonder korting.", "korting"),
    ("Korting? Niemand geeft korting.", "korting"),
    ("Wij doen niet mee aan de korting.", "korting"),
]
NOT_NEGATED = [
    ("Wij geven korting.", "korting"),
    ("Geen tijd? Wij geven korting.", "korting"),
    ("Niet wachten, maar korting.", "korting"),
    ("Dit is niet duur: korting.", "korting"),
    ("Geen zin. Korting!", "korting"),
]


def last_match(post: Post, word: str) -> Match:
    start = post.prose.casefold().rindex(word)
    return Match(start, start + len(word))


@pytest.mark.parametrize("nlp", [dutch, words_only])
@pytest.mark.parametrize(("prose", "word"), [*NEGATED, *NOT_NEGATED])
def test_negation(prose: str, word: str, nlp: object) -> None:
    post = post_of(session_of(book_of("signal: emoji"), nlp()), prose)  # type: ignore[operator]
    assert post.is_negated(last_match(post, word)) is ((prose, word) in NEGATED)


@dataclass
class Parsed:
    """What `Post` asks of a draft, for a Doc that is parsed by hand."""

    prose: str
    quoted: tuple[tuple[int, int], ...] = ()


def parsed(words: str, heads: list[int], deps: list[str]) -> Post:
    doc = Doc(dutch().vocab, words.split(), heads=heads, deps=deps, sent_starts=[i == 0 for i in range(len(heads))])
    return Post(Parsed(doc.text), doc, None, "post", "patients", features=frozenset({"parse"}))  # type: ignore[arg-type]


def test_with_a_parse_a_negation_reaches_further_than_four_words() -> None:
    words = "Korting geven wij hier in onze mooie nieuwe praktijk niet"
    deps = ["obj", "ROOT", "nsubj", "advmod", "case", "det", "amod", "amod", "obl", "advmod"]
    post = parsed(words, [1, 1, 1, 1, 8, 8, 8, 8, 1, 1], deps)
    assert post.is_negated(Match(0, 7))


def test_with_a_parse_a_negation_stays_in_its_clause() -> None:
    words = "Wie hier vandaag in de praktijk niet komt die krijgt toch hier korting"
    heads = [7, 7, 7, 5, 5, 7, 7, 9, 9, 9, 9, 9, 9]
    deps = [
        "nsubj",
        "advmod",
        "advmod",
        "case",
        "det",
        "obl",
        "advmod",
        "csubj",
        "nsubj",
        "ROOT",
        "advmod",
        "advmod",
        "obj",
    ]
    post = parsed(words, heads, deps)
    assert not post.is_negated(last_match(post, "korting"))
    assert post.is_negated(last_match(post, "komt"))


def test_a_match_that_holds_the_negation_is_negated() -> None:
    assert found("{phrases: [boek ... afspraak], unless: [negated]}", "Boek nu toch vooral geen afspraak.") == []


@pytest.mark.parametrize(
    ("prose", "asked"),
    [("Kom je?", True), ("Kom je?!", True), ("Kom je? 🎉", True), ("«Kom je?»", True), ("Kom je.", False)],
)
def test_questions(prose: str, asked: bool) -> None:
    assert found("{phrases: [kom], unless: [question]}", prose) == ([] if asked else ["Kom"])


def test_quoted_is_what_lies_wholly_within_a_quote() -> None:
    post = parsed("a b c d", [0, 0, 0, 0], ["ROOT", "dep", "dep", "dep"])
    post.draft = Parsed("a b c d", ((4, 7), (0, 3)))  # type: ignore[assignment]
    assert [post.is_quoted(Match(*r)) for r in [(0, 3), (2, 3), (2, 5), (4, 5), (6, 7), (3, 4)]] == [
        True, True, False, True, True, False,
    ]  # fmt: skip


def test_sentences_and_tokens_leave_white_space_out() -> None:
    post = post_of(session_of(book_of("signal: emoji")), "Eén zin.  Nog een.\n\n- Een item\n- Nog een")
    assert [post.prose[a:b] for a, b in post.sentences] == ["Eén zin.", "Nog een.", "Een item", "Nog een"]
    assert all(post.prose[start:].startswith(token.text) for start, token in zip(post.starts, post.tokens, strict=True))
    assert [post.sentence_at(n) for n in (0, 7, 9, 10, len(post.prose))] == [0, 0, 0, 1, 3]
    assert [post.token_range(*r) for r in [(0, 3), (1, 2), (3, 4), (3, 5), (0, 8)]] == [
        (0, 1),
        (0, 1),
        (1, 1),
        (1, 2),
        (0, 3),
    ]


def test_the_last_sentence_is_the_last_one_with_words() -> None:
    session = session_of(book_of("signal: emoji"))
    post = post_of(session, "Een. Twee.\n\n#drie #vier\n\n🎉 www.vijf.nl @zes")
    assert post.last_sentence == 1
    assert post_of(session, "#een\n\n#twee").last_sentence == 0


ranges = st.builds(lambda start, length: Match(start, start + length), st.integers(0, 40), st.integers(0, 9))


def slow_merge(matches: list[Match]) -> list[Match]:
    kept: list[Match] = []
    for match in sorted(dict.fromkeys(matches), key=lambda m: (m.start - m.end, m.start)):
        if not any(match.overlaps(other) for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: (m.start, m.end))


@given(st.lists(ranges))
def test_merging_keeps_the_longest_of_what_overlaps(matches: list[Match]) -> None:
    assert merge(matches) == slow_merge(matches)


@given(st.lists(ranges))
def test_merging_twice_changes_nothing_and_loses_no_ground(matches: list[Match]) -> None:
    kept = merge(matches)
    assert merge(kept) == kept
    assert all(any(match.overlaps(other) or match == other for other in kept) for match in matches)


def test_one_match_of_the_whole_draft_is_enough() -> None:
    whole = Match(0, 9, whole=True)
    assert merge([Match(2, 3), whole, Match(0, 9)]) == [whole]
    assert whole.overlaps(Match(50, 51))


def test_equal_matches_with_other_facts_give_the_first() -> None:
    one, other = Match(1, 2, facts=(("count", "1"),)), Match(1, 2, facts=(("count", "2"),))
    assert (merge([one, other]), merge([other, one])) == ([one], [other])
