"""Read a rulebook from its folders: laws, sources, lexicons, signals and rules, checked as one whole.

Place in the data flow: `linter` asks for a Rulebook once per run; `checks` compiles it; `explain` and `rules` read it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec

from postlint.findings import Problem, Text
from postlint.rulebook.book import Rulebook, SourceInfo
from postlint.rulebook.folders import OWN, RuleFolder, own
from postlint.rulebook.model import Law, Lexicon, Rule, ValueSignal
from postlint.rulebook.stored import digest, fetch, keep
from postlint.rulebook.validate import validate
from postlint.yamlio import Source, decode, nearest, read_source

RESERVED = frozenset({"channels", "lexicons", "signals", "series"})
_OURS_ALONE = ("laws.yaml", "channels")
"""What only postlint's own folder may hold."""
_RULE_ITSELF = re.compile(r"^check:", re.MULTILINE)
S = TypeVar("S", Rule, ValueSignal, Lexicon)
V = TypeVar("V")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FROM_PLACE: dict[type, tuple[str, ...]] = {
    Rule: ("id", "law", "path"), ValueSignal: ("id", "path"), Lexicon: ("id",),
}  # fmt: skip
"""What is filled in from the place of a file, so that nobody writes it."""


def load_rulebook(
    folder: Path, extra: Sequence[RuleFolder] = (), store: Path | None = None, ready: Path | None = None
) -> Rulebook:
    """Read and check the rules of all folders.

    Args:
        folder: postlint's own folder, with laws and channels.
        extra: folders with more rules; what stands in one that comes later may replace what stands in an earlier one,
            where the file says `override: true`.
        store: where a rulebook that was read and found right is kept for the next run; None for nowhere.
        ready: where one may lie that nobody need keep, such as the one that was read when the package was built.

    Raises:
        Problem: at the first mistake, with file and line.

    """
    folders = (own(folder), *extra)
    places = [place for place in (ready, store) if place is not None]
    key = _key(folders) if places else None
    if key is None:
        return _read_folders(folders)
    for place in places:
        book = fetch(place, key, folders)
        if book is not None:
            return book
    book = _read_folders(folders)
    if store is not None:
        keep(store, key, folders, book)
    return book


def _key(folders: Sequence[RuleFolder]) -> str | None:
    """Give what a rulebook is kept under; None where a file cannot be read, which reading the rules tells of."""
    try:
        return digest(folders)
    except OSError:
        return None


def _read_folders(folders: Sequence[RuleFolder]) -> Rulebook:
    folder = folders[0].path
    laws = _laws(folder)
    reader = _Reader()
    for one in folders:
        _refuse_strange_folders(one, laws)
        reader.read(one, laws)
    channels = frozenset(path.stem for path in (folder / "channels").glob("*.yaml"))
    book = Rulebook(
        laws, reader.in_order(laws), reader.signals, reader.lexicons, reader.sources, reader.files, channels,
        reader.origins,
    )  # fmt: skip
    for problem in validate(book):
        raise problem
    return book


def load_laws(folder: Path) -> Mapping[str, Law]:
    """Read the laws alone, which `explain` needs without the rest."""
    return _laws(folder)


def load_sources(folder: Path, extra: Sequence[RuleFolder] = ()) -> Mapping[str, SourceInfo]:
    """Read the sources alone, of all folders that have any."""
    sources: dict[str, SourceInfo] = {}
    for one in (own(folder), *extra):
        if (one.path / "sources.yaml").is_file():
            sources |= _mapping(one, "sources.yaml", SourceInfo)
    return sources


def load_rule(folder: Path, rule_id: str, extra: Sequence[RuleFolder] = ()) -> Rule | None:
    """Read one rule by its id without reading the others; None when there is no such file."""
    one = folder_of(folder, rule_id, extra)
    if one is None:
        return None
    source = read_source(one.path / f"{rule_id}.yaml", f"{one.shown}/{rule_id}.yaml")
    return msgspec.structs.replace(_decoded(source, Rule), id=rule_id, law=rule_id.partition("/")[0], path=source.path)


def folder_of(folder: Path, rule_id: str, extra: Sequence[RuleFolder] = ()) -> RuleFolder | None:
    """Give the folder whose file counts for a rule: the last that has one; None when there is none."""
    if "/" not in rule_id or rule_id.partition("/")[0] in RESERVED:
        return None
    return next((one for one in (*extra[::-1], own(folder)) if (one.path / f"{rule_id}.yaml").is_file()), None)


