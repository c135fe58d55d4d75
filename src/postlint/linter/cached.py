"""Answers drafts from the cache, before anything is read but their bytes.

Place in the data flow: the linter asks here first, and shows here what it had to judge after all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from postlint import stamp
from postlint.draft.decode import NAMELESS, decode, is_word
from postlint.findings import DraftReport, Problem
from postlint.linter.known import Configs, card_of, is_outdated, stamp_of
from postlint.linter.packed import pack, unpack
from postlint.paths import from_folder

if TYPE_CHECKING:
    from postlint.cache import Cache
    from postlint.config import Config
    from postlint.linter.aside import Memory


class Cached:
    """What earlier runs, asked the same, said of drafts.

    Args:
        cache: where it is kept.
        configs: the configuration of each file.
        asked: what else the answers depend on: the options of the run.
        memory: what remembers earlier findings, which then count as input too.

    """

    def __init__(self, cache: Cache, configs: Configs, asked: Sequence[Any], memory: Memory | None) -> None:
        self._cache = cache
        self._configs = configs
        self._asked = json.dumps(asked)
        self._memory = memory
        self._stamps: dict[int, tuple[Config, str]] = {}

    def get(self, path: str, data: bytes) -> list[DraftReport] | None:
        """Give the reports on a draft; None where they are not known.

        Args:
            path: the draft's file as shown to the user.
            data: its bytes.

        """
        context = self._context(path)
        kept = None if context is None else self._cache.get(context, data)
        if kept is None:
            return None
        try:
            source = _source_of(data, path)
        except Problem:
            return None
        return unpack(kept, path, source)

    def put(self, path: str, data: bytes, reports: Sequence[DraftReport]) -> None:
        """Keep the reports on a draft, unless its configuration changed between looking it up and judging it."""
        context = None if is_outdated(self._configs.of(path)) else self._context(path)
        packed = None if context is None or not reports else pack(reports)
        if context is not None and packed is not None:
            self._cache.put(context, data, packed)

    def recall(self, name: str, config: Config, make: Callable[[], Any]) -> Any:
        """Give something small about a run, as JSON has it, and make it only where it is not kept."""
        context = f"{name}\0{self._stamp(config)}".encode()
        kept = self._cache.get(context)
        if kept is not None:
            return json.loads(kept)
        made = make()
        self._cache.put(context, b"", json.dumps(made).encode())
        return made

    def _context(self, path: str) -> bytes | None:
        """Give what the reports on a draft depend on beside its bytes; None where nobody can tell."""
        state = self._memory and self._memory.state(path)
        if self._memory is not None and state is None:
            return None
        config = self._configs.of(path)
        place = from_folder(path, config.root) if card_of(config).by_path else ""
        words = ("draft", self._stamp(config), _kind_of_file(path), place, state or "")
        return "\0".join(words).encode("utf-8", "surrogateescape")

    def _stamp(self, config: Config) -> str:
        """Stamp the rules and settings behind a draft, once for every configuration."""
        if id(config) not in self._stamps:
            made = stamp.stamp((self._asked, stamp_of(config).hex())).hex()
            self._stamps[id(config)] = (config, made)
        return self._stamps[id(config)][1]


def _source_of(data: bytes, path: str) -> str:
    """Give the source of a draft, as reading it does.

    Raises:
        Problem: its bytes hold none.

    """
    if not is_word(path):
        return decode(data, path)[0]
    from postlint.draft.word import read_word

    return read_word(data, path).source


def _kind_of_file(path: str) -> str:
    """Give what a path says of how a draft is read."""
    return path if path in NAMELESS else PurePath(path).suffix.lower()
