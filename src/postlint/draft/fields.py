"""What the keys of front matter may hold, under which names, and how each value is read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

import yaml

from postlint.draft.front import Date, Kind
from postlint.findings import Text

_KINDS: dict[str, Kind] = {
    "post": "post",
    "bericht": "post",
    "reply": "reply",
    "reactie": "reply",
    "thanks": "thanks",
    "bedankje": "thanks",
}
_YES_NO = {"ja": True, "nee": False, "yes": True, "no": False, "true": True, "false": False, "on": True, "off": False}
_YEARS = range(1900, 2200)  # others are typing errors, and some cannot change time zone
_MONTHS = "januari februari maart april mei juni juli augustus september oktober november december"
_DUTCH_DATE = re.compile(rf"(\d{{1,2}})[-/. ](\d{{1,2}}|{_MONTHS.replace(' ', '|')})[-/. ](\d{{4}})", re.IGNORECASE)
_NULL, _TIMESTAMP = "tag:yaml.org,2002:null", "tag:yaml.org,2002:timestamp"
_INTEGER, _FLOAT = "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"

A_TEXT = Text("een tekst", "a text")
A_DATE = Text("een datum, zoals 2026-03-31", "a date, such as 2026-03-31")
A_KIND = Text(
    "post, reply of thanks (in het Nederlands: bericht, reactie of bedankje)",
    "post, reply or thanks (in Dutch: bericht, reactie or bedankje)",
)
YES_OR_NO = Text("ja of nee", "yes or no")
YES_NO_OR_TEXT = Text("ja, nee of een tekst", "yes, no or a text")
TEXTS = Text("een tekst of een lijst van teksten", "a text or a list of texts")
PEOPLE = Text("ja, nee, een aantal of een lijst van namen", "yes, no, a number or a list of names")
A_CHANNEL = Text(
    "een kanaal of een lijst van kanalen, zoals linkedin of [linkedin, x]",
    "a channel or a list of channels, such as linkedin or [linkedin, x]",
)
A_CONSENT = Text("een tekst, ja of nee, of een groepje gegevens", "a text, yes or no, or a mapping")
A_REPLY = Text("een tekst, of een groepje met text, from en date", "a text, or a mapping with text, from and date")
SOME_MEDIA = Text(
    "een bestand of een lijst van bestanden, elk met gegevens zoals file en alt",
    "a file or a list of files, each with entries such as file and alt",
)
EXEMPTIONS = Text(
    "een lijst van uitzonderingen, elk met regel en reden, zoals [{rule: kwaliteit/hoofdletters, reason: merknaam}]",
    "a list of exemptions, each with a rule and a reason, such as [{rule: kwaliteit/hoofdletters, reason: brand name}]",
)
OWN_SETTINGS = Text(
    "een groepje met ignore, zoals {ignore: [{rule: kwaliteit/hoofdletters, reason: merknaam}]}",
    "a mapping with ignore, such as {ignore: [{rule: kwaliteit/hoofdletters, reason: brand name}]}",
)


class WrongValueError(Exception):
    """A value of the wrong type; says what is allowed and at which node."""

    def __init__(self, expected: Text, node: yaml.Node) -> None:
        super().__init__(expected.en)
        self.expected = expected
        self.node = node


def _scalar(node: yaml.Node, expected: Text) -> str | None:
    if not isinstance(node, yaml.ScalarNode):
        raise WrongValueError(expected, node)
    return None if node.tag == _NULL else str(node.value)


def text(node: yaml.Node, expected: Text = A_TEXT) -> str | None:
    """Read a text as written, also where YAML would see a number, a date or a yes; empty is None."""
    written = _scalar(node, expected)
    return written.strip() or None if written is not None else None


def texts(node: yaml.Node, expected: Text = TEXTS) -> list[str]:
    """Read a text or a list of texts."""
    nodes = node.value if isinstance(node, yaml.SequenceNode) else [node]
    return [written for part in nodes if (written := text(part, expected))]


def one_or_more(expected: Text) -> Callable[[yaml.Node], str | list[str] | None]:
    """Make a reader that keeps the difference between a text and a list."""

    def read(node: yaml.Node) -> str | list[str] | None:
        return texts(node, expected) if isinstance(node, yaml.SequenceNode) else text(node, expected)

    return read


def joined(node: yaml.Node) -> str | None:
    """Read a text; a list becomes one text with commas."""
    return ", ".join(texts(node)) or None


def mentions(node: yaml.Node) -> tuple[str, ...]:
    """Read names, in a list or with commas between them."""
    return tuple(name.strip() for written in texts(node) for name in written.split(",") if name.strip())


def yes_no(node: yaml.Node) -> bool | None:
    """Read yes or no, in Dutch or English."""
    written = text(node, YES_OR_NO)
    if written is not None and written.lower() not in _YES_NO:
        raise WrongValueError(YES_OR_NO, node)
    return None if written is None else _YES_NO[written.lower()]


def yes_no_or_text(node: yaml.Node) -> bool | str | None:
    """Read yes, no, or another text."""
    written = text(node, YES_NO_OR_TEXT)
    return None if written is None else _YES_NO.get(written.lower(), written)


def people(node: yaml.Node) -> bool | int | str | tuple[str, ...] | None:
    """Read whether, how many or which people are to be seen."""
    if isinstance(node, yaml.SequenceNode):
        return tuple(texts(node, PEOPLE))
    written = text(node, PEOPLE)
    if written is None:
        return None
    return int(written) if re.fullmatch(r"\d{1,6}", written) else _YES_NO.get(written.lower(), written)


def _dutch_date(written: str) -> dt.date:
    match = _DUTCH_DATE.fullmatch(written)
    if match is None:
        raise ValueError(written)
    day, month, year = match.groups()
    number = int(month) if month.isdigit() else _MONTHS.split().index(month.lower()) + 1
    return dt.date(int(year), number, int(day))


def date(node: yaml.Node) -> Date | None:
    """Read a date, with or without a time: ISO 8601, or as the Dutch write it (31-3-2026, 31 maart 2026)."""
    written = text(node, A_DATE)
    if written is None:
        return None
    try:
        moment = _moment(node, written)
    except (ValueError, OverflowError) as error:
        raise WrongValueError(A_DATE, node) from error
    if moment.year not in _YEARS:
        raise WrongValueError(A_DATE, node)
    return moment


def _moment(node: yaml.Node, written: str) -> Date:
    constructor = yaml.constructor.SafeConstructor
    if node.tag == _TIMESTAMP and constructor.timestamp_regexp.match(written):  # else the tag is the author's own
        moment: Date = constructor().construct_yaml_timestamp(node)  # type: ignore[arg-type]
        return moment
    if re.match(r"\d{4}-?\d\d-?\d\d", written):
        return dt.date.fromisoformat(written) if len(written) <= 10 else dt.datetime.fromisoformat(written)
    return _dutch_date(written)


def kind(node: yaml.Node) -> Kind | None:
    """Read the kind of draft, in Dutch or English."""
    written = text(node, A_KIND)
    if written is not None and written.lower() not in _KINDS:
        raise WrongValueError(A_KIND, node)
    return None if written is None else _KINDS[written.lower()]


def anything(node: yaml.Node) -> Any:
    """Read a value of any shape: mappings, lists, yes and no, dates, numbers and texts."""
    if isinstance(node, yaml.MappingNode):
        return {str(anything(key)): anything(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [anything(part) for part in node.value]
    written = text(node)
    if written is None or written.lower() in _YES_NO:
        return None if written is None else _YES_NO[written.lower()]
    try:
        if node.tag == _TIMESTAMP:
            return date(node)
        return int(written) if node.tag == _INTEGER else float(written) if node.tag == _FLOAT else written
    except (ValueError, WrongValueError):
        return written


def consent(node: yaml.Node) -> Any:
    """Read consent: a scalar or a mapping."""
    if isinstance(node, yaml.SequenceNode):
        raise WrongValueError(A_CONSENT, node)
    return anything(node)


READERS: dict[str, Callable[[yaml.Node], Any]] = {
    "channel": one_or_more(A_CHANNEL),
    "account": text,
    "date": date,
    "kind": kind,
    "audience": joined,
    "topic": joined,
    "title": text,
    "consent": consent,
    "source": one_or_more(TEXTS),
    "mentions": mentions,
    "disclosure": yes_no_or_text,
}
MEDIA_READERS: dict[str, Callable[[yaml.Node], Any]] = {
    "file": text,
    "alt": text,
    "people": people,
    "consent": consent,
    "type": text,
    "captions": yes_no_or_text,
    "transcript": yes_no_or_text,
    "decorative": yes_no,
    "maker": text,
    "license": text,
}
REPLY_READERS: dict[str, Callable[[yaml.Node], Any]] = {"text": text, "from": text, "date": date}
