"""What is worth knowing about a post beside the practice's own profile; it costs no points."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from postlint.checks.practice import is_off_topic, other_address
from postlint.findings import Lang, Notice, Text

if TYPE_CHECKING:
    from postlint.checks import Post

_ADDRESS = Text(
    "Je spreekt je lezers anders aan dan jullie hebben afgesproken ({address}): «{word}» op regel {line}.",
    "You address your readers otherwise than agreed ({address}): “{word}” on line {line}.",
)
_OFF_TOPIC = Text(
    "Dit concept noemt geen van je onderwerpen ({topics}).", "This draft names none of your topics ({topics})."
)
_SHOWN = 5


def practice_notices(post: Post, lang: Lang) -> Iterator[Notice]:
    """Tell where a post differs from what the practice said of its form of address and its topics."""
    if post.practice is None:
        return
    for start, end in islice(other_address(post), 1):
        place = post.draft.span(start, end).start
        text = _ADDRESS.to(lang)
        yield Notice("address", text.format(address=post.practice.address, word=post.prose[start:end], line=place.line))
    if is_off_topic(post):
        topics = ", ".join(post.practice.topics[:_SHOWN])
        yield Notice("off-topic", _OFF_TOPIC.to(lang).format(topics=topics))
