"""Lemmas of single words by table and by ending: the component `postlint_lemmatizer` of the shipped pipeline.

Looked up in this order: the form with its part of speech in a table of exceptions; for a verb, the verb list; then
the longest known ending for that part of speech and number, degree or tense, which tells what to cut off and what to
add. Endings and exceptions are learned from the treebank; the exceptions are what endings and verb list get wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Token

from postlint.dutch.verbs import base_of, divide
from postlint.remembered import Remembered

LONGEST_ENDING: Final = 9
WORD_START: Final = "^"
"""Stands before a word, so that an ending can be the whole word."""

AS_WRITTEN: Final = frozenset({"PROPN", "X", "SYM", "PUNCT", "SPACE"})
"""Parts of speech whose lemma keeps its capitals."""

_TELLING: Final = frozenset({"Number", "VerbForm", "Degree", "Tense"})
_GE_WITHIN: Final = 8
_MOST_KNOWN: Final = 20_000
_STRAIGHT: Final = str.maketrans("’‘ʼ´‑‐", "''''--", "\u00ad\u200c")


class Change(NamedTuple):
    """How a form becomes its lemma: take out the first `ge` or not, cut letters off the end, add others."""

    without_ge: bool
    cut: int
    add: str

    def applied(self, form: str) -> str | None:
        """Return the lemma, or None where the change does not fit the form."""
        if self.without_ge:
            place = form.find("ge")
            if not 0 <= place < _GE_WITHIN:
                return None
            form = form[:place] + form[place + 2 :]
        if self.cut > len(form):
            return None
        return (form[: -self.cut] if self.cut else form) + self.add or None


class _Tables(msgspec.Struct):
    """What is saved: lemma by part of speech and form, change by word class and ending."""

    forms: dict[str, dict[str, str]]
    endings: dict[str, dict[str, Change]]


def source_form(form: str, upos: str) -> str:
    """Return the spelling under which a form is looked up."""
    plain = form.translate(_STRAIGHT)
    if len(plain) > 1:
        plain = plain.removeprefix("#")
    return plain if upos in AS_WRITTEN else plain.lower()


def word_class(upos: str, features: str) -> str:
    """Return the part of speech with the features that tell about inflection: `NOUN|Number=Plur`."""
    return "|".join([upos, *(part for part in features.split("|") if part.partition("=")[0] in _TELLING)])


class Lemmatizer:
    """spaCy component that sets `lemma_`; needs part of speech, morphology and sentence starts."""

    def __init__(self) -> None:
        self.forms: dict[str, dict[str, str]] = {}
        self.endings: dict[str, dict[str, Change]] = {}
        self._known: Remembered[tuple[str, str, str, bool], str] = Remembered(_MOST_KNOWN)

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        opening = True
        for token in doc:
            opening = opening or bool(token.is_sent_start)
            token.lemma_ = self._lemma_of(token, opening)
            opening = token.pos_ in {"PUNCT", "SYM", "SPACE"}
        return doc

    def _lemma_of(self, token: Token, opening: bool) -> str:
        key = (token.text, token.pos_, str(token.morph), opening)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.lemma(*key)
        return found

    def lemma(self, form: str, upos: str, features: str, opening: bool = False) -> str:
        """Return the lemma of a form; `opening` tells that a capital may be there only because a sentence starts."""
        source = source_form(form, upos)
        entry = self.forms.get(upos, {}).get(source)
        if entry is not None:
            return entry
        if upos in {"VERB", "AUX"} and (infinitive := verb_lemma(source)):
            return infinitive
        lemma = self.by_ending(source, word_class(upos, features))
        return lemma if upos in AS_WRITTEN or upos == "VERB" else _with_capitals(lemma, form, upos, opening)

    def by_ending(self, source: str, kind: str) -> str:
        """Return the lemma that the longest known ending gives; the form itself when there is none."""
        changes = self.endings.get(kind)
        if changes:
            word = WORD_START + source
            for length in range(min(LONGEST_ENDING, len(word)), -1, -1):
                change = changes.get(word[len(word) - length :])
                if change is not None and (lemma := change.applied(source)):
                    return lemma
        return source

    def to_bytes(self, **_: Any) -> bytes:
        """Return the tables as JSON."""
        return msgspec.json.encode(_Tables(self.forms, self.endings))

    def from_bytes(self, data: bytes, **_: Any) -> Lemmatizer:
        """Read what `to_bytes` gave."""
        tables = msgspec.json.decode(data, type=_Tables)
        self.forms, self.endings = tables.forms, tables.endings
        self._known.clear()
        return self

    def to_disk(self, path: Path | str, **_: Any) -> None:
        """Write the tables to one file in the folder `path`."""
        folder = Path(path)
        folder.mkdir(exist_ok=True)
        (folder / "tables.json").write_bytes(self.to_bytes())

    def from_disk(self, path: Path | str, **_: Any) -> Lemmatizer:
        """Read the tables that `to_disk` wrote."""
        return self.from_bytes((Path(path) / "tables.json").read_bytes())

    def initialize(self, get_examples: Callable[[], Iterable[Any]] | None = None, nlp: Language | None = None) -> None:
        """Do nothing: the tables are built apart from training."""


def verb_lemma(source: str) -> str | None:
    """Return the infinitive of a lower-case verb form by the verb list: `meegesprongen` → `meespringen`; or None."""
    divided = divide(source)
    return "".join(divided) if divided else base_of(source)


def _with_capitals(lemma: str, form: str, upos: str, opening: bool) -> str:
    """Give back the capitals of names inside a word: `Rabo-renner`, `Achterhoeks`, but `huis` for «Huis»."""
    plain = form[1:].islower() and form.isalpha()
    named_after = upos == "ADJ" and lemma.endswith("s")
    if form.islower() or (plain and (opening or not named_after)):
        return lemma
    written = form.removeprefix("#")
    shared = 0
    while shared < min(len(lemma), len(written)) and lemma[shared] == written[shared].lower():
        shared += 1
    restored = written[:shared] + lemma[shared:]
    return restored[:1].lower() + restored[1:] if opening and written[1:].islower() else restored


@Language.factory("postlint_lemmatizer", assigns=["token.lemma"])
def make_lemmatizer(nlp: Language, name: str) -> Lemmatizer:
    """Make the component for a spaCy config; its tables are read from the saved pipeline."""
    return Lemmatizer()
