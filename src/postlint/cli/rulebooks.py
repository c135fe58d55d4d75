"""What the commands about rules share: which folders with rules there are, and words for rules that were renamed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from postlint.cli.group import A_PATH
from postlint.findings import Lang, Problem, Text

if TYPE_CHECKING:
    from postlint.rulebook import RuleFolder

_F = TypeVar("_F", bound=Callable[..., Any])
_NOTE = Text("opmerking", "note")
_WITHOUT = Text(
    "zonder eigen regels, want de configuratie klopt niet ({problem})",
    "without rules of your own, since the configuration is wrong ({problem})",
)


def config_option() -> Callable[[_F], _F]:
    """Give the option `--config`, for commands that read rules and so need to know of `rule_paths`."""
    return click.option(
        "--config",
        type=A_PATH,
        metavar="BESTAND",
        help="Configuratie, in plaats van de dichtstbijzijnde postlint.yaml.",
    )


def rule_folders(config: Path | None) -> tuple[RuleFolder, ...]:
    """Give the folders with rules beside postlint's own, as installed packages and the configuration name them.

    Raises:
        Problem: when the configuration or a package is wrong.

    """
    from postlint.config import load_config

    return load_config(config, Path.cwd()).rule_folders()


def rule_folders_if_any(config: Path | None, lang: Lang) -> tuple[RuleFolder, ...]:
    """Give the same folders, or none where a configuration that nobody named is wrong; that is then said.

    Raises:
        Problem: when the configuration named is wrong.

    """
    try:
        return rule_folders(config)
    except Problem as problem:
        if config is not None:
            raise
        tell(_WITHOUT.to(lang).format(problem=problem.to(lang)), lang)
        return ()


def tell(text: str, lang: Lang) -> None:
    """Say something worth knowing on stderr."""
    click.echo(f"postlint: {_NOTE.to(lang)}: {text}", err=True)


def tell_renamed(old: str, new: str, lang: Lang) -> None:
    """Say that a rule has another name by now."""
    from postlint.linter.select import RENAMED

    tell(RENAMED.to(lang).format(old=old, new=new), lang)


def known_law(name: str, laws: Collection[str]) -> None:
    """Refuse a name that is no law.

    Raises:
        Problem: with the nearest law and all of them.

    """
    if name in laws:
        return
    from postlint.yamlio import nearest

    known, near = ", ".join(laws), nearest(name, laws)
    nl, en = (f"; bedoel je «{near}»? Kies", f"; do you mean “{near}”? Choose") if near else ("; kies", "; choose")
    raise Problem(Text(f"«{name}» is geen wet{nl} uit {known}", f"“{name}” is no law{en} from {known}"))
