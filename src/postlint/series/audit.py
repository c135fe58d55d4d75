"""Items in, Audit out: everything that a series of posts shows of the laws that live across posts.

Place in the data flow: `read` gives the Items; the command line prints the Audit. Items are let go as soon as the
ledger has their numbers, so that a hundred thousand posts fit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from postlint.audited import Audit
from postlint.findings import DraftError, Lang, Notice
from postlint.rulebook.auditing import AuditSettings
from postlint.series.counts import counts_of, topics_of
from postlint.series.item import Item
from postlint.series.ledger import Ledger


@dataclass(frozen=True)
class AuditOptions:
    """How to audit.

    Args:
        paths: what is audited, as the user named it.
        settings: what the configuration says under `audit:`.
        lang: the language of everything said.
        since: leave out what is older; what has no date stays out as well.
        until: leave out what is later.
        today: for telling which posts are still to come.
        own: names and accounts of the practice, folded and without @.

    """

    paths: tuple[str, ...] = ()
    settings: AuditSettings = field(default_factory=AuditSettings)
    lang: Lang = "nl"
    since: date | None = None
    until: date | None = None
    today: date | None = None
    own: frozenset[str] = frozenset()


def audit(items: Iterable[Item | DraftError | Notice], options: AuditOptions) -> Audit:
    """Audit posts as they come."""
    ledger = Ledger(options.own)
    errors: list[DraftError] = []
    notices: list[Notice] = []
    for item in items:
        if isinstance(item, DraftError):
            errors.append(item)
        elif isinstance(item, Notice):
            notices.append(item)
        elif _wanted(item, options):
            ledger.add(item)
    return Audit(
        paths=options.paths, counts=counts_of(ledger), topics=tuple(topics_of(ledger.own_entries)),
        errors=tuple(errors), notices=tuple(notices),
    )  # fmt: skip


def _wanted(item: Item, options: AuditOptions) -> bool:
    if options.since is None and options.until is None:
        return True
    if item.when is None:
        return False
    day = item.when.day
    return (options.since or day) <= day <= (options.until or day)
