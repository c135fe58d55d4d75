"""Read a rulebook from its folder: laws, sources, lexicons, signals and rules, checked as one whole.

Place in the data flow: `linter` asks for a Rulebook once per run; `checks` compiles it; `explain` and `rules` read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from postlint.findings import Problem, Text
from postlint.rulebook.book import Rulebook, SourceInfo
from postlint.rulebook.model import Law, Lexicon, Rule, ValueSignal
from postlint.rulebook.validate import validate
from postlint.yamlio import Source, decode, nearest, read_source

RESERVED = frozenset({"channels", "lexicons", "signals", "series"})
S = TypeVar("S", Rule, ValueSignal, Lexicon)
V = TypeVar("V")


def load_rulebook(folder: Path) -> Rulebook:
    """Read and check a rules folder.

    Raises:
        Problem: at the first mistake, with file and line.

    """
    laws = _laws(folder)
    sources = _mapping(folder / "sources.yaml", SourceInfo)
    files: dict[str, Source] = {}
    lexicons = dict(_each(folder / "lexicons", Lexicon, files, prefix="lexicons/"))
    signals = dict(_each(folder / "signals", ValueSignal, files, prefix="signals/"))
    rules: dict[str, Rule] = {}
    for law in laws:
        for name, rule in _each(folder / law, Rule, files, prefix=law + "/"):
            rules[f"{law}/{name}"] = msgspec.structs.replace(rule, id=f"{law}/{name}", law=law)
    _refuse_strange_folders(folder, laws)
    channels = frozenset(path.stem for path in (folder / "channels").glob("*.yaml"))
    book = Rulebook(laws, rules, signals, lexicons, sources, files, channels)
    for problem in validate(book):
        raise problem
    return book


def load_laws(folder: Path) -> Mapping[str, Law]:
    """Read the laws alone, which `explain` needs without the rest."""
    return _laws(folder)


def load_rule(folder: Path, rule_id: str) -> Rule | None:
    """Read one rule by its id without reading the others; None when there is no such file."""
    path = folder / f"{rule_id}.yaml"
    law = rule_id.partition("/")[0]
    if law in RESERVED or "/" not in rule_id or not path.is_file():
        return None
    source = read_source(path, f"rules/{rule_id}.yaml")
    return msgspec.structs.replace(decode(source, Rule), id=rule_id, law=law, path=source.path)


def rule_ids(folder: Path) -> list[str]:
    """List the ids of all rules by their file names, reading none of them."""
    return sorted(
        f"{path.parent.name}/{path.stem}" for path in folder.glob("*/*.yaml") if path.parent.name not in RESERVED
    )


def _laws(folder: Path) -> dict[str, Law]:
    read = _mapping(folder / "laws.yaml", Law)
    return {name: msgspec.structs.replace(law, id=name) for name, law in read.items()}


def _mapping(path: Path, kind: type[V]) -> dict[str, V]:
    return decode(read_source(path, f"rules/{path.name}"), dict[str, kind])  # type: ignore[valid-type]


def _each(folder: Path, kind: type[S], files: dict[str, Source], prefix: str) -> Iterator[tuple[str, S]]:
    for path in sorted(folder.glob("*.yaml")):
        source = read_source(path, f"rules/{prefix}{path.name}")
        files[prefix + path.stem] = source
        yield path.stem, _named(decode(source, kind), path.stem, source.path)


def _named(item: S, name: str, path: str) -> S:
    if isinstance(item, Lexicon):
        return msgspec.structs.replace(item, id=name)
    return msgspec.structs.replace(item, id=name, path=path)


def _refuse_strange_folders(folder: Path, laws: Iterable[str]) -> None:
    known = set(laws) | RESERVED
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in known and any(path.glob("*.yaml")):
            near = nearest(path.name, known)
            nl, en = (f"; bedoel je «{near}»?", f"; do you mean «{near}»?") if near else ("", "")
            text = Text(f"«{path.name}» is geen wet uit laws.yaml{nl}", f"«{path.name}» is no law of laws.yaml{en}")
            raise Problem(text, f"rules/{path.name}")
