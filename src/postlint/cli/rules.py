"""`postlint rules`: list the rules and print the schema of a rule file; other commands have modules of their own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from postlint.cli.errors import speaking
from postlint.cli.group import Command, Group, lang_option, to_lang
from postlint.cli.output import screen_width, write
from postlint.cli.plain import INDENT, section, table
from postlint.cli.rulebooks import config_option, known_law, rule_folders
from postlint.cli.rules_docs import docs
from postlint.cli.rules_new import new
from postlint.cli.rules_test import test
from postlint.findings import Lang, Severity, Text
from postlint.report.visible import visible
from postlint.report.words import SEVERITIES

if TYPE_CHECKING:
    from postlint.rulebook import Rule, RuleFolder

_F = TypeVar("_F", bound=Callable[..., Any])
_EPILOG = """\b
Voorbeelden:
  postlint rules --law non-promotie
  postlint rules --format json
  postlint rules new non-promotie/wonderzalf
  postlint rules test rules/non-promotie/korting.yaml
  postlint rules docs docs
  postlint rules schema > rule.schema.json
"""
_HEAD = (Text("regel", "rule"), Text("ernst", "severity"), Text("categorie", "category"), Text("wat", "what"))
_FOREIGN = Text("Niet van postlint zelf, maar van:", "Not postlint’s own, but from:")
_NUMBER = Text("regels: {n}", "rules: {n}")


class _Listed(NamedTuple):
    rule: Rule
    origin: str


def _list_options(command: _F) -> _F:
    options = (
        click.option("--law", metavar="WET", help="Alleen de regels van deze wet."),
        click.option(
            "--format",
            "format_",
            type=click.Choice(["terminal", "json"]),
            default="terminal",
            help="Vorm van de lijst.",
        ),
        config_option(),
        lang_option(),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group(
    cls=Group, invoke_without_command=True, epilog=_EPILOG, subcommand_metavar="[list | new | test | docs | schema]"
)
@_list_options
@click.pass_context
def rules(ctx: click.Context, law: str | None, format_: str, config: Path | None, lang: str | None) -> None:
    """Toon alle regels, of maak, test of beschrijf ze."""
    if ctx.invoked_subcommand is None:
        _show(law, format_, config, to_lang(lang))


@rules.command(name="list", cls=Command, short_help="Toon alle regels en hun herkomst.")
@_list_options
def list_(law: str | None, format_: str, config: Path | None, lang: str | None) -> None:
    """Toon alle regels, en waar ze vandaan komen als dat niet postlint zelf is."""
    _show(law, format_, config, to_lang(lang))


@rules.command(name="schema", cls=Command, short_help="Toon het JSON-schema van een regelbestand.")
def schema() -> None:
    """Toon het JSON-schema van een regelbestand, voor je editor."""
    from postlint.cli.rule_schema import rule_schema

    write(json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n", None, machine=True)


for _command in (new, test, docs):
    rules.add_command(_command)


def _show(law: str | None, format_: str, config: Path | None, lang: Lang) -> None:
    with speaking(lang):
        found = _rules(law, rule_folders(config))
        if format_ == "json":
            data = [_as_data(one) for one in found]
            write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", None, machine=True)
        else:
            write("".join(visible(line) + "\n" for line in _table(found, lang)), None)


def _rules(law: str | None, extra: Sequence[RuleFolder]) -> list[_Listed]:
    """Give the rules in the order of the laws; with folders from outside they are checked as one whole first."""
    from postlint.paths import rules_dir
    from postlint.rulebook import folder_of, load_laws, load_rule, load_rulebook, rule_ids

    folder = rules_dir()
    laws = load_laws(folder)
    if law is not None:
        known_law(law, laws)
    if extra:
        load_rulebook(folder, extra)
    order = {name: n for n, name in enumerate(laws)}
    ids = [rule for rule in rule_ids(folder, extra) if law in (None, rule.partition("/")[0])]
    found = []
    for name in sorted(ids, key=lambda rule: (order.get(rule.partition("/")[0], len(order)), rule)):
        rule, one = load_rule(folder, name, extra), folder_of(folder, name, extra)
        if rule is not None and one is not None:
            found.append(_Listed(rule, one.origin))
    return found


def _table(found: Sequence[_Listed], lang: Lang) -> Iterator[str]:
    from postlint.rulebook.folders import OWN

    rows = [
        [rule.id, SEVERITIES[Severity(rule.severity)].to(lang), rule.category, rule.summary.to(lang)]
        for rule, _ in found
    ]
    yield from table([text.to(lang) for text in _HEAD], rows, screen_width())
    foreign = [(rule.id, origin, rule.path) for rule, origin in found if origin != OWN]
    yield from section(_FOREIGN.to(lang), [INDENT + "  ".join(said) for said in foreign])
    yield ""
    yield _NUMBER.to(lang).format(n=len(rows))


def _as_data(one: _Listed) -> dict[str, Any]:
    rule = one.rule
    return {
        "id": rule.id, "law": rule.law, "category": rule.category, "severity": str(rule.severity),
        "direct": rule.direct, "summary": {"nl": rule.summary.nl, "en": rule.summary.en}, "sources": list(rule.sources),
        "aliases": list(rule.aliases), "origin": one.origin, "path": rule.path,
    }  # fmt: skip
