"""The hooks for pre-commit, run by the real pre-commit on commits by the real git.

pre-commit would build an environment for a hook in Python, for which it needs the network. So the manifest of this
checkout is offered from a repository of its own, as is, and the configuration overrides `language` alone, as users of a
preinstalled postlint do. Everything else (entry, types, one process at a time) is what the manifest says.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scratch_git import ScratchRepository

ROOT = Path(__file__).parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
PRE_COMMIT = [sys.executable, "-m", "pre_commit"]
ONE_RULE = "--select, non-promotie/korting"  # a run of all rules shows nothing more here and takes longer
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: postlint
        language: system
        args: [{args}]
"""
BAD, GOOD = "Deze maand 25% korting op je intake!\n", "Rol elk uur je schouders los.\n"


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> ScratchRepository:
    """A repository with the hook installed and a draft committed before that."""
    base = tmp_path_factory.mktemp("hook")
    hooks = ScratchRepository(base / "hooks", base)
    shutil.copy(MANIFEST, hooks.folder)
    rev = hooks.commit()
    drafts = ScratchRepository(base / "drafts", base)
    drafts.environment |= {
        "PRE_COMMIT_HOME": str(base / "store"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "POSTLINT_LANG": "nl",
        "PRE_COMMIT_COLOR": "never",
    }
    drafts.write(".pre-commit-config.yaml", CONFIG.format(repo=hooks.folder, rev=rev, args=ONE_RULE))
    drafts.write("postlint.yaml", "exclude: [archief/]\n")
    drafts.write("oud.md")
    drafts.write("weg.md", BAD)
    drafts.write("archief/a.md", BAD)
    drafts.commit()
    drafts.run([*PRE_COMMIT, "install"], check=True)
    return drafts


def commit(repository: ScratchRepository) -> subprocess.CompletedProcess[str]:
    repository.git("add", "--all")
    return repository.run(["git", "commit", "-m", "Change drafts"])


def test_the_manifest_is_valid() -> None:
    subprocess.run([*PRE_COMMIT, "validate-manifest", str(MANIFEST)], check=True)


def test_a_bad_draft_stops_the_commit(repository: ScratchRepository) -> None:
    repository.write("nieuw.md", BAD)
    before = repository.git("rev-parse", "HEAD")
    result = commit(repository)
    assert result.returncode == 1
    assert "nieuw.md" in result.stderr
    assert "non-promotie/korting" in result.stderr
    assert repository.git("rev-parse", "HEAD") == before
    repository.git("rm", "--quiet", "--force", "nieuw.md")


def test_good_drafts_renamed_and_deleted_ones_pass(repository: ScratchRepository) -> None:
    repository.write("naam met spatie.txt", GOOD)
    repository.git("mv", "oud.md", "nieuwe naam.md")
    repository.git("rm", "--quiet", "weg.md")
    result = commit(repository)
    assert result.returncode == 0, result.stderr
    assert "Passed" in result.stderr
    assert repository.git("status", "--porcelain") == ""


def test_files_of_other_types_are_none_of_its_business(repository: ScratchRepository) -> None:
    repository.write("script.py", "korting = 25\n")
    repository.write("logo.svg", "<svg/>\n")
    result = commit(repository)
    assert result.returncode == 0, result.stderr
    assert "no files to check" in result.stderr


def test_an_excluded_draft_that_is_named_is_spoken_of(repository: ScratchRepository) -> None:
    result = repository.run([*PRE_COMMIT, "run", "--verbose", "postlint", "--files", "archief/a.md"])
    assert result.returncode == 0, result.stdout
    assert "archief/a.md: overgeslagen, want het staat bij «exclude»." in result.stdout
