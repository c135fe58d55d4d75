"""Worker processes: order, crashes, Ctrl-C, and when they pay."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from postlint.findings import DraftError, DraftReport, Problem, Text
from postlint.linter import Linter, pool, stream
from postlint.linter.pool import Crew, Raw
from postlint.linter.stream import Found, Waiting, in_order

pytestmark = pytest.mark.skipif(not pool.can_fork(), reason="workers are forked on Linux alone")


def answer(drafts: Sequence[Raw]) -> list[list[Any]]:
    """Judge as a draft says: it may sleep, fail or kill its judge."""
    told: list[list[Any]] = []
    for draft in drafts:
        if draft.data == b"kill":
            os.kill(os.getpid(), signal.SIGKILL)
        if draft.data == b"exit":
            os._exit(7)
        if draft.data == b"wrong":
            raise ValueError("mis")
        if draft.data == b"problem":
            raise Problem(Text("kan niet", "cannot"), "regel.yaml", 3)
        time.sleep(float(draft.data or b"0"))
        told.append([draft.path, os.getpid()])
    return told


class FakeDesk:
    """A desk of which every answer tells who gave it."""

    def warm(self, raws: Sequence[Raw]) -> None:
        pass

    def outcomes(self, raws: Sequence[Any], task: str) -> Iterator[list[Any]]:
        yield from answer(raws)


def judged(drafts: dict[str, bytes], jobs: Any, **at: Any) -> list[Any]:
    entries = (Waiting(path, data) for path, data in drafts.items())
    return [entry.told for entry in in_order(entries, FakeDesk, "judge", jobs, "en")]  # type: ignore[arg-type]


def no_orphans() -> bool:
    return not multiprocessing.active_children()


def test_the_order_is_that_of_the_drafts_whoever_is_ready_first() -> None:
    drafts = {f"{n}.md": b"0.05" if n % 7 == 0 else b"0" for n in range(60)}
    told = judged(drafts, 3)
    assert [path for path, _ in told] == list(drafts)
    workers = {who for _, who in told}
    assert len(workers) == 3
    assert os.getpid() not in workers
    assert no_orphans()


def test_what_is_known_already_keeps_its_place() -> None:
    entries = [Found(["a"]), Waiting("b", b""), Found(["c"]), Waiting("d", b""), *[Found([n]) for n in range(2000)]]
    told = [entry.told[0] for entry in in_order(entries, FakeDesk, "judge", 2, "nl")]  # type: ignore[arg-type]
    assert told == ["a", "b", "c", "d", *range(2000)]


def test_drafts_are_taken_no_further_ahead_than_needed() -> None:
    taken = 0

    def found() -> Iterator[Waiting]:
        nonlocal taken
        for n in range(5000):
            taken += 1
            yield Waiting(f"{n}.md", b"")

    outcomes = in_order(found(), FakeDesk, "judge", 2, "nl")  # type: ignore[arg-type]
    for _ in range(100):
        next(outcomes)
    assert taken < 1000
    outcomes.close()
    assert no_orphans()


@pytest.mark.parametrize(("how", "says"), [(b"kill", "stopped by signal 9"), (b"exit", "ended with code 7")])
def test_a_crash_costs_one_draft_and_names_it(how: bytes, says: str) -> None:
    drafts = {f"{n}.md": how if n in (5, 6, 30) else b"" for n in range(40)}
    told = judged(drafts, 2)
    errors = [one[0] for one in told if isinstance(one[0], DraftError)]
    assert [error.path for error in errors] == ["5.md", "6.md", "30.md"]
    assert all(says in error.message for error in errors)
    assert [one[0] for one in told if not isinstance(one[0], DraftError)] == [p for p in drafts if drafts[p] != how]
    assert no_orphans()


def test_a_problem_of_the_run_and_an_unexpected_error_end_it() -> None:
    with pytest.raises(Problem) as problem:
        judged({f"{n}.md": b"problem" for n in range(9)}, 2)
    assert problem.value.to("en") == "regel.yaml:3: cannot"
    with pytest.raises(pool.WorkerError, match="ValueError: mis"):
        judged({f"{n}.md": b"wrong" for n in range(9)}, 2)
    assert no_orphans()


def test_a_failing_start_ends_the_run() -> None:
    def start() -> pool.Answer:
        raise Problem(Text("geen model", "no model"))

    with pytest.raises(Problem, match="no model"):
        list(Crew(start, 2, "nl").work(iter([[Raw("a", b"")]]), lambda chunk: chunk))


def test_workers_come_only_where_they_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_cores", lambda: 4)
    assert [pool.worth(n, "auto") for n in (1, 11, 12, 24, 1000)] == [0, 1, 2, 4, 4]
    assert [pool.worth(n, 3) for n in (2, 3, 1000)] == [2, 3, 3]
    few = {f"{n}.md": b"" for n in range(8)}
    assert {who for _, who in judged(few, "auto")} == {os.getpid()}
    assert {who for _, who in judged(few, 1)} == {os.getpid()}
    assert os.getpid() not in {who for _, who in judged({f"{n}.md": b"" for n in range(64)}, "auto")}


def test_a_long_run_of_known_drafts_starts_no_worker() -> None:
    entries = [Found([n]) for n in range(3 * stream._AHEAD)]
    assert len(list(in_order(entries, lambda: pytest.fail("loaded"), "judge", 8, "nl"))) == len(entries)


SLOW = """
import sys
from postlint.linter import desk, linter
class Slow(desk.Desk):
    def __init__(self, *args): pass
    def warm(self, raws): pass
    def outcomes(self, raws, task):
        import os, time
        os.write(2, f"{os.getpid()}\\n".encode())
        time.sleep(60)
