"""`postlint audit`: what a series of posts shows of the ten laws over time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from postlint.cli.errors import WrongValue, speaking
from postlint.cli.exit_status import NOT_JUDGED, exit_status
from postlint.cli.formats import Target, deliver, format_option, plan, repository_root
from postlint.cli.group import A_PATH, Command, lang_option, to_lang
from postlint.cli.keeping import cache_of_run, jobs_of_run, jobs_option, no_cache_option
from postlint.cli.output import screen_width, wants_color
from postlint.cli.overwriting import refuse_drafts
from postlint.cli.reading import channel_option, config_of_run, config_option, tell
from postlint.cli.verdicts import failing_options, no_color_option, output_option, quiet_option, together
from postlint.findings import Lang, Problem, Report, Severity, Text
from postlint.report import AUDIT_FORMATS, audit_renderer
from postlint.report.audit_report import as_report
from postlint.report.options import Renderer, RenderOptions

if TYPE_CHECKING:
    from postlint.audited import Audit
    from postlint.cache import Cache
    from postlint.config import Config
    from postlint.linter.pool import Jobs
    from postlint.series import AuditOptions, Reader

_F = TypeVar("_F", bound=Callable[..., Any])
_EPILOG = """\b
Voorbeelden:
  postlint audit berichten/                        alle concepten en berichten in een map
  postlint audit berichten/ reacties.csv           met wat er binnenkwam erbij
  postlint audit export.zip --since 2026-01-01     een export, vanaf een dag
  postlint audit berichten/ --format json --output audit.json

\b
Afsluitcode:
  0  alles gelezen, niets ernstigs
  1  iets gevonden vanaf --fail-on, of een score onder --min-score
  2  iets kon niet worden gelezen, of aanroep of configuratie klopt niet
"""
_A_DAY = Text("een dag, zoals 2026-03-31", "a day, such as 2026-03-31")
_ORDER = Text("--since is later dan --until; draai ze om", "--since is later than --until; swap them")


class Day(click.ParamType[date]):
    """A day, as 2026-03-31."""

    name = "dag"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day."""
        try:
            return datetime.strptime(str(value), "%Y-%m-%d").date()
        except ValueError:
            raise WrongValue(_A_DAY, param, ctx) from None


def series_options() -> Callable[[_F], _F]:
    """Give the options of every command that reads a series."""
    return together(
        no_cache_option(), jobs_option(), no_color_option(), quiet_option(), channel_option(), config_option(),
        lang_option(),
    )  # fmt: skip


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PAD…")
@click.option("--since", type=Day(), metavar="DAG", help="Alleen vanaf deze dag, zoals 2026-01-01.")
@click.option("--until", type=Day(), metavar="DAG", help="Alleen tot en met deze dag.")
@format_option()
@output_option()
@failing_options()
@click.option("--all", "show_all", is_flag=True, help="Toon alle tips, niet de eerste vijf.")
@click.option("--baseline", type=A_PATH, metavar="BESTAND", help="Laat weg wat hierin staat.")
@click.option("--update-baseline", is_flag=True, help="Leg wat er nu gevonden wordt vast in de baseline.")
@series_options()
def audit(
    paths: tuple[str, ...], since: date | None, until: date | None, targets: tuple[Target, ...], output: Path | None,
    fail_on: Any, min_score: int | None, show_all: bool, baseline: Path | None, update_baseline: bool, no_cache: bool,
    jobs: Jobs | None, no_color: bool, quiet: bool, channel: str | None, config: Path | None, lang: str | None,
) -> int:  # fmt: skip
    """Bekijk berichten over langere tijd: mappen met concepten, CSV, JSONL of de export van een netwerk (zip).

    De weken tellen terug vanaf het laatste bericht, niet vanaf vandaag.
    """
    with speaking(to_lang(lang)):
        settings = config_of_run(config, paths)
    chosen = to_lang(lang, settings.lang)
    with speaking(chosen):
        if since and until and since > until:
            raise Problem(_ORDER)
        planned = plan(targets, output)
        refuse_drafts([target.file for target in planned if target.file], paths, settings)
        reader, options = prepared(
            paths, settings, chosen, channel, since, until, nearest=config is None, cache=cache_of_run(no_cache),
            jobs=jobs_of_run(jobs, settings),
        )  # fmt: skip
        done = _audited(paths, reader, options, settings, baseline, update=update_baseline)
        if not quiet:
            tell(done.notices, paths, chosen, nothing=_is_empty(done))
        report = as_report(done, chosen)
        shown = render_options(
            chosen, settings, no_color=no_color, show_all=show_all, fail_on=fail_on or settings.fail_on or "error",
            min_score=min_score, audit=done,
        )  # fmt: skip
        problems = deliver(report, planned, shown, own_forms(done))
    for problem in problems:
        click.echo(f"postlint: {problem.to(chosen)}", err=True)
    status = exit_status(report, fail_on or settings.fail_on or "error", min_score)
    return NOT_JUDGED if problems else status


def prepared(
    paths: Sequence[str], settings: Config, lang: Lang, channel: str | None, since: date | None = None,
    until: date | None = None, *, nearest: bool, cache: Cache | None, jobs: Jobs,
) -> tuple[Reader, AuditOptions]:  # fmt: skip
    """Give what reads a series and how it is audited."""
    from postlint.channels import resolve
    from postlint.linter import Linter
    from postlint.series import AuditOptions, Reader

    linter = Linter(settings, lang=lang, channel=channel, nearest=nearest, cache=cache, jobs=jobs)
    named = channel or settings.channel
    practice = settings.practice
    own = frozenset(name.casefold().removeprefix("@") for name in (*practice.names, *practice.handles))
    reader = Reader(
        linter, linter.profiles, settings.audit, lang,
        resolve(named, linter.profiles).id if named else None, own,
    )  # fmt: skip
    options = AuditOptions(tuple(paths), settings.audit, lang, since, until, date.today(), own, settings.origin)
    return reader, options


def own_forms(done: Audit) -> dict[str, Renderer]:
    """Give the formats in which an audit has a form of its own."""

    def form(name: str) -> Renderer:
        def render(report: Report, options: RenderOptions) -> str:
            return audit_renderer(name)(done, options)

        return render

    return {name: form(name) for name in AUDIT_FORMATS}


def render_options(
    lang: Lang, settings: Config, *, no_color: bool, show_all: bool, fail_on: str, min_score: int | None, audit: Audit
) -> RenderOptions:
    """Give what the formats are told."""
    from postlint import __version__
    from postlint.cli.labels import law_labels
    from postlint.cli.series_labels import series_labels

    return RenderOptions(
        laws=law_labels(), rules=series_labels(), lang=lang, width=screen_width(), color=wants_color(no_color),
        show_all=show_all, root=repository_root(), notices=audit.notices,
        fail_on=None if fail_on == "never" else Severity(fail_on), min_score=min_score, version=__version__,
    )  # fmt: skip


def _is_empty(done: Audit) -> bool:
    """Tell whether there was nothing to read at all; posts of another time are told of by themselves."""
    from postlint.series.audit import LEFT_OUT

    told = any(notice.code in LEFT_OUT for notice in done.notices)
    return not done.counts.posts_total and not done.errors and not told


def _audited(
    paths: Sequence[str], reader: Reader, options: AuditOptions, settings: Config, baseline: Path | None, *,
    update: bool,
) -> Audit:  # fmt: skip
    from postlint.cli.audit_baseline import remembered
    from postlint.series import audit as audit_of
    from postlint.series import read

    done = audit_of(read(paths, reader), options)
    return remembered(done, baseline or settings.file(settings.baseline), update=update)
