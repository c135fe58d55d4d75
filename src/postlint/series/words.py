"""Numbers and places of an audit as people read them, in Dutch and English.

Place in the data flow: `rate` fills messages with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from postlint.audited import Scope
from postlint.findings import Lang, Text
from postlint.report.dates import stretch
from postlint.rulebook.series import Unit

_DAY = (Text("{n} dag", "{n} day"), Text("{n} dagen", "{n} days"))
_HOURS = Text("{n} uur", "{n} hours")
_POINTS = (Text("{n} punt", "{n} point"), Text("{n} punten", "{n} points"))
_WHERE = {"account": Text(" van {name}", " of {name}"), "channel": Text(" op {name}", " on {name}")}
_AND = Text("en", "and")
_THIN = "\N{NO-BREAK SPACE}"
_AT_MOST = Text("hoogstens {n}", "at most {n}")
_AT_LEAST = Text("minstens {n}", "at least {n}")
_NONE = Text("liefst geen", "preferably none")
_BETWEEN = Text("{low} tot {high}", "{low} to {high}")
_LESS = Text("minder dan {n}", "less than {n}")
_MORE = Text("meer dan {n}", "more than {n}")
_OR = Text(" of ", " or ")
_FEW_HOURS = 72
_MOST_NAMES = 6
_OTHERS = Text("nog {n}", "{n} more")


def shown(value: float, unit: Unit, lang: Lang) -> str:
    """Give a value with its unit: «38 %», «50 dagen», «19,5 uur», «3», «1,2» or «−12 punten»."""
    if unit == "share":
        return f"{_number(value * 100, 0, lang)}{_THIN if lang == 'nl' else ''}%"
    if unit == "days":
        return _DAY[value != 1].to(lang).format(n=_number(value, 0, lang))
    if unit == "hours":
        if value > _FEW_HOURS:
            return shown(value / 24, "days", lang)
        return _HOURS.to(lang).format(n=_number(value, 1, lang))
    if unit == "points":
        sign = "−" if value < 0 else "+"
        return _POINTS[round(abs(value)) != 1].to(lang).format(n=sign + _number(abs(value), 0, lang))
    return _number(value, 1, lang)


def limits(low: float | None, high: float | None, unit: Unit, lang: Lang) -> str:
    """Give what is still good: «hoogstens 20 %», «minstens 2» or «10 % tot 70 %»."""
    if low is None and high is None:
        return ""
    if high == 0:
        return _NONE.to(lang)
    if low is None and high is not None:
        return _AT_MOST.to(lang).format(n=shown(high, unit, lang))
    if high is None and low is not None:
        return _AT_LEAST.to(lang).format(n=shown(low, unit, lang))
    return _BETWEEN.to(lang).format(low=shown(low or 0, unit, lang), high=shown(high or 0, unit, lang))


def beyond(low: float | None, high: float | None, unit: Unit, lang: Lang) -> str:
    """Give what is no longer good: «meer dan 20 %», «minder dan 2» or both."""
    parts = [_LESS.to(lang).format(n=shown(low, unit, lang))] if low is not None else []
    parts += [_MORE.to(lang).format(n=shown(high, unit, lang))] if high is not None else []
    return _OR.to(lang).join(parts)


def where(scope: Scope, lang: Lang) -> str:
    """Give «» for everything, « op Instagram» or « van Praktijk Zuid»."""
    text = _WHERE.get(scope.kind)
    return "" if text is None else text.to(lang).format(name=scope.label or scope.name)


def listed(names: Sequence[str], lang: Lang) -> str:
    """Give «a, b en c»; of very many the first and how many more."""
    if len(names) > _MOST_NAMES:
        names = [*names[: _MOST_NAMES - 1], _OTHERS.to(lang).format(n=len(names) - _MOST_NAMES + 1)]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {_AND.to(lang)} {names[-1]}"


def _number(value: float, places: int, lang: Lang) -> str:
    text = f"{value:.{places}f}"
    text = text.rstrip("0").rstrip(".") if places else text
    return text.replace(".", ",") if lang == "nl" else text


def days(ordinals: Sequence[int], lang: Lang) -> str:
    """Give a day, or a stretch of days by its first and last."""
    return stretch(date.fromordinal(ordinals[0]), date.fromordinal(ordinals[-1]), lang)
