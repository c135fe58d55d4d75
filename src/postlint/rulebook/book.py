"""What a whole rulebook is, and the names that are built in.

Place in the data flow: `load.py` fills it, `validate.py` checks it, `checks` compiles it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from msgspec import Struct

from postlint.findings import CATEGORIES
from postlint.rulebook.folders import RuleFolder
from postlint.rulebook.model import Law, Lexicon, Rule, ValueSignal
from postlint.yamlio import Source

PLACEHOLDERS = frozenset({"match", "channel", "count", "limit", "over", "first", "plain", "correct", "what"})
NUMBERS = frozenset({"count", "limit", "over"})
"""The placeholders that only a count or a metric can fill."""
PERSONAL_SIGNALS = frozenset(
    {"personal-name", "personal-first-name", "personal-address", "birth-date", "patient-number"}
)
"""The signals that tell what they found, for the placeholder «what»."""
BUILT_IN_SIGNALS = frozenset(
    {
        "hashtag", "mention", "url", "email", "phone", "emoji", "price", "percentage", "number", "date", "time", "bsn",
        "capitals", "capitals-run", "exclamation", "exclamation-run", "question", "ordered-item", "bullet", "link",
        "decorated", "initials", "list", "imperative", "first-person", "second-person", "superlative", "past", "quote",
        "misspelling", "repeated-hashtag", "tracked-link", "sign-off", *PERSONAL_SIGNALS,
    }
)  # fmt: skip


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
    """Everything postlint knows, checked: no rule in it names a law, source, lexicon or signal that is not there.

    `files` holds the text of every rule (`law/name`), signal (`signals/name`) and lexicon (`lexicons/name`), and
    `origins` the folder that each comes from.
    """

    laws: Mapping[str, Law]
    rules: Mapping[str, Rule]
    signals: Mapping[str, ValueSignal]
    lexicons: Mapping[str, Lexicon]
    sources: Mapping[str, SourceInfo]
    files: Mapping[str, Source] = field(default_factory=dict, repr=False)
    channels: frozenset[str] = frozenset()
    origins: Mapping[str, RuleFolder] = field(default_factory=dict, repr=False)

    @property
    def aliases(self) -> dict[str, str]:
        """The ids that rules had before, each with the id of today."""
        return {alias: rule.id for rule in self.rules.values() for alias in rule.aliases}

    @property
    def names(self) -> dict[str, str]:
        """Whatever users may call a rule, with the id of today: its id, a former one, or its name without the law."""
        return self._short_names | {rule: rule for rule in self.rules} | self.aliases

    def current(self, name: str) -> str:
        """Give the id of today for whatever a rule is called, and any other name as it is."""
        return name if name in self.rules else self.names.get(name, name)

    @property
    def _short_names(self) -> dict[str, str]:
        """The names without law that belong to one rule alone and to no law or category."""
        counted = Counter(map(_without_law, self.rules))
        taken = {*self.laws, *CATEGORIES}
        short = ((_without_law(rule), rule) for rule in self.rules)
        return {name: rule for name, rule in short if counted[name] == 1 and name not in taken}

    def file(self, key: str) -> Path:
        """Give where the file of a rule, signal or lexicon is.

        Raises:
            KeyError: when the rulebook was not read from folders, or has no such file.

        """
        return self.origins[key].path / f"{key}.yaml"

    def only(self, rules: Iterable[str]) -> Rulebook:
        """Give the same rulebook with these rules alone."""
        keep = set(rules)
        return replace(self, rules={key: rule for key, rule in self.rules.items() if key in keep})


def _without_law(rule: str) -> str:
    return rule.partition("/")[2]
