"""From findings and value signals to points per law, a total and a verdict; every point can be traced.

Weights, costs and caps of every law come from `rules/laws.yaml`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from postlint.findings import Cap, Finding, FirstChange, LawScore, Points, Praise, Severity, Verdict
from postlint.rulebook import Costs, Law

MOST_FOR_SUGGESTIONS = 12
BUILT_UP = "inhoud"
BUILT_UP_FROM = 40
FULL = 100
WEAK_TOTAL = 60


@dataclass(frozen=True, slots=True)
class Score:
    """The outcome of scoring one draft."""

    total: int | None
    raw: float
    cap: Cap | None
    verdict: Verdict
    laws: tuple[LawScore, ...]
    first: FirstChange | None


def score(
    findings: Sequence[Finding],
    praise: Sequence[Praise],
    laws: Mapping[str, Law],
    judged: Iterable[str],
    *,
    in_full: bool = True,
) -> Score:
    """Score a draft.

    Args:
        findings: all findings, suggestions included.
        praise: the value signals found, with their points.
        laws: all laws by id, in the order of the screen.
        judged: the laws that this draft is judged by, whatever was found.
        in_full: False where rules could not read the draft; then only what was found counts, and there is no total.

    """
    judged = frozenset(judged) if in_full else frozenset()
    per_law = tuple(_law(laws[law], findings, praise, judged) for law in laws)
    raw = _mean(per_law, laws)
    cap = _cap(findings, laws)
    total = _total(raw, cap) if in_full else None
    first = _first_change(findings, praise, laws, judged, per_law)
    return Score(total, raw, cap, _verdict(findings, total), per_law, first)


def _law(law: Law, findings: Sequence[Finding], praise: Sequence[Praise], judged: frozenset[str]) -> LawScore:
    """Score one law; whatever law something good is praised under, its points build up `inhoud` alone."""
    own = [f for f in findings if f.law == law.id]
    earned = [Points(p.signal, p.points, p.span.start.line) for p in praise] if law.id == BUILT_UP else []
    if not (law.id in judged or own or any(p.law == law.id != BUILT_UP for p in praise)):
        return LawScore(law.id, 0, applies=False)
    points = (*earned, *deductions(own, law.costs))
    start = BUILT_UP_FROM if law.id == BUILT_UP else FULL
    total = start + sum(p.points for p in points)
    return LawScore(law.id, round(max(0, min(FULL, total))), applies=True, points=points)


def deductions(findings: Sequence[Finding], costs: Costs) -> list[Points]:
    """Give the points that findings of one law cost: repeats of a rule cost a half, then a quarter each."""
    seen: dict[str, int] = defaultdict(int)
    left = float(MOST_FOR_SUGGESTIONS)
    out: list[Points] = []
    for finding in sorted(findings, key=lambda f: (-f.severity.rank, f.span)):
        share = (1.0, 0.5, 0.25)[min(seen[finding.rule], 2)]
        seen[finding.rule] += 1
        cost = getattr(costs, finding.severity.value) * share
        if finding.severity is Severity.SUGGESTION:
            cost = min(cost, left)
            left -= cost
        out.append(Points(finding.rule, -cost, finding.span.start.line))
    return out


def _mean(per_law: Sequence[LawScore], laws: Mapping[str, Law]) -> float:
    applied = [(laws[s.law].weight, s.score) for s in per_law if s.applies]
    weights = sum(w for w, _ in applied)
    return sum(w * s for w, s in applied) / weights if weights else float(FULL)


def _cap(findings: Sequence[Finding], laws: Mapping[str, Law]) -> Cap | None:
    """Give the lowest cap that a finding sets; of equal ones that of the first finding."""
    caps = [
        Cap(laws[f.law].caps.of(f.severity, direct=f.direct), f.rule)
        for f in findings
        if f.severity is not Severity.SUGGESTION
    ]
    return min(caps, key=lambda cap: cap.limit, default=None)


def _total(raw: float, cap: Cap | None) -> int:
    return round(raw) if cap is None else min(round(raw), cap.limit)


def _verdict(findings: Sequence[Finding], total: int | None) -> Verdict:
    worst = max((f.severity.rank for f in findings), default=-1)
    if worst == Severity.ERROR.rank:
        return Verdict.HOLD
    if worst == Severity.WARNING.rank:
        return Verdict.REVISE
    if total is None:
        return Verdict.PARTIAL
    return Verdict.REVISE if total < WEAK_TOTAL else Verdict.POST


def _first_change(
    findings: Sequence[Finding],
    praise: Sequence[Praise],
    laws: Mapping[str, Law],
    judged: frozenset[str],
    per_law: Sequence[LawScore],
) -> FirstChange | None:
    """Find the rule whose repair, all its hits together, leaves the highest score; where equal, the worst rule.

    Who rewrites words mends whatever else is said of these words alone, so that goes as well.
    """
    best: tuple[float, float, int, int] | None = None
    chosen: FirstChange | None = None
    for finding in {f.rule: f for f in reversed(findings)}.values():
        mended = [f for f in findings if f.rule == finding.rule]
        rest = [f for f in findings if not any(f.rule == one.rule or one.covers(f) for one in mended)]
        after = [_law(laws[s.law], rest, praise, judged) for s in per_law]
        raw, cap = _mean(after, laws), _cap(rest, laws)
        total = _total(raw, cap)
        rank = (total, raw, finding.severity.rank, -finding.span.start.offset)
        if best is None or rank > best:
            best, chosen = rank, FirstChange(finding, total)
    return chosen
