"""Checks on numbers and on metadata: counts of signals, metrics of the text, front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from postlint.channels import text_length, value
from postlint.checks.compose import Check
from postlint.checks.post import Match, Post, merge
from postlint.checks.signals import find as find_signal
from postlint.draft import Media
from postlint.rulebook.model import Measure, Number
from postlint.rulebook.phrases import fold

_FUNCTION_LENGTH = 4


@dataclass(frozen=True)
class CountCheck:
    """More of a signal than allowed: spans the first occurrence beyond the limit."""

    parts: tuple[Check, ...]
    more_than: Number | None
    at_least: Number | None
    distinct: bool

    def find(self, post: Post) -> list[Match]:
        """Give one match, or nothing where the limit is unknown for the channel or is kept."""
        limit = _limit(post, self.more_than if self.more_than is not None else self.at_least)
        if limit is None:
            return []
        allowed = int(limit) if self.more_than is not None else int(limit) - 1
        found = sorted({m for part in self.parts for m in merge(part.find(post))}, key=lambda m: (m.start, m.end))
        if self.distinct:
            found = _distinct(post, found)
        if len(found) <= max(0, allowed):
            return []
        beyond = found[max(0, allowed)]
        facts = {"count": str(len(found)), "limit": _show(limit), "over": _show(len(found) - limit)}
        return [replace(beyond, facts=tuple(facts.items()), places=tuple((m.start, m.end) for m in found))]


@dataclass(frozen=True)
class MetricCheck:
    """A number about the text beyond its limit: spans the sentence or the whole draft."""

    measure: Measure

    def find(self, post: Post) -> list[Match]:
        """Give a match for every sentence, or for the draft, that is beyond the limit."""
        asked = self.measure.more_than if self.measure.more_than is not None else self.measure.less_than
        limit = _limit(post, asked)
        if limit is None:
            return []
        out = []
        for match, number in _numbers(post, self.measure.name):
            if number > limit if self.measure.more_than is not None else number < limit:
                facts = {"count": _show(number), "limit": _show(limit), "over": _show(abs(number - limit))}
                out.append(Match(match.start, match.end, match.whole, tuple(facts.items())))
        return out


def _numbers(post: Post, name: str) -> Numbers:
    """Give a metric's numbers, counted once however many rules ask."""
    key = f"metric:{name}"
    if key not in post.found:
        post.found[key] = list(_METRICS[name](post))
    found: Numbers = post.found[key]
    return found


@dataclass(frozen=True)
class MetadataCheck:
    """Front matter that is missing, present, or has one of some values; every field named must agree.

    Fields of `media` must agree for one and the same picture.
    """

    wanted: dict[str, Any]

    def find(self, post: Post) -> list[Match]:
        """Give the whole draft, or nothing."""
        of_media = {name: wanted for name, wanted in self.wanted.items() if name.startswith("media.")}
        holds = all(_agrees(_value(post, name), self.wanted[name]) for name in self.wanted if name not in of_media)
        if of_media and holds:
            holds = any(
                all(_agrees(_part(medium, name.split(".")[1:]), wanted) for name, wanted in of_media.items())
                for medium in media(post)
            )
        return [post.whole()] if holds else []


def media(post: Post) -> list[Media]:
    """Give the pictures and files of a post: those of the front matter and those in the text."""
    pictures = (Media(file=image.target, alt=image.alt, type="image") for image in post.draft.images)
    return [*post.draft.front.media, *pictures]


def _value(post: Post, name: str) -> Any:
    head, *tail = name.split(".")
    if name in ("kind", "channel"):
        return post.kind if name == "kind" else post.profile.id
    return media(post) if name == "media" else _part(getattr(post.draft.front, head, None), tail)


def _part(value_: Any, steps: list[str]) -> Any:
    """Give what stands under some keys; None where anything on the way is missing."""
    for step in steps:
        name = "sender" if step == "from" else step
        value_ = value_.get(step) if isinstance(value_, dict) else getattr(value_, name, None)
    return value_


def _agrees(value_: Any, wanted: Any) -> bool:
    if wanted in ("missing", "present"):
        return _empty(value_) is (wanted == "missing")
    options = [_plain(option) for option in (wanted if isinstance(wanted, list | tuple) else [wanted])]
    values = value_ if isinstance(value_, list | tuple) else [value_]
    given = [_plain(v) for v in values if v is not None]
    open_ended = [option for option in options if "*" in option]
    return any(one in options or any(_fits(one, option) for option in open_ended) for one in given)


