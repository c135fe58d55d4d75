"""Turn the YAML of front matter into metadata, with for every mistake the line in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import yaml

from postlint.draft import fields
from postlint.draft.front import Exemption, FrontMatter, InReplyTo, Media
from postlint.draft.keys import (
    EXEMPTION_KEYS,
    KEYS,
    MEDIA_KEYS,
    OWN_KEYS,
    REPLY_KEYS,
    Names,
    canonical,
    near_miss,
    of_other_media,
    other_word,
)
from postlint.draft.model import line_starts
from postlint.findings import Lang, Notice, Problem, Text

MAX_BYTES = 64 * 1024
MAX_DEPTH = 20

_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNKNOWN_TO_LOOK_AT = 100
_LONGEST_QUOTE = 60
_FIRST_LINE = 2  # of the block, in the file; the first is the opening ---

_TOO_LARGE = Text(
    "De front matter is groter dan 64 kB; zet de tekst van het concept onder de afsluitende ---.",
    "The front matter is larger than 64 kB; put the text of the draft below the closing ---.",
)
_TOO_DEEP = Text(
    f"De front matter is dieper dan {MAX_DEPTH} niveaus genest; haal niveaus weg.",
    f"The front matter is nested deeper than {MAX_DEPTH} levels; remove some.",
)
_ALIAS = Text(
    "Ankers en verwijzingen (& en *) mogen niet in front matter; schrijf de waarde voluit, "
    "of zet die tussen aanhalingstekens.",
    "Anchors and aliases (& and *) are not allowed in front matter; write the value in full, or put it in quotes.",
)
_INVISIBLE = Text(
    "In de front matter staat een onzichtbaar stuurteken; typ deze regel opnieuw.",
    "The front matter has an invisible control character; type this line again.",
)
_TAB = Text(
    "De front matter springt hier in met een tab; gebruik spaties.",
    "The front matter is indented with a tab here; use spaces.",
)
_BROKEN = Text(
    "De front matter is hier geen geldige YAML; schrijf elke regel als «sleutel: waarde» en zet een waarde met "
    "bijzondere tekens (: # @ * & [ ] { }) tussen aanhalingstekens.",
    "The front matter is not valid YAML here; write each line as “key: value” and put a value with special "
    "characters (: # @ * & [ ] { }) in quotes.",
)
_NO_KEYS = Text(
    "De front matter moet uit sleutels met waarden bestaan; schrijf elke regel als «sleutel: waarde», "
    "met een spatie na de dubbele punt.",
    "The front matter must consist of keys with values; write each line as “key: value”, with a space after the colon.",
)
_NO_RULE = Text(
    "Bij deze uitzondering staat geen regel; schrijf {rule: kwaliteit/hoofdletters, reason: waarom het mag}.",
    "This exemption names no rule; write {rule: kwaliteit/hoofdletters, reason: why it is allowed}.",
)


def _no_reason(rule: str) -> Text:
    return Text(
        f"Bij de uitzondering voor {rule} staat geen reden; zet er «reason: …» bij.",
        f"The exemption for {rule} gives no reason; add “reason: …”.",
    )


def _twice(key: str) -> Text:
    return Text(f"«{key}» staat hier voor de tweede keer; haal er één weg.", f"“{key}” is repeated here; remove one.")


def _wrong(key: str, expected: Text) -> Text:
    return Text(
        f"De waarde van «{key}» klopt niet; geef {expected.nl}.",
        f"The value of “{key}” is not right; give {expected.en}.",
    )


def _near(key: str, meant: str, line: int) -> Text:
    return Text(
        f"«{key}» op regel {line} wordt niet gelezen; schrijf «{meant}» als je dat bedoelt.",
        f"“{key}” on line {line} is not read; write “{meant}” if that is what you mean.",
    )


def _no_media_key(key: str, line: int) -> Text:
    known = ", ".join(MEDIA_KEYS)
    return Text(
        f"«{key}» op regel {line} wordt niet gelezen; bij «media» kent postlint: {known}.",
        f"“{key}” on line {line} is not read; under “media” postlint knows: {known}.",
    )


def _no_consent(said: str, line: int) -> Text:
    said = " ".join(said.split())
    said = said if len(said) <= _LONGEST_QUOTE else said[:_LONGEST_QUOTE] + "…"
    return Text(
        f"Regel {line}: uit «{said}» blijkt geen toestemming, dus dit telt niet mee. Is de toestemming er wel, schrijf "
        "dan hoe die gegeven is, zoals «consent: schriftelijk, 3 mei 2026»; laat «consent» anders weg.",
        f"Line {line}: “{said}” does not show consent, so it does not count. If there is consent, write how it was "
        "given, such as “consent: schriftelijk, 3 mei 2026”; otherwise leave “consent” out.",
    )


def _near_person(written: str, word: str, line: int) -> Text:
    return Text(
        f"«{written}» bij «people» op regel {line} kent postlint niet; schrijf «{word}» als je dat bedoelt; meer dan "
        "één zet je in een lijst: [patiënt, collega].",
        f"“{written}” at “people” on line {line} is not known; write “{word}” if that is what you mean, and more than "
        "one as a list: [patiënt, collega].",
    )


def _who(written: str, line: int) -> Text:
    return Text(
        f"Uit «{written}» bij «people» op regel {line} blijkt niet of iemand bij je in zorg is; schrijf patiënt, "
        "cliënt, bewoner, kind, collega of model.",
        f"“{written}” at “people” on line {line} does not tell whether someone is in your care; write patiënt, "
        "cliënt, bewoner, kind, collega or model.",
    )


def _index(place: yaml.Event | yaml.Node) -> int:
    return place.start_mark.index if place.start_mark else 0


class YamlBlock:
    """One block of front matter.

    Attributes:
        lines: the line in the file of every key, under its English name; fills while `read` runs.
        notices: misspelt keys; fills while `read` runs.

    """

    def __init__(self, block: str, path: str, lang: Lang) -> None:
        self.lines: dict[str, int] = {}
        self.notices: list[Notice] = []
        self._block, self._path, self._lang = block, path, lang
        self._unknown = 0
        self._starts = line_starts(block)
        self._last = len(block.rstrip())

    def read(self) -> FrontMatter:
        """Read the block.

        Raises:
            Problem: it is too large or deep, no valid YAML, or has a value of the wrong type.

        """
        if len(self._block.encode()) > MAX_BYTES:
            raise Problem(_TOO_LARGE, self._path, 1)
        if unprintable := _UNPRINTABLE.search(self._block):
            raise self._problem(_INVISIBLE, unprintable.start())
        root = self._compose()
        if root is None:
            return FrontMatter()
        if not isinstance(root, yaml.MappingNode):
            raise self._problem(_NO_KEYS, _index(root))
        readers = fields.READERS | {
            "consent": self._consent,
            "media": self._media,
            "in_reply_to": self._in_reply_to,
            "allow": self._exemptions,
            "postlint": self._own_settings,
        }
        return FrontMatter(**self._values(root, KEYS, readers))

    def _line(self, index: int) -> int:
        """Give the line in the file of an offset in the block."""
        return _FIRST_LINE - 1 + bisect_right(self._starts, min(index, self._last))

    def _problem(self, text: Text, index: int) -> Problem:
        return Problem(text, self._path, self._line(index))

    def _compose(self) -> yaml.Node | None:
        """Parse the block, once its events show that building it cannot blow up."""
        loader_class = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            self._check_events(yaml.parse(self._block, Loader=loader_class))
            loader = loader_class(self._block)
            try:
                root: yaml.Node | None = loader.get_single_node()
            finally:
                loader.dispose()
        except yaml.MarkedYAMLError as error:
            raise self._syntax_problem(error) from error
        return root

    def _check_events(self, events: Iterator[yaml.Event]) -> None:
        depth = 0
        for event in events:
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise self._problem(_ALIAS, _index(event))
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise self._problem(_TOO_DEEP, _index(event))

    def _syntax_problem(self, error: yaml.MarkedYAMLError) -> Problem:
        problem = error.problem or ""
        # What is opened and never closed is noticed at the end, but has to be mended where it was opened.
        opened = "unexpected end" in problem or "could not find expected" in problem or "expected ','" in problem
        mark = (error.context_mark if opened else None) or error.problem_mark
        index = mark.index if mark else 0
        at_tab = "tab" in problem or self._block[index : index + 1] == "\t"
        return self._problem(_TAB if at_tab else _BROKEN, index)

    def _values(
        self, node: yaml.MappingNode, names: Names, readers: Mapping[str, Callable[[yaml.Node], Any]], prefix: str = ""
    ) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise self._problem(_NO_KEYS, _index(key_node))
            written = str(key_node.value)
            line = self._line(_index(key_node))
            key = canonical(written, names)
            self.lines.setdefault(prefix + (key or written), line)
            if key is None:
                self._note_near_miss(written, names, line)
                continue
            if key in values:
                raise Problem(_twice(written), self._path, line)
            try:
                values[key] = readers[key](value_node)
            except fields.WrongValueError as error:
                raise self._problem(_wrong(written, error.expected), _index(error.node)) from error
        return values

    def _note_near_miss(self, written: str, names: Names, line: int) -> None:
        self._unknown += 1
        if self._unknown > _UNKNOWN_TO_LOOK_AT:
            return
        if meant := other_word(written, names) or near_miss(written, names):
            self.notices.append(Notice("front-matter-key", _near(written, meant, line).to(self._lang)))
        elif names is MEDIA_KEYS and not of_other_media(written):
            self.notices.append(Notice("front-matter-key", _no_media_key(written, line).to(self._lang)))

    def _consent(self, node: yaml.Node) -> Any:
        """Read consent; what does not say yes is none, and is told of unless it is a plain no."""
        value = fields.consent(node)
        if not value:
            return value
        from postlint.draft.consent import says_yes

        if says_yes(value):
            return value
        line = self._line(_index(node))
        said = self._block[_index(node) : node.end_mark.index if node.end_mark else None].strip().strip("\"'")
        self.notices.append(Notice("front-matter-value", _no_consent(said, line).to(self._lang)))
        return None

    def _people(self, node: yaml.Node) -> Any:
        """Read who is to be seen, and tell of words that look like ones that rules know."""
        from postlint.draft.people import NOBODY, meant

        value = fields.people(node)
        if isinstance(value, str) and " ".join(value.lower().split()) in NOBODY:
            return False
        line = self._line(_index(node))
        for written in value if isinstance(value, tuple) else (value,):
            if not isinstance(written, str) or self._unknown >= _UNKNOWN_TO_LOOK_AT:
                continue
            word = meant(written)
            if word is not None:
                self._unknown += 1
                said = _near_person(written, word, line) if word else _who(written, line)
                self.notices.append(Notice("front-matter-value", said.to(self._lang)))
        return value

    def _in_reply_to(self, node: yaml.Node) -> InReplyTo | None:
        if isinstance(node, yaml.MappingNode):
            values = self._values(node, REPLY_KEYS, fields.REPLY_READERS, "in_reply_to.")
            return InReplyTo(text=values.get("text"), sender=values.get("from"), date=values.get("date"))
        written = fields.text(node, fields.A_REPLY)
        return InReplyTo(text=written) if written else None

    def _media(self, node: yaml.Node) -> tuple[Media, ...]:
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        media = (self._medium(part, f"media.{i}") for i, part in enumerate(parts))
        return tuple(medium for medium in media if medium is not None)

    def _medium(self, node: yaml.Node, name: str) -> Media | None:
        self.lines.setdefault(name, self._line(_index(node)))
        if isinstance(node, yaml.MappingNode):
            readers = fields.MEDIA_READERS | {"consent": self._consent, "people": self._people}
            return Media(**self._values(node, MEDIA_KEYS, readers, f"{name}."))
        file = fields.text(node, fields.SOME_MEDIA)
        return Media(file=file) if file else None

    def _own_settings(self, node: yaml.Node) -> tuple[Exemption, ...]:
        if not isinstance(node, yaml.MappingNode):
            raise fields.WrongValueError(fields.OWN_SETTINGS, node)
        found: tuple[Exemption, ...] = self._values(node, OWN_KEYS, {"ignore": self._exemptions}, "postlint.").get(
            "ignore", ()
        )
        return found

    def _exemptions(self, node: yaml.Node) -> tuple[Exemption, ...]:
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return tuple(self._exemption(part) for part in parts)

    def _exemption(self, node: yaml.Node) -> Exemption:
        if not isinstance(node, yaml.MappingNode):
            raise fields.WrongValueError(fields.EXEMPTIONS, node)
        readers = {"rule": fields.text, "reason": fields.text}
        values = self._values(node, EXEMPTION_KEYS, readers, "exemption.")
        rule, reason = values.get("rule"), values.get("reason")
        if rule is None:
            raise self._problem(_NO_RULE, _index(node))
        if reason is None:
            raise self._problem(_no_reason(rule), _index(node))
        return Exemption(rule, reason, self._line(_index(node)))
