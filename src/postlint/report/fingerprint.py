"""Names for findings that stay the same when a draft grows, shrinks or is wrapped anew around them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from postlint.findings import DraftReport, Finding, Report
from postlint.report.concise import in_text_order

_NEIGHBOURS = 3
_REACH = 200
_LENGTH = 32
_NEWLINE = re.compile(r"\r\n?")
_BLOCK_END = re.compile(r"\n[ \t]*(?:-{3,}[ \t]*)?\n")
_WORD = re.compile(r"\w+")


class Identified(NamedTuple):
    """A finding, the draft it belongs to, the channels it holds for, and its fingerprint.

    A fingerprint is 32 hexadecimal digits, and the finding's own within one path.
    """

    draft: DraftReport
    finding: Finding
    channels: tuple[str, ...]
    fingerprint: str


def identified(report: Report) -> Iterator[Identified]:
    """Give every finding with its fingerprint, by draft and in the order of the text.

    What is said alike of a file on several channels is given once. The fingerprint comes from the rule, the words of
    the match and a few words around them in the same paragraph; findings that would have the same are numbered per
    path. No line number, path or message is in it.
    """
    places: dict[tuple[str, Finding], list[DraftReport]] = {}
    for draft in report.drafts:
        for finding in in_text_order(draft):
            places.setdefault((draft.path, finding), []).append(draft)
    seen: Counter[tuple[str, str]] = Counter()
    for (path, finding), drafts in places.items():
        about = "\n".join((finding.rule, *_context(drafts[0], finding)))
        seen[path, about] += 1
        channels = tuple(dict.fromkeys(draft.channel for draft in drafts))
        yield Identified(drafts[0], finding, channels, digest(about, str(seen[path, about])))


def digest(*parts: str) -> str:
    """Give a short hash of some texts."""
    return sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()[:_LENGTH]


def _context(draft: DraftReport, finding: Finding) -> tuple[str, ...]:
    if finding.whole:
        return ()
    match = " ".join(_plain(finding.match).split())
    start, end = finding.span.start.offset, finding.span.end.offset
    before = _BLOCK_END.split(_plain(draft.source[max(0, start - _REACH) : start]))[-1]
    after = _BLOCK_END.split(_plain(draft.source[end : end + _REACH]))[0]
    return " ".join(_WORD.findall(before)[-_NEIGHBOURS:]), match, " ".join(_WORD.findall(after)[:_NEIGHBOURS])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", _NEWLINE.sub("\n", text)).casefold()
