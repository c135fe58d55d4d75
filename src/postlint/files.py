"""Find the drafts that the arguments of a call mean."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from postlint.findings import Problem, Text
from postlint.paths import from_folder

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

DRAFT_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".docx"})
OPEN_IN_WORD = "~$"
"""How the file begins that Word puts beside a document while that is open."""
SKIPPED_FOLDERS = frozenset({"node_modules", ".venv", "venv", "__pycache__"})

_MOST_IGNORED = 1_000_000
"""Characters of an ignore file that are read."""
_MOST_STARS = 3
_WORDS_OF_A_NAME = 2
_END_OF_SENTENCE = re.compile(r"\w\S?[.!?…](?:\s|$)")
_STARS = re.compile(r"\*+")

_MISSING = Text(
    "Dit bestand of deze map bestaat niet; controleer de naam.",
    "This file or folder does not exist; check the name.",
)
_A_TEXT = Text(
    "Dit is een tekst en geen bestand; zet hem in een bestand, zoals bericht.txt, of geef hem door aan "
    "«postlint check -».",
    "This is a text and no file; put it in a file, such as post.txt, or hand it to “postlint check -”.",
)
_NO_HITS = Text(
    "Dit patroon past op geen enkel concept (.txt, .md, .markdown of .docx); controleer het patroon en de map.",
    "This pattern matches no draft (.txt, .md, .markdown or .docx); check the pattern and the folder.",
)
_UNREADABLE = Text(
    "Je mag deze map niet lezen; geef jezelf leesrechten of sluit de map uit.",
    "You may not read this folder; give yourself read permission or exclude it.",
)
_CLOSED = Text(
    "Je mag de map niet lezen waar dit in staat; geef jezelf leesrechten.",
    "You may not read the folder that this is in; give yourself read permission.",
)
EXCLUDED = Text("overgeslagen, want het staat bij «exclude».", "skipped, because it is listed in “exclude”.")
ALL_EXCLUDED = Text(
    "alles wat hier een concept kan zijn, is overgeslagen: het staat bij «exclude» of in .gitignore.",
    "whatever drafts this folder may hold were skipped: they are listed in “exclude” or .gitignore.",
)
NO_DRAFTS = Text(
    "geen concepten (.txt, .md, .markdown of .docx) in deze map.",
    "no drafts (.txt, .md, .markdown or .docx) in this folder.",
)


def _bad_pattern(pattern: str) -> Text:
    return Text(
        f"Het patroon «{pattern}» bij «exclude» is niet te lezen; schrijf het zoals in een .gitignore.",
        f"The pattern “{pattern}” in “exclude” cannot be read; write it as in a .gitignore.",
    )


class Skipped(NamedTuple):
    """A path that was named but gives no draft, which is no mistake; `reason` is for a notice."""

    path: Path
    reason: Text


def discover(
    paths: Sequence[str], exclude: Sequence[str] = (), respect_gitignore: bool = True, root: Path | None = None
) -> Iterator[Path | Problem | Skipped]:
    """Find the drafts that paths mean, each once, in the order of the paths and sorted by name within a folder.

    A file is taken whatever its suffix, unless excluded. In a folder and in what a pattern matches, only
    `DRAFT_SUFFIXES` count, and hidden files and folders, `SKIPPED_FOLDERS` and what git ignores are passed over;
    links to folders are not followed. A folder that is named is searched even when git ignores it.

    Args:
        paths: files, folders, and patterns (with `**`) that the shell left as they are.
        exclude: patterns as in a .gitignore, relative to `root`.
        respect_gitignore: whether to read .gitignore files, of the folder and of its parents in the checkout.
        root: the folder from which `exclude` counts; by default the working folder.

    Yields:
        A path as named, or under the folder as named; a Problem in the place of what does not exist or may not be
        read; a Skipped for an excluded file and a folder without drafts.

    Raises:
        Problem: a pattern in “exclude” cannot be read.

    """
    search = _Search(exclude, respect_gitignore, root)
    for path in paths:
        yield from search.drafts(path)


class Pattern:
    """A path with wildcards: the folder before the first of them, and what is meant below it.

    Attributes:
        root: the folder.
        levels: how deep what is meant can lie; None for any depth.
        suffixes: of files that can be meant.

    """

    def __init__(self, pattern: str) -> None:
        parts = Path(pattern).parts
        fixed = next(i for i, part in enumerate(parts) if glob.has_magic(part))
        rest = parts[fixed:]
        suffix = Path(pattern).suffix.lower()
        self.root = Path(*parts[:fixed])
        self.levels = None if "**" in rest else len(rest)
        self.suffixes = DRAFT_SUFFIXES if glob.has_magic(suffix) or not suffix else frozenset({suffix})
        self._spec = _spec(["/" + "/".join(rest)])

    def fits(self, path: Path) -> bool:
        """Tell whether a file is meant, by its path from `root`; it need not be there."""
        fits = self._spec is not None and self._spec.match_file(path.as_posix())
        return fits and path.suffix.lower() in self.suffixes


def meant_only(named: str, files: Collection[str]) -> bool:
    """Tell whether an argument means nothing that is there, and would mean one of these files if they were.

    Args:
        named: the argument.
        files: real paths.

    """
    if not files or not isinstance(next(discover([named]), None), Problem):
        return False
    pattern = Pattern(named) if glob.has_magic(named) else None
    root = Path(os.path.realpath(named if pattern is None else pattern.root))
    below = [Path(file).relative_to(root) for file in files if Path(file).is_relative_to(root)]
    return any(pattern is None or pattern.fits(path) for path in below)


class _Search:
    """One search; remembers what it found and the ignore files that it read."""

    def __init__(self, exclude: Sequence[str], respect_gitignore: bool, root: Path | None) -> None:
        for pattern in exclude:
            if not _is_pattern(pattern):
                raise Problem(_bad_pattern(pattern))
        self._exclude = _spec(exclude)
        self._root = root
        self._ignores = _Ignores() if respect_gitignore else None
        self._found: set[str] = set()
        self._passed_over = False

    def drafts(self, named: str) -> Iterator[Path | Problem | Skipped]:
        """Find what one argument means."""
        if os.path.isdir(named):  # noqa: PTH112 - unlike Path.is_dir this takes any string
            yield from self._in_named_folder(Path(named))
        elif os.path.lexists(named):
            yield from self._named_file(Path(named))
        elif glob.has_magic(named):
            yield from self._matches(named)
        else:
            yield Problem(_CLOSED if is_closed(named) else _A_TEXT if _is_text(named) else _MISSING, named)

    def _named_file(self, path: Path) -> Iterator[Path | Skipped]:
        if self._is_excluded(path, folder=False):
            yield Skipped(path, EXCLUDED)
        elif self._is_new(path):
            yield path

    def _in_named_folder(self, folder: Path) -> Iterator[Path | Problem | Skipped]:
        if self._is_excluded(folder, folder=True):
            yield Skipped(folder, EXCLUDED)
            return
        empty, self._passed_over = True, False
        for found in self._below(folder, DRAFT_SUFFIXES):
            empty = False
            if isinstance(found, Problem) or self._is_new(found):
                yield found
        if empty:
            yield Skipped(folder, ALL_EXCLUDED if self._passed_over else NO_DRAFTS)

    def _matches(self, pattern: str) -> Iterator[Path | Problem]:
        """Walk the folder before the first wildcard; unlike glob this neither loops nor enters what is passed over."""
        wanted = Pattern(pattern)
        root = wanted.root
        hits = False
        is_there = os.path.isdir(root)  # noqa: PTH112 - Path raises where it may not look
        for found in self._below(root, wanted.suffixes, wanted.levels) if is_there else ():
            if isinstance(found, Problem):
                yield found
            elif wanted.fits(found.relative_to(root)):
                hits = True
                if self._is_new(found):
                    yield found
        if not hits:
            yield Problem(_A_TEXT if _is_text(pattern) else _NO_HITS, pattern)

    def _below(self, top: Path, suffixes: frozenset[str], levels: int | None = None) -> Iterator[Path | Problem]:
        if self._ignores:
            self._ignores.start(top)
        waiting = [(top, 0)]
        while waiting:
            path, level = waiting.pop()
            if path != top and not os.path.isdir(path):  # noqa: PTH112 - as above
                yield path
            elif level != levels:
                try:
                    names = self._wanted_in(path, suffixes)
                except OSError:
                    yield Problem(_UNREADABLE, str(path))
                    continue
                waiting.extend((path / name, level + 1) for name in sorted(names, reverse=True))

    def _wanted_in(self, folder: Path, suffixes: frozenset[str]) -> list[str]:
        with os.scandir(folder) as entries:
            return [entry.name for entry in entries if self._is_wanted(folder / entry.name, entry, suffixes)]

    def _is_wanted(self, path: Path, entry: os.DirEntry[str], suffixes: frozenset[str]) -> bool:
        folder = entry.is_dir(follow_symlinks=False)
        if path.name.startswith((".", OPEN_IN_WORD)) or (folder and path.name in SKIPPED_FOLDERS):
            return False
        if not folder and (path.suffix.lower() not in suffixes or os.path.isdir(path)):  # noqa: PTH112 - as above
            return False
        if self._is_excluded(path, folder) or (self._ignores is not None and self._ignores.ignores(path, folder)):
            self._passed_over = True
            return False
        return True

    def _is_excluded(self, path: Path, folder: bool) -> bool:
        if self._exclude is None:
            return False
        relative = from_folder(path, self._root or os.curdir)
        while relative.startswith("../"):
            relative = relative[3:]
        return relative != "." and self._exclude.match_file(f"{relative}/" if folder else relative)

    def _is_new(self, path: Path) -> bool:
        real = os.path.realpath(path)
        if real in self._found:
            return False
        self._found.add(real)
        return True


class _Ignores:
    """The .gitignore files that have a say over a folder and what is below it."""

    def __init__(self) -> None:
        self._specs: dict[Path, GitIgnoreSpec | None] = {}
        self._top = Path()

    def start(self, folder: Path) -> None:
        """Judge from here on: by the files from the top of the checkout down, or from `folder` if git ignores that."""
        here = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links out of the folder
        parents = (here, *here.parents)
        checkout = next((one for one in parents if os.path.exists(one / ".git")), here)  # noqa: PTH110 - Path raises where it may not look
        self._top = checkout
        ancestors = [parent for parent in reversed([here, *here.parents]) if checkout in parent.parents]
        if any(self.ignores(ancestor, folder=True) for ancestor in ancestors):
            self._top = here

    def ignores(self, path: Path, folder: bool) -> bool:
        """Tell whether git would pass over a path whose parents it does not; the nearest file that says so wins."""
        full = Path(os.path.abspath(path))  # noqa: PTH100 - as above
        for parent in full.parents:
            spec = self._spec_of(parent)
            if spec is not None:
                relative = full.relative_to(parent).as_posix()
                ignored = spec.check_file(f"{relative}/" if folder else relative).include
                if ignored is not None:
                    return ignored
            if parent == self._top:
                break
        return False

    def _spec_of(self, folder: Path) -> GitIgnoreSpec | None:
        if folder not in self._specs:
            self._specs[folder] = _spec(_lines(folder / ".gitignore"))
        return self._specs[folder]


def _lines(ignore_file: Path) -> list[str]:
    """Read an ignore file that is a regular file, up to a limit, without the lines that could take forever."""
    try:
        if not ignore_file.is_file():  # a pipe would wait for somebody to write
            return []
        with ignore_file.open(encoding="utf-8", errors="replace") as file:
            return [line for line in file.read(_MOST_IGNORED).splitlines() if not _is_slow(line)]
    except OSError:
        return []


def _is_slow(line: str) -> bool:
    """Tell whether a name exists that a pattern needs minutes for: pathspec makes regular expressions of patterns."""
    segments = line.split("/")
    return segments.count("**") > _MOST_STARS or any(len(_STARS.findall(part)) > _MOST_STARS for part in segments)


def _spec(lines: Sequence[str]) -> GitIgnoreSpec | None:
    if not lines:
        return None
    from pathspec import GitIgnoreSpec  # takes 20 ms to load

    return GitIgnoreSpec.from_lines(line for line in lines if _is_pattern(line))


def _is_pattern(line: str) -> bool:
    """Tell whether a line can be read; git, too, passes over what it cannot."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except (ValueError, re.error):
        return False
    return True


def is_closed(named: str) -> bool:
    """Tell whether something named cannot be seen because its folder may not be looked into."""
    try:
        os.lstat(named)
    except PermissionError:
        return True
    except (OSError, ValueError):
        pass
    return False


def _is_text(named: str) -> bool:
    """Tell a text from the name of a file: three words or more, a sentence that ends, and no suffix of a draft."""
    is_name = Path(named).suffix.lower() in DRAFT_SUFFIXES or len(named.split()) <= _WORDS_OF_A_NAME
    return not is_name and _END_OF_SENTENCE.search(named) is not None
