"""JUnit XML: a suite for each draft, a test for each law that applies to it, so that a law keeps its history.

A test fails by what makes the run fail (`--fail-on`, `--min-score`); milder findings stand in its output.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from postlint.findings import DraftError, DraftReport, Finding, Report, Text
from postlint.report import words
from postlint.report.concise import in_text_order
from postlint.report.options import RenderOptions
from postlint.report.visible import one_line
from postlint.report.xml import Element, document

_NAME = "postlint"
_SCORE = Text("score vanaf {lowest}", "score of {lowest} or more")
_LOW = Text("score {score} is lager dan {lowest}", "score {score} is below {lowest}")
_JUDGE = Text("te beoordelen", "can be judged")


def render(report: Report, options: RenderOptions) -> str:
    """Give `testsuites` with a suite for each draft and channel, then one for each file that could not be judged."""
    suites = [_suite(_name(draft), list(_cases(draft, options))) for draft in report.drafts]
    suites += [_suite(error.path, [_error(error, options)]) for error in report.errors]
    totals = {key: sum(int(str(suite.attributes[key])) for suite in suites) for key in ("tests", "failures", "errors")}
    return document(Element("testsuites", {"name": _NAME, **totals}, tuple(suites)))


def _name(draft: DraftReport) -> str:
    return f"{draft.path} ({draft.channel})"


def _suite(name: str, cases: list[Element]) -> Element:
    def count(kind: str) -> int:
        return sum(any(child.name == kind for child in case.children) for case in cases)

    numbers = {"tests": len(cases), "failures": count("failure"), "errors": count("error")}
    return Element("testsuite", {"name": name, **numbers}, tuple(cases))


def _cases(draft: DraftReport, options: RenderOptions) -> Iterator[Element]:
    by_law: dict[str, list[Finding]] = {law.law: [] for law in draft.laws if law.applies}
    for finding in in_text_order(draft):
        by_law.setdefault(finding.law, []).append(finding)
    for law, findings in by_law.items():
        yield _case(draft, law, list(_outcome(findings, options)))
    if options.min_score is not None:
        yield _case(draft, _SCORE.to(options.lang).format(lowest=options.min_score), list(_low(draft, options)))


def _case(draft: DraftReport, name: str, children: list[Element]) -> Element:
    return Element("testcase", {"classname": _name(draft), "name": name}, tuple(children))


def _outcome(findings: Iterable[Finding], options: RenderOptions) -> Iterator[Element]:
    limit = options.fail_on
    serious = [f for f in findings if limit is not None and f.severity.rank >= limit.rank]
    milder = [f for f in findings if f not in serious]
    if serious:
        worst = max(serious, key=lambda f: f.severity.rank)
        attributes = {"message": one_line(worst.message), "type": worst.rule}
        yield Element("failure", attributes, text=_lines(serious, options))
    if milder:
        yield Element("system-out", text=_lines(milder, options))


def _lines(findings: Iterable[Finding], options: RenderOptions) -> str:
    return "\n".join(_line(finding, options) for finding in findings)


def _line(finding: Finding, options: RenderOptions) -> str:
    lang, start = options.lang, finding.span.start
    what = f"{words.SEVERITIES[finding.severity].to(lang)} · {finding.rule}"
    return f"{start.line}:{start.column} {what}: {one_line(f'{finding.message} → {finding.advice}')}"


def _low(draft: DraftReport, options: RenderOptions) -> Iterator[Element]:
    if options.min_score is not None and draft.score is not None and draft.score < options.min_score:
        message = _LOW.to(options.lang).format(score=draft.score, lowest=options.min_score)
        yield Element("failure", {"message": message, "type": "score"})


def _error(error: DraftError, options: RenderOptions) -> Element:
    place = f"{words.LINE.to(options.lang)} {error.line}: " if error.line else ""
    problem = Element("error", {"message": place + one_line(error.message), "type": "cannot-judge"})
    return Element("testcase", {"classname": error.path, "name": _JUDGE.to(options.lang)}, (problem,))
