"""Configuration: find it, read it, check it, and say which channel and kind a file gets from it.

Place in the data flow: `cli` loads it once per run; `linter` asks it per file. Options of the call come before it, and
front matter before both.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from msgspec import Meta, Struct
from pathspec import GitIgnoreSpec

from postlint.channels import UnknownChannel, load_profiles, resolve
from postlint.findings import Lang, Problem, Severity, Text
from postlint.paths import rules_dir
from postlint.rulebook.folders import RuleFolder, installed
from postlint.rulebook.model import Country
from postlint.yamlio import Path as At
from postlint.yamlio import Source, decode

NAMES = ("postlint.yaml", ".postlint.yaml", "postlint.yml", ".postlint.yml")
_PYPROJECT = "pyproject.toml"
_TABLE = re.compile(r"^\s*\[+\s*tool\s*\.\s*[\"']?postlint\b", re.MULTILINE)
Kind = Literal["post", "reply", "thanks"]
FailOn = Literal["error", "warning", "suggestion", "never"]


class Override(Struct, frozen=True, forbid_unknown_fields=True):
    """Channel and kind of the files under some paths; globs as in .gitignore, from the folder of the configuration."""

    paths: Annotated[tuple[str, ...], Meta(min_length=1)]
    channel: str | None = None
    kind: Kind | None = None


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """What a configuration file may say; everything is optional."""

    channel: str | None = None
    kind: Kind | None = None
    exclude: tuple[str, ...] = ()
    model: Annotated[str | None, Meta(description="name of an installed spaCy model for Dutch")] = None
    lang: Lang | None = None
    spelling: Annotated[bool, Meta(description="also look at spelling; needs pip install postlint[spelling]")] = False
    country: Annotated[Country, Meta(description="where the practice is; rules of another country are silent")] = "NL"
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    min_score: Annotated[int, Meta(ge=0, le=100)] | None = None
    overrides: tuple[Override, ...] = ()
    rule_paths: Annotated[tuple[str, ...], Meta(description="folders with rules, from this file")] = ()
    severity: Annotated[dict[str, Severity], Meta(description="by rule, law or category; the last one counts")] = {}


class ForPath(NamedTuple):
    """What configuration says of one file; None where it says nothing."""

    channel: str | None
    kind: Kind | None


class Config(Settings, frozen=True, kw_only=True):
    """Settings, and the folder from which their paths count."""

    root: Path = Path()
    path: Path | None = None

    def for_path(self, path: str | Path) -> ForPath:
        """Give channel and kind for a file; of several overrides that match, the last one wins for what it names."""
        channel, kind = self.channel, self.kind
        name = self._inside(path)
        for override in self.overrides:
            if name is not None and GitIgnoreSpec.from_lines(override.paths).match_file(name):
                channel, kind = override.channel or channel, override.kind or kind
        return ForPath(channel, kind)

    def rule_folders(self) -> tuple[RuleFolder, ...]:
        """Give the folders with rules beside postlint's own: of installed packages, then those of `rule_paths`.

        Raises:
            Problem: when an installed package announces rules and has none.

        """
        origin = "" if self.path is None else _shown(self.path)
        named = [RuleFolder(self.root / path, _shown(self.root / path), origin) for path in self.rule_paths]
        own = rules_dir().resolve()
        by_place = {folder.path.resolve(): folder for folder in (*installed(), *named)}
        return tuple(folder for place, folder in by_place.items() if place != own)

    def _inside(self, path: str | Path) -> str | None:
        try:
            return Path(path).absolute().relative_to(self.root.absolute()).as_posix()
        except ValueError:
            return None


def load_config(explicit: Path | None, start: Path) -> Config:
    """Read the configuration named, or else the nearest one from `start` upwards, or else give an empty one.

    In one folder `postlint.yaml` comes before `pyproject.toml`, which counts where it has a table `[tool.postlint]`.

    Raises:
        Problem: when the file is missing, unreadable or says something that is not allowed, with file and line.

    """
    if explicit is not None:
        return _read(explicit)
    here = start.absolute()
    for folder in (here, *here.parents):
        for name in NAMES:
            if (folder / name).is_file():
                return _read(folder / name)
        if _has_table(folder / _PYPROJECT):
            return _read(folder / _PYPROJECT)
    return Config(root=here)


def _read(path: Path) -> Config:
    text = _text(path)
    shown = _shown(path)
    source = _TomlTable(text, shown) if path.suffix == ".toml" else Source(text, shown)
    if source.data is None:
        source.data = {}
    settings = decode(source, Settings)
    _check_globs(source, settings)
    _check_channels(source, settings)
    _check_rule_paths(source, settings, path.absolute().parent)
    said = {name: getattr(settings, name) for name in settings.__struct_fields__}
    return Config(**said, root=path.absolute().parent, path=path)


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        text = Text("dit configuratiebestand bestaat niet", "this configuration file does not exist")
    except UnicodeDecodeError:
        text = Text(
            "dit bestand is geen UTF-8; sla het opnieuw op als UTF-8", "this file is not UTF-8; save it as UTF-8"
        )
    except OSError as error:
        text = Text(f"dit bestand is niet te lezen ({error.strerror})", f"this file cannot be read ({error.strerror})")
    raise Problem(text, _shown(path))


def _shown(path: Path) -> str:
    """Give the path as short as it can be from the working directory."""
    try:
        return str(path.absolute().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _has_table(path: Path) -> bool:
    """Look without parsing, so that someone else's broken pyproject.toml is no trouble of ours."""
    try:
        return _TABLE.search(path.read_text("utf-8-sig", errors="replace")) is not None
    except OSError:
        return False


