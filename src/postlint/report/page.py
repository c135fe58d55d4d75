"""A page of HTML that needs nothing beside itself: no script, no picture, no address outside it."""

from __future__ import annotations

from pathlib import Path

from postlint.findings import Lang
from postlint.report.json import storable
from postlint.report.markup import Html, element

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def page(title: str, body: Html, lang: Lang, *more_styles: str) -> str:
    """Give a whole page.

    Args:
        title: what it is called.
        body: its body element.
        lang: the language it is in.
        more_styles: the names of style sheets beside `html.css`, all in this package.

    """
    folder = Path(__file__).parent
    style = "".join((folder / name).read_text("utf-8") for name in ("html.css", *more_styles))
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("title", title),
        element("style", Html(style)),
    )
    return storable(f"<!DOCTYPE html>\n{element('html', head, body, lang=lang)}\n")
