"""`postlint check`: judge drafts and report on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, FOUND, NOT_JUDGED, exit_status
from postlint.cli.formats import Target, deliver, format_option, plan, repository_root, tells_rules
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.keeping import cache_of_run, jobs_of_run, jobs_option, no_cache_option, trouble
from postlint.cli.output import screen_width, wants_color
from postlint.cli.reading import (
    channel_option,
    config_of_run,
    config_option,
    drafts_argument,
    gather,
    kind_option,
    read_drafts,
    stdin_filename_option,
    tell,
)
from postlint.findings import DraftError, DraftReport, Lang, Notice, Report, Severity, Text
from postlint.report import RenderOptions

if TYPE_CHECKING:
    from postlint.baseline import Baseline
    from postlint.config import Config
    from postlint.linter.pool import Jobs
    from postlint.rulebook import Rulebook

Outcome = DraftReport | DraftError | Notice
_EPILOG = """\b
Voorbeelden:
  postlint check bericht.md                      één concept
  postlint check concepten/ --channel linkedin   alle concepten in een map
  postlint check - < bericht.txt                 via standaardinvoer
  postlint check --ignore kwaliteit a.md         zonder de regels van één wet
  postlint check --format json --output r.json concepten/
  postlint check --format github --format sarif:postlint.sarif concepten/

\b
Afsluitcode:
  0  alles beoordeeld, niets ernstigs
  1  iets gevonden vanaf --fail-on, of een score onder --min-score
  2  iets kon niet worden beoordeeld, of aanroep of configuratie klopt niet
"""


_KNOWN = (
    Text("{n} bevinding stond al in de baseline en is weggelaten.", "{n} finding was in the baseline and is left out."),
    Text(
        "{n} bevindingen stonden al in de baseline en zijn weggelaten.",
        "{n} findings were in the baseline and are left out.",
    ),
)


class Judge(Protocol):
    """What this command asks of the linter."""

    @property
    def book(self) -> Rulebook:
        """The rules that it judges by."""

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is worth knowing about the configuration."""

    def check_paths(self, paths: Sequence[str]) -> Iterable[Outcome]:
        """Judge files and folders, in the order found."""

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        """Judge one draft from bytes."""


def _several(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split «a,b» in the values of an option that may stand more than once."""
    return tuple(name for value in values for name in (part.strip() for part in value.split(",")) if name)


@click.command(cls=Command, epilog=_EPILOG)
@drafts_argument()
@channel_option()
@kind_option()
@format_option()
@click.option(
    "--output", type=click.Path(path_type=Path), metavar="BESTAND", help="Schrijf het verslag naar een bestand."
)
@lang_option()
@click.option(
    "--select", multiple=True, callback=_several, metavar="NAAM,…", help="Alleen deze regels, wetten of categorieën."
)
@click.option(
    "--ignore", multiple=True, callback=_several, metavar="NAAM,…", help="Zonder deze regels, wetten of categorieën."
)
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "suggestion", "never"]),
    help="Vanaf welke ernst de afsluitcode 1 is (standaard: error).",
)
@click.option(
    "--min-score",
    type=click.IntRange(0, 100),
    metavar="GETAL",
    help="Laagste score (0–100) waarbij de afsluitcode 0 blijft.",
)
@click.option("--all", "show_all", is_flag=True, help="Toon alle tips, niet de eerste vijf per concept.")
@click.option("--explain-score", is_flag=True, help="Toon de som achter elke score.")
@click.option(
    "--baseline",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Laat weg wat hierin staat (zie postlint baseline).",
)
@click.option("--strict-suppressions", is_flag=True, help="Afsluitcode 1 bij een onderdrukking die niet klopt.")
@click.option("--no-color", is_flag=True, help="Geen kleur (NO_COLOR werkt ook).")
@no_cache_option()
@jobs_option()
@stdin_filename_option()
@config_option()
@click.option("--quiet", "-q", is_flag=True, help="Geen voortgang en opmerkingen op stderr.")
def check(
    paths: tuple[str, ...], channel: str | None, kind: str | None, targets: tuple[Target, ...], output: Path | None,
    lang: str | None, select: tuple[str, ...], ignore: tuple[str, ...], fail_on: Any, min_score: int | None,
    show_all: bool, explain_score: bool, no_color: bool, no_cache: bool, stdin_filename: str | None,
    config: Path | None, quiet: bool, baseline: Path | None, strict_suppressions: bool, jobs: Jobs | None,
) -> int:  # fmt: skip
    """Beoordeel concepten: bestanden, mappen, of - voor standaardinvoer."""
    from postlint import __version__
    from postlint.cli.labels import law_labels, rule_labels

    cache = cache_of_run(no_cache)
    with speaking(to_lang(lang)):
        settings = config_of_run(config, paths, cache)
    chosen = to_lang(lang, settings.lang)
    fail_on = fail_on or settings.fail_on or "error"
    lowest = settings.min_score if min_score is None else min_score
    with speaking(chosen):
        planned = plan(targets, output)
        linter = _linter(
            settings, chosen, select, ignore, channel, kind, nearest=config is None,
            memory=_memory(baseline, settings), cache=cache, jobs=jobs_of_run(jobs, settings),
        )  # fmt: skip
        outcomes: Iterable[Outcome] = read_drafts(
            paths, linter.check_paths, linter.check_stdin, settings,
            filename=stdin_filename, quiet=quiet, lang=chosen,
        )  # fmt: skip
        drafts, errors, notices = gather(chain(linter.notices, outcomes))
        report = Report(drafts, errors)
        notices = (*notices, *_left_out(report, chosen), *trouble(cache, chosen))
        if not quiet:
            tell(notices, paths, chosen, nothing=not report.drafts and not report.errors)
        options = RenderOptions(
            laws=law_labels(cache), rules=rule_labels(linter.book) if tells_rules(planned) else {}, lang=chosen,
            width=screen_width(), color=wants_color(no_color), show_all=show_all, explain_score=explain_score,
            root=repository_root(), notices=notices, fail_on=None if fail_on == "never" else Severity(fail_on),
            min_score=lowest, version=__version__,
        )  # fmt: skip
        problems = deliver(report, planned, options)
    for problem in problems:
        click.echo(f"postlint: {problem.to(chosen)}", err=True)
    status = exit_status(report, fail_on, lowest)
    if strict_suppressions and status == FINE and _has_bad_suppressions(report):
        status = FOUND
    return NOT_JUDGED if problems else status


def _memory(baseline: Path | None, settings: Config) -> Baseline | None:
    """Read the baseline that the call names, or else that of the configuration."""
    file = baseline or settings.file(settings.baseline)
    if file is None:
        return None
    from postlint.baseline import read_baseline
    from postlint.locate import shown

    return read_baseline(file, shown(file))


def _left_out(report: Report, lang: Lang) -> Iterable[Notice]:
    known = sum(draft.known for draft in report.drafts)
    if known:
        yield Notice("baseline", _KNOWN[known > 1].to(lang).format(n=known))


def _has_bad_suppressions(report: Report) -> bool:
    from postlint.suppress import CODES

    return any(notice.code in CODES for draft in report.drafts for notice in draft.notices)


def _linter(
    settings: Config, lang: Lang, select: Sequence[str], ignore: Sequence[str], channel: str | None, kind: str | None,
    **more: Any,
) -> Judge:  # fmt: skip
    from postlint.linter import Linter

    return Linter(settings, lang=lang, select=select, ignore=ignore, channel=channel, kind=kind, **more)
