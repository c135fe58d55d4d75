"""Files are replaced whole, with the permissions that they should have, or stay as they were."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from postlint.replacing import replace_file


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_replaced_file_keeps_its_mode_and_a_new_one_may_be_given_one(tmp_path: Path) -> None:
    known, new = tmp_path / "known.md", tmp_path / "new"
    known.write_bytes(b"oud")
    known.chmod(0o640)
    replace_file(known, b"nieuw", durable=True)
    replace_file(new, b"geheim", mode=0o600)
    assert (known.read_bytes(), mode_of(known)) == (b"nieuw", 0o640)
    assert (new.read_bytes(), mode_of(new)) == (b"geheim", 0o600)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["known.md", "new"]


@pytest.mark.parametrize("broken", ["os.open", "os.fsync", "pathlib.Path.replace"])
def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    file = tmp_path / "a.md"
    file.write_bytes(b"oud")
    with monkeypatch.context() as patch:
        patch.setattr(broken, full)
        with pytest.raises(OSError, match="No space"):
            replace_file(file, b"nieuw", durable=True)
    assert file.read_bytes() == b"oud"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


def test_a_long_name_can_be_replaced(tmp_path: Path) -> None:
    file = tmp_path / ("é" * 120)
    file.write_bytes(b"oud")
    replace_file(file, b"nieuw")
    assert file.read_bytes() == b"nieuw"
