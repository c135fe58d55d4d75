"""Reports: what a run found, written for a person or for a program.

Place in the data flow: the end of it. A format knows `findings` and the laws' names, never the screen it is shown on,
the checks or the grammar. A new format is a module with `render` and a line in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module

from postlint.report.options import LawLabel, Renderer, RenderOptions, RuleLabel, SourceLabel

FORMATS = {
    "terminal": "postlint.report.terminal",
    "concise": "postlint.report.concise",
    "json": "postlint.report.json",
    "jsonl": "postlint.report.jsonl",
    "sarif": "postlint.report.sarif",
    "github": "postlint.report.github",
    "gitlab": "postlint.report.gitlab",
    "junit": "postlint.report.junit",
    "checkstyle": "postlint.report.checkstyle",
    "html": "postlint.report.html",
}
FOR_A_SCREEN = frozenset({"terminal", "concise"})
"""The formats that are written in the terminal's own encoding; the others are always UTF-8."""


def renderer(name: str) -> Renderer:
    """Give the `render` function of a format, importing that format alone.

    Args:
        name: a key of `FORMATS`.

    Raises:
        KeyError: for a name that is no format.

    """
    render: Renderer = import_module(FORMATS[name]).render
    return render


__all__ = ["FORMATS", "FOR_A_SCREEN", "LawLabel", "RenderOptions", "Renderer", "RuleLabel", "SourceLabel", "renderer"]
