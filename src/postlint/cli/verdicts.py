"""Options of commands that judge and report: where the report goes, how it looks, and from what on the run fails."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from postlint.cli.group import A_PATH

_F = TypeVar("_F", bound=Callable[..., Any])


def together(*options: Callable[[_F], _F]) -> Callable[[_F], _F]:
    """Give several options as one, in the order in which help shows them."""

    def decorate(command: _F) -> _F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def output_option() -> Callable[[_F], _F]:
    """Give the option `--output`."""
    return click.option("--output", type=A_PATH, metavar="BESTAND", help="Schrijf het verslag naar een bestand.")


def failing_options() -> Callable[[_F], _F]:
    """Give the options `--fail-on` and `--min-score`."""
    return together(
        click.option(
            "--fail-on",
            type=click.Choice(["error", "warning", "suggestion", "never"]),
            help="Vanaf welke ernst de afsluitcode 1 is (standaard: error).",
        ),
        click.option(
            "--min-score",
            type=click.IntRange(0, 100),
            metavar="GETAL",
            help="Laagste score (0–100) waarbij de afsluitcode 0 blijft.",
        ),
    )


def no_color_option() -> Callable[[_F], _F]:
    """Give the option `--no-color`."""
    return click.option("--no-color", is_flag=True, help="Geen kleur (NO_COLOR werkt ook).")


def quiet_option() -> Callable[[_F], _F]:
    """Give the option `--quiet`."""
    return click.option("--quiet", "-q", is_flag=True, help="Geen voortgang en opmerkingen op stderr.")