def rule_ids(folder: Path, extra: Sequence[RuleFolder] = ()) -> list[str]:
    """List the ids of all rules by their file names, reading none of them."""
    return sorted({rule for one in (own(folder), *extra) for rule, _ in _rule_files(one)})


def former_ids(folder: Path, extra: Sequence[RuleFolder] = ()) -> dict[str, str]:
    """Give the ids that rules had before, each with the id of today; files that cannot be read are passed over."""
    former: dict[str, str] = {}
    for one in (own(folder), *extra):
        for rule, path in _rule_files(one):
            for alias in _aliases(path):
                former.setdefault(alias, rule)
    return former


def _rule_files(one: RuleFolder) -> Iterator[tuple[str, Path]]:
    for path in sorted(one.path.glob("*/*.yaml")):
        if path.parent.name not in RESERVED and not path.parent.name.startswith("."):
            yield f"{path.parent.name}/{path.stem}", path


def _aliases(path: Path) -> tuple[str, ...]:
    """Read the aliases of one file, most files being no YAML to parse since the word does not even stand there."""
    try:
        text = path.read_text("utf-8-sig")
        data = Source(text, str(path)).data if "aliases:" in text else None
    except (OSError, UnicodeDecodeError, Problem):
        return ()
    named = data.get("aliases") if isinstance(data, dict) else None
    return tuple(name for name in named if isinstance(name, str)) if isinstance(named, list) else ()


def _laws(folder: Path) -> dict[str, Law]:
    read = _mapping(own(folder), "laws.yaml", Law)
    return {name: msgspec.structs.replace(law, id=name) for name, law in read.items()}


def _mapping(one: RuleFolder, name: str, kind: type[V]) -> dict[str, V]:
    return decode(read_source(one.path / name, f"{one.shown}/{name}"), dict[str, kind])  # type: ignore[valid-type]


