"""`postlint moves`: show drafts as the model of moves sees them, for people who write rules."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, NOT_JUDGED
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.keeping import jobs_of_run, jobs_option
from postlint.cli.output import screen_width, write
from postlint.cli.reading import (
    channel_option,
    config_option,
    drafts_argument,
    gather,
    kind_option,
    read_drafts,
    stdin_filename_option,
    tell,
)

if TYPE_CHECKING:
    from postlint.findings import DraftError, Notice
    from postlint.linter import DraftMoves
    from postlint.linter.pool import Jobs

_EPILOG = """\b
Voorbeelden:
  postlint moves bericht.md                  zin voor zin, en het hele bericht
  postlint moves --all bericht.md            ook wat niet waarschijnlijk is
  postlint moves - --channel linkedin        via standaardinvoer
  postlint moves --format json concepten/    alles, voor programma’s

\b
Afsluitcode:
  0  alles getoond
  2  iets is niet te lezen, het model ontbreekt, of de aanroep klopt niet
"""


@click.command(cls=Command, epilog=_EPILOG)
@drafts_argument()
@channel_option()
@kind_option()
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "json", "concise"]),
    default="terminal",
    help="Vorm van de uitvoer.",
)
@lang_option()
@click.option(
    "--all", "show_all", is_flag=True, help="Toon alles vanaf een kans van 0,05, niet alleen wat een tip haalt."
)
@jobs_option()
@stdin_filename_option()
@config_option()
def moves(
    paths: tuple[str, ...], channel: str | None, kind: str | None, format_: str, lang: str | None, show_all: bool,
    stdin_filename: str | None, config: Path | None, jobs: Jobs | None,
) -> int:  # fmt: skip
    """Toon wat elke zin doet (aanbieden, uitleggen, bedanken …) en wat het bericht als geheel is.

    Zo ziet een regel met «move» of «judged» je concept, met de kans van elk. Er wordt niets beoordeeld.
    """
    from postlint.cli import move_formats
    from postlint.config import load_config
    from postlint.linter import Linter

    with speaking(to_lang(lang)):
        settings = load_config(config, Path.cwd())
    chosen = to_lang(lang, settings.lang)
    with speaking(chosen):
        linter = Linter(
            settings, lang=chosen, channel=channel, kind=kind, nearest=config is None, jobs=jobs_of_run(jobs, settings)
        )
        outcomes: Iterable[DraftMoves | DraftError | Notice] = read_drafts(
            paths, linter.moves_of_paths, linter.moves_of_stdin, settings,
            filename=stdin_filename, quiet=False, lang=chosen,
        )  # fmt: skip
        drafts, errors, notices = gather(outcomes)
        tell(notices, paths, chosen, nothing=not drafts and not errors)
        options = move_formats.Options(chosen, screen_width(), show_all)
        write(move_formats.FORMATS[format_](drafts, errors, options), None, machine=format_ == "json")
    return NOT_JUDGED if errors else FINE
