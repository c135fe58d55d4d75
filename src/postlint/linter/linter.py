"""Judge drafts from files, bytes or text, with one configuration.

Place in the data flow: the command line and the public API make a Linter; it finds the drafts, asks the cache, and has
the rest judged at the desk, here or in worker processes. It imports no rules, no checks and no spaCy before a draft
needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from postlint.draft.decode import STDIN, read_file
from postlint.files import ALL_EXCLUDED, EXCLUDED, Skipped, discover
from postlint.findings import MOST_JOBS, DraftError, DraftReport, Lang, Notice, Problem, Text
from postlint.linter.known import Configs, built_on
from postlint.linter.stream import Found, Waiting, in_order

if TYPE_CHECKING:
    from postlint.cache import Cache
    from postlint.channels import Profile
    from postlint.config import Config
    from postlint.draft import Draft
    from postlint.linter.aside import Memory
    from postlint.linter.cached import Cached
    from postlint.linter.desk import Desk, Task
    from postlint.linter.moves import DraftMoves
    from postlint.linter.pool import Jobs
    from postlint.linter.session import Session
    from postlint.rulebook import Rulebook

KINDS = ("post", "reply", "thanks")

Outcome = DraftReport | DraftError | Notice
Wanted = Callable[[Path], bool]


class Linter:
    """Judges drafts with one configuration.

    Args:
        config: what the configuration file says.
        lang: the language of everything said.
        select: judge by these rules, laws or categories alone.
        ignore: leave out these rules, laws or categories.
        channel: the channel of drafts that name none.
        kind: the kind of drafts that name none.
        nearest: whether a file that has a configuration of its own, in its folder or above it, goes by that one.
        memory: what remembers earlier findings, such as a baseline.
        cache: what earlier runs found; None judges everything anew.
        jobs: how many processes may judge drafts at once; "auto" for as many as pay.

    Making one loads no rules: they are read when a draft has to be judged that the cache does not know, or when
    somebody asks for `book`, `notices`, `session`, `profiles` or `rule()`. All of these raise a Problem when a rule,
    law, category or channel named is not known, or a rule file is wrong.

    Raises:
        Problem: when the language or the kind is not known, or `jobs` is no number from 1 to 256 or "auto".
        TypeError: when `select` or `ignore` is one string.

    """

    def __init__(
        self,
        config: Config | None = None,
        *,
        lang: Lang = "nl",
        select: Sequence[str] = (),
        ignore: Sequence[str] = (),
        channel: str | None = None,
        kind: str | None = None,
        nearest: bool = False,
        memory: Memory | None = None,
        cache: Cache | None = None,
        jobs: Jobs = 1,
    ) -> None:
        self.config = config or _empty()
        self.lang: Lang = _known_lang(lang)
        self._asked: dict[str, Any] = {
            "lang": lang, "select": _several("select", select), "ignore": _several("ignore", ignore),
            "channel": channel, "kind": _known_kind(kind),
        }  # fmt: skip
        self._nearest = nearest
        self._memory = memory
        self._configs = Configs(self.config, nearest=nearest, cache=cache)
        self._cache = cache
        self._jobs: Jobs = _possible(jobs)

    @property
    def book(self) -> Rulebook:
        """The rules that hold for drafts that no override names."""
        return self._desk.bench.policy.book

    @property
    def profiles(self) -> dict[str, Profile]:
        """All channels by id."""
        return self._desk.profiles

    @property
    def session(self) -> Session:
        """The compiled rules and the Dutch pipeline of drafts that no override names, loaded when first asked for."""
        return self._desk.bench.session

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is worth knowing about the configurations of all drafts so far, such as that a rule has a new name."""
        return tuple(dict.fromkeys(notice for config in self._configs.seen for notice in self._notices_of(config)))

    @property
    def built_on(self) -> tuple[Path, ...]:
        """The files of the configurations of all drafts so far, and the folders with rules beside postlint's own."""
        return tuple(dict.fromkeys(path for config in self._configs.seen for path in built_on(config)))

    def rule(self, name: str) -> str:
        """Give the id of today of a rule.

        Raises:
            Problem: when the name is no rule, with the nearest one.

        """
        from postlint.linter.policy import unknown_rule

        known = self._desk.bench.known
        if name not in known:
            raise unknown_rule(name, known)
        return known[name]

    def config_of(self, path: str | Path) -> Config:
        """Give the configuration that holds for a file."""
        return self._configs.of(path)

    def check_paths(self, paths: Sequence[str], only: Wanted | None = None) -> Iterator[Outcome]:
        """Judge files, folders and globs, in the order in which they are found; what cannot be judged is an error.

        Args:
            paths: as `discover` takes them.
            only: which of the files found to judge, and pass over the others in silence; all without it.

        """
        return cast("Iterator[Outcome]", self._each(paths, "judge", only))

    def moves_of_paths(self, paths: Sequence[str]) -> Iterator[DraftMoves | DraftError | Notice]:
        """Tell what the model of moves sees in files, folders and globs, read as `check_paths` reads them.

        Raises:
            Problem: when the model cannot be used here.

        """
        _ = self._desk  # a wrong channel is told whatever the paths
        return cast("Iterator[DraftMoves | DraftError | Notice]", self._each(paths, "moves"))

    def moves_of_stdin(self, data: bytes, filename: str | None = None) -> list[DraftMoves]:
        """Tell what the model of moves sees in one draft from bytes, once for every channel it names.

        Raises:
            Problem: when it cannot be judged, or the model cannot be used here.

        """
        from postlint.draft import read_bytes

        draft = read_bytes(data, filename or STDIN, self.lang)
        return cast("list[DraftMoves]", self._desk.of_draft(draft, "moves"))

    def check_stdin(self, data: bytes, filename: str | None = None) -> list[DraftReport]:
        """Judge one draft from bytes, once for every channel it names.

        Raises:
            Problem: when it cannot be judged.

        """
        path = filename or STDIN
        known = None if self._cached is None else self._cached.get(path, data)
        if known is not None:
            return known
        from postlint.draft import read_bytes

        reports = self.check_draft(read_bytes(data, path, self.lang))
        if self._cached is not None:
            self._cached.put(path, data, reports)
        return reports

    def check_text(self, text: str, filename: str | None = None) -> list[DraftReport]:
        """Judge one draft from text, once for every channel it names.

        Raises:
            Problem: when it cannot be judged.

        """
        from postlint.draft import read_text

        return self.check_draft(read_text(text, filename or STDIN, self.lang))

    def check_texts(self, texts: Iterable[str]) -> Iterator[list[DraftReport] | DraftError]:
        """Judge many drafts from text, in the order given, a few at a time: for archives, and for data frames.

        Whatever comes by, no more is held than a few hundred drafts; what cannot be judged is an error in its place.

        Args:
            texts: drafts, front matter allowed; taken as they are needed.

        Raises:
            TypeError: when it is one string.

        """
        return self._of_texts(_no_string("texts", texts))

    def _of_texts(self, texts: Iterable[str]) -> Iterator[list[DraftReport] | DraftError]:
        waiting = (Waiting(STDIN, text.encode("utf-8", "replace")) for text in texts)
        for entry in in_order(waiting, lambda: self._desk, "judge", self._jobs, self.lang):
            told = list(entry.told)
            yield told[0] if isinstance(told[0], DraftError) else told

    def check_draft(self, draft: Draft) -> list[DraftReport]:
        """Judge one draft, once for every channel it names.

        Raises:
            Problem: when its channel is not known.

        """
        return cast("list[DraftReport]", self._desk.of_draft(draft))

    @cached_property
    def _desk(self) -> Desk:
        from postlint.linter.desk import Desk, Order

        store = None if self._cache is None else self._cache.rules
        order = Order(self.config, nearest=self._nearest, memory=self._memory, store=store, **self._asked)
        return Desk(order, self._configs)

    @cached_property
    def _cached(self) -> Cached | None:
        if self._cache is None:
            return None
        from postlint.linter.cached import Cached

        return Cached(self._cache, self._configs, list(self._asked.items()), self._memory)

    def _notices_of(self, config: Config) -> Sequence[Notice]:
        def said() -> list[tuple[str, str]]:
            bench = self._desk.benches.of(config, config.everywhere)
            return [(notice.code, notice.message) for notice in bench.policy.notices]

        kept = said() if self._cached is None else self._cached.recall("notices", config, said)
        return [Notice(code, message) for code, message in kept]

    def _each(self, paths: Sequence[str], task: Task, only: Wanted | None = None) -> Iterator[Any]:
        wanted = (item for item in self._drafts(paths) if only is None or not isinstance(item, Path) or only(item))
        found = (self._look_up(item, task) for item in wanted)
        for entry in in_order(found, lambda: self._desk, task, self._jobs, self.lang):
            if isinstance(entry, Waiting) and self._cached is not None and task == "judge":
                self._keep(entry)
            yield from entry.told

    def _look_up(self, item: Path | Problem | Skipped, task: Task) -> Found | Waiting:
        """Read what was found, and see whether it must be judged."""
        if isinstance(item, Skipped):
            return Found([Notice("skipped", f"{item.path}: {item.reason.to(self.lang)}")])
        path = str(item)
        try:
            if isinstance(item, Problem):
                raise item
            data = read_file(item, path)
        except Problem as problem:
            return Found([DraftError(problem.path or "", problem.text.to(self.lang), problem.line)])
        known = self._cached.get(path, data) if self._cached is not None and task == "judge" else None
        return Waiting(path, data) if known is None else Found(known)

    def _keep(self, entry: Waiting) -> None:
        reports = [one for one in entry.told if isinstance(one, DraftReport)]
        if self._cached is not None and len(reports) == len(entry.told):
            self._cached.put(entry.path, entry.data, reports)

    def _drafts(self, paths: Sequence[str]) -> Iterator[Path | Problem | Skipped]:
        """Find the files, without those that their own configuration excludes."""
        passed: Path | None = None
        empty = True
        for item in discover(paths, self.config.exclude, root=self.config.root):
            if isinstance(item, Path) and (own := self.config_of(item)) is not self.config and own.excludes(item):
                if str(item) in paths:
                    yield Skipped(item, EXCLUDED)
                else:
                    passed = item
                continue
            empty = False
            yield item
        if empty and passed is not None:
            yield Skipped(passed.parent, ALL_EXCLUDED)


