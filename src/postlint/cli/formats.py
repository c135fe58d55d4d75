"""`--format`: which reports a run writes, and where each of them goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from postlint.cli.output import DEFAULT_WIDTH, cannot_write, write_pieces
from postlint.findings import Problem, Report, Text
from postlint.report import FOR_A_SCREEN, FORMATS, pieces

if TYPE_CHECKING:
    from postlint.report.options import Renderer, RenderOptions

_F = TypeVar("_F", bound=Callable[..., Any])
_DEFAULT, _GITHUB = "terminal", "github"
_WITH_RULES = frozenset({"sarif"})
_STDOUT = "-"
_STEP_SUMMARY = "GITHUB_STEP_SUMMARY"
_TWO_ON_STDOUT = Text(
    "{names} gaan niet samen naar standaarduitvoer; geef alle vormen op één na een bestand: --format {last}:BESTAND",
    "{names} cannot all go to standard output; give all formats but one a file: --format {last}:FILE",
)
_TWICE = Text(
    "twee verslagen naar hetzelfde bestand; kies twee namen", "two reports to the same file; choose two names"
)
_NO_USE = Text(
    "--output {file} heeft niets te schrijven, want elke vorm heeft al een bestand; laat een van beide weg.",
    "--output {file} has nothing to write, as every format has a file already; leave one of them out.",
)


class Target(NamedTuple):
    """A report to write: its format, and the file it goes to; None is standard output."""

    format: str
    file: Path | None = None


class _TargetType(click.Choice[str]):
    """«FORMAT» or «FORMAT:FILE»."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        name, _, file = str(value).partition(":")
        return Target(super().convert(name, param, ctx), None if file in ("", _STDOUT) else Path(file))


def format_option() -> Callable[[_F], _F]:
    """Give the option `--format`, which may stand more than once."""
    return click.option(
        "--format", "targets", type=_TargetType(list(FORMATS)), multiple=True, metavar="VORM[:BESTAND]",
        help=f"Vorm van het verslag: {', '.join(FORMATS)}. Mag vaker, met voor elke vorm een eigen bestand.",
    )  # fmt: skip


def plan(targets: Sequence[Target], output: Path | None) -> tuple[Target, ...]:
    """Decide which reports go where, before anything is judged.

    Args:
        targets: what `--format` says; without it the report is for a screen, and on GitHub Actions, where nobody
            watches the screen, it is annotations.
        output: what `--output` says: the file for the one format that names none.

    Raises:
        Problem: when two reports would go to one place, or one place gets no report.

    """
    if output is not None and str(output) == _STDOUT:
        output = None
    planned = tuple(targets) or (Target(_default(output)),)
    loose = [target for target in planned if target.file is None]
    if len(loose) > 1:
        names = ", ".join(target.format for target in loose)
        last = loose[-1].format
        raise Problem(Text(*(text.format(names=names, last=last) for text in _TWO_ON_STDOUT)))
    if output is not None and not loose:
        raise Problem(Text(*(text.format(file=output) for text in _NO_USE)))
    planned = tuple(target if target.file else Target(target.format, output) for target in planned)
    _require_own_files([target.file for target in planned if target.file])
    return planned


def tells_rules(targets: Sequence[Target]) -> bool:
    """Tell whether a report explains the rules that drafts were judged by, which then have to be read."""
    return any(target.format in _WITH_RULES for target in targets)


def _default(output: Path | None) -> str:
    unwatched = output is None and not sys.stdout.isatty()
    return _GITHUB if unwatched and os.environ.get("GITHUB_ACTIONS") == "true" else _DEFAULT


def _require_own_files(files: Sequence[Path]) -> None:
    seen: set[str] = set()
    for file in files:
        place = os.path.realpath(file)
        if place in seen:
            raise Problem(_TWICE, str(file))
        seen.add(place)


def repository_root() -> Path:
    """Give the folder that a repository's paths count from: what the CI server says, or else the working directory."""
    return Path(os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or Path.cwd())


def deliver(
    report: Report, targets: Sequence[Target], options: RenderOptions, own: Mapping[str, Renderer] | None = None
) -> list[Problem]:
    """Write every report, files before standard output, and give what could not be written.

    Args:
        report: what the run found.
        targets: as `plan` gives them.
        options: as they are for the screen.
        own: formats that this run has a form of its own for.

    """
    problems: list[Problem] = []
    for target in sorted(targets, key=lambda target: target.file is None):
        fitting = options if target.file is None else options._replace(width=DEFAULT_WIDTH, color=False)
        try:
            render = (own or {}).get(target.format)
            text = (render(report, fitting),) if render else pieces(target.format)(report, fitting)
            write_pieces(text, target.file, machine=target.format not in FOR_A_SCREEN)
        except Problem as problem:
            problems.append(problem)
    if any(target.format == _GITHUB for target in targets):
        problems += _summarise(report, options)
    return problems


def _summarise(report: Report, options: RenderOptions) -> list[Problem]:
    """Add the tables to the summary of the step, where GitHub gives it a file."""
    place = os.environ.get(_STEP_SUMMARY)
    if not place:
        return []
    from postlint.report.github_summary import MAX_BYTES, step_summary

    file = Path(place)
    try:
        room = MAX_BYTES - (file.stat().st_size if file.exists() else 0)
        with file.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(step_summary(report, options, room))
    except OSError as error:
        return [cannot_write(file, error)]
    return []
