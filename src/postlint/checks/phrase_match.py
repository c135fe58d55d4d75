"""One phrase held against the tokens of one sentence.

Place in the data flow: `phrases.py` says which phrase may start at which token; what is here tells whether it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from postlint.checks.post import Match, Post, has_letters
from postlint.checks.signals import sorts
from postlint.rulebook.phrases import Element, ElementKind, Word

_PARTICLE_REACH = 8
_MARKS_IN_GAP = 4
"""How many punctuation marks a gap may hold besides one for every word."""


_Numbered = tuple[int, "WordTest"]


@dataclass(frozen=True, slots=True, eq=False)
class WordTest:
    """One alternative, ready to hold against a token.

    `rest` are the further tokens of a written word that was cut in parts; `phrase` is an entry of a lexicon.
    """

    word: Word
    rest: tuple[str, ...] = ()
    phrase: tuple[Slot, ...] = ()
    at_start: bool = False
    at_end: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it asks for a form or a lemma and nothing else."""
        word = self.word
        return bool(word.text) and not (self.rest or word.prefix or word.suffix or word.tag)

    @property
    def keys(self) -> frozenset[str] | None:
        """The forms or lemmas of which a token must have one for this to start there; None where none can be named."""
        if self.phrase:
            return None if self.phrase[0].element.optional else self.phrase[0].keys
        affix = self.word.prefix or self.word.suffix
        return frozenset({self.word.text}) if self.word.text and not affix else None


@dataclass(frozen=True, slots=True, eq=False)
class Slot:
    """One place in a phrase; what only asks for a form or a lemma is looked up, the other tests are tried in turn."""

    element: Element
    forms: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    by_word: Mapping[str, tuple[_Numbered, ...]] = field(default_factory=dict)
    others: tuple[_Numbered, ...] = ()
    keys: frozenset[str] | None = None
    """The forms or lemmas of which a token must have one to start filling this place; None where none can be named."""

    def tests_at(self, word: str, lemma: str) -> Iterable[_Numbered]:
        """Give the tests that a token may pass, in the order in which they were written."""
        found = self.by_word.get(word, ())
        if lemma != word:
            found += self.by_word.get(lemma, ())
        return sorted(dict((*found, *self.others)).items()) if found else self.others


def slot_of(element: Element, tests: tuple[WordTest, ...]) -> Slot:
    """Make the place in a phrase that an element asks for."""
    plain = [test for test in tests if test.is_plain]
    forms = frozenset(test.word.text for test in plain)
    lemmas = frozenset(test.word.text for test in plain if not test.word.exact)
    by_word: dict[str, tuple[_Numbered, ...]] = {}
    others: list[_Numbered] = []
    for numbered in enumerate(test for test in tests if not test.is_plain):
        keys = numbered[1].keys
        if keys is None:
            others.append(numbered)
        for key in keys or ():
            by_word[key] = (*by_word.get(key, ()), numbered)
    is_named = element.kind is ElementKind.WORDS and not others
    return Slot(element, forms, lemmas, by_word, tuple(others), forms.union(by_word) if is_named else None)


def keys_of(slots: Iterable[Slot]) -> Iterator[frozenset[str]]:
    """Give, for the places that must be filled, the words of which a sentence must hold one."""
    return (slot.keys for slot in slots if slot.keys is not None and not slot.element.optional)


class Run:
    """One attempt to match a phrase within one sentence; no end is given twice and no place is tried twice."""

    def __init__(self, post: Post, sentence: int) -> None:
        self._post = post
        self._sentence = sentence

    def ends(self, slots: tuple[Slot, ...], number: int) -> Iterator[int]:
        """Give the token behind every match that starts at token `number`, the most wanted one first."""
        return self._from(slots, 0, number, set())

    def _from(self, slots: tuple[Slot, ...], at: int, number: int, tried: set[tuple[int, int]]) -> Iterator[int]:
        if (at, number) in tried:
            return
        tried.add((at, number))
        if at == len(slots):
            yield number
            return
        for following in self._steps(slots[at], number):
            yield from self._from(slots, at + 1, following, tried)

    def _steps(self, slot: Slot, number: int) -> Iterator[int]:
        """Give the token numbers at which the phrase may go on behind one slot."""
        element = slot.element
        if element.kind is ElementKind.GAP:
            yield from self._gap(element.longest, number)
            return
        if self._inside(number):
            if element.kind is ElementKind.ANY:
                if has_letters(self._post.words[number]):
                    yield number + 1
            else:
                word, lemma = self._post.words[number], self._post.lemmas[number]
                for _, test in slot.tests_at(word, lemma):
                    yield from self._holds(test, number)
                if word in slot.forms or lemma in slot.lemmas:
                    yield number + 1
        if element.optional:
            yield number

    def _inside(self, number: int) -> bool:
        return number < len(self._post.tokens) and self._post.sentence_of_token[number] == self._sentence

    def _gap(self, longest: int, number: int) -> Iterator[int]:
        words, furthest = 0, number + 2 * longest + _MARKS_IN_GAP
        while words <= longest and number <= furthest:
            yield number
            if not self._inside(number):
                return
            words += has_letters(self._post.words[number])
            number += 1

    def _holds(self, test: WordTest, number: int) -> Iterator[int]:
        post = self._post
        if test.word.tag is not None and not post.has_tag(number, test.word.tag):
            return
        if test.phrase:
            if not test.at_start or opens_sentence(post, number):
                ends = self.ends(test.phrase, number)
                yield from (end for end in ends if not test.at_end or closes_sentence(post, end))
        elif test.word.sort is not None:
            if (end := sorts(post)[test.word.sort].get(number)) is not None:
                yield end
        elif _is_word(post, test.word, number):
            end = number + 1 + len(test.rest)
            if tuple(post.words[number + 1 : end]) == test.rest and self._inside(end - 1):
                yield end


def _is_word(post: Post, word: Word, number: int) -> bool:
    if not word.text or _fits(word, post.words[number]):
        return True
    return not word.exact and _fits(word, post.lemmas[number])


def _fits(word: Word, form: str) -> bool:
    if word.prefix and word.suffix:
        return word.text in form
    if word.prefix:
        return form.startswith(word.text)
    if word.suffix:
        return form.endswith(word.text)
    return form == word.text


def opens_sentence(post: Post, number: int) -> bool:
    """Tell whether a token is the first word of its sentence or stands before it."""
    return number <= post.edges[post.sentence_of_token[number]][0]


def closes_sentence(post: Post, end: int) -> bool:
    """Tell whether the token before `end` is the last word of its sentence or stands behind it."""
    return end > post.edges[post.sentence_of_token[end - 1]][1]


def with_particle(post: Post, first: int, end: int) -> Match:
    """Let a separable verb's match reach to its particle: «Meld je snel aan»."""
    match = post.match(first, end)
    furthest = match.end
    for token in post.tokens[first:end]:
        particle = token._.particle if token.has_extension("particle") else None
        if particle is not None:
            other = post.doc[particle] if isinstance(particle, int) else particle
            if 0 < other.i - token.i <= _PARTICLE_REACH:
                furthest = max(furthest, other.idx + len(other.text))
    return match if furthest == match.end else Match(match.start, furthest)
