"""Make text plain while every character remembers where it came from.

Invisible characters go, decorative letters become letters, odd spaces become spaces, and the rest is put in NFC.
"""

from __future__ import annotations

import re
import unicodedata

from postlint.draft.mapped import Mapped

# Characters that cut words in two without anyone seeing it; the joiners U+200C and U+200D stay, emoji need them.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_SPACES = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_BREAKS = "\u0085\u2028\u2029"
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_LATIN_SQUARES_AND_CIRCLES = (0x1F110, 0x1F130, 0x1F150, 0x1F170)
_MOST_MARKS = 30
"""Marks on one letter, as in the Stream-Safe Text Format of UAX #15; no language has as many."""
_DECORATIVE = (
    "\U0001d400-\U0001d7ff"  # mathematical alphanumerics
    "ℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ"  # the letters that the previous block lacks because they existed already
    "\u249c-\u24e9"  # parenthesised and circled letters
    "\uff01-\uff5e"  # fullwidth forms
    + "".join(f"{chr(first)}-{chr(first + 25)}" for first in _LATIN_SQUARES_AND_CIRCLES)
)
_FOLDABLE = re.compile(
    f"(?P<gone>[{_INVISIBLE}])|(?P<space>[{_SPACES}])|(?P<newline>[{_BREAKS}])"
    f"|(?P<fancy>[{_DECORATIVE}](?!\ufe0f))"  # with the variation selector it is an emoji: 🅰️
    f"|(?P<small>[{''.join(_SMALL_CAPITALS)}]{{3,}})"  # fewer may be phonetic script
)


_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
"""Scripts whose writers take fullwidth marks and digits for their usual ones."""


def _plain_letter(char: str) -> str:
    if char in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[char]
    for first in _LATIN_SQUARES_AND_CIRCLES:
        if first <= ord(char) < first + 26:
            return chr(ord("A") + ord(char) - first)
    return unicodedata.normalize("NFKC", char).strip("()") or char


def _replace_odd_characters(mapped: Mapped) -> Mapped:
    plain = Mapped()
    copied = 0
    decorates = _EAST_ASIAN.search(mapped.text) is None
    for match in _FOLDABLE.finditer(mapped.text):
        plain.add(mapped, copied, match.start())
        copied = match.end()
        for at in range(match.start(), match.end()):
            start, end = mapped.starts[at], mapped.ends[at]
            match match.lastgroup:
                case "gone":
                    pass
                case "space":
                    plain.add_made(" ", start, end)
                case "newline":
                    plain.add_made("\n", start, end)
                case _:
                    fancy = decorates or not "\uff01" <= mapped.text[at] <= "\uff5e"
                    plain.add_made(_plain_letter(mapped.text[at]), start, end, fancy)
    plain.add(mapped, copied)
    return plain


def _with_few_marks(cluster: str) -> str:
    """Leave out the marks that pile up on a letter, since putting them in order takes quadratic time."""
    if len(cluster) <= _MOST_MARKS:
        return cluster
    marks = [at for at, char in enumerate(cluster) if unicodedata.combining(char)]
    gone = set(marks[_MOST_MARKS:])
    return "".join(char for at, char in enumerate(cluster) if at not in gone)


def _compose(mapped: Mapped) -> Mapped:
    import regex  # takes 20 ms to load and few drafts need it

    composed = Mapped()
    for cluster in regex.finditer(r"\X", mapped.text):
        first, last = cluster.span()
        text = unicodedata.normalize("NFC", _with_few_marks(cluster[0]))
        if text == cluster[0]:
            composed.add(mapped, first, last)
        else:
            composed.add_made(text, mapped.starts[first], mapped.ends[last - 1], any(mapped.fancy[first:last]))
    return composed


def fold(mapped: Mapped) -> Mapped:
    """Give the text without invisible characters, in plain letters and in NFC; every character keeps its source."""
    if mapped.text.isascii():
        return mapped
    if _FOLDABLE.search(mapped.text):
        mapped = _replace_odd_characters(mapped)
    return mapped if unicodedata.is_normalized("NFC", mapped.text) else _compose(mapped)
