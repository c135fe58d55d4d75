"""`postlint rules new`: write a rule file that works at once, for people who do not program."""

from __future__ import annotations

import re
import shlex
import unicodedata
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.group import A_PATH, Command, lang_option, to_lang
from postlint.cli.output import write
from postlint.cli.rulebooks import config_option, known_law
from postlint.findings import Lang, Problem, Text
from postlint.report.visible import visible

if TYPE_CHECKING:
    from postlint.config import Config
    from postlint.rulebook import RuleFolder

_EPILOG = """\b
Voorbeelden:
  postlint rules new non-promotie/wonderzalf
  postlint rules new kwaliteit/te-vaak-ik --dir onze-regels
"""
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_USUAL = Path("regels")
_NO_LAW = Text(
    "noem de wet en een naam, met een / ertussen, zoals non-promotie/wonderzalf",
    "name the law and a name with a / between them, such as non-promotie/wonderzalf",
)
_BAD_NAME = Text(
    "«{name}» is geen naam voor een regel: gebruik kleine letters, cijfers en streepjes{hint}",
    "“{name}” is no name for a rule: use small letters, digits and hyphens{hint}",
)
_TAKEN = Text(
    "de regel «{rule}» bestaat al, in {path}; kies een andere naam",
    "the rule “{rule}” is already there, in {path}; choose another name",
)
_FORMER = Text(
    "«{rule}» is de oude naam van {new}; kies een andere naam",
    "“{rule}” is the former name of {new}; choose another name",
)
_WRITTEN = Text(
    "{file} is gemaakt: een werkende regel, met uitleg bij elk onderdeel.\n\n"
    "Zo ga je verder:\n"
    "  1. Open het bestand en vervang het voorbeeld door jouw regel.\n"
    "  2. Test hem: postlint rules test {shell}\n",
    "{file} is there: a rule that works, each part of it explained in Dutch.\n\n"
    "What next:\n"
    "  1. Open the file and replace the example by your own rule.\n"
    "  2. Test it: postlint rules test {shell}\n",
)
_ENABLE = Text(
    "  3. Laat postlint hem altijd gebruiken. Zet daarvoor in {config}:\n       rule_paths: [{folder}]\n",
    "  3. Have postlint use it always. For that, write in {config}:\n       rule_paths: [{folder}]\n",
)


@click.command(name="new", cls=Command, epilog=_EPILOG, short_help="Maak een nieuw regelbestand.")
@click.argument("rule", metavar="WET/NAAM")
@click.option(
    "--dir",
    "folder",
    type=A_PATH,
    metavar="MAP",
    help="Map voor je regels (standaard: de eerste van rule_paths in je configuratie, of anders regels/).",
)
@config_option()
@lang_option()
def new(rule: str, folder: Path | None, config: Path | None, lang: str | None) -> None:
    """Maak een nieuw regelbestand, dat meteen werkt en dat je daarna aanpast."""
    from postlint.config import load_config

    chosen = to_lang(lang)
    with speaking(chosen):
        settings = load_config(config, Path.cwd())
        known = settings.rule_folders()
        target = folder or _usual_folder(settings)
        _check_name(rule, target, known)
        file = target / f"{rule}.yaml"
        _write_new(file, _text(rule, file))
        write(visible_lines(_next_steps(file, target, settings, known, chosen)), None)


def visible_lines(text: str) -> str:
    """Give text of several lines, each safe to print."""
    return "".join(visible(line) + "\n" for line in text.splitlines())


def _usual_folder(settings: Config) -> Path:
    if settings.rule_paths:
        return settings.root / settings.rule_paths[0]
    checkout = Path("rules")
    return checkout if (checkout / "laws.yaml").is_file() else _USUAL


def _check_name(rule: str, target: Path, known: Sequence[RuleFolder]) -> None:
    from postlint.paths import rules_dir
    from postlint.rulebook import RuleFolder, former_ids, load_laws

    law, slash, name = rule.partition("/")
    if not slash or not law or not name:
        raise Problem(_NO_LAW, rule)
    known_law(law, load_laws(rules_dir()))
    if not _NAME.fullmatch(name):
        near = _plain(name)
        hint = Text(f", bijvoorbeeld {law}/{near}", f", for instance {law}/{near}") if near else Text("", "")
        raise Problem(Text(*(t.format(name=name, hint=h) for t, h in zip(_BAD_NAME, hint, strict=True))))
    every = (*known, RuleFolder(target, str(target), ""))
    for place, shown in ((rules_dir(), "rules"), *((one.path, one.shown) for one in every)):
        if (place / f"{rule}.yaml").exists():
            path = f"{shown}/{rule}.yaml"
            raise Problem(Text(*(text.format(rule=rule, path=path) for text in _TAKEN)))
    if current := former_ids(rules_dir(), every).get(rule):
        raise Problem(Text(*(text.format(rule=rule, new=current) for text in _FORMER)))


def _plain(name: str) -> str:
    """Give the nearest name that a file may have."""
    bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def _text(rule: str, file: Path) -> str:
    from postlint.cli.rule_template import rule_template
    from postlint.paths import rules_dir
    from postlint.rulebook import load_laws, load_rule, rule_ids

    law = rule.partition("/")[0]
    beside = [load_rule(rules_dir(), known) for known in rule_ids(rules_dir()) if known.startswith(f"{law}/")]
    categories = Counter(one.category for one in beside if one is not None)
    category = categories.most_common(1)[0][0] if categories else "conduct"
    return rule_template(rule, _in_shell(file), category, load_laws(rules_dir())[law].sources)


def _write_new(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as out:
            out.write(text)
    except OSError as error:
        nl, en = f"schrijven lukt hier niet ({error.strerror})", f"cannot write here ({error.strerror})"
        raise Problem(Text(nl, en), str(file)) from None


def _next_steps(file: Path, target: Path, settings: Config, known: Sequence[RuleFolder], lang: Lang) -> str:
    from postlint.paths import rules_dir

    text = _WRITTEN.to(lang).format(file=file, shell=_in_shell(file))
    if target.resolve() in {rules_dir().resolve(), *(one.path.resolve() for one in known)}:
        return text
    root = settings.root.absolute()
    place = target.absolute()
    folder = place.relative_to(root) if place.is_relative_to(root) else place
    shown = settings.path.name if settings.path else "postlint.yaml"
    return text + _ENABLE.to(lang).format(config=shown, folder=folder.as_posix())


def _in_shell(file: Path) -> str:
    return shlex.quote(str(file))
