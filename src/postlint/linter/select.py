"""Which rules are on: by id, law or category."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from postlint.findings import CATEGORIES, Problem, Text
from postlint.rulebook import Rulebook
from postlint.yamlio import nearest


def chosen_rules(book: Rulebook, select: Sequence[str], ignore: Sequence[str]) -> list[str]:
    """Give the ids of the rules that are on: all, or those selected, without those ignored.

    Raises:
        Problem: when a name is no rule, law or category, with the nearest one.

    """
    wanted = _named(book, select) if select else set(book.rules)
    unwanted = _named(book, ignore)
    return [rule for rule in book.rules if rule in wanted and rule not in unwanted]


def _named(book: Rulebook, names: Iterable[str]) -> set[str]:
    out: set[str] = set()
    for name in names:
        found = {r.id for r in book.rules.values() if name in (r.id, r.law, r.category)}
        if not found and name not in book.laws and name not in CATEGORIES:
            raise _unknown(book, name)
        out |= found
    return out


def _unknown(book: Rulebook, name: str) -> Problem:
    short = {rule.partition("/")[2]: rule for rule in book.rules}
    found = nearest(name, [*short, *book.rules, *book.laws, *CATEGORIES])
    near = short.get(found, found) if found else None
    nl, en = (f"; bedoel je «{near}»?", f"; do you mean “{near}”?") if near else ("", "")
    return Problem(
        Text(
            f"«{name}» is geen regel, wet of categorie{nl} Zie: postlint rules",
            f"“{name}” is no rule, law or category{en} See: postlint rules",
        )
    )
