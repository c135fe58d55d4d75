"""What the author sets aside, and why: comments in a draft and entries in its front matter.

Place in the data flow: `linter` reads the suppressions of each draft and lays its findings beside them before the
score. The reason is required, and what does nothing is told, so that no suppression outlives its finding unseen.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from postlint.draft import Comment, Draft, Exemption
from postlint.draft.directives import is_nearly
from postlint.findings import Finding, Lang, Notice, Severity, Text
from postlint.yamlio import nearest

Form = Literal["comment", "front", "allow"]
UNUSED, UNKNOWN, BROKEN, REFUSED = (
    "suppression-unused", "suppression-unknown", "suppression-invalid", "suppression-refused",
)  # fmt: skip
CODES = frozenset({UNUSED, UNKNOWN, BROKEN, REFUSED})
"""The notices that `--strict-suppressions` counts as failures."""
PROTECTED_LAWS = frozenset({"privacy", "claims"})
"""Laws whose errors a comment cannot set aside."""

_DIRECTIVE = re.compile(r"postlint\s*(?:-|:\s*)(?P<verb>[^\s:]*)(?P<rest>.*)", re.DOTALL)
_REST = re.compile(r"(?P<rules>[^\s:,]++(?:\s*+,\s*+[^\s:,]++)*+)?\s*+(?::(?P<reason>.*))?", re.DOTALL)
_UNKNOWN_TO_LOOK_AT = 20
_VERBS = ("ignore", "ignore-start", "ignore-end", "ignore-file")

_NO_DIRECTIVE = Text(
    "Regel {line}: dit lijkt een uitzondering, maar zo herkent postlint die niet; schrijf «{way}».",
    "Line {line}: this looks like an exemption, but postlint does not recognise it like this; write “{way}”.",
)
_WAYS = (
    Text("postlint-ignore regel: reden", "postlint-ignore rule: reason"),
    Text("# postlint: ignore regel: reden", "# postlint: ignore rule: reason"),
)
_NO_VERB = Text(
    "Regel {line}: postlint kent «{what}» niet{near} Je kunt kiezen uit {every}.",
    "Line {line}: postlint does not know “{what}”{near} You can choose from {every}.",
)
_NO_RULE = Text(
    "Regel {line}: noem de regel die je uitzet, zoals «{example}: reden».",
    "Line {line}: name the rule that you set aside, such as “{example}: reason”.",
)
_NO_REASON = Text(
    "Regel {line}: de uitzondering voor {rule} telt niet, want er staat geen reden bij; zet er «: reden» achter.",
    "Line {line}: the exemption for {rule} does not count, for it gives no reason; add “: reason”.",
)
_NO_START = Text(
    "Regel {line}: hier eindigt een uitzondering voor {rule}, maar er begint er geen; haal deze regel weg.",
    "Line {line}: an exemption for {rule} ends here, but none begins; remove this line.",
)
_NO_END = Text(
    "Regel {line}: de uitzondering voor {rule} loopt door tot het einde; zet ignore-end waar die ophoudt, of gebruik "
    "ignore-file.",
    "Line {line}: the exemption for {rule} runs to the end; put ignore-end where it stops, or use ignore-file.",
)
_NO_TEXT = Text(
    "Regel {line}: onder deze uitzondering voor {rule} staat geen tekst meer; haal die weg.",
    "Line {line}: no text follows this exemption for {rule}; remove it.",
)
_UNKNOWN_RULE = Text(
    "Regel {line}: «{rule}» is geen regel, dus deze uitzondering doet niets{near} Zie: postlint rules",
    "Line {line}: “{rule}” is no rule, so this exemption does nothing{near} See: postlint rules",
)
_UNUSED = Text(
    "Regel {line}: de uitzondering voor {rule} doet niets, want die regel zegt daar niets; haal die uitzondering weg.",
    "Line {line}: the exemption for {rule} does nothing, for that rule says nothing there; remove it.",
)
_REFUSED_TEXT = Text(
    "Regel {line}: een fout van {rule} zet je zo niet uit. Staat de toestemming vast, noem die dan bij «consent:»; mag "
    "dit om een andere reden, schrijf dan in de front matter «allow: [{{rule: {rule}, reason: …}}]».",
    "Line {line}: an error of {rule} cannot be set aside like this. If consent is on record, name it under “consent:”; "
    "if this is allowed for another reason, write “allow: [{{rule: {rule}, reason: …}}]” in the front matter.",
)
_DO_YOU_MEAN = Text("; bedoel je «{near}»?", "; do you mean “{near}”?")


class Range(NamedTuple):
    """Source offsets; `end` is exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Suppression:
    """One rule that the author sets aside, in a range of the source or in the whole file.

    Attributes:
        rule: as written.
        line: 1-based line in the file.
        range: None for the whole file.

    """

    rule: str
    reason: str
    line: int
    form: Form
    range: Range | None = None

    def covers(self, finding: Finding, body: Range) -> bool:
        """Tell whether a finding stands in it: begins there, or for a finding about the whole draft holds all of it."""
        if self.range is None:
            return True
        if finding.whole:
            return self.range.start <= body.start and body.end <= self.range.end
        return self.range.start <= finding.span.start.offset < self.range.end


