"""The fix of a rule is refused, with file and line, where it cannot work or its examples prove nothing."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from minibook import PROOF, book_of, rule_text
from yaml import safe_load

from postlint.cli.rule_schema import rule_schema
from postlint.findings import Problem
from postlint.rulebook.model import fix_of

LEXICONS: dict[str, list[str] | dict[str, str]] = {"vaktaal": {"cariës": "gaatjes"}, "los": ["tandplak"]}
PLAIN = "phrases: {lexicon: vaktaal}"


def refused(check: str, **more: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        book_of({PROOF: rule_text(check, **more)}, LEXICONS)
    return caught.value


@pytest.mark.parametrize(
    ("check", "fix", "safe"),
    [
        ("signal: exclamation-run", "single-mark", True),
        ("signal: exclamation-run", {"replace-with": "single-mark", "safe": False}, False),
        (PLAIN, "plain", False),
        (PLAIN, {"replace-with": "plain", "safe": True}, True),
        ("signal: capitals", {"replace-with": "lower-case", "keep": "los"}, True),
        ("phrases: [boeken]", {"delete": "sentence"}, False),
    ],
)
def test_a_fix_that_can_work(check: str, fix: Any, safe: bool) -> None:
    text = rule_text(check, fix=fix)
    spec = fix_of(book_of({PROOF: text}, LEXICONS).rules[PROOF])
    assert spec is not None
    assert spec.is_safe is safe
    Draft202012Validator(rule_schema()).validate(safe_load(text))


@pytest.mark.parametrize(
    ("check", "fix", "said"),
    [
        ("signal: capitals", {"safe": True}, "either replace-with or delete"),
        (PLAIN, {"replace-with": "plain", "delete": "sentence"}, "either replace-with or delete"),
        ("phrases: [boeken]", {"delete": "sentence", "safe": True}, "never safe"),
        ("phrases: [boeken]", "plain", "«plain» needs"),
        ("phrases: [boeken]", "correct", "«correct» needs"),
        ("signal: capitals", "plain-letters", "«plain-letters» needs"),
        ("signal: url", "without-tracking", "«without-tracking» needs"),
        ("signal: emoji", "dash", "«dash» needs"),
        ("signal: capitals", {"replace-with": "single-mark", "keep": "los"}, "«keep» belongs"),
        ("signal: capitals", {"replace-with": "lower-case", "keep": "weg"}, "unknown lexicon «weg»"),
        ("signal: capitals", "upper-case", "upper-case"),
        ("signal: capitals", {"replace-with": "lower-case", "zeker": True}, "zeker"),
    ],
)
def test_a_fix_that_cannot(check: str, fix: Any, said: str) -> None:
    problem = refused(check, fix=fix)
    assert said in problem.text.en
    assert problem.path == f"rules/{PROOF}.yaml"
    assert problem.line is not None


@pytest.mark.parametrize(
    ("fix", "examples"),
    [
        ({}, {"flag": [{"text": "ja", "fixed": "nee"}], "pass": ["nee"]}),
        ({"fix": "single-mark"}, {"flag": ["ja"], "pass": [{"text": "nee", "fixed": "ja"}]}),
    ],
)
def test_a_fixed_text_where_nothing_is_fixed(fix: dict[str, str], examples: Any) -> None:
    assert "«fixed» belongs" in refused("signal: exclamation-run", **fix, examples=examples).text.en
