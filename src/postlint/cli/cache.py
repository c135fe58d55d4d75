"""`postlint cache`: show what is kept of earlier runs, and take it away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.group import Command, Group, lang_option, to_lang
from postlint.cli.output import write
from postlint.findings import Lang, Problem, Text
from postlint.report.visible import visible

if TYPE_CHECKING:
    from postlint.cache import Info

_SIZES = ((1_000_000, "MB"), (1_000, "kB"), (1, "B"))
_INFO = Text("{folder}: {entries}, {size} (hoogstens {limit})\n", "{folder}: {entries}, {size} ({limit} at most)\n")
_CLEARED = Text("{folder}: leeggemaakt ({entries}, {size})\n", "{folder}: emptied ({entries}, {size})\n")
_ENTRIES = (Text("{n} bewaard resultaat", "{n} result kept"), Text("{n} bewaarde resultaten", "{n} results kept"))
_NOT_ALL = Text("de cache is niet helemaal te wissen ({reason})", "not all of the cache can be removed ({reason})")


@click.group(cls=Group)
def cache() -> None:
    """Toon of wis wat eerdere beoordelingen bewaarden.

    Een concept dat niet veranderde, hoeft niet opnieuw beoordeeld te worden. Wat daarvoor bewaard blijft, is
    versleuteld met het concept zelf: zonder dat concept is er niets in te lezen.
    """


@cache.command(cls=Command)
@lang_option()
def info(lang: str | None) -> None:
    """Toon de map, het aantal bewaarde resultaten en hun grootte."""
    from postlint.cache import LIMIT, usual_folder
    from postlint.cache import info as look

    chosen, folder = to_lang(lang), usual_folder()
    found = look(folder)
    text = _INFO.to(chosen).format(
        folder=visible(str(folder)),
        entries=_entries(found.entries, chosen),
        size=_size(found.size),
        limit=_size(LIMIT),
    )
    write(text, None)


@cache.command(cls=Command)
@lang_option()
def clear(lang: str | None) -> None:
    """Wis alles wat bewaard is."""
    from postlint.cache import usual_folder

    chosen, folder = to_lang(lang), usual_folder()
    with speaking(chosen):
        found = _emptied(folder)
    text = _CLEARED.to(chosen).format(
        folder=visible(str(folder)), entries=_entries(found.entries, chosen), size=_size(found.size)
    )
    write(text, None)


def _emptied(folder: Path) -> Info:
    from postlint.cache import clear as empty

    try:
        return empty(folder)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Problem(Text(*(text.format(reason=reason) for text in _NOT_ALL)), str(folder)) from None


def _entries(number: int, lang: Lang) -> str:
    return _ENTRIES[number != 1].to(lang).format(n=number)


def _size(size: int) -> str:
    unit, name = next(((unit, name) for unit, name in _SIZES if size >= unit), (1, "B"))
    return f"{round(size / unit)} {name}"
