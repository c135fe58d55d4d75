"""What a configuration file may say, and what is wrong with one that says something else.

Place in the data flow: `config` reads files into these and lays them over one another.
"""

# Annotations stay what they are (no `from __future__`): msgspec would have to compile them from text at every start.
import os
from contextlib import suppress
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from postlint.findings import MOST_JOBS, Lang, Problem, Text
from postlint.paths import rules_dir
from postlint.rulebook.auditing import AuditSettings, zone_of
from postlint.rulebook.practice import Country, Practice
from postlint.yamlio import Path as At
from postlint.yamlio import Source

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Kind = Literal["post", "reply", "thanks"]
Nature = Literal["business", "private", "mixed"]
FailOn = Literal["error", "warning", "suggestion", "never"]
Level = Literal["error", "warning", "suggestion", "off"]
Limit = int | float | str
Limits = dict[Literal["more_than", "less_than", "at_least"], Limit]
Levels = Annotated[dict[str, Level], Meta(description="by rule, category or law; the most specific one counts")]
Options = Annotated[
    dict[str, Limits],
    Meta(description="other limits for rules, such as {kwaliteit/lange-zinnen: {more_than: 32}}"),
]


class Override(Struct, frozen=True, forbid_unknown_fields=True):
    """What holds for the files under some paths; globs as in .gitignore, from the folder of the configuration."""

    paths: Annotated[tuple[str, ...], Meta(min_length=1)]
    channel: str | None = None
    kind: Kind | None = None
    nature: Nature | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Levels = {}
    options: Options = {}


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What a configuration file may say; everything is optional."""

    extends: Annotated[
        str | tuple[str, ...], Meta(description="configuration files that this one builds on, from this file")
    ] = ()
    channel: Annotated[str | None, Meta(description="channel of drafts that name none")] = None
    kind: Annotated[Kind | None, Meta(description="kind of drafts that name none")] = None
    nature: Annotated[Nature | None, Meta(description="what the account is, if not what the channel is")] = None
    exclude: Annotated[tuple[str, ...], Meta(description="globs of files that are no drafts, as in .gitignore")] = ()
    model: Annotated[str | None, Meta(description="name of an installed spaCy model for Dutch")] = None
    spelling: Annotated[bool, Meta(description="also look at spelling; needs pip install postlint[spelling]")] = False
    personal_data: Annotated[
        bool, Meta(description="also look for personal data with deduce; needs pip install postlint[privacy]")
    ] = False
    moves: Annotated[bool, Meta(description="false judges by words alone, which is quicker and sees far less")] = True
    lang: Annotated[Lang | None, Meta(description="language of everything that postlint says")] = None
    country: Annotated[Country, Meta(description="where the practice is; rules of another country are silent")] = "NL"
    select: Annotated[tuple[str, ...], Meta(description="only these rules, laws or categories")] = ()
    ignore: Annotated[tuple[str, ...], Meta(description="not these rules, laws or categories")] = ()
    fail_on: Annotated[FailOn | None, Meta(description="mildest severity with exit status 1")] = None
    min_score: Annotated[int, Meta(ge=0, le=100, description="lowest score with exit status 0")] | None = None
    jobs: Annotated[
        Annotated[int, Meta(ge=1, le=MOST_JOBS)] | Literal["auto"] | None,
        Meta(description="how many processes judge drafts at once; auto for as many as pay"),
    ] = None
    overrides: Annotated[tuple[Override, ...], Meta(description="what holds for some paths; the last one wins")] = ()
    rule_paths: Annotated[tuple[str, ...], Meta(description="folders with rules, from this file")] = ()
    severity: Levels = {}
    options: Options = {}
    practice: Annotated[Practice, Meta(description="the practice behind the drafts")] = Practice()
    baseline: Annotated[str | None, Meta(description="file with findings that are known, from this file")] = None
    dismissed: Annotated[
        str | None, Meta(description="file to which `postlint dismiss` adds rule and reason, from this file")
    ] = None
    audit: Annotated[AuditSettings, Meta(description="how `postlint audit` reads and rates a series")] = AuditSettings()


def refuse_mistakes(source: Source, settings: Settings, root: Path) -> None:
    """Look at what the types cannot tell: globs, channels and folders.

    Args:
        source: where the settings come from, for lines.
        settings: what it says.
        root: the folder from which its paths count.

    Raises:
        Problem: at the first mistake, with file and line.

    """
    _check_globs(source, settings)
    _check_channels(source, settings)
    _check_limits(source, settings)
    _check_timezone(source, settings)
    for n, name in enumerate(settings.rule_paths):
        if not os.path.isdir(root / name):  # noqa: PTH112 - Path raises for names that are too long
            nl = f"de map «{name}» bestaat niet; rule_paths telt vanaf de map van dit bestand"
            en = f"there is no folder “{name}”; rule_paths counts from the folder of this file"
            raise Problem(Text(nl, en), source.path, source.line(("rule_paths", n)))


@lru_cache(maxsize=256)
def globs_of(globs: tuple[str, ...]) -> "GitIgnoreSpec":
    """Compile globs as in .gitignore, once for all the files that are held against them.

    Raises:
        ValueError: when one is no valid pattern.

    """
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(globs)


def _check_globs(source: Source, settings: Settings) -> None:
    lists: list[tuple[At, tuple[str, ...]]] = [(("exclude",), settings.exclude)]
    lists += [(("overrides", n, "paths"), override.paths) for n, override in enumerate(settings.overrides)]
    for at, globs in lists:
        if not globs:
            continue
        with suppress(ValueError):
            globs_of(globs)
            continue
        for n, glob in enumerate(globs):
            try:
                globs_of((glob,))
            except ValueError:
                text = Text(f"«{glob}» is geen geldig patroon", f"“{glob}” is no valid pattern")
                raise Problem(text, source.path, source.line((*at, n))) from None


def _check_channels(source: Source, settings: Settings) -> None:
    named: list[tuple[At, str | None]] = [(("channel",), settings.channel)]
    named += [(("overrides", n, "channel"), override.channel) for n, override in enumerate(settings.overrides)]
    named += [(("audit", "channels", word), name) for word, name in settings.audit.channels.items()]
    if not any(name for _, name in named):
        return
    from postlint.channels import UnknownChannel, load_profiles, resolve

    profiles = load_profiles(rules_dir() / "channels")
    for at, name in named:
        if name is not None:
            try:
                resolve(name, profiles)
            except UnknownChannel as error:
                raise Problem(error.text, source.path, source.line(at)) from None


def _check_limits(source: Source, settings: Settings) -> None:
    limits: list[tuple[At, object]] = []
    for at, options in (
        (("options",), settings.options),
        *((("overrides", n, "options"), one.options) for n, one in enumerate(settings.overrides)),
    ):
        limits += [((*at, rule, side), limit) for rule, sides in options.items() for side, limit in sides.items()]
    for rule, audited in settings.audit.limits.items():
        limits += [(("audit", "limits", rule, side), getattr(audited, side)) for side in ("orange", "red")]
    for at, limit in limits:
        if isinstance(limit, float) and not isfinite(limit):
            nl = f"«{'.'.join(map(str, at))}»: een grens is een getal dat je kunt uitschrijven, en niet {limit}"
            en = f"«{'.'.join(map(str, at))}»: a limit is a number that can be written out, and not {limit}"
            raise Problem(Text(nl, en), source.path, source.line(at))


def _check_timezone(source: Source, settings: Settings) -> None:
    if settings.audit.timezone == AuditSettings().timezone:
        return
    try:
        zone_of(settings.audit.timezone)
    except Problem as problem:
        raise Problem(problem.text, source.path, source.line(("audit", "timezone"))) from None
