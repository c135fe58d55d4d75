"""What belongs at a place in a settings or rule file, in words: «een getal van 0 tot en met 100», «a list».

Place in the data flow: `yamlio` asks it for the types that a place may have, to say what is wrong with what stands
there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from msgspec import inspect

from postlint.findings import Text

_NAME = r"^[a-z0-9-]+/[a-z0-9-]+$"
_WORD = Text("een woord of zin", "a word or sentence")
_PATTERNS = {_NAME: Text("een naam als «wet/naam», in kleine letters", "a name such as “law/name”, in small letters")}
_BOOL = Text("true (ja) of false (nee)", "true (yes) or false (no)")
_LIST = Text("een lijst: [ … ]", "a list: [ … ]")
_FULL_LIST = Text("een lijst met minstens één ding: [ … ]", "a list with at least one thing: [ … ]")
_MAPPING = Text("een blok met sleutels en waarden: «sleutel: waarde»", "a block with keys and values: “key: value”")
_DATE = Text("een datum, zoals 2026-05-31", "a date, such as 2026-05-31")
_TIME = Text("een datum met tijd, zoals 2026-05-31 09:30", "a date and time, such as 2026-05-31 09:30")
_KINDS: tuple[tuple[Any, Text], ...] = (
    (inspect.BoolType, _BOOL),
    (inspect.DictType | inspect.StructType, _MAPPING),
    (inspect.DateTimeType, _TIME),
    (inspect.DateType, _DATE),
)
_OR = Text(" of ", " or ")


def wanted(types: Iterable[Any], choices: Iterable[str]) -> Text | None:
    """Say what may stand at a place.

    Args:
        types: the alternatives there, as msgspec describes them.
        choices: the words that are allowed there.

    """
    kinds = list(types)
    if any(isinstance(kind, inspect.FloatType) for kind in kinds):
        kinds = [kind for kind in kinds if not isinstance(kind, inspect.IntType)]
    said = [text for kind in kinds if (text := _of(kind)) is not None]
    words = ", ".join(choices)
    if words:
        said.append(Text(words, words))
    if not said:
        return None
    return Text(*(_OR.to(lang).join(dict.fromkeys(text.to(lang) for text in said)) for lang in ("nl", "en")))


def shown(value: Any) -> Text:
    """Give a value as a message names it."""
    if isinstance(value, list):
        return Text("een lijst", "a list") if value else Text("een lege lijst", "an empty list")
    if isinstance(value, dict):
        return Text("een blok met sleutels", "a block with keys")
    if value is None:
        return Text("een lege waarde", "an empty value")
    said = str(value).lower() if isinstance(value, bool) else repr(value)
    return Text(said, said)


def takes_number(types: Iterable[Any]) -> bool:
    """Tell whether a number is one of the alternatives."""
    return any(isinstance(kind, inspect.IntType | inspect.FloatType) for kind in types)


def _of(kind: Any) -> Text | None:
    if isinstance(kind, inspect.StrType):
        return _PATTERNS.get(kind.pattern or "", _WORD)
    if isinstance(kind, inspect.IntType | inspect.FloatType):
        return _number(kind)
    if isinstance(kind, inspect.ListType | inspect.VarTupleType):
        return _FULL_LIST if kind.min_length else _LIST
    return next((text for types, text in _KINDS if isinstance(kind, types)), None)


def _number(kind: Any) -> Text:
    whole = isinstance(kind, inspect.IntType)
    nl, en = ("een heel getal", "a whole number") if whole else ("een getal", "a number")
    if kind.ge is not None and kind.le is not None:
        return Text(f"{nl} van {kind.ge} tot en met {kind.le}", f"{en} from {kind.ge} to {kind.le}")
    if kind.ge is not None:
        return Text(f"{nl} vanaf {kind.ge}", f"{en} from {kind.ge}")
    if kind.gt is not None and kind.lt is not None:
        return Text(f"{nl} tussen {kind.gt:g} en {kind.lt:g}", f"{en} between {kind.gt:g} and {kind.lt:g}")
    return Text(nl, en)
