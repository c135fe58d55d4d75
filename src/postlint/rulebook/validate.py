"""What is wrong with a rulebook that one file alone does not show: unknown names, bad phrases, impossible limits."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from math import isfinite
from typing import Any, get_args, get_type_hints

from postlint.channels import LIMITS, Fits
from postlint.draft.front import FrontMatter, InReplyTo, Media
from postlint.findings import Problem, Text
from postlint.rulebook.book import BUILT_IN_SIGNALS, NUMBERS, PERSONAL_SIGNALS, PLACEHOLDERS, Rulebook
from postlint.rulebook.fix_rules import misplaced
from postlint.rulebook.fix_rules import mistakes as fix_mistakes
from postlint.rulebook.model import KINDS, AppliesTo, Condition, Examples, Lexicon, LexiconRef, Rule, ValueSignal
from postlint.rulebook.phrases import PhraseError, parse_phrase
from postlint.rulebook.regexes import slow_regexes
from postlint.yamlio import nearest

At = tuple[str | int, ...]
_PARTS: dict[str, Any] = {"media": Media, "in_reply_to": InReplyTo}
_NEUTER = frozenset({"invulveld", "kanaal", "lexicon", "signaal"})
_MOST_LISTED = 60
"""Choices that a message lists; of more it names the nearest."""
_FREE = ("consent.", "media.consent.")
"""Front matter whose parts the author chooses."""
_FITS = {name.replace("_", "-"): get_args(hint) for name, hint in get_type_hints(Fits).items()}


def validate(book: Rulebook) -> Iterator[Problem]:
    """Give every mistake that one file alone does not show."""
    for lexicon in book.lexicons.values():
        yield from _lexicon(book, lexicon)
    for signal in book.signals.values():
        yield from _conditions(book, f"signals/{signal.id}", signal.check)
        yield from _signal(book, signal)
    for rule in book.rules.values():
        yield from _conditions(book, rule.id, rule.check)
        yield from _rule(book, rule)
    yield from _aliases(book)
    for law in book.laws.values():
        for name in law.sources:
            if name not in book.sources:
                yield _unknown(book, "laws", (), "bron", "source", name, book.sources)


def _lexicon(book: Rulebook, lexicon: Lexicon) -> Iterator[Problem]:
    key = f"lexicons/{lexicon.id}"
    if not lexicon.phrases:
        nl, en = "een lexicon heeft «entries» of «plain»", "a lexicon has «entries» or «plain»"
        yield _problem(book, key, (), nl, en)
    for n, entry in enumerate(lexicon.entries):
        yield from _phrase(book, key, entry, ("entries", n), inside_lexicon=True)
    for entry, plain in lexicon.plain.items():
        yield from _phrase(book, key, entry, ("plain", entry), inside_lexicon=True)
        if not plain.strip():
            nl, en = f"bij «{entry}» staat geen gewoon woord", f"«{entry}» has no plain words"
            yield _problem(book, key, ("plain", entry), nl, en)


def place_of(top: Condition, condition: Condition) -> At:
    """Give where in its file a condition stands, as keys and indexes; `top` is the file's `check`."""
    return next((at for inner, at in _walk(top, ("check",)) if inner is condition), ("check",))


def conditions_of(top: Condition) -> Iterator[tuple[Condition, At]]:
    """Give every condition of a file's `check`, exceptions too, each with its place as keys and indexes."""
    return _walk(top, ("check",))


def _problem(book: Rulebook, key: str, at: At, nl: str, en: str) -> Problem:
    source = book.files.get(key)
    path = source.path if source else f"rules/{key}.yaml"
    return Problem(Text(nl, en), path, source.line(at) if source else None)


