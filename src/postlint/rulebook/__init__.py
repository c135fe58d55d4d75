"""The rulebook: laws, rules, value signals, lexicons and sources, as data."""

from postlint.rulebook.book import Rulebook, SourceInfo
from postlint.rulebook.folders import RuleFolder
from postlint.rulebook.load import folder_of, former_ids, load_laws, load_rule, load_rulebook, load_sources, rule_ids
from postlint.rulebook.model import Condition, Costs, Example, Law, Lexicon, Rule, ValueSignal, example_of
from postlint.rulebook.validate import validate

__all__ = [
    "Condition", "Costs", "Example", "Law", "Lexicon", "Rule", "RuleFolder", "Rulebook", "SourceInfo", "ValueSignal",
    "example_of", "folder_of", "former_ids", "load_laws", "load_rule", "load_rulebook", "load_sources", "rule_ids",
    "validate",
]  # fmt: skip
