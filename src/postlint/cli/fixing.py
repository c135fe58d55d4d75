"""`check --fix`, `--unsafe-fixes` and `--diff`: what they ask for, and what is said and written besides the report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from postlint.cli.exit_status import FINE, FOUND, NOT_JUDGED
from postlint.cli.formats import Target, deliver
from postlint.cli.output import write_bytes
from postlint.cli.verdicts import together
from postlint.findings import DraftError, DraftReport, Lang, Notice, Problem, Report, Text

if TYPE_CHECKING:
    from postlint.linter.fixing import Fixer
    from postlint.linter.judging import Judge
    from postlint.report.options import RenderOptions

_F = TypeVar("_F", bound=Callable[..., Any])
_APPLIED = (
    Text("{n} verbetering toegepast", "{n} fix applied"),
    Text("{n} verbeteringen toegepast", "{n} fixes applied"),
)
_WOULD_APPLY = (
    Text("{n} verbetering mogelijk; er is niets geschreven", "{n} fix possible; nothing was written"),
    Text("{n} verbeteringen mogelijk; er is niets geschreven", "{n} fixes possible; nothing was written"),
)
_MORE = (
    Text("; met --unsafe-fixes kan er nog {n} bij", "; --unsafe-fixes would apply {n} more"),
    Text("; met --unsafe-fixes kunnen er nog {n} bij", "; --unsafe-fixes would apply {n} more"),
)
_UNSETTLED = Text(
    "{path}: na {n} rondes was er nog meer te verbeteren; herhaal de opdracht.",
    "{path}: there was more to fix after {n} rounds; run the command again.",
)
_NO_REPORT = Text(
    "--diff toont alleen de verschillen; laat --format en --output weg.",
    "--diff shows the differences alone; leave out --format and --output.",
)


def fix_options() -> Callable[[_F], _F]:
    """Give the options `--fix`, `--unsafe-fixes` and `--diff`."""
    return together(
        click.option("--fix", is_flag=True, help="Herstel in de bestanden wat kan zonder dat de betekenis verandert."),
        click.option(
            "--unsafe-fixes",
            is_flag=True,
            help="Met --fix: ook wat je moet nalezen. Zonder: zeg wat dat zou doen.",
        ),
        click.option("--diff", is_flag=True, help="Toon wat --fix zou veranderen en schrijf niets."),
    )


class Fixing:
    """What a call asks for about fixes; without `--fix` and `--diff` the linter and the report stay as they are.

    Args:
        fix: write what is mended.
        unsafe: unsafe fixes too.
        diff: write nothing and show the differences; it goes before `fix`.

    """

    def __init__(self, *, fix: bool, unsafe: bool, diff: bool) -> None:
        self.diff = diff
        self._fix = fix or diff
        self._unsafe = unsafe
        self._fixer: Fixer | None = None
        self._given: bytes | None = None

    def refuse_report(self, targets: Sequence[Target], output: Path | None) -> None:
        """Refuse a report beside the differences.

        Raises:
            Problem: when both were asked for.

        """
        if self.diff and (targets or output is not None):
            raise Problem(_NO_REPORT)

    def around(self, judge: Judge) -> Judge:
        """Give the linter, or what mends drafts on their way out of it."""
        if not self._fix:
            return judge
        from postlint.linter.fixing import Fixer

        self._fixer = Fixer(judge, unsafe=self._unsafe, keep=self.diff)
        return self

    def check_paths(
        self, paths: Sequence[str], only: Callable[[Path], bool] | None = None
    ) -> Iterable[DraftReport | DraftError | Notice]:
        """Judge and mend files and folders; only those wanted."""
        return () if self._fixer is None else self._fixer.check_paths(paths, only)

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        """Judge and mend one draft from bytes, which are kept in case it cannot be."""
        self._given = data
        return [] if self._fixer is None else self._fixer.check_stdin(data, filename)

    def deliver(self, report: Report, planned: Sequence[Target], options: RenderOptions) -> list[Problem]:
        """Write the reports; where the mended text of standard input takes standard output, the report for it moves.

        Returns:
            What could not be written, drafts included.

        """
        problems = [] if self._fixer is None else self._fixer.problems
        if self._given is None:
            return [*problems, *deliver(report, planned, options)]
        from postlint.report import renderer

        write_bytes(self._text_of_stdin())
        for target in planned:
            if target.file is None:
                click.echo(renderer(target.format)(report, options), err=True, nl=False)
        return [*problems, *deliver(report, [target for target in planned if target.file is not None], options)]

    def show_diff(self, report: Report, lang: Lang, *, quiet: bool) -> int:
        """Print the differences and give the exit status: 1 where something would change."""
        from postlint.report.diff import unified

        mended = [] if self._fixer is None else self._fixer.mended
        problems = [] if self._fixer is None else self._fixer.problems
        diffs = [unified(one.before.text, one.after.text, one.path) for one in mended]
        write_bytes("".join(diffs).encode("utf-8", "replace"))
        for error in report.errors:
            place = error.path if error.line is None else f"{error.path}:{error.line}"
            _tell(f"{place}: {error.message}")
        for problem in problems:
            _tell(problem.to(lang))
        self.tell(lang, quiet=quiet)
        return NOT_JUDGED if report.errors or problems else FOUND if any(diffs) else FINE

    def tell(self, lang: Lang, *, quiet: bool) -> None:
        """Say on stderr how much was mended, what more could be, and which drafts never settled."""
        if self._fixer is None or quiet:
            return
        from postlint.linter.fixing import MAX_ROUNDS

        for one in self._fixer.mended:
            if not one.settled:
                _tell(_UNSETTLED.to(lang).format(path=one.path, n=MAX_ROUNDS))
        applied, more = (sum(getattr(one, name) for one in self._fixer.mended) for name in ("applied", "more"))
        said = (_WOULD_APPLY if self.diff else _APPLIED)[applied != 1].to(lang).format(n=applied)
        _tell(said + (_MORE[more != 1].to(lang).format(n=more) if more else "") + ".")

    def _text_of_stdin(self) -> bytes:
        """Give standard input as mended, or as it came where it could not be judged."""
        mended = self._fixer.mended if self._fixer is not None else []
        return mended[0].after.data(mended[0].path) if mended else self._given or b""


def _tell(text: str) -> None:
    from postlint.report.visible import one_line

    click.echo(f"postlint: {one_line(text)}", err=True)
