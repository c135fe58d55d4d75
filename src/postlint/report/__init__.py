"""Reports: what a run found, written for a person or for a program.

Place in the data flow: the end of it. A format knows `findings` and the laws' names, never the screen it is shown on,
the checks or the grammar. A new format is a module with `render` and a line in `FORMATS`; one whose text grows long
with many drafts has `pieces` too.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from postlint.report.options import AuditRenderer, Pieces, Renderer

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
AUDIT_FORMATS = {
    "terminal": "postlint.report.audit_terminal",
    "json": "postlint.report.audit_json",
    "html": "postlint.report.audit_html",
}
"""The formats that have a form of their own for an audit; the others print it as a Report (`audit_report`)."""
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


def pieces(name: str) -> Pieces:
    """Give the function that renders a report in pieces; a format that cannot gives it as one.

    Args:
        name: a key of `FORMATS`.

    Raises:
        KeyError: for a name that is no format.

    """
    module = import_module(FORMATS[name])
    if hasattr(module, "pieces"):
        in_pieces: Pieces = module.pieces
        return in_pieces
    render: Renderer = module.render
    return lambda report, options: (render(report, options),)


def audit_renderer(name: str) -> AuditRenderer:
    """Give the function that prints an audit in a format of `AUDIT_FORMATS`, importing that format alone.

    Raises:
        KeyError: for a format that has no form of its own for audits.

    """
    render: AuditRenderer = import_module(AUDIT_FORMATS[name]).render
    return render
