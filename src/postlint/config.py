"""Configuration: find the files, lay them over one another, and say what holds for a draft and where that comes from.

Place in the data flow: `cli` loads it once per run; `linter` asks it per file. Options of the call come before it, and
front matter before both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from postlint.findings import Problem, Text
from postlint.locate import NAMES, find, read_text, shown
from postlint.paths import rules_dir
from postlint.rulebook.folders import RuleFolder, installed
from postlint.rulebook.practice import Practice
from postlint.settings import FailOn, Kind, Level, Limits, Nature, Override, Settings, globs_of, refuse_mistakes
from postlint.yamlio import Path as At
from postlint.yamlio import Source, decode

__all__ = [
    "NAMES", "Config", "FailOn", "ForPath", "Kind", "Nature", "Origin", "Override", "Practice", "Settings", "find",
    "load_config", "shown",
]  # fmt: skip

_LISTS = ("exclude", "ignore", "rule_paths", "overrides")
"""What a file adds to the files that it extends; of the rest it says the last word."""
_MAPPINGS = ("severity", "options")
_FILES = ("baseline", "dismissed")


class Origin(NamedTuple):
    """Where a setting comes from: a file as shown to the user, and a line."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class ForPath(NamedTuple):
    """What configuration says of one file; None or nothing where it is silent.

    Attributes:
        severity: by rule, category or law.
        options: other limits, by rule.
        overrides: the numbers of the overrides that match, in their order.

    """

    channel: str | None = None
    kind: Kind | None = None
    nature: Nature | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Level] = {}
    options: Mapping[str, Limits] = {}
    overrides: tuple[int, ...] = ()


class Config(Settings, frozen=True, kw_only=True):
    """Settings of a file and of those it extends, and the folder from which their paths count.

    `origins` tells of every setting where it stands, by its path with dots, such as «severity.kwaliteit» or «ignore.0»;
    `files` are those that were read.
    """

    root: Path = Path()
    path: Path | None = None
    origins: dict[str, Origin] = msgspec.field(default_factory=dict)
    files: tuple[Path, ...] = ()

    @property
    def everywhere(self) -> ForPath:
        """What holds for files that no override names."""
        return ForPath(self.channel, self.kind, self.nature, self.select, self.ignore, self.severity, self.options)

    def for_path(self, path: str | Path) -> ForPath:
        """Give what holds for a file; of several overrides that match, the last one wins for what it names."""
        held = self.everywhere
        name = self._inside(path)
        for n, override in enumerate(self.overrides):
            if name is not None and globs_of(override.paths).match_file(name):
                held = _over(held, override, n)
        return held

    def origin(self, *names: str) -> Origin | None:
        """Give where a setting stands, or the nearest around it; None where no file says it."""
        while names:
            if found := self.origins.get(".".join(names)):
                return found
            names = names[:-1]
        return None

    def excludes(self, path: str | Path) -> bool:
        """Tell whether a file is no draft."""
        name = self._inside(path)
        return name is not None and globs_of(self.exclude).match_file(name)

    def file(self, name: str | None) -> Path | None:
        """Give a path that the configuration names, such as its baseline."""
        return None if name is None else self.root / name

    def rule_folders(self) -> tuple[RuleFolder, ...]:
        """Give the folders with rules beside postlint's own: of installed packages, then those of `rule_paths`.

        Raises:
            Problem: when an installed package announces rules and has none.

        """
        origin = "" if self.path is None else shown(self.path)
        named = [RuleFolder(self.root / path, shown(self.root / path), origin) for path in self.rule_paths]
        own = rules_dir().resolve()
        by_place = {folder.path.resolve(): folder for folder in (*installed(), *named)}
        return tuple(folder for place, folder in by_place.items() if place != own)

    def _inside(self, path: str | Path) -> str | None:
        whole, root = (Path(os.path.abspath(one)) for one in (path, self.root))  # noqa: PTH100 - links stay links
        try:
            return whole.relative_to(root).as_posix()
        except ValueError:
            return None


def _over(held: ForPath, override: Override, number: int) -> ForPath:
    options = {rule: dict(limits) for rule, limits in held.options.items()}
    for rule, limits in override.options.items():
        options.setdefault(rule, {}).update(limits)
    return ForPath(
        override.channel or held.channel,
        override.kind or held.kind,
        override.nature or held.nature,
        override.select or held.select,
        (*held.ignore, *override.ignore),
        {**held.severity, **override.severity},
        options,
        (*held.overrides, number),
    )


def load_config(explicit: Path | None, start: Path) -> Config:
    """Read the configuration named, or else the nearest one from `start` upwards, or else give an empty one.

    In one folder `postlint.yaml` comes before `pyproject.toml`, which counts where it has a table `[tool.postlint]`.

    Raises:
        Problem: when the file is missing, unreadable or says something that is not allowed, with file and line.

    """
    found = explicit or find(start.absolute())
    return read_config(found) if found is not None else Config(root=start.absolute())


class _Layer(NamedTuple):
    """One file: what it says, and where."""

    settings: Settings
    source: Source
    file: Path

    @property
    def root(self) -> Path:
        """The folder from which its paths count."""
        return self.file.absolute().parent


