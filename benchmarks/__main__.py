"""Print how fast postlint is, as ratios within this run.

    python -m benchmarks [--runs 7] [--slow-runs 3] [--drafts 1000] [--only TEXT] [--no-peers] [--place FOLDER]

Every row times postlint and what it is held against in turn, after one run of each that is not counted. A ratio is of
CPU seconds (user and system) unless the row says otherwise; «±» is half the distance between the quartiles of our
runs and of theirs, whichever is larger.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks import rows
from benchmarks.clock import BrokenError, side_by_side
from benchmarks.peers import install
from postlint.paths import ready_rules_dir, rules_dir
from postlint.rulebook.folders import own
from postlint.rulebook.stored import digest, has

_LOCAL = Path(tempfile.gettempdir()) / "postlint-benchmarks"


def main() -> None:
    """Run the command line."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--runs", type=int, default=7)
    cli.add_argument("--slow-runs", type=int, default=7, help="runs of rows that take long")
    cli.add_argument("--drafts", type=int, default=1000)
    cli.add_argument("--only", default="", help="rows whose name holds this text")
    cli.add_argument("--no-peers", action="store_true")
    cli.add_argument("--place", type=Path, default=_LOCAL, help="scratch folder; peers stay installed there")
    args = cli.parse_args()
    args.place.mkdir(parents=True, exist_ok=True)
    console = Console()
    if not has(ready_rules_dir(), digest((own(rules_dir()),))):
        console.print("The package brings other rules than these, so first runs read YAML: pip install --editable .")
    bench = rows.Bench(args.place, args.drafts)
    chosen = [row for row in _rows(bench, console, peers=not args.no_peers) if args.only in f"{row.what} {row.against}"]
    table = Table("what", "against", "ours s", "theirs s", "±", "ratio", "target", "")
    for row in chosen:
        try:
            found = side_by_side(row.commands, args.slow_runs if row.slow else args.runs)
        except BrokenError as error:
            console.print(f"{row.what}: {error}", markup=False)
            continue
        ours, theirs = found["ours"], found["theirs"]
        ratio = row.measure(ours, theirs)
        cells = (
            row.what, row.against, f"{ours.cpu:.2f}", f"{theirs.cpu:.2f}", f"{max(ours.noise, theirs.noise):.0%}",
            f"{ratio:.2f}", f"{row.target:.2f}", "ok" if ratio <= row.target else "missed",
        )  # fmt: skip
        console.print(" · ".join(cells), markup=False)
        table.add_row(*cells)
    console.print(table)


def _rows(bench: rows.Bench, console: Console, *, peers: bool) -> Iterator[rows.Row]:
    yield from rows.start_up(bench)
    yield from rows.many(bench)
    yield from rows.series(bench)
    if not peers:
        return
    found = {peer.name: peer for peer in install(bench.place)}
    for peer in found.values():
        if peer.missing:
            console.print(f"skipped {peer.name}: {peer.missing}", markup=False)
    yield from rows.against_peers(bench, found)


if __name__ == "__main__":
    main()
