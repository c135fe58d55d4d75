"""`postlint init`: write a configuration, a pre-commit hook and a workflow for a folder with drafts."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import click
import yaml

from postlint.cli.errors import speaking
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.output import write
from postlint.findings import Lang, Problem, Text
from postlint.report.visible import visible

_EPILOG = """\b
Voorbeelden:
  postlint init
  postlint init --channel linkedin --country NL --address je --yes
  postlint init --no-pre-commit --no-workflow
"""
_CONFIGURATION = Path("postlint.yaml")
_HOOKS = Path(".pre-commit-config.yaml")
_WORKFLOWS = Path(".github/workflows/postlint.yml")
_FORMS = ("je", "u")
_COUNTRIES = ("NL", "BE")
_EXISTS = Text("dit bestaat al; gebruik --force om het te vervangen", "this exists already; use --force to replace it")
_WRITTEN = Text("geschreven", "written")
_NEXT = Text("Probeer het met: postlint check .\n", "Try it with: postlint check .\n")
_BY_HAND = Text(
    "{file} bestaat al en is niet veranderd. Zet dit erin, onder «repos:»:\n\n{text}\n",
    "{file} exists already and was not changed. Put this in it, under “repos:”:\n\n{text}\n",
)
_AND = Text("en", "and")
_AT_ROOT = Text(
    "Let op: pre-commit en GitHub lezen {names} alleen in de hoofdmap van je repository, {root}. Verplaats die "
    "daarheen, en laat de workflow dan «postlint check {below}» uitvoeren.\n",
    "Note: pre-commit and GitHub read {names} only at the root of your repository, {root}. Move what is named "
    "here to it, and have the workflow run “postlint check {below}” then.\n",
)
_ASK = {
    "channel": Text("Op welk kanaal plaats je meestal?", "On which channel do you mostly post?"),
    "profession": Text("Wat is je beroep? (leeg mag)", "What is your profession? (may be empty)"),
    "name": Text("Hoe heet je praktijk? (leeg mag)", "What is your practice called? (may be empty)"),
    "address": Text(
        "Schrijf je je lezers aan met je of u? (leeg mag)", "Do you address readers as je or u? (may be empty)"
    ),
    "country": Text("In welk land is de praktijk, NL of BE?", "Is the practice in NL or BE?"),
}
_HOOK = """\
  - repo: local
    hooks:
      - id: postlint
        name: postlint
        entry: postlint check --strict-suppressions
        language: system
        files: \\.(md|markdown|txt|docx)$
"""
_WORKFLOW = """\
name: postlint
on: [push, pull_request]
permissions:
  contents: read
jobs:
  postlint:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - run: pip install postlint
      - run: postlint check --strict-suppressions --format github .
