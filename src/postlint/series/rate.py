"""Measures against the limits of the rules: metrics, laws and findings.

Place in the data flow: `audit` hands over the ledger once it is full; the rules say what is orange and red.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from postlint.audited import AuditFinding, LawAudit, Metric, PostRef, Rating, Scope
from postlint.findings import Lang, Problem, Text
from postlint.rulebook.auditing import AuditIgnore, AuditLimits
from postlint.rulebook.model import Law
from postlint.rulebook.series import Bounds, SeriesRule, is_inverted
from postlint.series.ledger import Entry
from postlint.series.measures import MEASURES, Measured
from postlint.series.view import WEEK, View, before
from postlint.series.words import days, limits, listed, shown, where
from postlint.yamlio import nearest

SCORES = {Rating.GREEN: 100, Rating.ORANGE: 60, Rating.RED: 20}
"""What a rating is worth in the score of a law."""
_MOST_SCOPES = 12
_NO_RULE = Text("«{name}» is geen regel over een reeks{near}", "“{name}” is no rule about a series{near}")
_NO_LIMIT = Text(
    "«{rule}» heeft geen grens voor {name}, of één aan beide kanten; die verander je niet met één getal",
    "“{rule}” has no limit for {name}, or one on both sides; one number cannot change that",
)
_NO_SHARE = Text(
    "«{rule}» gaat over een aandeel, van 0 tot en met 1 (20% is 0.2); {name}: {number} kan dus niet",
    "“{rule}” is about a share, from 0 to 1 (20% is 0.2); so {name}: {number} cannot be",
)
_INVERTED = Text(
    "«{rule}»: rood begint hier bij {red}, eerder dan oranje bij {orange}; zet red {above} orange, of noem ze allebei",
    "“{rule}”: red begins at {red} here, before orange at {orange}; put red {above} orange, or name both of them",
)


@dataclass(frozen=True, slots=True)
class Rated:
    """What the rules make of a series."""

    laws: tuple[LawAudit, ...]
    findings: tuple[AuditFinding, ...]
    suppressed: int
    score: int | None


def rate(
    base: View, rules: Mapping[str, SeriesRule], laws: Mapping[str, Law], ignore: Sequence[AuditIgnore], lang: Lang
) -> Rated:
    """Hold every measure against its rule.

    Args:
        base: everything, in the window that measures look at.
        rules: the rules about the series, with the limits of the configuration.
        laws: all laws by id, in the order of the screen.
        ignore: findings that the configuration sets aside.
        lang: the language of everything said.

    """
    by_law: dict[str, list[Metric]] = {}
    findings: list[AuditFinding] = []
    suppressed = 0
    views = Views(base)
    for rule in rules.values():
        for held in held_against(rule, views):
            metric, measured = _metric(rule, held, lang), held.measured
            if metric.rating.rank >= Rating.ORANGE.rank:
                if set_aside(rule, held.view.scope, ignore):
                    suppressed += 1
                    metric = replace(metric, rating=Rating.UNKNOWN)
                else:
                    findings.append(_finding(rule, metric, measured, lang))
            by_law.setdefault(rule.law, []).append(metric)
    audited = tuple(_law(law, by_law[law]) for law in laws if law in by_law)
    ordered = sorted(findings, key=lambda one: (-one.severity.rank, -one.rating.rank))
    return Rated(audited, tuple(ordered), suppressed, _score(audited, laws))


def with_limits(rules: Mapping[str, SeriesRule], limits: Mapping[str, AuditLimits]) -> dict[str, SeriesRule]:
    """Give the rules with the limits of the configuration.

    Raises:
        Problem: when a rule is not there, or a limit cannot be changed by one number, can never be passed, or lies on
            the wrong side of the other.

    """
    return dict(rules) | {rule.id: rule for rule in (_with(rules, name, wanted) for name, wanted in limits.items())}


def _with(rules: Mapping[str, SeriesRule], name: str, wanted: AuditLimits) -> SeriesRule:
    rule = require_rule(name, rules)
    changes: dict[str, object] = {} if wanted.minimum is None else {"minimum": wanted.minimum}
    for color in ("orange", "red"):
        number = getattr(wanted, color)
        if number is not None:
            changes[color] = _moved(rule, color, number)
    changed = msgspec.structs.replace(rule, **changes)
    if is_inverted(changed):
        raise _inverted(changed)
    return changed


def _inverted(rule: SeriesRule) -> Problem:
    rising = rule.orange is not None and rule.orange.more_than is not None
    orange, red = (
        f"{(bounds.more_than if rising else bounds.less_than) or 0:g}" for bounds in (rule.orange, rule.red) if bounds
    )
    above = Text("boven", "above") if rising else Text("onder", "below")
    return Problem(
        Text(
            _INVERTED.nl.format(rule=rule.id, orange=orange, red=red, above=above.nl),
            _INVERTED.en.format(rule=rule.id, orange=orange, red=red, above=above.en),
        )
    )


def require_rule(name: str, rules: Mapping[str, SeriesRule]) -> SeriesRule:
    """Give a rule by its id, or by its law and name.

    Raises:
        Problem: when there is none, with the nearest one.

    """
    found = rules.get(name) or rules.get(f"series/{name}")
    if found is None:
        near = nearest(name, rules)
        nl, en = (f"; bedoel je «{near}»?", f"; do you mean “{near}”?") if near else ("", "")
        raise Problem(Text(_NO_RULE.nl.format(name=name, near=nl), _NO_RULE.en.format(name=name, near=en)))
    return found


def _moved(rule: SeriesRule, color: str, number: float) -> Bounds:
    if rule.unit == "share" and not 0 <= number <= 1:
        raise Problem(Text(*(text.format(rule=rule.id, name=color, number=f"{number:g}") for text in _NO_SHARE)))
    bounds: Bounds | None = getattr(rule, color)
    if bounds is None or (bounds.more_than is not None and bounds.less_than is not None):
        raise Problem(Text(*(text.format(rule=rule.id, name=color) for text in _NO_LIMIT)))
    return Bounds(more_than=number) if bounds.more_than is not None else Bounds(less_than=number)


class Views:
    """The views that rules ask for, each made once, so that no rule filters the posts again."""

    def __init__(self, base: View) -> None:
        self.base = base
        self._made: dict[tuple[Scope, bool], View] = {}

    def of(self, rule: SeriesRule, scope: Scope) -> View:
        """Give the posts of one scope in the window of a rule."""
        key = (scope, rule.window == "recent")
        if key not in self._made:
            self._made[key] = replace(self.base, scope=scope, window=self.base.window if key[1] else None)
        return self._made[key]


@dataclass(frozen=True, slots=True)
class Held:
    """A measure in one scope, and how it stands."""

    view: View
    measured: Measured
    rating: Rating


def held_against(rule: SeriesRule, views: Views) -> Iterator[Held]:
    """Hold a measure against its rule in each scope; of parts of the whole only those that are worse than the whole."""
    overall: Rating | None = None
    for scope in _scopes(rule, views.base):
        if overall is Rating.RED:
            break
        view = views.of(rule, scope)
        measured = MEASURES[rule.measure](view)
        rating = _rating(rule, measured, view)
        if scope.kind == "all":
            overall = rating
        elif measured.n < rule.minimum or rating.rank <= (overall or Rating.UNKNOWN).rank:
            continue
        yield Held(view, measured, rating)


def _scopes(rule: SeriesRule, base: View) -> Iterator[Scope]:
    if "all" in rule.per:
        yield Scope()
    for kind in ("account", "channel"):
        if kind in rule.per:
            names = _accounts(base.own) if kind == "account" else _channels(base.own)
            if len(names) > 1:
                yield from (Scope(kind, n, n if kind == "account" else base.label(n)) for n in names[:_MOST_SCOPES])


def _accounts(entries: Iterable[Entry]) -> list[str]:
    return list(dict.fromkeys(entry.account for entry in entries if entry.account))


def _channels(entries: Iterable[Entry]) -> list[str]:
    return list(dict.fromkeys(channel for entry in entries for channel in entry.channels))


def metric_of(rule: SeriesRule, view: View, lang: Lang) -> tuple[Metric, Measured]:
    """Hold one measure of a view against its rule."""
    measured = MEASURES[rule.measure](view)
    return _metric(rule, Held(view, measured, _rating(rule, measured, view)), lang), measured


def _metric(rule: SeriesRule, held: Held, lang: Lang) -> Metric:
    view, measured = held.view, held.measured
    previous = _previous(rule, view)
    return Metric(
        rule=rule.id, law=rule.law, label=rule.label.to(lang), measure=rule.measure, unit=rule.unit, scope=view.scope,
        value=measured.value,
        shown="–" if measured.value is None else shown(measured.value, rule.unit, lang),
        n=measured.n, minimum=rule.minimum, rating=held.rating, limit=_limit(rule, lang),
        previous=previous, previous_shown="" if previous is None else shown(previous, rule.unit, lang),
        posts=_refs(measured.about), names=_names(measured, lang), rough=measured.rough,
    )  # fmt: skip


def _rating(rule: SeriesRule, measured: Measured, view: View) -> Rating:
    value = measured.value
    if value is None or measured.n < rule.minimum or (rule.minimum_weeks and _weeks(view) < rule.minimum_weeks):
        return Rating.UNKNOWN
    if rule.unless is not None:
        other = MEASURES[rule.unless.measure](view).value
        if other is not None and other >= rule.unless.at_least:
            return Rating.GREEN
    for rating, bounds in ((Rating.RED, rule.red), (Rating.ORANGE, rule.orange)):
        if bounds is not None and bounds.passed(value) is not None:
            return Rating.ORANGE if measured.rough else rating
    return Rating.GREEN


def _limit(rule: SeriesRule, lang: Lang) -> str:
    """Give what is still good, in words: the limit of orange, or of red where there is no other."""
    bounds = rule.orange or rule.red or Bounds()
    return limits(bounds.less_than, bounds.more_than, rule.unit, lang)


def _number(rule: SeriesRule, value: float, lang: Lang) -> str:
    """Give the limit that a value passes, as a number for a message."""
    for bounds in (rule.orange, rule.red):
        passed = None if bounds is None else bounds.passed(value)
        if passed is not None:
            return shown(passed, rule.unit, lang)
    return ""


def _weeks(view: View) -> float:
    dates = [entry.day for entry in view.ledger.own_entries if entry.day is not None]
    return (dates[-1] - dates[0] + 1) / WEEK if dates else 0.0


def _previous(rule: SeriesRule, view: View) -> float | None:
    """Give the same measure over the twelve weeks before; None where those have too little to compare with."""
    if view.window is None or rule.unit == "points":
        return None
    earlier = before(view.window)
    measured = MEASURES[rule.measure](replace(view, window=earlier, end=earlier[1]))
    return measured.value if measured.n >= rule.minimum else None


def _names(measured: Measured, lang: Lang) -> tuple[str, ...]:
    return (days(measured.days, lang),) if measured.days else measured.names


def _refs(entries: Iterable[Entry]) -> tuple[PostRef, ...]:
    latest = sorted(entries, key=lambda entry: (entry.day or 0, entry.number), reverse=True)
    return tuple(entry.ref for entry in latest)


def set_aside(rule: SeriesRule, scope: Scope, ignore: Sequence[AuditIgnore]) -> bool:
    """Tell whether the configuration sets aside what a rule says of a scope."""
    return any(
        rule.id in (one.rule, f"series/{one.rule}")
        and (one.channel is None or (scope.kind, scope.name) == ("channel", one.channel))
        and (one.account is None or (scope.kind, scope.name) == ("account", one.account))
        for one in ignore
    )


def _finding(rule: SeriesRule, metric: Metric, measured: Measured, lang: Lang) -> AuditFinding:
    fields = {
        "value": metric.shown,
        "limit": _number(rule, metric.value or 0.0, lang),
        "n": measured.n,
        "count": measured.count,
        "where": where(metric.scope, lang),
        "names": listed(_names(measured, lang), lang),
        "previous": metric.previous_shown or "–",
    }
    severity = rule.severity.red if metric.rating is Rating.RED else rule.severity.orange
    return AuditFinding(
        rule=rule.id, law=rule.law, category=rule.category, severity=severity, rating=metric.rating,
        message=rule.message.to(lang).format_map(fields), advice=rule.advice.to(lang).format_map(fields),
        scope=metric.scope, posts=metric.posts,
    )  # fmt: skip


def _law(law: str, metrics: Sequence[Metric]) -> LawAudit:
    ratings = {metric.rating for metric in metrics} - {Rating.UNKNOWN}
    broken = Rating.RED in ratings
    worst = max(ratings, key=lambda rating: rating.rank, default=None)
    return LawAudit(
        law, broken, Rating.ORANGE in ratings and not broken, None if worst is None else SCORES[worst], tuple(metrics)
    )


def _score(audited: Iterable[LawAudit], laws: Mapping[str, Law]) -> int | None:
    """Give the mean of the laws that could be rated, by their weights."""
    rated = [(laws[one.law].weight, one.score) for one in audited if one.score is not None]
    weights = sum(weight for weight, _ in rated)
    return round(sum(weight * score for weight, score in rated) / weights) if weights else None
