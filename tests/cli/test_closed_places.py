"""What may not be read or written is told in one's own words, and the rest goes on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

AS_USER = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
"""How root becomes somebody who may not read everything."""

pytestmark = pytest.mark.skipif(
    os.name == "nt" or (os.geteuid() == 0 and shutil.which("setpriv") is None), reason="file modes"
)


def run(*args: str, redirected: str = "") -> tuple[int, str]:
    command = [*(AS_USER if os.geteuid() == 0 else []), sys.executable, "-m", "postlint", *args]
    if redirected:
        command = ["sh", "-c", f'"$@" {redirected}', "sh", *command]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a draft, a closed folder and a closed draft."""
    monkeypatch.chdir(tmp_path)
    for name in ("d/open.md", "d/slot.md", "d/dicht/z.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Zo oefen je thuis: leg je benen over een stoel en adem rustig door.\n", "utf-8")
    (tmp_path / "d/slot.md").chmod(0)
    (tmp_path / "d/dicht").chmod(0)
    yield tmp_path
    (tmp_path / "d/dicht").chmod(0o700)


@pytest.mark.parametrize(
    "call",
    [
        ("check", "d/dicht"), ("check", "d/dicht/z.md"), ("config", "show", "d/dicht/z.md"),
        ("config", "show", "d/dicht"), ("config", "show", "d/slot.md"),
        ("baseline", "d/dicht"), ("audit", "d/dicht"), ("audit", "d/dicht/t.csv"),
        ("audit", "d/dicht/t.zip"), ("dismiss", "d/dicht/z.md:1", "kwaliteit/hoofdletters", "--reason", "merk"),
        ("rules", "docs", "d/dicht"), ("check", "d/open.md", "--output", "d/dicht/r.txt"),
    ],
)  # fmt: skip
def test_a_closed_place_is_told_of_and_named(call: tuple[str, ...], drafts: Path) -> None:
    status, said = run(*call)
    assert status == 2
    assert "onverwachte fout" not in said
    assert "d/dicht" in said or "d/slot.md" in said
    assert any(word in said for word in ("niet lezen", "Permission denied", "mag je niet bij"))


@pytest.mark.parametrize("call", [("check", "--format", "concise"), ("audit", "--format", "json"), ("baseline",)])
def test_what_is_beside_a_closed_place_is_read(call: tuple[str, ...], drafts: Path) -> None:
    status, said = run(*call, "d")
    assert status == 2
    assert "d/dicht" in said
    assert "d/slot.md" in said
    if call[0] == "audit":
        assert '"posts_total": 1' in said
    if call[0] == "baseline":
        assert (drafts / "postlint-baseline.json").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize(
    ("args", "redirected", "says"),
    [
        (("check", "d/open.md"), ">&-", "standaarduitvoer: schrijven lukt hier niet"),
        (("check", "-"), "<&-", "standaardinvoer is niet te lezen"),
        (("check", "d/open.md"), ">/dev/full", "standaarduitvoer: schrijven lukt hier niet"),
        (("--help",), ">/dev/full", "standaarduitvoer: schrijven lukt hier niet"),
    ],
)
def test_a_stream_that_is_closed_or_full_is_told_of(
    args: tuple[str, ...], redirected: str, says: str, drafts: Path
) -> None:
    status, said = run(*args, redirected=redirected)
    assert status == 2
    assert says in said


def test_a_report_to_a_file_needs_no_standard_output(drafts: Path) -> None:
    status, said = run("check", "d/open.md", "--format", "concise:r.txt", redirected=">&-")
    assert (status in (0, 1), said) == (True, "")


@pytest.mark.skipif(not Path("/dev/fd").exists(), reason="no /dev/fd here")
def test_a_report_goes_straight_into_a_pipe(drafts: Path) -> None:
    straight = run("check", "d/open.md", "--format", "concise")
    assert straight == run("check", "d/open.md", "--format", "concise:/dev/stdout")
    os.mkfifo("pijp")
    with subprocess.Popen(["cat", "pijp"], stdout=subprocess.PIPE, text=True, encoding="utf-8") as reading:
        run("check", "d/open.md", "--format", "concise:pijp")
        assert reading.communicate(timeout=60)[0] == straight[1]
    assert not [path for path in drafts.iterdir() if path.name.endswith(".part")]
    (drafts / "nieuw.txt").write_text("Wat er stond.\n", "utf-8")
    run("check", "d/open.md", "--format", "concise:/dev/stdout", redirected=">> nieuw.txt")
    assert (drafts / "nieuw.txt").read_text("utf-8") == "Wat er stond.\n" + straight[1]
