"""YAML into typed data, with every mistake told as `file:line: what is wrong and what is allowed`.

Place in the data flow: below rulebook, channels and config, which name the type they want and get it or a `Problem`.
"""

from __future__ import annotations

import pathlib
import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from typing import Any, TypeVar

import msgspec
import yaml

from postlint.findings import Problem, Text
from postlint.wanted import shown, takes_number, wanted

T = TypeVar("T")
Path = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE_END = re.compile(r"\r\n?|\n")
_DEEPEST = 100
_MOST_BITS = 1000
_LONGEST_SHOWN = 100
_YES_AND_NO = frozenset({"yes", "no", "on", "off"})
_BRACKET = re.compile(r"[\[\]{}]")
_MARGIN = re.compile(rf"^[ \t?:-]{{{4 * _DEEPEST},}}", re.MULTILINE)


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
        self._ends = [found.end() for found in _LINE_END.finditer(text)]
        self._lines: dict[Path, int] = {}
        self._seen: set[int] = set()
        if _is_deep(text):
            raise Problem(Text("te diep genest", "nested too deeply"), path, first_line)
        try:
            loader = _Loader(text)
            node = loader.get_single_node()
            self.data: Any = self._build(loader, node, ()) if node is not None else None
        except RecursionError:
            raise Problem(Text("te diep genest", "nested too deeply"), path, first_line) from None
        except (yaml.YAMLError, ValueError) as error:
            raise self._broken(error) from error

    def line(self, at: Path) -> int:
        """Give the line of a value, or of the nearest value around it."""
        while at and at not in self._lines:
            at = at[:-1]
        return self._lines.get(at, self._offset)

    def _line_of(self, mark: Any) -> int:
        """Give the line of a mark; its own counts the line separators of Unicode too, which no editor does."""
        return self._offset + bisect_right(self._ends, mark.index)

    def _build(self, loader: Any, node: Any, at: Path) -> Any:
        if at not in self._lines:
            self._lines[at] = self._line_of(node.start_mark)
        self._refuse_alias(node)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(loader, node, at)
        if isinstance(node, yaml.SequenceNode):
            return [self._build(loader, item, (*at, n)) for n, item in enumerate(node.value)]
        return self._scalar(loader, node)

    def _scalar(self, loader: Any, node: Any) -> Any:
        """Read a single value; PyYAML raises anything for one that its tag does not fit, such as `!!bool x`."""
        try:
            value = loader.construct_object(node, deep=True)
        except (ValueError, LookupError, AttributeError, TypeError, OverflowError):
            value = None
            fits = False
        else:
            fits = not is_huge(value)
        if not fits:
            kind = node.tag.rpartition(":")[2]
            raise yaml.constructor.ConstructorError(None, None, f"«{cut(node.value)}»: {kind}?", node.start_mark)
        return value

    def _refuse_alias(self, node: Any) -> None:
        """Refuse a node that was seen before, as an alias gives it: no rule needs one, a YAML bomb does."""
        if id(node) in self._seen:
            text = Text(
                "verwijzingen (& en *) mogen hier niet; schrijf de waarde uit",
                "aliases (& and *) are not allowed; write the value out",
            )
            raise Problem(text, self.path, self._line_of(node.start_mark))
        self._seen.add(id(node))

    def _mapping(self, loader: Any, node: Any, at: Path) -> dict[Any, Any]:
        out: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            is_word = isinstance(key_node, yaml.ScalarNode)
            key = self._scalar(loader, key_node) if is_word else None
            line = self._line_of(key_node.start_mark)
            if not isinstance(key, str):
                shown = repr(key) if is_word else "[…]"
                text = Text(
                    f"een sleutel moet een woord zijn en geen {shown}; zet er aanhalingstekens om",
                    f"a key must be a word and not {shown}; put quotation marks around it",
                )
                raise Problem(text, self.path, line)
            if key in out:
                text = Text(f"de sleutel «{key}» staat er twee keer", f"the key «{key}» stands here twice")
                raise Problem(text, self.path, line)
            self._lines[(*at, key)] = line
            out[key] = self._build(loader, value_node, (*at, key))
        return out

    def _broken(self, error: Exception) -> Problem:
        mark = getattr(error, "problem_mark", None)
        line = self._line_of(mark) if mark is not None else self._offset
        what = " ".join(str(getattr(error, "problem", None) or error).split())
        text = Text(
            f"dit is geen geldige YAML ({what}); kijk naar inspringing, dubbele punten en aanhalingstekens",
            f"this is not valid YAML ({what}); look at indentation, colons and quotation marks",
        )
        return Problem(text, self.path, line)


