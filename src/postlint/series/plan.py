"""What the coming weeks need: the measures as they are now, and as they will be once what is planned is posted.

Place in the data flow: `postlint plan` reads a series as `audit` does; this splits it at a day and counts what is
missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil, floor

from postlint.audited import Metric, Need, Plan, Planned, Rating
from postlint.channels import load_profiles
from postlint.findings import Text
from postlint.paths import rules_dir
from postlint.rulebook.series import SeriesRule
from postlint.series.audit import AuditOptions, Taken, labels, owed_of, rules_of
from postlint.series.ledger import Entry, Ledger, dated
from postlint.series.measures import Measured
from postlint.series.rate import metric_of
from postlint.series.view import WEEK, WINDOW_DAYS, View

WEEKS = 4
"""Weeks that a plan looks ahead."""
LONGEST_SILENCE = 14
_ENOUGH = 1e-9
_MANY = 10
_MORE: Mapping[str, tuple[Text, Text]] = {
    "promotion-share": (
        Text("Zet er nog {n} bericht bij dat niets verkoopt", "Add {n} more post that sells nothing"),
        Text("Zet er nog {n} berichten bij die niets verkopen", "Add {n} more posts that sell nothing"),
    ),
    "question-share": (
        Text("Stel in nog {n} bericht een echte vraag", "Ask a real question in {n} more post"),
        Text("Stel in nog {n} berichten een echte vraag", "Ask a real question in {n} more posts"),
    ),
    "conversation-share": (
        Text("Plan nog {n} reactie of bedankje", "Plan {n} more reply or thanks"),
        Text("Plan nog {n} reacties of bedankjes", "Plan {n} more replies or thanks"),
    ),
    "top-topics-share": (
        Text("Laat nog {n} bericht gaan over {names}", "Let {n} more post be about {names}"),
        Text("Laat nog {n} berichten gaan over {names}", "Let {n} more posts be about {names}"),
    ),
    "value-share": (
        Text("Geef de lezer in nog {n} bericht iets mee", "Give readers something in {n} more post"),
        Text("Geef de lezer in nog {n} berichten iets mee", "Give readers something in {n} more posts"),
    ),
    "sharing-share": (
        Text("Noem of deel in nog {n} bericht een ander", "Name or share someone in {n} more post"),
        Text("Noem of deel in nog {n} berichten een ander", "Name or share others in {n} more posts"),
    ),
    "inviting-share": (
        Text("Nodig in nog {n} bericht uit om te reageren", "Invite a response in {n} more post"),
        Text("Nodig in nog {n} berichten uit om te reageren", "Invite a response in {n} more posts"),
    ),
    "thanks-share": (
        Text("Bedank nog {n} keer iemand", "Thank someone {n} more time"),
        Text("Bedank nog {n} keer iemand", "Thank someone {n} more times"),
    ),
}
"""What to say of measures that more posts of some sort bring back in balance: of one, and of several."""
_EVERY: Mapping[str, Text] = {
    "promotion-share": Text("Plan voorlopig niets dat verkoopt", "For now, plan nothing that sells"),
    "value-share": Text(
        "Geef de lezer voorlopig in elk bericht iets mee", "For now, give readers something in every post"
    ),
    "inviting-share": Text(
        "Nodig voorlopig in elk bericht uit om te reageren", "For now, invite a response in every post"
    ),
    "top-topics-share": Text("Blijf voorlopig bij {names}", "For now, stay with {names}"),
}
"""What to say where the number is so large that it means every post for a while."""
_FEWER = (
    Text(", en haal de verkoop uit het bericht dat gepland staat", ", and take the selling out of the post planned"),
    Text(
        ", en haal de verkoop uit de {n} berichten die gepland staan",
        ", and take the selling out of the {n} posts planned",
    ),
)
_CHANNELS = Text("Plan iets op {names}, of stop daar", "Plan something on {names}, or stop there")
_OTHERS = Text("Noem nog {n} anderen uit je vak", "Name {n} more others in your field")
_PLANNABLE = frozenset({*_MORE, "thin-channels", "abandoned-channels", "others-per-4-weeks"})


def plan(taken: Taken, options: AuditOptions, weeks: int = WEEKS) -> Plan:
    """Compare what was posted with what is planned.

    Args:
        taken: what was read.
        options: how; `today` is the day after which posts are to come, by default the last day that an export or
            table has a post, or else the last day of all.
        weeks: how far to look ahead.

    Raises:
        Problem: when a rule about the series is wrong, or the configuration names one that is not there.

    """
    ledger = taken.ledger
    today = _today(ledger, options)
    coming = [entry for day, entry in dated(ledger.own_entries) if day > today]
    until = max([today + weeks * WEEK, *(entry.day or 0 for entry in coming)])
    profiles = load_profiles(rules_dir() / "channels")
    label = labels(profiles, options.lang)
    posted = replace(ledger, entries=[e for e in ledger.entries if e.day is None or e.day <= today])
    now = View(posted, window=(today - WINDOW_DAYS + 1, today), end=today, label=label)
    then = View(ledger, window=(until - WINDOW_DAYS + 1, until), end=until, label=label)
    compared = [
        _need(rule, now, then, sum(e.judged is not None and e.judged.promotional for e in coming), options)
        for rule in rules_of(options).values()
        if rule.measure in _PLANNABLE and "all" in rule.per
    ]
    needs = [need for need in compared if need.then.rating.rank >= Rating.ORANGE.rank]
    well = [n for n in compared if n.now.rating.rank >= Rating.ORANGE.rank and n.then.rating is Rating.GREEN]
    return Plan(
        paths=options.paths, today=date.fromordinal(today), until=date.fromordinal(until),
        done=len(posted.own_entries), planned=tuple(map(_planned, coming)),
        needs=tuple(sorted(needs, key=lambda need: -need.then.rating.rank)), well=tuple(well),
        silences=tuple(_silences(ledger, today, until)), owed=tuple(owed_of(posted)),
        errors=tuple(taken.errors), notices=tuple(taken.notices),
    )  # fmt: skip


def _today(ledger: Ledger, options: AuditOptions) -> int:
    if options.today is not None:
        return options.today.toordinal()
    published = [entry.day for entry in ledger.own_entries if entry.published and entry.day is not None]
    return max(published, default=None) or ledger.last_day or date.today().toordinal()


def _need(rule: SeriesRule, now: View, then: View, selling: int, options: AuditOptions) -> Need:
    before, _ = metric_of(rule, now, options.lang)
    after, measured = metric_of(rule, then, options.lang)
    more = _how_many(rule, measured)
    fewer = min(selling, _how_few(rule, measured))
    message = _message(rule, after, more, fewer, options)
    return Need(rule.id, rule.law, rule.label.to(options.lang), before, after, message, more, fewer)


def _how_many(rule: SeriesRule, measured: Measured) -> int:
    """Give how many posts of the right sort bring a share back within its limit."""
    bounds = rule.orange or rule.red
    if bounds is None or measured.value is None:
        return 0
    if rule.measure == "promotion-share" and bounds.more_than:
        return max(0, ceil(measured.count / bounds.more_than - measured.n - _ENOUGH))
    if rule.measure == "others-per-4-weeks" and bounds.less_than:
        return max(0, ceil(bounds.less_than * WINDOW_DAYS / (4 * WEEK) - measured.count - _ENOUGH))
    if rule.unit == "share" and bounds.less_than is not None and measured.value < bounds.less_than < 1:
        low = bounds.less_than
        return max(0, ceil((low * measured.n - measured.count) / (1 - low) - _ENOUGH))
    return 0


def _how_few(rule: SeriesRule, measured: Measured) -> int:
    """Give how many posts that sell must no longer sell."""
    bounds = rule.orange or rule.red
    if rule.measure != "promotion-share" or bounds is None or bounds.more_than is None:
        return 0
    return max(0, measured.count - floor(bounds.more_than * measured.n + _ENOUGH))


def _message(rule: SeriesRule, metric: Metric, more: int, fewer: int, options: AuditOptions) -> str:
    from postlint.series.words import listed

    lang, names = options.lang, listed(metric.names, options.lang)
    if rule.measure in ("thin-channels", "abandoned-channels"):
        return f"{_CHANNELS.to(lang).format(names=names)}." if metric.names else ""
    if rule.measure == "others-per-4-weeks":
        return f"{_OTHERS.to(lang).format(n=more)}." if more else ""
    if not more:
        return ""
    many = _EVERY.get(rule.measure) if more > _MANY else None
    said = (many or _MORE[rule.measure][more > 1]).to(lang).format(n=more, names=names)
    return f"{said}{_FEWER[fewer > 1].to(lang).format(n=fewer) if fewer else ''}."


def _planned(entry: Entry) -> Planned:
    one = entry.judged
    facts = {} if one is None else {
        "promotional": one.promotional, "question": one.question, "valuable": one.valuable, "score": one.score
    }  # fmt: skip
    return Planned(entry.ref, entry.kind, entry.channels, entry.topic, **facts)  # type: ignore[arg-type]


def _silences(ledger: Ledger, today: int, until: int) -> Iterator[tuple[date, date]]:
    """Give the stretches to come without anything, from the last post on."""
    days = sorted({day for day, _ in dated(ledger.own_entries)})
    past = [day for day in days if day <= today]
    ahead = [*past[-1:], *(day for day in days if day > today), until + 1]
    for earlier, later in pairwise(ahead):
        if later - earlier > LONGEST_SILENCE and later > today:
            yield date.fromordinal(earlier + 1), date.fromordinal(later - 1)
