import pytest
from cli_fakes import draft

from postlint.cli.exit_status import FailOn, exit_status
from postlint.findings import DraftError, Report, Severity

NOTHING, TIP, WARNING, ERROR = (
    draft(severity=s) for s in (None, Severity.SUGGESTION, Severity.WARNING, Severity.ERROR)
)


@pytest.mark.parametrize(
    ("fail_on", "statuses"),
    [
        ("error", (0, 0, 0, 1)),
        ("warning", (0, 0, 1, 1)),
        ("suggestion", (0, 1, 1, 1)),
        ("never", (0, 0, 0, 0)),
    ],
)
def test_fail_on_sets_the_mildest_severity_that_fails(fail_on: FailOn, statuses: tuple[int, ...]):
    assert tuple(exit_status(Report((d,)), fail_on) for d in (NOTHING, TIP, WARNING, ERROR)) == statuses


def test_one_draft_among_many_is_enough():
    assert exit_status(Report((NOTHING, ERROR, NOTHING))) == 1


def test_a_score_below_the_lowest_fails_and_the_lowest_itself_does_not():
    report = Report((draft(score=59), draft(score=60)))
    assert exit_status(report, "never", 60) == 1
    assert exit_status(report, "never", 59) == 0
    assert exit_status(report, "never", None) == 0


def test_a_draft_judged_in_part_fails_on_no_score():
    assert exit_status(Report((draft()._replace(score=None),)), min_score=80) == 0


def test_what_could_not_be_judged_outweighs_what_was_found():
    assert exit_status(Report((ERROR,), (DraftError("b.md", "stuk"),)), "never") == 2
    assert exit_status(Report((), (DraftError("b.md", "stuk"),))) == 2


def test_a_run_without_drafts_is_fine():
    assert exit_status(Report(()), "suggestion", 100) == 0
