"""The sets of settings that drafts of one run have, each with its rules and its session, made when first needed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from postlint.config import Config, ForPath
from postlint.findings import Lang
from postlint.linter.policy import Policy, policy, refuse_unknown
from postlint.paths import ready_rules_dir, rules_dir
from postlint.rulebook import Rulebook, load_rulebook

if TYPE_CHECKING:
    from postlint.linter.aside import Memory
    from postlint.linter.session import Session


class Bench:
    """The rules for some drafts, and the session that judges them."""

    def __init__(
        self, policy: Policy, known: Mapping[str, str], config: Config, benches: Benches, memory: Memory | None
    ) -> None:
        self.policy = policy
        self.known = known
        self.config = config
        self._benches = benches
        self._memory = memory
        self._session: Session | None = None

    @property
    def session(self) -> Session:
        """The compiled rules and the Dutch pipeline, loaded when first asked for; the pipeline is shared."""
        if self._session is None:
            from postlint.linter.session import Session

            self._session = Session(
                self.policy.book, self.config.model, self._benches.lang,
                known=self.known, memory=self._memory, practice=self.config.practice,
                like=self._benches.loaded(self.config.model), moves=self.config.moves,
            )  # fmt: skip
        return self._session

    def has_session(self) -> bool:
        """Tell whether the session is there already."""
        return self._session is not None


class Benches:
    """Makes a bench for every set of settings that is asked for, and keeps it.

    Args:
        select: the rules, laws or categories that the call asks for.
        ignore: what the call leaves out.
        lang: the language of everything said.
        memory: what remembers earlier findings; None for nothing.
        store: where rulebooks are kept that were read before; None for nowhere.

    """

    def __init__(
        self, select: Sequence[str], ignore: Sequence[str], lang: Lang, memory: Memory | None, store: Path | None = None
    ) -> None:
        self.lang: Lang = lang
        self._select, self._ignore = select, ignore
        self._memory = memory
        self._store = store
        self._books: dict[Path | None, Rulebook] = {}
        self._benches: dict[tuple[Path | None, str], Bench] = {}

    def of(self, config: Config, held: ForPath) -> Bench:
        """Give the bench for some settings.

        Raises:
            Problem: when a rule, law or category named is not known, or a rule file is wrong.

        """
        key = (config.path, repr((held.select, held.ignore, held.severity, held.options)))
        if key not in self._benches:
            book = self._book(config)
            made = policy(book, config, held, self._select, self._ignore, self.lang)
            self._benches[key] = Bench(made, book.names, config, self, self._memory)
        return self._benches[key]

    def loaded(self, model: str | None) -> Session | None:
        """Give a session with this model that is there already."""
        benches: Iterable[Bench] = self._benches.values()
        return next((b.session for b in benches if b.has_session() and b.config.model == model), None)

    def _book(self, config: Config) -> Rulebook:
        if config.path not in self._books:
            book = load_rulebook(rules_dir(), config.rule_folders(), self._store, ready_rules_dir())
            refuse_unknown(book, config)
            self._books[config.path] = book
        return self._books[config.path]
