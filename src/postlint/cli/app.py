"""The root of the command line: `postlint` and its commands."""

from __future__ import annotations

import click

from postlint.cli.group import Lazy, LazyGroup

_COMMANDS = {
    "check": Lazy("postlint.cli.check:check", "Beoordeel concepten."),
    "explain": Lazy("postlint.cli.explain:explain", "Leg een regel, wet of kanaal uit."),
    "audit": Lazy("postlint.cli.audit:audit", "Bekijk een reeks berichten over langere tijd."),
    "plan": Lazy("postlint.cli.plan:plan", "Zeg wat je komende weken nodig hebt."),
    "rules": Lazy("postlint.cli.rules:rules", "Toon alle regels, test ze of toon hun schema."),
    "moves": Lazy("postlint.cli.moves:moves", "Toon wat elke zin volgens het model doet."),
    "baseline": Lazy("postlint.cli.baseline:baseline", "Leg vast wat er nu gevonden wordt."),
    "dismiss": Lazy("postlint.cli.dismiss:dismiss", "Zet één bevinding uit, met een reden."),
    "config": Lazy("postlint.cli.config:config", "Toon wat er is ingesteld, en waar dat staat."),
    "cache": Lazy("postlint.cli.cache:cache", "Toon of wis wat eerdere beoordelingen bewaarden."),
    "init": Lazy("postlint.cli.init:init", "Maak configuratie voor een map met concepten."),
    "channels": Lazy("postlint.cli.channels:channels", "Toon wat er op elk kanaal past."),
}
_EPILOG = """\b
Voorbeelden:
  postlint check bericht.md
  postlint check concepten/ --channel linkedin
  cat bericht.txt | postlint check -
  postlint explain korting
"""


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        from postlint import __version__

        click.echo(f"postlint {__version__}")
        ctx.exit()


@click.group(
    "postlint", cls=LazyGroup, lazy=_COMMANDS, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_version, help="Toon het versienummer."
)
def cli() -> None:
    """Leest je concept voor sociale media en zegt wat beter kan.

    postlint toetst Nederlandse berichten van zorgprofessionals aan de tien wetten van sociale media in de zorg: laat
    zien wat je weet, verkoop niets. Bij elke bevinding staat waar, waarom en wat je in plaats daarvan kunt doen.
    """
