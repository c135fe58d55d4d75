"""`postlint check`: judge drafts and report on them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import exit_status
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.output import DEFAULT_WIDTH, screen_width, wants_color, write
from postlint.findings import DraftError, DraftReport, Lang, Notice, Problem, Report, Text
from postlint.report import FORMATS, LawLabel, RenderOptions, renderer

if TYPE_CHECKING:
    from postlint.config import Config

Outcome = DraftReport | DraftError | Notice
STDIN = "-"
_KINDS = {"bericht": "post", "reactie": "reply", "bedankje": "thanks"}
_EPILOG = """\b
Voorbeelden:
  postlint check bericht.md                      één concept
  postlint check concepten/ --channel linkedin   alle concepten in een map
  postlint check - < bericht.txt                 via standaardinvoer
  postlint check --ignore kwaliteit a.md         zonder de regels van één wet
  postlint check --format json --output r.json concepten/

\b
Afsluitcode:
  0  alles beoordeeld, niets ernstigs
  1  iets gevonden vanaf --fail-on, of een score onder --min-score
  2  iets kon niet worden beoordeeld, of aanroep of configuratie klopt niet
"""
_NOTHING = Text("geen concepten gevonden in {paths}.", "no drafts found in {paths}.")
_NOTE = Text("opmerking", "note")
_PASTE = Text(
    "plak je concept en sluit af met Ctrl-D (Windows: Ctrl-Z en Enter).",
    "paste your draft and end with Ctrl-D (Windows: Ctrl-Z and Enter).",
)
_STDIN_ALONE = Text(
    "«-» (standaardinvoer) gaat niet samen met andere bestanden.",
    "“-” (standard input) does not go together with other files.",
)


class Judge(Protocol):
    """What this command asks of the linter."""

    def check_paths(self, paths: Sequence[str]) -> Iterable[Outcome]:
        """Judge files and folders, in the order found."""

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        """Judge one draft from bytes."""


class _Kind(click.Choice[str]):
    """The kinds of drafts, which the report calls by their Dutch names."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(_KINDS.get(str(value).lower(), value), param, ctx)


