"""An audit as a Report, for the formats that know drafts: each finding at the last post concerned, else at the folder.

Place in the data flow: SARIF, GitHub, GitLab, JUnit, Checkstyle, concise and JSON Lines print it as they print a run of
`check`; the exit status comes from it as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from postlint.audited import Audit, AuditFinding, PostRef
from postlint.findings import DraftReport, Finding, Lang, LawScore, Position, Report, Severity, Span, Text, Verdict

_MOST_POSTS = 5
_ABOUT = Text("Het gaat om: {posts}.", "It is about: {posts}.")
_MORE = Text("{posts} en nog {n}", "{posts} and {n} more")
_FULL = 100
SERIES = "series"
"""What stands where a draft has its channel, for findings about everything."""


def as_report(audit: Audit, lang: Lang) -> Report:
    """Give the findings of an audit by the file that they stand at, and first of all the series itself.

    Every entry has the score of the series; without a score that is 100, so that nothing fails by it.
    """
    home = audit.paths[0] if audit.paths else ""
    by_place: dict[tuple[str, str], list[AuditFinding]] = {(home, SERIES): []}
    for finding in audit.findings:
        channel = finding.scope.name if finding.scope.kind == "channel" else SERIES
        by_place.setdefault((_place(finding, home).path, channel), []).append(finding)
    drafts = [_entry(audit, path, channel, found, home, lang) for (path, channel), found in by_place.items()]
    first = drafts[0]._replace(laws=_laws(audit))
    return Report((first, *drafts[1:]), audit.errors)


def once(findings: Sequence[AuditFinding]) -> Iterator[AuditFinding]:
    """Give findings for people, who need advice that a rule gives for several channels or accounts only once."""
    given: set[tuple[str, str]] = set()
    for finding in findings:
        advice = (finding.rule, finding.advice)
        yield replace(finding, advice="") if advice in given else finding
        given.add(advice)


def _entry(audit: Audit, path: str, channel: str, found: Sequence[AuditFinding], home: str, lang: Lang) -> DraftReport:
    worst = max((one.severity.rank for one in found), default=-1)
    verdicts = {Severity.ERROR.rank: Verdict.HOLD, Severity.WARNING.rank: Verdict.REVISE}
    score = _FULL if audit.score is None else audit.score
    return DraftReport(
        path=path, channel=channel, kind="post", score=score, verdict=verdicts.get(worst, Verdict.POST), laws=(),
        findings=tuple(_finding(one, _place(one, home), lang) for one in found), raw_score=float(score),
        suppressed=audit.suppressed if (path, channel) == (home, SERIES) else 0,
        known=audit.known if (path, channel) == (home, SERIES) else 0,
    )  # fmt: skip


def _laws(audit: Audit) -> tuple[LawScore, ...]:
    return tuple(LawScore(law.law, law.score or 0, law.score is not None) for law in audit.laws)


def _place(finding: AuditFinding, home: str) -> PostRef:
    return finding.posts[0] if finding.posts else PostRef(home)


def _finding(finding: AuditFinding, place: PostRef, lang: Lang) -> Finding:
    at = Position(place.line, 1, 0)
    return Finding(
        rule=finding.rule, law=finding.law, category=finding.category, severity=finding.severity,
        message=_message(finding, lang), advice=finding.advice, match="", span=Span(at, at), whole=True,
    )  # fmt: skip


def _message(finding: AuditFinding, lang: Lang) -> str:
    if len(finding.posts) < 2:
        return finding.message
    names = ", ".join(named(post) for post in finding.posts[:_MOST_POSTS])
    if len(finding.posts) > _MOST_POSTS:
        names = _MORE.to(lang).format(posts=names, n=len(finding.posts) - _MOST_POSTS)
    return f"{finding.message} {_ABOUT.to(lang).format(posts=names)}"


def named(post: PostRef) -> str:
    """Give «posts.csv:12», or «a.md» for a file of its own."""
    return post.path if post.line == 1 else f"{post.path}:{post.line}"


def short(post: PostRef, audit: Audit) -> PostRef:
    """Give a post by its path below the folder that was audited, for people."""
    for home in audit.paths:
        below = post.path.removeprefix(home).lstrip("/\\")
        if below and post.path != below:
            return replace(post, path=below)
    return post
