"""What is wrong with the fix of a rule, and with the examples that are to prove it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postlint.rulebook.model import NEVER_SURE, Examples, FixSpec, Rule, example_of, fix_of

Mistake = tuple[tuple[str | int, ...], str, str]
"""Where in the file, and what is wrong in Dutch and English."""
_NEEDS = {"plain-letters": "decorated", "without-tracking": "tracked-link", "correct": "misspelling"}
"""Fixes that know how to mend what one signal finds."""


def mistakes(rule: Rule, lexicons: Iterable[str], *, brings_plain: bool) -> Iterator[Mistake]:
    """Give what is wrong with a rule's fix and its examples.

    Args:
        rule: the rule.
        lexicons: the names of all lexicons.
        brings_plain: whether every match of the rule has everyday words in a lexicon.

    """
    spec = fix_of(rule)
    if spec is not None:
        yield from _spec(rule, spec, frozenset(lexicons), brings_plain=brings_plain)
    yield from misplaced(rule.examples, has_fix=spec is not None)


def misplaced(examples: Examples, *, has_fix: bool) -> Iterator[Mistake]:
    """Give every `fixed:` where there is nothing to fix."""
    for side, items in (("flag", examples.flag), ("pass", examples.pass_)):
        for n, item in enumerate(items):
            if example_of(item).fixed is not None and not (has_fix and side == "flag"):
                nl = "«fixed» hoort bij een voorbeeld onder «flag» van een regel met «fix»"
                en = "«fixed» belongs to an example under «flag» of a rule with a «fix»"
                yield ("examples", side, n, "fixed"), nl, en


def _spec(rule: Rule, spec: FixSpec, lexicons: frozenset[str], *, brings_plain: bool) -> Iterator[Mistake]:
    if (spec.replace_with is None) is (spec.delete is None):
        nl, en = "«fix» heeft óf replace-with óf delete", "«fix» has either replace-with or delete"
        yield ("fix",), nl, en
        return
    if spec.delete in NEVER_SURE and spec.safe:
        nl = "een zin weghalen is nooit zeker; laat «safe» weg"
        yield ("fix", "safe"), nl, "deleting a sentence is never safe; leave out «safe»"
    if spec.replace_with == "plain" and not brings_plain:
        nl = "«plain» vraagt om «check: {phrases: {lexicon: …}}», met «plain» voor alles in dat lexicon"
        en = "«plain» needs «check: {phrases: {lexicon: …}}», with «plain» for everything in that lexicon"
        yield ("fix",), nl, en
    signal = _NEEDS.get(spec.replace_with or "")
    if signal is not None and rule.check.signal != signal:
        nl = f"«{spec.replace_with}» vraagt om «check: {{signal: {signal}}}»"
        yield ("fix",), nl, f"«{spec.replace_with}» needs «check: {{signal: {signal}}}»"
    if spec.replace_with == "dash" and rule.check.count is None:
        yield ("fix",), "«dash» vraagt om «check: {count: …}»", "«dash» needs «check: {count: …}»"
    if spec.keep is not None:
        yield from _keep(spec, spec.keep, lexicons)


def _keep(spec: FixSpec, name: str, lexicons: frozenset[str]) -> Iterator[Mistake]:
    if spec.replace_with != "lower-case":
        nl = "«keep» hoort bij «replace-with: lower-case»"
        yield ("fix", "keep"), nl, "«keep» belongs to «replace-with: lower-case»"
    elif name not in lexicons:
        yield ("fix", "keep"), f"onbekend lexicon «{name}»", f"unknown lexicon «{name}»"
