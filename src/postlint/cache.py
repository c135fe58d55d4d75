"""What earlier runs found, kept so that a draft that did not change need not be judged again, and sealed.

A report quotes its draft, and a draft may speak of a patient. So the cache is made such that the folder alone tells
nothing of any draft:

- The name of an entry is a keyed digest (BLAKE2b, with a random secret that lies beside the entries and that only the
  user may read) of everything the report depends on, the bytes of the draft included.
- Its contents are sealed with a key made from that secret and those same bytes, which are stored nowhere: a keystream
  hides them, another keyed digest tells whether they were damaged. Who has the folder but not the draft can open
  nothing; who has the draft already knows what it says. One can still see how many entries there are, their sizes and
  their dates, and whoever has both the folder and a complete draft can tell that it was judged.
- What the draft itself says (its text, its path, the words of a match) is not even in there; the reader of an entry
  gets it back from the draft (`linter/packed.py`).

An entry is written beside its place and then moved there, so that runs at the same time never see half of one. An
entry that cannot be read or opened is one that is not there. A folder that cannot be written to is no failure: the run
goes on, `trouble` says why, and nothing more is tried. What was not used for longest goes when the cache grows beyond
its limit.

Place in the data flow: `linter` asks here before it reads any rule. Imports next to nothing, since it runs first.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from postlint.digests import SIZE, digest, keystream
from postlint.replacing import PART, part_of, replace_file, write_new

VARIABLE = "POSTLINT_CACHE_DIR"
LIMIT = 100_000_000
"""Bytes that entries may take together."""
_LAYOUT = "v1"
_SECRET, _SWEPT, _RULES = "secret", "swept", "rules"
_SECRET_BYTES, _NONCE, _NAME = 32, 16, 40
_PRIVATE = 0o600
_DAY, _HOUR = 86_400, 3_600
_TAG = (
    "Signature: 8a477f597d28d172789f06886806bc55\n"
    "# This folder holds what postlint can make again; backups may leave it out. See https://bford.info/cachedir/\n"
)


class Info(NamedTuple):
    """What a cache holds: the number of results, and the bytes that everything takes."""

    entries: int
    size: int


class Cache:
    """A folder of sealed entries.

    Args:
        folder: made when the first entry is written.
        base: gives what entries depend on, such as the version of postlint; asked once, and not before it matters.
        limit: the bytes that entries may take together.

    `trouble` holds the error for which nothing is kept any more; None while all is well.

    """

    def __init__(self, folder: Path, base: Callable[[], bytes] = bytes, limit: int = LIMIT) -> None:
        self.folder = folder
        self.trouble: OSError | None = None
        self._find_base = base
        self._limit = limit
        self._place = str(folder / _LAYOUT)
        self._secret: bytes | None = None
        self._since_sweep: int | None = None

    @property
    def rules(self) -> Path:
        """The folder for rulebooks that were read before; they say nothing of any draft, and are not sealed."""
        return Path(self._place) / _RULES

    @cached_property
    def base(self) -> bytes:
        """What every entry depends on that does not say itself what it was made by."""
        return self._find_base()

    def get(self, context: bytes, content: bytes = b"", *, based: bool = True) -> bytes | None:
        """Give what is kept for a content under a context, or None; a damaged entry is as good as none.

        Args:
            context: what it depends on beside the content.
            content: the bytes of the draft; they open the entry.
            based: False gives what was kept on any base; the value then has to tell which.

        """
        known = self._digest(context, content, based=based)  # the base as it is before anything is judged
        secret = self._known_secret()
        if secret is None:
            return None
        path = self._path(_keyed(secret, b"name", known))
        try:
            with open(path, "rb") as file:  # noqa: PTH123 - asked for every draft; Path costs more than the reading
                sealed = file.read()
                if time.time() - os.fstat(file.fileno()).st_mtime > _DAY:
                    with contextlib.suppress(OSError):
                        os.utime(path)
        except (OSError, ValueError):
            return None
        return _opened(sealed, secret, known)

    def put(self, context: bytes, content: bytes, value: bytes, *, based: bool = True) -> None:
        """Keep a value, unless that cannot be; then `trouble` says why. See `get` for the arguments."""
        if self.trouble is not None:
            return
        try:
            secret = self._known_secret() or self._new_secret()
            known = self._digest(context, content, based=based)
            self._write(Path(self._path(_keyed(secret, b"name", known))), _sealed(value, secret, known))
        except OSError as error:
            self.trouble = error

    def _digest(self, context: bytes, content: bytes, *, based: bool) -> bytes:
        return digest(b"".join(map(digest, (self.base if based else b"", context, content))))

    def _path(self, name: bytes) -> str:
        word = name.hex()[:_NAME]
        return os.path.join(self._place, word[:2], word[2:])  # noqa: PTH118 - as above

    def _write(self, path: Path, data: bytes) -> None:
        _replace(path, data)
        if self._since_sweep is None:
            self._since_sweep = 0 if _age(self.folder / _SWEPT) < _DAY else self._limit
        self._since_sweep += len(data)
        if self._since_sweep > self._limit // 10:
            self._since_sweep = 0
            sweep(self.folder, self._limit)

    def _known_secret(self) -> bytes | None:
        if self._secret is None:
            try:
                secret = (self.folder / _SECRET).read_bytes()
            except (OSError, ValueError):
                return None
            self._secret = secret if len(secret) == _SECRET_BYTES else None
        return self._secret

    def _new_secret(self) -> bytes:
        """Make the secret; of several runs at once the first one wins, and the others take over its secret."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        place = self.folder / _SECRET
        part = part_of(place)
        try:
            write_new(part, os.urandom(_SECRET_BYTES), _PRIVATE)
            if place.exists() and place.stat().st_size != _SECRET_BYTES:  # damaged: no entry can be opened any more
                part.replace(place)
            else:
                _move_if_absent(part, place)
        finally:
            part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            (self.folder / "CACHEDIR.TAG").write_text(_TAG, "utf-8")
        secret = self._known_secret()
        if secret is None:
            raise OSError(None, "secret", str(place))
        return secret


