"""Items in, Audit out: everything that a series of posts shows of the laws that live across posts.

Place in the data flow: `read` gives the Items; the command line prints the Audit. Items are let go as soon as the
ledger has their numbers, so that a hundred thousand posts fit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from postlint.audited import Audit, ChannelUse, Mention, Owed, Recycled
from postlint.channels import Profile, load_profiles
from postlint.config import Origin
from postlint.findings import DraftError, Lang, Notice, Problem, Text
from postlint.paths import moves_dir, rules_dir
from postlint.rulebook.auditing import AuditSettings
from postlint.rulebook.load import load_laws
from postlint.rulebook.series import SeriesRule, load_series
from postlint.series.counts import counts_of, topics_of, unanswered
from postlint.series.history import with_history
from postlint.series.item import Item
from postlint.series.ledger import Ledger, dated
from postlint.series.prints import Copy, find_copies
from postlint.series.rate import rate, require_rule, with_limits
from postlint.series.timeline import days_of, timeline_of
from postlint.series.topics import name_topics
from postlint.series.view import THIN_DAYS, View, as_window, before, recent

FEWEST = 10
"""Own posts below which a series gets no score."""
_MOST_MENTIONS = 50
_MOST_RECYCLED = 200
_MOST_NAMED = 3
_TOO_FEW = Text(
    "te weinig berichten om iets te zeggen over het geheel (n={n}; vanaf {fewest} wel)",
    "too few posts to say anything about the whole (n={n}; from {fewest} on)",
)
_NOTHING_RATED = Text(
    "geen enkele maat heeft genoeg berichten om iets te zeggen", "no measure has enough posts to say anything"
)
_UNDATED = Text(
    "{n} van {all} berichten hebben geen datum ({paths}); die tellen mee in de aantallen, maar niet in de weken.",
    "{n} of {all} posts have no date ({paths}); they count in the numbers, but not in the weeks.",
)
_FUTURE = Text(
    "{n} berichten staan na vandaag ({today}) en tellen mee; met --until {today} niet.",
    "{n} posts are after today ({today}) and count; with --until {today} they do not.",
)
_IMPOSSIBLE = Text(
    "{n} reacties staan vóór de vraag waarop ze antwoorden; die wachttijden tellen niet mee.",
    "{n} replies are from before the question that they answer; those delays do not count.",
)
_NO_DATE_OUT = Text(
    "{n} berichten zonder datum zijn weggelaten door --since of --until.",
    "{n} posts without a date were left out by --since or --until.",
)
_UNDATED_OUT, _NONE = "undated-left-out", "none-in-period"
LEFT_OUT = frozenset({_UNDATED_OUT, _NONE})
"""Codes of the notices that tell of posts outside the period."""
_NONE_IN_PERIOD = (
    Text(
        "er is 1 bericht, maar niet uit de periode van --since en --until.",
        "there is 1 post, but not from the period of --since and --until.",
    ),
    Text(
        "er zijn {n} berichten, maar geen enkel uit de periode van --since en --until.",
        "there are {n} posts, but none from the period of --since and --until.",
    ),
)


@dataclass(frozen=True)
class AuditOptions:
    """How to audit.

    Args:
        paths: what is audited, as the user named it.
        settings: what the configuration says under `audit:`.
        lang: the language of everything said.
        since: leave out what is older; what has no date stays out as well.
        until: leave out what is later.
        today: for telling which posts are still to come; None to tell nothing.
        own: names and accounts of the practice, folded and without @.
        origin: tells where a setting stands, by its path, for what is wrong with it.

    """

    paths: tuple[str, ...] = ()
    settings: AuditSettings = field(default_factory=AuditSettings)
    lang: Lang = "nl"
    since: date | None = None
    until: date | None = None
    today: date | None = None
    own: frozenset[str] = frozenset()
    origin: Callable[..., Origin | None] = lambda *_: None


def audit(items: Iterable[Item | DraftError | Notice], options: AuditOptions) -> Audit:
    """Audit posts as they come.

    Raises:
        Problem: when a rule about the series is wrong, or the configuration names one that is not there.

    """
    rules = rules_of(options)
    taken = take(items, options)
    return assess(taken, rules, options)


@dataclass
class Taken:
    """What was read: the numbers of every post, what could not be read, and how many are of no day or another."""

    ledger: Ledger
    errors: list[DraftError] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    left_out: int = 0
    outside: int = 0


def take(items: Iterable[Item | DraftError | Notice], options: AuditOptions) -> Taken:
    """Take down the numbers of every Item, and let it go."""
    taken = Taken(Ledger(options.own))
    for item in items:
        if isinstance(item, DraftError):
            taken.errors.append(item)
        elif isinstance(item, Notice):
            taken.notices.append(item)
        elif _wanted(item, options):
            taken.ledger.add(item)
        else:
            taken.left_out += item.when is None
            taken.outside += item.when is not None
    return taken


def rules_of(options: AuditOptions) -> dict[str, SeriesRule]:
    """Give the rules about the series, with the limits of the configuration.

    Raises:
        Problem: when one is wrong, or the configuration names one that is not there or limits that cannot be, with
            file and line.

    """
    rules, settings = load_series(rules_dir()), options.settings
    for n, one in enumerate(settings.ignore):
        with _told_of(options, "ignore", str(n)):
            require_rule(one.rule, rules)
    for name, limits in settings.limits.items():
        with _told_of(options, "limits", name):
            rules = with_limits(rules, {name: limits})
    return rules


@contextmanager
def _told_of(options: AuditOptions, *names: str) -> Iterator[None]:
    """Say of every problem inside where the setting stands that it is about."""
    try:
        yield
    except Problem as problem:
        origin = options.origin("audit", *names)
        if origin is None:
            raise
        raise Problem(problem.text, origin.path, origin.line) from None


def assess(taken: Taken, rules: Mapping[str, SeriesRule], options: AuditOptions) -> Audit:
    """Make an Audit of what was taken down."""
    ledger, lang = taken.ledger, options.lang
    profiles = load_profiles(rules_dir() / "channels")
    window = recent(ledger)
    topic_notices = name_topics(ledger.entries, ledger.untold, moves_dir(), lang)
    copies, same = find_copies(ledger.own_entries, ledger.prints)
    view = View(
        ledger, window=window, end=ledger.last_day, repeats={later: one.number for later, one in same.items()},
        copies={later: one.number for later, one in copies.items()}, label=labels(profiles, lang),
    )  # fmt: skip
    rated = rate(view, rules, load_laws(rules_dir()), options.settings.ignore, lang)
    laws = with_history(rated.laws, view, rules, options.settings.ignore)
    counts = counts_of(ledger, len(same))
    too_few = _too_few(counts.posts_total, rated.score, lang)
    return Audit(
        paths=options.paths, counts=counts, laws=laws, findings=rated.findings,
        topics=tuple(topics_of(ledger.own_entries)), timeline=tuple(timeline_of(ledger.own_entries)),
        days=tuple(days_of(ledger.own_entries)),
        channels=tuple(_channel_uses(view)), mentions=tuple(_mentions(ledger)), owed=tuple(owed_of(ledger)),
        recycled=_recycled(ledger, same),
        window=as_window(window, ledger.own_entries),
        before=None if window is None else as_window(before(window), ledger.own_entries),
        score=None if too_few else rated.score, too_few=too_few, suppressed=rated.suppressed,
        errors=tuple(taken.errors), notices=(*taken.notices, *topic_notices, *_notices(taken, options)),
    )  # fmt: skip


def _wanted(item: Item, options: AuditOptions) -> bool:
    if options.since is None and options.until is None:
        return True
    if item.when is None:
        return False
    day = item.when.day
    return (options.since or day) <= day <= (options.until or day)


def _too_few(posts: int, score: int | None, lang: Lang) -> str | None:
    if posts < FEWEST:
        return _TOO_FEW.to(lang).format(n=posts, fewest=FEWEST)
    return _NOTHING_RATED.to(lang) if score is None else None


def labels(profiles: Mapping[str, Profile], lang: Lang) -> Callable[[str], str]:
    """Give what calls a channel, by its id, as people do."""
    return lambda channel: profiles[channel].label(lang) if channel in profiles else channel


def _channel_uses(view: View) -> Iterator[ChannelUse]:
    own = view.ledger.own_entries
    number = Counter(channel for entry in own for channel in entry.channels)
    for channel, posts in sorted(number.items(), key=lambda one: (-one[1], one[0])):
        here = [entry for entry in own if channel in entry.channels]
        days = [day for day, _ in dated(here)]
        yield ChannelUse(
            channel, view.label(channel), posts,
            recent=sum(day > (view.end or 0) - THIN_DAYS for day in days),
            promotional=sum(entry.judged is not None and entry.judged.promotional for entry in here),
            first=date.fromordinal(days[0]) if days else None,
            last=date.fromordinal(days[-1]) if days else None,
        )  # fmt: skip


def _mentions(ledger: Ledger) -> list[Mention]:
    number = Counter(name for entry in ledger.own_entries for name in entry.others)
    ordered = sorted(number.items(), key=lambda one: (-one[1], one[0]))
    return [Mention(name, posts) for name, posts in ordered[:_MOST_MENTIONS]]


def _recycled(ledger: Ledger, same: Mapping[int, Copy]) -> tuple[Recycled, ...]:
    """Give the repeats, latest first; of very many the latest."""
    entries = ledger.entries
    latest = sorted(same, key=lambda number: (entries[number].day or 0, number), reverse=True)
    return tuple(
        Recycled(entries[number].ref, entries[same[number].number].ref, round(same[number].likeness, 2))
        for number in latest[:_MOST_RECYCLED]
    )


def owed_of(ledger: Ledger) -> Iterator[Owed]:
    """Give the reactions without an answer, oldest first."""
    end = ledger.last_day
    for entry in unanswered(ledger):
        days = None if entry.day is None or end is None else max(0, end - entry.day)
        yield Owed(entry.ref, entry.sender, days)


def undated_of(ledger: Ledger, lang: Lang) -> Iterator[Notice]:
    """Tell which own posts have no date."""
    own = ledger.own_entries
    undated = [entry for entry in own if entry.day is None]
    if undated:
        paths = ", ".join(f"{e.path}:{e.line}" if e.line > 1 else e.path for e in undated[:_MOST_NAMED])
        more = ", …" if len(undated) > _MOST_NAMED else ""
        yield Notice("undated", _UNDATED.to(lang).format(n=len(undated), all=len(own), paths=paths + more))


def _notices(taken: Taken, options: AuditOptions) -> Iterator[Notice]:
    own, lang = taken.ledger.own_entries, options.lang
    yield from undated_of(taken.ledger, lang)
    if options.today is not None:
        today = options.today
        future = sum(day > today.toordinal() for day, _ in dated(own))
        if future:
            yield Notice("future", _FUTURE.to(lang).format(n=future, today=today.isoformat()))
    if taken.ledger.impossible_delays:
        yield Notice("reply-before-question", _IMPOSSIBLE.to(lang).format(n=taken.ledger.impossible_delays))
    if taken.left_out:
        yield Notice(_UNDATED_OUT, _NO_DATE_OUT.to(lang).format(n=taken.left_out))
    if taken.outside and not own:
        yield Notice(_NONE, _NONE_IN_PERIOD[taken.outside > 1].to(lang).format(n=taken.outside))
