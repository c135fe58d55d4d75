"""The records of Facebook's export: posts and comments."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from postlint.series.importers.mojibake import mended


class _Written(Struct):
    post: str | None = None


class _Media(Struct):
    description: str | None = None


class _Link(Struct):
    url: str | None = None


class _Attached(Struct):
    media: _Media | None = None
    external_context: _Link | None = None


class _Attachment(Struct):
    data: list[_Attached] = []


class Record(Struct):
    """A record of Facebook; `timestamp` is in seconds since 1970."""

    timestamp: float = 0
    attachments: list[_Attachment] = []

    def said(self) -> dict[str, Any]:
        """Give the fields of `Said`."""
        raise NotImplementedError

    def _attached(self) -> list[_Attached]:
        return [one for attachment in self.attachments for one in attachment.data]

    def _links(self) -> tuple[str, ...]:
        links = (one.external_context.url for one in self._attached() if one.external_context)
        return tuple(dict.fromkeys(mended(link) for link in links if link))


class Post(Record):
    """A post of a profile, a page or in a group; its text may stand with its picture alone."""

    data: list[_Written] = []
    tags: Any = None

    def said(self) -> dict[str, Any]:
        """Give the text, the links shared and who is tagged."""
        texts = [one.post for one in self.data if one.post and one.post.strip()]
        media = [one.media for one in self._attached() if one.media is not None]
        if not texts:
            texts = list(dict.fromkeys(one.description for one in media if one.description))
        text = "\n\n".join(mended(text).strip() for text in texts)
        links = self._links()
        return {
            "text": text, "seconds": self.timestamp, "sources": links, "mentions": _names(self.tags),
            "empty": not (text or media or links),
        }  # fmt: skip


class _Remark(Struct):
    timestamp: float = 0
    comment: str | None = None


class _RemarkData(Struct):
    comment: _Remark | None = None


class Comment(Record):
    """A comment on a post of anyone, own posts too; whose, stands only in a sentence in the user's language."""

    data: list[_RemarkData] = field(default_factory=list)

    def said(self) -> dict[str, Any]:
        """Give the text."""
        remarks = [one.comment for one in self.data if one.comment is not None]
        text = "\n\n".join(mended(one.comment).strip() for one in remarks if one.comment)
        seconds = next((one.timestamp for one in remarks if one.timestamp), self.timestamp)
        return {"text": text, "seconds": seconds, "reply": True, "empty": not (text or self.attachments)}


def _names(tags: Any) -> tuple[str, ...]:
    """Give who is tagged: `[{"name": …}]`, and in older exports `["name"]`."""
    if not isinstance(tags, list):
        return ()
    names = (tag.get("name") if isinstance(tag, dict) else tag for tag in tags)
    return tuple(mended(name) for name in names if isinstance(name, str) and name)
