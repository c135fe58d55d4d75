"""Meta's «Download your information» as JSON: Facebook, Instagram and Threads, apart or in one archive.

Place in the data flow: it names the members that hold own posts and comments, and hands each to `facebook` or
`instagram`. Layout and what it cannot tell: docs/importers.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import IO, Literal, NamedTuple

from postlint.findings import DraftError, Notice, Problem, Text
from postlint.series.importers import Context
from postlint.series.importers import facebook as fb
from postlint.series.importers import instagram as ig
from postlint.series.importers.archive import Archive, Export, Read
from postlint.series.importers.typed import instant, typed
from postlint.series.item import Asked, Item, moment

Network = Literal["facebook", "instagram"]
_PAGE = re.compile(r"(?:.*/)?(?:this_profile's_activity_across_facebook/.*|profile_posts(?:_\d+)?\.json)")
_FACEBOOK_CHANNELS = frozenset({"facebook-page", "facebook-personal", "facebook-group-closed"})


class Said(NamedTuple):
    """What one record says, whatever network it is of; `empty` where it holds nothing that was posted."""

    text: str = ""
    seconds: float = 0
    sources: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    asked_from: str = ""
    reply: bool = False
    empty: bool = False


class _Kind(NamedTuple):
    """A kind of file: what it is called, where its records are, how they look and where they were posted."""

    network: Network
    path: re.Pattern[str]
    shape: type[fb.Record] | type[ig.Record]
    keys: tuple[str, ...] = ()
    channel: str = ""


def _path(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:.*/)?{pattern}\.json")


_FILES = (
    _Kind(
        "facebook", _path(r"posts/(?:your|profile)_posts(?:__check_ins__photos_and_videos)?(?:_\d+)?"), fb.Post,
        ("status_updates",),
    ),
    _Kind(
        "facebook", _path(r"groups/(?:your_posts_in_groups|group_posts_and_comments)"), fb.Post,
        ("group_posts_v2", "group_posts"), "facebook-group-closed",
    ),
    _Kind("facebook", _path(r"comments(?:_and_reactions)?/comments"), fb.Comment, ("comments_v2", "comments")),
    _Kind(
        "facebook", _path(r"groups/your_comments_in_groups"), fb.Comment, ("group_comments_v2", "group_comments"),
        "facebook-group-closed",
    ),
    _Kind(
        "instagram", _path(r"(?:content|media)/posts(?:_\d+)?"), ig.Post, ("ig_posts", "posts"), "instagram",
    ),
    _Kind(
        "instagram", _path(r"(?:content|media)/(?:reels|igtv_videos)"), ig.Post,
        ("ig_reels_media", "ig_igtv_media"), "instagram",
    ),
    _Kind(
        "instagram", _path(r"comments/(?:post_comments(?:_\d+)?|reels_comments)"), ig.Comment,
        ("comments_media_comments", "comments_reels_comments"), "instagram",
    ),
    _Kind("instagram", _path(r"threads/threads_and_replies"), ig.Post, ("text_post_app_text_posts",), "threads"),
)  # fmt: skip
_FOLDER = re.compile(
    r"(?:.*/)?(?:your_(?:facebook|instagram)_activity|(?:your|this_profile's)_activity_across_facebook)/.+"
)
_AS_HTML = re.compile(
    r"(?:.*/)?(?:posts/(?:your|profile)_posts.*|(?:content|media)/posts_\d+|"
    r"threads/threads_and_replies|comments/post_comments_\d+)\.html"
)

_HTML = Text(
    "deze export van Meta is in HTML; vraag hem opnieuw aan en kies bij «Indeling» voor JSON",
    "this export of Meta is in HTML; ask for it again and choose JSON as its format",
)
_NO_POSTS = Text(
    "deze export van Meta heeft geen berichten; vraag hem opnieuw aan, kies «Berichten» en «Reacties», en JSON",
    "this export of Meta has no posts; ask for it again, choose posts and comments, and JSON",
)
_NO_TIME = Text("«{cell}» is geen tijd", "“{cell}” is no time")
_EMPTY = Text(
    "{n} regels van {name} hebben geen tekst, beeld of koppeling (zoals «was in Zwolle»); die tellen niet mee.",
    "{n} records of {name} have no text, picture or link (such as “was in Zwolle”); they do not count.",
)
_TWICE = Text(
    "{n} berichten staan twee keer in de export van {name}; ze tellen één keer mee.",
    "{n} posts stand twice in the export of {name}; they count once.",
)
_GROUPS = Text(
    "Een export van Facebook zegt niet of een groep besloten is; berichten in groepen zijn als besloten beoordeeld.",
    "An export of Facebook does not tell whether a group is closed; posts in groups were judged as closed.",
)
_UNKNOWN = Text(
    "Een export van Meta noemt geen onderwerpen, geen reacties van anderen en niet wanneer iemand je iets vroeg; wat "
    "daarvan afhangt, is hiermee niet te meten.",
    "An export of Meta names no topics, no reactions of others and not when someone asked you something; what depends "
    "on those cannot be measured with it.",
)


class Meta:
    """Reads own posts and comments of Facebook, Instagram and Threads."""

    def recognises(self, names: Sequence[str]) -> bool:
        """Tell whether an archive is one of Meta's, by its folders or by how its files are called."""
        return any(_FOLDER.fullmatch(name) or _AS_HTML.fullmatch(name) or _kind_of(name) for name in names)

    def items(self, archive: Archive, context: Context) -> Iterator[Read]:
        """Give posts and comments.

        Raises:
            Problem: when it is an export in HTML, or holds no posts.

        """
        export = Export(archive, context.shown, context.lang)
        found = [(info, kind) for kind in _FILES for info in export.named(kind.path)]
        if not found:
            raise Problem(_HTML if export.named(_AS_HTML) else _NO_POSTS, context.shown)
        reader = _Records(context)
        for info, kind in found:
            yield from export.read(info, lambda stream, path, kind=kind: reader.of(stream, path, kind))  # type: ignore[misc]
        yield from reader.notices()


