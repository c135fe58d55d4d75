"""The records of Instagram's export: posts, reels and comments; and of Threads, which comes with it."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from postlint.series.importers.mojibake import mended

_COMMENT = ("Comment", "Opmerking", "Reactie")
_OWNER = ("Media Owner", "Media-eigenaar")
_CAPTION = ("Caption", "Bijschrift")


class _TextPost(Struct):
    is_reply: bool = False


class _Media(Struct):
    title: str | None = None
    creation_timestamp: float = 0
    text_app_post: _TextPost | None = None


class _Label(Struct):
    label: str | None = None
    value: str | None = None
    media: list[_Media] = []


class Record(Struct):
    """A record of Instagram; times are in seconds since 1970."""

    title: str | None = None

    def said(self) -> dict[str, Any]:
        """Give the fields of `Said`."""
        raise NotImplementedError


class Post(Record):
    """A post, a reel or a thread: the caption of one picture stands with it, that of more stands above them."""

    media: list[_Media] = []
    creation_timestamp: float = 0
    timestamp: float = 0
    label_values: list[_Label] = []

    def said(self) -> dict[str, Any]:
        """Give the caption."""
        media = [*self.media, *(one for label in self.label_values for one in label.media)]
        labels = {mended(one.label): one.value for one in self.label_values if one.label and one.value}
        captions = [self.title, *(labels.get(name) for name in _CAPTION), *(one.title for one in media)]
        text = mended(next((one for one in captions if one and one.strip()), "")).strip()
        seconds = self.creation_timestamp or next((m.creation_timestamp for m in media if m.creation_timestamp), 0)
        reply = any(one.text_app_post is not None and one.text_app_post.is_reply for one in media)
        return {"text": text, "seconds": seconds or self.timestamp, "reply": reply, "empty": not (text or media)}


class _Value(Struct):
    value: str | None = None
    timestamp: float = 0


class Comment(Record):
    """A comment; what its parts are called depends on the language of the account, so their order counts too."""

    string_map_data: dict[str, _Value] = {}
    string_list_data: list[_Value] = []

    def said(self) -> dict[str, Any]:
        """Give the text and whose post it is on."""
        named = {mended(name): part for name, part in self.string_map_data.items()}
        parts = [*named.values(), *self.string_list_data]
        written = [part.value for part in parts if part.value]
        text = _first(named, _COMMENT) or (written[0] if written else "")
        owner = _first(named, _OWNER) or (written[1] if len(written) > 1 else self.title or "")
        seconds = next((part.timestamp for part in parts if part.timestamp), 0)
        text = mended(text).strip()
        return {"text": text, "seconds": seconds, "asked_from": mended(owner), "reply": True, "empty": not text}


def _first(named: dict[str, _Value], names: tuple[str, ...]) -> str:
    return next((named[name].value or "" for name in names if name in named), "")
