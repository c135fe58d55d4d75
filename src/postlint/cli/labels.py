"""How laws and rules are called in reports, taken from the rulebook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from postlint.findings import Severity, Text
from postlint.report.options import LawLabel, RuleLabel, SourceLabel

if TYPE_CHECKING:
    from postlint.cache import Cache
    from postlint.rulebook import Example, Rule, Rulebook
    from postlint.rulebook.model import Bilingual


def law_labels(cache: Cache | None = None) -> dict[str, LawLabel]:
    """Give the label of every law by its id, in the order of the screen."""
    kept = None if cache is None else cache.get(b"laws")
    if kept is not None:
        return {name: LawLabel(Text(*title), *rest) for name, title, *rest in json.loads(kept)}
    labels = _law_labels()
    if cache is not None:
        rows = [(name, one.title, one.weight, one.number, one.start) for name, one in labels.items()]
        cache.put(b"laws", b"", json.dumps(rows).encode())
    return labels


def _law_labels() -> dict[str, LawLabel]:
    from postlint.paths import rules_dir
    from postlint.rulebook import load_laws
    from postlint.score import BUILT_UP, BUILT_UP_FROM, FULL

    return {
        name: LawLabel(_text(law.title), law.weight, law.number, BUILT_UP_FROM if name == BUILT_UP else FULL)
        for name, law in load_laws(rules_dir()).items()
    }


def rule_labels(book: Rulebook) -> dict[str, RuleLabel]:
    """Give the label of every rule in a rulebook by its id."""
    return {name: _rule(rule, book) for name, rule in sorted(book.rules.items())}


def _rule(rule: Rule, book: Rulebook) -> RuleLabel:
    from postlint.cli.explain import readable

    return RuleLabel(
        law=rule.law,
        category=rule.category,
        severity=Severity(rule.severity),
        summary=_text(rule.summary),
        advice=Text(readable(rule.advice.nl, "nl"), readable(rule.advice.en, "en")),
        flagged=tuple(_example(example) for example in rule.examples.flag),
        allowed=tuple(_example(example) for example in rule.examples.pass_),
        sources=tuple(_source(name, book) for name in rule.sources),
    )


def _text(text: Bilingual) -> Text:
    return Text(text.nl, text.en)


def _example(example: str | Example) -> str:
    return example if isinstance(example, str) else example.text


def _source(name: str, book: Rulebook) -> SourceLabel:
    source = book.sources.get(name)
    return SourceLabel(name) if source is None else SourceLabel(source.title, source.url)
