"""Where `postlint check` takes its drafts from: paths, standard input, the clipboard, or what a branch changes."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from postlint.cli.reading import STDIN
from postlint.cli.verdicts import together
from postlint.draft.decode import CLIPBOARD
from postlint.findings import Lang, Notice, Problem, Text

_F = TypeVar("_F", bound=Callable[..., Any])
Wanted = Callable[[Path], bool]

_NOTHING = Text(
    "noem een bestand of map, «-» voor standaardinvoer, of --clipboard voor wat je net kopieerde. Zie postlint check "
    "--help",
    "name a file or folder, “-” for standard input, or --clipboard for what you just copied. See postlint check --help",
)
_CLIPBOARD_ALONE = Text(
    "--clipboard gaat niet samen met bestanden, mappen of «-»; kies één van beide.",
    "--clipboard does not go together with files, folders or “-”; choose one of them.",
)
_FILES_ONLY = Text(
    "{option} kijkt naar bestanden en gaat niet samen met «-» of --clipboard; noem een bestand of map.",
    "{option} looks at files and does not go together with “-” or --clipboard; name a file or folder.",
)
_NO_CHANGES = Text(
    "geen concepten die sinds {ref} zijn toegevoegd of gewijzigd.", "no drafts were added or changed since {ref}."
)


class Drafts(NamedTuple):
    """The drafts that a call means: its paths, and which of the files found there to judge; None for all."""

    paths: tuple[str, ...]
    only: Wanted | None = None


def source_options() -> Callable[[_F], _F]:
    """Give the options `--changed-since`, `--clipboard` and `--watch`."""
    return together(_CHANGED_SINCE, _CLIPBOARD, _WATCH)


_CHANGED_SINCE = click.option(
    "--changed-since", metavar="REF",
    help="Alleen wat je tak sinds REF toevoegt of wijzigt, volgens git (zoals main of origin/main).",
)  # fmt: skip
_CLIPBOARD = click.option("--clipboard", is_flag=True, help="Beoordeel de tekst die je net kopieerde.")
_WATCH = click.option(
    "--watch", is_flag=True, help="Blijf kijken, en beoordeel een concept opnieuw als je het opslaat."
)


def choose(paths: tuple[str, ...], *, changed_since: str | None, clipboard: bool, watch: bool) -> Drafts:
    """Decide which drafts a call means.

    Args:
        paths: as given; without any, `changed_since` and `watch` mean the working folder.
        changed_since: a git ref, or None.
        clipboard: whether the clipboard is asked for.
        watch: whether the call goes on to watch files.

    Raises:
        Problem: the call names no source or more than one, or git cannot tell what has changed.

    """
    if clipboard and paths:
        raise Problem(_CLIPBOARD_ALONE)
    if clipboard or STDIN in paths:
        _require_files_only({"--changed-since": changed_since is not None, "--watch": watch})
    if clipboard:
        return Drafts((CLIPBOARD,))
    if changed_since is not None:
        return _changed(paths, changed_since)
    if not paths and not watch:
        raise Problem(_NOTHING)
    return Drafts(paths or (os.curdir,))


def nothing_changed(ref: str, lang: Lang) -> Notice:
    """Say that no draft was changed."""
    return Notice("changed-since", _NO_CHANGES.to(lang).format(ref=ref))


def _require_files_only(asked: dict[str, bool]) -> None:
    for option, given in asked.items():
        if given:
            raise Problem(Text(*(text.format(option=option) for text in _FILES_ONLY)))


def _changed(paths: Sequence[str], ref: str) -> Drafts:
    """Narrow the paths to what a branch changes; what it deleted was named rightly and leaves nothing to judge."""
    from postlint.changes import changed_since
    from postlint.files import meant_only

    changes = changed_since(ref, Path.cwd())
    there = (path for path in paths or (os.curdir,) if not meant_only(path, changes.deleted))
    return Drafts(tuple(there), changes.__contains__)
