"""What the command line says when a call is wrong, in the user's language and without a traceback."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import click

from postlint.findings import Lang, Problem, Text


class Failure(click.ClickException):
    """A problem already put into words; the run ends with status 2."""

    exit_code = 2


@contextmanager
def speaking(lang: Lang) -> Iterator[None]:
    """Put every problem inside into words of this language."""
    try:
        yield
    except Problem as problem:
        raise Failure(problem.to(lang)) from problem


def language(args: Sequence[str]) -> Lang:
    """Tell the language that a call asks for, also when the call itself cannot be parsed."""
    chosen = os.environ.get("POSTLINT_LANG", "nl")
    for n, arg in enumerate(args):
        if arg.startswith("--lang="):
            chosen = arg.partition("=")[2]
        elif arg == "--lang" and n + 1 < len(args):
            chosen = args[n + 1]
    return "en" if chosen == "en" else "nl"


def in_words(error: click.ClickException, lang: Lang) -> str:
    """Give the message of a click exception."""
    text = _text(error)
    if text is None:
        return error.format_message()
    hint = _hint(error).to(lang)
    return f"{text.to(lang)}{hint}"


def _text(error: click.ClickException) -> Text | None:
    if isinstance(error, click.NoSuchOption):
        near = f"; bedoel je {error.possibilities[0]}?" if error.possibilities else "."
        near_en = f"; do you mean {error.possibilities[0]}?" if error.possibilities else "."
        return Text(f"onbekende optie {error.option_name}{near}", f"unknown option {error.option_name}{near_en}")
    if isinstance(error, click.MissingParameter):
        return Text(f"er ontbreekt iets: {_name(error)}.", f"something is missing: {_name(error)}.")
    if isinstance(error, click.BadParameter):
        return _bad_value(error)
    if isinstance(error, click.BadOptionUsage):
        nl = f"de optie {error.option_name} is zo niet te gebruiken ({error.message})."
        return Text(nl, f"the option {error.option_name} cannot be used like this ({error.message}).")
    return None


def _bad_value(error: click.BadParameter) -> Text:
    kind = error.param.type if error.param else None
    if isinstance(kind, click.Choice):
        allowed = ", ".join(str(choice) for choice in kind.choices)
        return Text(f"kies bij {_name(error)} uit: {allowed}.", f"choose for {_name(error)} from: {allowed}.")
    if isinstance(kind, click.IntRange):
        return Text(
            f"{_name(error)} is een getal van {kind.min} tot en met {kind.max}.",
            f"{_name(error)} is a number from {kind.min} to {kind.max}.",
        )
    return Text(f"{_name(error)}: {error.message}", f"{_name(error)}: {error.message}")


def _name(error: click.BadParameter) -> str:
    if error.param is None:
        return str(error.param_hint or "")
    names = [name for name in error.param.opts if name.startswith("--")] or [error.param.human_readable_name]
    return names[0].strip("[]…")


def _hint(error: click.ClickException) -> Text:
    if isinstance(error, click.UsageError) and error.ctx is not None:
        command = error.ctx.command_path
        return Text(f" Zie {command} --help", f" See {command} --help")
    return Text("", "")