"""
_HEAD = "# Wat postlint moet weten van je concepten; zie docs/configuration.md of: postlint config show BESTAND\n"


class Answers(NamedTuple):
    """What the user says of the practice; empty where there is nothing to say."""

    channel: str
    profession: str
    name: str
    address: str
    country: str


@click.command(cls=Command, epilog=_EPILOG)
@click.option("--channel", metavar="KANAAL", help="Kanaal van concepten die er zelf geen noemen.")
@click.option("--profession", metavar="BEROEP", help="Je beroep, zoals fysiotherapeut.")
@click.option("--name", metavar="NAAM", help="De naam van je praktijk.")
@click.option("--address", type=click.Choice(_FORMS), help="Hoe je je lezers aanspreekt.")
@click.option("--country", type=click.Choice(_COUNTRIES), help="Het land van je praktijk (standaard NL).")
@click.option("--pre-commit/--no-pre-commit", default=True, help="Ook een hook voor pre-commit.")
@click.option("--workflow/--no-workflow", default=True, help="Ook een workflow voor GitHub.")
@click.option("--yes", "-y", is_flag=True, help="Vraag niets.")
@click.option("--force", is_flag=True, help="Vervang wat er al is.")
@lang_option()
def init(
    channel: str | None, profession: str | None, name: str | None, address: str | None, country: str | None,
    pre_commit: bool, workflow: bool, yes: bool, force: bool, lang: str | None,
) -> None:  # fmt: skip
    """Maak postlint.yaml, een hook voor pre-commit en een workflow voor GitHub in deze map."""
    chosen = to_lang(lang)
    with speaking(chosen):
        hooks_of_others = pre_commit and _HOOKS.exists() and not force  # left alone, and the rest goes on without it
        wanted = {_CONFIGURATION: True, _HOOKS: pre_commit and not hooks_of_others, _WORKFLOWS: workflow}
        files = [file for file, is_wanted in wanted.items() if is_wanted]
        if not force:
            _refuse_existing(files)
        given = {"channel": channel, "profession": profession, "name": name, "address": address, "country": country}
        answers = _answers(given, chosen, ask=not yes and _is_answered())
        texts = {_CONFIGURATION: _configuration(answers), _HOOKS: "repos:\n" + _HOOK, _WORKFLOWS: _WORKFLOW}
        for file in files:
            _write(file, texts[file])
    by_hand = _BY_HAND.to(chosen).format(file=_HOOKS, text=_HOOK) if hooks_of_others else ""
    lines = "".join(f"{_WRITTEN.to(chosen)}: {visible(str(file))}\n" for file in files)
    write(lines + by_hand + _told_of_root(files, chosen) + _NEXT.to(chosen), None)


def _told_of_root(files: Sequence[Path], lang: Lang) -> str:
    """Say that what only works at the root of a repository stands below it."""
    here = Path.cwd()
    around = (here, *here.parents)
    root = next((one for one in around if os.path.exists(one / ".git")), here)  # noqa: PTH110 - Path may raise
    misplaced = [file for file in files if file in (_HOOKS, _WORKFLOWS)]
    if root == here or not misplaced:
        return ""
    names = f" {_AND.to(lang)} ".join(map(str, misplaced))
    below = here.relative_to(root).as_posix()
    return _AT_ROOT.to(lang).format(names=names, root=visible(str(root)), below=visible(below))


def _answers(given: dict[str, str | None], lang: Lang, *, ask: bool) -> Answers:
    """Take the options, and ask in a terminal for what they leave out, again and again until it can be used.

    Raises:
        Problem: when an option says something that cannot be used.

    """
    from postlint.channels import load_profiles, resolve
    from postlint.paths import rules_dir

    profiles = load_profiles(rules_dir() / "channels")
    readers: dict[str, Callable[[str], str]] = {
        "channel": lambda said: resolve(said, profiles).id,
        "address": lambda said: said and _one_of(_FORMS, said.casefold()),
        "country": lambda said: _one_of(_COUNTRIES, said.upper()),
    }
    usual = {"channel": "facebook-page", "country": "NL"}
    said = {key: readers.get(key, str)(value) for key, value in given.items() if value is not None}
    for key in given:
        if key not in said:
            first = usual.get(key, "")
            said[key] = _ask(key, first, readers.get(key, str), lang) if ask else first
    return Answers(**said)


def _is_answered() -> bool:
    return sys.stdin.isatty()


def _one_of(allowed: Sequence[str], said: str) -> str:
    if said not in allowed:
        every = ", ".join(allowed)
        raise Problem(Text(f"«{said}»: kies uit {every}", f"“{said}”: choose from {every}"))
    return said


def _ask(key: str, usual: str, read: Callable[[str], str], lang: Lang) -> str:
    while True:
        answer: str = click.prompt(_ASK[key].to(lang), default=usual, show_default=bool(usual), err=True)
        try:
            return read(answer.strip())
        except Problem as problem:
            click.echo(f"postlint: {visible(problem.to(lang))}", err=True)


def _configuration(answers: Answers) -> str:
    practice = {
        "profession": answers.profession,
        "names": [answers.name] if answers.name else [],
        "address": answers.address,
    }
    data: dict[str, object] = {"channel": answers.channel, "country": answers.country}
    if kept := {key: value for key, value in practice.items() if value}:
        data["practice"] = kept
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False)
    return _HEAD + text


def _refuse_existing(files: Iterable[Path]) -> None:
    """Refuse to replace a file, before anything is asked or written.

    Raises:
        Problem: when a file exists.

    """
    for file in files:
        if file.exists() or file.is_symlink():
            raise Problem(_EXISTS, str(file))


def _write(file: Path, text: str) -> None:
    """Write a file, and the folders that it is in.

    Raises:
        Problem: when it cannot be written.

    """
    from postlint.rewrite import TextFile, write_text_file

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        nl, en = f"deze map maken lukt niet ({error.strerror})", f"cannot make this folder ({error.strerror})"
        raise Problem(Text(nl, en), str(file.parent)) from None
    write_text_file(TextFile(file, text, b"", "utf-8"), str(file))