@dataclass(frozen=True, slots=True)
class _Directive:
    """A comment to postlint, read but not yet placed."""

    verb: str
    rules: tuple[str, ...]
    reason: str
    comment: Comment
    line: int


class _Open:
    """The ranges that have begun and not ended, the latest of every rule at hand."""

    def __init__(self) -> None:
        self._began: dict[int, tuple[str, _Directive]] = {}
        self._of_rule: dict[str, list[int]] = {}
        self._next = 0

    def begin(self, directive: _Directive) -> None:
        """Begin a range for each rule that a directive names."""
        for rule in directive.rules:
            self._began[self._next] = (rule, directive)
            self._of_rule.setdefault(rule, []).append(self._next)
            self._next += 1

    def latest(self) -> str:
        """Give the rule of the range that began last; nothing when none is open."""
        return next(reversed(self._began.values()))[0] if self._began else ""

    def end(self, rule: str) -> _Directive | None:
        """End the latest range of a rule, and give what began it; None when there is none."""
        numbers = self._of_rule.get(rule)
        return self._began.pop(numbers.pop())[1] if numbers else None

    def left(self) -> Iterable[tuple[str, _Directive]]:
        """Give the ranges that never ended, in order."""
        return self._began.values()


@dataclass
class Suppressions:
    """The suppressions of one draft, and which of them did something.

    Attributes:
        entries: in the order of the file.
        mistakes: what cannot be read as a suppression, told.

    """

    entries: tuple[Suppression, ...]
    mistakes: tuple[Notice, ...]
    _known: Mapping[str, str]
    _body: Range
    _lang: Lang
    _used: set[int] = field(default_factory=set)
    _refused: set[int] = field(default_factory=set)
    _looked_at: int = 0

    def remaining(self, findings: Iterable[Finding]) -> list[Finding]:
        """Give the findings that are not set aside, in the same order; may be asked for every channel in turn."""
        return [finding for finding in findings if not self._sets_aside(finding)]

    def renamed(self) -> tuple[str, ...]:
        """Give the rule names as written, which may be former ones."""
        return tuple(dict.fromkeys(entry.rule for entry in self.entries))

    def notices(self, ran: Callable[[str], bool]) -> Iterator[Notice]:
        """Tell what is wrong with the suppressions, after `remaining` has seen every finding.

        Args:
            ran: whether a rule, by its id of today, took part; what it would have said is not known otherwise.

        """
        yield from self.mistakes
        for number, entry in enumerate(self.entries):
            rule = self._known.get(entry.rule)
            if rule is None:
                yield _told(
                    UNKNOWN, _UNKNOWN_RULE, self._lang, entry.line, rule=entry.rule, near=self._near(entry.rule)
                )
            elif number in self._refused:
                yield _told(REFUSED, _REFUSED_TEXT, self._lang, entry.line, rule=rule)
            elif number not in self._used and ran(rule):
                yield _told(UNUSED, _UNUSED, self._lang, entry.line, rule=rule)

    def _sets_aside(self, finding: Finding) -> bool:
        protected = is_protected(finding)
        out = False
        for number, entry in enumerate(self.entries):
            if self._known.get(entry.rule) != finding.rule or not entry.covers(finding, self._body):
                continue
            if protected and entry.form != "allow":
                self._refused.add(number)
            else:
                self._used.add(number)
                out = True
        return out

    def _near(self, rule: str) -> str:
        self._looked_at += 1
        if self._looked_at > _UNKNOWN_TO_LOOK_AT:  # looking takes milliseconds, and so many are no typing errors
            return "."
        by_name = {known.rpartition("/")[2]: rule for known, rule in self._known.items()}
        found = nearest(rule, [*by_name, *self._known])
        near = by_name.get(found, found) if found else None
        return _DO_YOU_MEAN.to(self._lang).format(near=near) if near else "."


def is_protected(finding: Finding) -> bool:
    """Tell whether a comment cannot set a finding aside: an error against privacy or about claims."""
    return finding.law in PROTECTED_LAWS and finding.severity is Severity.ERROR


def read_suppressions(draft: Draft, known: Mapping[str, str], lang: Lang = "nl") -> Suppressions:
    """Read the suppressions of a draft.

    Args:
        draft: the draft; its comments and front matter are read.
        known: every rule id, former ones included, with the id of today.
        lang: the language of notices.

    Returns:
        The suppressions; what cannot be read is among `mistakes`, never raised.

    """
    entries = [*_exempt(draft.front.allow, "allow"), *_exempt(draft.front.postlint, "front")]
    mistakes: list[Notice] = []
    entries += sorted(_from_comments(draft, lang, mistakes), key=lambda entry: entry.line)
    body = draft.body
    return Suppressions(tuple(entries), tuple(mistakes), known, Range(body.start.offset, body.end.offset), lang)


