"""The JSON Schema of a rule file, for editors that complete and check while one types."""

from __future__ import annotations

from typing import Any

import msgspec

from postlint.rulebook.model import Rule

_FROM_PATH = ("id", "law", "path")
"""What the rulebook fills in from the place of the file; nobody writes it."""
DESCRIPTIONS = {
    "Rule": "One rule file of postlint, rules/<law>/<rule>.yaml; its id is its path.",
    "Rule.summary": "What the rule finds, in a few words.",
    "Rule.category": "What a finding says that the draft does.",
    "Rule.severity": "error: a duty or a hard limit; warning: nearly always right; suggestion: advice.",
    "Rule.check": "The condition under which the rule speaks.",
    "Rule.message": "What is wrong and why; may hold {match}, {channel}, {count}, {limit}, {over}, {first}.",
    "Rule.advice": "What to do instead; the same placeholders.",
    "Rule.sources": "Ids in rules/sources.yaml.",
    "Rule.examples": "Drafts that prove the rule.",
    "Rule.direct": "Promotion only: selling is the point of the post, not a plug beside it.",
    "Rule.applies_to": "For which drafts the rule is meant; what is left out means all.",
    "Rule.country": "Where the law or code behind the rule holds; left out means everywhere.",
    "Rule.fix": "How `check --fix` mends what the rule finds; the name of a replacement, or more about it.",
    "FixSpec": "Exactly one of replace-with and delete.",
    "FixSpec.replace-with": "What takes the place of the match; `plain` and `correct` are unsafe unless `safe: true`.",
    "FixSpec.delete": "What is taken out, with the white space that it leaves; `sentence` is never safe.",
    "FixSpec.safe": "false: applied only with --unsafe-fixes.",
    "FixSpec.keep": "For lower-case: the lexicon of words that keep their capitals.",
    "Rule.aliases": "Ids that the rule had before; explain and configuration still accept them.",
    "Rule.override": "This rule replaces the one with the same id in a folder that is read earlier.",
    "Rule.gives_way": "Silent where another rule of its category says something as severe about the same words.",
    "Rule.note": "For whoever maintains the rule.",
    "Bilingual": "A text in Dutch and English.",
    "LexiconRef": "All entries of one or more lexicons of rules/lexicons/.",
    "Count": "How often a signal may occur; exactly one of more_than and at_least.",
    "Count.more_than": "A number, or a limit of the channel profile such as «hashtags.advised».",
    "Count.at_least": "A number, or a limit of the channel profile.",
    "Count.distinct": "Count equal occurrences once.",
    "Measure": "A number about the text; exactly one of more_than and less_than.",
    "Measure.more_than": "A number, or a limit of the channel profile such as «text.max».",
    "Measure.less_than": "A number, or a limit of the channel profile.",
    "Several": "Some of several conditions.",
    "Several.at_least": "How many must hold (for `absent`: be missing).",
    "Condition": "Exactly one kind of check, with its scope (`in`, `within`, `place`) and exceptions (`unless`).",
    "Condition.phrases": "One of the phrases stands; see the rule language for how to write them.",
    "Condition.pattern": "A spaCy Matcher pattern matches.",
    "Condition.dependency": "A spaCy DependencyMatcher pattern matches.",
    "Condition.signal": "A named signal stands.",
    "Condition.count": "A signal stands more or less often than a limit.",
    "Condition.metric": "A number about the text passes a limit.",
    "Condition.metadata": "The front matter says this, such as {consent: missing}.",
    "Condition.present": "Some of these conditions hold in the draft.",
    "Condition.absent": "None of these conditions holds; spans the whole draft.",
    "Condition.all": "All hold within one `in` (a sentence unless said otherwise).",
    "Condition.any": "One of them holds.",
    "Condition.not": "The condition does not hold within the `in` of the `all` around it.",
    "Condition.reply_to": "The condition holds in the text that this draft replies to.",
    "Condition.move": "A sentence makes this move, or one of these (see training/moves/GUIDELINE.md).",
    "Condition.judged": "The post as a whole is judged to be this.",
    "Condition.at_least": "Probability for `move` and `judged`; by default that which suits the rule's severity.",
    "Condition.point_at": "For `judged`: point at the sentences with these moves instead of at the whole draft.",
    "Condition.in": "How near the parts, or an exception, must stand.",
    "Condition.place": "Keep only what stands here.",
    "Condition.unless": "Exceptions, any of which silences the match.",
    "AppliesTo": "For which drafts a rule is meant; everything left out means all.",
    "AppliesTo.fits": 'A line of the channel profile\'s `fits`, such as {cases: ["no"]}.',
    "AppliesTo.conversation": "Only channels where readers can, or cannot, answer.",
    "Example": "A draft that proves the rule; without a channel it stands on a public business page.",
    "Example.match": "The words that must be found.",
    "Example.fixed": "For flag: the text after the fix of this rule.",
    "Example.front": "Any further front matter.",
    "Examples": "At least one draft that must be flagged and one tempting draft that must pass.",
}


def rule_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a rule file."""
    schema = msgspec.json.schema(Rule)
    definitions: dict[str, Any] = schema["$defs"]
    for name in _FROM_PATH:
        definitions["Rule"]["properties"].pop(name)
    for name, definition in definitions.items():
        _describe(name, definition)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "postlint rule",
        "description": DESCRIPTIONS["Rule"],
    }
    return head | schema


def _describe(name: str, definition: dict[str, Any]) -> None:
    if name in DESCRIPTIONS:
        definition["description"] = DESCRIPTIONS[name]
    for key, field in definition.get("properties", {}).items():
        if said := DESCRIPTIONS.get(f"{name}.{key}"):
            field["description"] = said
