"""Which drafts a call means."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.files import ALL_EXCLUDED, NO_DRAFTS, Skipped, discover
from postlint.findings import Problem


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def make(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("concept")


def found(*paths: str, exclude: tuple[str, ...] = (), respect_gitignore: bool = True) -> list[str]:
    return [str(p) for p in discover(paths, exclude, respect_gitignore) if isinstance(p, Path)]


def test_a_folder_gives_its_drafts_sorted_and_nothing_else() -> None:
    make("p/b.md", "p/a.txt", "p/c.MARKDOWN", "p/beeld.png", "p/sub/d.md", "p/aa/z.md")
    make("p/.git/x.md", "p/.verborgen.md", "p/node_modules/x.md", "p/.venv/x.txt")
    assert found("p") == ["p/a.txt", "p/aa/z.md", "p/b.md", "p/c.MARKDOWN", "p/sub/d.md"]
    assert found(".")[0] == "p/a.txt"


def test_word_documents_are_drafts_and_what_word_puts_beside_them_is_not() -> None:
    make("p/a.docx", "p/~$a.docx", "p/b.DOCX", "p/oud.doc")
    assert found("p") == ["p/a.docx", "p/b.DOCX"]


def test_a_named_file_is_taken_whatever_its_name(folder: Path) -> None:
    make("concept.rst", ".verborgen.md", "node_modules/x.md", "[1].md")
    (folder / ".gitignore").write_text("*.rst\n")
    names = ["concept.rst", ".verborgen.md", "node_modules/x.md", "[1].md"]
    assert found(*names) == names
    assert found(str(folder / "concept.rst")) == [str(folder / "concept.rst")]


def test_nothing_comes_twice(folder: Path) -> None:
    make("p/a.md")
    (folder / "p/kopie.md").symlink_to("a.md")
    assert found("p/a.md", "p", "p/*.md", str(folder / "p")) == ["p/a.md"]


def test_what_does_not_exist_is_a_problem_in_its_place() -> None:
    make("a.md", "b.md")
    first, problem, second = discover(["a.md", "weg.md", "b.md"])
    assert (first, second) == (Path("a.md"), Path("b.md"))
    assert isinstance(problem, Problem)
    assert problem.path == "weg.md"
    assert "bestaat niet" in problem.text.nl
    assert "does not exist" in problem.text.en


@pytest.mark.parametrize("text", ["Stijve nek? Boek nu!", "Sta elk uur op. Dat helpt", "Eet elke dag [fruit]."])
def test_who_gives_a_text_is_told_to_put_it_in_a_file(text: str) -> None:
    (problem,) = discover([text])
    assert isinstance(problem, Problem)
    assert "postlint check -" in problem.text.nl


@pytest.mark.parametrize("name", ["mijn concept voor maandag", "map. met punt/a.md", "Rust roest. Beweeg.docx"])
def test_a_name_with_spaces_is_still_a_name(name: str) -> None:
    (problem,) = discover([name])
    assert isinstance(problem, Problem)
    assert "bestaat niet" in problem.text.nl


@pytest.mark.parametrize("path", ["", "weg\0.md", "a" * 5000])
def test_impossible_names_are_problems(path: str) -> None:
    (problem,) = discover([path])
    assert isinstance(problem, Problem)


def test_patterns_that_the_shell_left() -> None:
    make("p/a.md", "p/b.txt", "p/c.rst", "p/sub/d.md", "p/sub/dieper/e.md", "p/node_modules/f.md", "p/.x/g.md")
    assert found("p/*") == ["p/a.md", "p/b.txt"]
    assert found("p/*.md") == ["p/a.md"]
    assert found("p/**/*.md") == ["p/a.md", "p/sub/d.md", "p/sub/dieper/e.md"]
    assert found("**/e.md") == ["p/sub/dieper/e.md"]
    assert found("p/*.rst") == ["p/c.rst"]
    assert found("p/[ab].*") == ["p/a.md", "p/b.txt"]
    assert found("p/?.md", "*/sub/*.md") == ["p/a.md", "p/sub/d.md"]


@pytest.mark.parametrize("pattern", ["*.md", "weg/**/*.md", "**/*.odt", "[z-a].md"])
def test_a_pattern_without_hits_is_a_problem(pattern: str) -> None:
    make("p/a.txt")
    (problem,) = discover([pattern])
    assert isinstance(problem, Problem)
    assert problem.path == pattern


def test_gitignore_files_count_from_the_top_of_the_checkout_down(folder: Path) -> None:
    make("p/a.md", "p/oud/b.md", "p/sub/c.md", "p/sub/d.md", "p/tmp/e.md", "p/klad.txt")
    (folder / ".gitignore").write_text("oud/\n*.txt\n/p/tmp\n!\n[z-a]\n")
    (folder / "p/sub/.gitignore").write_text("d.md\n")
    assert found("p") == ["p/a.md", "p/sub/c.md"]
    assert found("**/*.md") == ["p/a.md", "p/sub/c.md"]
    assert found("p/sub") == ["p/sub/c.md"]
    everything = ["p/a.md", "p/klad.txt", "p/oud/b.md", "p/sub/c.md", "p/sub/d.md", "p/tmp/e.md"]
    assert found("p", respect_gitignore=False) == everything


def test_a_nearer_gitignore_overrules(folder: Path) -> None:
    make("p/a.txt", "p/b.txt", "c.txt")
    (folder / ".gitignore").write_text("*.txt\n")
    (folder / "p/.gitignore").write_text("!a.txt\n")
    assert found(".") == ["p/a.txt"]


def test_an_ignored_folder_is_searched_when_named(folder: Path) -> None:
    make("concepten/a.md", "concepten/klad/b.md")
    (folder / ".gitignore").write_text("concepten/\n")
    (folder / "concepten/.gitignore").write_text("klad\n")
    assert found("concepten") == ["concepten/a.md"]
    assert found(".") == []


def test_ignore_files_outside_the_checkout_have_no_say(folder: Path) -> None:
    make("binnen/a.md")
    (folder / ".gitignore").write_text("*.md\n")
    (folder / "binnen/.git").mkdir()
    assert found("binnen") == ["binnen/a.md"]


def test_exclude_holds_for_everything_and_is_said_of_what_was_named() -> None:
    make("p/a.md", "p/archief/b.md", "c.md")
    assert found(".", exclude=("archief/", "c.md")) == ["p/a.md"]
    skipped = list(discover(["c.md", "p/archief"], ["archief/", "c.md"]))
    assert [s.path for s in skipped if isinstance(s, Skipped)] == [Path("c.md"), Path("p/archief")]


def test_exclude_reaches_files_outside_the_working_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make("p/a.md", "p/b.md", "hier/x.md")
    monkeypatch.chdir(folder / "hier")
    assert found("../p", exclude=("b.md",)) == ["../p/a.md"]


def test_a_pattern_that_cannot_be_read_is_a_problem() -> None:
    with pytest.raises(Problem, match="exclude"):
        list(discover(["."], ["[z-a]"]))


def test_a_folder_without_drafts_is_no_mistake() -> None:
    make("p/beeld.png")
    assert list(discover(["p"])) == [Skipped(Path("p"), NO_DRAFTS)]


def test_links_do_not_lead_in_circles(folder: Path) -> None:
    make("p/a.md", "elders/b.md")
    (folder / "p/rond").symlink_to(folder / "p")
    (folder / "p/rond2").symlink_to(folder)
    (folder / "p/zelf.md").symlink_to("zelf.md")
    (folder / "verwijzing").symlink_to("elders")
    assert found("p", "p/**/*.md") == ["p/a.md", "p/zelf.md"]
    assert found("verwijzing") == ["verwijzing/b.md"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_folder_is_a_problem(folder: Path) -> None:
    make("p/dicht/a.md")
    (folder / "p/dicht").chmod(0)
    problems = [p for p in discover(["p"]) if isinstance(p, Problem)]
    (folder / "p/dicht").chmod(0o700)
    assert [p.path for p in problems] == ["p/dicht"]


def test_a_folder_that_vanishes_or_may_not_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    make("p/a.md", "p/dicht/b.md")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if str(path).endswith("dicht"):
            raise PermissionError
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    first, problem = discover(["p"])
    assert first == Path("p/a.md")
    assert isinstance(problem, Problem)
    assert problem.path == "p/dicht"


def test_importing_is_cheap() -> None:
    code = "import sys, postlint.files; assert not {'pathspec', 'regex', 'yaml', 'msgspec'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_folder_of_which_all_is_excluded_is_not_called_empty(folder: Path) -> None:
    make("p/a.md", "p/b/c.md")
    assert list(discover(["p"], ["*.md"])) == [Skipped(Path("p"), ALL_EXCLUDED)]
