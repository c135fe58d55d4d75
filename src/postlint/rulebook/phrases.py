"""The phrase language: what rule writers write, read into elements that `checks/phrases.py` matches.

See docs/rule-language.md for the language itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct

UPOS = frozenset(
    {
        "ADJ",
        "ADP",
        "ADV",
        "AUX",
        "CCONJ",
        "DET",
        "INTJ",
        "NOUN",
        "NUM",
        "PART",
        "PRON",
        "PROPN",
        "SCONJ",
        "SYM",
        "VERB",
        "X",
    }
)
FEATURES = frozenset({"IMP", "PAST", "FIN", "INF", "PART", "SUP", "PLUR", "SING", "1", "2"})
TAGS = UPOS | FEATURES
SORTS = frozenset(
    {"price", "percentage", "number", "url", "email", "phone", "hashtag", "mention", "emoji", "date", "time"}
)
_DIAERESIS = "\u0308"
_SAME_WORD = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "‑": "-", "‐": "-", "\u00ad": None, "\u200b": None, "\u200c": None}
)
_TOKEN = re.compile(r"\([^()]*\)(?=\s|$)|\S+")
_HALF_BRACKET = re.compile(r"\(\w[^()]*\)?$|\w[^()]*\)$|\{\w[^}]*$|\w[^{]*\}$|<[a-z][^<>]*$")
_GAP = re.compile(r"\.\.\.(\d{0,2})$")
_TAGGED = re.compile(r"^(?P<word>.*?)/(?P<tag>[A-Z0-9]+)$")
_DEFAULT_GAP = 5


class ElementKind(StrEnum):
    """What one place in a phrase asks for."""

    WORDS = "words"
    ANY = "any"
    GAP = "gap"


class Word(Struct, frozen=True, array_like=True):
    """One alternative of an element: a folded form or lemma, an affix, a sort of token, a lexicon or a bare tag."""

    text: str = ""
    exact: bool = False
    prefix: bool = False
    suffix: bool = False
    tag: str | None = None
    lexicon: str | None = None
    sort: str | None = None


class Element(Struct, frozen=True, array_like=True):
    """One place in a phrase."""

    kind: ElementKind
    words: tuple[Word, ...] = ()
    optional: bool = False
    longest: int = 0


class Phrase(Struct, frozen=True, array_like=True):
    """A whole phrase, and whether it is bound to the start or end of its sentence."""

    elements: tuple[Element, ...]
    at_start: bool = False
    at_end: bool = False

    @property
    def tags(self) -> frozenset[str]:
        """The tags asked for, which the Dutch pipeline must be able to give."""
        return frozenset(w.tag for e in self.elements for w in e.words if w.tag)

    @property
    def lexicons(self) -> frozenset[str]:
        """The lexicons named."""
        return frozenset(w.lexicon for e in self.elements for w in e.words if w.lexicon)


class PhraseError(ValueError):
    """A phrase that cannot be read; the message says why, in Dutch and English."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl = nl
        self.en = en


def fold(text: str) -> str:
    """Make spelling variants equal, but never an accent (dé, één).

    Equal are upper and lower case, Unicode forms, with and without diaeresis (patiënt, patient), all apostrophes and
    hyphens, and words with invisible characters in them.
    """
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFD", text.casefold())
    return unicodedata.normalize("NFC", decomposed.replace(_DIAERESIS, "")).translate(_SAME_WORD)


_known: dict[str, Phrase] = {}


def remember(phrases: Mapping[str, Phrase]) -> None:
    """Take over phrases that an earlier run has read."""
    _known.update(phrases)


def parse_phrase(text: str) -> Phrase:
    """Read one phrase; a phrase that was read before is given again, since loading and compiling both ask for it.

    Raises:
        PhraseError: when it is empty, begins or ends with a gap, lacks a bracket, or names an unknown tag or sort.

    """
    if text not in _known:
        _known[text] = _read(text.strip())
    return _known[text]


