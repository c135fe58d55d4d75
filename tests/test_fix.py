"""Fixes applied to texts and files: nothing changes but what an edit names, and nothing is ever lost."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postlint.checks.fixes.deletion import tidy
from postlint.checks.tracking import cleaned, tracks
from postlint.findings import Edit, Fix, Position, Problem, Span
from postlint.fix import apply
from postlint.report.diff import unified
from postlint.rewrite import read_text_file, write_text_file

TEXTS = st.text(st.sampled_from("ab !\r\n\t#é🦷👩\u200d⚕\ufe0f𝗮•-1."), min_size=1, max_size=60)


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(Span(Position(1, start + 1, start), Position(1, end + 1, end)), text)


@st.composite
def texts_with_fixes(draw: st.DrawFn) -> tuple[str, list[Fix]]:
    text = "kop " + draw(TEXTS)
    fixes = []
    for _ in range(draw(st.integers(0, 4))):
        places = sorted(draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True)))
        pairs = list(zip(places[::2], places[1::2], strict=False))
        fixes.append(Fix("proef", tuple(edit(a, b, draw(st.sampled_from(["", "x", "🎉"]))) for a, b in pairs)))
    return text, fixes


@given(texts_with_fixes())
def test_nothing_outside_the_edits_changes_and_none_overlap(case: tuple[str, list[Fix]]) -> None:
    text, fixes = case
    done = apply(text, fixes, "a.txt")
    ranges = sorted((e.span.start.offset, e.span.end.offset, e.text) for fix in done.fixes for e in fix.edits)
    assert all(one[1] <= other[0] for one, other in pairwise(ranges))
    backwards = text
    for start, end, new in reversed(ranges):
        backwards = backwards[:start] + new + backwards[end:]
    assert done.text == backwards


def test_fixes_that_touch_wait_for_the_next_round_and_come_whole_or_not_at_all() -> None:
    first = Fix("een", (edit(0, 3, "Een"), edit(9, 13, "Drie")))
    second = Fix("twee", (edit(4, 8, "Twee"), edit(13, 14, "!")))
    third = Fix("drie", (edit(13, 14, "!"),))
    done = apply("een twee drie.", [first, second, third], "a.txt")
    assert done == ("Een twee Drie.", (first,))
    apart = Fix("vier", (edit(14, 15, "!"),))
    assert apply("een twee drie .", [first, apart], "a.txt") == ("Een twee Drie !", (first, apart))


def test_many_fixes_take_no_more_than_their_number() -> None:
    before = time.process_time()
    done = apply("a!! " * 20_000, [Fix("proef", (edit(at, at + 1, ""),)) for at in range(1, 80_000, 4)], "a.txt")
    assert done.text == "a! " * 20_000
    assert time.process_time() - before < 6


def test_a_fix_that_would_leave_no_draft_is_left_out() -> None:
    every, some = Fix("alles", (edit(0, 4, ""),)), Fix("staart", (edit(6, 7, ""),))
    assert apply("Weg. !", [every], "a.txt").fixes == (every,)
    assert apply("Weg.", [every], "a.txt") == ("Weg.", ())
    assert apply("Weg.\n\n!", [every, some], "a.txt").fixes == (every,)


@given(TEXTS, st.data())
def test_a_deletion_takes_only_white_space_and_a_bullet_along(text: str, data: st.DataObject) -> None:
    start, end = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=2, max_size=2)))
    found = tidy(text, start, end)
    if found is not None:
        assert found[0] <= start
        assert end <= found[1]
        assert not text[end : found[1]].strip()
        assert set(text[found[0] : start].strip()) <= set("-*+•1.")


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Een tip. [Boek nu!] Nog een.", "Een tip. Nog een."),
        ("Een tip. [Boek nu!]", "Een tip."),
        ("Een tip. [Boek nu!]  \nRegel.", "Een tip.  \nRegel."),
        ("[Boek nu!] Een tip.", "Een tip."),
        ("Een tip.\n\n[Boek nu!]\n", "Een tip.\n"),
        ("Een tip.\r\n\r\n[Boek nu!]\r\n\r\n", "Een tip.\r\n"),
        ("Een tip.\n\n[Boek nu!]", "Een tip."),
        ("Een tip.\r\n\r\n[Boek nu!]\r\n\r\nNog een.\r\n", "Een tip.\r\n\r\nNog een.\r\n"),
        ("Een tip.\n[Boek nu!]\nNog een.", "Een tip.\nNog een."),
        ("- een\n- [Boek nu!]\n- drie", "- een\n- drie"),
        ("1. een\n2. [Boek nu!]", "1. een"),
        ("1. een\n2. [Boek nu!]\n3. drie", None),
        ("[Boek nu!]\n\nEen tip.", "Een tip."),
        ("Een tip.\r[Boek nu!]\n\nNog een.", "Een tip.\n\nNog een."),
    ],
)
def test_a_deletion_leaves_clean_white_space(text: str, left: str | None) -> None:
    start, end = text.index("["), text.index("]") - 1
    plain = text.replace("[", "").replace("]", "")
    found = tidy(plain, start, end)
    assert (plain[: found[0]] + plain[found[1] :] if found else None) == left


@pytest.mark.parametrize(
    ("address", "clean"),
    [
        ("https://a.nl/?utm_source=x", "https://a.nl/"),
        ("a.nl/b?x=1&UTM_Source=y&fbclid=2&z#top", "a.nl/b?x=1&z#top"),
        ("https://youtu.be/abc?si=xyz&t=42", "https://youtu.be/abc?t=42"),
        ("https://m.youtube.com/watch?v=a&si=b", "https://m.youtube.com/watch?v=a"),
        ("https://x.com/a/status/1?s=20&t=abc", "https://x.com/a/status/1"),
    ],
)
def test_an_address_loses_its_tracking_and_nothing_else(address: str, clean: str) -> None:
    assert cleaned(address) == clean
    assert cleaned(clean) == clean


@pytest.mark.parametrize(
    "address",
    ["https://a.nl/?q=utm_source", "https://a.nl/utm_source=1", "https://a.nl/?si=1", "https://a.nl/?", "a.nl"],
)
def test_an_address_without_tracking_stays(address: str) -> None:
    assert not tracks(address)


@pytest.mark.parametrize(
    "data",
    [
        b"Een tip!!\r\nen\rnog een\n",
        b"\xef\xbb\xbf" + "Café 👩‍⚕️!!\r\n".encode(),
        "\ufeffTip!!\r\n".encode("utf-16-le"),
        "\ufeffTip!!".encode("utf-16-be"),
        "Caf\xe9!!\n".encode("cp1252"),
    ],
)
def test_a_file_keeps_encoding_mark_newlines_and_mode(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    path.chmod(0o640)
    file = read_text_file(path, "a.txt")
    write_text_file(file.with_text(file.text.replace("!!", "!")), "a.txt", read=file)
    assert path.read_bytes() == data.replace("!!".encode(_codec(data)), "!".encode(_codec(data)))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def _codec(data: bytes) -> str:
    return {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(data[:2], "utf-8")


def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "map").mkdir()
    real, link = tmp_path / "map" / "a.txt", tmp_path / "b.txt"
    real.write_text("Tip!!", "utf-8")
    link.symlink_to(real)
    file = read_text_file(link, "b.txt")
    write_text_file(file.with_text("Tip!"), "b.txt", read=file)
    assert link.is_symlink()
    assert real.read_text("utf-8") == "Tip!"


@pytest.mark.parametrize("broken", ["fsync", "fdopen", "replace"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_the_file_as_it_was(
    broken: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Tip!!\r\n")
    file = read_text_file(path, "a.txt")

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(*((Path, "replace") if broken == "replace" else (os, broken)), fail)
    with pytest.raises(Problem if isinstance(error, OSError) else KeyboardInterrupt):
        write_text_file(file.with_text("Tip!\r\n"), "a.txt", read=file)
    monkeypatch.undo()
    assert path.read_bytes() == b"Tip!!\r\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tip!!", "utf-8")
    file = read_text_file(path, "a.txt")
    path.write_text("Heel iets anders.", "utf-8")
    with pytest.raises(Problem, match="changed meanwhile"):
        write_text_file(file.with_text("Tip!"), "a.txt", read=file)
    assert path.read_text("utf-8") == "Heel iets anders."


def test_a_read_only_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Tip!!", "utf-8")
    file = read_text_file(path, "a.txt")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(Problem, match="cannot write here"):
        write_text_file(file.with_text("Tip!"), "a.txt")
    assert path.read_text("utf-8") == "Tip!!"


def test_a_sign_that_the_encoding_lacks_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"Caf\xe9")
    file = read_text_file(path, "a.txt")
    with pytest.raises(Problem, match="Windows-1252"):
        write_text_file(file.with_text("α"), "a.txt")
    assert path.read_bytes() == b"Caf\xe9"


HOSTILE: list[tuple[str, Callable[[str], bool]]] = [
    ("\x1b]8;;https://kwaad.example\x07klik\x1b[2J", lambda diff: "\x1b" not in diff and "\x07" not in diff),
    ("goed\rkwaad", lambda diff: "\r" not in diff),
    ("\u202ekwaad", lambda diff: "\u202e" not in diff),
    ("a\tb", lambda diff: "a\tb" in diff),
]


@pytest.mark.parametrize(("text", "harmless"), HOSTILE)
def test_a_diff_cannot_steer_a_terminal(text: str, harmless: Callable[[str], bool]) -> None:
    diff = unified(f"{text}!!\n{text}\n", f"{text}!\n{text}\n", "a\x1b.md")
    assert harmless(diff)
    assert diff.startswith("--- a␛.md\n+++ a␛.md\n@@ ")


def test_a_diff_keeps_newlines_and_says_where_one_is_missing() -> None:
    assert unified("een\r\ntwee!!", "een\r\ntwee!", "a.md") == (
        "--- a.md\n+++ a.md\n@@ -1,2 +1,2 @@\n een\r\n-twee!!\n\\ No newline at end of file\n+twee!\n"
        "\\ No newline at end of file\n"
    )
    assert unified("een", "een", "a.md") == ""
