"""Reports: what a run found, written for a person or for a program.

Place in the data flow: the end of it. A format knows `findings` and the laws' names, never the screen it is shown on,
the checks or the grammar. A new format is a module with `render` and a line in `FORMATS`.
"""

from __future__ import annotations

from importlib import import_module

from postlint.report.options import LawLabel, Renderer, RenderOptions

FORMATS = {
    "terminal": "postlint.report.terminal",
    "concise": "postlint.report.concise",
    "json": "postlint.report.json",
}


def renderer(name: str) -> Renderer:
    """Give the `render` function of a format, importing that format alone.

    Args:
        name: a key of `FORMATS`.

    Raises:
        KeyError: for a name that is no format.

    """
    render: Renderer = import_module(FORMATS[name]).render
    return render


__all__ = ["FORMATS", "LawLabel", "RenderOptions", "Renderer", "renderer"]
