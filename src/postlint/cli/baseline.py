"""`postlint baseline`: take down today's findings, so that a run can fail on new ones alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.exit_status import FINE, NOT_JUDGED
from postlint.cli.group import A_PATH, Command, lang_option, to_lang
from postlint.cli.output import write
from postlint.cli.reading import (
    channel_option,
    config_of_run,
    config_option,
    drafts_argument,
    gather,
    kind_option,
    read_drafts,
    tell,
)
from postlint.findings import DraftError, DraftReport, Lang, Notice, Text
from postlint.report.visible import one_line, visible

if TYPE_CHECKING:
    from postlint.baseline import Baseline, Entry, Recorder
    from postlint.config import Config

_EPILOG = """\b
Voorbeelden:
  postlint baseline concepten/
  postlint baseline concepten/ -o oud.json
  postlint baseline concepten/ --prune
  postlint check --baseline postlint-baseline.json concepten/
"""
_DONE = Text(
    "{file}: vastgelegde bevindingen: {total} ({added} erbij, {gone} eraf).\n",
    "{file}: findings taken down: {total} ({added} added, {gone} gone).\n",
)
_USE = Text(
    "Gebruik hem met: postlint check --baseline {file}, of zet «baseline: {file}» in postlint.yaml.\n",
    "Use it with: postlint check --baseline {file}, or write “baseline: {file}” in postlint.yaml.\n",
)


@click.command(cls=Command, epilog=_EPILOG)
@drafts_argument()
@click.option(
    "--output",
    "-o",
    type=A_PATH,
    metavar="BESTAND",
    help="Waar de baseline staat (standaard wat de configuratie zegt, of postlint-baseline.json).",
)
@click.option("--prune", is_flag=True, help="Haal alleen weg wat er niet meer is; leg niets nieuws vast.")
@channel_option()
@kind_option()
@config_option()
@lang_option()
def baseline(
    paths: tuple[str, ...], output: Path | None, prune: bool, channel: str | None, kind: str | None,
    config: Path | None, lang: str | None,
) -> int:  # fmt: skip
    """Leg vast wat er nu gevonden wordt, zodat check daarna alleen over nieuwe bevindingen valt.

    Er komt geen tekst van je concepten in het bestand. Wat al vastlag voor andere bestanden, blijft staan.
    """
    with speaking(to_lang(lang)):
        settings = config_of_run(config, paths)
    chosen = to_lang(lang, settings.lang)
    with speaking(chosen):
        return _record(paths, output, prune, channel, kind, settings, chosen, nearest=config is None)


def _record(
    paths: tuple[str, ...], output: Path | None, prune: bool, channel: str | None, kind: str | None, settings: Config,
    lang: Lang, *, nearest: bool,
) -> int:  # fmt: skip
    from postlint.baseline import USUAL, Baseline, Recorder, read_baseline, write_baseline
    from postlint.config import shown
    from postlint.linter import Linter

    file = output or settings.file(settings.baseline) or Path(USUAL)
    before = read_baseline(file, shown(file)) if file.exists() or prune else Baseline(file)
    recorder = Recorder(before)
    linter = Linter(settings, lang=lang, channel=channel, kind=kind, nearest=nearest, memory=recorder)
    outcomes = read_drafts(
        paths, linter.check_paths, linter.check_stdin, settings, filename=None, quiet=False, lang=lang
    )
    drafts, errors, notices = gather(outcomes)
    _tell(drafts, errors, (*linter.notices, *notices), paths, lang)
    if errors and not drafts:
        return NOT_JUDGED
    entries = _updated(before, recorder, prune=prune)
    earlier, later = _wherever(before.entries), _wherever(entries)  # what only moved is neither added nor gone
    added, gone = (later - earlier).total(), (earlier - later).total()
    write_baseline(Baseline(file, before.key, entries), shown(file))
    total = sum(entries.values())
    text = _DONE.to(lang).format(file=visible(shown(file)), total=total, added=added, gone=gone)
    if output is not None or settings.baseline is None:
        text += _USE.to(lang).format(file=visible(shown(file)))
    write(text, None)
    return NOT_JUDGED if errors else FINE


def _updated(before: Baseline, recorder: Recorder, *, prune: bool) -> dict[Entry, int]:
    """Give what is to be remembered: of judged files what is there now, of others what was remembered.

    What was remembered of a file that is gone belongs to the judged file that has the same, as `check` takes it.
    """
    now: Mapping[Entry, int] = recorder.entries
    entries = {entry: min(n, now[entry]) for entry, n in before.entries.items() if entry in now}
    for entry, number in before.entries.items():
        if before.is_gone(entry) and entry.path not in recorder.paths:
            left = number - _move(entry, number, now, entries)
            if left and not prune:
                entries[entry] = left
        elif entry.path not in recorder.paths:
            entries[entry] = number
    return entries if prune else entries | dict(now)


def _move(gone: Entry, number: int, now: Mapping[Entry, int], entries: dict[Entry, int]) -> int:
    """Put an entry of a file that is gone under the names where the same was found anew, and give how often it was."""
    left = number
    for entry in sorted(now):
        if (entry.rule, entry.hash) == (gone.rule, gone.hash):
            taken = min(left, now[entry] - entries.get(entry, 0))
            if taken > 0:
                entries[entry] = entries.get(entry, 0) + taken
                left -= taken
    return number - left


def _wherever(entries: Mapping[Entry, int]) -> Counter[tuple[str, str]]:
    """Count what is remembered, whichever file it was in."""
    counted: Counter[tuple[str, str]] = Counter()
    for entry, number in entries.items():
        counted[entry.rule, entry.hash] += number
    return counted


def _tell(
    drafts: tuple[DraftReport, ...], errors: tuple[DraftError, ...], notices: tuple[Notice, ...],
    paths: tuple[str, ...], lang: Lang,
) -> None:  # fmt: skip
    tell(notices, paths, lang, nothing=not drafts and not errors)
    for error in errors:
        place = error.path if error.line is None else f"{error.path}:{error.line}"
        click.echo(f"postlint: {visible(place)}: {one_line(error.message)}", err=True)
