"""What the coming weeks need: the measures as they are now, and as they will be once what is planned is posted.

Place in the data flow: `postlint plan` reads a series as `audit` does; this splits it at a day and counts what is
missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil, floor
from typing import NamedTuple

from postlint.audited import Metric, Need, Plan, Planned, Rating
from postlint.channels import load_profiles
from postlint.findings import Lang, Text
from postlint.paths import rules_dir
from postlint.rulebook.series import SeriesRule
from postlint.series.audit import AuditOptions, Taken, labels, owed_of, rules_of, undated_of
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
"""What to say of shares that are too low, which more posts of that sort bring back: of one, and of several."""
_OTHERWISE: Mapping[str, tuple[Text, Text]] = {
    "promotion-share": (
        Text("zet er nog {n} bericht bij dat niets verkoopt", "add {n} more post that sells nothing"),
        Text("zet er nog {n} berichten bij die niets verkopen", "add {n} more posts that sell nothing"),
    ),
    "sharing-share": (
        Text("zet er nog {n} bericht bij van jezelf alleen", "add {n} more post of your own alone"),
        Text("zet er nog {n} berichten bij van jezelf alleen", "add {n} more posts of your own alone"),
    ),
}
"""What to say of shares that are too high, which posts of another sort bring back."""
_EVERY: Mapping[str, Text] = {
    "promotion-share": Text("plan voorlopig niets dat verkoopt", "for now, plan nothing that sells"),
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
    Text("haal de verkoop uit {n} bericht dat gepland staat", "take the selling out of {n} post that is planned"),
    Text("haal de verkoop uit {n} berichten die gepland staan", "take the selling out of {n} posts that are planned"),
)
_AND, _OR = Text("en", "and"), Text("of", "or")
_CHANNELS = Text("Plan iets op {names}, of stop daar", "Plan something on {names}, or stop there")
_OTHERS = Text("Noem nog {n} anderen uit je vak", "Name {n} more others in your field")
_OF_CHANNELS = frozenset({"thin-channels", "abandoned-channels"})
_PLANNABLE = frozenset({*_MORE, *_OTHERWISE, *_OF_CHANNELS, "others-per-4-weeks"})


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
        needs=tuple(sorted(_without_repeats(needs, options.lang), key=lambda need: -need.then.rating.rank)),
        well=tuple(well), rated=sum(need.then.rating is not Rating.UNKNOWN for need in compared),
        silences=tuple(_silences(ledger, today, until)), owed=tuple(owed_of(posted)),
        errors=tuple(taken.errors), notices=(*taken.notices, *undated_of(ledger, options.lang)),
    )  # fmt: skip


def _today(ledger: Ledger, options: AuditOptions) -> int:
    if options.today is not None:
        return options.today.toordinal()
    published = [entry.day for entry in ledger.own_entries if entry.published and entry.day is not None]
    return max(published, default=None) or ledger.last_day or date.today().toordinal()


def _need(rule: SeriesRule, now: View, then: View, selling: int, options: AuditOptions) -> Need:
    before, _ = metric_of(rule, now, options.lang)
    after, measured = metric_of(rule, then, options.lang)
    wanted = _wanted(rule, measured, selling)
    message = _message(rule, after, wanted, options.lang)
    return Need(rule.id, rule.law, rule.label.to(options.lang), before, after, message, wanted.more, wanted.fewer)


class _Wanted(NamedTuple):
    """What brings a measure back: `more` posts, of the sort or of another, and planned ones that must sell no more.

    Either will do where `enough` says that changing planned posts is enough; else it takes both.
    """

    more: int = 0
    fewer: int = 0
    too_high: bool = False
    enough: bool = False


def _wanted(rule: SeriesRule, measured: Measured, selling: int) -> _Wanted:
    """Give what brings a measure back within its limit.

    Args:
        rule: the rule with the limit.
        measured: how it will stand.
        selling: how many posts that sell are planned.

    """
    bounds = rule.orange or rule.red
    if bounds is None or measured.value is None:
        return _Wanted()
    low, high = bounds.less_than, bounds.more_than
    if rule.measure in _OTHERWISE and high and measured.value > high:
        excess = max(0, measured.count - floor(high * measured.n + _ENOUGH))
        fewer = min(selling, excess) if rule.measure == "promotion-share" else 0
        enough = fewer == excess
        left = measured.count - (0 if enough else fewer)
        return _Wanted(max(0, ceil(left / high - measured.n - _ENOUGH)), fewer, True, enough)
    if rule.measure == "others-per-4-weeks" and low:
        return _Wanted(max(0, ceil(low * WINDOW_DAYS / (4 * WEEK) - measured.count - _ENOUGH)))
    if rule.unit == "share" and low is not None and measured.value < low < 1:
        return _Wanted(max(0, ceil((low * measured.n - measured.count) / (1 - low) - _ENOUGH)))
    return _Wanted()


def _message(rule: SeriesRule, metric: Metric, wanted: _Wanted, lang: Lang) -> str:
    from postlint.series.words import listed

    if rule.measure in _OF_CHANNELS:
        return _of_channels(metric.names, lang)
    names, more = listed(metric.names, lang), wanted.more
    if rule.measure == "others-per-4-weeks":
        return f"{_OTHERS.to(lang).format(n=more)}." if more else ""
    if not (more or wanted.fewer):
        return ""
    of_sort = (_OTHERWISE if wanted.too_high else _MORE)[rule.measure]
    every = _EVERY.get(rule.measure) if more > _MANY else None
    said = (every or of_sort[more > 1]).to(lang).format(n=more, names=names)
    if wanted.fewer:
        changing = _FEWER[wanted.fewer > 1].to(lang).format(n=wanted.fewer)
        alone = wanted.enough and (every is not None or not more)
        said = changing if alone else f"{changing}, {(_OR if wanted.enough else _AND).to(lang)} {said}"
    return f"{said[:1].upper()}{said[1:]}."


def _without_repeats(needs: Sequence[Need], lang: Lang) -> Iterator[Need]:
    """Name a channel in one piece of advice alone: one that is abandoned has hardly anything as well."""
    gone = {name for need in needs if need.then.measure == "abandoned-channels" for name in need.then.names}
    for need in needs:
        left = [name for name in need.then.names if name not in gone]
        if need.then.measure != "thin-channels" or len(left) == len(need.then.names):
            yield need
        elif left:
            yield replace(need, message=_of_channels(left, lang))


def _of_channels(names: Sequence[str], lang: Lang) -> str:
    from postlint.series.words import listed

    return f"{_CHANNELS.to(lang).format(names=listed(names, lang))}." if names else ""


def _planned(entry: Entry) -> Planned:
    one = entry.judged
    facts = {} if one is None else {
        "promotional": one.promotional, "question": one.question, "valuable": one.valuable, "score": one.score
    }  # fmt: skip
    return Planned(entry.ref, entry.kind, entry.channels, entry.topic, **facts)  # type: ignore[arg-type]


def _silences(ledger: Ledger, today: int, until: int) -> Iterator[tuple[date, date]]:
    """Give the stretches without anything in which there is still time to post.

    One that began before today counts from tomorrow. Where it has lasted too long already, what is left of it must be
    too long by itself, since the next post is about to end it.
    """
    days = sorted({day for day, _ in dated(ledger.own_entries)})
    past = [day for day in days if day <= today]
    ahead = [*past[-1:], *(day for day in days if day > today), until + 1]
    for earlier, later in pairwise(ahead):
        begins = max(earlier, today)
        since = begins if today - earlier > LONGEST_SILENCE else earlier
        if later - since > LONGEST_SILENCE and later - begins > 1:
            yield date.fromordinal(begins + 1), date.fromordinal(later - 1)