def _kind_of(name: str) -> _Kind | None:
    return next((kind for kind in _FILES if kind.path.fullmatch(name)), None)


class _Records:
    def __init__(self, context: Context) -> None:
        self.context = context
        self.empty = 0
        self.twice = 0
        self.in_groups = False
        self.seen: set[int] = set()

    def of(self, stream: IO[bytes], path: str, kind: _Kind) -> Iterator[Read]:
        """Read one file."""
        for record in typed(stream, kind.shape, path, self.context.lang, kind.keys):
            if isinstance(record, DraftError):
                yield record
                continue
            line, value = record
            said = Said(**value.said())
            if said.empty:
                self.empty += 1
            elif not self._is_repeat(said, kind):
                yield self._item(said, path, line, kind)

    def notices(self) -> Iterator[Notice]:
        """Give what is worth knowing about all files together."""
        lang = self.context.lang
        for text, n in ((_EMPTY, self.empty), (_TWICE, self.twice)):
            if n:
                yield Notice("import-meta", text.to(lang).format(n=n, name="Meta"))
        if self.in_groups:
            yield Notice("import-meta", _GROUPS.to(lang))
        yield Notice("import-meta", _UNKNOWN.to(lang))

    def _is_repeat(self, said: Said, kind: _Kind) -> bool:
        """Tell whether another file has this record too; Instagram's posts.json repeats posts_1.json."""
        key = hash((kind.network, kind.channel, said.seconds, said.text))
        if said.seconds and said.text and key in self.seen:
            self.twice += 1
            return True
        self.seen.add(key)
        return False

    def _item(self, said: Said, path: str, line: int, kind: _Kind) -> Item | DraftError:
        when = instant(said.seconds)
        if said.seconds and when is None:
            return DraftError(path, _NO_TIME.to(self.context.lang).format(cell=said.seconds), line)
        self.in_groups = self.in_groups or kind.channel == "facebook-group-closed"
        return Item(
            path=path, line=line, kind="reply" if said.reply else "post",
            when=None if when is None else moment(when, self.context.zone), channels=(self._channel(path, kind),),
            text=said.text, sources=said.sources, mentions=said.mentions,
            asked=Asked(sender=said.asked_from) if said.asked_from else None, published=True,
        )  # fmt: skip

    def _channel(self, path: str, kind: _Kind) -> str:
        """Give the channel; of Facebook the user may say which, for a practice often posts from a profile."""
        if kind.channel:
            return kind.channel
        if self.context.channel in _FACEBOOK_CHANNELS:
            return self.context.channel
        return "facebook-page" if _PAGE.fullmatch(path) else "facebook-personal"