def _check_globs(source: Source, settings: Settings) -> None:
    lists: list[tuple[At, tuple[str, ...]]] = [(("exclude",), settings.exclude)]
    lists += [(("overrides", n, "paths"), override.paths) for n, override in enumerate(settings.overrides)]
    for at, globs in lists:
        for n, glob in enumerate(globs):
            try:
                GitIgnoreSpec.from_lines([glob])
            except ValueError:
                text = Text(f"«{glob}» is geen geldig patroon", f"“{glob}” is no valid pattern")
                raise Problem(text, source.path, source.line((*at, n))) from None


def _check_channels(source: Source, settings: Settings) -> None:
    named: list[tuple[At, str | None]] = [(("channel",), settings.channel)]
    named += [(("overrides", n, "channel"), override.channel) for n, override in enumerate(settings.overrides)]
    if not any(name for _, name in named):
        return
    profiles = load_profiles(rules_dir() / "channels")
    for at, name in named:
        if name is not None:
            try:
                resolve(name, profiles)
            except UnknownChannel as error:
                raise Problem(error.text, source.path, source.line(at)) from None


def _check_rule_paths(source: Source, settings: Settings, root: Path) -> None:
    for n, name in enumerate(settings.rule_paths):
        if not (root / name).is_dir():
            nl = f"de map «{name}» bestaat niet; rule_paths telt vanaf de map van dit bestand"
            en = f"there is no folder “{name}”; rule_paths counts from the folder of this file"
            raise Problem(Text(nl, en), source.path, source.line(("rule_paths", n)))


class _TomlTable(Source):
    """The table `[tool.postlint]`, with the lines of its keys as far as a look at the text can tell."""

    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self._text = text
        try:
            whole = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"at line (\d+)", str(error))
            reason = Text(f"dit is geen geldige TOML ({error})", f"this is not valid TOML ({error})")
            raise Problem(reason, path, int(line[1]) if line else None) from None
        tool = whole.get("tool", {})
        self.data: Any = tool.get("postlint", {}) if isinstance(tool, dict) else {}

    def line(self, at: At) -> int:
        """Give the line of a key of the table, or of an `[[overrides]]` block, or else of the table itself."""
        tables = [match.start() for match in _TABLE.finditer(self._text)]
        start = tables[0] if tables else 0
        if at[:1] == ("overrides",) and len(at) > 1 and len(tables) > int(at[1]) + 1:
            start, at = tables[int(at[1]) + 1], at[2:]
        key = re.compile(rf"^\s*[\"']?{re.escape(str(at[0]))}[\"']?\s*=", re.MULTILINE) if at else None
        found = key.search(self._text, start) if key else None
        offset = found.end() if found else start
        return self._text.count("\n", 0, offset) + 1