def _unknown(book: Rulebook, key: str, at: At, nl: str, en: str, name: str, known: Iterable[str]) -> Problem:
    choices = sorted(known)
    near = nearest(name, choices)
    if near:
        hint = Text(f"; bedoel je «{near}»?", f"; do you mean «{near}»?")
    elif len(choices) <= _MOST_LISTED:
        listed = ", ".join(choices) or "—"
        hint = Text(f"; kies uit {listed}", f"; choose from {listed}")
    else:
        listed = ", ".join(get_close_matches(name, choices, n=5, cutoff=0))
        hint = Text(f"; het lijkt het meest op {listed}", f"; most like it are {listed}")
    unknown = "onbekend" if nl in _NEUTER else "onbekende"
    return _problem(book, key, at, f"{unknown} {nl} «{name}»{hint.nl}", f"unknown {en} «{name}»{hint.en}")


def _rule(book: Rulebook, rule: Rule) -> Iterator[Problem]:
    for n, name in enumerate(rule.sources):
        if name not in book.sources:
            yield _unknown(book, rule.id, ("sources", n), "bron", "source", name, book.sources)
    if rule.country is not None and not any(
        book.sources[name].country == rule.country for name in rule.sources if name in book.sources
    ):
        nl = f"een regel voor {rule.country} noemt een bron uit {rule.country}, die zegt waarom hij alleen daar geldt"
        en = f"a rule for {rule.country} names a source from {rule.country}, which says why it holds there alone"
        yield _problem(book, rule.id, ("country",), nl, en)
    for key in ("message", "advice"):
        for lang in ("nl", "en"):
            yield from _placeholders(book, rule, (key, lang), getattr(getattr(rule, key), lang))
    yield from _applies_to(book, rule.id, rule.applies_to)
    for at, nl, en in fix_mistakes(rule, book.lexicons, brings_plain=_brings_plain(book, rule.check)):
        yield _problem(book, rule.id, at, nl, en)
    yield from _examples(book, rule.id, rule.examples)
    if rule.direct and rule.category != "promotion":
        nl = "«direct» hoort alleen bij de categorie promotion"
        yield _problem(book, rule.id, ("direct",), nl, "«direct» belongs to the category promotion alone")


def _aliases(book: Rulebook) -> Iterator[Problem]:
    """Refuse a former id that is in use: what a configuration means by it must be certain."""
    owners: dict[str, str] = {}
    for rule in book.rules.values():
        for n, alias in enumerate(rule.aliases):
            owner = alias if alias in book.rules else owners.setdefault(alias, rule.id)
            if alias in book.rules or owner != rule.id or alias in rule.aliases[:n]:
                where = book.files[owner].path if owner in book.files else f"rules/{owner}.yaml"
                nl = f"de oude naam «{alias}» is al in gebruik in {where}"
                yield _problem(book, rule.id, ("aliases", n), nl, f"the former id «{alias}» is already used in {where}")


def _signal(book: Rulebook, signal: ValueSignal) -> Iterator[Problem]:
    key = f"signals/{signal.id}"
    if signal.law not in book.laws:
        yield _unknown(book, key, ("law",), "wet", "law", signal.law, book.laws)
    if signal.points and signal.praise is None:
        yield _problem(book, key, ("points",), "een signaal met «points» heeft ook «praise»", "«points» needs «praise»")
    yield from _examples(book, key, signal.examples)
    for at, nl, en in misplaced(signal.examples, has_fix=False):
        yield _problem(book, key, at, nl, en)
    if signal.id in _named_within(book, signal.check, set()):
        nl, en = f"het signaal «{signal.id}» verwijst naar zichzelf", f"the signal «{signal.id}» refers to itself"
        yield _problem(book, key, ("check",), nl, en)


def _named_within(book: Rulebook, check: Condition, seen: set[str]) -> set[str]:
    """Collect the signals that a condition asks for, also by way of other signals."""
    for condition in check.walk():
        for name in _signals_of(condition):
            if name in book.signals and name not in seen:
                seen.add(name)
                _named_within(book, book.signals[name].check, seen)
    return seen


