"""A tiny rulebook in a folder, and Linters and commands that use it instead of postlint's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

from minibook import RulesFolder, dutch, rule_text

from postlint.dutch import pipeline
from postlint.findings import DraftReport

KORTING, CAPS, NAME, LONG, WHOLE = (
    "non-promotie/korting", "kwaliteit/hoofdletters", "privacy/naam", "kwaliteit/lang", "inhoud/leeg",
)  # fmt: skip
RULES = {
    KORTING: rule_text("phrases: [korting]", severity="error", aliases=["non-promotie/actie"]),
    CAPS: rule_text("signal: capitals", category="shouting"),
    NAME: rule_text("pattern: [[{TEXT: {IN: [Anja, Sanne]}}]]", severity="error", category="patient-privacy"),
    LONG: rule_text("metric: {name: sentence-words, more_than: 12}", category="readability"),
    WHOLE: rule_text("absent: {of: [{phrases: [tip]}]}", category="value", severity="suggestion"),
    "kwaliteit/vakwoord": rule_text("phrases: [obstipatie]", category="jargon", severity="suggestion"),
    "invloed/taggen": rule_text("count: {of: mention, more_than: 1}", category="engagement-bait"),
}


@contextmanager
def tiny_rulebook(folder: Path) -> Iterator[None]:
    """Have every Linter in this block use the tiny rulebook, kept in `folder`."""
    folder.mkdir(exist_ok=True)
    rules = RulesFolder(folder)
    for key, text in RULES.items():
        rules.write(key, text)
    with (
        mock.patch.object(pipeline, "load", return_value=dutch()),
        mock.patch.multiple("postlint.linter.benches", rules_dir=lambda: folder),
    ):
        yield


def found(reports: list[DraftReport]) -> list[tuple[str, int]]:
    """Rules and lines, in the order of the text, of what is no suggestion."""
    findings = sorted(reports[0].findings, key=lambda f: (f.span.start.offset, f.rule))
    return [(f.rule, f.span.start.line) for f in findings if f.rule != WHOLE]


Write = Callable[..., Path]


def writer(folder: Path) -> Write:
    def write(name: str, text: str | bytes, **_: Any) -> Path:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write
