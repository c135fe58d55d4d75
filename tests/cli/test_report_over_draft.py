"""A report never takes the place of what is judged."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import Run

TEXT = "Kom je ook?\n"


@pytest.fixture
def folder(tmp_path: Path, linter: object) -> Path:
    (tmp_path / "map").mkdir()
    for name in ("a.md", "map/b.md"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    (tmp_path / "link.md").symlink_to("a.md")
    (tmp_path / "hard.txt").hardlink_to(tmp_path / "a.md")
    return tmp_path


@pytest.mark.parametrize(
    "args",
    [
        ("a.md", "--output", "a.md"), ("a.md", "--format", "json:a.md"), ("a.md", "--output", "./map/../a.md"),
        ("a.md", "--output", "link.md"), ("link.md", "--output", "a.md"), ("a.md", "--output", "hard.txt"),
        ("map", "--output", "map/b.md"), ("map/*.md", "--format", "sarif:map/b.md"),
        ("a.md", "map", "--format", "concise", "--format", "json:map/b.md"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("command", ["check", "audit"])
def test_a_report_over_a_draft_is_refused_before_anything_is_written(
    command: str, args: tuple[str, ...], folder: Path, run: Run
) -> None:
    result = run(command, *args)
    assert result.exit_code == 2
    assert "zou hier je concept overschrijven" in result.stderr
    assert result.stdout == ""
    assert {(folder / name).read_text("utf-8") for name in ("a.md", "map/b.md")} == {TEXT}


def test_a_report_beside_the_drafts_is_written_time_and_again(folder: Path, run: Run) -> None:
    (folder / "postlint.yaml").write_text("exclude: [verslag.md]\n", "utf-8")
    for _ in range(2):
        assert run("check", "map", "a.md", "--output", "map/verslag.md").exit_code == 0
        assert run("check", "map", "--output", "a.json", "--format", "json").exit_code == 0


def test_a_plan_is_not_written_over_the_table_it_is_made_from(folder: Path, run: Run) -> None:
    (folder / "t.csv").write_text("datum;tekst\n2026-01-01;Hallo\n", "utf-8")
    result = run("plan", "t.csv", "--output", "t.csv")
    assert (result.exit_code, "zou hier je concept overschrijven" in result.stderr) == (2, True)
