"""Find a rule, law or channel by what the user calls it: from file names, and channels by their other names too."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from postlint.findings import CATEGORIES, Problem, Text
from postlint.rulebook import RuleFolder, former_ids, rule_ids
from postlint.rulebook.series import series_ids

if TYPE_CHECKING:
    from postlint.channels import Profile
    from postlint.rulebook import Law

What = Literal["rule", "law", "channel", "series", "category"]


_LAW_NUMBER = re.compile(r"(?:(?:wet|law)\s*)?(\d{1,2})")


class Found(NamedTuple):
    """What a name stands for; `old` is the former id by which a rule was asked for."""

    what: What
    id: str
    old: str = ""


def find(name: str, folder: Path, laws: Mapping[str, Law], extra: Sequence[RuleFolder] = ()) -> Found:
    """Give what a name stands for: a full id, a rule's short name, a law, a channel, or a beginning of one of these.

    The id that a rule had before goes for a full id, and so do any name of a channel, the number of a law («3», «wet
    3») and a category.

    Args:
        name: what the user calls it.
        folder: postlint's own rules folder.
        laws: the laws by id.
        extra: folders with more rules.

    Raises:
        Problem: when nothing goes by that name, or several things do.

    """
    channels = folder / "channels"
    known = [Found("rule", rule) for rule in rule_ids(folder, extra)]
    known += [Found("law", law) for law in laws]
    known += [Found("series", rule) for rule in series_ids(folder)]
    known += [Found("channel", path.stem) for path in sorted(channels.glob("*.yaml"))]
    wanted = name.strip().lower().removesuffix(".yaml").rstrip("/")
    if "/" in wanted and not any(_is(found, wanted) for found in known):
        new = former_ids(folder, extra).get(wanted)
        if new is not None:
            return Found("rule", new, wanted)
    if found := _only(name, wanted, known, (_is, _is_short)):
        return found
    if number := _LAW_NUMBER.fullmatch(wanted):
        known_numbers = {law.number: law.id for law in laws.values()}
        if int(number[1]) in known_numbers:
            return Found("law", known_numbers[int(number[1])])
    if wanted in CATEGORIES:
        return Found("category", wanted)
    profiles = _profiles(channels)
    if found := _by_other_name(name, profiles) or _only(name, wanted, known, (_begins, _short_begins)):
        return found
    raise _unknown(name, wanted, known, profiles)


def _only(name: str, wanted: str, known: Sequence[Found], ways: Iterable[Callable[[Found, str], bool]]) -> Found | None:
    """Give the one thing that a name fits, in the first way in which it fits any.

    Raises:
        Problem: when it fits several things in that way.

    """
    for fits in ways:
        hits = [found for found in known if fits(found, wanted)]
        if len(hits) > 1:
            raise _ambiguous(name, hits)
        if hits:
            return hits[0]
    return None


def _profiles(folder: Path) -> Mapping[str, Profile]:
    """Give the channels with their other names; none where a file is broken, for that is told elsewhere."""
    from postlint.channels import load_profiles

    try:
        return load_profiles(folder)
    except Problem:
        return {}


def _by_other_name(name: str, profiles: Mapping[str, Profile]) -> Found | None:
    """Give the channel that goes by a name as `postlint channels` knows it: an alias or its label."""
    from postlint.channels import UnknownChannel, resolve

    try:
        return Found("channel", resolve(name.strip(), profiles).id)
    except UnknownChannel:
        return None


def _is(found: Found, name: str) -> bool:
    return found.id == name


def _is_short(found: Found, name: str) -> bool:
    return _short(found) == name


def _begins(found: Found, name: str) -> bool:
    return bool(name) and found.id.startswith(name)


def _short_begins(found: Found, name: str) -> bool:
    return bool(name) and _short(found).startswith(name)


def _short(found: Found) -> str:
    return found.id.rpartition("/")[2]


def _ambiguous(name: str, hits: Sequence[Found]) -> Problem:
    listed = ", ".join(hit.id for hit in hits)
    return Problem(
        Text(f"«{name}» kan van alles zijn; kies uit: {listed}", f"“{name}” may be several things: {listed}")
    )


def _unknown(name: str, wanted: str, known: Sequence[Found], profiles: Mapping[str, Profile]) -> Problem:
    names = {alias: profile.id for profile in profiles.values() for alias in profile.aliases}
    names |= {_short(found): found.id for found in known} | {found.id: found.id for found in known}
    close = difflib.get_close_matches(wanted, names, n=6, cutoff=0.5)
    near = list(dict.fromkeys(names[match] for match in close))[:3]
    nl = f"; bedoel je {' of '.join(near)}?" if near else ";"
    en = f"; do you mean {' or '.join(near)}?" if near else ";"
    return Problem(
        Text(
            f"«{name}» is geen regel, wet of kanaal{nl} postlint rules toont alle regels.",
            f"“{name}” is no rule, law or channel{en} postlint rules shows all rules.",
        )
    )
