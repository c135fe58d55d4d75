"""`postlint rules test`: run the examples of rules, and tell what they leave unproven."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, FOUND
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.output import write
from postlint.cli.rulebooks import config_option, rule_folders
from postlint.findings import Lang, Text
from postlint.report.visible import one_line, visible

if TYPE_CHECKING:
    from postlint.linter.coverage import Coverage, Hole
    from postlint.linter.examples import ExampleFailure, ExampleResults

_EPILOG = """\b
Voorbeelden:
  postlint rules test                      alle regels
  postlint rules test regels/              de regels in een map
  postlint rules test --coverage regels/non-promotie/wonderzalf.yaml

\b
Afsluitcode:
  0  alle voorbeelden doen wat ze zeggen
  1  een voorbeeld niet, of (met --strict) iets heeft geen voorbeeld
  2  een regelbestand of de aanroep klopt niet
"""
_SIDES = {
    "flag": Text("moet een bevinding geven, maar deed dat niet", "should be flagged, but was not"),
    "pass": Text("mag, maar gaf toch een bevinding", "should pass, but was flagged"),
    "broken": Text("dit voorbeeld is niet als concept te lezen", "this example cannot be read as a draft"),
    "fixed": Text("wordt door «fix» iets anders dan «fixed» zegt", "is made something else by “fix” than “fixed” says"),
}
_OTHER_WORDS = Text("gaf een bevinding bij andere woorden", "other words were flagged")
_LACKING = Text("niet gedraaid, want het taalmodel mist {what}", "not run, since the language model lacks {what}")
_RESULT = Text(
    "regels en signalen: {rules} · voorbeelden: {examples} · mislukt: {failed} · regels niet gedraaid: {skipped}",
    "rules and signals: {rules} · examples: {examples} · failed: {failed} · rules not run: {skipped}",
)
_HOLES = {
    "silent": Text(
        "deze regel zegt nergens iets, ook niet bij de voorbeelden van andere regels",
        "this rule never speaks, not even about the examples of other rules",
    ),
    "never-true": Text("geen voorbeeld waarin dit staat: {what}", "no example in which this holds: {what}"),
    "unneeded": Text(
        "geen voorbeeld dat zonder deze uitzondering anders zou uitvallen: {what}",
        "no example that would turn out otherwise without this exception: {what}",
    ),
}
_TITLE = Text("Nog zonder voorbeeld", "Still without an example")
_REMEDY = Text(
    "Schrijf er een voorbeeld bij (een uitzondering hoort onder «pass»), of haal weg wat niet nodig is.",
    "Add an example (for an exception under “pass”), or take out what is not needed.",
)
_COVERED = Text(
    "met een voorbeeld: {held} van {conditions} voorwaarden, {needed} van {exceptions} uitzonderingen",
    "with an example: {held} of {conditions} conditions, {needed} of {exceptions} exceptions",
)


@click.command(name="test", cls=Command, epilog=_EPILOG, short_help="Test regels op hun voorbeelden.")
@click.argument("paths", nargs=-1, metavar="[PAD…]")
@click.option("--coverage", is_flag=True, help="Zeg ook wat er in een regel geen voorbeeld heeft.")
@click.option("--strict", is_flag=True, help="Als --coverage, met afsluitcode 1 als er zo’n voorbeeld mist.")
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", help="Vorm van het verslag."
)
@config_option()
@lang_option()
def test(
    paths: Sequence[str], coverage: bool, strict: bool, format_: str, config: Path | None, lang: str | None
) -> int:
    """Test regels op hun voorbeelden: alle, of die in de bestanden en mappen die je noemt."""
    from postlint.linter.examples import run_examples

    chosen = to_lang(lang)
    with speaking(chosen):
        results = run_examples(paths, extra=rule_folders(config), coverage=coverage or strict)
        if format_ == "json":
            write(json.dumps(as_data(results), ensure_ascii=False, indent=2) + "\n", None, machine=True)
        else:
            write("".join(visible(line) + "\n" for line in result_lines(results, chosen)), None)
    holes = strict and results.coverage is not None and results.coverage.holes
    return FOUND if results.failures or results.lacking or holes else FINE


def result_lines(results: ExampleResults, lang: Lang) -> Iterator[str]:
    """Give a line for each example that failed, each rule that could not run and each hole, and the counts."""
    for failure in results.failures:
        yield _failure(failure, lang)
    for rule, what in sorted(results.lacking.items()):
        yield f"{rule}: {_LACKING.to(lang).format(what=', '.join(sorted(what)))}"
    if results.coverage is not None:
        yield from _holes(results.coverage, lang)
    yield _RESULT.to(lang).format(
        examples=results.examples, rules=results.rules, failed=len(results.failures), skipped=len(results.lacking)
    )
    if results.coverage is not None:
        yield _counts(results.coverage, lang)


def as_data(results: ExampleResults) -> dict[str, Any]:
    """Give the results as data, version 1; `coverage` is there only when it was asked for."""
    data: dict[str, Any] = {
        "version": 1, "rules": results.rules, "examples": results.examples,
        "failures": [
            {"rule": f.rule, "side": f.side, "path": f.path, "line": f.line, "text": f.text, "found": f.found}
            for f in results.failures
        ],
        "not_run": {rule: sorted(what) for rule, what in sorted(results.lacking.items())},
    }  # fmt: skip
    if results.coverage is not None:
        coverage = results.coverage
        data["coverage"] = {
            "conditions": coverage.conditions,
            "exceptions": coverage.exceptions,
            "holes": [
                {"kind": h.kind, "rule": h.rule, "path": h.path, "line": h.line, "what": h.what} for h in coverage.holes
            ],
        }
    return data


def _failure(failure: ExampleFailure, lang: Lang) -> str:
    side = _OTHER_WORDS if failure.side == "flag" and failure.found is not None else _SIDES[failure.side]
    found = "" if failure.found is None else f", «{one_line(failure.found)}»"
    if failure.why is not None:
        found = f" ({one_line(failure.why.to(lang)).rstrip('.')})"
    return f"{failure.path}:{failure.line}: {side.to(lang)}{found}: {one_line(failure.text)}"


def _holes(coverage: Coverage, lang: Lang) -> Iterator[str]:
    if not coverage.holes:
        return
    yield _TITLE.to(lang)
    path = ""
    for hole in coverage.holes:
        if hole.path != path:
            path = hole.path
            yield f"  {path}"
        yield f"    {_hole(hole, lang)}"
    yield _REMEDY.to(lang)
    yield ""


def _hole(hole: Hole, lang: Lang) -> str:
    return f"{hole.line:>4}  {_HOLES[hole.kind].to(lang).format(what=one_line(hole.what))}"


def _counts(coverage: Coverage, lang: Lang) -> str:
    untrue = sum(hole.kind == "never-true" for hole in coverage.holes)
    unneeded = sum(hole.kind == "unneeded" for hole in coverage.holes)
    return _COVERED.to(lang).format(
        held=coverage.conditions - untrue, conditions=coverage.conditions,
        needed=coverage.exceptions - unneeded, exceptions=coverage.exceptions,
    )  # fmt: skip
