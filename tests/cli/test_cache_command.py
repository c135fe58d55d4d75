"""`postlint cache`, `--no-cache` and `--jobs`."""

from __future__ import annotations

from pathlib import Path

import pytest
from cli_fakes import FakeLinter, Run

from postlint.cache import Cache


def test_info_and_clear(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(tmp_path / "c"))
    assert f"{tmp_path / 'c'}: 0 bewaarde resultaten, 0 B (hoogstens 100 MB)" in run("cache", "info").stdout
    Cache(tmp_path / "c").put(b"", b"x", bytes(2000))
    assert "1 result kept, 2 kB (100 MB at most)" in run("cache", "info", "--lang", "en").stdout
    result = run("cache", "clear")
    assert (result.exit_code, result.stdout) == (
        0, f"{tmp_path / 'c'}: leeggemaakt (1 bewaard resultaat, 2 kB)\n",
    )  # fmt: skip
    assert not (tmp_path / "c").exists()


def test_what_cannot_be_cleared_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("postlint.cache.clear", refuse)
    result = run("cache", "clear")
    assert result.exit_code == 2
    assert "de cache is niet helemaal te wissen (Permission denied)" in result.stderr


def test_no_cache_keeps_nothing(linter: type[FakeLinter], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(tmp_path / "c"))
    run("check", "--no-cache", "a.md")
    assert linter.asked["cache"] is None
    assert not (tmp_path / "c").exists()
    run("check", "a.md")
    assert linter.asked["cache"].folder == tmp_path / "c"


def test_a_cache_that_cannot_be_used_is_told_once(
    linter: type[FakeLinter], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "c").write_text("")
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(tmp_path / "c"))
    result = run("check", "a.md")
    assert result.stderr.count("is niet te gebruiken") == 1
    assert "--no-cache" in result.stderr
    assert "cache" not in run("check", "-q", "a.md").stderr


@pytest.mark.parametrize(
    ("args", "config", "jobs"),
    [
        ([], "", "auto"),
        (["--jobs", "3"], "jobs: 2", 3),
        (["-j", "auto"], "jobs: 2", "auto"),
        ([], "jobs: 2", 2),
        ([], "jobs: auto", "auto"),
    ],
)
def test_jobs(args: list[str], config: str, jobs: object, linter: type[FakeLinter], run: Run) -> None:
    Path("postlint.yaml").write_text(config)
    run("check", *args, "a.md")
    assert linter.asked["jobs"] == jobs


def test_jobs_are_a_number_or_auto(linter: type[FakeLinter], run: Run) -> None:
    assert run("check", "--jobs", "0", "a.md").exit_code == 2
    assert run("check", "--jobs", "veel", "a.md").exit_code == 2
    Path("postlint.yaml").write_text("jobs: 0\n")
    assert run("check", "a.md").exit_code == 2
