"""Hostile drafts: the work of checks grows with the length of a draft and not with its square."""

from __future__ import annotations

import time

import pytest
from minibook import book_of, post_of, session_of, words_only

from postlint.checks.post import merge
from postlint.checks.signals import find
from postlint.rulebook.book import BUILT_IN_SIGNALS

SIZE = 15_000
RULES = {
    "privacy/a": "{phrases: [korting, boek ... plek, '*tje|geen', '! ... ?'], unless: [negated, quoted, question]}",
    "privacy/b": "{all: [{phrases: [geen]}, {phrases: [korting]}, {not: {phrases: [plek], in: near}}], in: neighbours}",
    "privacy/c": "{all: [{phrases: [boek]}, {phrases: [boek nu], in: match}, {phrases: [nu], in: near}]}",
    "privacy/d": "pattern: [[{IS_UPPER: true, OP: '+'}, {IS_UPPER: true}]]",
    "privacy/e": "{phrases: [^boek, plek$, '#a$'], place: last-sentence}",
    "privacy/f": "{any: [{phrases: [boek, boek nu]}, {signal: [number, link, exclamation, capitals]}]}",
    "privacy/g": "{count: {of: [number, hashtag, url, phone, bsn, time, date, initials], more_than: 3}}",
}
TEXTS = [
    "geen korting ", "korting, geen ", "boek nu ", "boek plek\n\n", "?", "!?", "! ", "#a ", "a", "111.", "1 ", "AAAA ",
    "www.a.nl ", "🎉", "«een hele lange zin» ", "- boek\n", "(", "a.", "1.", "€ 25 ", "J. ", "@a ", "06", "tje",
]  # fmt: skip


@pytest.mark.parametrize("text", TEXTS)
def test_a_long_draft_takes_no_more_than_its_length(text: str) -> None:
    engine = session_of(book_of(RULES), words_only())
    post = post_of(engine, (text * SIZE)[:SIZE])
    assert len(post.tokens) == len(post.sentence_of_token)
    before = time.process_time()
    hits = list(engine.engine.findings(post))
    found = merge(match for name in BUILT_IN_SIGNALS for match in find(post, name))
    assert time.process_time() - before < 6
    assert all(0 <= match.start <= match.end <= len(post.prose) for match in [*found, *(m for _, m in hits)])
