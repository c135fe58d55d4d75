"""`postlint plan`: what the coming weeks need to get back in balance."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.audit import Day, prepared, series_options
from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, NOT_JUDGED
from postlint.cli.group import Command, to_lang
from postlint.cli.keeping import cache_of_run, jobs_of_run
from postlint.cli.output import screen_width, wants_color, write
from postlint.cli.overwriting import refuse_drafts
from postlint.cli.reading import config_of_run, tell
from postlint.cli.verdicts import output_option
from postlint.report.options import RenderOptions

if TYPE_CHECKING:
    from postlint.linter.pool import Jobs

_EPILOG = """\b
Voorbeelden:
  postlint plan concepten/                          vanaf vandaag
  postlint plan concepten/ export.zip               vanaf het laatste bericht in de export
  postlint plan concepten/ --today 2026-03-01 --weeks 6
"""


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PAD…")
@click.option(
    "--today",
    type=Day(),
    metavar="DAG",
    help="Wat later is, moet nog komen (standaard: vandaag, of de laatste export).",
)
@click.option("--weeks", type=click.IntRange(1, 26), default=4, metavar="GETAL", help="Hoeveel weken vooruit (4).")
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", help="terminal of json.")
@output_option()
@series_options()
def plan(
    paths: tuple[str, ...], today: date | None, weeks: int, form: str, output: Path | None, no_cache: bool,
    jobs: Jobs | None, no_color: bool, quiet: bool, channel: str | None, config: Path | None, lang: str | None,
) -> int:  # fmt: skip
    """Zeg wat er komende weken nodig is, gezien wat er al staat en wat er gepland is.

    Gepland is elk concept met een datum na vandaag, of na het laatste bericht van een tabel of export.
    """
    from postlint.report.audit_json import plan_data
    from postlint.report.plan_terminal import render
    from postlint.series import read, take
    from postlint.series.plan import plan as plan_of

    with speaking(to_lang(lang)):
        settings = config_of_run(config, paths)
    chosen = to_lang(lang, settings.lang)
    with speaking(chosen):
        refuse_drafts([output] if output else [], paths, settings)
        reader, options = prepared(
            paths, settings, chosen, channel, nearest=config is None, cache=cache_of_run(no_cache),
            jobs=jobs_of_run(jobs, settings),
        )  # fmt: skip
        taken = take(read(paths, reader), options)
        published = any(entry.published and entry.is_own for entry in taken.ledger.entries)
        done = plan_of(taken, replace(options, today=today or (None if published else date.today())), weeks)
        if not quiet:
            tell(done.notices, paths, chosen, nothing=not taken.ledger.entries and not done.errors)
        shown = RenderOptions(
            lang=chosen, width=screen_width() if output is None else 80, color=output is None and wants_color(no_color)
        )
        text = render(done, shown) if form == "terminal" else json.dumps(
            plan_data(done, chosen), ensure_ascii=False, indent=2
        ) + "\n"  # fmt: skip
        write(text, output, machine=form == "json")
    return NOT_JUDGED if done.errors else FINE
