"""X's archive of one's own account: what was posted, answered and passed on.

Layout and what it cannot tell: docs/importers.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import IO

from msgspec import Struct, field

from postlint.findings import DraftError, Notice, Problem, Text
from postlint.series.importers import Context
from postlint.series.importers.archive import Archive, Export, Read
from postlint.series.importers.typed import typed
from postlint.series.item import Asked, Item, Kind, Moment, moment

_CHANNEL = "x"
_PART = r"(?:.*/)?{name}(?:-part\d+)?\.js"
_POSTS = re.compile(_PART.format(name=r"(?:tweets?|community-tweet)"))
_ACCOUNT = re.compile(r"(?:.*/)?account\.js")
_NOTES = re.compile(_PART.format(name="note-tweet"))
_SOURCE = re.compile(r"(?:.*/)?data/(?:manifest|account|profile)\.js")
_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d\d) (\d\d):(\d\d):(\d\d) \+0000 (\d{4})")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_REPOST = re.compile(r"RT @(\w+):")
_LEADING_NAMES = re.compile(r"(?:@\w+\s+)+")
_SAME_START = 100
_MOST_NOTES = 2_000

_NO_POSTS = Text(
    "deze export van X heeft geen data/tweets.js; pak hem niet gedeeltelijk uit, of vraag hem opnieuw aan",
    "this export of X has no data/tweets.js; do not unpack it in part, or ask for it again",
)
_NO_DATE = Text("«{cell}» is geen datum van X", "“{cell}” is no date of X")
_UNKNOWN = Text(
    "Een export van X noemt geen onderwerpen, geen reacties van anderen en niet wanneer iemand je iets vroeg; wat "
    "daarvan afhangt, is hiermee niet te meten.",
    "An export of X names no topics, no reactions of others and not when someone asked you something; what depends on "
    "those cannot be measured with it.",
)


class _Mention(Struct):
    screen_name: str = ""


class _Url(Struct):
    url: str = ""
    expanded_url: str | None = None


class _Entities(Struct):
    user_mentions: list[_Mention] = []
    urls: list[_Url] = []
    media: list[_Url] = []


class _Post(Struct):
    id_str: str = ""
    created_at: str = ""
    full_text: str | None = None
    text: str | None = None
    in_reply_to_status_id_str: str | None = None
    in_reply_to_user_id_str: str | None = None
    in_reply_to_screen_name: str | None = None
    entities: _Entities = field(default_factory=_Entities)


class _PostRecord(_Post):
    """A post, in the key `tweet` since 2020 and bare before."""

    tweet: _Post | None = None


class _Account(Struct):
    username: str = ""
    accountId: str = ""  # noqa: N815 - as the archive has it


class _AccountRecord(Struct):
    account: _Account = field(default_factory=_Account)


class _Core(Struct):
    text: str = ""


class _Note(Struct):
    core: _Core = field(default_factory=_Core)


class _NoteRecord(Struct):
    noteTweet: _Note = field(default_factory=_Note)  # noqa: N815 - as the archive has it


class X:
    """Reads tweets.js and its parts, community-tweet.js, and the whole text of long posts from note-tweet.js."""

    def recognises(self, names: Sequence[str]) -> bool:
        """Tell whether an archive is one of X."""
        return any(_POSTS.fullmatch(name) or _SOURCE.fullmatch(name) for name in names)

    def items(self, archive: Archive, context: Context) -> Iterator[Read]:
        """Give posts, answers and reposts.

        Raises:
            Problem: when it holds no file with posts.

        """
        export = Export(archive, context.shown, context.lang)
        parts = export.named(_POSTS)
        if not parts:
            raise Problem(_NO_POSTS, context.shown)
        reader = _Posts(context)
        for info in export.named(_ACCOUNT):
            yield from export.read(info, reader.account)
        for info in export.named(_NOTES):
            yield from export.read(info, reader.notes)
        for info in parts:
            yield from export.read(info, reader.posts)
        yield Notice("import-x", _UNKNOWN.to(context.lang))


class _Posts:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.owner = _Account()
        self.long: dict[str, str] = {}

    def account(self, stream: IO[bytes], path: str) -> Iterator[Read]:
        """Learn whose archive it is."""
        for record in typed(stream, _AccountRecord, path, self.context.lang):
            if isinstance(record, DraftError):
                yield record
            else:
                self.owner = record[1].account

    def notes(self, stream: IO[bytes], path: str) -> Iterator[Read]:
        """Learn the whole text of the latest long posts; tweets.js has only how they begin, under another id."""
        for record in typed(stream, _NoteRecord, path, self.context.lang):
            if isinstance(record, DraftError):
                yield record
            elif len(self.long) < _MOST_NOTES:
                text = record[1].noteTweet.core.text
                self.long[_start(text)] = text

    def posts(self, stream: IO[bytes], path: str) -> Iterator[Read]:
        """Read a file of posts."""
        for record in typed(stream, _PostRecord, path, self.context.lang):
            if isinstance(record, DraftError):
                yield record
                continue
            line, found = record
            try:
                yield self._item(path, line, found.tweet or found)
            except ValueError:
                cell = (found.tweet or found).created_at[:40]
                yield DraftError(path, _NO_DATE.to(self.context.lang).format(cell=cell), line)

    def _item(self, path: str, line: int, post: _Post) -> Item:
        written = (post.full_text if post.full_text is not None else post.text) or ""
        when = self._moment(post.created_at)
        mentions = tuple(one.screen_name for one in post.entities.user_mentions if one.screen_name)
        repost = _REPOST.match(written)
        kind, asked = self._answer(post)
        return Item(
            path=path, line=line, id=post.id_str, kind="post" if repost else kind, when=when, channels=(_CHANNEL,),
            account=self.owner.username, text="" if repost else self._text(written, post, asked),
            sources=(f"@{repost[1]}",) if repost else (), mentions=mentions, asked=None if repost else asked,
            published=True,
        )  # fmt: skip

    def _answer(self, post: _Post) -> tuple[Kind, Asked | None]:
        """Tell an answer from a post; who answers themselves goes on with a thread."""
        if not post.in_reply_to_status_id_str and not post.in_reply_to_user_id_str:
            return "post", None
        if self.owner.accountId and post.in_reply_to_user_id_str == self.owner.accountId:
            return "post", None
        sender, asked = post.in_reply_to_screen_name or "", post.in_reply_to_status_id_str or ""
        return "reply", Asked(sender=sender, id=asked)

    def _text(self, written: str, post: _Post, asked: Asked | None) -> str:
        plain = written.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        text = self.long.get(_start(plain), plain)
        for media in post.entities.media:
            text = text.replace(media.url, "") if media.url else text
        for link in post.entities.urls:
            text = text.replace(link.url, link.expanded_url or link.url) if link.url else text
        if asked is not None:
            text = _LEADING_NAMES.sub("", text, count=1) if _LEADING_NAMES.match(text) else text
        return text.strip()

    def _moment(self, cell: str) -> Moment | None:
        """Read «Wed Oct 10 20:19:24 +0000 2018».

        Raises:
            ValueError: when it is no date.

        """
        if not cell:
            return None
        found = _DATE.fullmatch(cell)
        if found is None or found[1] not in _MONTHS:
            raise ValueError(cell)
        day, hour, minute, second, year = (int(part) for part in found.groups()[1:])
        month = _MONTHS.index(found[1]) + 1
        return moment(datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC), self.context.zone)


def _start(text: str) -> str:
    """Give how a post begins, by which its whole text is found; short posts are whole already."""
    return text[:_SAME_START] if len(text) > _SAME_START else f"={text}"
