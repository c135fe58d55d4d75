"""Moves and judgements as conditions: which sentences they give, with what probability."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from postlint.checks.moves import JudgementCheck, MoveCheck
from postlint.dutch.moves import Judged

SENTENCES = [(0, 10), (11, 20), (21, 30)]


def post(moves: list[dict[str, float]], **judgements: float) -> Any:
    return SimpleNamespace(sentences=SENTENCES, prose="x" * 30, judged=Judged(tuple(moves), judgements))


def test_a_move_gives_the_sentences_that_make_it():
    found = MoveCheck(("offer", "cta"), 0.7).find(
        post([{"offer": 0.9, "cta": 0.1}, {"offer": 0.1, "cta": 0.75}, {"offer": 0.6, "cta": 0.6}])
    )
    assert [(m.start, m.end, dict(m.facts)["probability"]) for m in found] == [(0, 10, "0.90"), (11, 20, "0.75")]


def test_a_judgement_below_its_threshold_gives_nothing():
    assert JudgementCheck("promo", 0.5, ()).find(post([{}, {}, {}], promo=0.49)) == []


def test_a_judgement_without_moves_to_point_at_is_about_the_whole_draft():
    [match] = JudgementCheck("value-missing", 0.5, ()).find(post([{}, {}, {}], **{"value-missing": 0.8}))
    assert match.whole
    assert dict(match.facts)["probability"] == "0.80"


def test_a_judgement_points_at_the_likely_sentences():
    found = JudgementCheck("promo", 0.5, ("offer",)).find(
        post([{"offer": 0.6}, {"offer": 0.2}, {"offer": 0.9}], promo=0.9)
    )
    assert [(m.start, m.end) for m in found] == [(0, 10), (21, 30)]


def test_a_judgement_points_at_the_strongest_sentence_where_none_is_likely():
    found = JudgementCheck("promo", 0.5, ("offer",)).find(
        post([{"offer": 0.1}, {"offer": 0.3}, {"offer": 0.2}], promo=0.9)
    )
    assert [(m.start, m.end) for m in found] == [(11, 20)]
