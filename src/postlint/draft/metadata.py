"""The front matter block of a draft: where it is and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field

from postlint.draft.front import FrontMatter
from postlint.draft.model import Comment
from postlint.findings import Lang, Notice


@dataclass(slots=True)
class Metadata:
    """Front matter as read; `end` is the source offset where the draft itself begins, 0 without front matter."""

    front: FrontMatter
    lines: dict[str, int] = field(default_factory=dict)
    end: int = 0
    notices: tuple[Notice, ...] = ()
    comments: tuple[Comment, ...] = ()


def read_front_matter(source: str, path: str, lang: Lang) -> Metadata:
    """Read nothing yet."""
    return Metadata(FrontMatter())
