"""Where drafts are judged once somebody has to: rules, channels and sessions, loaded when this is made.

Place in the data flow: the linter makes one when the cache cannot answer, and so does every worker process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from postlint.channels import load_profiles, resolve
from postlint.draft import Draft, read_bytes
from postlint.findings import DraftError, DraftReport, Lang, Problem
from postlint.linter.benches import Bench, Benches
from postlint.linter.known import Configs
from postlint.linter.moves import DraftMoves
from postlint.linter.places import ASSUMED_CHANNEL, Place, places_of
from postlint.paths import rules_dir

if TYPE_CHECKING:
    from postlint.config import Config
    from postlint.linter.aside import Memory
    from postlint.linter.session import Session

Task = Literal["judge", "moves"]
Told = DraftReport | DraftMoves


class Raw(Protocol):
    """A draft as found: its path as shown to the user, and its bytes."""

    @property
    def path(self) -> str:
        """The path."""

    @property
    def data(self) -> bytes:
        """The bytes."""


@dataclass(frozen=True)
class Order:
    """What a run was asked to judge by; see `Linter`."""

    config: Config
    lang: Lang = "nl"
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    channel: str | None = None
    kind: str | None = None
    nearest: bool = False
    memory: Memory | None = None
    store: Path | None = None

    def desk(self) -> Desk:
        """Make a desk for it, as a worker process does."""
        return Desk(self, Configs(self.config, nearest=self.nearest))


_TASKS: dict[Task, Callable[[Session, Sequence[tuple[Draft, Place]]], Iterator[Told]]] = {
    "judge": lambda session, placed: session.judge(placed),
    "moves": lambda session, placed: session.moves(placed),
}


class Desk:
    """Judges drafts by what a run was asked.

    Args:
        order: what was asked.
        configs: the configuration of each file.

    Raises:
        Problem: when a rule, law, category or channel named is not known, or a rule file is wrong.

    """

    def __init__(self, order: Order, configs: Configs) -> None:
        self.order = order
        self.lang: Lang = order.lang
        self.profiles = load_profiles(rules_dir() / "channels")
        self.benches = Benches(order.select, order.ignore, order.lang, order.memory, order.store)
        self.bench: Bench = self.benches.of(order.config, order.config.everywhere)
        self._configs = configs
        self._kind = order.kind
        self._channel = order.channel
        if order.channel:  # an unknown one is refused before any draft is read
            resolve(order.channel, self.profiles)

    def warm(self, raws: Iterable[Raw]) -> None:
        """Load what these drafts need, so that worker processes made of this one need not."""
        place = Place(self.profiles[ASSUMED_CHANNEL], "post", "patients")
        for session in dict.fromkeys(self._session_at(raw.path) for raw in raws):
            session.warm(place)

    def outcomes(self, raws: Sequence[Raw], task: Task = "judge") -> Iterator[list[Told | DraftError]]:
        """Judge drafts together, by the settings they have, and give what is said of each in the order they came."""
        waiting: dict[int, tuple[Session, list[tuple[Draft, Place]]]] = {}
        order: list[DraftError | tuple[int, int]] = []
        for raw in raws:
            try:
                draft = read_bytes(raw.data, raw.path, self.lang)
                places = self.places(draft)
            except Problem as problem:
                order.append(as_error(problem, self.lang))
                continue
            session = self.session_of(draft)
            order.append((id(session), len(places)))
            waiting.setdefault(id(session), (session, []))[1].extend((draft, place) for place in places)
        told = {key: iter(list(_TASKS[task](session, placed))) for key, (session, placed) in waiting.items()}
        for entry in order:
            yield [entry] if isinstance(entry, DraftError) else list(islice(told[entry[0]], entry[1]))

    def of_draft(self, draft: Draft, task: Task = "judge") -> list[Told]:
        """Judge one draft on all its channels.

        Raises:
            Problem: when its channel is not known.

        """
        return list(_TASKS[task](self.session_of(draft), [(draft, place) for place in self.places(draft)]))

    def session_of(self, draft: Draft) -> Session:
        """Give the session that a draft is judged by."""
        return self._session_at(draft.path)

    def places(self, draft: Draft) -> list[Place]:
        """Give every place that a draft is meant for.

        Raises:
            Problem: when its channel is not known.

        """
        configured = self._configs.of(draft.path).for_path(draft.path)
        return places_of(
            draft,
            self.profiles,
            channel=self._channel or configured.channel,
            kind=self._kind or configured.kind,
            nature=configured.nature,
            lang=self.lang,
        )

    def _session_at(self, path: str) -> Session:
        config = self._configs.of(path)
        return self.benches.of(config, config.for_path(path)).session


def as_error(problem: Problem, lang: Lang) -> DraftError:
    """Turn a problem with one file into an entry of the report."""
    return DraftError(problem.path or "", problem.text.to(lang), problem.line)
