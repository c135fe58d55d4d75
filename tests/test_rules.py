"""Every shipped rule and signal proves itself: its examples, and what it owes the author who meets it."""

from __future__ import annotations

import pytest

from postlint.linter.examples import ExampleResults, run_examples
from postlint.paths import rules_dir
from postlint.rulebook import Rulebook, example_of, load_rulebook

BOOK: Rulebook = load_rulebook(rules_dir())
SIGNALS = [f"signals/{name}" for name in BOOK.signals]


@pytest.fixture(scope="session")
def results() -> ExampleResults:
    return run_examples()


@pytest.mark.parametrize("key", [*BOOK.rules, *SIGNALS])
def test_examples(key: str, results: ExampleResults) -> None:
    failed = [
        f"{failure.path}:{failure.line}: {failure.side}: {failure.text!r} gives {failure.found!r}"
        for failure in results.failures
        if failure.rule == key
    ]
    assert not failed, "\n" + "\n".join(failed)


def test_the_shipped_model_has_all_that_the_rules_ask_for(results: ExampleResults) -> None:
    assert results.lacking == {}
    assert results.rules == len(BOOK.rules) + len(BOOK.signals)


@pytest.mark.parametrize("key", BOOK.rules)
def test_a_rule_says_what_and_why_and_proves_it(key: str) -> None:
    rule = BOOK.rules[key]
    for text in (rule.summary, rule.message, rule.advice):
        assert text.nl.strip()
        assert text.en.strip()
        assert text.nl != text.en
    assert rule.sources
    assert len(rule.examples.flag) >= 3
    assert len(rule.examples.pass_) >= 3


@pytest.mark.parametrize("key", [key for key, rule in BOOK.rules.items() if rule.fix is not None])
def test_a_fix_is_proven(key: str) -> None:
    assert [one for one in map(example_of, BOOK.rules[key].examples.flag) if one.fixed is not None]


@pytest.mark.parametrize("key", BOOK.signals)
def test_a_signal_proves_itself(key: str) -> None:
    signal = BOOK.signals[key]
    assert len(signal.examples.flag) >= 2
    assert len(signal.examples.pass_) >= 2


@pytest.mark.parametrize("law", BOOK.laws)
def test_every_law_has_a_rule(law: str) -> None:
    assert [rule for rule in BOOK.rules.values() if rule.law == law]


def test_the_value_signals_of_the_design_are_there() -> None:
    points = {name: signal.points for name, signal in BOOK.signals.items() if signal.points}
    assert points == {
        "tip": 12, "steps": 12, "explanation": 12, "source": 12, "picture": 10, "question-to-reader": 8,
        "experience": 8, "concrete-number": 8, "useful": 20, "sound": 20, "answer": 12, "acknowledgement": 8,
    }  # fmt: skip
