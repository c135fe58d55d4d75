"""`postlint check`: judge drafts and report on them."""

from __future__ import annotations

from typing import Any

import click

from postlint.cli.check_run import CheckCall, CheckRun
from postlint.cli.errors import speaking
from postlint.cli.fixing import fix_options
from postlint.cli.formats import format_option
from postlint.cli.group import A_PATH, Command, lang_option, to_lang
from postlint.cli.keeping import jobs_option, no_cache_option
from postlint.cli.reading import channel_option, config_option, drafts_argument, kind_option, stdin_filename_option
from postlint.cli.sources import choose, source_options
from postlint.cli.verdicts import failing_options, no_color_option, output_option, quiet_option

_EPILOG = """\b
Voorbeelden:
  postlint check bericht.md                      één concept
  postlint check concepten/ --channel linkedin   alle concepten in een map
  postlint check - < bericht.txt                 via standaardinvoer
  postlint check --clipboard                     wat je net kopieerde
  postlint check --changed-since main            wat je tak verandert
  postlint check --watch concepten/              telkens als je opslaat
  postlint check --ignore kwaliteit a.md         zonder de regels van één wet
  postlint check --fix concepten/                herstel wat veilig kan
  postlint check --diff bericht.md               toon wat --fix zou veranderen
  postlint check --format json --output r.json concepten/
  postlint check --format github --format sarif:postlint.sarif concepten/

\b
Afsluitcode:
  0  alles beoordeeld, niets ernstigs
  1  iets gevonden vanaf --fail-on, een score onder --min-score, een
     verschil met --diff, of een uitzondering die niet klopt
     met --strict-suppressions
  2  iets kon niet worden beoordeeld, of aanroep of configuratie klopt niet
"""


def _several(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split «a,b» in the values of an option that may stand more than once."""
    return tuple(name for value in values for name in (part.strip() for part in value.split(",")) if name)


@click.command(cls=Command, epilog=_EPILOG)
@drafts_argument(required=False)
@source_options()
@channel_option()
@kind_option()
@format_option()
@output_option()
@lang_option()
@click.option(
    "--select", multiple=True, callback=_several, metavar="NAAM,…", help="Alleen deze regels, wetten of categorieën."
)
@click.option(
    "--ignore", multiple=True, callback=_several, metavar="NAAM,…", help="Zonder deze regels, wetten of categorieën."
)
@failing_options()
@click.option("--all", "show_all", is_flag=True, help="Toon alle tips, niet de eerste vijf per concept.")
@click.option("--explain-score", is_flag=True, help="Toon de som achter elke score.")
@click.option(
    "--baseline",
    type=A_PATH,
    metavar="BESTAND",
    help="Laat weg wat hierin staat (zie postlint baseline).",
)
@click.option("--strict-suppressions", is_flag=True, help="Afsluitcode 1 bij een uitzondering die niet klopt.")
@no_color_option()
@no_cache_option()
@jobs_option()
@fix_options()
@stdin_filename_option()
@config_option()
@quiet_option()
def check(paths: tuple[str, ...], clipboard: bool, watch: bool, **options: Any) -> int:
    """Beoordeel concepten: bestanden, mappen, of - voor standaardinvoer."""
    call = CheckCall(**options)
    lang = to_lang(call.lang)
    with speaking(lang):
        source = choose(paths, changed_since=call.changed_since, clipboard=clipboard, watch=watch)
    if not watch:
        return CheckRun(call, source)(source.only)
    from postlint.cli.watch import watch_drafts

    with speaking(lang):
        return watch_drafts(source, lambda: CheckRun(call, source), written=call.written, quiet=call.quiet, lang=lang)