def _several(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Split «a,b» in the values of an option that may stand more than once."""
    return tuple(name for value in values for name in (part.strip() for part in value.split(",")) if name)


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PAD… | -")
@click.option(
    "--channel", metavar="KANAAL", help="Kanaal van concepten die er zelf geen noemen (zie postlint channels)."
)
@click.option("--kind", type=_Kind(["post", "reply", "thanks"]), help="Soort concept, als het dat zelf niet zegt.")
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="terminal", help="Vorm van het verslag.")
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
@click.option("--no-color", is_flag=True, help="Geen kleur (NO_COLOR werkt ook).")
@click.option("--no-cache", is_flag=True, help="Beoordeel alles opnieuw.")
@click.option("--stdin-filename", metavar="NAAM", help="Naam van het concept op standaardinvoer.")
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Configuratie, in plaats van de dichtstbijzijnde postlint.yaml.",
)
@click.option("--quiet", "-q", is_flag=True, help="Geen voortgang en opmerkingen op stderr.")
def check(
    paths: tuple[str, ...], channel: str | None, kind: str | None, format_: str, output: Path | None, lang: str | None,
    select: tuple[str, ...], ignore: tuple[str, ...], fail_on: Any, min_score: int | None, show_all: bool,
    explain_score: bool, no_color: bool, no_cache: bool, stdin_filename: str | None, config: Path | None, quiet: bool,
) -> int:  # fmt: skip
    """Beoordeel concepten: bestanden, mappen, of - voor standaardinvoer."""
    from postlint.config import load_config

    with speaking(to_lang(lang)):
        settings = load_config(config, Path.cwd())
    chosen = to_lang(lang, settings.lang)
    with speaking(chosen):
        if STDIN in paths and len(paths) > 1:
            raise Problem(_STDIN_ALONE)
        linter = _linter(settings, chosen, select, ignore, channel, kind)
        if STDIN in paths:
            outcomes: Iterable[Outcome] = _from_stdin(linter, stdin_filename, chosen)
        else:
            outcomes = _with_progress(linter, paths, settings, quiet)
        report, notices = gather(outcomes)
        if not quiet:
            _tell(report, notices, paths, chosen)
        options = RenderOptions(
            laws=_laws(), lang=chosen, width=DEFAULT_WIDTH if output else screen_width(),
            color=output is None and wants_color(no_color), show_all=show_all, explain_score=explain_score,
        )  # fmt: skip
        write(renderer(format_)(report, options), output, machine=format_ == "json")
    lowest = settings.min_score if min_score is None else min_score
    return exit_status(report, fail_on or settings.fail_on or "error", lowest)


def gather(outcomes: Iterable[Outcome]) -> tuple[Report, list[Notice]]:
    """Sort what the linter says into a report, and notices about files that are no drafts."""
    drafts: list[DraftReport] = []
    errors: list[DraftError] = []
    notices: list[Notice] = []
    for outcome in outcomes:
        if isinstance(outcome, DraftReport):
            drafts.append(outcome)
        elif isinstance(outcome, DraftError):
            errors.append(outcome)
        else:
            notices.append(outcome)
    return Report(tuple(drafts), tuple(errors)), notices


def _linter(
    settings: Config, lang: Lang, select: Sequence[str], ignore: Sequence[str], channel: str | None, kind: str | None
) -> Judge:
    from postlint.linter import Linter

    return Linter(settings, lang=lang, select=select, ignore=ignore, channel=channel, kind=kind)


def _laws() -> dict[str, LawLabel]:
    from postlint.paths import rules_dir
    from postlint.rulebook import load_laws
    from postlint.score import BUILT_UP, BUILT_UP_FROM, FULL

    return {
        name: LawLabel(
            Text(law.title.nl, law.title.en), law.weight, law.number, BUILT_UP_FROM if name == BUILT_UP else FULL
        )
        for name, law in load_laws(rules_dir()).items()
    }


def _from_stdin(linter: Judge, filename: str | None, lang: Lang) -> Iterator[Outcome]:
    if sys.stdin.isatty():
        click.echo(f"postlint: {_PASTE.to(lang)}", err=True)
    data = sys.stdin.buffer.read()
    try:
        yield from linter.check_stdin(data, filename)
    except Problem as problem:
        yield DraftError(problem.path or filename or "<stdin>", problem.text.to(lang), problem.line)


def _with_progress(linter: Judge, paths: Sequence[str], settings: Config, quiet: bool) -> Iterable[Outcome]:
    outcomes = linter.check_paths(paths)
    if quiet or not sys.stderr.isatty():
        return outcomes
    from postlint.files import discover

    total = sum(1 for _ in discover(paths, settings.exclude, root=settings.root))
    return _counting(outcomes, total) if total > 1 else outcomes


def _counting(outcomes: Iterable[Outcome], total: int) -> Iterator[Outcome]:
    """Show a progress bar on stderr that is gone when the report comes; a draft for two channels counts once."""
    last = None
    with _bar(total) as advance:
        for outcome in outcomes:
            path = None if isinstance(outcome, Notice) else outcome.path
            if path is None or path != last:
                advance()
            last = path
            yield outcome


@contextmanager
def _bar(total: int) -> Iterator[Any]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("postlint"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("postlint", total=total)
        yield lambda: progress.advance(task)


def _tell(report: Report, notices: Sequence[Notice], paths: Sequence[str], lang: Lang) -> None:
    from postlint.report.visible import one_line

    for notice in notices:
        click.echo(f"postlint: {_NOTE.to(lang)}: {one_line(notice.message)}", err=True)
    if not report.drafts and not report.errors:
        click.echo(f"postlint: {_NOTHING.to(lang).format(paths=one_line(', '.join(paths)))}", err=True)
