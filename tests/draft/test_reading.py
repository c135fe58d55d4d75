"""From file to text: encodings, sizes, and what is no draft."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from postlint.draft import read_bytes, read_path, read_text
from postlint.findings import Problem


def problem_of(path: Path | str) -> Problem:
    with pytest.raises(Problem) as caught:
        read_path(path)
    assert caught.value.path == str(path)
    assert caught.value.text.nl != caught.value.text.en
    return caught.value


@pytest.mark.parametrize(
    ("data", "guessed"),
    [
        ("café".encode(), False),
        ("café".encode("utf-8-sig"), False),
        ("café".encode("utf-16"), False),
        (b"\xfe\xff" + "café".encode("utf-16-be"), False),
        ("café".encode("cp1252"), True),
    ],
)
def test_encodings(data: bytes, guessed: bool) -> None:
    draft = read_bytes(data, "a.txt")
    assert draft.source == draft.prose == "café"
    assert [n.code for n in draft.notices] == (["encoding-guessed"] if guessed else [])


def test_notices_speak_the_language_of_the_run() -> None:
    data = "café".encode("cp1252")
    assert "gelezen als Windows-1252" in read_bytes(data).notices[0].message
    assert "read as Windows-1252" in read_bytes(data, lang="en").notices[0].message


@pytest.mark.parametrize(
    "data",
    [
        b"tekst\0tekst",
        "tekst".encode("utf-16-le"),
        b"\xff\xfea",
        b"\xff\xfe\x00\xd8",
        "tekst".encode("utf-32"),
        b"\x89PNG\r\n\x1a\n\x81",
        b"\xff\x01\x02\x03",
    ],
)
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Problem, match="not a text file"):
        read_bytes(data, "a.txt")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"),
        ("a.rtf", b"{\\rtf1\\ansi Rol je schouders los.}"),
        ("a.odt", b"PK\x03\x04\0\0"),
        ("a.pages", b"PK\x03\x04\0\0"),
    ],
)
def test_other_documents_are_told_to_be_saved_as_word(name: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert "sla het op als Word-document (.docx)" in problem_of(path).text.nl
    path.write_bytes(data + bytes(1_000_001))
    if name != "a.txt":
        assert "sla het op als Word-document (.docx)" in problem_of(path).text.nl


def test_text_under_the_name_of_a_document_is_read(tmp_path: Path) -> None:
    assert read_bytes(b"Rol je schouders los.", "a.doc").prose == "Rol je schouders los."


def test_text_that_is_no_text_is_refused() -> None:
    for text in ("a\0b", "a\ud800b"):
        with pytest.raises(Problem, match="not a text file"):
            read_text(text)


def test_a_byte_order_mark_in_text_is_dropped() -> None:
    assert read_text("\ufeffTekst").source == "Tekst"


@pytest.mark.parametrize("text", ["", "  \n\n\t", "\ufeff", "\u200b\n\u00ad"])
def test_an_empty_draft_is_a_problem(text: str) -> None:
    for path in ("a.md", "a.txt"):
        with pytest.raises(Problem) as caught:
            read_text(text, path)
        assert "schrijf eerst een concept" in caught.value.text.nl


@pytest.mark.parametrize("text", ["```\ncode\n```", "<!-- x -->", "![](a.png)", "[a]: http://x.nl", "---\na: b\n---\n"])
def test_a_draft_of_markup_alone_is_a_problem(text: str) -> None:
    with pytest.raises(Problem, match="write a draft first"):
        read_text(text, "a.md")


def test_reading_a_file(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"# Kop\r\n")
    assert read_path(file).prose == "Kop"
    assert read_path(str(file), shown="b.md").path == "b.md"


def test_a_large_file_is_refused_without_reading_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as handle:
        handle.truncate(50_000_000)
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    problem = problem_of(file)
    assert "50.000.000 bytes" in problem.text.nl
    assert "1.000.000" in problem.text.nl
    assert "50,000,000 bytes" in problem.text.en


def test_a_million_bytes_is_the_limit() -> None:
    assert read_bytes(b"a" * 1_000_000).prose
    with pytest.raises(Problem, match="1,000,001"):
        read_bytes(b"a" * 1_000_001)


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp")
    (tmp_path / "lus").symlink_to("lus")
    assert "map" in problem_of(tmp_path).text.nl
    assert "pijp" in problem_of(tmp_path / "pijp").text.nl
    assert "apparaat" in problem_of("/dev/zero").text.nl
    assert "bestaat niet" in problem_of(tmp_path / "weg.md").text.nl
    assert "bestaat niet" in problem_of(tmp_path / "pijp" / "weg.md").text.nl
    assert "bestaat niet" in problem_of("a\0b").text.nl
    assert "controleer" in problem_of(tmp_path / "lus").text.nl


def test_an_unreadable_file_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    file = tmp_path / "a.md"
    file.write_text("Tekst")
    monkeypatch.setattr(os, "open", refuse)
    assert "leesrechten" in problem_of(file).text.nl


def test_a_file_that_lies_about_its_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"a" * 1_000_002)
    true_stat = file.stat()
    monkeypatch.setattr(os, "stat", lambda *_, **__: os.stat_result((true_stat.st_mode, *[0] * 9)))
    assert "1.000.001" in problem_of(file).text.nl


def test_importing_is_cheap() -> None:
    code = (
        "import sys, postlint.draft; "
        "assert not {'yaml', 'pyromark', 'regex', 'pathspec', 'numpy', 'spacy', 'py3langid'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
