"""Which rules are on and how severe they are: by id, law or category."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

import msgspec

from postlint.config import Settings
from postlint.findings import CATEGORIES, Lang, Notice, Problem, Severity, Text
from postlint.rulebook import Condition, Rulebook
from postlint.rulebook.needs import MOVES, PERSONAL_DATA, SPELLING, Needs
from postlint.rulebook.practice import Country
from postlint.yamlio import nearest

RENAMED = Text(
    "de regel «{old}» heet nu «{new}»; pas de naam aan.",
    "the rule “{old}” is now called “{new}”; change the name.",
)


class Switched(NamedTuple):
    """What a setting switches on and off.

    `feature` is what rules need of it, `setting` the key; `off` is said to whoever asks for its rules where it is off,
    `missing` where it is on but the extra of the package that gives it is not installed. What comes without an extra is
    never missing here: a session tells of a model that cannot be used.
    """

    feature: str
    setting: str
    off: Text
    missing: Text | None = None


_SWITCHED = (
    Switched(
        SPELLING,
        "spelling",
        Text(
            "spelling staat uit; zet «spelling: true» in postlint.yaml.",
            "spelling is off; write “spelling: true” in postlint.yaml.",
        ),
        Text(
            "spelling staat aan, maar de woordenlijst is er niet, dus daar is niet naar gekeken. Installeer hem met: "
            'pip install "postlint[spelling]"',
            "spelling is on, but the word list is not there, so it was not looked at. Install it with: "
            'pip install "postlint[spelling]"',
        ),
    ),
    Switched(
        PERSONAL_DATA,
        "personal_data",
        Text(
            "zoeken naar persoonsgegevens staat uit; zet «personal_data: true» in postlint.yaml.",
            "looking for personal data is off; write “personal_data: true” in postlint.yaml.",
        ),
        Text(
            "zoeken naar persoonsgegevens staat aan, maar deduce is er niet, dus daar is niet naar gekeken. Installeer "
            'het met: pip install "postlint[privacy]"',
            "looking for personal data is on, but deduce is not there, so it was not looked at. Install it with: "
            'pip install "postlint[privacy]"',
        ),
    ),
    Switched(
        MOVES,
        "moves",
        Text(
            "het model dat zegt wat zinnen doen, staat uit; haal «moves: false» weg uit postlint.yaml.",
            "the model that tells what sentences do is off; remove “moves: false” from postlint.yaml.",
        ),
    ),
)


def renamed(book: Rulebook, names: Iterable[str], lang: Lang) -> Iterator[Notice]:
    """Give a notice for each name that a rule had before; every part that takes rule ids from users says it so."""
    for old in dict.fromkeys(names):
        new = book.aliases.get(old)
        if new is not None:
            yield Notice("rule-renamed", RENAMED.to(lang).format(old=old, new=new))


def chosen_rules(book: Rulebook, select: Sequence[str], ignore: Sequence[str]) -> list[str]:
    """Give the ids of the rules that are on: all, or those selected, without those ignored; former ids count too.

    Raises:
        Problem: when a name is no rule, law or category, with the nearest one.

    """
    wanted = _named(book, select) if select else set(book.rules)
    unwanted = _named(book, ignore)
    return [rule for rule in book.rules if rule in wanted and rule not in unwanted]


def in_country(book: Rulebook, rules: Iterable[str], country: Country) -> list[str]:
    """Give the rules that hold in a country: its own, and those that name none."""
    return [rule for rule in rules if book.rules[rule].country in (None, country)]


def with_features(
    book: Rulebook, chosen: Sequence[str], select: Sequence[str], config: Settings, lang: Lang
) -> tuple[list[str], list[Notice]]:
    """Leave out the rules that need what is switched off or not installed, and tell whoever asked for them."""
    needs = Needs(book)
    rest, notices = list(chosen), []
    for one in _SWITCHED:
        wanted = bool(getattr(config, one.setting))
        if wanted and one.missing is None:
            continue
        asking = {rule for rule in rest if one.feature in needs.of(book.rules[rule].check)}
        if not asking or (wanted and _is_installed(one.feature)):
            continue
        rest = [rule for rule in rest if rule not in asking]
        if wanted and one.missing is not None:
            notices.append(Notice(f"{one.feature}-missing", one.missing.to(lang)))
        elif asking & {book.current(name) for name in select}:
            notices.append(Notice(f"{one.feature}-off", one.off.to(lang)))
    return rest, notices


def _is_installed(feature: str) -> bool:
    from postlint.dutch import personal, spelling

    return {SPELLING: spelling.is_available, PERSONAL_DATA: personal.is_available}[feature]()


def with_severities(book: Rulebook, wanted: Mapping[str, Severity]) -> Rulebook:
    """Give the rulebook with other severities, by rule, law or category; of several for one rule the last counts.

    A rule finds the same as before: how sure the model of moves must be stays what suits the rule's own severity.

    Raises:
        Problem: when a name is no rule, law or category, with the nearest one.

    """
    rules = dict(book.rules)
    for name, severity in wanted.items():
        for rule in _named(book, [name]):
            check = _as_sure_as(book.rules[rule].severity, book.rules[rule].check)
            rules[rule] = msgspec.structs.replace(rules[rule], severity=severity, check=check)
    return replace(book, rules=rules)


def _as_sure_as(severity: Severity, condition: Condition) -> Condition:
    """Give a condition whose moves and judgements count from what suits a severity, where they do not say from what."""
    changes: dict[str, Any] = {}
    if condition.kind in ("move", "judged") and condition.at_least is None:
        changes["at_least"] = severity
    for name in ("all", "any", "unless"):
        inside = getattr(condition, name) or ()
        if inside:
            changes[name] = tuple(_as_sure_as(severity, c) if isinstance(c, Condition) else c for c in inside)
    for name in ("not_", "reply_to"):
        if (one := getattr(condition, name)) is not None:
            changes[name] = _as_sure_as(severity, one)
    for name in ("present", "absent"):
        if (several := getattr(condition, name)) is not None:
            of = tuple(_as_sure_as(severity, c) for c in several.of)
            changes[name] = msgspec.structs.replace(several, of=of)
    return msgspec.structs.replace(condition, **changes)


def _named(book: Rulebook, names: Iterable[str]) -> set[str]:
    out: set[str] = set()
    for name in map(book.current, names):
        found = {r.id for r in book.rules.values() if name in (r.id, r.law, r.category)}
        if not found and name not in book.laws and name not in CATEGORIES:
            raise _unknown(book, name)
        out |= found
    return out


def _unknown(book: Rulebook, name: str) -> Problem:
    short = {rule.partition("/")[2]: rule for rule in book.rules}
    found = nearest(name, [*short, *book.rules, *book.laws, *CATEGORIES])
    near = short.get(found, found) if found else None
    nl, en = (f"; bedoel je «{near}»?", f"; do you mean “{near}”?") if near else (".", ".")
    return Problem(
        Text(
            f"«{name}» is geen regel, wet of categorie{nl} Zie: postlint rules",
            f"“{name}” is no rule, law or category{en} See: postlint rules",
        )
    )