def _examples(book: Rulebook, key: str, examples: Examples) -> Iterator[Problem]:
    for side, given in (("flag", examples.flag), ("pass", examples.pass_)):
        if not given:
            nl = f"er is minstens één voorbeeld onder «{side}»"
            yield _problem(book, key, ("examples", side), nl, f"there is at least one example under «{side}»")


def _placeholders(book: Rulebook, rule: Rule, at: At, text: str) -> Iterator[Problem]:
    try:
        used = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
    except ValueError:
        nl, en = "een losse accolade; schrijf {{ of }}", "a stray brace; write {{ or }}"
        yield _problem(book, rule.id, at, nl, en)
        return
    for name in sorted(used - PLACEHOLDERS):
        yield _unknown(book, rule.id, at, "invulveld", "placeholder", name, PLACEHOLDERS)
    if "plain" in used and not _brings_plain(book, rule.check):
        nl = "«{plain}» vraagt om «check: {phrases: {lexicon: …}}», met «plain» voor alles in dat lexicon"
        en = "«{plain}» needs «check: {phrases: {lexicon: …}}», with «plain» for everything in that lexicon"
        yield _problem(book, rule.id, at, nl, en)
    if "correct" in used and rule.check.signal != "misspelling":
        nl = "«{correct}» vraagt om «check: {signal: misspelling}»"
        en = "«{correct}» needs «check: {signal: misspelling}»"
        yield _problem(book, rule.id, at, nl, en)
    if "what" in used and not _tells_what(rule.check):
        nl = f"«{{what}}» vraagt om een van deze signalen, vooraan in «check»: {', '.join(sorted(PERSONAL_SIGNALS))}"
        en = f"«{{what}}» needs one of these signals, first in «check»: {', '.join(sorted(PERSONAL_SIGNALS))}"
        yield _problem(book, rule.id, at, nl, en)
    counted = any(c.count is not None or c.metric is not None for c in rule.check.walk())
    for name in sorted(used & NUMBERS if not counted else ()):
        nl, en = f"«{{{name}}}» vraagt om «count» of «metric»", f"«{{{name}}}» needs a «count» or «metric»"
        yield _problem(book, rule.id, at, nl, en)


def _tells_what(check: Condition) -> bool:
    """Tell whether every match of a check is that of a signal on personal data."""
    named = (check.signal,) if isinstance(check.signal, str) else check.signal
    if named is not None:
        return PERSONAL_SIGNALS.issuperset(named)
    if check.any is not None:
        return all(_tells_what(part) for part in check.any)
    return check.all is not None and _tells_what(check.all[0])


def _brings_plain(book: Rulebook, check: Condition) -> bool:
    """Tell whether every match of a check brings the plain words for it, so that no message has a hole."""
    items = (check.phrases,) if isinstance(check.phrases, LexiconRef) else check.phrases or ()
    known = [book.lexicons.get(name) for item in items if isinstance(item, LexiconRef) for name in item.names]
    written = any(not isinstance(item, LexiconRef) for item in items)
    return bool(known) and not written and all(lexicon is not None and not lexicon.entries for lexicon in known)


def _applies_to(book: Rulebook, key: str, to: AppliesTo) -> Iterator[Problem]:
    for name in ("channels", "except_channels"):
        for n, channel in enumerate(getattr(to, name)):
            if channel not in book.channels:
                yield _unknown(book, key, ("applies_to", name, n), "kanaal", "channel", channel, book.channels)
    for subject, allowed in to.fits.items():
        for n, value in enumerate(allowed):
            if value not in _FITS[subject]:
                at: At = ("applies_to", "fits", subject, n)
                yield _unknown(book, key, at, "waarde", "value", value, _FITS[subject])


def _conditions(book: Rulebook, key: str, top: Condition) -> Iterator[Problem]:
    for condition, at in _walk(top, ("check",)):
        kinds = condition.kinds
        if len(kinds) == 1:
            yield from _condition(book, key, condition, at)
            continue
        found = ", ".join(kinds) or "—"
        nl = f"een voorwaarde heeft precies één soort; hier staat: {found}. Kies uit {', '.join(KINDS)}"
        en = f"a condition has exactly one kind; here: {found}. One of {', '.join(KINDS)}"
        yield _problem(book, key, at, nl, en)


