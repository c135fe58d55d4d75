"""Judge drafts, mend them, and judge them again, until nothing is left to mend.

Place in the data flow: the command line puts a Fixer around a linter; drafts without fixes pass through untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from postlint.draft.decode import STDIN, is_word
from postlint.findings import DraftReport, Fix, Problem
from postlint.fix import apply, fixes_of
from postlint.linter.judging import Judge, Outcome
from postlint.rewrite import TextFile, read_text_file, text_file, write_text_file

MAX_ROUNDS: Final = 10
"""How often a draft is judged anew; fixes that make work for one another settle long before."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What became of one draft.

    Attributes:
        path: as the reports name it.
        before: the file as read.
        after: the file as mended; the same where nothing could be.
        reports: of the draft as mended, one for each channel.
        applied: how many fixes were.
        more: how many unsafe ones could be.
        settled: False when there was still something to mend after the last round.

    """

    path: str
    before: TextFile
    after: TextFile
    reports: tuple[DraftReport, ...]
    applied: int = 0
    more: int = 0
    settled: bool = True


class Fixer:
    """Mends drafts on their way from a linter to a report.

    Args:
        judge: the linter.
        unsafe: whether unsafe fixes are applied too.
        keep: whether to write nothing, but only find out what would change.

    Attributes:
        mended: every draft that something was or could be mended in.
        problems: the files that could not be written; what is reported of these is said of the file as it is.

    """

    def __init__(self, judge: Judge, *, unsafe: bool = False, keep: bool = False) -> None:
        self._judge = judge
        self._unsafe = unsafe
        self._keep = keep
        self.mended: list[Mended] = []
        self.problems: list[Problem] = []

    def check_paths(self, paths: Sequence[str], only: Callable[[Path], bool] | None = None) -> Iterator[Outcome]:
        """Judge and mend files and folders, in the order found; what is said of a draft holds for it as mended.

        Word documents are judged and left as they are.
        """
        for path, group in groupby(self._judge.check_paths(paths, only), key=_path_of):
            outcomes = list(group)
            reports = [outcome for outcome in outcomes if isinstance(outcome, DraftReport)]
            if path is not None and not is_word(path) and _has_fixes(reports):
                yield from self._file(path, reports)
            else:
                yield from outcomes

    def check_stdin(self, data: bytes, filename: str | None) -> list[DraftReport]:
        """Judge and mend one draft from bytes; a Word document is judged and left as it is.

        Raises:
            Problem: when it cannot be judged.

        """
        shown = filename or STDIN
        reports = self._judge.check_stdin(data, filename)
        if is_word(shown):
            return reports
        mended = self._mend(shown, filename, text_file(data, Path(shown), shown), reports)
        self.mended.append(mended)
        return list(mended.reports)

    def _file(self, path: str, reports: Sequence[DraftReport]) -> Iterator[Outcome]:
        try:
            file = read_text_file(Path(path), path)
            if any(report.source != file.text for report in reports):
                reports = self._judge.check_stdin(file.data(path), path)
            mended = self._mend(path, path, file, reports)
            if mended.applied and not self._keep:
                write_text_file(mended.after, path, read=file)
        except Problem as problem:
            self.problems.append(problem)
            yield from reports
            return
        self.mended.append(mended)
        yield from mended.reports

    def _mend(self, shown: str, name: str | None, file: TextFile, reports: Sequence[DraftReport]) -> Mended:
        """Apply fixes round after round; a text that stood before ends it, for it would come back for ever."""
        now, applied, stable = file, 0, False
        seen = {file.text}
        for _ in range(MAX_ROUNDS):
            done = apply(now.text, self._wanted(reports), shown)
            stable = not done.fixes or done.text in seen
            if stable:
                break
            seen.add(done.text)
            now = now.with_text(done.text)
            reports = self._judge.check_stdin(now.data(shown), name)
            applied += len(done.fixes)
        more = 0 if self._unsafe else len(fixes_of(reports, safe=False))
        settled = stable or not self._wanted(reports)
        return Mended(shown, file, now, tuple(reports), applied, more, settled)

    def _wanted(self, reports: Sequence[DraftReport]) -> list[Fix]:
        """Give the fixes to apply, the safe ones first."""
        return [*fixes_of(reports, safe=True), *(fixes_of(reports, safe=False) if self._unsafe else ())]


def _path_of(outcome: Outcome) -> str | None:
    return outcome.path if isinstance(outcome, DraftReport) else None


def _has_fixes(reports: Iterable[DraftReport]) -> bool:
    return any(finding.fixes for report in reports for finding in report.findings)
