"""Charts for the page of an audit: SVG drawn by pygal, without script, style or number of its own.

pygal is an optional extra. What it draws takes its colours from the page's own style sheet, so that it follows light,
dark and paper, and is the same for the same numbers every time.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any
from xml.etree import ElementTree

from postlint.report.markup import Html
from postlint.report.visible import one_line

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_WIDTH = 760
_HEIGHT = 280
_BAR = 30
_AROUND = 60
_MOST_LABELS = 12
_LONGEST_LABEL = 30
_DROPPED = frozenset({"defs", "script", "style", "desc", "title"})


@cache
def can_draw() -> bool:
    """Tell whether pygal is installed."""
    return find_spec("pygal") is not None


def _pygal() -> Any:
    """Import pygal, without the finder that it puts in for plugins of its own and that meets every later import."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ImportWarning)
        pygal = import_module("pygal")
        import_module("pygal.style")
    sys.meta_path[:] = [finder for finder in sys.meta_path if not type(finder).__module__.startswith("pygal")]
    return pygal


def line(name: str, labels: Sequence[str], values: Sequence[float | None], top: float = 100) -> Html:
    """Draw a line with a dot for each value; where there is none the line stops.

    Args:
        name: what the chart is, for who cannot see it.
        labels: below the values; of many only some are shown.
        values: from 0 to `top`.
        top: the end of the scale.

    """
    chart = _chart("Line", _HEIGHT, range=(0, top), dots_size=4, stroke_style={"width": 2.5})
    step = -(-len(labels) // _MOST_LABELS)
    chart.x_labels = [one_line(label) if n % step == 0 else "" for n, label in enumerate(labels)]
    chart.add("", list(values))
    return _svg(chart, name)


def bars(name: str, rows: Sequence[tuple[str, float, str]], top: float | None = None) -> Html:
    """Draw lying bars, the first row at the top.

    Args:
        name: what the chart is, for who cannot see it.
        rows: a label, a value from 0, and the value as people read it.
        top: the end of the scale; the highest value where None.

    """
    end = top if top is not None else max((value for _, value, _ in rows), default=1) or 1
    chart = _chart(
        "HorizontalBar", _AROUND + _BAR * len(rows), range=(0, end), print_values=True, print_values_position="top",
        truncate_label=_LONGEST_LABEL,
    )  # fmt: skip
    chart.x_labels = [one_line(label) for label, _, _ in reversed(rows)]
    chart.add("", [{"value": value, "formatter": _saying(one_line(said))} for _, value, said in reversed(rows)])
    return _svg(chart, name)


def _saying(text: str) -> Any:
    return lambda _value: text


def _chart(kind: str, height: int, **more: Any) -> Any:
    pygal = _pygal()
    room = pygal.style.Style(font_family="system-ui", label_font_size=12, major_label_font_size=12)
    return getattr(pygal, kind)(
        style=room,
        width=_WIDTH, height=height, js=[], show_legend=False, explicit_size=False, margin=12, spacing=8,
        disable_xml_declaration=True, no_data_text="–", **more,
    )  # fmt: skip


def _svg(chart: Any, name: str) -> Html:
    """Give the drawing alone: no script, no style sheet, no random id, nothing that names the day it was made."""
    ElementTree.register_namespace("", _SVG)
    root = ElementTree.fromstring(chart.render(is_unicode=True))  # noqa: S314 - pygal made it a moment ago
    _strip(root)
    box = root.get("viewBox", f"0 0 {_WIDTH} {_HEIGHT}")
    root.attrib.clear()
    root.attrib.update({"viewBox": box, "role": "img", "aria-label": one_line(name), "class": "drawing"})
    return Html(ElementTree.tostring(root, encoding="unicode"))


def _strip(element: ElementTree.Element) -> None:
    for child in list(element):
        if child.tag.rpartition("}")[2] in _DROPPED or "tooltip" in child.get("class", "").split():
            element.remove(child)
            continue
        for attribute in [key for key in child.attrib if key == "id" or key.startswith(f"{{{_XLINK}}}")]:
            del child.attrib[attribute]
        _strip(child)
