"""What several judgements bear together."""

from __future__ import annotations

import pytest
from minibook import PROOF, book_of, post_of, session_of

from postlint.checks.compose import All, Bearing, Scoped
from postlint.checks.post import Match, Post
from postlint.findings import Problem, Severity


class Weak:
    """Finds the first sentence, and bears a suggestion."""

    def find(self, post: Post) -> list[Match]:
        start, end = post.sentences[0]
        return [Match(start, end, facts=(("probability", "0.6"),), bears=Severity.SUGGESTION)]


def test_parts_that_bear_a_suggestion_each_may_bear_an_error_together() -> None:
    post = post_of(session_of(book_of("signal: emoji")), "Kom nu. Ga mee.")
    both = All((Scoped(Weak(), "sentence"), Scoped(Weak(), "post")))
    assert [m.bears for m in both.find(post)] == [Severity.SUGGESTION]
    assert [m.bears for m in Bearing(both, Severity.ERROR).find(post)] == [Severity.ERROR]


def test_a_rule_may_say_what_its_parts_bear() -> None:
    check = "{all: [{phrases: [kom]}, {phrases: [nu], in: post}], bears: warning}"
    session = session_of(book_of(check))
    compiled = session.engine.check_of(PROOF)
    assert compiled is not None
    assert [m.bears for m in compiled.find(post_of(session, "Kom nu. Ga mee."))] == [Severity.WARNING]


def test_only_parts_together_bear() -> None:
    with pytest.raises(Problem, match="bears"):
        book_of("{phrases: [kom], bears: error}")
