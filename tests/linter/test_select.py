"""Which rules are on, and who reads a draft."""

from __future__ import annotations

import pytest
from minibook import book_of, draft_of, profiles, rule_text

from postlint.findings import Problem
from postlint.linter.places import places_of
from postlint.linter.select import chosen_rules

BOOK = book_of(
    {
        "privacy/foto": rule_text("signal: emoji", category="patient-privacy"),
        "claims/garantie": rule_text("signal: emoji", category="health-claim"),
        "claims/angst": rule_text("signal: emoji", category="urgency"),
    }
)


@pytest.mark.parametrize(
    ("select", "ignore", "on"),
    [
        ([], [], ["privacy/foto", "claims/garantie", "claims/angst"]),
        (["claims"], [], ["claims/garantie", "claims/angst"]),
        (["claims/angst", "patient-privacy"], [], ["privacy/foto", "claims/angst"]),
        ([], ["claims"], ["privacy/foto"]),
        (["claims"], ["urgency"], ["claims/garantie"]),
        (["geduld", "jargon"], [], []),
        (["foto"], [], ["privacy/foto"]),
        ([], ["foto", "angst"], ["claims/garantie"]),
        (["claims"], ["claims/garantie", "claims/angst"], []),
    ],
)
def test_selects_by_rule_law_or_category(select: list[str], ignore: list[str], on: list[str]) -> None:
    assert chosen_rules(BOOK, select, ignore) == on


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("claim", "do you mean “claims”?"),
        ("claims/garanti", "do you mean “claims/garantie”?"),
        ("urgenci", "do you mean “urgency”?"),
        ("fotoo", "do you mean “privacy/foto”?"),
        ("qqqq", "is no rule, law or category. See"),
    ],
)
def test_tells_the_nearest_name(name: str, says: str) -> None:
    for select, ignore in (([name], []), ([], [name])):
        with pytest.raises(Problem) as caught:
            chosen_rules(BOOK, select, ignore)
        assert says in str(caught.value)


def test_a_short_name_that_two_rules_or_a_law_bear_names_no_rule() -> None:
    names = ("claims/foto", "geduld/foto", "delen/claims")
    book = book_of({name: rule_text("signal: emoji", category="urgency") for name in names})
    with pytest.raises(Problem):
        chosen_rules(book, ["foto"], [])
    assert chosen_rules(book, ["claims"], []) == ["claims/foto"]


@pytest.mark.parametrize(
    ("audience", "channel", "readers"),
    [
        (None, "linkedin", "patients"),
        (None, "linkedin-group-closed", "colleagues"),
        ("Collega's", "linkedin", "colleagues"),
        ("vakgenoten", "x", "colleagues"),
        ("verwijzers", "linkedin", "referrers"),
        ("huisartsen", "linkedin", "referrers"),
        ("ouders", "linkedin-group-closed", "patients"),
    ],
)
def test_knows_who_reads(audience: str | None, channel: str, readers: str) -> None:
    draft = draft_of("Kom mee.", {"audience": audience} if audience else {})
    [place] = places_of(draft, profiles(), channel=channel, kind=None, lang="en")
    assert place.readers == readers