def is_huge(value: Any) -> bool:
    """Tell whether a value is a number of which Python would not even show the digits."""
    return isinstance(value, int) and value.bit_length() > _MOST_BITS


def cut(text: str) -> str:
    """Give a text short enough for a message."""
    return text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"


def _is_deep(text: str) -> bool:
    """Tell beforehand whether YAML may be nested so deeply that libyaml would exhaust the stack and crash."""
    depth = 0
    for bracket in _BRACKET.findall(text):
        depth = depth + 1 if bracket in "[{" else max(0, depth - 1)
        if depth > _DEEPEST:
            return True
    return _MARGIN.search(text) is not None


def decode(source: Source, kind: type[T], filled: Collection[str] = ()) -> T:
    """Convert YAML data to a typed value.

    Args:
        source: the data.
        kind: the type wanted.
        filled: keys that nobody writes, so that no message names them.

    Raises:
        Problem: at the first value that does not fit, with its line and what is allowed there.

    """
    try:
        return msgspec.convert(source.data, kind, strict=True)
    except msgspec.ValidationError as error:
        raise explain(source, kind, str(error), filled) from error


def read(text: str, path: str, kind: type[T]) -> T:
    """Parse and convert in one go; see `Source` and `decode` for what it raises."""
    return decode(Source(text, path), kind)


