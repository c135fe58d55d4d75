"""A rulebook that was read before: the same rules, examples too, and never an outdated one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.findings import Problem
from postlint.paths import rules_dir
from postlint.rulebook import load, load_rulebook


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A folder with a few of our own rules, and everything they name."""
    folder = tmp_path / "rules"
    shutil.copytree(rules_dir(), folder, ignore=lambda path, names: names if Path(path).name == "series" else [])
    for law in folder.iterdir():
        if law.is_dir() and law.name not in {"channels", "lexicons", "signals", "non-promotie"}:
            shutil.rmtree(law)
    return folder


def kept(store: Path) -> list[Path]:
    return sorted(store.glob("*.msgpack"))


def test_a_second_run_gets_the_same_rules_from_one_file(rules: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = load_rulebook(rules, store=store)
    assert len(kept(store)) == 1
    second = load_rulebook(rules, store=store)
    assert (second.rules, second.signals) == (first.rules, first.signals)
    assert list(second.rules) == list(first.rules)
    assert second.lexicons == first.lexicons
    assert (second.laws, second.sources, second.channels) == (first.laws, first.sources, first.channels)
    assert len(kept(store)) == 1


def test_a_changed_rule_is_read_anew(rules: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    load_rulebook(rules, store=store)
    file = rules / "non-promotie" / "korting.yaml"
    file.write_text(file.read_text("utf-8").replace("severity: error", "severity: warning"), "utf-8")
    assert load_rulebook(rules, store=store).rules["non-promotie/korting"].severity == "warning"


def test_a_mistake_is_told_however_often(rules: Path, tmp_path: Path) -> None:
    load_rulebook(rules, store=tmp_path / "store")
    (rules / "non-promotie" / "korting.yaml").write_text("summary: kapot\n", "utf-8")
    for _ in range(2):
        with pytest.raises(Problem, match=r"korting\.yaml"):
            load_rulebook(rules, store=tmp_path / "store")


def test_lines_are_known_of_kept_rules_too(rules: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    lines = [load_rulebook(rules, store=store).files["non-promotie/korting"].line(("severity",)) for _ in range(2)]
    assert lines[0] == lines[1] > 1


@pytest.mark.parametrize("damage", [b"", b"\xc1", b"\x90"])
def test_a_damaged_file_is_none(damage: bytes, rules: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    first = load_rulebook(rules, store=store)
    kept(store)[0].write_bytes(damage)
    assert load_rulebook(rules, store=store).rules == first.rules


def test_a_rulebook_in_the_package_is_taken_before_any_yaml(
    rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready, store = tmp_path / "ready", tmp_path / "store"
    first = load_rulebook(rules, store=ready)
    with monkeypatch.context() as patched:
        patched.setattr(load, "_read_folders", None)
        assert load_rulebook(rules, store=store, ready=ready).rules == first.rules
    assert kept(store) == []
    (rules / "non-promotie" / "korting.yaml").unlink()
    assert "non-promotie/korting" not in load_rulebook(rules, ready=ready).rules


def test_a_file_that_cannot_be_read_is_told_of_with_and_without_a_store(rules: Path, tmp_path: Path) -> None:
    (rules / "non-promotie" / "map.yaml").mkdir()
    for store in (None, tmp_path / "store"):
        with pytest.raises(Problem, match=r"map\.yaml"):
            load_rulebook(rules, store=store)


def test_the_same_rules_make_the_same_file(rules: Path, tmp_path: Path) -> None:
    made = set()
    for seed in ("1", "2"):
        call = (
            "from pathlib import Path; from postlint.rulebook import load_rulebook; import sys; "
            "load_rulebook(Path(sys.argv[1]), store=Path(sys.argv[2]))"
        )
        store = tmp_path / seed
        subprocess.run(
            [sys.executable, "-c", call, str(rules), str(store)], check=True, env={**os.environ, "PYTHONHASHSEED": seed}
        )
        made.add(kept(store)[0].read_bytes())
    assert len(made) == 1


def test_a_folder_that_cannot_be_written_to_costs_time_and_nothing_else(rules: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", "utf-8")
    assert load_rulebook(rules, store=blocked / "store").rules
