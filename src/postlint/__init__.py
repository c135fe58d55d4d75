"""postlint: a linter for Dutch social-media posts by care professionals.

The public API is small and lazy: importing postlint loads neither spaCy nor a rule.

>>> import postlint
>>> [report] = postlint.check_text("Deze maand 20% korting op je intake!", channel="linkedin")
>>> report.verdict
<Verdict.HOLD: 'hold'>
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from postlint.findings import DraftError, DraftReport, Edit, Finding, Fix, Problem, Report, Severity, Span, Verdict

if TYPE_CHECKING:
    from postlint.linter import Linter

__version__ = "0.1.0"
__all__ = [
    "DraftError", "DraftReport", "Edit", "Finding", "Fix", "Linter", "Problem", "Report", "Severity", "Span", "Verdict",
    "check_path", "check_text", "check_texts",
]  # fmt: skip


def check_text(text: str, *, channel: str | None = None, kind: str | None = None) -> list[DraftReport]:
    """Judge one draft, front matter allowed, with the default configuration and in Dutch.

    Args:
        text: the draft.
        channel: where it will be posted, by id or common name; front matter goes first, and a public business page is
            assumed where nobody says.
        kind: post, reply or thanks.

    Returns:
        One report for each channel that the draft names.

    Raises:
        Problem: when the draft cannot be judged or the channel is not known.

    """
    from postlint.linter import Linter

    return Linter(channel=channel, kind=kind).check_text(text)


def check_texts(
    texts: Iterable[str], *, channel: str | None = None, kind: str | None = None
) -> Iterator[list[DraftReport] | DraftError]:
    """Judge many drafts, several at a time, in the order given and however many there are; see `check_text`.

    A draft that cannot be judged gives a DraftError in its place, so that one does not spoil the rest.

    Raises:
        Problem: when the channel or kind is not known.
        TypeError: when the texts are one string.

    """
    from postlint.linter import Linter

    return Linter(channel=channel, kind=kind).check_texts(texts)


def check_path(path: str | Path, *, channel: str | None = None, kind: str | None = None) -> list[DraftReport]:
    """Judge one file; see `check_text`."""
    from postlint.draft import read_path
    from postlint.linter import Linter

    return Linter(channel=channel, kind=kind).check_draft(read_path(path))


def __getattr__(name: str) -> Any:
    if name == "Linter":
        from postlint.linter import Linter

        return Linter
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
