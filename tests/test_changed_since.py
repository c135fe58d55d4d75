"""`--changed-since`: only what a branch changes, as the real git tells it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from scratch_git import ScratchRepository

from postlint.changes import changed_since
from postlint.findings import Problem


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ScratchRepository:
    """On branch `eigen`, split from `main` after one commit with some drafts; the working folder is its top."""
    made = ScratchRepository(tmp_path / "repo", tmp_path)
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    for name, value in made.environment.items():
        monkeypatch.setenv(name, value)
    for name in ("oud.md", "weg.md", "anders.md", "sub/diep.md", "naam.md"):
        made.write(name, f"Tekst van {name}.\n")
    made.commit()
    made.git("checkout", "--quiet", "-b", "eigen")
    monkeypatch.chdir(made.folder)
    return made


def changed(ref: str = "main", folder: Path | None = None) -> list[str]:
    changes = changed_since(ref, folder or Path.cwd())
    return sorted(os.path.relpath(file, os.path.realpath(changes.top)) for file in changes.files)


def test_committed_staged_changed_and_new_files_count(repository: ScratchRepository) -> None:
    repository.write("vast.md")
    repository.commit()
    repository.write("klaargezet.md")
    repository.git("add", "klaargezet.md")
    repository.write("anders.md", "Andere tekst.\n")
    repository.write("nieuw.md")
    assert changed() == ["anders.md", "klaargezet.md", "nieuw.md", "vast.md"]
    assert changed("HEAD") == ["anders.md", "klaargezet.md", "nieuw.md"]


def test_deleted_files_do_not_count_and_of_renamed_ones_the_new_name_does(repository: ScratchRepository) -> None:
    repository.git("rm", "--quiet", "weg.md")
    repository.git("mv", "oud.md", "sub/nieuw.md")
    repository.commit()
    (repository.folder / "anders.md").unlink()
    (repository.folder / "naam.md").rename(repository.folder / "andere naam.md")
    assert changed() == ["andere naam.md", "sub/nieuw.md"]
    deleted = changed_since("main", Path.cwd()).deleted
    assert sorted(Path(name).name for name in deleted) == ["anders.md", "naam.md", "oud.md", "weg.md"]


def test_what_was_undone_or_only_touched_does_not_count(repository: ScratchRepository) -> None:
    repository.write("anders.md", "Andere tekst.\n")
    repository.commit()
    repository.write("anders.md", "Tekst van anders.md.\n")
    os.utime(repository.folder / "oud.md", (1, 1))
    assert changed() == []


def test_what_the_other_branch_did_since_does_not_count(repository: ScratchRepository) -> None:
    repository.git("checkout", "--quiet", "main")
    repository.write("van een ander.md")
    repository.write("oud.md", "Van een ander.\n")
    repository.commit()
    repository.git("checkout", "--quiet", "eigen")
    repository.write("van mij.md")
    assert changed() == ["van mij.md"]


def test_ignored_files_do_not_count(repository: ScratchRepository) -> None:
    repository.write(".gitignore", "*.txt\n")
    repository.write("klad.txt")
    assert changed() == [".gitignore"]


@pytest.mark.parametrize("name", ['met "aanhaling".md', "regel\neinde.md", "tab\t.md", "-n.md", "é.md", b"\xff\xfe.md"])
def test_any_name_counts(name: str | bytes, repository: ScratchRepository) -> None:
    path = repository.write(name)
    assert path in changed_since("main", Path.cwd())
    assert Path("oud.md") not in changed_since("main", Path.cwd())


def test_from_a_subfolder_and_whatever_git_is_set_to(
    repository: ScratchRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.git("config", "diff.relative", "true")
    repository.git("config", "diff.external", "/bin/false")
    repository.git("config", "status.showUntrackedFiles", "no")
    repository.write("boven.md")
    repository.write("sub/diep.md", "Andere tekst.\n")
    monkeypatch.chdir("sub")
    assert changed() == ["boven.md", "sub/diep.md"]
    assert Path("diep.md") in changed_since("main", Path.cwd())


def test_a_ref_that_is_not_there_or_looks_like_an_option(repository: ScratchRepository) -> None:
    for ref in ("weg", "", "--output=gevaar", "main\0", "oud.md"):
        with pytest.raises(Problem, match="git does not know"):
            changed_since(ref, Path.cwd())
    assert not Path("gevaar").exists()


def test_a_shallow_clone_says_how_to_get_its_history(repository: ScratchRepository, tmp_path: Path) -> None:
    repository.write("nieuw.md")
    repository.commit()
    clone = tmp_path / "ondiep"
    repository.git("clone", "--quiet", "--depth=1", "--no-single-branch", f"file://{repository.folder}", str(clone))
    for ref in ("origin/main", "weg"):
        with pytest.raises(Problem, match="git fetch --unshallow"):
            changed_since(ref, clone)


def test_histories_without_a_common_beginning(repository: ScratchRepository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "los")
    with pytest.raises(Problem, match="no commit yet"):
        changed_since("main", Path.cwd())
    repository.write("los.md")
    repository.commit()
    with pytest.raises(Problem, match="no common beginning"):
        changed_since("main", Path.cwd())


def test_where_there_is_no_working_tree(repository: ScratchRepository, tmp_path: Path) -> None:
    repository.git("clone", "--quiet", "--bare", ".", str(tmp_path / "kaal"))
    with pytest.raises(Problem, match="is bare"):
        changed_since("main", tmp_path / "kaal")
    with pytest.raises(Problem, match="repository of your own"):
        changed_since("main", tmp_path)


def test_without_git(repository: ScratchRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    # A program in the folder with drafts is never taken for git.
    fake = repository.write("git", "#!/bin/sh\ntouch gevaar\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", str(shutil.which("git"))]))
    with pytest.raises(Problem, match="install git"):
        changed_since("main", Path.cwd())
    assert not Path("gevaar").exists()
