"""`postlint rules`: list the rules, run their examples, print the schema of a rule file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, FOUND
from postlint.cli.group import Command, Group, lang_option, to_lang
from postlint.cli.output import screen_width, write
from postlint.cli.plain import table
from postlint.findings import Lang, Problem, Severity, Text
from postlint.report.visible import one_line, visible
from postlint.report.words import SEVERITIES

if TYPE_CHECKING:
    from postlint.linter.examples import ExampleFailure, ExampleResults
    from postlint.rulebook import Rule

_EPILOG = """\b
Voorbeelden:
  postlint rules --law non-promotie
  postlint rules --format json
  postlint rules test rules/non-promotie/korting.yaml
  postlint rules schema > rule.schema.json
"""
_HEAD = (Text("regel", "rule"), Text("ernst", "severity"), Text("categorie", "category"), Text("wat", "what"))
_NUMBER = Text("regels: {n}", "rules: {n}")
_UNKNOWN_LAW = Text("«{name}» is geen wet; kies uit {known}", "“{name}” is no law; choose from {known}")
_SIDES = {
    "flag": Text("moet een bevinding geven, maar deed dat niet", "should be flagged, but was not"),
    "pass": Text("mag, maar gaf toch een bevinding", "should pass, but was flagged"),
}
_OTHER_WORDS = Text("gaf een bevinding bij andere woorden", "other words were flagged")
_LACKING = Text("niet gedraaid, want het taalmodel mist {what}", "not run, since the language model lacks {what}")
_RESULT = Text(
    "regels en signalen: {rules} · voorbeelden: {examples} · mislukt: {failed} · regels niet gedraaid: {skipped}",
    "rules and signals: {rules} · examples: {examples} · failed: {failed} · rules not run: {skipped}",
)


@click.group(cls=Group, invoke_without_command=True, epilog=_EPILOG, subcommand_metavar="[test | schema]")
@click.option("--law", metavar="WET", help="Alleen de regels van deze wet.")
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", help="Vorm van de lijst."
)
@lang_option()
@click.pass_context
def rules(ctx: click.Context, law: str | None, format_: str, lang: str | None) -> None:
    """Toon alle regels, test ze, of toon het schema van een regelbestand."""
    if ctx.invoked_subcommand is not None:
        return
    chosen = to_lang(lang)
    with speaking(chosen):
        found = _rules(law)
        if format_ == "json":
            write(
                json.dumps([_as_data(rule) for rule in found], ensure_ascii=False, indent=2) + "\n", None, machine=True
            )
        else:
            write("".join(visible(line) + "\n" for line in _listed(found, chosen)), None)


@rules.command(name="schema", cls=Command)
def schema() -> None:
    """Toon het JSON-schema van een regelbestand, voor je editor."""
    from postlint.cli.rule_schema import rule_schema

    write(json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n", None, machine=True)


@rules.command(name="test", cls=Command)
@click.argument("paths", nargs=-1, metavar="[PAD…]")
@lang_option()
def test(paths: Sequence[str], lang: str | None) -> int:
    """Test regels op hun voorbeelden: alle, of die in de bestanden en mappen die je noemt."""
    from postlint.linter.examples import run_examples

    chosen = to_lang(lang)
    with speaking(chosen):
        results = run_examples(paths)
        write("".join(visible(line) + "\n" for line in result_lines(results, chosen)), None)
    return FOUND if results.failures or results.lacking else FINE


def result_lines(results: ExampleResults, lang: Lang) -> Iterator[str]:
    """Give a line for each example that failed and each rule that could not run, and the counts."""
    for failure in results.failures:
        yield _failure(failure, lang)
    for rule, what in sorted(results.lacking.items()):
        yield f"{rule}: {_LACKING.to(lang).format(what=', '.join(sorted(what)))}"
    yield _RESULT.to(lang).format(
        examples=results.examples, rules=results.rules, failed=len(results.failures), skipped=len(results.lacking)
    )


def _failure(failure: ExampleFailure, lang: Lang) -> str:
    side = _OTHER_WORDS if failure.side == "flag" and failure.found is not None else _SIDES[failure.side]
    found = "" if failure.found is None else f", «{one_line(failure.found)}»"
    return f"{failure.path}:{failure.line}: {side.to(lang)}{found}: {one_line(failure.text)}"


def _rules(law: str | None) -> list[Rule]:
    from postlint.paths import rules_dir
    from postlint.rulebook import load_laws, load_rule, rule_ids

    folder = rules_dir()
    laws: Mapping[str, Any] = load_laws(folder)
    if law is not None and law not in laws:
        known = ", ".join(laws)
        nl, en = _UNKNOWN_LAW.nl.format(name=law, known=known), _UNKNOWN_LAW.en.format(name=law, known=known)
        raise Problem(Text(nl, en))
    order = {name: n for n, name in enumerate(laws)}
    found = [load_rule(folder, rule) for rule in rule_ids(folder)]
    kept = [rule for rule in found if rule is not None and law in (None, rule.law)]
    return sorted(kept, key=lambda rule: (order.get(rule.law, len(order)), rule.id))


def _listed(found: Sequence[Rule], lang: Lang) -> Iterator[str]:
    rows = [(r.id, SEVERITIES[Severity(r.severity)].to(lang), r.category, r.summary.to(lang)) for r in found]
    yield from table([text.to(lang) for text in _HEAD], rows, screen_width())
    yield ""
    yield _NUMBER.to(lang).format(n=len(rows))


def _as_data(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id, "law": rule.law, "category": rule.category, "severity": str(rule.severity),
        "direct": rule.direct, "summary": {"nl": rule.summary.nl, "en": rule.summary.en}, "sources": list(rule.sources),
    }  # fmt: skip