def comment_line(verb: str, rule: str, reason: str, *, markdown: bool) -> str:
    """Write the comment that sets a rule aside, such as `<!-- postlint-ignore RULE: reason -->`, without newline."""
    return f"<!-- postlint-{verb} {rule}: {reason} -->" if markdown else f"# postlint: {verb} {rule}: {reason}"


def _exempt(exemptions: Iterable[Exemption], form: Form) -> Iterator[Suppression]:
    for one in exemptions:
        yield Suppression(one.rule, " ".join(one.reason.split()), one.line, form)


def _from_comments(draft: Draft, lang: Lang, mistakes: list[Notice]) -> Iterator[Suppression]:
    directives = [d for c in draft.comments if (d := _directive(c, draft, lang, mistakes)) is not None]
    open_ = _Open()
    for one in sorted(directives, key=lambda d: d.comment.start):
        if one.verb == "ignore-end":
            yield from _closed(one, open_, lang, mistakes)
            continue
        if not one.rules:
            mistakes.append(_told(BROKEN, _NO_RULE, lang, one.line, example=f"{one.verb} kwaliteit/hoofdletters"))
        elif not one.reason:
            mistakes.append(_told(BROKEN, _NO_REASON, lang, one.line, rule=", ".join(one.rules)))
        elif one.verb == "ignore-start":
            open_.begin(one)
        else:
            yield from _at_once(one, draft, lang, mistakes)
    for rule, start in open_.left():
        mistakes.append(_told(BROKEN, _NO_END, lang, start.line, rule=rule))
        yield _suppression(rule, start, Range(start.comment.end, len(draft.source)))


def _at_once(one: _Directive, draft: Draft, lang: Lang, mistakes: list[Notice]) -> Iterator[Suppression]:
    """Give what stands for the next block, or for the whole file."""
    place = None
    if one.verb == "ignore":
        place = next_block(draft, one.comment.end)
        if place is None:
            mistakes.append(_told(BROKEN, _NO_TEXT, lang, one.line, rule=", ".join(one.rules)))
            return
    for rule in one.rules:
        yield _suppression(rule, one, place)


def _closed(end: _Directive, open_: _Open, lang: Lang, mistakes: list[Notice]) -> Iterator[Suppression]:
    """Close the nearest open range of each rule named; without a rule the nearest range of all."""
    for rule in end.rules or (open_.latest(),):
        start = open_.end(rule)
        if start is None:
            mistakes.append(_told(BROKEN, _NO_START, lang, end.line, rule=rule or "postlint"))
            continue
        yield _suppression(rule, start, Range(start.comment.end, end.comment.start))


def _suppression(rule: str, directive: _Directive, place: Range | None) -> Suppression:
    return Suppression(rule, directive.reason, directive.line, "comment", place)


def next_block(draft: Draft, offset: int) -> Range | None:
    """Give what follows a source offset up to the end of the block it stands in; None when no text follows."""
    first = bisect_left(draft.starts, offset)
    while first < len(draft.prose) and draft.prose[first].isspace():
        first += 1
    if first >= len(draft.prose):
        return None
    number = bisect_right(draft.blocks, first, key=lambda block: block.start) - 1
    return Range(draft.starts[first], draft.ends[draft.blocks[number].end - 1])


def _directive(comment: Comment, draft: Draft, lang: Lang, mistakes: list[Notice]) -> _Directive | None:
    match = _DIRECTIVE.fullmatch(comment.text)
    line = draft.position(comment.start).line
    if match is None:
        if is_nearly(comment.text):
            way = _WAYS[draft.source[comment.start] == "#"].to(lang)
            mistakes.append(_told(BROKEN, _NO_DIRECTIVE, lang, line, way=way))
        return None
    verb = match["verb"].lower()
    if verb not in _VERBS:
        near = nearest(verb, _VERBS) if verb else None
        said = _DO_YOU_MEAN.to(lang).format(near=near) if near else "."
        every = ", ".join(_VERBS)
        mistakes.append(_told(BROKEN, _NO_VERB, lang, line, what=match["verb"], near=said, every=every))
        return None
    rest = _REST.fullmatch(match["rest"].strip())
    if rest is None:
        example = f"{verb} kwaliteit/hoofdletters"
        mistakes.append(_told(BROKEN, _NO_RULE, lang, line, example=example))
        return None
    rules = tuple(part.strip() for part in (rest["rules"] or "").split(",") if part.strip())
    return _Directive(verb, rules, " ".join((rest["reason"] or "").split()), comment, line)


def _told(code: str, text: Text, lang: Lang, line: int, **more: str) -> Notice:
    return Notice(code, text.to(lang).format(line=line, **more))