def _condition(book: Rulebook, key: str, condition: Condition, at: At) -> Iterator[Problem]:
    if condition.phrases is not None:
        items = (condition.phrases,) if isinstance(condition.phrases, LexiconRef) else condition.phrases
        for n, item in enumerate(items):
            here = (*at, "phrases", n)
            if isinstance(item, LexiconRef):
                yield from _lexicons(book, key, item.names, here)
            else:
                yield from _phrase(book, key, item, here)
    where = (*at, "signal") if condition.signal is not None else (*at, "count", "of")
    for n, name in enumerate(_signals_of(condition)):
        if name not in BUILT_IN_SIGNALS and name not in book.signals:
            yield _unknown(book, key, (*where, n), "signaal", "signal", name, BUILT_IN_SIGNALS | set(book.signals))
    for name in condition.metadata or ():
        yield from _field(book, key, (*at, "metadata", name), name)
    yield from _numbers(book, key, condition, at)
    if condition.bears is not None and condition.all is None:
        nl = "«bears» hoort bij «all»: het zegt wat de delen samen dragen"
        yield _problem(book, key, (*at, "bears"), nl, "«bears» belongs to «all»: it says what its parts bear together")
    for expression in slow_regexes((condition.pattern, condition.dependency)):
        nl = f"de reguliere expressie «{expression}» kan op sommige woorden eindeloos duren; herhaal geen groep waarin "
        nl += "zelf een herhaling of keuze staat"
        en = f"the regular expression «{expression}» may take forever on some words; repeat no group that holds a "
        en += "repetition or a choice itself"
        yield _problem(book, key, (*at, "dependency" if condition.pattern is None else "pattern"), nl, en)


def _numbers(book: Rulebook, key: str, condition: Condition, at: At) -> Iterator[Problem]:
    for name, pair in (("count", ("more_than", "at_least")), ("metric", ("more_than", "less_than"))):
        asked = getattr(condition, name)
        if asked is None:
            continue
        limits = {side: limit for side in pair if (limit := getattr(asked, side)) is not None}
        if len(limits) != 1:
            nl, en = f"«{name}» heeft óf {pair[0]} óf {pair[1]}", f"«{name}» has either {pair[0]} or {pair[1]}"
            yield _problem(book, key, (*at, name), nl, en)
        for side, limit in limits.items():
            if isinstance(limit, float) and not isfinite(limit):
                nl, en = f"een grens is een eindig getal en niet {limit}", f"a limit is a finite number and not {limit}"
                yield _problem(book, key, (*at, name, side), nl, en)
            if isinstance(limit, str) and limit not in LIMITS:
                yield _unknown(book, key, (*at, name, side), "grens", "limit", limit, LIMITS)
    for name in ("present", "absent"):
        several = getattr(condition, name)
        if several is not None and (several.at_least or 0) > len(several.of):
            number = len(several.of)
            nl = f"«{name}» telt maar {number} {'voorwaarde' if number == 1 else 'voorwaarden'}"
            en = f"«{name}» has only {number} {'condition' if number == 1 else 'conditions'}"
            yield _problem(book, key, (*at, name), nl, en)


def _field(book: Rulebook, key: str, at: At, name: str) -> Iterator[Problem]:
    """Refuse front matter that no draft can have, or the rule would always find it missing."""
    head = name.partition(".")[0]
    parts = _PARTS[head].__struct_encode_fields__ if head in _PARTS else ()
    known = [*FrontMatter.__struct_encode_fields__, *(f"{head}.{part}" for part in parts)]
    if name not in known and not name.startswith(_FREE):
        yield _unknown(book, key, at, "sleutel in front matter", "front matter key", name, known)


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
