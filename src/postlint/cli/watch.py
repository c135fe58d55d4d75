"""`postlint check --watch`: judge drafts again when they are saved, with rules and models loaded once."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import click

from postlint.cli.basis import Basis
from postlint.cli.errors import in_words
from postlint.cli.exit_status import FINE
from postlint.cli.sources import Drafts, Wanted
from postlint.findings import Lang, Problem, Text
from postlint.report.visible import visible

_RULES_AND_SETTINGS = (".yaml", ".yml", f"{os.sep}pyproject.toml")
"""How the paths end of what drafts are judged by: configuration under any of its names, what it extends, and rules."""
_LOOK_EVERY = 500
"""Milliseconds between two looks at what drafts are judged by and lies elsewhere."""

_NOT_INSTALLED = Text(
    "--watch heeft watchfiles nodig; installeer het met: pip install 'postlint[watch]'",
    "--watch needs watchfiles; install it with: pip install 'postlint[watch]'",
)
_MISSING = Text(
    "Dit bestand of deze map bestaat niet; controleer de naam.",
    "This file or folder does not exist; check the name.",
)
_WATCHING = Text(
    "kijkt mee; sla een concept op om het opnieuw te beoordelen, en stop met Ctrl-C.",
    "watching; save a draft to judge it again, and stop with Ctrl-C.",
)


class Judgement(Protocol):
    """What judges drafts by configuration and rules that it has read."""

    def __call__(self, only: Wanted | None) -> int:
        """Judge the files wanted, and give the exit status."""

    @property
    def built_on(self) -> tuple[Path, ...]:
        """The files of configurations, and the folders with rules."""


class Watcher(Protocol):
    """What tells of changes: `watchfiles.watch`, or a stand-in."""

    def __call__(self, *folders: Path, recursive: bool) -> Iterator[set[str]]:
        """Give sets of the full paths of files that changed, some of them empty, until the user interrupts."""


def watch_drafts(
    drafts: Drafts, begin: Callable[[], Judgement], *, written: Sequence[Path], quiet: bool, lang: Lang,
    watcher: Watcher | None = None,
) -> int:  # fmt: skip
    """Judge all drafts, and after that each one that is saved, until the user interrupts.

    A change of the configuration, wherever it is, or of a rule begins anew. A draft, a rule or a configuration that is
    broken is told of and does not end it.

    Args:
        drafts: the files, folders and globs to watch.
        begin: reads configuration and rules, and gives what judges by them.
        written: the files that reports go to, whose changes mean nothing.
        quiet: say nothing about watching.
        lang: the language of what is said.
        watcher: what tells of changes; by default watchfiles.

    Returns:
        The exit status, which is always that all went well.

    Raises:
        Problem: watchfiles is not installed, or a path does not exist.

    """
    watcher = watcher or _watchfiles()
    folders, recursive = _folders(drafts.paths)
    own = frozenset(os.path.realpath(file) for file in written)
    screen = _Screen(begin, Basis([Path(), *folders]), lang)
    try:
        screen.judge(drafts.only)
        if not quiet:
            click.echo(f"postlint: {_WATCHING.to(lang)}", err=True)
        for changed in watcher(*folders, recursive=recursive):
            _answer(screen, drafts, frozenset(map(os.path.realpath, changed)) - own)
    except (KeyboardInterrupt, click.Abort):
        pass
    return FINE


def _answer(screen: _Screen, drafts: Drafts, changed: frozenset[str]) -> None:
    basis = screen.basis
    if basis.is_changed or any(path.endswith(_RULES_AND_SETTINGS) and path not in basis for path in changed):
        screen.begin_anew()
        screen.judge(drafts.only)
        return
    from postlint.files import discover

    saved = frozenset(path for path in changed if os.path.isfile(path))  # noqa: PTH113 - strings all along
    if saved and any(isinstance(p, Path) and os.path.realpath(p) in saved for p in discover(drafts.paths)):
        screen.judge(lambda path: os.path.realpath(path) in saved)


class _Screen:
    """Shows one judgement after the other; nothing but an interruption stops it."""

    def __init__(self, begin: Callable[[], Judgement], basis: Basis, lang: Lang) -> None:
        self.basis = basis
        self._begin = begin
        self._lang: Lang = lang
        self._judge: Judgement | None = None
        self._used = False

    def begin_anew(self) -> None:
        """Forget configuration and rules."""
        self._judge = None
        self.basis.renew()

    def judge(self, only: Wanted | None) -> None:
        """Judge, on a clear screen where there is one, or say what stands in the way."""
        if self._used and sys.stdout.isatty():
            click.clear()
        self._used = True
        try:
            self._judge = self._judge or self._begin()
            self.basis.add(self._judge.built_on)
            self._judge(only)
            self.basis.add(self._judge.built_on)  # by now with what lies beside single drafts
        except Problem as problem:
            self._stopped_by(problem)
            self._say(problem.to(self._lang))
        except click.Abort:
            raise
        except click.ClickException as error:
            if isinstance(error.__cause__, Problem):
                self._stopped_by(error.__cause__)
            self._say(in_words(error, self._lang))

    def _stopped_by(self, problem: Problem) -> None:
        """Look at the file that is wrong, so that mending it begins anew."""
        if problem.path is not None:
            self.basis.add([Path(problem.path)])

    def _say(self, message: str) -> None:
        click.echo(f"postlint: {visible(message)}", err=True)


def _folders(paths: Iterable[str]) -> tuple[tuple[Path, ...], bool]:
    """Give the folders to watch and whether what is below them counts.

    Of a file the folder is watched, since editors put a new file in its place.
    """
    from postlint.files import Pattern

    folders: set[Path] = set()
    recursive = False
    for name in paths:
        path = Path(name)
        if path.is_dir():
            folder, deep = path, True
        elif os.path.lexists(path):
            folder, deep = path.parent, False
        elif glob.has_magic(name):
            folder, deep = Pattern(name).root, True
        else:
            raise Problem(_MISSING, name)
        folders.add(folder)
        recursive = recursive or deep
    return tuple(sorted(folders)), recursive


def _watchfiles() -> Watcher:
    try:
        from watchfiles import watch
    except ImportError:
        raise Problem(_NOT_INSTALLED) from None

    def changes(*folders: Path, recursive: bool) -> Iterator[set[str]]:
        looking = watch(
            *folders, recursive=recursive, raise_interrupt=True, rust_timeout=_LOOK_EVERY, yield_on_timeout=True
        )
        for seen in looking:
            yield {path for _, path in seen}

    return changes
