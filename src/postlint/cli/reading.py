"""What commands that read drafts share: options, standard input, progress, and what is told beside the report."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from postlint.cli.group import A_PATH
from postlint.draft.decode import CLIPBOARD
from postlint.findings import DraftError, Lang, Notice, Problem, Text

if TYPE_CHECKING:
    from postlint.cache import Cache
    from postlint.config import Config

_Draft = TypeVar("_Draft")
_F = TypeVar("_F", bound=Callable[..., Any])
STDIN = "-"
_KINDS = {"bericht": "post", "reactie": "reply", "bedankje": "thanks"}
_NOTHING = Text("geen concepten gevonden in {paths}", "no drafts found in {paths}")
_NOTE = Text("opmerking", "note")
_PASTE = Text(
    "plak je concept en sluit af met Ctrl-D (Windows: Ctrl-Z en Enter).",
    "paste your draft and end with Ctrl-D (Windows: Ctrl-Z and Enter).",
)
_STDIN_ALONE = Text(
    "«-» (standaardinvoer) gaat niet samen met andere bestanden.",
    "“-” (standard input) does not go together with other files.",
)
_NO_STDIN = Text(
    "standaardinvoer is niet te lezen ({reason}); geef de tekst door met een pipe, of noem een bestand",
    "standard input cannot be read ({reason}); pipe the text in, or name a file",
)


class _Kind(click.Choice[str]):
    """The kinds of drafts, which the report calls by their Dutch names."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(_KINDS.get(str(value).lower(), value), param, ctx)


def drafts_argument(*, required: bool = True) -> Callable[[_F], _F]:
    """Give the argument for the drafts to read."""
    metavar = "PAD… | -" if required else "[PAD… | -]"
    return click.argument("paths", nargs=-1, required=required, metavar=metavar)


def channel_option() -> Callable[[_F], _F]:
    """Give the option `--channel`."""
    return click.option(
        "--channel", metavar="KANAAL", help="Kanaal van concepten die er zelf geen noemen (zie postlint channels)."
    )


def kind_option() -> Callable[[_F], _F]:
    """Give the option `--kind`."""
    return click.option(
        "--kind", type=_Kind(["post", "reply", "thanks"]), help="Soort concept, als het dat zelf niet zegt."
    )


def stdin_filename_option() -> Callable[[_F], _F]:
    """Give the option `--stdin-filename`."""
    return click.option(
        "--stdin-filename", metavar="NAAM", help="Naam van het concept op standaardinvoer of het klembord."
    )


def config_option() -> Callable[[_F], _F]:
    """Give the option `--config`."""
    return click.option(
        "--config",
        type=A_PATH,
        metavar="BESTAND",
        help="Configuratie, in plaats van de dichtstbijzijnde postlint.yaml.",
    )


def config_of_run(explicit: Path | None, paths: Sequence[str], cache: Cache | None = None) -> Config:
    """Give the configuration of a whole run: the one named, or the nearest to where one is, or to the first draft.

    Raises:
        Problem: as `load_config`.

    """
    from postlint.linter.known import load

    found = load(explicit, Path.cwd(), cache)
    first = Path(paths[0]) if paths and paths[0] not in (STDIN, CLIPBOARD) else None
    if found.path is not None or first is None:
        return found
    is_folder = os.path.isdir(first)  # noqa: PTH112 - Path raises where it may not look
    near = load(None, first if is_folder else first.parent, cache)
    return found if near.path is None else near


