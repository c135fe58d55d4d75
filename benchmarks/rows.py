"""What is measured: each row holds a command of postlint against a floor, itself, or a peer."""

from __future__ import annotations

import itertools
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from benchmarks import drafts, rulebooks
from benchmarks.clock import Command, Time
from benchmarks.peers import Peer

ROOT = Path(__file__).parents[1]
IMPORTS = (sys.executable, "-c", "import click, rich, yaml")
POSTLINT = (sys.executable, "-m", "postlint")
SINGLE = {"OMP_NUM_THREADS": "1"}


@dataclass(frozen=True)
class Row:
    """A comparison.

    Attributes:
        what: what postlint does.
        against: what it is held against.
        commands: `ours` and `theirs`, timed side by side.
        target: the largest ratio that is good enough.
        measure: what is compared: cpu (default), wall, memory, or a ratio of one's own.
        slow: timed fewer times, since a run takes long.

    """

    what: str
    against: str
    commands: Mapping[str, Command]
    target: float
    measure: Callable[[Time, Time], float] = field(default=lambda ours, theirs: ours.cpu / theirs.cpu)
    slow: bool = False


def _wall(ours: Time, theirs: Time) -> float:
    return ours.wall / theirs.wall


def _memory(ours: Time, theirs: Time) -> float:
    return ours.memory / theirs.memory


def _per_draft(many: int, few: int) -> Callable[[Time, Time], float]:
    """Compare what a draft costs in a large run with what it costs in a small one."""
    return lambda ours, theirs: (ours.cpu / many) / (theirs.cpu / few)


