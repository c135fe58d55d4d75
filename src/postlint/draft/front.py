"""What front matter may say about a draft."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec

Kind = Literal["post", "reply", "thanks"]
Date = dt.date | dt.datetime


class InReplyTo(msgspec.Struct, frozen=True, kw_only=True, rename={"sender": "from"}):
    """What the draft answers; a bare string in the front matter is its `text`."""

    text: str | None = None
    sender: str | None = None
    date: Date | None = None


class Media(msgspec.Struct, frozen=True, kw_only=True):
    """A picture, video or other file that goes with the post.

    `people` says whether (or how many, or which) people are recognisable; `consent` is any scalar or mapping;
    `captions` and `transcript` are yes/no or a file.
    """

    file: str | None = None
    alt: str | None = None
    people: bool | int | str | tuple[str, ...] | None = None
    consent: Any = None
    type: str | None = None
    captions: bool | str | None = None
    transcript: bool | str | None = None
    decorative: bool | None = None
    maker: str | None = None
    license: str | None = None


class Exemption(msgspec.Struct, frozen=True):
    """A rule that the author sets aside for the whole draft, with the reason and the line in the file."""

    rule: str
    reason: str
    line: int


class FrontMatter(msgspec.Struct, frozen=True, kw_only=True):
    """The metadata of a draft; None (or an empty tuple) where the draft says nothing.

    `channel` is as written: naming a channel is the business of the channels themselves.
    `consent` is any scalar or mapping; `disclosure` is a text, or yes/no. `allow` lists what is allowed to stand after
    all, and `postlint` what stands under `postlint: {ignore: …}`.
    """

    channel: str | list[str] | None = None
    account: str | None = None
    date: Date | None = None
    kind: Kind | None = None
    audience: str | None = None
    topic: str | None = None
    title: str | None = None
    in_reply_to: InReplyTo | None = None
    media: tuple[Media, ...] = ()
    consent: Any = None
    source: str | list[str] | None = None
    mentions: tuple[str, ...] = ()
    disclosure: bool | str | None = None
    allow: tuple[Exemption, ...] = ()
    postlint: tuple[Exemption, ...] = ()
