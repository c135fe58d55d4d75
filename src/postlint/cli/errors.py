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


class WrongValue(click.BadParameter):
    """The value of an option that it cannot have; `expected` says what it can be: «--weeks is …»."""

    def __init__(self, expected: Text, param: click.Parameter | None, ctx: click.Context | None) -> None:
        super().__init__(expected.en, ctx, param)
        self.expected = expected


class ExtraArguments(click.UsageError):
    """More arguments than a command takes."""

    def __init__(self, extra: Sequence[str], ctx: click.Context) -> None:
        super().__init__(" ".join(extra), ctx)
        self.extra = tuple(extra)


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
    return "en" if chosen.lower() == "en" else "nl"


def in_words(error: click.ClickException, lang: Lang) -> str:
    """Give the message of a click exception."""
    if isinstance(error, Failure):
        return error.message
    return f"{_text(error).to(lang)}{_hint(error).to(lang)}"


def _text(error: click.ClickException) -> Text:
    match error:
        case click.NoSuchOption():
            near = error.possibilities[0] if error.possibilities else None
            nl, en = (f"; bedoel je {near}?", f"; do you mean {near}?") if near else (".", ".")
            return Text(f"onbekende optie {error.option_name}{nl}", f"unknown option {error.option_name}{en}")
        case click.MissingParameter():
            return Text(f"er ontbreekt iets: {_name(error)}.", f"something is missing: {_name(error)}.")
        case click.BadParameter():
            return _bad_value(error)
        case click.BadOptionUsage():
            return _bad_use(error)
        case ExtraArguments():
            extra = " ".join(error.extra)
            return Text(f"hier staat te veel: «{extra}».", f"there is too much here: “{extra}”.")
    return Text(f"deze aanroep klopt niet ({error.message})", f"this call is not right ({error.message})")


def _bad_value(error: click.BadParameter) -> Text:
    name, kind = _name(error), error.param.type if error.param else None
    match kind:
        case _ if isinstance(error, WrongValue):
            return Text(f"{name} is {error.expected.nl}.", f"{name} is {error.expected.en}.")
        case click.Choice():
            allowed = ", ".join(str(choice) for choice in kind.choices)
            return Text(f"kies bij {name} uit: {allowed}.", f"choose for {name} from: {allowed}.")
        case click.IntRange():
            return Text(
                f"{name} is een getal van {kind.min} tot en met {kind.max}.",
                f"{name} is a number from {kind.min} to {kind.max}.",
            )
        case click.Path() if not kind.file_okay:
            return Text(f"{name} is een map, en dit is een bestand.", f"{name} is a folder, and this is a file.")
    return Text(f"{name} kan dit niet zijn ({error.message}).", f"{name} cannot be this ({error.message}).")


def _bad_use(error: click.BadOptionUsage) -> Text:
    """Say whether a value is missing after an option, or given to one that has none."""
    name = error.option_name
    of_command = error.ctx.command.params if error.ctx else ()
    option = next((one for one in of_command if name in (*one.opts, *one.secondary_opts)), None)
    if isinstance(option, click.Option) and option.is_flag:
        return Text(f"bij {name} hoort geen waarde.", f"{name} takes no value.")
    shown = "" if option is None or option.metavar is None else f" {option.metavar}"
    return Text(f"bij {name} hoort een waarde: {name}{shown}.", f"{name} needs a value: {name}{shown}.")


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