def read_config(path: Path) -> Config:
    """Read a configuration file and those it extends.

    Raises:
        Problem: when one is missing, unreadable, extends itself, or says something that is not allowed.

    """
    layers = _layers(path, ())
    return _merged(layers, path)


def _source(path: Path, text: str, name: str) -> Source:
    if path.suffix != ".toml":
        return Source(text, name)
    from postlint.tomlio import TomlTable

    return TomlTable(text, name)


def _layers(path: Path, above: tuple[Path, ...]) -> list[_Layer]:
    """Read a file and what it extends; what comes later in the list goes before what comes earlier."""
    text, name = read_text(path), shown(path)
    source = _source(path, text, name)
    if source.data is None:
        source.data = {}
    _read_off(source.data)
    settings = decode(source, Settings)
    root = path.absolute().parent
    refuse_mistakes(source, settings, root)
    out: list[_Layer] = []
    named = (settings.extends,) if isinstance(settings.extends, str) else settings.extends
    chain = (*above, path.resolve())
    for n, extended in enumerate(named):
        at: At = ("extends",) if isinstance(settings.extends, str) else ("extends", n)
        file = Path(os.path.normpath(root / extended))
        _refuse_bad_extends(file, chain, source, at)
        out += _layers(file, chain)
    return [*out, _Layer(settings, source, path)]


def _read_off(data: Any) -> None:
    """Make the word of «off», which YAML reads as no, where a severity stands."""
    if not isinstance(data, dict):
        return
    overrides = data.get("overrides")
    for one in (data, *(overrides if isinstance(overrides, list) else ())):
        levels = one.get("severity") if isinstance(one, dict) else None
        if isinstance(levels, dict):
            levels.update({name: "off" for name, level in levels.items() if level is False})


def _refuse_bad_extends(path: Path, chain: Sequence[Path], source: Source, at: At) -> None:
    if not os.path.isfile(path):  # noqa: PTH113 - Path raises for names that are too long
        nl = f"het bestand «{shown(path)}» bij extends bestaat niet; extends telt vanaf de map van dit bestand"
        en = f"there is no file “{shown(path)}” to extend; extends counts from the folder of this file"
        raise Problem(Text(nl, en), source.path, source.line(at))
    if path.resolve() in chain:
        way = " → ".join(shown(file) for file in (*chain[chain.index(path.resolve()) :], path.resolve()))
        nl = f"extends loopt hier in een kring ({way}); haal er één weg"
        raise Problem(
            Text(nl, f"extends goes round in a circle here ({way}); remove one"), source.path, source.line(at)
        )


def _merged(layers: Sequence[_Layer], path: Path) -> Config:
    values: dict[str, Any] = {}
    origins: dict[str, Origin] = {}
    for layer in layers:
        for name in layer.source.data:
            _take(name, layer, values, origins, own=layer is layers[-1])
    files = tuple(layer.file for layer in layers)
    return Config(**values, root=path.absolute().parent, path=path, origins=origins, files=files)


def _take(name: str, layer: _Layer, values: dict[str, Any], origins: dict[str, Origin], *, own: bool) -> None:
    """Take in one setting of a file on top of those it extends."""
    if name == "extends":
        return
    value, before = getattr(layer.settings, name), values.get(name)
    for key, at in _parts(name, value, len(before or ()) if name in _LISTS else 0, layer.source):
        origins[key] = Origin(layer.source.path, layer.source.line(at))
    if not own:
        value = _moved(name, value, layer.root)
    if name in _LISTS:
        value = (*(before or ()), *value)
    elif name in _MAPPINGS:
        value = {**(before or {}), **value}
    elif name == "practice":
        said = {key: getattr(value, key) for key in layer.source.data[name]}
        value = msgspec.structs.replace(before or Practice(), **said)
    values[name] = value


def _parts(name: str, value: Any, start: int, source: Source) -> Iterator[tuple[str, At]]:
    """Give a setting and what is in it, each by the name that `origins` has for it and by its place in the source."""
    yield name, (name,)
    if name in _LISTS or name == "select":
        for n, item in enumerate(value):
            yield f"{name}.{start + n}", (name, n)
            for key in item.__struct_fields__ if isinstance(item, Override) else ():
                yield f"{name}.{start + n}.{key}", (name, n, key)
    elif name in _MAPPINGS or name == "practice":
        for key in source.data[name]:
            yield f"{name}.{key}", (name, key)
    elif name == "audit":
        yield from _below((name,), source.data[name])


def _below(at: At, data: Any) -> Iterator[tuple[str, At]]:
    """Give everything in a value, however deep."""
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield ".".join(map(str, (*at, key))), (*at, key)
        yield from _below((*at, key), value)


def _moved(name: str, value: Any, root: Path) -> Any:
    """Give a path of a file that is extended so that it counts from there, whatever extends it."""
    if name == "rule_paths":
        return tuple(str(root / item) for item in value)
    return str(root / value) if name in _FILES and value is not None else value
