"""Counts over everything that was read.

Place in the data flow: from the ledger to the Audit; no limit and no judgement of a law is here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from statistics import mean, median

from postlint.audited import Counts, Topic
from postlint.series.ledger import Entry, Ledger, dated

_OWN_KINDS = ("post", "reply", "thanks")
_RECEIVED = ("incoming", "shared")
_WEEK = 7
_MOST_TOPICS = 3


def counts_of(ledger: Ledger, recycled: int = 0) -> Counts:
    """Count everything in a ledger; `recycled` is how many posts repeat an earlier one."""
    own, received = ledger.own_entries, ledger.received
    judged = [entry.judged for entry in own if entry.judged is not None]
    kinds = Counter(entry.kind for entry in own)
    topics = topics_of(own)
    days = sorted(day for day, _ in dated(own))
    gap = longest_gap(days)
    delays = [entry.delay for entry in own if entry.delay is not None]
    top = topics[:_MOST_TOPICS]
    promotional = sum(one.promotional for one in judged)
    return Counts(
        posts_total=len(own),
        by_kind={kind: kinds[kind] for kind in _OWN_KINDS},  # type: ignore[index]
        received={kind: sum(entry.kind == kind for entry in received) for kind in _RECEIVED},
        replies=kinds["reply"],
        thanks=kinds["thanks"],
        judged=len(judged),
        promotional=promotional,
        promotional_direct=sum(one.direct for one in judged),
        promotional_share=share(promotional, len(judged)),
        with_genuine_question=sum(one.question for one in judged),
        valuable=sum(one.valuable for one in judged),
        inviting=sum(one.inviting for one in judged),
        sharing=sum(entry.shares for entry in own),
        uncredited=sum(one.uncredited for one in judged),
        recycled=recycled,
        distinct_topics=len(topics),
        top3_topics=tuple((topic.name, topic.posts) for topic in top),
        top3_share=share(sum(topic.posts for topic in top), sum(topic.posts for topic in topics)),
        without_topic=sum(not entry.topic for entry in own),
        channels=_sorted(Counter(channel for entry in own for channel in entry.channels)),
        accounts=_sorted(Counter(entry.account for entry in own if entry.account)),
        undated=sum(entry.day is None for entry in own),
        first=date.fromordinal(days[0]) if days else None,
        last=date.fromordinal(days[-1]) if days else None,
        weeks=round((days[-1] - days[0] + 1) / _WEEK, 1) if days else None,
        last_post_per_channel=_last_per_channel(own),
        max_per_day=max(Counter(days).values(), default=0),
        longest_gap_days=None if gap is None else gap[1] - gap[0],
        longest_gap=None if gap is None else (date.fromordinal(gap[0]), date.fromordinal(gap[1])),
        median_reply_delay_hours=round(median(delays), 2) if delays else None,
        reply_delays_n=len(delays),
        unanswered=len(unanswered(ledger)),
        mean_score=round(mean(one.score for one in judged), 1) if judged else None,
    )


def topics_of(entries: Iterable[Entry]) -> list[Topic]:
    """Give the topics of posts, most frequent first; posts without one do not count."""
    entries = [entry for entry in entries if entry.topic]
    number = Counter(entry.topic for entry in entries)
    made = {entry.topic: entry.made_topic for entry in entries}
    last: dict[str, int] = {}
    for day, entry in dated(entries):
        last[entry.topic] = max(day, last.get(entry.topic, day))
    return [
        Topic(name, n, n / len(entries), made[name], date.fromordinal(last[name]) if name in last else None)
        for name, n in sorted(number.items(), key=lambda one: (-one[1], one[0]))
    ]


def longest_gap(days: Sequence[int]) -> tuple[int, int] | None:
    """Give the first of the longest stretches between two days that follow one another; None for fewer than two."""
    return max(pairwise(days), key=lambda gap: gap[1] - gap[0], default=None)


def unanswered(ledger: Ledger) -> list[Entry]:
    """Give the reactions received that no reply answers, in the order of their days."""
    answered = ledger.answered()
    open_ = [e for e in ledger.entries if e.kind == "incoming" and not answered.intersection(e.keys)]
    return sorted(open_, key=lambda entry: (entry.day is None, entry.day or 0, entry.number))


def share(part: float, whole: float) -> float | None:
    """Give a share from 0 to 1, to three decimals; None of nothing."""
    return round(part / whole, 3) if whole else None


def _sorted(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted(counter.items(), key=lambda one: (-one[1], one[0])))


def _last_per_channel(own: Iterable[Entry]) -> dict[str, date]:
    last: dict[str, int] = {}
    for day, entry in dated(own):
        for channel in entry.channels:
            last[channel] = max(day, last.get(channel, day))
    return {channel: date.fromordinal(day) for channel, day in sorted(last.items())}
