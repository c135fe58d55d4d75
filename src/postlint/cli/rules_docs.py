"""`postlint rules docs`: write the pages about rules and channels, or tell whether they are current."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, FOUND
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.output import write
from postlint.cli.rule_pages import MADE_BY
from postlint.findings import Lang, Problem, Text
from postlint.report.visible import visible

_EPILOG = """\b
Voorbeelden:
  postlint rules docs docs           schrijf docs/rules/ en docs/channels/
  postlint rules docs docs --check   kijk of ze nog kloppen
"""
_WRITTEN = Text(
    "geschreven: {n} van {all} pagina’s; verwijderd: {gone}", "written: {n} of {all} pages; removed: {gone}"
)
_STALE = Text("niet bijgewerkt", "not current")
_EXTRA = Text("hoort er niet meer", "no longer belongs here")
_CURRENT = Text("alle {all} pagina’s kloppen", "all {all} pages are current")
_NOT_OURS = Text(
    "dit bestand is niet door postlint gemaakt en blijft zoals het is; er is niets geschreven. Kies een andere map, of "
    "verplaats het bestand",
    "postlint did not make this file and leaves it as it is; nothing was written. Choose another folder, or move the "
    "file",
)
_HEAD = 5
"""Lines at the top of a page among which it says who made it."""
_REMEDY = Text("Werk ze bij met: postlint rules docs {folder}", "Update them with: postlint rules docs {folder}")


@click.command(name="docs", cls=Command, epilog=_EPILOG, short_help="Schrijf pagina’s over alle regels en kanalen.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, readable=False), metavar="MAP")
@click.option("--check", "only_check", is_flag=True, help="Schrijf niets; afsluitcode 1 als er iets niet klopt.")
@lang_option()
def docs(folder: Path, only_check: bool, lang: str | None) -> int:
    """Schrijf over elke wet en elk kanaal een pagina in Markdown, in MAP/rules en MAP/channels.

    De pagina’s gaan over de regels van postlint zelf en zijn in het Nederlands. Een pagina die postlint eerder maakte,
    wordt bijgewerkt, of verwijderd als ze er niet meer hoort. Staat er een .md-bestand dat niet van postlint is, dan
    wordt er niets geschreven.
    """
    chosen = to_lang(lang)
    with speaking(chosen):
        pages = _pages()
        stale = {name: text for name, text in pages.items() if _read(folder / name) != text}
        extra = sorted(
            path for part in ("rules", "channels") for path in (folder / part).glob("*.md")
            if path.relative_to(folder).as_posix() not in pages
        )  # fmt: skip
        if only_check:
            return _tell(folder, list(stale), extra, len(pages), chosen)
        _refuse_others([*(folder / name for name in stale), *extra])
        for name, text in stale.items():
            _write(folder / name, text)
        for path in extra:
            _remove(path)
        text = _WRITTEN.to(chosen).format(n=len(stale), all=len(pages), gone=len(extra))
        write(f"{text}\n", None)
    return FINE


def _pages() -> dict[str, str]:
    """Give every page by its path below the folder of the documentation; they depend on the rules folder alone."""
    from postlint.channels import load_profiles
    from postlint.cli.channel_pages import channel_pages
    from postlint.cli.rule_pages import rule_pages
    from postlint.cli.series_pages import series_page
    from postlint.paths import rules_dir
    from postlint.rulebook import load_rulebook
    from postlint.rulebook.series import load_series

    book = load_rulebook(rules_dir())
    channels = channel_pages(load_profiles(rules_dir() / "channels"), book)
    return {
        **{f"rules/{name}": text for name, text in rule_pages(book).items()},
        "rules/series.md": series_page(load_series(rules_dir()), book),
        **{f"channels/{name}": text for name, text in channels.items()},
    }


def _read(path: Path) -> str | None:
    """Read a page as it stands there; None where there is none that a page could be."""
    try:
        return path.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None


def _refuse_others(pages: Iterable[Path]) -> None:
    """Refuse to replace or remove what somebody else wrote, before anything is written.

    Raises:
        Problem: when a page that is there has no line that says this command made it.

    """
    for path in pages:
        is_there = os.path.lexists(path)
        if is_there and (path.is_symlink() or not _is_own(_read(path) or "")):
            raise Problem(_NOT_OURS, str(path))


def _is_own(text: str) -> bool:
    """Tell whether this command made a page, now or in an earlier version: its first lines say so."""
    return any(line.startswith(MADE_BY) for line in text.split("\n", _HEAD)[:_HEAD])


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError as error:
        nl, en = f"verwijderen lukt hier niet ({error.strerror})", f"cannot remove this ({error.strerror})"
        raise Problem(Text(nl, en), str(path)) from None


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        nl, en = f"schrijven lukt hier niet ({error.strerror})", f"cannot write here ({error.strerror})"
        raise Problem(Text(nl, en), str(path)) from None


def _tell(folder: Path, stale: list[str], extra: list[Path], every: int, lang: Lang) -> int:
    lines = [f"{folder / name}: {_STALE.to(lang)}" for name in sorted(stale)]
    lines += [f"{path}: {_EXTRA.to(lang)}" for path in extra]
    closing = _REMEDY.to(lang).format(folder=folder) if lines else _CURRENT.to(lang).format(all=every)
    write("".join(visible(line) + "\n" for line in (*lines, closing)), None)
    return FOUND if lines else FINE