def read_source(file: pathlib.Path, shown: str) -> Source:
    """Read a YAML file; see `Source`.

    Args:
        file: where it is.
        shown: its path as messages name it.

    Raises:
        Problem: when it is missing, cannot be read, is not UTF-8, or as `Source`.

    """
    try:
        return Source(file.read_text("utf-8-sig"), shown)
    except FileNotFoundError:
        text = Text("dit bestand ontbreekt", "this file is missing")
    except UnicodeDecodeError:
        text = Text("dit bestand is geen UTF-8; sla het op als UTF-8", "this file is not UTF-8; save it as UTF-8")
    except OSError as error:
        text = Text(f"niet te lezen ({error.strerror})", f"cannot be read ({error.strerror})")
    raise Problem(text, shown)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Give the known word that looks most like this one, or nothing."""
    import difflib

    by_lower = {one.lower(): one for one in known}
    found = difflib.get_close_matches(str(word).lower(), list(by_lower), n=1, cutoff=0.55)
    return by_lower[found[0]] if found else None


def explain(source: Source, kind: Any, message: str, filled: Collection[str] = ()) -> Problem:
    """Turn a msgspec message into a Problem with file, line and what is allowed."""
    what, _, where = message.partition(" - at ")
    at = _steps(where, source.data, kind)
    unknown = re.search(r"contains unknown field `(.+?)`", what)
    if unknown and not at and hasattr(kind, "__struct_encode_fields__"):
        known = [name for name in kind.__struct_encode_fields__ if name not in filled]
        return _unknown_key(source, known, at, unknown[1])
    types = _type_at(msgspec.inspect.type_info(kind), at)
    if unknown:
        if _wants_text(types) and (sentence := _meant_as_sentence(_at(source.data, at))):
            return _unquoted(source, at, unknown[1], sentence)
        return _unknown_key(source, _fields(types), at, unknown[1])
    if where.startswith("`key` in") and (wrong := re.search(r"'(.+)'", what)):
        keys = [a for t in types if isinstance(t, msgspec.inspect.DictType) for a in _alternatives(t.key_type)]
        return _unknown_key(source, _allowed(keys), at, wrong[1])
    if missing := re.search(r"missing required field `(.+?)`", what):
        text = Text(f"de sleutel «{missing[1]}» ontbreekt", f"the key «{missing[1]}» is missing")
        return Problem(text, source.path, source.line(at))
    return _wrong_value(source, types, at, what)


def _unknown_key(source: Source, known: list[str], at: Path, key: str) -> Problem:
    near = nearest(key, known)
    nl, en = (f"; bedoel je «{near}»?", f"; do you mean «{near}»?") if near else (".", ".")
    if _at(source.data, at) == {key: None}:  # so YAML reads {number}
        nl = f'; bedoel je de tekst, schrijf dan "{{{key}}}", met aanhalingstekens.'
        en = f'; if you mean the text, write "{{{key}}}", with quotation marks.'
    text = Text(
        f"onbekende sleutel «{key}»{nl} Toegestaan: {', '.join(known)}",
        f"unknown key «{key}»{en} Allowed: {', '.join(known)}",
    )
    return Problem(text, source.path, source.line((*at, key)))


def _meant_as_sentence(value: Any) -> str | None:
    """Give the sentence that YAML took for a key and a value, because of the colon in it; None for a real mapping."""
    if not isinstance(value, dict) or len(value) != 1:
        return None
    [(key, rest)] = value.items()
    if not isinstance(rest, str) or not (" " in key or key[:1].isupper()):
        return None
    return f"{key}: {rest}"


def _unquoted(source: Source, at: Path, key: str, sentence: str) -> Problem:
    quoted = cut(sentence).replace("'", "''")
    nl = f"door de dubbele punt leest YAML «{key}» als een sleutel; zet aanhalingstekens om de zin: '{quoted}'"
    en = f"the colon makes YAML read «{key}» as a key; put quotation marks around the sentence: '{quoted}'"
    return Problem(Text(nl, en), source.path, source.line(at))


def _wrong_value(source: Source, types: list[Any], at: Path, what: str) -> Problem:
    name = ".".join(str(step) for step in at)
    value = _at(source.data, at)
    said = shown(value)
    nl, en = _hint(types, value) or (f" ({what})", f" ({what})")
    place = Text(f"«{name}»", f"«{name}»") if at else Text("dit bestand", "this file")
    text = Text(f"{place.nl}: {cut(said.nl)} past hier niet{nl}", f"{place.en}: {cut(said.en)} does not fit here{en}")
    return Problem(text, source.path, source.line(at))


def _hint(types: list[Any], value: Any) -> tuple[str, str] | None:
    allowed = _allowed(types)
    every = ", ".join(allowed)
    if isinstance(value, str) and (near := nearest(value, allowed)):
        return f"; bedoel je «{near}»? Toegestaan: {every}", f"; do you mean «{near}»? Allowed: {every}"
    if _wants_quotes(types, value):
        nl = ": YAML leest dit niet als tekst; zet er aanhalingstekens om"
        return nl, ": YAML does not read this as text; put quotation marks around it"
    if allowed and not takes_number(types) and (isinstance(value, str) or len(_closed(types)) == len(types)):
        return f"; toegestaan: {every}", f"; allowed: {every}"
    if _wants_list(types) and not isinstance(value, list):
        return "; hier hoort een lijst: [ … ]", "; a list belongs here: [ … ]"
    text = wanted(types, allowed)
    return None if text is None else (f"; hier hoort {text.nl}", f"; what belongs here: {text.en}")


def _wants_quotes(types: list[Any], value: Any) -> bool:
    """Tell whether what YAML read as something else would be right as text, as where «no» is one of the choices."""
    if isinstance(value, str | dict | list | None) or takes_number(types):
        return False
    return _wants_text(types) or bool(isinstance(value, bool) and _YES_AND_NO.intersection(_allowed(types)))


def _closed(types: list[Any]) -> list[Any]:
    """Give the alternatives that are a choice of words, or nothing at all."""
    choices = msgspec.inspect.LiteralType | msgspec.inspect.EnumType | msgspec.inspect.NoneType
    return [kind for kind in types if isinstance(kind, choices)]


def _wants_text(types: list[Any]) -> bool:
    return any(isinstance(t, msgspec.inspect.StrType) for t in types)


def _wants_list(types: list[Any]) -> bool:
    return any(isinstance(t, msgspec.inspect.ListType | msgspec.inspect.VarTupleType) for t in types)


def _steps(where: str, data: Any, kind: Any) -> Path:
    """Read msgspec's `$.a[0].b`; `[...]` is some value of a mapping, and the first that does not fit is meant."""
    out: list[str | int] = []
    for name, index in re.findall(r"\.([\w-]+)|\[(\d+|\.\.\.)\]", where):
        if index == "...":
            mapping = _at(data, tuple(out))
            keys = mapping if isinstance(mapping, dict) else {}
            wrong = next((key for key in keys if not _fits(_with(data, out, {key: mapping[key]}), kind)), None)
            if wrong is None:
                break
            out.append(wrong)
        else:
            out.append(int(index) if index else name)
    return tuple(out)


def _fits(data: Any, kind: Any) -> bool:
    try:
        msgspec.convert(data, kind, strict=True)
    except msgspec.ValidationError:
        return False
    return True


def _with(data: Any, at: list[str | int], value: Any) -> Any:
    """Give data with another value at a place."""
    if not at:
        return value
    changed = data.copy()
    changed[at[0]] = _with(data[at[0]], at[1:], value)
    return changed


def _at(data: Any, at: Path) -> Any:
    for step in at:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data


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
