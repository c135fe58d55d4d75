"""A configuration of which the cache holds what every run asks for, so that its file need not be read again.

Place in the data flow: the command line asks here for the configuration of a run, and the linter for that of a draft.
Where there is no cache, or it does not know the file, the file is read as ever.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from postlint import stamp
from postlint.digests import digest
from postlint.locate import find, read_text

if TYPE_CHECKING:
    from postlint.cache import Cache
    from postlint.config import Config

_UNHEARD = ("exclude", "lang", "fail_on", "min_score", "baseline", "dismissed", "jobs", "extends")
"""Settings that change nothing in what is said of a draft that is judged, or that are looked at elsewhere."""


class Card(NamedTuple):
    """What is kept of a configuration.

    Attributes:
        files: other files that it builds on, each with the digest of what it says.
        digest: of everything in it that may change what is said of a draft.
        by_path: whether that differs by the path of the draft.
        rules: the folders with rules beside postlint's own.
        simple: the settings that are a word, a number or a list of words.

    """

    files: list[list[str]]
    digest: str
    by_path: bool
    rules: list[str]
    simple: dict[str, Any]


class KnownConfig:
    """Stands in for a configuration: answers what its card tells, and reads the file as soon as somebody asks more."""

    def __init__(self, card: Card, path: Path | None, root: Path) -> None:
        self.card = card
        self.path = path
        self.root = root

    @cached_property
    def full(self) -> Config:
        """The configuration itself.

        Raises:
            Problem: as `read_config`, where a file changed in the meantime.

        """
        from postlint.config import Config, read_config

        return Config(root=self.root) if self.path is None else read_config(self.path)

    @property
    def is_outdated(self) -> bool:
        """Tell whether the file, read after all, says something else than its card: it changed during the run."""
        return "full" in self.__dict__ and self._differs

    @cached_property
    def _differs(self) -> bool:
        return _card(self.full).digest != self.card.digest

    def file(self, name: str | None) -> Path | None:
        """Give a path that the configuration names, such as its baseline."""
        return None if name is None else self.root / name

    def excludes(self, path: str | Path) -> bool:
        """Tell whether a file is no draft."""
        return bool(self.card.simple["exclude"]) and self.full.excludes(path)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        simple = self.card.simple
        return simple[name] if name in simple else getattr(self.full, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return KnownConfig, (self.card, self.path, self.root)


def load(explicit: Path | None, start: Path, cache: Cache | None = None) -> Config:
    """Give the configuration named, or else the nearest one from `start` upwards, or else an empty one.

    Raises:
        Problem: as `load_config`.

    """
    found = explicit or find(start.absolute())
    return read(found, cache) if found is not None else _known(None, start.absolute(), b"", cache)


def read(path: Path, cache: Cache | None = None) -> Config:
    """Give the configuration in a file.

    Raises:
        Problem: as `read_config`.

    """
    said = read_text(path).encode()
    return _known(path, path.absolute().parent, said, cache)


def card_of(config: Config) -> Card:
    """Give the card of a configuration, known or read."""
    return config.card if isinstance(config, KnownConfig) else _card(config)


def built_on(config: Config) -> Iterator[Path]:
    """Give the files that a configuration was read from, and the folders with rules that it names."""
    if not isinstance(config, KnownConfig):
        yield from (file.absolute() for file in config.files)
        yield from (folder.path.absolute() for folder in config.rule_folders())
        return
    yield from (Path(name) for name, _ in config.card.files)
    if config.path is not None:
        yield config.path.absolute()
    yield from map(Path, config.card.rules)


def is_outdated(config: Config) -> bool:
    """Tell whether drafts were judged by a configuration that became another than what it is known by."""
    return isinstance(config, KnownConfig) and config.is_outdated


def _known(path: Path | None, root: Path, said: bytes, cache: Cache | None) -> Config:
    context = f"config\0{path and path.absolute()}".encode("utf-8", "surrogateescape")
    if cache is not None:
        card = _kept(cache.get(context, said, based=False), cache)
        if card is not None:
            return cast("Config", KnownConfig(card, path, root))
    from postlint.config import Config, read_config

    config = Config(root=root) if path is None else read_config(path)
    if cache is None:
        return config
    card = _card(config)
    cache.put(context, said, _packed(card, cache), based=False)
    known = KnownConfig(card, path, root)
    known.full = config
    return cast("Config", known)


def _packed(card: Card, cache: Cache) -> bytes:
    import json

    return json.dumps([cache.base.hex(), card]).encode()


def _kept(data: bytes | None, cache: Cache) -> Card | None:
    """Read a card, unless another postlint wrote it, or a file that the configuration builds on says something else.

    Cards tell their base themselves, so that a configuration that is wrong, of which there is none, is told of without
    finding out what it would have been judged by.
    """
    if data is None:
        return None
    import json

    try:
        base, fields = json.loads(data)
        card = Card(*fields)
        current = base == cache.base.hex() and all(_digest_of(Path(name)) == known for name, known in card.files)
        card.simple.update({name: tuple(value) for name, value in card.simple.items() if isinstance(value, list)})
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return None
    return card if current else None


def _digest_of(file: Path) -> str:
    return digest(file.read_bytes()).hex()


def _card(config: Config) -> Card:
    import msgspec

    from postlint.settings import Settings

    values = {name: getattr(config, name) for name in Settings.__struct_fields__}
    heard = {name: value for name, value in values.items() if name not in _UNHEARD}
    return Card(
        files=[[str(path.absolute()), _digest_of(path)] for path in config.files[:-1]],
        digest=digest(msgspec.json.encode(heard, order="sorted")).hex(),
        by_path=bool(config.overrides),
        rules=[str(folder.path.absolute()) for folder in config.rule_folders()],
        simple={name: value for name, value in values.items() if _is_simple(value)},
    )


def _is_simple(value: Any) -> bool:
    if isinstance(value, tuple):
        return all(isinstance(item, str) for item in value)
    return value is None or isinstance(value, str | int | float)


def stamp_of(config: Config) -> bytes:
    """Stamp a configuration: what it says, and the rules and models of others that it names, as they are now."""
    card = card_of(config)
    return stamp.stamp((card.digest, stamp.folders(card.rules, _others(config)).hex()))


def _others(config: Config) -> Iterator[Path]:
    """Give what lies elsewhere and counts as well: the folder of a language model, and the word lists of the system."""
    if config.model and Path(config.model).is_dir():
        yield Path(config.model).absolute()
    if config.spelling:
        from postlint.dutch.spelling import word_lists

        yield from word_lists()


class Configs:
    """The configuration of each file: the nearest from its folder upwards, or else that of the run.

    Args:
        run: the configuration of the run.
        nearest: False where the user named one configuration, which then holds for all.
        cache: what may know a configuration already.

    """

    def __init__(self, run: Config, *, nearest: bool, cache: Cache | None = None) -> None:
        self._run = run
        self._nearest = nearest
        self._cache = cache
        self._by_file: dict[Path, Config] = {} if run.path is None else {run.path.absolute(): run}
        self._by_folder: dict[str, Config] = {}

    @property
    def seen(self) -> tuple[Config, ...]:
        """The configuration of the run, and those that files so far turned out to have."""
        return tuple({id(config): config for config in (self._run, *self._by_file.values())}.values())

    def of(self, path: str | Path) -> Config:
        """Give the configuration that holds for a file.

        Raises:
            Problem: as `load_config`.

        """
        if not self._nearest:
            return self._run
        folder = os.path.dirname(path)  # noqa: PTH120 - asked for every draft, and Path takes its time
        if folder not in self._by_folder:
            self._by_folder[folder] = self._nearest_to(Path(folder))
        return self._by_folder[folder]

    def _nearest_to(self, folder: Path) -> Config:
        file = find(folder.absolute())
        if file is None:
            return self._run
        if file not in self._by_file:
            self._by_file[file] = read(file, self._cache)
        return self._by_file[file]
