"""Commands that speak Dutch and are imported only when called, and the one place where a run ends."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Never, TypeVar

import click
from click.core import augment_usage_errors

from postlint.cli.errors import ExtraArguments, in_words, language
from postlint.cli.exit_status import BROKEN_PIPE, INTERRUPTED, NOT_JUDGED
from postlint.findings import Lang, Problem, Text

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_F = TypeVar("_F", bound=Callable[..., Any])
_FULL_OR_CLOSED = frozenset({errno.ENOSPC, errno.EBADF})
_NO_RIGHTS = Text(
    "hier mag je niet bij; geef jezelf rechten op dit bestand of deze map",
    "you may not get at this; give yourself permission for this file or folder",
)
_LANGS = ("nl", "en")
_HEADINGS = {"Options": "Opties", "Commands": "Opdrachten", "Arguments": "Argumenten"}


class Formatter(click.HelpFormatter):
    """Help with Dutch headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write «Gebruik: …»."""
        super().write_usage(prog, args, prefix="Gebruik: " if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """Write a heading in Dutch where it is one of click's own."""
        super().write_heading(_HEADINGS.get(heading, heading))


class Context(click.Context):
    """A context that writes help in Dutch."""

    formatter_class = Formatter


class _DutchHelp(click.Command):
    """A command whose `--help` does what click's does, but looks for no catalogue with its text in other languages."""

    context_class = Context
    _option: click.Option | None = None

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Give `--help`, the same one every time."""
        names = self.get_help_option_names(ctx)
        if self._option is None and names and self.add_help_option:
            self._option = click.Option(
                [*names, "help"], is_flag=True, expose_value=False, is_eager=True, callback=_show_help,
                help="Toon deze hulp.",
            )  # fmt: skip
        return self._option


class Command(_DutchHelp):
    """A command with Dutch help."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse a call, and have what is wrong with it know the command, and be told in the user's language."""
        ctx.allow_extra_args = True  # click would refuse them in English
        with augment_usage_errors(ctx):
            super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise ExtraArguments(ctx.args, ctx)
        return ctx.args


class Group(_DutchHelp, click.Group):
    """A group with Dutch help."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("options_metavar", "[OPTIES]")
        kwargs.setdefault("subcommand_metavar", "OPDRACHT …")
        super().__init__(*args, **kwargs)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command called, or name the nearest one."""
        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            raise _unknown_command(args[0], names, ctx.command_path)
        return super().resolve_command(ctx, args)


class Lazy(NamedTuple):
    """Where a command lives («module:name») and what it does, in a few words."""

    target: str
    short_help: str


class LazyGroup(Group):
    """The root command: it imports a subcommand when that is called, and ends every run with an exit status.

    Args:
        lazy: subcommands by name, in the order of the help.

    """

    def __init__(self, *args: Any, lazy: dict[str, Lazy], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lazy = lazy

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the subcommands without importing them."""
        return list(self._lazy)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import a subcommand."""
        if cmd_name not in self._lazy:
            return None
        module, _, name = self._lazy[cmd_name].target.partition(":")
        command: click.Command = getattr(import_module(module), name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the subcommands with their short help, importing none."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, lazy.short_help) for name, lazy in self._lazy.items()])

    def main(  # type: ignore[override]  # it always leaves, so click's overloads by standalone_mode have no meaning here
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> Never:
        """Run and leave with an exit status; whatever goes wrong is told in one line on stderr."""
        given = list(sys.argv[1:] if args is None else args)
        extra["standalone_mode"] = False
        sys.exit(self._run(given, prog_name or "postlint", extra))

    def _run(self, args: list[str], prog_name: str, extra: dict[str, Any]) -> int:
        lang = language(args)
        try:
            return super().main(args=args, prog_name=prog_name, **extra) or 0
        except Problem as problem:
            return _fail(problem.to(lang))
        except click.exceptions.NoArgsIsHelpError as shown:
            shown.show()
            return NOT_JUDGED
        except click.Abort:
            return INTERRUPTED
        except click.ClickException as error:
            return _fail(in_words(error, lang))
        except BrokenPipeError:
            return close_stdout()
        except Exception as error:
            if isinstance(error, OSError) and error.filename is None and error.errno in _FULL_OR_CLOSED:
                from postlint.cli.output import stdout_fails  # help, say, which click prints

                return _fail(stdout_fails(error).to(lang))
            if os.environ.get("POSTLINT_DEBUG"):
                raise
            if isinstance(error, PermissionError) and error.filename is not None:
                return _fail(Problem(_NO_RIGHTS, os.fsdecode(error.filename)).to(lang))
            return _fail(_unexpected(error).to(lang))


def close_stdout() -> int:
    """Stop writing to a reader that has gone, so that Python does not complain when it flushes at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return BROKEN_PIPE


def _fail(message: str) -> int:
    from postlint.report.visible import visible

    shown = "\n".join(map(visible, message.split("\n")))  # names of files and what they hold may steer a terminal
    click.echo(f"postlint: {shown}", err=True)
    return NOT_JUDGED


def _unexpected(error: Exception) -> Text:
    what = f"{type(error).__name__}: {error}"
    return Text(
        f"onverwachte fout ({what}). Met POSTLINT_DEBUG=1 zie je waar; meld het alsjeblieft.",
        f"unexpected error ({what}). POSTLINT_DEBUG=1 shows where; please report it.",
    )


def _unknown_command(name: str, names: Sequence[str], path: str) -> Problem:
    from postlint.yamlio import nearest

    near = nearest(name, names)
    nl, en = (f"; bedoel je «{near}»?", f"; do you mean “{near}”?") if near else (".", ".")
    listed = ", ".join(names)
    return Problem(
        Text(
            f"onbekende opdracht «{name}»{nl} {path} kent: {listed}",
            f"unknown command “{name}”{en} {path} knows: {listed}",
        )
    )


def _show_help(ctx: click.Context, _param: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        click.echo(ctx.get_help(), color=ctx.color)
        ctx.exit()


class _AnyPath(click.ParamType[Path]):
    """The name of a file or folder; whoever opens it says what is wrong with it, in the user's language."""

    name = "path"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        return Path(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Leave it to the shell, which knows the files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


A_PATH: Final = _AnyPath()


class _LangOption(click.Option):
    """The option `--lang`, whose variable is called by its name when it says something else."""

    def resolve_envvar_value(self, ctx: click.Context) -> str | None:
        """Give what the variable says.

        Raises:
            Problem: when that is no language.

        """
        value = super().resolve_envvar_value(ctx)
        if value is not None and value.lower() not in _LANGS:
            nl = f"de omgevingsvariabele {self.envvar} is «{value}»; kies {' of '.join(_LANGS)}."
            en = f"the environment variable {self.envvar} is “{value}”; choose {' or '.join(_LANGS)}."
            raise Problem(Text(nl, en))
        return value


def lang_option() -> Callable[[_F], _F]:
    """Give the option `--lang`, shared by every command that talks about rules."""
    return click.option(
        "--lang",
        cls=_LangOption,
        type=click.Choice(_LANGS, case_sensitive=False),
        default=None,
        envvar="POSTLINT_LANG",
        help="Taal van de uitvoer (nl, of wat de configuratie zegt).",
    )


def to_lang(chosen: str | None, default: Lang | None = None) -> Lang:
    """Give the language chosen, or the default, or Dutch."""
    return "en" if (chosen or default) == "en" else "nl"