def _read(text: str) -> Phrase:
    at_start, at_end = text.startswith("^"), text.endswith("$") and len(text) > 1
    body = text[at_start : len(text) - at_end]
    parts = _TOKEN.findall(body)
    _refuse_bound_inside(parts)
    elements = tuple(_element(part) for part in parts)
    if not elements or all(e.kind is ElementKind.GAP for e in elements):
        raise PhraseError(f"«{text}» is een lege uitdrukking", f"«{text}» is an empty phrase")
    if elements[0].kind is ElementKind.GAP or elements[-1].kind is ElementKind.GAP:
        raise PhraseError(
            f"«{text}»: «...» kan niet vooraan of achteraan staan", f"«{text}»: «...» cannot stand first or last"
        )
    if all(e.optional for e in elements):
        raise PhraseError(f"«{text}»: minstens één woord moet verplicht zijn", f"«{text}»: one word must be required")
    return Phrase(elements, at_start, at_end)


def _refuse_bound_inside(parts: list[str]) -> None:
    for part in parts:
        if len(part) > 1 and part[0] == "^" and part[1].isalnum():
            raise PhraseError(
                f"«{part}»: ^ staat voor het begin van de zin en hoort dus vooraan, vóór het eerste woord",
                f"«{part}»: ^ binds to the start of the sentence and so stands first, before the first word",
            )
        if len(part) > 1 and part[-1] == "$" and part[-2].isalpha() and part is not parts[-1]:
            raise PhraseError(
                f"«{part}»: $ staat voor het einde van de zin en hoort dus achteraan, na het laatste woord",
                f"«{part}»: $ binds to the end of the sentence and so stands last, after the last word",
            )


def _element(part: str) -> Element:
    if part.startswith("(") and part.endswith(")"):
        while part.startswith("(") and part.endswith(")"):
            part = part[1:-1].strip()
        inner = _element(part)
        return Element(inner.kind, inner.words, optional=True, longest=inner.longest)
    if part == "_":
        return Element(ElementKind.ANY)
    if gap := _GAP.match(part):
        return Element(ElementKind.GAP, longest=int(gap[1] or _DEFAULT_GAP))
    return Element(ElementKind.WORDS, tuple(_word(word) for word in _alternatives(part)))


def _alternatives(part: str) -> list[str]:
    words = part.split("|") if part.strip("|") else [part]
    if not all(words):
        raise PhraseError(
            f"«{part}»: naast een streep ontbreekt een woord", f"«{part}»: a word is missing beside a vertical bar"
        )
    return words


def _sort(name: str) -> str:
    if name not in SORTS:
        raise PhraseError(
            f"«{{{name}}}» bestaat niet; kies uit {', '.join(sorted(SORTS))}",
            f"«{{{name}}}» does not exist; choose from {', '.join(sorted(SORTS))}",
        )
    return name


def _word(text: str) -> Word:
    tag = None
    if (tagged := _TAGGED.match(text)) and (tagged["tag"] in TAGS or tagged["tag"].isupper()):
        text, tag = tagged["word"], tagged["tag"]
        if tag not in TAGS:
            raise PhraseError(
                f"«/{tag}» is geen woordsoort; kies uit {', '.join(sorted(TAGS))}",
                f"«/{tag}» is no part of speech; choose from {', '.join(sorted(TAGS))}",
            )
    if text.startswith("<") and text.endswith(">"):
        return Word(lexicon=text[1:-1], tag=tag)
    if text.startswith("{") and text.endswith("}"):
        return Word(sort=_sort(text[1:-1]), tag=tag)
    if _HALF_BRACKET.match(text):
        raise PhraseError(f"«{text}»: er ontbreekt een haakje", f"«{text}»: a bracket is missing")
    exact = text.startswith("=") and len(text) > 1
    text = text[exact:]
    suffix, prefix = text.startswith("*"), text.endswith("*")
    core = fold(text.strip("*"))
    if "*" in core:
        raise PhraseError(
            f"«{text}»: een sterretje staat aan het begin of het eind van een woord; middenin vindt het nooit iets",
            f"«{text}»: an asterisk stands first or last in a word; inside it never finds anything",
        )
    if not core and tag is None:
        raise PhraseError(f"«{text}» zegt niets; gebruik «_» voor een willekeurig woord", f"«{text}» is empty; use «_»")
    return Word(core, exact, prefix, suffix, tag)