def usual_folder() -> Path:
    """Give the folder of the user's cache: what POSTLINT_CACHE_DIR says, or else where the system keeps caches."""
    said = os.environ.get(VARIABLE)
    if said:
        return Path(said)
    if sys.platform == "linux" and "ANDROID_DATA" not in os.environ:  # as platformdirs has it, which takes 7 ms to load
        home = os.environ.get("XDG_CACHE_HOME", "").strip()
        return (Path(home) if home else Path.home() / ".cache") / "postlint"
    from platformdirs import user_cache_path

    return user_cache_path("postlint", appauthor=False)


def info(folder: Path) -> Info:
    """Count what a cache holds; a folder that is not there holds nothing."""
    every = list(_entries(folder))
    results = [path for path, _, _ in every if Path(path).parent.name != _RULES]
    return Info(len(results), sum(size for _, size, _ in every))


def clear(folder: Path) -> Info:
    """Take everything out of a cache, its secret too, and say what was there; what is not the cache's own stays.

    Raises:
        OSError: when something cannot be removed.

    """
    before = info(folder)
    for path, _, _ in _entries(folder):
        Path(path).unlink(missing_ok=True)
    for name in (_SECRET, _SWEPT, "CACHEDIR.TAG"):
        (folder / name).unlink(missing_ok=True)
    for part in _scan(folder / _LAYOUT):
        with contextlib.suppress(OSError):
            os.rmdir(part.path)  # noqa: PTH106 - a string
    for empty in (folder / _LAYOUT, folder):
        with contextlib.suppress(OSError):
            empty.rmdir()
    return before


def sweep(folder: Path, limit: int = LIMIT) -> None:
    """Remove what was not used for longest until a fifth of the limit is free, and what broken runs left behind."""
    with contextlib.suppress(OSError):
        (folder / _SWEPT).touch()
    every = sorted(_entries(folder), key=lambda entry: entry[2])
    size = sum(size for _, size, _ in every)
    wanted = limit if size <= limit else limit * 4 // 5
    now = time.time()
    for path, bytes_, used in every:
        left_behind = path.endswith(PART) and now - used > _HOUR
        if size <= wanted and not left_behind:
            continue
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108 - a string
            size -= bytes_


def _entries(folder: Path) -> Iterator[tuple[str, int, float]]:
    """Give path, size and time of last use of every entry."""
    for shelf in _scan(folder / _LAYOUT):
        for entry in _scan(shelf.path):
            with contextlib.suppress(OSError):
                status = entry.stat(follow_symlinks=False)
                yield entry.path, status.st_size, status.st_mtime


def _scan(folder: Path | str) -> Sequence[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return ()


def _keyed(secret: bytes, purpose: bytes, data: bytes) -> bytes:
    return digest(purpose + b"\0" + data, secret)


def _sealed(value: bytes, secret: bytes, known: bytes) -> bytes:
    nonce = os.urandom(_NONCE)
    hidden = _hidden(value, _keyed(secret, b"seal", known), nonce)
    return nonce + _keyed(secret, b"mac", known + nonce + hidden) + hidden


def _opened(sealed: bytes, secret: bytes, known: bytes) -> bytes | None:
    nonce, mac, hidden = sealed[:_NONCE], sealed[_NONCE : _NONCE + SIZE], sealed[_NONCE + SIZE :]
    if mac != _keyed(secret, b"mac", known + nonce + hidden):  # who could time this can read the secret
        return None
    return _hidden(hidden, _keyed(secret, b"seal", known), nonce)


def _hidden(data: bytes, key: bytes, nonce: bytes) -> bytes:
    """Lay a keystream over data; done twice, it gives the data back."""
    stream = keystream(key, nonce, len(data))
    return (int.from_bytes(data, "big") ^ int.from_bytes(stream, "big")).to_bytes(len(data), "big")


def _replace(path: Path, data: bytes) -> None:
    try:
        replace_file(path, data, mode=_PRIVATE)
    except FileNotFoundError:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        replace_file(path, data, mode=_PRIVATE)


def _move_if_absent(part: Path, place: Path) -> None:
    try:
        os.link(part, place)
    except FileExistsError:
        return
    except (OSError, AttributeError, NotImplementedError):  # a file system without hard links
        if not place.exists():
            part.replace(place)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")