class Bench:
    """Folders with drafts, configurations and rules to measure on, below one scratch folder.

    Args:
        place: the scratch folder.
        count: how many drafts «a thousand» are.

    """

    def __init__(self, place: Path, count: int) -> None:
        self.place = place
        self.count = count
        self._numbers = itertools.count(time.time_ns())  # no earlier run may have kept the answer
        self.words_only = place / "words.yaml"
        self.words_only.write_text("moves: false\n", "utf-8")
        self.one = self._drafts("one", 1)
        self.many = self._drafts("many", count)
        self.plain = self._drafts("plain", count, front=False)
        self.few = self._drafts("few", max(1, count // 10))
        self.short = self._drafts("short", 100, words=170)
        self.broken = place / "broken"
        self.broken.mkdir(exist_ok=True)
        (self.broken / "postlint.yaml").write_text("kanaal: linkedin\n", "utf-8")
        self.long = place / "long"
        self.long.mkdir(exist_ok=True)
        (self.long / "draft.md").write_text("\n\n".join(drafts.posts(100, 170)) + "\n", "utf-8")
        self.more_rules = rulebooks.tenfold(place / "tenfold")

    def _drafts(self, name: str, count: int, words: int = drafts.WORDS, front: bool = True) -> Path:
        folder = self.place / name
        shutil.rmtree(folder, ignore_errors=True)
        drafts.write(folder, drafts.posts(count, words), front)
        return folder

    def check(self, folder: Path, *options: str, words: bool = False) -> Command:
        """Give a call of `postlint check` on a folder, which keeps what it needs below the scratch folder.

        Args:
            folder: holds the drafts.
            options: of the call.
            words: judge by words alone, without the model of moves.

        """
        environment = SINGLE | {"POSTLINT_CACHE_DIR": str(self.place / "cache")}
        config = ("--config", str(self.words_only)) if words else ()
        call = (*POSTLINT, "check", "--quiet", "--format", "json", "--output", "/dev/null", *config, *options, ".")
        return Command(call, folder, environment)

    def changed(self, *, words: bool = False) -> Command:
        """Give a call on one draft that has changed since the last run, as a hook makes it."""
        draft = self.one / "draft-000000.md"

        def change() -> None:
            text = draft.read_text("utf-8").rpartition(" Versie ")[0] or draft.read_text("utf-8").rstrip()
            draft.write_text(f"{text} Versie {next(self._numbers)}.", "utf-8")

        return replace(self.check(self.one, words=words), before=change)

    def cold(self, folder: Path, *options: str, words: bool = False) -> Command:
        """Give a call that judges everything anew and finds nothing that an earlier run kept, not even the rules."""
        return self.check(folder, "--no-cache", *options, words=words)

    def floor(self, kind: str, folder: Path) -> Command:
        """Give a call of a floor on a folder."""
        return Command((sys.executable, "-m", "benchmarks.floors", kind, str(folder)), ROOT, SINGLE, frozenset({0}))

    def audit(self, posts: int) -> Command:
        """Give an audit of posts that were judged before."""
        return Command((sys.executable, "-m", "benchmarks.series", "--posts", str(posts)), ROOT, SINGLE, frozenset({0}))

    def imports(self) -> Command:
        """Give the call that imports what a command line needs, and nothing else."""
        return Command(IMPORTS, self.place, SINGLE, frozenset({0}))


def start_up(bench: Bench) -> Iterator[Row]:
    """Give the rows on what postlint costs before it judges anything, and on one draft."""
    imports = "import click, rich, yaml"
    for option in ("--help", "--version"):
        ours = Command((*POSTLINT, option), bench.place, SINGLE)
        yield Row(option, imports, {"ours": ours, "theirs": bench.imports()}, 1.3)
    ours = Command((*POSTLINT, "check", "."), bench.broken, SINGLE, frozenset({2}))
    yield Row("config error", imports, {"ours": ours, "theirs": bench.imports()}, 1.3)
    yield Row("one unchanged draft, cached", imports, {"ours": bench.check(bench.one), "theirs": bench.imports()}, 1.6)
    for words, name, floor, target in (
        (True, "words only", "spaCy, the plain way", 0.8),
        (False, "with moves", "spaCy and encoder, the plain way", 0.9),
    ):
        theirs = bench.floor("words" if words else "moves", bench.one)
        yield Row(f"one changed draft, {name}", floor, {"ours": bench.changed(words=words), "theirs": theirs}, target)
        first = bench.cold(bench.one, words=words)
        yield Row(f"one draft, first run, {name}", floor, {"ours": first, "theirs": theirs}, target)


def many(bench: Bench) -> Iterator[Row]:
    """Give the rows on many drafts."""
    n = bench.count
    words = bench.cold(bench.many, "--jobs", "1", words=True)
    yield Row(
        f"{n} drafts, one process, words only", "nlp.pipe",
        {"ours": words, "theirs": bench.floor("pipe", bench.many)}, 1.25, slow=True,
    )  # fmt: skip
    one = bench.cold(bench.many, "--jobs", "1")
    yield Row(
        f"{n} drafts, one process, with moves", "nlp.pipe and encoder, batched",
        {"ours": one, "theirs": bench.floor("pipe-moves", bench.many)}, 0.8, slow=True,
    )  # fmt: skip
    yield Row(
        f"{n} drafts, 2 processes (wall)", "1 process",
        {"ours": bench.cold(bench.many, "--jobs", "2"), "theirs": one}, 0.6, _wall, slow=True,
    )  # fmt: skip
    yield Row(
        "10 × the rules, words only", "the shipped rules",
        {"ours": bench.cold(bench.many, "--jobs", "1", "--config", str(bench.more_rules)), "theirs": words}, 1.3,
        slow=True,
    )  # fmt: skip
    yield Row(
        "100 KB in one draft", "100 drafts of 1 KB",
        {"ours": bench.cold(bench.long, "--jobs", "1"), "theirs": bench.cold(bench.short, "--jobs", "1")}, 1.2,
        slow=True,
    )  # fmt: skip
    yield Row(
        f"{n} drafts, per draft", f"{max(1, n // 10)} drafts, per draft",
        {"ours": one, "theirs": bench.cold(bench.few, "--jobs", "1")}, 1.05, _per_draft(n, max(1, n // 10)), slow=True,
    )  # fmt: skip
    yield Row(
        f"memory, {n} drafts", "memory, one draft",
        {"ours": one, "theirs": bench.cold(bench.one, "--jobs", "1")}, 1.3, _memory, slow=True,
    )  # fmt: skip


def series(bench: Bench) -> Iterator[Row]:
    """Give the row on audits: what a post costs may not grow with their number."""
    yield Row(
        "audit of 10000 posts, per post", "1000 posts, per post",
        {"ours": bench.audit(10_000), "theirs": bench.audit(1_000)}, 1.0, _per_draft(10_000, 1_000), slow=True,
    )  # fmt: skip


def against_peers(bench: Bench, peers: Mapping[str, Peer]) -> Iterator[Row]:
    """Give the rows on other linters."""
    n = bench.count
    words = bench.cold(bench.plain, "--jobs", "1", "--channel", "facebook-page", words=True)
    if (textlint := peers["textlint"]).call:
        cached = ("--cache", "--cache-location", str(bench.place / "textlint-cache"))
        yield Row(
            f"{n} drafts, all cached", "textlint from its cache",
            {"ours": bench.check(bench.plain), "theirs": textlint.on(bench.plain, cached)}, 0.3,
        )  # fmt: skip
    for name, target in (("alex", 1.0), ("textlint", 1.8), ("proselint", 1.8), ("write-good", 1.8)):
        if peers[name].call:
            yield Row(
                f"{n} drafts, words only", name, {"ours": words, "theirs": peers[name].on(bench.plain)}, target,
                slow=True,
            )  # fmt: skip
