"""One call of `postlint check`: configuration and rules read once, drafts judged as often as asked."""

# Annotations stay what they are, as in findings.py: a call has many fields.
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FOUND, NOT_JUDGED, exit_status
from postlint.cli.fixing import Fixing
from postlint.cli.formats import Target, plan, repository_root, tells_rules
from postlint.cli.group import to_lang
from postlint.cli.keeping import cache_of_run, jobs_of_run, trouble
from postlint.cli.output import screen_width, wants_color
from postlint.cli.overwriting import refuse_drafts
from postlint.cli.reading import config_of_run, gather, read_drafts, tell
from postlint.cli.sources import Drafts, Wanted, nothing_changed
from postlint.findings import Lang, Notice, Report, Severity, Text
from postlint.report.visible import visible

if TYPE_CHECKING:
    from postlint.baseline import Baseline
    from postlint.config import Config
    from postlint.linter.judging import Judge, Judging, Outcome
    from postlint.linter.pool import Jobs
    from postlint.report.options import RenderOptions
    from postlint.settings import FailOn

_KNOWN = (
    Text("{n} bevinding stond al in de baseline en is weggelaten.", "{n} finding was in the baseline and is left out."),
    Text(
        "{n} bevindingen stonden al in de baseline en zijn weggelaten.",
        "{n} findings were in the baseline and are left out.",
    ),
)
_LOW = Text(
    "score te laag (minstens {lowest} nodig, door --min-score of min_score): {drafts}; daarom is de afsluitcode 1.",
    "score too low (at least {lowest} needed, by --min-score or min_score): {drafts}; so the exit status is 1.",
)
_MORE = Text(" en nog {n}", " and {n} more")
_MOST_LOW = 5
_STRICT = (
    Text(
        "{n} uitzondering klopt niet en --strict-suppressions staat dat niet toe; daarom is de afsluitcode 1.",
        "{n} suppression is not right and --strict-suppressions does not allow that; so the exit status is 1.",
    ),
    Text(
        "{n} uitzonderingen kloppen niet en --strict-suppressions staat dat niet toe; daarom is de afsluitcode 1.",
        "{n} suppressions are not right and --strict-suppressions does not allow that; so the exit status is 1.",
    ),
)


class CheckCall(NamedTuple):
    """The options of a call, as click gives them; see `postlint check --help`."""

    lang: str | None
    config: Path | None
    channel: str | None
    kind: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    targets: tuple[Target, ...]
    output: Path | None
    fail_on: "FailOn | None"
    min_score: int | None
    show_all: bool
    explain_score: bool
    baseline: Path | None
    strict_suppressions: bool
    no_color: bool
    no_cache: bool
    jobs: "Jobs | None"
    stdin_filename: str | None
    quiet: bool
    changed_since: str | None
    fix: bool
    unsafe_fixes: bool
    diff: bool

    @property
    def written(self) -> list[Path]:
        """The files that reports go to."""
        return [target.file for target in (*self.targets, Target("", self.output)) if target.file]


