"""`postlint config`: what holds for a file and where that stands, and the JSON Schema of a configuration file."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click

from postlint.cli.errors import speaking
from postlint.cli.group import A_PATH, Command, Group, lang_option, to_lang
from postlint.cli.output import screen_width, write
from postlint.cli.plain import table
from postlint.cli.reading import config_option
from postlint.config import NAMES, Config, ForPath, load_config, shown
from postlint.findings import Lang, Problem, Text
from postlint.report.visible import one_line

_EPILOG = """\b
Voorbeelden:
  postlint config show concepten/bericht.md
  postlint config schema > postlint.schema.json
"""
_HEAD = (Text("instelling", "setting"), Text("waarde", "value"), Text("waar", "where"))
_NONE = Text(
    "geen configuratie gevonden; alles staat op de standaard.", "no configuration found; all is as by default."
)
_DEFAULT = Text("standaard", "default")
_BY_PATH = ("channel", "kind", "nature")
_PLAIN = (
    "model",
    "moves",
    "spelling",
    "personal_data",
    "lang",
    "country",
    "fail_on",
    "min_score",
    "jobs",
    "baseline",
    "dismissed",
)


class Held(NamedTuple):
    """One setting as it holds for a file; `where` is empty for what is so by default."""

    name: str
    value: Any
    where: str


@click.group(cls=Group, epilog=_EPILOG, subcommand_metavar="[show | schema]")
def config() -> None:
    """Toon wat er is ingesteld, en waar dat staat."""


@config.command(cls=Command, short_help="Toon wat er voor een bestand geldt.")
@click.argument("file", metavar="BESTAND", type=A_PATH)
@click.option("--format", "format_", type=click.Choice(["terminal", "json"]), default="terminal", help="Vorm.")
@config_option()
@lang_option()
def show(file: Path, format_: str, config: Path | None, lang: str | None) -> None:
    """Toon wat er voor een bestand geldt, en in welk bestand en op welke regel dat staat."""
    chosen = to_lang(lang)
    with speaking(chosen):
        is_folder = os.path.isdir(file)  # noqa: PTH112 - Path raises where it may not look
        settings = load_config(config, file if is_folder else file.absolute().parent)
        _refuse_unknown(settings)
        _refuse_closed(file)
        held = list(settings_of(settings, file))
    if format_ == "json":
        data = [{"name": one.name, "value": one.value, "where": one.where or None} for one in held]
        write(json.dumps(data, ensure_ascii=False, indent=2) + "\n", None, machine=True)
    else:
        write("".join(line + "\n" for line in _lines(held, settings, chosen)), None)


@config.command(cls=Command, short_help="Toon het JSON-schema van een configuratiebestand.")
def schema() -> None:
    """Toon het JSON-schema van postlint.yaml, voor je editor."""
    write(json.dumps(config_schema(), ensure_ascii=False, indent=2) + "\n", None, machine=True)


def config_schema() -> dict[str, Any]:
    """Give the JSON Schema (draft 2020-12) of a configuration file."""
    import msgspec

    from postlint.settings import Settings

    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "postlint.yaml"}
    return head | msgspec.json.schema(Settings)


def settings_of(config: Config, file: Path) -> Iterator[Held]:
    """Give every setting that holds for a file, in the order in which the documentation has them."""
    held = config.for_path(file)
    said = _said_in(file)
    for name in _BY_PATH:
        value, where = said.get(name) or (getattr(held, name), _where(config, held, name))
        if value is not None:
            yield Held(name, value, where)
    yield from _lists(config, held)
    for name in ("severity", "options"):
        for key, value in getattr(held, name).items():
            yield Held(f"{name}.{key}", value, _where(config, held, name, key))
    for key in config.practice.__struct_fields__:
        value = getattr(config.practice, key)
        if value:
            yield Held(f"practice.{key}", _as_list(value), _place(config, "practice", key))
    for name in _PLAIN:
        value = getattr(config, name)
        if value not in (None, name == "moves") or config.origin(name):
            yield Held(name, value, _place(config, name))
    yield from _audit(config)


def _audit(config: Config) -> Iterator[Held]:
    """Give what stands under `audit:`, each of the settings in a mapping or list by itself."""
    import msgspec

    for key, value in msgspec.to_builtins(config.audit).items():
        if f"audit.{key}" not in config.origins:
            continue
        parts = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list | tuple) else ()
        )
        for name, part in parts:
            said = {one: held for one, held in part.items() if held is not None} if isinstance(part, dict) else part
            shown_name = f"audit.{key}.{name}" if isinstance(value, dict) else f"audit.{key}"
            yield Held(shown_name, said, _place(config, "audit", key, str(name)))
        if isinstance(value, str):
            yield Held(f"audit.{key}", value, _place(config, "audit", key))


def _lists(config: Config, held: ForPath) -> Iterator[Held]:
    from_override = next((n for n in reversed(held.overrides) if config.overrides[n].select), None)
    for n, name in enumerate(held.select):
        place = ("select", str(n)) if from_override is None else ("overrides", str(from_override), "select")
        yield Held("select", name, _place(config, *place))
    for n, name in enumerate(config.ignore):
        yield Held("ignore", name, _place(config, "ignore", str(n)))
    for number in held.overrides:
        for name in config.overrides[number].ignore:
            yield Held("ignore", name, _place(config, "overrides", str(number), "ignore"))
    for key in ("exclude", "rule_paths"):
        for n, name in enumerate(getattr(config, key)):
            yield Held(key, name, _place(config, key, str(n)))


def _where(config: Config, held: ForPath, name: str, key: str | None = None) -> str:
    """Give where a setting stands that overrides may change: in the last that names it, or in the file itself."""
    for number in reversed(held.overrides):
        value = getattr(config.overrides[number], name)
        if value is not None and (key is None or key in value):
            return _place(config, "overrides", str(number), name)
    return _place(config, name) if key is None else _place(config, name, key)


def _place(config: Config, *names: str) -> str:
    origin = config.origin(*names)
    return "" if origin is None else str(origin)


def _said_in(file: Path) -> dict[str, tuple[Any, str]]:
    """Give what the front matter of a draft says, which goes before any configuration."""
    if not os.path.lexists(file) or os.path.isdir(file):  # noqa: PTH112 - as above
        return {}
    from postlint.draft import read_path

    draft = read_path(file)
    said = {"channel": draft.front.channel, "kind": draft.front.kind}
    lines = draft.front_lines
    return {name: (value, f"{shown(file)}:{lines.get(name, 1)}") for name, value in said.items() if value}


def _refuse_closed(file: Path) -> None:
    """Refuse to say what holds where nobody may look: a configuration may lie there.

    Raises:
        Problem: when the folder may not be looked into.

    """
    from postlint.files import is_closed

    if is_closed(str(file)) or is_closed(str(file / NAMES[0])):
        nl = "je mag deze map niet lezen, en er kan configuratie in staan; geef jezelf leesrechten"
        en = "you may not read this folder, and configuration may lie in it; give yourself read permission"
        raise Problem(Text(nl, en), str(file))


def _refuse_unknown(config: Config) -> None:
    """Look at every rule that the configuration names, as a run would."""
    from postlint.linter import Linter

    _ = Linter(config).book  # reading the rules looks at every name
    if config.origin("audit"):
        from postlint.series import AuditOptions
        from postlint.series.audit import rules_of

        rules_of(AuditOptions(settings=config.audit, origin=config.origin))


def _lines(held: list[Held], config: Config, lang: Lang) -> Iterator[str]:
    if config.path is None:
        yield _NONE.to(lang)
    rows = [[one.name, one.where or _DEFAULT.to(lang), one_line(_in_words(one.value))] for one in held]
    head = [_HEAD[0].to(lang), _HEAD[2].to(lang), _HEAD[1].to(lang)]
    yield from table(head, rows, screen_width()) if rows else ()


def _as_list(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _in_words(value: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(map(_in_words, value))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_in_words(item)}" for key, item in value.items())
    return str(value)
