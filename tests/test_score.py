"""From findings to points, score and verdict, as the design has it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.findings import Finding, Position, Praise, Severity, Span, Verdict
from postlint.paths import rules_dir
from postlint.rulebook import Costs, load_laws
from postlint.score import Score, deductions, score

LAWS = load_laws(rules_dir())
ALWAYS = frozenset(law.id for law in LAWS.values() if not law.only_when_found)
E, W, S = Severity.ERROR, Severity.WARNING, Severity.SUGGESTION


def span(line: int) -> Span:
    return Span(Position(line, 1, line * 10), Position(line, 5, line * 10 + 4))


def hit(severity: Severity, rule: str = "focus/a", line: int = 1) -> Finding:
    return Finding(rule, rule.split("/")[0], "focus", severity, "m", "a", "x", span(line))


def praise(points: int, signal: str = "tip", law: str = "inhoud") -> Praise:
    return Praise(signal, law, "goed", points, span(1))


def scored(findings: list[Finding], good: list[Praise] | None = None, judged: frozenset[str] = ALWAYS) -> Score:
    return score(findings, good or [], LAWS, judged)


def law_of(result: Score, law: str) -> tuple[bool, int]:
    found = next(s for s in result.laws if s.law == law)
    return found.applies, found.score


@pytest.mark.parametrize(
    ("findings", "points"),
    [
        ([hit(E)], [-40]),
        ([hit(E), hit(E, line=2), hit(E, line=3), hit(E, line=4)], [-40, -20, -10, -10]),
        ([hit(W), hit(W, line=2), hit(W, line=3)], [-15, -7.5, -3.75]),
        ([hit(S), hit(S, line=2), hit(S, line=3)], [-4, -2, -1]),
        ([hit(S, f"focus/{n}", n) for n in range(1, 6)], [-4, -4, -4, 0, 0]),
        ([hit(S), hit(W, "focus/b"), hit(E, "focus/c")], [-40, -15, -4]),
    ],
)
def test_what_findings_of_one_law_cost(findings: list[Finding], points: list[float]) -> None:
    assert [p.points for p in deductions(findings, Costs())] == points


def test_points_say_which_rule_and_line_they_come_from() -> None:
    [first, second] = deductions([hit(W, "focus/a", 7), hit(E, "focus/b", 3)], Costs())
    assert [(first.rule, first.line), (second.rule, second.line)] == [("focus/b", 3), ("focus/a", 7)]


@pytest.mark.parametrize(
    ("findings", "left"),
    [
        ([], 100),
        ([hit(E)], 60),
        ([hit(W), hit(W, line=2), hit(W, line=3)], 74),
        ([hit(E, f"focus/{n}") for n in range(3)], 0),
        ([hit(S, f"focus/{n}") for n in range(9)], 88),
    ],
)
def test_a_law_keeps_what_its_findings_leave(findings: list[Finding], left: int) -> None:
    assert law_of(scored(findings), "focus") == (True, left)


@pytest.mark.parametrize(
    ("good", "built"),
    [([], 40), ([12], 52), ([12, 8], 60), ([12] * 9, 100)],
)
def test_content_is_built_up(good: list[int], built: int) -> None:
    assert law_of(scored([], [praise(p) for p in good]), "inhoud") == (True, built)


def test_a_finding_about_content_lowers_it() -> None:
    assert law_of(scored([hit(W, "inhoud/a")], [praise(12)]), "inhoud") == (True, 37)


def test_praise_under_another_law_still_builds_content_and_shows_that_law() -> None:
    result = scored([], [praise(8, "question-to-reader", "luisteren")])
    assert law_of(result, "inhoud") == (True, 48)
    assert law_of(result, "luisteren") == (True, 100)
    assert law_of(scored([]), "luisteren") == (False, 0)


def test_a_law_that_is_not_judged_applies_once_something_is_found() -> None:
    assert law_of(scored([hit(W, "luisteren/a")]), "luisteren") == (True, 85)
    assert law_of(scored([], judged=frozenset()), "inhoud") == (False, 0)
    assert scored([], judged=frozenset()).total == 100


def test_the_total_is_the_weighted_mean_of_the_laws_that_apply() -> None:
    result = scored([hit(S, "privacy/a")], judged=frozenset({"inhoud", "privacy", "focus"}))
    assert result.raw == (2 * 40 + 3 * 96 + 1 * 100) / 6
    assert (result.total, result.cap) == (78, None)


@pytest.mark.parametrize(
    ("findings", "limit", "rule", "verdict"),
    [
        ([], None, None, Verdict.POST),
        ([hit(S)], None, None, Verdict.POST),
        ([hit(W, "kwaliteit/a"), hit(S)], 84, "kwaliteit/a", Verdict.REVISE),
        ([hit(W), hit(S)], LAWS["focus"].caps.warning, "focus/a", Verdict.REVISE),
        ([hit(E, "focus/b"), hit(W)], 49, "focus/b", Verdict.HOLD),
        ([hit(E, "focus/b"), hit(E, "claims/c")], LAWS["claims"].caps.error, "claims/c", Verdict.HOLD),
        ([hit(E, "privacy/c")], LAWS["privacy"].caps.error, "privacy/c", Verdict.HOLD),
        ([hit(W, "privacy/c")], LAWS["privacy"].caps.warning, "privacy/c", Verdict.REVISE),
    ],
)
def test_caps_and_verdicts(findings: list[Finding], limit: int | None, rule: str | None, verdict: Verdict) -> None:
    result = scored(findings, [praise(60)])
    assert (result.cap and result.cap.limit, result.cap and result.cap.reason) == (limit, rule)
    assert result.verdict is verdict
    assert result.total == min(round(result.raw), limit or 100)


def test_the_caps_stay_within_those_of_the_design() -> None:
    for law in LAWS.values():
        assert law.caps.error <= (29 if law.id in {"privacy", "claims"} else 49)
        assert law.caps.error < law.caps.warning <= 84


def test_selling_as_the_point_caps_lower_than_a_plug() -> None:
    plug = hit(W, "non-promotie/a")
    assert scored([plug._replace(direct=True)]).total < scored([plug]).total


def test_a_weak_draft_is_to_be_revised_without_any_warning() -> None:
    assert scored([], judged=frozenset({"inhoud"})).verdict is Verdict.REVISE


def test_the_first_change_is_the_one_that_helps_most() -> None:
    result = scored([hit(E, "privacy/a", 4), hit(W, "focus/b", 2), hit(S, "focus/c", 1)])
    assert result.first is not None
    assert result.first.finding.rule == "privacy/a"
    assert result.first.score == scored([hit(W, "focus/b", 2), hit(S, "focus/c", 1)]).total
    assert scored([]).first is None


def test_who_rewrites_a_sentence_mends_what_is_said_of_words_in_it() -> None:
    sentence = hit(E, "non-promotie/zin")._replace(span=Span(Position(1, 1, 0), Position(1, 41, 40)))
    word = hit(E, "non-promotie/woord")._replace(span=Span(Position(1, 9, 8), Position(1, 20, 19)))
    result = scored([sentence, word])
    assert result.first is not None
    assert (result.first.finding.rule, result.first.score) == ("non-promotie/zin", scored([]).total)


def test_the_first_change_takes_all_hits_of_a_rule_together_and_shows_the_first() -> None:
    result = scored([hit(W, "focus/a", 2), hit(W, "focus/a", 5)])
    assert result.first is not None
    assert (result.first.finding.span.start.line, result.first.score) == (2, scored([]).total)


rules = st.sampled_from(["privacy/a", "claims/b", "focus/c", "inhoud/d", "kanaal/e", "non-promotie/f", "kwaliteit/g"])
some_findings = st.lists(st.builds(hit, st.sampled_from([E, W, S]), rules, st.integers(1, 50)), max_size=12)
some_praise = st.lists(st.builds(praise, st.integers(1, 12)), max_size=6)


@given(some_findings, some_praise)
def test_every_point_can_be_traced(findings: list[Finding], good: list[Praise]) -> None:
    result = scored(findings, good)
    for law in result.laws:
        if law.applies:
            total = (40 if law.law == "inhoud" else 100) + sum(p.points for p in law.points)
            assert law.score == round(max(0, min(100, total)))
    applied = [law for law in result.laws if law.applies]
    weights = sum(LAWS[law.law].weight for law in applied)
    assert result.raw == pytest.approx(sum(LAWS[law.law].weight * law.score for law in applied) / weights)
    assert 0 <= result.total <= 100


@given(some_findings, some_praise)
def test_fewer_findings_never_lower_the_score(findings: list[Finding], good: list[Praise]) -> None:
    result = scored(findings, good)
    for n in range(len(findings)):
        assert scored(findings[:n] + findings[n + 1 :], good).raw >= result.raw
    if result.first is not None:
        assert result.first.score >= result.total


@given(some_findings, some_praise, st.integers(1, 12))
def test_something_good_never_lowers_the_score(findings: list[Finding], good: list[Praise], more: int) -> None:
    assert scored(findings, [*good, praise(more)]).raw >= scored(findings, good).raw
