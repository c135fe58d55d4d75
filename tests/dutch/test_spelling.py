"""A word is misspelled only where that is certain: unknown, no compound, and one slip away from a known word."""

from __future__ import annotations

import sys

import pytest

from postlint.dutch import spelling
from postlint.dutch.spelling import Speller, distance


class FakeList:
    """A word list that answers as hunspell does."""

    def __init__(self, *words: str) -> None:
        self.words = words
        self.asked: list[str] = []

    def spell(self, word: str) -> bool:
        return word in self.words

    def suggest(self, word: str) -> list[str]:
        self.asked.append(word)
        return list(self.words)


DUTCH = FakeList("behandeling", "rugpijn", "klachten", "accommodatie", "Annerieke", "poetst", "knie")


@pytest.mark.parametrize(
    ("word", "right"),
    [
        ("behandelnig", "behandeling"),
        ("behandelling", "behandeling"),
        ("acomodatie", "accommodatie"),
        ("poets", None),  # one letter from a known word, yet English knows it
        ("poest", "poetst"),
        ("rugpijnklachten", None),
        ("rugpijnsklachten", None),
        ("annerieke", None),
        ("bbehandeling", "behandeling"),
        ("gehandeling", None),  # the first letter is seldom the slip
        ("knei", None),  # too short to be sure
    ],
)
def test_a_correction_is_given_only_where_it_is_certain(word: str, right: str | None) -> None:
    found = Speller(DUTCH, FakeList("poets")).correction(word)
    assert found == right


def test_words_with_hyphens_are_looked_up_in_parts_and_apostrophes_are_one() -> None:
    speller = Speller(FakeList("e", "fiets", "foto's"), None)
    assert speller.is_known("e-fiets")
    assert speller.is_known("foto’s")


def test_only_so_many_unknown_words_are_asked_about() -> None:
    words = FakeList("behandeling")
    Speller(words, None).corrections([f"onbekendwoord{chr(97 + n)}" for n in range(26)])
    assert len(words.asked) == 12


def test_distance_counts_letters_added_lost_replaced_and_swapped() -> None:
    assert [distance("tand", other) for other in ("tand", "tan", "tanden", "tadn", "band", "")] == [0, 1, 2, 1, 1, 4]


def test_nothing_is_loaded_to_tell_whether_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "hunspell", raising=False)
    spelling.is_available()
    assert "hunspell" not in sys.modules


def test_without_a_word_list_there_is_no_spelling(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "_folder_of", lambda _name: None)
    assert not spelling.is_available()
    with pytest.raises(ModuleNotFoundError):
        spelling.speller.__wrapped__()