def _empty() -> Config:
    from postlint.config import Config

    return Config()


def _known_lang(lang: Lang) -> Lang:
    if lang in ("nl", "en"):
        return lang
    nl = f"postlint kent de taal «{lang}» niet; kies nl of en"
    raise Problem(Text(nl, f"postlint does not know the language “{lang}”; choose nl or en"))


def _possible(jobs: Jobs) -> Jobs:
    if jobs == "auto" or (isinstance(jobs, int) and not isinstance(jobs, bool) and 1 <= jobs <= MOST_JOBS):
        return jobs
    nl = f'jobs is een getal van 1 tot en met {MOST_JOBS}, of "auto", en niet {jobs!r}'
    raise Problem(Text(nl, f'jobs is a number from 1 to {MOST_JOBS}, or "auto", and not {jobs!r}'))


def _several(name: str, values: Sequence[str]) -> tuple[str, ...]:
    return tuple(_no_string(name, values))


def _no_string(name: str, values: Iterable[str]) -> Iterable[str]:
    """Refuse one string where several are expected, or each of its letters would count."""
    if isinstance(values, str | bytes):
        raise TypeError(f"{name} takes several strings, such as [{values!r:.40}], and not one")
    return values


def _known_kind(kind: str | None) -> str | None:
    if kind is None or kind in KINDS:
        return kind
    every = ", ".join(KINDS)
    raise Problem(Text(f"«{kind}» is geen soort; kies uit {every}", f"“{kind}” is no kind; choose from {every}"))
