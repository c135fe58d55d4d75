"""A rulebook that was read and checked before, kept as one file so that the next run need not parse 250.

It is kept whole, examples too: no draft is judged by them, but reports that explain rules show them.

Place in the data flow: `load.py` asks here first, and keeps here what it had to read; `hatch_build.py` keeps one in the
package. The file goes by a digest of every rule file and of the code that reads them, so that a change in either is
noticed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec
from msgspec import Struct

from postlint.replacing import replace_file
from postlint.rulebook.book import Rulebook, SourceInfo
from postlint.rulebook.folders import RuleFolder
from postlint.rulebook.model import Condition, Law, Lexicon, LexiconRef, Rule, ValueSignal
from postlint.rulebook.phrases import Phrase, parse_phrase, remember
from postlint.yamlio import Source, read_source

_OTHERS = ("yamlio", "channels", "findings", "draft/front")
_CODE = (*Path(__file__).parent.glob("*.py"), *(Path(__file__).parents[1] / f"{name}.py" for name in _OTHERS))


class _Stored(Struct, array_like=True):
    laws: dict[str, Law]
    rules: dict[str, Rule]
    signals: dict[str, ValueSignal]
    lexicons: dict[str, Lexicon]
    sources: dict[str, SourceInfo]
    channels: tuple[str, ...]
    origins: dict[str, int]
    phrases: dict[str, Phrase]


class _Files(Mapping[str, Source]):
    """The texts of rules, read again when somebody asks on which line a thing stands."""

    def __init__(self, origins: Mapping[str, RuleFolder]) -> None:
        self._origins = origins

    def __getitem__(self, key: str) -> Source:
        origin = self._origins[key]
        return read_source(origin.path / f"{key}.yaml", f"{origin.shown}/{key}.yaml")

    def __iter__(self) -> Iterator[str]:
        return iter(self._origins)

    def __len__(self) -> int:
        return len(self._origins)

    def __contains__(self, key: object) -> bool:
        return key in self._origins


def digest(folders: Iterable[RuleFolder]) -> str:
    """Give a digest of all rule files in some folders, their names, and the code that reads and checks them.

    Raises:
        OSError: a file cannot be read.

    """
    whole = blake2b(digest_size=20)
    for path in sorted(_CODE):
        whole.update(path.read_bytes())
    for folder in folders:
        whole.update(repr((folder.shown, folder.origin)).encode())
        for path in sorted((*folder.path.glob("*.y*ml"), *folder.path.glob("*/*.y*ml"))):
            text = path.read_bytes()
            whole.update(repr((path.relative_to(folder.path).as_posix(), len(text))).encode() + text)
    return whole.hexdigest()


def fetch(place: Path, key: str, folders: Sequence[RuleFolder]) -> Rulebook | None:
    """Give the rulebook that was kept under a digest; None where there is none that can be read."""
    try:
        stored = msgspec.msgpack.decode(_file(place, key).read_bytes(), type=_Stored)
        origins = {name: folders[number] for name, number in stored.origins.items()}
    except (OSError, msgspec.MsgspecError, IndexError):
        return None
    remember(stored.phrases)
    return Rulebook(
        stored.laws, stored.rules, stored.signals, stored.lexicons, stored.sources, _Files(origins),
        frozenset(stored.channels), origins,
    )  # fmt: skip


def has(place: Path, key: str) -> bool:
    """Tell whether a rulebook lies in a place under a digest."""
    return _file(place, key).is_file()


def keep(place: Path, key: str, folders: Sequence[RuleFolder], book: Rulebook) -> None:
    """Keep a rulebook under a digest, for the next run; where that is not possible, that run reads the rules again."""
    numbers = {folder: number for number, folder in enumerate(folders)}
    stored = _Stored(
        dict(book.laws), dict(book.rules), dict(book.signals), dict(book.lexicons), dict(book.sources),
        tuple(sorted(book.channels)),
        {name: numbers[folder] for name, folder in book.origins.items()},
        {text: parse_phrase(text) for text in _phrases(book)},
    )  # fmt: skip
    with contextlib.suppress(OSError):
        place.mkdir(parents=True, exist_ok=True)
        replace_file(_file(place, key), msgspec.msgpack.encode(stored))


def _file(place: Path, key: str) -> Path:
    return place / f"rules-{key}.msgpack"


def _phrases(book: Rulebook) -> Iterator[str]:
    for lexicon in book.lexicons.values():
        yield from lexicon.phrases
    checks = [*(rule.check for rule in book.rules.values()), *(signal.check for signal in book.signals.values())]
    for check in checks:
        for condition in check.walk():
            yield from _written(condition)


def _written(condition: Condition) -> Iterator[str]:
    items = condition.phrases or ()
    for item in () if isinstance(items, LexiconRef) else items:
        if isinstance(item, str):
            yield item
