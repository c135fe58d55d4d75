"""The rulebook: laws, rules, value signals, lexicons and sources, as data."""

from postlint.rulebook.book import Rulebook, SourceInfo
from postlint.rulebook.load import load_laws, load_rule, load_rulebook, rule_ids
from postlint.rulebook.model import Condition, Example, Law, Lexicon, Rule, ValueSignal, example_of
from postlint.rulebook.validate import validate

__all__ = [
    "Condition", "Example", "Law", "Lexicon", "Rule", "Rulebook", "SourceInfo", "ValueSignal", "example_of",
    "load_laws", "load_rule", "load_rulebook", "rule_ids", "validate",
]  # fmt: skip
