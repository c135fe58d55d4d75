"""`postlint dismiss`: write the suppression of one finding into its draft."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from postlint.cli.errors import speaking
from postlint.cli.group import Command, lang_option, to_lang
from postlint.cli.output import write
from postlint.cli.reading import channel_option, config_option, kind_option
from postlint.findings import Finding, Lang, Problem, Text
from postlint.report.visible import visible

if TYPE_CHECKING:
    from postlint.config import Config
    from postlint.draft import Draft
    from postlint.rewrite import TextFile

_EPILOG = """\b
Voorbeelden:
  postlint dismiss bericht.md:4 non-promotie/korting --reason "gaat over het zorgbudget"
  postlint dismiss bericht.txt:1 kwaliteit/hoofdletters --reason "zo heet de vereniging"
"""
_PLACE = re.compile(r"(?P<file>.+):(?P<line>[0-9]{1,7})")
_NO_PLACE = Text(
    "«{place}» is geen plaats; noem bestand en regelnummer, zoals bericht.md:4",
    "“{place}” is no place; name file and line number, such as bericht.md:4",
)
_NO_REASON = Text("de reden is leeg; zeg met --reason waarom dit mag", "the reason is empty; say why with --reason")
_BAD_REASON = Text(
    "de reden mag geen «-->» of stuurtekens bevatten; schrijf die anders",
    "the reason may not hold “-->” or control characters; write it differently",
)
_NOT_HERE = Text(
    "op deze regel zegt {rule} niets{where}. Zie: postlint check",
    "{rule} says nothing on this line{where}. See: postlint check",
)
_ELSEWHERE = Text("; wel op regel {lines}", "; it does on line {lines}")
_PROTECTED = Text(
    "een fout van {rule} zet je niet uit met een opmerking. Staat de toestemming vast, noem die dan bij «consent:» in "
    "de front matter; mag dit om een andere reden, zet daar dan «allow: [{{rule: {rule}, reason: …}}]». Een "
    ".txt-bestand heeft geen front matter; maak er dan een .md-bestand van.",
    "an error of {rule} cannot be set aside with a comment. If consent is on record, name it under “consent:” in the "
    "front matter; if this is allowed for another reason, write “allow: [{{rule: {rule}, reason: …}}]” there. A .txt "
    "file has no front matter; make it a .md file.",
)
_NO_ROOM = Text(
    "hier past geen opmerking zonder je tekst te veranderen; zet in de front matter: "
    "«postlint: {{ignore: [{{rule: {rule}, reason: …}}]}}»",
    "no comment fits here without changing your text; write in the front matter: "
    "“postlint: {{ignore: [{{rule: {rule}, reason: …}}]}}”",
)
_DONE = Text(
    "{place}: {rule} staat hier uit. Toegevoegd:\n  {line}\n", "{place}: {rule} is set aside. Added:\n  {line}\n"
)


@click.command(cls=Command, epilog=_EPILOG)
@click.argument("place", metavar="BESTAND:REGEL")
@click.argument("rule", metavar="REGEL")
@click.option("--reason", required=True, metavar="TEKST", help="Waarom dit hier mag; komt in het concept te staan.")
@channel_option()
@kind_option()
@config_option()
@lang_option()
def dismiss(
    place: str, rule: str, reason: str, channel: str | None, kind: str | None, config: Path | None, lang: str | None
) -> None:
    """Zet één bevinding uit, met de reden erbij in je concept."""
    from postlint.config import load_config

    with speaking(to_lang(lang)):
        found = _PLACE.fullmatch(place)
        if found is None:
            raise Problem(_filled(_NO_PLACE, place=place))
        path, line = Path(found["file"]), int(found["line"])
        settings = load_config(config, path.absolute().parent)
    chosen = to_lang(lang, settings.lang)
    with speaking(chosen):
        written = _dismiss(path, line, rule, _clean(reason), settings, chosen, channel, kind)
    write(written, None)


def _dismiss(
    path: Path, line: int, name: str, reason: str, settings: Config, lang: Lang, channel: str | None, kind: str | None
) -> str:
    from postlint.draft import read_text
    from postlint.linter import Linter
    from postlint.rewrite import read_text_file, write_text_file
    from postlint.suppress import is_protected

    shown = str(path)
    file = read_text_file(path, shown)
    draft = read_text(file.text, shown, lang)
    linter = Linter(settings, lang=lang, channel=channel, kind=kind)
    rule = linter.rule(name)
    findings = [f for report in linter.check_draft(draft) for f in report.findings if f.rule == rule]
    here = _on_line(findings, line)
    if here is None:
        raise Problem(_filled(_NOT_HERE, rule=rule, where=_elsewhere(findings)), shown, line)
    if is_protected(here):
        raise Problem(_filled(_PROTECTED, rule=rule), shown, line)
    changed, said = _with_comment(file, draft, here, rule, reason)
    _append(settings, rule, reason)
    write_text_file(changed, shown)
    return _DONE.to(lang).format(place=visible(f"{shown}:{line}"), rule=rule, line=visible(said))


def _clean(reason: str) -> str:
    text = " ".join(reason.split())
    if not text:
        raise Problem(_NO_REASON)
    if "-->" in text or not text.isprintable():
        raise Problem(_BAD_REASON)
    return text


def _on_line(findings: Sequence[Finding], line: int) -> Finding | None:
    """Give the finding that stands on a line: one that begins there, else one that reaches it."""
    beginning = (f for f in findings if f.span.start.line == line)
    reaching = (f for f in findings if f.whole or f.span.start.line <= line <= f.span.end.line)
    return next(beginning, None) or next(reaching, None)


def _elsewhere(findings: Sequence[Finding]) -> Text:
    lines = ", ".join(map(str, sorted({finding.span.start.line for finding in findings})))
    return _filled(_ELSEWHERE, lines=lines) if lines else Text("", "")


def _with_comment(file: TextFile, draft: Draft, finding: Finding, rule: str, reason: str) -> tuple[TextFile, str]:
    """Put the comment where it sets the finding aside and changes nothing else; the nearest such place wins.

    Raises:
        Problem: when there is no such place.

    """
    from postlint.draft import read_text
    from postlint.suppress import comment_line, read_suppressions

    markdown = draft.is_markdown
    for verb, offset in _places(draft, finding):
        line = comment_line(verb, rule, reason, markdown=markdown)
        changed = file.with_line(line, offset)
        try:
            again = read_text(changed.text, draft.path)
        except Problem:
            continue
        same = (again.prose, again.blocks, again.front) == (draft.prose, draft.blocks, draft.front)
        if same and not read_suppressions(again, {rule: rule}).remaining([_moved(finding, draft, again)]):
            return changed, line
    raise Problem(_filled(_NO_ROOM, rule=rule), draft.path, finding.span.start.line)


def _places(draft: Draft, finding: Finding) -> Iterator[tuple[str, int]]:
    """Give the places where a comment may go: above the line, above its block, and for the file as a whole on top."""
    if not finding.whole:
        start, _ = draft.prose_range(finding.span.start.offset, finding.span.end.offset)
        yield "ignore", _line_of(draft, finding.span.start.offset)
        block = next((block for block in draft.blocks if block.start <= start < block.end), None)
        if block is not None:
            yield "ignore", _line_of(draft, draft.starts[block.start])
    first = _line_of(draft, draft.starts[0])
    yield "ignore-file", first
    if draft.front_lines == {}:
        yield "ignore-file", 0


def _line_of(draft: Draft, offset: int) -> int:
    return offset - (draft.position(offset).column - 1)


def _moved(finding: Finding, draft: Draft, again: Draft) -> Finding:
    """Give a finding as it stands in the same draft with a line more."""
    if finding.whole:
        return finding._replace(span=again.body)
    start, end = draft.prose_range(finding.span.start.offset, finding.span.end.offset)
    return finding._replace(span=again.span(start, end))


def _append(settings: Config, rule: str, reason: str) -> None:
    """Take down rule and reason, and nothing of the draft, where the configuration names a file for that."""
    file = settings.file(settings.dismissed)
    if file is None:
        return
    from postlint.config import shown

    try:
        with file.open("a", encoding="utf-8", newline="\n") as out:
            out.write(json.dumps({"rule": rule, "reason": reason}, ensure_ascii=False) + "\n")
    except OSError as error:
        nl = f"schrijven lukt hier niet ({error.strerror}); controleer «dismissed» in de configuratie"
        en = f"cannot write here ({error.strerror}); check “dismissed” in the configuration"
        raise Problem(Text(nl, en), shown(file)) from None


def _filled(text: Text, **values: object) -> Text:
    def of(lang: Lang) -> dict[str, object]:
        return {key: value.to(lang) if isinstance(value, Text) else value for key, value in values.items()}

    return Text(text.nl.format(**of("nl")), text.en.format(**of("en")))
