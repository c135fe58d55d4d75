"""Which files the branch at hand changes, as git tells it.

Place in the data flow: beside files.py; the command line narrows the drafts that are found to these.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from postlint.findings import Problem, Text
from postlint.programs import Answer, ask, find_program

# Never wait for a lock or a password, and never fetch what a partial clone left out.
_QUIETLY = {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}

_DELETED = "D"

_NO_GIT = Text(
    "--changed-since heeft git nodig en dat is hier niet te vinden; installeer git, of noem de concepten zelf.",
    "--changed-since needs git, which is not found here; install git, or name the drafts yourself.",
)
_NO_REPOSITORY = Text(
    "--changed-since werkt alleen in een git-repository die van jou is; ga naar de map van je repository, of laat "
    "--changed-since weg. Wat er mis is, zegt: git status",
    "--changed-since works in a git repository of your own alone; go to the folder of your repository, or leave "
    "--changed-since out. What is wrong is told by: git status",
)
_BARE = Text(
    "deze git-repository heeft geen werkmap met bestanden (bare); maak een gewone kloon met git clone en werk daarin.",
    "this git repository has no working tree with files (it is bare); make an ordinary clone with git clone and work "
    "there.",
)
_NO_COMMIT = Text(
    "deze git-repository heeft nog geen commit, dus er is niets om mee te vergelijken; laat --changed-since weg.",
    "this git repository has no commit yet, so there is nothing to compare with; leave --changed-since out.",
)
_SHALLOW = Text(
    "deze kloon kent niet genoeg geschiedenis om met «{ref}» te vergelijken; haal die op met git fetch --unshallow "
    "(GitHub: fetch-depth: 0 bij actions/checkout; GitLab: GIT_DEPTH: 0).",
    "this clone does not know enough history to compare with “{ref}”; fetch it with git fetch --unshallow "
    "(GitHub: fetch-depth: 0 with actions/checkout; GitLab: GIT_DEPTH: 0).",
)
_UNKNOWN = Text(
    "git kent «{ref}» hier niet; controleer de naam, of haal hem eerst op met git fetch origin.",
    "git does not know “{ref}” here; check the name, or fetch it first with git fetch origin.",
)
_UNRELATED = Text(
    "deze tak en «{ref}» hebben geen gemeenschappelijk begin; noem de tak waarvan deze is afgesplitst.",
    "this branch and “{ref}” have no common beginning; name the branch that this one was split from.",
)
_FAILED = Text(
    "git kon niet zeggen wat er sinds «{ref}» is veranderd; probeer het zelf met git diff {ref}",
    "git could not tell what has changed since “{ref}”; try it yourself with git diff {ref}",
)


@dataclass(frozen=True)
class Changes:
    """What a branch changes: the top of the working tree, and the real paths of files that it adds, changes or deletes.

    `files` are those that it adds or changes, and `deleted` are those that it had and has no more.
    """

    top: Path
    files: frozenset[str]
    deleted: frozenset[str] = frozenset()

    def __contains__(self, path: Path) -> bool:
        """Tell whether a path means one of these files."""
        return os.path.realpath(path) in self.files


def changed_since(ref: str, folder: Path) -> Changes:
    """Give what the branch checked out changes relative to where it left another.

    Counts what is committed, staged, changed and new but not ignored; what is renamed is deleted under its old name and
    added under the new one.

    Args:
        ref: a branch, tag or commit; what counts is the merge base with it.
        folder: a folder in the working tree.

    Raises:
        Problem: git is missing, the folder is in no working tree, or the ref or the history to it is not there.

    """
    git = _Git(ref, folder)
    # Without detection of renames git lists the new name as added, and needs no content for it.
    compared = git.names("diff", "--name-status", "-z", "--no-renames", "--no-ext-diff", "--no-textconv",
                         "--ignore-submodules=all", git.base, "--")  # fmt: skip
    new = git.names("ls-files", "-z", "--others", "--exclude-standard")
    by_letter = tuple(zip(compared[::2], compared[1::2], strict=True))
    kept = (*(name for letter, name in by_letter if letter != _DELETED), *new)
    deleted = (name for letter, name in by_letter if letter == _DELETED)
    return Changes(git.top, _real(git.top, kept), _real(git.top, deleted))


def _real(top: Path, names: Iterable[str]) -> frozenset[str]:
    return frozenset(os.path.realpath(top / name) for name in names)


class _Git:
    """The repository that a folder is in; `base` is the commit where its branch left the ref."""

    def __init__(self, ref: str, folder: Path) -> None:
        program = find_program("git")
        if program is None:
            raise Problem(_NO_GIT)
        self._program, self._ref, self._folder = program, ref, folder
        self.top = self._find_top()
        self._folder = self.top
        self.base = self._find_base()

    def names(self, *args: str) -> list[str]:
        """Give what git prints of files: their names, relative to the top, and letters where those are asked for."""
        answer = self._ask(*args)
        if answer.status != 0:
            raise self._problem(_FAILED)
        return [os.fsdecode(name) for name in answer.output.split(b"\0") if name]

    def _ask(self, *args: str) -> Answer:
        try:
            return ask([self._program, "-C", str(self._folder), *args], more=_QUIETLY)
        except OSError as error:
            raise Problem(_NO_GIT) from error

    def _problem(self, text: Text) -> Problem:
        return Problem(Text(text.nl.format(ref=self._ref), text.en.format(ref=self._ref)))

    def _find_top(self) -> Path:
        top = self._ask("rev-parse", "--show-toplevel")
        if top.status == 0 and top.output.strip():
            return Path(os.fsdecode(top.output.removesuffix(b"\n")))
        bare = self._ask("rev-parse", "--is-bare-repository")
        raise Problem(_BARE if bare.output.strip() == b"true" else _NO_REPOSITORY)

    def _find_base(self) -> str:
        here, there = self._commit("HEAD"), self._commit(self._ref)
        if here is None:
            raise Problem(_NO_COMMIT)
        shallow = self._ask("rev-parse", "--is-shallow-repository").output.strip() == b"true"
        if there is None:
            raise self._problem(_SHALLOW if shallow else _UNKNOWN)
        base = self._ask("merge-base", here, there)
        if base.status != 0:
            raise self._problem(_SHALLOW if shallow else _UNRELATED)
        return base.output.decode().strip()

    def _commit(self, name: str) -> str | None:
        if not name or name.startswith("-") or "\0" in name:
            return None
        found = self._ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
        return found.output.decode().strip() if found.status == 0 else None
