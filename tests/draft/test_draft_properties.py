"""Whatever the text, the encoding and the markup: every prose character knows its place in the file."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from postlint.draft import Draft, read_bytes, read_text
from postlint.findings import Problem

MARKUP = (
    "**", "*", "_", "`", "~~", "# ", "> ", ">> ", "- ", "1. ", "| ", "|---|---|\n", "[", "](http://x.nl)", "![", "]",
    "(", ")", "<b>", "</b>", "<br>", "<!-- ", " -->", "<div>", "</div>", "<img alt='é'>", "&amp;", "&eacute;", "&#13;",
    "\\*", "\\", "---\n", "===\n", "```\n", "    ", "\t", "[^1]", "[^1]: ", "[x]: /y\n", "- [ ] ", "<https://a.nl>",
    "e\u0301", "\u0301", "𝗯𝗼𝗹𝗱", "ⓐ", "🅺", "🅰️", "ᴋᴏᴘ", "\u00ad", "\u200b", "\u00a0", "\u2028", "✅ ", "• ",
    "👩‍👩‍👧", "1️⃣ ", "«", "»", "“", "”", "„", "‘", "’", '"', "'", "'s ", "한", "\u1112\u1161\u11ab", "# postlint: off",
    "\x0b", "\x85",
)  # fmt: skip
NEWLINES = ("\n", "\r\n", "\r")
WORDS = ("korting", "de", "zorg", "é", "foto's", "Ω", "10%", " ", "  ")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252")
BOMS = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
PATHS = ("a.md", "a.txt", "<stdin>")

soup = st.lists(st.sampled_from(MARKUP + WORDS + NEWLINES * 8), max_size=30).map("".join)
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)
sources = st.one_of(soup, anything, st.tuples(soup, anything, soup).map("".join))


def read_or_skip(text: str, path: str) -> Draft:
    try:
        return read_text(text, path)
    except Problem:
        assume(False)
        raise


def check(draft: Draft) -> None:
    prose, source = draft.prose, draft.source
    assert len(prose) == len(draft.starts) == len(draft.ends)
    assert "\r" not in prose
    assert unicodedata.is_normalized("NFC", prose)
    assert prose == prose.strip()
    assert prose
    previous = (0, 0)
    for here in zip(draft.starts, draft.ends, strict=True):
        assert 0 <= here[0] < here[1] <= len(source)
        assert previous[0] <= here[0]
        assert previous[1] <= here[1]
        previous = here
    check_structure(draft)


def check_structure(draft: Draft) -> None:
    at = 0
    for block in draft.blocks:
        assert at <= block.start < block.end <= len(draft.prose)
        assert draft.prose[at : block.start] == ("\n\n" if at else "")
        at = block.end
    assert at == len(draft.prose)
    for start, end in (*draft.quoted, *draft.decorated):
        assert 0 <= start < end <= len(draft.prose)
        assert any(block.start <= start and end <= block.end for block in draft.blocks)
        assert draft.is_quoted(start, end) or (start, end) in draft.decorated
    for link in draft.links:
        assert 0 <= link.start <= link.end <= len(draft.prose)
    for comment in draft.comments:
        assert draft.source[comment.start : comment.end].startswith(("<!--", "#"))
    for image in draft.images:
        assert 0 <= image.start < image.end <= len(draft.source)


def check_span(draft: Draft, start: int, end: int) -> None:
    span = draft.span(start, end)
    assert draft.text_at(start, end) == draft.source[span.start.offset : span.end.offset]
    assert (start == end) == (span.start.offset == span.end.offset)
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", draft.source)
    for position in (span.start, span.end):
        assert sum(map(len, lines[: position.line - 1])) + position.column - 1 == position.offset


@settings(deadline=None)
@given(sources, st.sampled_from(PATHS), st.data())
@example("a\r\n\r\nb", "a.txt", None)
@example("&#13;&#10;x", "a.md", None)
def test_every_span_is_a_place_in_the_source(source: str, path: str, data: st.DataObject | None) -> None:
    draft = read_or_skip(source, path)
    check(draft)
    bounds = st.integers(0, len(draft.prose))
    start, end = sorted((data.draw(bounds), data.draw(bounds))) if data else (0, len(draft.prose))
    check_span(draft, start, end)
    check_span(draft, start, start)


@settings(deadline=None)
@given(soup, soup, st.sampled_from(ENCODINGS), st.sampled_from(NEWLINES), st.sampled_from(PATHS))
def test_a_word_is_found_back_where_it_was_planted(
    before: str, after: str, encoding: str, newline: str, path: str
) -> None:
    text = f"{before}\n\nzeebra\n\n{after}".replace("\r", "\n").replace("\n", newline)
    data = text.encode(encoding, errors="replace")
    text = data.decode(encoding)
    try:
        draft = read_bytes(BOMS.get(encoding, b"") + data, path)
    except Problem:
        assume(False)
    assert draft.source == text.removeprefix("\ufeff")
    check(draft)
    assume(draft.prose.count("zeebra") == 1)  # else the markup made it code, a comment or front matter
    at = draft.prose.index("zeebra")
    assert draft.text_at(at, at + 6) == "zeebra"
    assert draft.span(at, at + 6).start.offset == draft.source.index("zeebra")
    assert draft.prose_range(draft.source.index("zeebra"), draft.source.index("zeebra") + 6) == (at, at + 6)


@pytest.mark.parametrize("newline", NEWLINES)
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("path", ["a.md", "a.txt"])
@settings(deadline=None, max_examples=20)
@given(words=st.lists(st.sampled_from(["een", "zin", "met", "café", "«", "foto's"]), min_size=1, max_size=12))
def test_words_survive_every_encoding_and_newline(path: str, encoding: str, newline: str, words: list[str]) -> None:
    text = f"{' '.join(words)}{newline}zeebra, {newline}{newline}dan tekst."
    draft = read_bytes(BOMS.get(encoding, b"") + text.encode(encoding), path)
    assert draft.source == text
    assert draft.prose == f"{' '.join(words)}\nzeebra,\n\ndan tekst."
    at = draft.prose.index("zeebra")
    assert draft.span(at, at + 6).start.line == 2
    assert draft.span(at, at + 6).start.column == 1


@settings(deadline=None)
@given(st.lists(st.sampled_from(["<!-- c -->", "<b>", "</b>", "\u00ad", "\u200b"]), max_size=6))
def test_markup_inside_a_word_does_not_hide_it(marks: list[str]) -> None:
    source = f"Nu kor{''.join(marks)}ting voor jou."
    draft = read_text(source, "a.md")
    assert draft.prose == "Nu korting voor jou."
    assert draft.text_at(3, 10) == source[3:-10]
