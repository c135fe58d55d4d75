from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from postlint.cli.output import write_pieces


def breaking() -> Iterator[str]:
    yield "half"
    raise ValueError("the rest cannot be made")


def test_a_report_that_cannot_be_made_leaves_the_old_one(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("old")
    with pytest.raises(ValueError, match="rest"):
        write_pieces(breaking(), file)
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("report.json", "old")]


def test_a_report_that_cannot_be_made_is_not_begun_on_the_screen(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="rest"):
        write_pieces(breaking(), None)
    assert capsys.readouterr().out == ""


def test_pieces_follow_one_another(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pieces(iter(("één ", "🙂\n")), tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_bytes() == "één 🙂\n".encode()
    write_pieces(iter(("één ", "🙂\n")), None, machine=True)
    assert capsys.readouterr().out == "één 🙂\n"
