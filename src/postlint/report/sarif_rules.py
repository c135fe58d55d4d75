"""What a rule is about, as SARIF wants it: short, long, and help in text and Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from postlint.findings import Lang, Severity, Text
from postlint.report.markdown import plain
from postlint.report.options import RenderOptions, RuleLabel, SourceLabel
from postlint.report.visible import one_line

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.SUGGESTION: "note"}
_MAX_EXAMPLES = 3
_INSTEAD = Text("Wat je beter kunt doen", "What to do instead")
_FLAGGED = Text("Hier zegt de regel iets van", "The rule speaks up here")
_ALLOWED = Text("Dit mag", "This is fine")
_SOURCES = Text("Bronnen", "Sources")
_MORE = Text("Meer weten", "Learn more")
_LAW = Text("wet {n}", "law {n}")


def descriptors(options: RenderOptions) -> list[dict[str, Any]]:
    """Give a `reportingDescriptor` for each rule that the drafts were judged by."""
    return [_descriptor(name, rule, options) for name, rule in options.rules.items()]


def _descriptor(name: str, rule: RuleLabel, options: RenderOptions) -> dict[str, Any]:
    lang = options.lang
    summary, advice = one_line(rule.summary.to(lang)), one_line(rule.advice.to(lang))
    descriptor: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": f"{_closed(summary)} {advice}".strip()},
        "help": {"text": "\n\n".join(_text(name, rule, lang)), "markdown": "\n\n".join(_markdown(name, rule, options))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {"tags": [rule.law, rule.category], "law": rule.law, "category": rule.category},
    }
    address = next((source.url for source in rule.sources if source.url), None)
    return descriptor if address is None else descriptor | {"helpUri": address}


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."


def _text(name: str, rule: RuleLabel, lang: Lang) -> Iterator[str]:
    yield _closed(one_line(rule.summary.to(lang)))
    yield f"{_INSTEAD.to(lang)}: {one_line(rule.advice.to(lang))}"
    yield f"{_MORE.to(lang)}: postlint explain {name}"


def _markdown(name: str, rule: RuleLabel, options: RenderOptions) -> Iterator[str]:
    """Give the paragraphs of the help."""
    lang = options.lang
    yield f"**{plain(rule.summary.to(lang))}** ({_law(rule, options)})"
    yield f"{_INSTEAD.to(lang)}: {plain(rule.advice.to(lang))}"
    for title, examples in ((_FLAGGED, rule.flagged), (_ALLOWED, rule.allowed)):
        if examples:
            yield "\n".join([f"{title.to(lang)}:", "", *(f"- {plain(text)}" for text in examples[:_MAX_EXAMPLES])])
    if rule.sources:
        yield "\n".join([f"{_SOURCES.to(lang)}:", "", *(f"- {_source(source)}" for source in rule.sources)])
    yield f"{_MORE.to(lang)}: `postlint explain {name}`"


def _law(rule: RuleLabel, options: RenderOptions) -> str:
    label = options.laws.get(rule.law)
    if label is None:
        return plain(rule.law)
    title = plain(label.title.to(options.lang))
    return title if label.number is None else f"{_LAW.to(options.lang).format(n=label.number)}, {title}"


def _source(source: SourceLabel) -> str:
    title = plain(source.title)
    return title if source.url is None else f"[{title}](<{source.url}>)"
