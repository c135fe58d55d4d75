"""What `check` does beside judging to be quick: what earlier runs found, and processes side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from postlint.cli.errors import WrongValue
from postlint.findings import MOST_JOBS, Lang, Notice, Text

if TYPE_CHECKING:
    from postlint.cache import Cache
    from postlint.config import Config
    from postlint.linter.pool import Jobs

_F = TypeVar("_F", bound=Callable[..., Any])
_AUTO: Final = "auto"
_A_NUMBER = Text(f"een getal van 1 tot en met {MOST_JOBS}, of auto", f"a number from 1 to {MOST_JOBS}, or auto")
_TROUBLE = Text(
    "de cache in {folder} is niet te gebruiken ({reason}); daardoor wordt alles de volgende keer opnieuw beoordeeld. "
    "Kies een andere map met POSTLINT_CACHE_DIR, of geef --no-cache mee.",
    "the cache in {folder} cannot be used ({reason}), so everything will be judged anew next time. Choose another "
    "folder with POSTLINT_CACHE_DIR, or pass --no-cache.",
)


class _Jobs(click.ParamType[Any]):
    """A number of processes, or «auto»."""

    name = "jobs"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == _AUTO:
            return value
        try:
            return click.IntRange(1, MOST_JOBS).convert(value, param, ctx)
        except click.BadParameter:
            raise WrongValue(_A_NUMBER, param, ctx) from None


def no_cache_option() -> Callable[[_F], _F]:
    """Give the option `--no-cache`."""
    return click.option("--no-cache", is_flag=True, help="Beoordeel alles opnieuw, en bewaar er niets van.")


def jobs_option() -> Callable[[_F], _F]:
    """Give the option `--jobs`."""
    return click.option(
        "--jobs", "-j", type=_Jobs(), metavar="GETAL|auto",
        help="Hoeveel processen tegelijk beoordelen (standaard auto: zoveel als loont).",
    )  # fmt: skip


def cache_of_run(off: bool) -> Cache | None:
    """Give what earlier runs of this installation found, unless the user wants none of it."""
    if off:
        return None
    from functools import partial

    from postlint import __version__, stamp
    from postlint.cache import Cache, usual_folder

    return Cache(usual_folder(), partial(stamp.base, __version__))


def jobs_of_run(said: Jobs | None, settings: Config) -> Jobs:
    """Give how many processes may judge: what the call says, or else the configuration, or else as many as pay."""
    return said or settings.jobs or _AUTO


def trouble(cache: Cache | None, lang: Lang) -> Iterator[Notice]:
    """Tell, at most once a run, that nothing could be kept."""
    if cache is not None and cache.trouble is not None:
        reason = cache.trouble.strerror or type(cache.trouble).__name__
        yield Notice("cache", _TROUBLE.to(lang).format(folder=cache.folder, reason=reason))