desk.Desk = Slow
linter.Linter.notices = ()
from postlint.__main__ import main
sys.argv = ["postlint", "check", "--no-cache", "--jobs", "2", "."]
main()
"""


def hearing_ctrl_c() -> None:
    """Undo what a shell does to what it starts in the background: there Ctrl-C is ignored, and passed on as such."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_control_c_ends_everything_at_once(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"{n}.md").write_text("Tekst.\n")
    code = textwrap.dedent(SLOW)
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        start_new_session=True, preexec_fn=hearing_ctrl_c,
    ) as process:  # fmt: skip
        assert process.stderr is not None
        workers = [int(process.stderr.readline()) for _ in range(2)]
        os.killpg(process.pid, signal.SIGINT)
        out, err = process.communicate(timeout=45)  # the workers would sleep for a minute
    assert (process.returncode, out, err.strip()) == (130, "", "")
    for worker in workers:
        with pytest.raises(ProcessLookupError):
            os.kill(worker, 0)


def test_workers_leave_when_the_first_process_is_killed(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"{n}.md").write_text("Tekst.\n")
    code = textwrap.dedent(SLOW).replace("time.sleep(60)", "time.sleep(1); yield []")
    with subprocess.Popen([sys.executable, "-c", code], cwd=tmp_path, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        workers = [int(process.stderr.readline()) for _ in range(2)]
        process.kill()
        process.wait()
        end = time.monotonic() + 20
        while workers and time.monotonic() < end:
            for worker in tuple(workers):
                with contextlib.suppress(ProcessLookupError):
                    os.kill(worker, 0)
                    continue
                workers.remove(worker)
            time.sleep(0.1)
    assert workers == []


def test_real_workers_say_what_one_process_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for n in range(6):
        Path(f"{n}.md").write_text(
            f"Nu {n}0% korting op elke sportmassage in onze praktijk!\n\nBel ons voor een plek.\n"
        )
    Path("3.md").write_text("---\nkanaal: fax\n---\nTekst.\n")
    linter = Linter(select=["non-promotie"])
    alone = list(linter.check_paths(["."]))
    linter._jobs = 2
    together = list(linter.check_paths(["."]))
    assert together == alone
    assert sum(isinstance(one, DraftReport) for one in together) == 5
    assert no_orphans()
