"""The rulebook: laws, rules, value signals, lexicons and sources, as data."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from postlint.rulebook.book import Rulebook, SourceInfo
    from postlint.rulebook.folders import RuleFolder
    from postlint.rulebook.load import (
        folder_of,
        former_ids,
        load_laws,
        load_rule,
        load_rulebook,
        load_sources,
        rule_ids,
    )
    from postlint.rulebook.model import Condition, Costs, Example, Law, Lexicon, Rule, ValueSignal, example_of
    from postlint.rulebook.validate import validate

__all__ = [
    "Condition", "Costs", "Example", "Law", "Lexicon", "Rule", "RuleFolder", "Rulebook", "SourceInfo", "ValueSignal",
    "example_of", "folder_of", "former_ids", "load_laws", "load_rule", "load_rulebook", "load_sources", "rule_ids",
    "validate",
]  # fmt: skip
_ELSEWHERE = {
    "Rulebook": "book", "SourceInfo": "book", "RuleFolder": "folders", "validate": "validate", "folder_of": "load",
    "former_ids": "load", "load_laws": "load", "load_rule": "load", "load_rulebook": "load", "load_sources": "load",
    "rule_ids": "load",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Import what is asked for alone: a configuration names rules and reads none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ELSEWHERE.get(name, 'model')}"), name)