def read_drafts(
    paths: Sequence[str],
    from_paths: Callable[[Sequence[str]], Iterable[_Draft | DraftError | Notice]],
    from_stdin: Callable[[bytes, str | None], Iterable[_Draft]],
    settings: Config,
    *,
    filename: str | None,
    quiet: bool,
    lang: Lang,
    only: Callable[[Path], bool] | None = None,
) -> Iterable[_Draft | DraftError | Notice]:
    """Give what comes of every draft named, with progress on stderr where many files are read.

    Args:
        paths: files, folders and globs, `-` alone for standard input, or `CLIPBOARD` alone for the clipboard.
        from_paths: what to do with files and folders.
        from_stdin: what to do with bytes and the name that they go by.
        settings: the configuration.
        filename: the name of a draft on standard input.
        quiet: no progress.
        lang: the language of errors.
        only: which of the files found `from_paths` reads, for the progress; all without it.

    Raises:
        Problem: when `-` stands among other paths, or the clipboard gives no text.

    """
    if tuple(paths) == (CLIPBOARD,):
        from postlint.cli.clipboard import read_clipboard

        return _told(from_stdin, read_clipboard(), filename or CLIPBOARD, lang)
    if STDIN not in paths:
        return _with_progress(from_paths(paths), paths, settings, quiet, only)
    if len(paths) > 1:
        raise Problem(_STDIN_ALONE)
    return _from_stdin(from_stdin, filename, lang)


def gather(
    outcomes: Iterable[_Draft | DraftError | Notice],
) -> tuple[tuple[_Draft, ...], tuple[DraftError, ...], tuple[Notice, ...]]:
    """Sort what the linter says into drafts, files that could not be judged, and notices about files that are none."""
    drafts: list[_Draft] = []
    errors: list[DraftError] = []
    notices: list[Notice] = []
    for outcome in outcomes:
        if isinstance(outcome, DraftError):
            errors.append(outcome)
        elif isinstance(outcome, Notice):
            notices.append(outcome)
        else:
            drafts.append(outcome)
    return tuple(drafts), tuple(errors), tuple(notices)


def tell(notices: Iterable[Notice], paths: Sequence[str], lang: Lang, *, nothing: bool) -> None:
    """Say on stderr what is worth knowing about the run, and when it found no drafts at all."""
    from postlint.report.visible import one_line

    for notice in notices:
        click.echo(f"postlint: {_NOTE.to(lang)}: {one_line(notice.message)}", err=True)
    if nothing:
        said = _NOTHING.to(lang).format(paths=one_line(", ".join(paths)))
        click.echo(f"postlint: {said}{'' if said.endswith('.') else '.'}", err=True)


def _from_stdin(
    judge: Callable[[bytes, str | None], Iterable[_Draft]], filename: str | None, lang: Lang
) -> Iterator[_Draft | DraftError]:
    from postlint.draft.decode import most_bytes

    if sys.stdin.isatty():
        click.echo(f"postlint: {_PASTE.to(lang)}", err=True)
    try:
        data = sys.stdin.buffer.read(most_bytes(filename or STDIN) + 1)
    except OSError as error:
        raise Problem(Text(*(text.format(reason=error.strerror) for text in _NO_STDIN))) from None
    yield from _told(judge, data, filename, lang)


def _told(
    judge: Callable[[bytes, str | None], Iterable[_Draft]], data: bytes, filename: str | None, lang: Lang
) -> Iterator[_Draft | DraftError]:
    try:
        yield from judge(data, filename)
    except Problem as problem:
        if problem.path is None:  # it is not about the draft, but about the whole run
            raise
        yield DraftError(problem.path, problem.text.to(lang), problem.line)


def _with_progress(
    outcomes: Iterable[_Draft | DraftError | Notice],
    paths: Sequence[str],
    settings: Config,
    quiet: bool,
    only: Callable[[Path], bool] | None = None,
) -> Iterable[_Draft | DraftError | Notice]:
    if quiet or not sys.stderr.isatty():
        return outcomes
    from postlint.files import discover

    found = discover(paths, settings.exclude, root=settings.root)
    total = sum(1 for item in found if only is None or not isinstance(item, Path) or only(item))
    return _counting(outcomes, total) if total > 1 else outcomes


def _counting(outcomes: Iterable[_Draft], total: int) -> Iterator[_Draft]:
    """Show a progress bar on stderr that is gone when the report comes; a draft for two channels counts once."""
    last = None
    with _bar(total) as advance:
        for outcome in outcomes:
            path = getattr(outcome, "path", None)
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
