"""Judge drafts from files, bytes or text, with one configuration.

Place in the data flow: the command line and the public API make a Linter; it reads drafts, has the session analyse them
in batches, and judges them. spaCy and the checks are imported when the first draft needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from postlint.channels import load_profiles, resolve
from postlint.config import Config, Configs
from postlint.draft import Draft, read_bytes, read_path, read_text
from postlint.files import EXCLUDED, Skipped, discover
from postlint.findings import DraftError, DraftReport, Lang, Notice, Problem, Text
from postlint.linter.aside import Memory
from postlint.linter.benches import Benches
from postlint.linter.moves import DraftMoves
from postlint.linter.places import Place, places_of
from postlint.linter.policy import unknown_rule
from postlint.paths import rules_dir
from postlint.rulebook import Rulebook

if TYPE_CHECKING:
    from postlint.linter.session import Session

_BATCH = 64
KINDS = ("post", "reply", "thanks")

Outcome = DraftReport | DraftError | Notice
_Told = TypeVar("_Told", DraftReport, DraftMoves)
_Judge = Callable[["Session", Sequence[tuple[Draft, Place]]], Iterator[_Told]]


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

    `notices` says what is worth knowing about the configuration, such as rules that have another name by now.

    Raises:
        Problem: when a rule, law, category, channel or kind named is not known, or a rule file is wrong.

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
    ) -> None:
        self.config = config or Config()
        self.lang: Lang = lang
        self.profiles = load_profiles(rules_dir() / "channels")
        self._configs = Configs(self.config, nearest=nearest)
        self._benches = Benches(select, ignore, lang, memory)
        bench = self._benches.of(self.config, self.config.everywhere)
        self.book: Rulebook = bench.policy.book
        self.notices: tuple[Notice, ...] = bench.policy.notices
        self._channel = resolve(channel, self.profiles).id if channel else None
        self._kind = _known_kind(kind)

    @property
    def session(self) -> Session:
        """The compiled rules and the Dutch pipeline of drafts that no override names, loaded when first asked for."""
        return self._benches.of(self.config, self.config.everywhere).session

    def rule(self, name: str) -> str:
        """Give the id of today of a rule.

        Raises:
            Problem: when the name is no rule, with the nearest one.

        """
        known = self._benches.of(self.config, self.config.everywhere).known
        if name not in known:
            raise unknown_rule(name, known)
        return known[name]

    def config_of(self, path: str | Path) -> Config:
        """Give the configuration that holds for a file."""
        return self._configs.of(path)

    def check_paths(self, paths: Sequence[str]) -> Iterator[Outcome]:
        """Judge files, folders and globs, in the order in which they are found; what cannot be judged is an error."""
        return self._each(paths, lambda session, placed: session.judge(placed))

    def moves_of_paths(self, paths: Sequence[str]) -> Iterator[DraftMoves | DraftError | Notice]:
        """Tell what the model of moves sees in files, folders and globs, read as `check_paths` reads them.

        Raises:
            Problem: when the model cannot be used here.

        """
        return self._each(paths, lambda session, placed: session.moves(placed))

    def moves_of_stdin(self, data: bytes, filename: str | None = None) -> list[DraftMoves]:
        """Tell what the model of moves sees in one draft from bytes, once for every channel it names.

        Raises:
            Problem: when it cannot be judged, or the model cannot be used here.

        """
        draft = read_bytes(data, filename or "<stdin>", self.lang)
        return list(self._session_of(draft).moves([(draft, place) for place in self._places(draft)]))

    def check_stdin(self, data: bytes, filename: str | None = None) -> list[DraftReport]:
        """Judge one draft from bytes, once for every channel it names.

        Raises:
            Problem: when it cannot be judged.

        """
        return self.check_draft(read_bytes(data, filename or "<stdin>", self.lang))

    def check_text(self, text: str, filename: str | None = None) -> list[DraftReport]:
        """Judge one draft from text, once for every channel it names.

        Raises:
            Problem: when it cannot be judged.

        """
        return self.check_draft(read_text(text, filename or "<stdin>", self.lang))

    def check_draft(self, draft: Draft) -> list[DraftReport]:
        """Judge one draft, once for every channel it names.

        Raises:
            Problem: when its channel is not known.

        """
        return list(self._session_of(draft).judge([(draft, place) for place in self._places(draft)]))

    def _read(self, item: Path | Problem | Skipped) -> Draft | DraftError | Notice:
        if isinstance(item, Skipped):
            return Notice("skipped", f"{item.path}: {item.reason.to(self.lang)}")
        if isinstance(item, Problem):
            return as_error(item, self.lang)
        try:
            return read_path(item, self.lang)
        except Problem as problem:
            return as_error(problem, self.lang)

    def _each(self, paths: Sequence[str], judge: _Judge[_Told]) -> Iterator[_Told | DraftError | Notice]:
        found = self._drafts(paths)
        while batch := list(islice(found, _BATCH)):
            yield from self._batch([self._read(item) for item in batch], judge)

    def _drafts(self, paths: Sequence[str]) -> Iterator[Path | Problem | Skipped]:
        """Find the files, without those that their own configuration excludes."""
        for item in discover(paths, self.config.exclude, root=self.config.root):
            if isinstance(item, Path) and (own := self.config_of(item)) is not self.config and own.excludes(item):
                if str(item) in paths:
                    yield Skipped(item, EXCLUDED)
                continue
            yield item

    def _batch(
        self, items: Iterable[Draft | DraftError | Notice], judge: _Judge[_Told]
    ) -> Iterator[_Told | DraftError | Notice]:
        """Judge the drafts of a batch together, by the settings they have, and give everything in the order it came."""
        waiting: dict[int, tuple[Session, list[tuple[Draft, Place]]]] = {}
        order: list[DraftError | Notice | tuple[int, int]] = []
        for item in items:
            if not isinstance(item, Draft):
                order.append(item)
                continue
            try:
                places = self._places(item)
            except Problem as problem:
                order.append(as_error(problem, self.lang))
                continue
            session = self._session_of(item)
            order.append((id(session), len(places)))
            waiting.setdefault(id(session), (session, []))[1].extend((item, place) for place in places)
        told = {key: judge(session, placed) for key, (session, placed) in waiting.items()}
        for entry in order:
            if isinstance(entry, tuple):
                yield from islice(told[entry[0]], entry[1])
            else:
                yield entry

    def _session_of(self, draft: Draft) -> Session:
        config = self.config_of(draft.path)
        return self._benches.of(config, config.for_path(draft.path)).session

    def _places(self, draft: Draft) -> list[Place]:
        configured = self.config_of(draft.path).for_path(draft.path)
        return places_of(
            draft,
            self.profiles,
            channel=self._channel or configured.channel,
            kind=self._kind or configured.kind,
            nature=configured.nature,
            lang=self.lang,
        )


def _known_kind(kind: str | None) -> str | None:
    if kind is None or kind in KINDS:
        return kind
    every = ", ".join(KINDS)
    raise Problem(Text(f"«{kind}» is geen soort; kies uit {every}", f"“{kind}” is no kind; choose from {every}"))


def as_error(problem: Problem, lang: Lang) -> DraftError:
    """Turn a problem with one file into an entry of the report."""
    return DraftError(problem.path or "", problem.text.to(lang), problem.line)
