"""Hashtags that stand in a post twice, as far as they are tags and no words of a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import regex

from postlint.dutch.tokens import EMOJI, HASHTAG, MENTION
from postlint.rulebook.phrases import fold

_ITEM: Final = regex.compile(rf"(?P<line>\n)|(?P<tag>{HASHTAG}|{MENTION}|{EMOJI})|\S")
_SENTENCE_DONE: Final = frozenset(".!?…:|•·")


def repeated(prose: str, hashtags: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the hashtags that stood before, upper and lower case aside, and are no part of a sentence.

    Nothing but tags and emoji may follow on their line, and no word of a sentence may lead to them.

    Args:
        prose: the text of the post.
        hashtags: their ranges, in order.

    """
    ends = dict(hashtags)
    if len(ends) < 2:
        return
    seen: set[str] = set()
    waiting: list[tuple[int, int]] = []
    apart = True
    for item in _ITEM.finditer(prose):
        if item["line"]:
            yield from waiting
            waiting, apart = [], True
        elif item["tag"]:
            name = fold(item[0]) if item.start() in ends else ""
            if name in seen and apart:
                waiting.append((item.start(), ends[item.start()]))
            seen.update({name} - {""})
            apart = True
        else:
            waiting, apart = [], item[0] in _SENTENCE_DONE
    yield from waiting
