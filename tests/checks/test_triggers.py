"""A rule that nothing in a post wakes would have found nothing there."""

from __future__ import annotations

import pytest
from minibook import book_of, dutch, post_of, session_of

from postlint.checks.post import merge
from postlint.checks.triggers import Triggers, triggers_of

CHECKS = {
    "phrase": "phrases: [intake]",
    "pattern": "pattern: [[{LOWER: boek}, {POS: ADV}]]",
    "place": "{phrases: [kom], place: first-sentence}",
    "exception": "{phrases: [kom], unless: [{phrases: [intake], in: sentence}]}",
    "both": "all: [{phrases: [kom]}, {phrases: [intake], in: post}]",
    "one-without": "all: [{phrases: [kom]}, {not: {phrases: [intake]}, in: post}]",
    "only-without": "all: [{not: {phrases: [intake]}, in: post}]",
    "either": "any: [{phrases: [kom]}, {signal: emoji}]",
    "either-word": "any: [{phrases: [kom]}, {phrases: [intake]}]",
    "not": "not: {phrases: [kom]}",
    "present": "present: {of: [{phrases: [kom]}, {phrases: [intake]}], at_least: 2}",
    "absent": "absent: {of: [{phrases: [kom]}]}",
    "shared": "signal: drukte",
    "built-in": "signal: hashtag",
    "counted": "count: {of: drukte, more_than: 1}",
    "counted-built-in": "count: {of: hashtag, more_than: 1}",
    "length": "metric: {name: words, more_than: 3}",
    "reply": "reply_to: {phrases: [kom]}",
}
ASLEEP_IN_SILENCE = {
    "phrase", "pattern", "place", "exception", "both", "one-without", "either-word", "present", "shared", "counted"
}  # fmt: skip
POSTS = [
    "🎉", "Ga mee.", "Kom mee. Kom nu!", "Kom voor een intake.", "De intake is klaar. Kom daarna 🎉.",
    "Boek nu #tip #nu.", "Vol is vol, op is op en nog veel meer woorden.",
]  # fmt: skip


@pytest.mark.parametrize("text", POSTS)
def test_judging_what_woke_finds_what_judging_everything_finds(text: str) -> None:
    rules = {f"non-promotie/{name}": check for name, check in CHECKS.items()}
    session = session_of(book_of(rules, signals={"drukte": "phrases: ['vol is vol', 'op is op']"}), dutch())
    post = post_of(session, text, in_reply_to="Kom je ook?", kind="reply")
    every = {name: session.engine.check_of(name) for name in rules}
    expected = {(name, match) for name, check in every.items() if check for match in merge(check.find(post))}
    assert all(every.values())
    assert {(rule.id, match) for rule, match in session.engine.findings(post)} == expected


def test_rules_that_need_a_word_sleep_without_it() -> None:
    rules = {f"non-promotie/{name}": check for name, check in CHECKS.items()}
    session = session_of(book_of(rules, signals={"drukte": "phrases: ['vol is vol']"}), dutch())
    checks = [session.engine.check_of(name) for name in rules]
    assert all(checks)
    awake = Triggers(check for check in checks if check).awake([])
    assert set(CHECKS) - {list(CHECKS)[number] for number in awake} == ASLEEP_IN_SILENCE


def test_every_word_that_may_wake_a_rule_is_named() -> None:
    session = session_of(book_of(CHECKS["either-word"]), dutch())
    check = session.engine.check_of("non-promotie/proef")
    assert check is not None
    assert len(triggers_of(check) or ()) == 2
