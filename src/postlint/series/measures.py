"""The measures that rules about the series may name, each a formula over a View.

Place in the data flow: `rate` holds what comes out against the limits of a rule. What a formula means is told to the
author by the rule's own `formula:`; a measure knows no limit. A new measure is a function here, a line in `MEASURES`
and its name in `rulebook/series.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median, pstdev

from postlint.series.counts import topics_of, unanswered
from postlint.series.ledger import Entry, dated
from postlint.series.view import THIN_DAYS, WEEK, WINDOW_DAYS, YEAR_DAYS, View, before

_TOP = 3
_DAY_HOURS = 24
_THIN_POSTS = 3
_FOUR_WEEKS = 4 * WEEK


@dataclass(frozen=True)
class Measured:
    """What a measure gives.

    Attributes:
        value: None where there is nothing to measure.
        n: on how many posts, replies … it rests.
        count: the part of `n` that the value counts, for messages.
        about: the posts that it is about.
        names: what it is about beside posts.
        days: when it was, as ordinals: a day, or the first and last of a stretch.
        rough: it rests on topics that postlint made.

    """

    value: float | None
    n: int
    count: int = 0
    about: tuple[Entry, ...] = ()
    names: tuple[str, ...] = ()
    days: tuple[int, ...] = ()
    rough: bool = False


Formula = Callable[[View], Measured]


def _share(hits: Sequence[Entry], of: int, about: Iterable[Entry] | None = None) -> Measured:
    value = len(hits) / of if of else None
    return Measured(value, of, len(hits), tuple(hits if about is None else about))


def _promotion(view: View) -> Measured:
    every = [(entry, entry.judged) for entry in view.own if entry.judged is not None]
    return _share([entry for entry, one in every if one.promotional], len(every))


def _questions(view: View) -> Measured:
    every = [(entry, entry.judged) for entry in view.posts if entry.judged is not None]
    return _share([entry for entry, one in every if one.question], len(every), about=())


def _conversation(view: View) -> Measured:
    return _share([entry for entry in view.own if entry.kind != "post"], len(view.own), about=())


def _top_topics(view: View) -> Measured:
    topics = topics_of(view.own)
    number = sum(topic.posts for topic in topics)
    top = topics[:_TOP]
    names = tuple(topic.name for topic in top)
    share = sum(topic.posts for topic in top)
    rough = any(topic.made for topic in topics)
    return Measured(share / number if number else None, number, share, names=names, rough=rough)


def _concentration(view: View) -> Measured:
    topics = topics_of(view.own)
    number = sum(topic.posts for topic in topics)
    return Measured(sum(topic.share**2 for topic in topics) if number else None, number)


def _channels(view: View) -> tuple[dict[str, int], dict[str, Entry], int]:
    """Give how often each channel of the past year was used in the last weeks, its last post, and the posts in all."""
    end = view.end or 0
    recent: dict[str, int] = {}
    last: dict[str, Entry] = {}
    number = 0
    for day, entry in dated(view.everything):
        number += 1
        for channel in entry.channels:
            if day > end - YEAR_DAYS:
                recent[channel] = recent.get(channel, 0) + (day > end - THIN_DAYS)
                last[channel] = entry
    return recent, last, number


def _thin(view: View) -> Measured:
    recent, last, number = _channels(view)
    thin = [channel for channel, posts in recent.items() if posts < _THIN_POSTS]
    return _about_channels(thin, last, number, view)


def _abandoned(view: View) -> Measured:
    recent, last, number = _channels(view)
    return _about_channels([channel for channel, posts in recent.items() if not posts], last, number, view)


def _about_channels(channels: Sequence[str], last: dict[str, Entry], number: int, view: View) -> Measured:
    names = tuple(view.label(channel) for channel in channels)
    about = tuple(last[channel] for channel in channels)
    return Measured(float(len(channels)) if number else None, number, len(channels), about, names)


def _value(view: View) -> Measured:
    every = [(e, e.judged) for e in view.own if e.judged is not None and e.kind != "thanks"]
    hits = [entry for entry, one in every if one.valuable]
    return _share(hits, len(every), about=[entry for entry, one in every if not one.valuable])


def _recycled(view: View) -> Measured:
    return _share([entry for entry in view.posts if entry.number in view.repeats], len(view.posts))


def _score_change(view: View) -> Measured:
    if view.window is None:
        return Measured(None, 0)
    earlier = View(view.ledger, view.scope, before(view.window), view.end)
    now, then = _scores(view.own), _scores(earlier.own)
    if not now or not then:
        return Measured(None, min(len(now), len(then)))
    return Measured(mean(now) - mean(then), min(len(now), len(then)))


def _scores(entries: Iterable[Entry]) -> list[int]:
    return [entry.judged.score for entry in entries if entry.judged is not None]


def _silence(view: View) -> Measured:
    """Give the longest gap that ends in the window, wherever it began."""
    by_day = dict(reversed(list(dated(view.everything))))
    days = sorted(by_day)
    gaps = [gap for gap in pairwise(days) if view.window is None or view.window[0] <= gap[1] <= view.window[1]]
    if not gaps:
        return Measured(None, len(days))
    first, last = max(gaps, key=lambda gap: gap[1] - gap[0])
    return Measured(float(last - first), len(days), about=(by_day[last],), days=(first, last))


def _variation(view: View) -> Measured:
    days = sorted({day for day, _ in dated(view.own)})
    gaps = [later - earlier for earlier, later in pairwise(days)]
    return Measured(pstdev(gaps) / mean(gaps) if len(gaps) > 1 else None, len(gaps))


def _busiest(view: View) -> Measured:
    by_day: dict[int, list[Entry]] = {}
    for day, entry in dated(view.posts):
        if view.copies.get(entry.number) not in {other.number for other in by_day.get(day, ())}:
            by_day.setdefault(day, []).append(entry)
    if not by_day:
        return Measured(None, 0)
    day = max(by_day, key=lambda one: (len(by_day[one]), one))
    about = tuple(by_day[day])
    return Measured(float(len(about)), len(view.posts), len(about), about, days=(day,))


def _sharing(view: View) -> Measured:
    return _share([entry for entry in view.posts if entry.shares], len(view.posts), about=())


def _uncredited(view: View) -> Measured:
    missing = [entry for entry in view.own if entry.judged is not None and entry.judged.uncredited]
    using = {entry.number for entry in missing} | {entry.number for entry in view.own if entry.shares}
    return _share(missing, len(using))


def _others(view: View) -> Measured:
    named = {name for entry in view.own for name in entry.others}
    first, last = view.window or (0, WINDOW_DAYS - 1)
    return Measured(len(named) * _FOUR_WEEKS / (last - first + 1), len(view.posts), len(named))


def _top_other(view: View) -> Measured:
    naming = [entry for entry in view.own if entry.others]
    number = Counter(name for entry in naming for name in entry.others)
    if not number:
        return Measured(None, 0)
    name, hits = min(number.items(), key=lambda one: (-one[1], one[0]))
    about = tuple(entry for entry in naming if name in entry.others)
    return Measured(hits / len(naming), len(naming), hits, about, (name,))


def _delays(view: View) -> list[tuple[float, Entry]]:
    return [(entry.delay, entry) for entry in view.own if entry.delay is not None]


def _reply_delay(view: View) -> Measured:
    delays = _delays(view)
    late = tuple(entry for delay, entry in delays if delay > _DAY_HOURS)
    return Measured(median(delay for delay, _ in delays) if delays else None, len(delays), len(late), late)


def _within_day(view: View) -> Measured:
    delays = _delays(view)
    hits = [entry for delay, entry in delays if delay <= _DAY_HOURS]
    return _share(hits, len(delays), about=[entry for delay, entry in delays if delay > _DAY_HOURS])


def _answered(view: View) -> Measured:
    """Leave out what came in on the last day, which nobody can have been expected to answer."""
    due = [e for e in view.received if e.kind == "incoming" and not (e.day is not None and e.day == view.end)]
    open_ = {entry.number for entry in unanswered(view.ledger)}
    about = [entry for entry in due if entry.number in open_]
    return _share([entry for entry in due if entry.number not in open_], len(due), about=about)


def _aftercare(view: View) -> Measured:
    on: dict[str, list[Entry]] = {}
    for entry in view.received:
        if entry.kind == "incoming" and entry.on:
            on.setdefault(entry.on, []).append(entry)
    answered = view.ledger.answered()
    silent = [entries for entries in on.values() if not any(answered.intersection(entry.keys) for entry in entries)]
    about = tuple(entries[-1] for entries in silent)
    hits = len(on) - len(silent)
    return Measured(hits / len(on) if on else None, len(on), hits, about)


def _inviting(view: View) -> Measured:
    every = [(entry, entry.judged) for entry in view.posts if entry.judged is not None]
    hits = [entry for entry, one in every if one.inviting]
    return _share(hits, len(every), about=[entry for entry, one in every if not one.inviting])


def _thanks(view: View) -> Measured:
    return _share([entry for entry in view.own if entry.kind == "thanks"], len(view.own), about=())


def _thanks_for_shares(view: View) -> Measured:
    shared = [entry for entry in view.received if entry.kind == "shared"]
    thanks = sum(entry.kind == "thanks" for entry in view.own)
    return Measured(thanks / len(shared) if shared else None, len(shared), thanks, tuple(shared))


MEASURES: dict[str, Formula] = {
    "promotion-share": _promotion,
    "question-share": _questions,
    "conversation-share": _conversation,
    "top-topics-share": _top_topics,
    "topic-concentration": _concentration,
    "thin-channels": _thin,
    "abandoned-channels": _abandoned,
    "value-share": _value,
    "recycled-share": _recycled,
    "score-change": _score_change,
    "longest-silence": _silence,
    "gap-variation": _variation,
    "busiest-day": _busiest,
    "sharing-share": _sharing,
    "uncredited-share": _uncredited,
    "others-per-4-weeks": _others,
    "top-other-share": _top_other,
    "reply-delay": _reply_delay,
    "within-day-share": _within_day,
    "answered-share": _answered,
    "aftercare-share": _aftercare,
    "inviting-share": _inviting,
    "thanks-share": _thanks,
    "thanks-for-shares": _thanks_for_shares,
}
