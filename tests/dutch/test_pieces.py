"""Pieces of a Unigram vocabulary: the best segmentation, and where every piece stands."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from postlint.dutch.pieces import SPACE, Pieces

UNKNOWN = 3
VOCABULARY = {
    f"{SPACE}boek": (-4.0, 4), f"{SPACE}b": (-6.0, 5), "oek": (-6.0, 6), "je": (-5.0, 7), f"{SPACE}": (-3.0, 8),
    "!": (-3.0, 9), "e": (-4.0, 10), "s": (-4.0, 11), f"{SPACE}je": (-3.5, 12),
}  # fmt: skip


def pieces() -> Pieces:
    return Pieces(VOCABULARY, UNKNOWN, -20.0, {"É": "e", "\u00ad": ""})


def test_the_likeliest_segmentation_wins():
    assert [p.id for p in pieces().encode("boekje je!")] == [4, 7, 12, 9]


def test_every_piece_knows_its_place():
    text = "boekje  je!"
    assert [text[p.start : p.end] for p in pieces().encode(text)] == ["boek", "je", "je", "!"]


def test_what_no_piece_covers_is_unknown():
    assert [p.id for p in pieces().encode("boek?")] == [4, UNKNOWN]


def test_characters_are_replaced_before_cutting_and_keep_their_place():
    found = pieces().encode("bo\u00adek É")
    assert [p.id for p in found] == [4, 8, 10]
    assert (found[0].start, found[0].end) == (0, 5)


@given(st.text(alphabet="boekjs! \n\u00adÉ😊", max_size=60))
def test_pieces_stand_in_order_and_cover_every_word(text: str):
    found = pieces().encode(text)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(found))
    covered = {place for p in found for place in range(p.start, p.end)}
    assert {place for place, char in enumerate(text) if not char.isspace() and char != "\u00ad"} <= covered


@given(st.text(max_size=80))
def test_any_text_can_be_cut(text: str):
    assert all(0 <= p.start <= p.end <= len(text) for p in pieces().encode(text))
