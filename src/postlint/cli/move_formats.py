"""How `postlint moves` writes what the model saw: for a screen, one line a sentence, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len

from postlint.cli.move_words import JUDGEMENTS, MOVES, label
from postlint.findings import DraftError, Lang, Position, Severity, Text
from postlint.linter.moves import OF_POST, DraftMoves, SentenceMoves, Thresholds
from postlint.report.json import error_data, position_data, storable
from postlint.report.layout import wrap
from postlint.report.visible import one_line, visible
from postlint.report.words import CANNOT_JUDGE, NOTICE, SEVERITIES, kind_word

VERSION = 1
UNLIKELY = 0.05
"""Below this nothing is shown on a screen, not even with --all."""
_NONE = "-"
_BAR, _FULL = 10, "█"
_LEAD = len(f"0,00 {_FULL * _BAR} ")
_PLACES = 4
_WHOLE = Text("Het bericht als geheel", "The post as a whole")
_LEGEND = Text(
    "Elk getal is een kans volgens het model. Achter wat hoog genoeg is staat de zwaarste ernst (tip, let op, fout) "
    "waarop een regel zonder «at_least» het meetelt.",
    "Every number is a probability according to the model. What is high enough has behind it the gravest severity "
    "(suggestion, warning, error) at which a rule without “at_least” counts it.",
)
_HIDDEN = Text(
    "-: niets is hoog genoeg voor een tip; --all toont ook wat minder waarschijnlijk is.",
    "-: nothing is high enough for a suggestion; --all shows what is less likely as well.",
)


class Options(NamedTuple):
    """How to write: language, width of the screen in cells, and whether to show what passes no threshold."""

    lang: Lang
    width: int
    show_all: bool


class _Row(NamedTuple):
    """One label with its probability, and the gravest severity whose threshold that reaches."""

    name: str
    probability: float
    reaches: Severity | None


def _rows(found: Mapping[str, float], thresholds: Thresholds, prefix: str = "") -> list[_Row]:
    """Give what was found, the strongest first."""
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return [_Row(name, p, _reached(p, thresholds[prefix + name])) for name, p in ranked]


def _reached(probability: float, limits: Mapping[Severity, float]) -> Severity | None:
    reached = (severity for severity in Severity if probability >= limits[severity])
    return max(reached, key=lambda severity: severity.rank, default=None)


def _shown(rows: Sequence[_Row], show_all: bool) -> list[_Row]:
    return [row for row in rows if row.reaches is not None or (show_all and row.probability >= UNLIKELY)]


def _moves(sentence: SentenceMoves, draft: DraftMoves, show_all: bool) -> list[_Row]:
    return _shown(_rows(sentence.moves, draft.thresholds), show_all)


def _judgements(draft: DraftMoves) -> list[_Row]:
    """Give the judgements of a post; those of replies for replies alone, since nothing else taught them."""
    meant = {name: p for name, p in draft.post.items() if draft.kind == "reply" or not name.startswith("reply-")}
    return _rows(meant, draft.thresholds, OF_POST)


def terminal(drafts: Sequence[DraftMoves], errors: Sequence[DraftError], options: Options) -> str:
    """Give every sentence with its moves below it, then the judgements of the post."""
    lines: list[str] = []
    for draft in drafts:
        lines += [*_draft(draft, options), ""]
    if drafts:
        lines += wrap(_LEGEND.to(options.lang), options.width)
        if not options.show_all and any(not _moves(s, d, False) for d in drafts for s in d.sentences):
            lines += wrap(_HIDDEN.to(options.lang), options.width)
    for error in errors:
        lines += [""] if lines else []
        place = visible(error.path) if error.line is None else f"{visible(error.path)}:{error.line}"
        lines.append(f"{place} · {CANNOT_JUDGE.to(options.lang)}")
        lines += _indented(one_line(error.message), options.width)
    return "".join(line.rstrip() + "\n" for line in lines)


def _draft(draft: DraftMoves, options: Options) -> Iterator[str]:
    lang, width = options.lang, options.width
    yield from wrap(f"{visible(draft.path)} · {draft.channel} · {kind_word(draft.kind, lang)}", width)
    for notice in draft.notices:
        yield from _indented(f"{NOTICE.to(lang)}: {one_line(notice.message)}", width)
    digits = max((len(str(sentence.span.start.line)) for sentence in draft.sentences), default=1)
    margin = " " * (digits + 2) + " │ "
    for sentence in draft.sentences:
        yield ""
        gutter = f"  {sentence.span.start.line:>{digits}} │ "
        for line in wrap(one_line(sentence.text), width - len(gutter)):
            yield gutter + line
            gutter = margin
        rows = _moves(sentence, draft, options.show_all)
        yield from (margin + line for line in _table(rows, MOVES, lang, width - len(margin)))
        if not rows:
            yield margin + _NONE
    yield ""
    yield f"  {_WHOLE.to(lang)}"
    yield from (margin + line for line in _table(_judgements(draft), JUDGEMENTS, lang, width - len(margin)))


def _table(rows: Sequence[_Row], words: Mapping[str, Text], lang: Lang, width: int) -> Iterator[str]:
    """Give a line for each row: number, bar, name in words where they fit, and the severity reached."""
    room = width - _LEAD - 2 - max(len(SEVERITIES[severity].to(lang)) for severity in Severity)
    every = [label(name, terms, lang) for terms in (MOVES, JUDGEMENTS) for name in terms]
    column = max(size for size in map(cell_len, every) if size <= room)
    for row in rows:
        name = label(row.name, words, lang)
        name = name if cell_len(name) <= column else row.name
        bar = (_FULL * round(row.probability * _BAR)).ljust(_BAR)
        reached = "" if row.reaches is None else SEVERITIES[row.reaches].to(lang)
        yield f"{_number(row.probability, lang)} {bar} {name.ljust(column)}  {reached}"


def _number(probability: float, lang: Lang) -> str:
    text = f"{probability:.2f}"
    return text.replace(".", ",") if lang == "nl" else text


def _indented(text: str, width: int) -> list[str]:
    return ["  " + line for line in wrap(text, width - 2)]


def concise(drafts: Sequence[DraftMoves], errors: Sequence[DraftError], options: Options) -> str:
    """Give a line for each sentence, and one for each post: place, moves with probability, and what it is about."""
    lines: list[str] = []
    for draft in drafts:
        for sentence in draft.sentences:
            found = _listed(_moves(sentence, draft, options.show_all))
            lines.append(f"{_place(draft, sentence.span.start)} {found} {one_line(sentence.text)}")
        likely = _shown(_judgements(draft), options.show_all)
        start = draft.sentences[0].span.start if draft.sentences else Position(1, 1, 0)
        lines.append(f"{_place(draft, start)} {_listed(likely, OF_POST)} {draft.channel} {draft.kind}")
    for error in errors:
        what = CANNOT_JUDGE.to(options.lang).lower()
        lines.append(f"{visible(error.path)}:{error.line or 1}:1 {what}: {one_line(error.message)}")
    return "".join(line + "\n" for line in lines)


def _place(draft: DraftMoves, start: Position) -> str:
    return f"{visible(draft.path)}:{start.line}:{start.column}"


def _listed(rows: Sequence[_Row], prefix: str = "") -> str:
    return ",".join(f"{prefix}{row.name}={row.probability:.2f}" for row in rows) or prefix + _NONE


def as_json(drafts: Sequence[DraftMoves], errors: Sequence[DraftError], options: Options) -> str:
    """Give every probability and every threshold; language shows in messages alone, and --all changes nothing."""
    thresholds = drafts[0].thresholds if drafts else {}
    data = {
        "version": VERSION,
        "drafts": [_data(draft) for draft in drafts],
        "thresholds": {name: {str(s): limit for s, limit in limits.items()} for name, limits in thresholds.items()},
        "errors": [error_data(error, options.lang) for error in errors],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _data(draft: DraftMoves) -> dict[str, Any]:
    return {
        "path": storable(draft.path),
        "channel": draft.channel,
        "kind": draft.kind,
        "sentences": [
            {
                "text": storable(sentence.text),
                "start": position_data(sentence.span.start),
                "end": position_data(sentence.span.end),
                "moves": _rounded(sentence.moves),
            }
            for sentence in draft.sentences
        ],
        "post": _rounded(draft.post),
        "notices": [{"code": notice.code, "message": storable(notice.message)} for notice in draft.notices],
    }


def _rounded(found: Mapping[str, float]) -> dict[str, float]:
    return {name: round(p, _PLACES) for name, p in found.items()}


FORMATS: dict[str, Callable[[Sequence[DraftMoves], Sequence[DraftError], Options], str]] = {
    "terminal": terminal,
    "concise": concise,
    "json": as_json,
}
