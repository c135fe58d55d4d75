"""Read a rulebook from its folder: laws, sources, lexicons, signals and rules, checked as one whole.

Place in the data flow: `linter` asks for a Rulebook once per run; `checks` compiles it; `explain` and `rules` read it.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from postlint.findings import Problem, Text
from postlint.rulebook.model import KINDS, Condition, Law, Lexicon, LexiconRef, Rule, ValueSignal
from postlint.rulebook.phrases import PhraseError, parse_phrase
from postlint.yamlio import Source, decode, nearest

RESERVED = frozenset({"channels", "lexicons", "signals", "series"})
PLACEHOLDERS = frozenset({"match", "channel", "count", "limit", "over", "first"})
BUILT_IN_SIGNALS = frozenset(
    "hashtag mention url email phone emoji price percentage number date time bsn capitals capitals-run exclamation "
    "exclamation-run question "
    "ordered-item bullet link decorated initials list imperative first-person second-person superlative past quote".split()
)
S = TypeVar("S", Rule, ValueSignal, Lexicon)
At = tuple[str | int, ...]


class SourceInfo(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a rule or a limit comes from."""

    title: str
    url: str | None
    kind: str
    country: str | None
    checked: date
    note: str | None = None


@dataclass(frozen=True)
class Rulebook:
    """Everything postlint knows, checked: no rule in it names a law, source, lexicon or signal that is not there."""

    laws: Mapping[str, Law]
    rules: Mapping[str, Rule]
    signals: Mapping[str, ValueSignal]
    lexicons: Mapping[str, Lexicon]
    sources: Mapping[str, SourceInfo]
    files: Mapping[str, Source] = field(default_factory=dict, repr=False)

    def only(self, rules: Iterable[str]) -> Rulebook:
        """Give the same rulebook with these rules alone."""
        keep = set(rules)
        chosen = {key: rule for key, rule in self.rules.items() if key in keep}
        return Rulebook(self.laws, chosen, self.signals, self.lexicons, self.sources, self.files)


def load_rulebook(folder: Path) -> Rulebook:
    """Read and check a rules folder.

    Raises:
        Problem: at the first mistake, with file and line.

    """
    laws = _laws(folder)
    sources = _mapping(folder / "sources.yaml", SourceInfo)
    files: dict[str, Source] = {}
    lexicons = dict(_each(folder / "lexicons", Lexicon, files, prefix="lexicons/"))
    signals = dict(_each(folder / "signals", ValueSignal, files, prefix="signals/"))
    rules: dict[str, Rule] = {}
    for law in laws:
        for name, rule in _each(folder / law, Rule, files, prefix=law + "/"):
            rules[f"{law}/{name}"] = msgspec.structs.replace(rule, id=f"{law}/{name}", law=law)
    _refuse_strange_folders(folder, laws)
    book = Rulebook(laws, rules, signals, lexicons, sources, files)
    for problem in validate(book):
        raise problem
    return book


def load_laws(folder: Path) -> Mapping[str, Law]:
    """Read the laws alone, which `explain` needs without the rest."""
    return _laws(folder)


def load_rule(folder: Path, rule_id: str) -> Rule | None:
    """Read one rule by its id without reading the others; None when there is no such file."""
    path = folder / f"{rule_id}.yaml"
    law = rule_id.partition("/")[0]
    if law in RESERVED or "/" not in rule_id or not path.is_file():
        return None
    source = Source(path.read_text("utf-8"), f"rules/{rule_id}.yaml")
    return msgspec.structs.replace(decode(source, Rule), id=rule_id, law=law, path=source.path)


def rule_ids(folder: Path) -> list[str]:
    """List the ids of all rules by their file names, reading none of them."""
    return sorted(
        f"{path.parent.name}/{path.stem}"
        for path in folder.glob("*/*.yaml")
        if path.parent.name not in RESERVED
    )


def validate(book: Rulebook) -> Iterator[Problem]:
    """Give every mistake that one file alone does not show."""
    for lexicon in book.lexicons.values():
        for n, entry in enumerate(lexicon.entries):
            yield from _phrase(book, f"lexicons/{lexicon.id}", entry, ("entries", n), inside_lexicon=True)
    for signal in book.signals.values():
        yield from _conditions(book, f"signals/{signal.id}", signal.check)
    for rule in book.rules.values():
        yield from _conditions(book, rule.id, rule.check)
        yield from _rule(book, rule)


def _laws(folder: Path) -> dict[str, Law]:
    read = _mapping(folder / "laws.yaml", Law)
    return {name: msgspec.structs.replace(law, id=name) for name, law in read.items()}


V = TypeVar("V")


def _mapping(path: Path, kind: type[V]) -> dict[str, V]:
    if not path.is_file():
        raise Problem(Text("dit bestand ontbreekt", "this file is missing"), str(path))
    return decode(Source(path.read_text("utf-8"), f"rules/{path.name}"), dict[str, kind])  # type: ignore[valid-type]


def _each(folder: Path, kind: type[S], files: dict[str, Source], prefix: str) -> Iterator[tuple[str, S]]:
    for path in sorted(folder.glob("*.yaml")):
        source = Source(path.read_text("utf-8"), f"rules/{prefix}{path.name}")
        files[prefix + path.stem] = source
        yield path.stem, _named(decode(source, kind), path.stem, source.path)


def _named(item: S, name: str, path: str) -> S:
    if isinstance(item, Lexicon):
        return msgspec.structs.replace(item, id=name)
    return msgspec.structs.replace(item, id=name, path=path)