class CheckRun:
    """What a call needs, read and found right.

    Args:
        call: the options.
        source: where drafts come from.

    Raises:
        click.ClickException: when configuration, rules or options are wrong.

    """

    def __init__(self, call: CheckCall, source: Drafts) -> None:
        self._call = call
        self._source = source
        self._cache = cache_of_run(call.no_cache)
        with speaking(to_lang(call.lang)):
            self._settings = config_of_run(call.config, source.paths, self._cache)
        self._lang: Lang = to_lang(call.lang, self._settings.lang)
        self._fail_on: FailOn = call.fail_on or self._settings.fail_on or "error"
        self._lowest = self._settings.min_score if call.min_score is None else call.min_score
        with speaking(self._lang):
            self._fixing().refuse_report(call.targets, call.output)
            self._planned = plan(call.targets, call.output)
            refuse_drafts(call.written, source.paths, self._settings)
            self._linter = self._made_linter()

    def __call__(self, only: Wanted | None) -> int:
        """Judge, deliver the reports and give the exit status."""
        fixing = self._fixing()
        with speaking(self._lang):
            report, notices = self._judged(fixing.around(self._linter), only)
            if self._call.diff:
                return fixing.show_diff(report, self._lang, quiet=self._call.quiet)
            problems = fixing.deliver(report, self._planned, self._options(notices))
            fixing.tell(self._lang, quiet=self._call.quiet)
        for problem in problems:
            click.echo(f"postlint: {visible(problem.to(self._lang))}", err=True)
        status = exit_status(report, self._fail_on, self._lowest)
        if status == FOUND and not self._call.quiet:
            _tell_low_scores(report, self._lowest, self._lang)
        if self._call.strict_suppressions and status != NOT_JUDGED and _tell_bad_suppressions(report, self._lang):
            status = FOUND
        return NOT_JUDGED if problems else status

    @property
    def built_on(self) -> tuple[Path, ...]:
        """The files of the configurations of all drafts so far, and the folders with rules beside postlint's own."""
        return self._linter.built_on

    def _fixing(self) -> Fixing:
        return Fixing(fix=self._call.fix, unsafe=self._call.unsafe_fixes, diff=self._call.diff)

    def _made_linter(self) -> "Judging":
        from postlint.linter import Linter

        call = self._call
        return Linter(
            self._settings, lang=self._lang, select=call.select, ignore=call.ignore, channel=call.channel,
            kind=call.kind, nearest=call.config is None, memory=_memory(call.baseline, self._settings),
            cache=self._cache, jobs=jobs_of_run(call.jobs, self._settings),
        )  # fmt: skip

    def _judged(self, judge: "Judge", only: Wanted | None) -> tuple[Report, tuple[Notice, ...]]:
        """Judge all drafts, and tell on stderr what is worth knowing about the run."""
        call, lang = self._call, self._lang
        outcomes: Iterable[Outcome] = read_drafts(
            self._source.paths, partial(judge.check_paths, only=only), judge.check_stdin, self._settings,
            filename=call.stdin_filename, quiet=call.quiet, lang=lang, only=only,
        )  # fmt: skip
        drafts, errors, notices = gather(outcomes)
        report = Report(drafts, errors)
        notices = (*self._linter.notices, *notices, *_left_out(report, lang), *trouble(self._cache, lang))
        nothing = not drafts and not errors
        if nothing and call.changed_since is not None:
            notices, nothing = (*notices, nothing_changed(call.changed_since, lang)), False
        if not call.quiet:
            tell(notices, self._source.paths, lang, nothing=nothing)
        return report, notices

    def _options(self, notices: tuple[Notice, ...]) -> "RenderOptions":
        from postlint import __version__
        from postlint.cli.labels import law_labels, rule_labels
        from postlint.report.options import RenderOptions

        call = self._call
        return RenderOptions(
            laws=law_labels(self._cache),
            rules=rule_labels(self._linter.book) if tells_rules(self._planned) else {},
            lang=self._lang, width=screen_width(),
            color=wants_color(call.no_color), show_all=call.show_all, explain_score=call.explain_score,
            unsafe_fixes=call.unsafe_fixes, root=repository_root(), notices=notices,
            fail_on=None if self._fail_on == "never" else Severity(self._fail_on), min_score=self._lowest,
            version=__version__,
        )  # fmt: skip


def _memory(baseline: Path | None, settings: "Config") -> "Baseline | None":
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


def _tell_low_scores(report: Report, lowest: int | None, lang: Lang) -> None:
    """Say on stderr which drafts score too low, for few reports do."""
    from postlint.report.visible import one_line

    if lowest is None:
        return
    low = [
        f"{draft.path} ({draft.channel}) {draft.score}"
        for draft in report.drafts
        if draft.score is not None and draft.score < lowest
    ]
    if low:
        more = _MORE.to(lang).format(n=len(low) - _MOST_LOW) if len(low) > _MOST_LOW else ""
        said = _LOW.to(lang).format(lowest=lowest, drafts=", ".join(low[:_MOST_LOW]) + more)
        click.echo(f"postlint: {one_line(said)}", err=True)


def _tell_bad_suppressions(report: Report, lang: Lang) -> int:
    """Say on stderr which suppressions are not right, for few reports do, and give their number."""
    from postlint.report.visible import one_line
    from postlint.suppress import CODES

    bad = dict.fromkeys((draft.path, note.message) for draft in report.drafts for note in draft.notices
                        if note.code in CODES)  # fmt: skip
    for path, message in bad:
        click.echo(f"postlint: {one_line(f'{path}: {message}')}", err=True)
    if bad:
        click.echo(f"postlint: {_STRICT[len(bad) > 1].to(lang).format(n=len(bad))}", err=True)
    return len(bad)
