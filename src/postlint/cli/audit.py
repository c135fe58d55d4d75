"""`postlint audit`: what a series of posts shows of the ten laws over time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, NOT_JUDGED
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.output import write
from postlint.cli.reading import channel_option, config_of_run, config_option
from postlint.report import RenderOptions

if TYPE_CHECKING:
    pass

_EPILOG = """\b
Voorbeelden:
  postlint audit berichten/
  postlint audit berichten/ reacties.csv --since 2026-01-01
"""


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PAD…")
@click.option("--format", "form", type=click.Choice(["json"]), default="json", help="Vorm van het verslag.")
@click.option("--no-cache", is_flag=True, help="Beoordeel alles opnieuw.")
@channel_option()
@config_option()
@lang_option()
def audit(
    paths: tuple[str, ...], form: str, no_cache: bool, channel: str | None, config: Path | None, lang: str | None
) -> int:
    """Bekijk een reeks berichten over langere tijd: mappen, CSV, JSONL of een zip."""
    from postlint.linter import Linter
    from postlint.report.audit_json import render
    from postlint.series import AuditOptions, Reader, read
    from postlint.series import audit as audit_of

    with speaking(to_lang(lang)):
        settings = config_of_run(config, paths)
    chosen = to_lang(lang, settings.lang)
    with speaking(chosen):
        linter = Linter(settings, lang=chosen, channel=channel, nearest=config is None)
        reader = Reader(linter, linter.profiles, settings.audit, chosen)
        done = audit_of(read(paths, reader), AuditOptions(paths, settings.audit, chosen, today=date.today()))
        write(render(done, RenderOptions(lang=chosen)), None, machine=True)
    return NOT_JUDGED if done.errors else FINE
