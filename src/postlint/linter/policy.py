"""Which rules hold for a draft, how severe and with which limits: what configuration makes of the rulebook.

Place in the data flow: `linter` asks it once for every set of settings that some draft has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from postlint.config import Config, ForPath, Origin
from postlint.findings import Lang, Notice, Problem, Severity, Text
from postlint.linter.limits import with_limits
from postlint.linter.select import chosen_rules, in_country, renamed, with_features, with_severities
from postlint.rulebook import Rulebook
from postlint.settings import Level, Limits
from postlint.yamlio import nearest

_NO_RULES = Text(
    "Er blijft geen regel over om mee te beoordelen; kijk naar wat je kiest en weglaat (select, ignore, severity).",
    "No rule is left to judge by; look at what you choose and leave out (select, ignore, severity).",
)


class Policy(NamedTuple):
    """The rules that hold for some drafts, and what is worth knowing about how they were chosen."""

    book: Rulebook
    notices: tuple[Notice, ...]


def policy(
    whole: Rulebook, config: Config, held: ForPath, select: Sequence[str], ignore: Sequence[str], lang: Lang
) -> Policy:
    """Give the rules that hold under some settings.

    Args:
        whole: every rule there is.
        config: the configuration, whose names `refuse_unknown` has looked at.
        held: what it says of the drafts concerned.
        select: the rules, laws or categories that the call asks for; they go before those of the configuration.
        ignore: what the call leaves out, besides what the configuration leaves out.
        lang: the language of notices.

    Raises:
        Problem: when the call names something that is no rule, law or category.

    """
    selected, ignored = select or held.select, [*ignore, *held.ignore]
    levels = levels_of(whole, held.severity)
    chosen = in_country(whole, chosen_rules(whole, selected, ignored), config.country)
    chosen, unheard = with_features(whole, chosen, selected, config, lang)
    severities = {rule: Severity(level) for rule, level in levels.items() if level != "off"}
    book = with_severities(with_limits(whole, held.options), severities)
    named = [*selected, *ignored, *held.severity, *held.options]
    left = [rule for rule in chosen if levels.get(rule) != "off"]
    silent = [Notice("no-rules", _NO_RULES.to(lang))] if whole.rules and not left and not unheard else []
    return Policy(book.only(left), (*renamed(whole, named, lang), *unheard, *silent))


def levels_of(book: Rulebook, wanted: Mapping[str, Level]) -> dict[str, Level]:
    """Give the severity configured for each rule: that of its id, or else of its category, or else of its law."""
    current = {book.current(name): level for name, level in wanted.items()}
    out: dict[str, Level] = {}
    for rule in book.rules.values():
        name = next((name for name in (rule.id, rule.category, rule.law) if name in current), None)
        if name is not None:
            out[rule.id] = current[name]
    return out


def unknown_rule(name: str, known: Mapping[str, str]) -> Problem:
    """Say that a name is no rule, with the nearest one; `known` holds whatever rules are called, with their ids."""
    found = nearest(name, known)
    near = known[found] if found else None
    nl, en = (f"; bedoel je «{near}»?", f"; do you mean “{near}”?") if near else (".", ".")
    return Problem(
        Text(f"«{name}» is geen regel{nl} Zie: postlint rules", f"“{name}” is no rule{en} See: postlint rules")
    )


def refuse_unknown(book: Rulebook, config: Config) -> None:
    """Look at every rule, law and category that a configuration names, also where no draft needs it.

    Raises:
        Problem: at the first that is none, or a limit that a rule does not have, with file and line.

    """
    for names, options, origin in _named(config):
        try:
            chosen_rules(book, names, [])
            with_limits(book, options)
        except Problem as problem:
            if origin is None or problem.path is not None:
                raise
            raise Problem(problem.text, origin.path, origin.line) from None


_Said = tuple[list[str], Mapping[str, Limits], Origin | None]


def _named(config: Config) -> Iterator[_Said]:
    """Give every name with where it stands."""
    for key in ("select", "ignore"):
        for n, name in enumerate(getattr(config, key)):
            yield [name], {}, config.origin(key, str(n))
    for name in config.severity:
        yield [name], {}, config.origin("severity", name)
    for name, limits in config.options.items():
        yield [], {name: limits}, config.origin("options", name)
    for n, override in enumerate(config.overrides):
        for key in ("select", "ignore", "severity"):
            for name in getattr(override, key):
                yield [name], {}, config.origin("overrides", str(n), key)
        for name, limits in override.options.items():
            yield [], {name: limits}, config.origin("overrides", str(n), "options")
