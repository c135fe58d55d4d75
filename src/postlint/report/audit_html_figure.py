"""What every chart of the page has: a sentence that says what it shows, the drawing, and the table behind it."""

from __future__ import annotations

from collections.abc import Sequence

from postlint.findings import Lang, Text
from postlint.report.audit_html_charts import can_draw
from postlint.report.markup import Html, element, joined, wide_table
from postlint.report.options import RenderOptions

_TABLE = Text("De cijfers in een tabel", "The numbers in a table")


def heading(name: str, title: Text, lang: Lang) -> Html:
    """Give the heading of a part of the page."""
    return element("h2", title.to(lang), id=name)


def table(name: str, caption: Text, head: Sequence[Text], rows: Sequence[Sequence[str]], lang: Lang) -> Html:
    """Give a table; the first cell of a row names it, cells of numbers stand to the right."""
    titles = element("tr", *(element("th", title.to(lang), scope="col") for title in head))
    return wide_table(name, caption.to(lang), titles, joined(*map(_row, rows)))


def figure(says: str, drawing: Html, behind: Html, options: RenderOptions, *, drawn: bool = True) -> Html:
    """Give a chart with its sentence and its table; without a drawing the table stands open.

    Args:
        says: what it shows, in a sentence.
        drawing: SVG, or HTML where `drawn` is False; empty where there is nothing to draw it with.
        behind: the same numbers as a table.
        options: for the language.
        drawn: whether it is SVG, which may be wider than a telephone.

    """
    table_ = element("details", element("summary", _TABLE.to(options.lang)), behind, open=None if drawing else "open")
    shown = drawing
    if drawn and drawing:
        shown = element("div", drawing, class_="chart", role="group", tabindex=0, aria_label=says)
    return element("figure", element("figcaption", says), shown, table_)


def missing_charts() -> bool:
    """Tell whether charts are left out for want of pygal."""
    return not can_draw()


def _row(cells: Sequence[str]) -> Html:
    first, *others = cells
    numbers = (element("td", cell, class_="number" if _is_number(cell) else None) for cell in others)
    return element("tr", element("th", first, scope="row"), *numbers)


def _is_number(cell: str) -> bool:
    return bool(cell) and (cell[0].isdigit() or cell == "–")
