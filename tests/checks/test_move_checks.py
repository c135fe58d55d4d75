"""Moves and judgements as conditions: which sentences they give, with what probability, and what that bears."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from postlint.checks.moves import JudgementCheck, Limits, MoveCheck
from postlint.dutch.moves import Judged
from postlint.findings import Severity

SENTENCES = [(0, 10), (11, 20), (21, 30)]
LIMITS: Limits = {Severity.SUGGESTION: 0.5, Severity.WARNING: 0.7, Severity.ERROR: 0.9}


def post(moves: list[dict[str, float]], *, prose: str = "x" * 30, **judgements: float) -> Any:
    return SimpleNamespace(sentences=SENTENCES, prose=prose, judged=Judged(tuple(moves), judgements), found={})


def test_a_move_gives_the_sentences_that_make_it():
    check = MoveCheck({"offer": 0.7, "cta": 0.7}, {"offer": LIMITS, "cta": LIMITS})
    found = check.find(post([{"offer": 0.9, "cta": 0.1}, {"offer": 0.1, "cta": 0.75}, {"offer": 0.6, "cta": 0.6}]))
    assert [(m.start, m.end, dict(m.facts)["probability"]) for m in found] == [(0, 10, "0.90"), (11, 20, "0.75")]
    assert [m.bears for m in found] == [Severity.ERROR, Severity.WARNING]


def test_every_move_counts_from_its_own_probability():
    check = MoveCheck({"offer": 0.8, "cta": 0.3}, {"offer": LIMITS, "cta": LIMITS})
    found = check.find(post([{"offer": 0.7, "cta": 0.1}, {"offer": 0.7, "cta": 0.4}, {"offer": 0.1, "cta": 0.1}]))
    assert [(m.start, dict(m.facts)["probability"]) for m in found] == [(11, "0.40")]


def test_a_judgement_below_its_threshold_gives_nothing():
    assert JudgementCheck("promo", 0.5, LIMITS, {}).find(post([{}, {}, {}], promo=0.49)) == []


@pytest.mark.parametrize(
    ("probability", "bears"),
    [(0.4, Severity.SUGGESTION), (0.6, Severity.SUGGESTION), (0.7, Severity.WARNING), (0.95, Severity.ERROR)],
)
def test_a_judgement_bears_what_its_probability_bears(probability: float, bears: Severity):
    [match] = JudgementCheck("promo", 0.3, LIMITS, {}).find(post([{}, {}, {}], promo=probability))
    assert match.bears is bears


def test_a_judgement_without_moves_to_point_at_is_about_the_whole_draft():
    [match] = JudgementCheck("value-missing", 0.5, LIMITS, {}).find(post([{}, {}, {}], **{"value-missing": 0.8}))
    assert match.whole
    assert dict(match.facts)["probability"] == "0.80"


def test_no_judgement_is_certain():
    [match] = JudgementCheck("promo", 0.3, LIMITS, {}).find(post([{}, {}, {}], promo=0.9999))
    assert dict(match.facts)["probability"] == "0.99"


def test_a_judgement_points_at_the_likely_sentences():
    check = JudgementCheck("promo", 0.5, LIMITS, {"offer": LIMITS})
    found = check.find(post([{"offer": 0.6}, {"offer": 0.2}, {"offer": 0.9}], promo=0.9))
    assert [(m.start, m.end) for m in found] == [(0, 10), (21, 30)]


def test_likely_sentences_beside_each_other_are_one_match():
    check = JudgementCheck("promo", 0.5, LIMITS, {"offer": LIMITS})
    found = check.find(post([{"offer": 0.2}, {"offer": 0.6}, {"offer": 0.9}], promo=0.9))
    assert [(m.start, m.end) for m in found] == [(11, 30)]


def test_a_judgement_points_at_the_strongest_sentence_where_none_is_likely():
    check = JudgementCheck("promo", 0.5, LIMITS, {"offer": LIMITS})
    found = check.find(post([{"offer": 0.1}, {"offer": 0.3}, {"offer": 0.2}], promo=0.9))
    assert [(m.start, m.end) for m in found] == [(11, 20)]


@pytest.mark.parametrize(("offer", "bears"), [(0.6, Severity.WARNING), (0.7, Severity.ERROR)])
def test_an_error_needs_a_sentence_to_hold_it_against(offer: float, bears: Severity):
    check = JudgementCheck("promo", 0.5, LIMITS, {"offer": LIMITS})
    found = check.find(post([{"offer": offer}, {"offer": 0.1}, {"offer": 0.2}], promo=0.95))
    assert [match.bears for match in found] == [bears]


def test_a_judgement_points_at_no_sign_off_unless_it_bears_a_warning():
    check = JudgementCheck("patient", 0.5, LIMITS, {"patient-case": LIMITS})
    signed = "Met groet,\nAnja Kort\northopeed"
    faint = [{"patient-case": 0.6}] * 3
    assert check.find(post(faint, prose=signed, patient=0.9)) == []
    clear = [{"patient-case": 0.8}, *faint[1:]]
    assert [(m.start, m.end) for m in check.find(post(clear, prose=signed, patient=0.9))] == [(0, 10)]
