"""A judge that needs no model: what it says of a post is written in the post."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from postlint.channels import load_profiles
from postlint.draft import Draft, read_path
from postlint.findings import (
    DraftError,
    DraftReport,
    Finding,
    Notice,
    Position,
    Praise,
    Problem,
    Severity,
    Span,
    Verdict,
)
from postlint.paths import rules_dir
from postlint.rulebook.auditing import AuditSettings
from postlint.series import Asked, Item, Judged, Moment, Reader
from postlint.series.item import moment

_AT = Position(1, 1, 0)
_SPAN = Span(_AT, _AT)
ZONE = UTC


class FakeJudge:
    """Takes VERKOOPT for selling, VRAAGT for a question and WAARDE for something of use."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def check_paths(self, paths: Sequence[str]) -> Iterator[DraftReport | DraftError | Notice]:
        for path in paths:
            files = sorted(Path(path).glob("*.md")) if Path(path).is_dir() else [Path(path)]
            for file in files:
                try:
                    yield from self.check_draft(read_path(file))
                except Problem as problem:
                    yield DraftError(str(file), problem.text.nl, problem.line)

    def check_draft(self, draft: Draft) -> list[DraftReport]:
        self.seen.append(draft.path)
        named = draft.front.channel
        channels = [named] if isinstance(named, str) else list(named or ["facebook-page"])
        answered = "reply" if draft.front.in_reply_to else "post"
        return [report(draft.path, channel, draft.front.kind or answered, draft.source) for channel in channels]


def report(path: str, channel: str, kind: str, text: str) -> DraftReport:
    findings = ()
    if "VERKOOPT" in text:
        kinds = ("non-promotie/korting", "non-promotie", "promotion", Severity.ERROR)
        findings = (Finding(*kinds, message="m", advice="a", match="", span=_SPAN, direct=True),)
    praise = [Praise("question-to-reader", "luisteren", "", 8, _SPAN)] if "VRAAGT" in text else []
    praise += [Praise("useful", "inhoud", "", 20, _SPAN)] if "WAARDE" in text else []
    score = int(found[1]) if (found := re.search(r"SCORE(\d+)", text)) else 80
    return DraftReport(path, channel, kind, score, Verdict.POST, (), findings, tuple(praise), source=text)


def reader(**settings: Any) -> Reader:
    profiles = load_profiles(rules_dir() / "channels")
    return Reader(FakeJudge(), profiles, AuditSettings(**settings), channel="facebook-page")


def item(day: str | None = "2026-03-01", **more: Any) -> Item:
    """Give an own post that was judged, unless said otherwise."""
    facts = {"path": f"{day}.md", "kind": "post", "channels": ("facebook-page",), "topic": "rug", **more}
    if facts["kind"] in ("post", "reply", "thanks"):
        facts.setdefault("judged", Judged(80, valuable=True))
    return Item(when=None if day is None else when(day), **facts)


def when(text: str) -> Moment:
    return moment(datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text), ZONE)


def asked(day: str | None = None, **more: str) -> Asked:
    return Asked(when=None if day is None else when(day), **more)


def days(start: str, number: int, step: int) -> list[str]:
    first = date.fromisoformat(start).toordinal()
    return [date.fromordinal(first + n * step).isoformat() for n in range(number)]


def many(start: str, number: int, step: int = 3, **more: Any) -> Iterable[Item]:
    """Give posts some days apart."""
    return [item(day, **more) for day in days(start, number, step)]
