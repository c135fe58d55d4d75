"""YAML into typed data, with every mistake told as `file:line: what is wrong and what is allowed`.

Place in the data flow: below rulebook, channels and config, which name the type they want and get it or a `Problem`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Iterable
from typing import Any, TypeVar

import msgspec
import yaml

from postlint.findings import Problem, Text

T = TypeVar("T")
Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Source:
    """A YAML text that knows on which line every value stands.

    Args:
        text: the YAML.
        path: the file as the user named it.
        first_line: the line of the file on which the text starts (1-based).

    Raises:
        Problem: when the text is not YAML, holds an alias or the same key twice.

    """

    def __init__(self, text: str, path: str, first_line: int = 1) -> None:
        self.path = path
        self._offset = first_line
        self._lines: dict[Path, int] = {}
        self._seen: set[int] = set()
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            self.data: Any = self._build(loader, node, ()) if node is not None else None
        except yaml.YAMLError as error:
            raise self._broken(error) from error
        except RecursionError:
            raise Problem(Text("te diep genest", "nested too deeply"), path, first_line) from None

    def line(self, at: Path) -> int:
        """Give the line of a value, or of the nearest value around it."""
        while at and at not in self._lines:
            at = at[:-1]
        return self._lines.get(at, self._offset)

    def _build(self, loader: Any, node: Any, at: Path) -> Any:
        if at not in self._lines:
            self._lines[at] = node.start_mark.line + self._offset
        self._refuse_alias(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(loader, item, (*at, n)) for n, item in enumerate(node.value)]
        return loader.construct_object(node, deep=True)

    def _refuse_alias(self, node: Any) -> None:
        """An alias gives the same node twice; rules never need one, and a YAML bomb is made of them."""
        if id(node) in self._seen:
            text = Text("verwijzingen (& en *) mogen hier niet; schrijf de waarde uit", "aliases (& and *) are not allowed; write the value out")
            raise Problem(text, self.path, node.start_mark.line + self._offset)
        self._seen.add(id(node))

    def _mapping(self, loader: Any, node: Any, at: Path) -> dict[Any, Any]:
        out: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = loader.construct_object(key_node, deep=True)
            line = key_node.start_mark.line + self._offset
            if not isinstance(key, Hashable):
                raise Problem(Text("een sleutel moet een woord zijn", "a key must be a word"), self.path, line)
            if key in out:
                text = Text(f"de sleutel «{key}» staat er twee keer", f"the key «{key}» stands here twice")
                raise Problem(text, self.path, line)
            self._lines[(*at, key)] = line
            out[key] = self._build(loader, value_node, (*at, key))
        return out

    def _broken(self, error: yaml.YAMLError) -> Problem:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + self._offset if mark is not None else self._offset
        what = getattr(error, "problem", None) or str(error)
        text = Text(
            f"dit is geen geldige YAML ({what}); kijk naar inspringing, dubbele punten en aanhalingstekens",
            f"this is not valid YAML ({what}); look at indentation, colons and quotation marks",
        )
        return Problem(text, self.path, line)


def decode(source: Source, kind: type[T]) -> T:
    """Convert YAML data to a typed value.

    Raises:
        Problem: at the first value that does not fit, with its line and what is allowed there.

    """
    try:
        return msgspec.convert(source.data, kind, strict=True)
    except msgspec.ValidationError as error:
        raise explain(source, kind, str(error)) from error


def read(text: str, path: str, kind: type[T]) -> T:
    """Parse and convert in one go; see `Source` and `decode` for what it raises."""
    return decode(Source(text, path), kind)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that looks most like this one, or nothing."""
    found = difflib.get_close_matches(str(word).lower(), list(known), n=1, cutoff=0.55)
    return found[0] if found else None


def explain(source: Source, kind: Any, message: str) -> Problem:
    """Turn a msgspec message into a Problem with file, line and what is allowed."""
    what, _, where = message.partition(" - at ")
    at = _steps(where.strip("`"), source.data)
    if unknown := re.search(r"contains unknown field `(.+?)`", what):
        return _unknown_key(source, kind, at, unknown[1])
    if missing := re.search(r"missing required field `(.+?)`", what):
        text = Text(f"de sleutel «{missing[1]}» ontbreekt", f"the key «{missing[1]}» is missing")
        return Problem(text, source.path, source.line(at))
    name = ".".join(str(step) for step in at) or "/"
    value = _value(source.data, at)
    allowed = _allowed(_type_at(msgspec.inspect.type_info(kind), at))
    hint_nl = f"; toegestaan: {', '.join(allowed)}" if allowed else f" ({what})"
    hint_en = f"; allowed: {', '.join(allowed)}" if allowed else f" ({what})"
    text = Text(f"«{name}»: {value!r} past hier niet{hint_nl}", f"«{name}»: {value!r} does not fit here{hint_en}")
    return Problem(text, source.path, source.line(at))


def _unknown_key(source: Source, kind: Any, at: Path, key: str) -> Problem:
    fields = _fields(_type_at(msgspec.inspect.type_info(kind), at))
    near = nearest(key, fields)
    nl = f"; bedoel je «{near}»?" if near else ""
    en = f"; do you mean «{near}»?" if near else ""
    text = Text(
        f"onbekende sleutel «{key}»{nl} Toegestaan: {', '.join(fields)}",
        f"unknown key «{key}»{en} Allowed: {', '.join(fields)}",
    )
    return Problem(text, source.path, source.line((*at, key)))


def _steps(where: str, data: Any) -> Path:
    """Read msgspec's `$.a[0].b`; a `[...]` stands for any value of a mapping and stops the walk there."""
    out: list[str | int] = []
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", where):
        if index == "...":
            break
        out.append(int(index) if index else name)
    return tuple(out)


def _value(data: Any, at: Path) -> Any:
    for step in at:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data if not isinstance(data, (dict, list)) else type(data).__name__


def _type_at(info: Any, at: Path) -> list[Any]:
    """Give the type descriptions that hold at a place; more than one where a union stands."""
    here = _alternatives(info)
    for step in at:
        following: list[Any] = []
        for kind in here:
            if isinstance(kind, msgspec.inspect.StructType):
                following += [a for f in kind.fields if f.encode_name == step for a in _alternatives(f.type)]
            elif isinstance(kind, (msgspec.inspect.ListType, msgspec.inspect.VarTupleType)):
                following += _alternatives(kind.item_type)
            elif isinstance(kind, msgspec.inspect.DictType):
                following += _alternatives(kind.value_type)
        here = following
    return here


def _alternatives(info: Any) -> list[Any]:
    if isinstance(info, msgspec.inspect.Metadata):
        return _alternatives(info.type)
    if isinstance(info, msgspec.inspect.UnionType):
        return [a for t in info.types for a in _alternatives(t)]
    return [info]


def _fields(kinds: list[Any]) -> list[str]:
    return [f.encode_name for k in kinds if isinstance(k, msgspec.inspect.StructType) for f in k.fields]


def _allowed(kinds: list[Any]) -> list[str]:
    out: list[str] = []
    for kind in kinds:
        if isinstance(kind, msgspec.inspect.LiteralType):
            out += [str(v) for v in kind.values]
        elif isinstance(kind, msgspec.inspect.EnumType):
            out += [str(v.value) for v in kind.cls]
    return out