class _Reader:
    """What has been read so far, and from where; a later folder replaces only what it says it replaces."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self.signals: dict[str, ValueSignal] = {}
        self.lexicons: dict[str, Lexicon] = {}
        self.sources: dict[str, SourceInfo] = {}
        self.files: dict[str, Source] = {}
        self.origins: dict[str, RuleFolder] = {}
        self._told: dict[str, str] = {}

    def read(self, one: RuleFolder, laws: Iterable[str]) -> None:
        """Read a folder on top of the earlier ones."""
        self._read_sources(one)
        self._items(one, "lexicons", Lexicon, self.lexicons)
        self._items(one, "signals", ValueSignal, self.signals)
        for law in laws:
            self._items(one, law, Rule, self.rules)

    def in_order(self, laws: Iterable[str]) -> dict[str, Rule]:
        """Give the rules in the order of the laws, and by name within a law."""
        order = {law: n for n, law in enumerate(laws)}
        return {rule.id: rule for rule in sorted(self.rules.values(), key=lambda r: (order[r.law], r.id))}

    def _read_sources(self, one: RuleFolder) -> None:
        path = one.path / "sources.yaml"
        if one.origin != OWN and not path.is_file():
            return
        source = read_source(path, f"{one.shown}/sources.yaml")
        for name, info in decode(source, dict[str, SourceInfo]).items():
            if name in self._told:
                other = self._told[name]
                nl = f"de bron «{name}» staat al in {other}; kies een andere naam"
                raise Problem(
                    Text(nl, f"the source “{name}” is already in {other}; choose another name"),
                    source.path,
                    source.line((name,)),
                )
            self._told[name] = source.path
            self.sources[name] = info

    def _items(self, one: RuleFolder, folder: str, kind: type[S], into: dict[str, S]) -> None:
        for path in sorted((one.path / folder).glob("*.yaml")):
            key = f"{folder}/{path.stem}"
            name = key if kind is Rule else path.stem
            _refuse_bad_name(path.stem, f"{one.shown}/{key}.yaml")
            source = read_source(path, f"{one.shown}/{key}.yaml")
            item = _decoded(source, kind)
            self._refuse_collision(key, item.override, source)
            into[name] = _named(item, name, folder, source.path)
            self.files[key] = source
            self.origins[key] = one

    def _refuse_collision(self, key: str, override: bool, source: Source) -> None:
        earlier = self.files.get(key)
        if earlier is not None and not override:
            nl = (
                f"«{key}» bestaat al in {earlier.path}; kies een andere naam, "
                "of zet «override: true» in dit bestand als het dat andere moet vervangen"
            )
            en = (
                f"“{key}” already stands in {earlier.path}; choose another name, "
                "or write “override: true” in this file if it is to replace that one"
            )
            raise Problem(Text(nl, en), source.path, 1)
        if earlier is None and override:
            near = nearest(key, self.files)
            hint_nl, hint_en = (f"; bedoel je «{near}»?", f"; do you mean “{near}”?") if near else ("", "")
            nl = f"«override: true», maar er is geen «{key}» om te vervangen{hint_nl}"
            en = f"“override: true”, but there is no “{key}” to replace{hint_en}"
            raise Problem(Text(nl, en), source.path, source.line(("override",)))


def _decoded(source: Source, kind: type[S]) -> S:
    """Read a file, and refuse in it what its place says."""
    filled = _FROM_PLACE[kind]
    for name in filled if isinstance(source.data, dict) else ():
        if name in source.data:
            nl = f"laat «{name}» hier weg: dat volgt al uit de map en de naam van dit bestand"
            en = f"leave out «{name}» here: it follows from the folder and name of this file"
            raise Problem(Text(nl, en), source.path, source.line((name,)))
    return decode(source, kind, filled)


def _refuse_bad_name(name: str, path: str) -> None:
    if not _NAME.fullmatch(name):
        bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
        near = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
        nl = f"gebruik in de naam van een bestand met regels kleine letters, cijfers en streepjes: {near}.yaml"
        en = f"use small letters, digits and hyphens in the name of a file with rules: {near}.yaml"
        raise Problem(Text(nl, en), path)


def _named(item: S, name: str, folder: str, path: str) -> S:
    if isinstance(item, Lexicon):
        return msgspec.structs.replace(item, id=name)
    if isinstance(item, Rule):
        return msgspec.structs.replace(item, id=name, law=folder, path=path)
    return msgspec.structs.replace(item, id=name, path=path)


def _refuse_strange_folders(one: RuleFolder, laws: Iterable[str]) -> None:
    known = set(laws) | RESERVED
    if one.origin != OWN:
        _refuse_what_is_no_pack(one)
    for path in sorted(one.path.iterdir()):
        if not path.is_dir() or path.name.startswith("."):
            continue
        if path.name not in known and any(path.glob("*.yaml")):
            near = nearest(path.name, known)
            nl, en = (f"; bedoel je «{near}»?", f"; do you mean «{near}»?") if near else ("", "")
            text = Text(f"«{path.name}» is geen wet uit laws.yaml{nl}", f"«{path.name}» is no law of laws.yaml{en}")
            raise Problem(text, f"{one.shown}/{path.name}")
        for wrong in sorted(path.glob("*.yml")) if path.name in known else ():
            text = Text(
                f"regels staan in .yaml-bestanden; noem dit {wrong.stem}.yaml",
                f"rules stand in .yaml files; call this {wrong.stem}.yaml",
            )
            raise Problem(text, f"{one.shown}/{path.name}/{wrong.name}")


def _refuse_what_is_no_pack(one: RuleFolder) -> None:
    if not one.path.is_dir():
        raise Problem(Text("deze map met regels bestaat niet", "this folder with rules does not exist"), one.shown)
    for name in _OURS_ALONE:
        if (one.path / name).exists():
            text = Text(
                "wetten en kanalen horen bij postlint zelf; in een map met eigen regels staan ze niet",
                "laws and channels belong to postlint itself; a folder with rules of your own has none",
            )
            raise Problem(text, f"{one.shown}/{name}")
    for path in sorted(one.path.glob("*.yaml")):
        if _RULE_ITSELF.search(path.read_text("utf-8-sig", errors="replace")):
            text = Text(
                f"een regel staat in een map met de naam van een wet: non-promotie/{path.name}",
                f"a rule stands in a folder that has the name of a law: non-promotie/{path.name}",
            )
            raise Problem(text, f"{one.shown}/{path.name}")