def _refuse_strange_folders(folder: Path, laws: Iterable[str]) -> None:
    known = set(laws) | RESERVED
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in known and any(path.glob("*.yaml")):
            near = nearest(path.name, known)
            nl, en = (f"; bedoel je «{near}»?", f"; do you mean «{near}»?") if near else ("", "")
            text = Text(f"«{path.name}» is geen wet uit laws.yaml{nl}", f"«{path.name}» is no law of laws.yaml{en}")
            raise Problem(text, f"rules/{path.name}")


def _problem(book: Rulebook, key: str, at: At, nl: str, en: str) -> Problem:
    source = book.files.get(key)
    path = source.path if source else f"rules/{key}.yaml"
    return Problem(Text(nl, en), path, source.line(at) if source else None)


def _rule(book: Rulebook, rule: Rule) -> Iterator[Problem]:
    for n, name in enumerate(rule.sources):
        if name not in book.sources:
            yield _unknown(book, rule.id, ("sources", n), "bron", "source", name, book.sources)
    for key in ("message", "advice"):
        for lang in ("nl", "en"):
            used = {name for _, name, _, _ in string.Formatter().parse(getattr(getattr(rule, key), lang)) if name}
            for name in sorted(used - PLACEHOLDERS):
                yield _unknown(book, rule.id, (key, lang), "invulveld", "placeholder", name, PLACEHOLDERS)
    for side, examples in (("flag", rule.examples.flag), ("pass", rule.examples.pass_)):
        if not examples:
            nl = f"een regel heeft minstens één voorbeeld onder «{side}»"
            yield _problem(book, rule.id, ("examples", side), nl, f"a rule has at least one example under «{side}»")
    if rule.direct and rule.category != "promotion":
        nl = "«direct» hoort alleen bij de categorie promotion"
        yield _problem(book, rule.id, ("direct",), nl, "«direct» belongs to the category promotion alone")


def _unknown(book: Rulebook, key: str, at: At, nl: str, en: str, name: str, known: Iterable[str]) -> Problem:
    near = nearest(name, known)
    hint_nl, hint_en = (f"; bedoel je «{near}»?", f"; do you mean «{near}»?") if near else ("", "")
    return _problem(book, key, at, f"onbekende {nl} «{name}»{hint_nl}", f"unknown {en} «{name}»{hint_en}")


def _conditions(book: Rulebook, key: str, top: Condition) -> Iterator[Problem]:
    for condition, at in _walk(top, ("check",)):
        kinds = condition.kinds
        if len(kinds) != 1:
            found = ", ".join(kinds) or "—"
            nl = f"een voorwaarde heeft precies één soort; hier staat: {found}. Kies uit {', '.join(KINDS)}"
            yield _problem(book, key, at, nl, f"a condition has exactly one kind; here: {found}. One of {', '.join(KINDS)}")
            continue
        yield from _condition(book, key, condition, at)


def _condition(book: Rulebook, key: str, condition: Condition, at: At) -> Iterator[Problem]:
    if condition.phrases is not None:
        items = (condition.phrases,) if isinstance(condition.phrases, LexiconRef) else condition.phrases
        for n, item in enumerate(items):
            here = (*at, "phrases", n)
            if isinstance(item, LexiconRef):
                yield from _lexicons(book, key, item.names, here)
            else:
                yield from _phrase(book, key, item, here)
    for name in _signals_of(condition):
        if name not in BUILT_IN_SIGNALS and name not in book.signals:
            yield _unknown(book, key, at, "signaal", "signal", name, BUILT_IN_SIGNALS | set(book.signals))
    count, metric = condition.count, condition.metric
    if count is not None and (count.more_than is None) == (count.at_least is None):
        yield _problem(book, key, at, "«count» heeft óf more_than óf at_least", "«count» has either more_than or at_least")
    if metric is not None and (metric.more_than is None) == (metric.less_than is None):
        nl, en = "«metric» heeft óf more_than óf less_than", "«metric» has either more_than or less_than"
        yield _problem(book, key, at, nl, en)


def _signals_of(condition: Condition) -> tuple[str, ...]:
    named = condition.count.of if condition.count is not None else condition.signal
    return () if named is None else (named,) if isinstance(named, str) else named


def _walk(condition: Condition, at: At) -> Iterator[tuple[Condition, At]]:
    yield condition, at
    for name in ("all", "any"):
        for n, child in enumerate(getattr(condition, name) or ()):
            yield from _walk(child, (*at, name, n))
    for name in ("present", "absent"):
        several = getattr(condition, name)
        for n, child in enumerate(several.of if several else ()):
            yield from _walk(child, (*at, name, "of", n))
    if condition.not_ is not None:
        yield from _walk(condition.not_, (*at, "not"))
    if condition.reply_to is not None:
        yield from _walk(condition.reply_to, (*at, "reply_to"))
    for n, exception in enumerate(condition.unless):
        if isinstance(exception, Condition):
            yield from _walk(exception, (*at, "unless", n))


def _phrase(book: Rulebook, key: str, text: str, at: At, inside_lexicon: bool = False) -> Iterator[Problem]:
    try:
        phrase = parse_phrase(text)
    except PhraseError as error:
        yield _problem(book, key, at, error.nl, error.en)
        return
    if inside_lexicon and phrase.lexicons:
        nl, en = "een lexicon verwijst niet naar een ander lexicon", "a lexicon does not refer to another lexicon"
        yield _problem(book, key, at, nl, en)
        return
    yield from _lexicons(book, key, sorted(phrase.lexicons), at)


def _lexicons(book: Rulebook, key: str, names: Iterable[str], at: At) -> Iterator[Problem]:
    for name in names:
        if name not in book.lexicons:
            yield _unknown(book, key, at, "lexicon", "lexicon", name, book.lexicons)
