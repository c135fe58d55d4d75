"""HTML built from elements: every text is escaped unless it is HTML already, so that no draft can add markup."""

from __future__ import annotations

from html import escape

from postlint.report.visible import visible

_EMPTY = frozenset({"meta", "br"})


class Html(str):
    """A piece of HTML."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: object) -> Html:
    """Give an element.

    Args:
        name: its tag.
        children: HTML, or texts on one line, which are escaped and whose control characters are made visible.
        attributes: by name, with `_` for `-`, and at the end of a word that Python keeps for itself; None leaves
            one out.

    """
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{text(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY:
        return Html(f"<{name}{given}>")
    return Html(f"<{name}{given}>{joined(*children)}</{name}>")


def joined(*children: str) -> Html:
    """Give HTML and texts one after another."""
    return Html("".join(child if isinstance(child, Html) else text(child) for child in children))


def text(content: str) -> Html:
    """Give a text on one line as HTML."""
    return Html(escape(visible(content)))


def wide_table(name: str, caption: str, head: Html, rows: Html, *, below: str = "") -> Html:
    """Give a table that can be scrolled sideways on a narrow screen, also from the keyboard.

    Args:
        name: the id of its caption.
        caption: what it holds.
        head: the row with the names of the columns.
        rows: the other rows.
        below: the id of the heading it stands below, where there are more tables with its caption.

    """
    table = element("table", element("caption", caption, id=name), element("thead", head), element("tbody", rows))
    return element("div", table, class_="wide", role="region", aria_labelledby=f"{below} {name}".strip(), tabindex=0)