def _fits(one: str, option: str) -> bool:
    """Tell whether a value is as an option in which `*` stands for any text: «*.mp4», «*links*rechts*»."""
    first, *middle, last = option.split("*")
    if not one.startswith(first):
        return False
    at = len(first)
    for part in middle:
        found = one.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return one.endswith(last) and at + len(last) <= len(one)


def _empty(value_: Any) -> bool:
    """Tell whether a value says that there is nothing: absent, empty, no or 0."""
    return not value_ or (isinstance(value_, str) and not value_.strip())


def _plain(value_: Any) -> str:
    if isinstance(value_, bool):
        return "true" if value_ else "false"
    return fold(str(value_).strip())


def _limit(post: Post, asked: Number | None) -> float | None:
    if isinstance(asked, str):
        found = value(post.profile, asked)
        return None if found is None else float(found)
    return None if asked is None else float(asked)


def _show(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:.1f}".replace(".", ",")


def _distinct(post: Post, found: list[Match]) -> list[Match]:
    seen: dict[str, Match] = {}
    for match in found:
        seen.setdefault(post.prose[match.start : match.end].casefold(), match)
    return list(seen.values())


Numbers = Iterable[tuple[Match, float]]


def _text_length(post: Post) -> Numbers:
    yield post.whole(), text_length(post.draft.posted, post.profile)


def _title_length(post: Post) -> Numbers:
    title = post.draft.front.title
    if title:
        yield post.whole(), len(title)


def _alt_length(post: Post) -> Numbers:
    for medium in media(post):
        if medium.alt:
            yield post.whole(), len(medium.alt)


def word_count(post: Post, start: int = 0, end: int | None = None) -> int:
    """Count the words of a range: tokens with a letter or digit, hashtags and links left out."""
    first, last = post.token_range(start, len(post.prose) if end is None else end)
    return post.words_before[last] - post.words_before[first]


def _words(post: Post) -> Numbers:
    yield post.whole(), word_count(post)


def _own_words(post: Post) -> Numbers:
    quoted = merge(Match(start, end) for start, end in post.draft.quoted)
    yield post.whole(), word_count(post) - sum(word_count(post, match.start, match.end) for match in quoted)


def _sentence_words(post: Post) -> Numbers:
    for start, end in post.sentences:
        yield Match(start, end), word_count(post, start, end)


def _mean_sentence_words(post: Post) -> Numbers:
    counts = [n for start, end in post.sentences if (n := word_count(post, start, end))]
    if counts:
        yield post.whole(), sum(counts) / len(counts)


def _own_reader_ratio(post: Post) -> Numbers:
    own, reader = len(find_signal(post, "first-person")), len(find_signal(post, "second-person"))
    yield post.whole(), own / max(1, reader)


def _capitals_share(post: Post) -> Numbers:
    letters = [c for c in post.prose if c.isalpha()]
    if letters:
        yield post.whole(), sum(c.isupper() for c in letters) / len(letters)


def _reply_overlap(post: Post) -> Numbers:
    if post.parent is not None:
        yield post.whole(), len(_content(post) & _content(post.parent))


def _content(post: Post) -> set[str]:
    return {lemma[:6] for lemma in post.lemmas if len(lemma) > _FUNCTION_LENGTH and lemma.isalpha()}


def _hours_since_asked(post: Post) -> Numbers:
    asked = post.draft.front.in_reply_to
    answered, then = post.draft.front.date, getattr(asked, "date", None)
    if answered is not None and then is not None:
        yield post.whole(), (_moment(answered) - _moment(then)).total_seconds() / 3600


def _moment(value_: date | datetime) -> datetime:
    """Give a moment without a zone: both dates of a reply come from the same hand, and a date alone is its midnight."""
    if isinstance(value_, datetime):
        return value_.astimezone().replace(tzinfo=None) if value_.tzinfo else value_
    return datetime.combine(value_, time())


_METRICS: dict[str, Callable[[Post], Numbers]] = {
    "text-length": _text_length,
    "title-length": _title_length,
    "alt-length": _alt_length,
    "words": _words,
    "sentence-words": _sentence_words,
    "mean-sentence-words": _mean_sentence_words,
    "own-words": _own_words,
    "own-reader-ratio": _own_reader_ratio,
    "capitals-share": _capitals_share,
    "reply-overlap": _reply_overlap,
    "hours-since-asked": _hours_since_asked,
}
