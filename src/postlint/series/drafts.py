"""Files with drafts as Items, judged by the linter; and Items from elsewhere as drafts that the linter can judge.

Place in the data flow: `read` asks it for folders and files, and to judge what tables and archives hold.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import tzinfo
from itertools import groupby
from pathlib import Path, PurePath
from typing import Protocol

from postlint.draft import MARKDOWN_SUFFIXES, Draft, FrontMatter, InReplyTo, read_path, read_text
from postlint.draft.decode import MAX_BYTES, decode, is_word, read_file
from postlint.draft.metadata import Metadata, read_front_matter
from postlint.findings import DraftError, DraftReport, Lang, Notice, Problem, Text
from postlint.series.item import Asked, Item, judged, moment

_TOO_LONG = Text("dit bericht is te lang om te beoordelen", "this post is too long to be judged")

Outcome = DraftReport | DraftError | Notice


class Judge(Protocol):
    """What is asked of the linter."""

    def check_paths(self, paths: Sequence[str]) -> Iterable[Outcome]:
        """Judge files and folders, in the order found."""

    def check_draft(self, draft: Draft) -> list[DraftReport]:
        """Judge one draft, once for every channel it names."""


def items_of_paths(
    judge: Judge, paths: Sequence[str], zone: tzinfo, lang: Lang
) -> Iterator[Item | DraftError | Notice]:
    """Give an Item for every draft in files and folders; a draft for several channels is one Item."""
    for path, outcomes in groupby(judge.check_paths(paths), key=_path):
        reports: list[DraftReport] = []
        for outcome in outcomes:
            if isinstance(outcome, DraftReport):
                reports.append(outcome)
            else:
                yield outcome
        if path is not None and reports:
            yield _item_of_file(reports, path, zone, lang)


def item_of_draft(judge: Judge, draft: Draft, zone: tzinfo) -> Item:
    """Judge one draft that was read from elsewhere, as from an archive.

    Raises:
        Problem: when it cannot be judged.

    """
    return _item_as_read(judge.check_draft(draft), draft, zone)


def with_judgement(judge: Judge, item: Item, lang: Lang) -> Item:
    """Give an own post with what the linter says of it; what has no words, and what was received, stays as it is.

    Raises:
        Problem: when its text is no text or its channel is not known.

    """
    if not item.is_own or item.judged is not None or not item.text.strip():
        return item
    if len(item.text) > MAX_BYTES:
        raise Problem(_TOO_LONG, item.path, item.line)
    try:
        draft = read_text(item.text, f"{item.path}:{item.line}", lang)
    except Problem:
        if any(char.isalnum() for char in item.text):
            raise
        return item  # a post of hashtags, emoji or a picture alone
    reports = judge.check_draft(replace(draft, front=_front(item)))
    return replace(item, judged=judged(reports), channels=tuple(report.channel for report in reports))


def _path(outcome: Outcome) -> str | None:
    return None if isinstance(outcome, Notice) else outcome.path


def _item_of_file(reports: Sequence[DraftReport], path: str, zone: tzinfo, lang: Lang) -> Item:
    if is_word(path):
        return _item_as_read(reports, read_path(path, lang), zone)
    source = reports[0].source or decode(read_file(Path(path), path), path)[0]
    meta = Metadata(FrontMatter())
    if PurePath(path).suffix.lower() in MARKDOWN_SUFFIXES:
        meta = read_front_matter(source, path, lang)
    return _item(reports, path, source[meta.end :], meta.front, zone)


def _item_as_read(reports: Sequence[DraftReport], draft: Draft, zone: tzinfo) -> Item:
    body = draft.body
    return _item(reports, draft.path, draft.source[body.start.offset : body.end.offset], draft.front, zone)


def _item(reports: Sequence[DraftReport], path: str, text: str, front: FrontMatter, zone: tzinfo) -> Item:
    asked = front.in_reply_to
    kind = reports[0].kind
    return Item(
        path=path,
        kind="reply" if kind == "reply" else "thanks" if kind == "thanks" else "post",
        when=None if front.date is None else moment(front.date, zone),
        channels=tuple(report.channel for report in reports),
        account=front.account or "",
        topic=front.topic or "",
        text=text,
        sources=_texts(front.source),
        mentions=front.mentions,
        asked=None if asked is None else _asked(asked, zone),
        judged=judged(reports),
    )


def _asked(asked: InReplyTo, zone: tzinfo) -> Asked:
    when = None if asked.date is None else moment(asked.date, zone)
    return Asked(asked.text or "", asked.sender or "", when)


def _texts(value: str | list[str] | None) -> tuple[str, ...]:
    return () if value is None else (value,) if isinstance(value, str) else tuple(value)


def _front(item: Item) -> FrontMatter:
    asked = item.asked
    return FrontMatter(
        channel=list(item.channels) or None,
        account=item.account or None,
        kind="reply" if item.kind == "reply" else "thanks" if item.kind == "thanks" else "post",
        topic=item.topic or None,
        source=list(item.sources) or None,
        mentions=item.mentions,
        date=None if item.when is None else item.when.at or item.when.day,
        in_reply_to=None if asked is None else InReplyTo(
            text=asked.text or None,
            sender=asked.sender or None,
            date=None if asked.when is None else asked.when.at or asked.when.day,
        ),
    )  # fmt: skip
