"""All phrases of all rules, found in one pass over the tokens.

Every phrase hangs on the words it can start with; a token looks up its own text, lemma and affixes, so that the work
grows with what is found and hardly with the number of rules.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from postlint.checks.post import Match, Post, has_letters
from postlint.checks.signals import sorts
from postlint.rulebook.model import Lexicon
from postlint.rulebook.phrases import Element, ElementKind, Phrase, Word, fold, parse_phrase

Tokenize = Callable[[str], list[str]]
_PARTICLE_REACH = 8
_MARKS_IN_GAP = 4
"""How many punctuation marks a gap may hold besides one for every word."""


@dataclass(frozen=True, slots=True)
class _Test:
    """One alternative, ready to hold against a token.

    `rest` are the further tokens of a written word that was cut in parts; `phrase` is an entry of a lexicon.
    """

    word: Word
    rest: tuple[str, ...] = ()
    phrase: tuple[_Slot, ...] = ()
    at_start: bool = False
    at_end: bool = False


@dataclass(frozen=True, slots=True)
class _Slot:
    """One place in a phrase; what only asks for a form or a lemma is looked up, the other tests are tried in turn."""

    element: Element
    tests: tuple[_Test, ...] = ()
    forms: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    others: tuple[_Test, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    owner: int
    slots: tuple[_Slot, ...]
    at_start: bool
    at_end: bool
    facts: tuple[tuple[str, str], ...] = ()


class PhraseIndex:
    """The phrases of a whole rulebook; `add` gives a number by which a rule finds its own matches again.

    Args:
        lexicons: by name, for `<name>` in a phrase.
        tokenize: how a written word is cut, the same way as the drafts are.

    """

    def __init__(self, lexicons: dict[str, Lexicon], tokenize: Tokenize) -> None:
        self._lexicons = lexicons
        self._tokenize = tokenize
        self._owners = 0
        self._by_word: dict[str, list[_Entry]] = defaultdict(list)
        self._by_prefix: dict[str, list[_Entry]] = defaultdict(list)
        self._by_suffix: dict[str, list[_Entry]] = defaultdict(list)
        self._by_sort: dict[str, list[_Entry]] = defaultdict(list)
        self._by_tag: dict[str, list[_Entry]] = defaultdict(list)
        self._always: list[_Entry] = []
        self._affix_lengths: list[int] = []
        self._tests: dict[str, tuple[_Test, ...]] = {}
        self._read: dict[str, tuple[_Slot, ...]] = {}

    def add(self, phrases: Iterable[str], plain: Mapping[str, str] | None = None) -> int:
        """Take in the phrases of one condition and give its number.

        Args:
            phrases: in the phrase language.
            plain: by phrase, the everyday words that a match of it brings along.

        """
        everyday = plain or {}
        owner = self._owners
        self._owners += 1
        for text in phrases:
            phrase = parse_phrase(text)
            facts = (("plain", everyday[text]),) if text in everyday else ()
            entry = _Entry(owner, self._slots(text, phrase), phrase.at_start, phrase.at_end, facts)
            for slot in entry.slots:
                self._register(entry, slot)
                if not slot.element.optional:
                    break
        self._affix_lengths = sorted({len(affix) for affix in (*self._by_prefix, *self._by_suffix)})
        return owner

    def find(self, post: Post) -> dict[int, list[Match]]:
        """Give every match in a post, by the number that `add` gave."""
        out: dict[int, list[Match]] = defaultdict(list)
        for number in range(len(post.tokens)):
            for entry in self._candidates(post, number):
                if entry.at_start and not _opens_sentence(post, number):
                    continue
                run = _Run(post, post.sentence_of_token[number])
                ends = run.ends(entry.slots, number)
                end = next((end for end in ends if not entry.at_end or _closes_sentence(post, end)), None)
                if end is not None:
                    found = _with_particle(post, number, end)
                    out[entry.owner].append(replace(found, facts=entry.facts) if entry.facts else found)
        return out

    def _slots(self, text: str, phrase: Phrase) -> tuple[_Slot, ...]:
        """Give the places of a phrase; entries of a lexicon come by for every rule that names it."""
        if text not in self._read:
            self._read[text] = tuple(
                _slot(element, tuple(test for word in element.words for test in self._word_tests(word)))
                for element in phrase.elements
            )
        return self._read[text]

    def _word_tests(self, word: Word) -> tuple[_Test, ...]:
        if word.lexicon is not None:
            return self._lexicon_tests(word.lexicon, word.tag)
        if word.prefix or word.suffix or word.sort or not word.text or word.text.isalpha():
            return (_Test(word),)
        parts = [fold(part) for part in self._tokenize(word.text)]
        if len(parts) <= 1:
            return (_Test(word),)
        return (_Test(Word(parts[0], exact=True), rest=tuple(parts[1:])),)

    def _lexicon_tests(self, name: str, tag: str | None) -> tuple[_Test, ...]:
        key = f"{name}/{tag}"
        if key not in self._tests:
            tests: list[_Test] = []
            for entry in self._lexicons[name].phrases:
                phrase = parse_phrase(entry)
                slots = self._slots(entry, phrase)
                if len(slots) == 1 and not (phrase.at_start or phrase.at_end):
                    tests += [_Test(_tagged(t.word, tag), t.rest) for t in slots[0].tests]
                else:
                    tests.append(_Test(Word(tag=tag), (), slots, phrase.at_start, phrase.at_end))
            self._tests[key] = tuple(tests)
        return self._tests[key]

    def _register(self, entry: _Entry, slot: _Slot) -> None:
        if slot.element.kind is not ElementKind.WORDS:
            self._always.append(entry)
        for test in slot.tests:
            if test.phrase:
                for inner in test.phrase:
                    self._register(entry, inner)
                    if not inner.element.optional:
                        break
            else:
                self._register_word(entry, test.word)

    def _register_word(self, entry: _Entry, word: Word) -> None:
        if word.sort:
            self._by_sort[word.sort].append(entry)
        elif word.prefix and word.suffix:
            self._always.append(entry)
        elif word.prefix:
            self._by_prefix[word.text].append(entry)
        elif word.suffix:
            self._by_suffix[word.text].append(entry)
        elif word.text:
            self._by_word[word.text].append(entry)
        elif word.tag:
            self._by_tag[word.tag].append(entry)

    def _candidates(self, post: Post, number: int) -> Iterator[_Entry]:
        seen: set[int] = set()
        for source in self._sources(post, number):
            for entry in source:
                if id(entry) not in seen:
                    seen.add(id(entry))
                    yield entry

    def _sources(self, post: Post, number: int) -> Iterator[list[_Entry]]:
        word, lemma = post.words[number], post.lemmas[number]
        yield from self._by_form(word)
        if lemma != word:
            yield from self._by_form(lemma)
        yield from (entries for sort, entries in self._by_sort.items() if number in sorts(post)[sort])
        yield from (entries for tag, entries in self._by_tag.items() if post.has_tag(number, tag))
        yield self._always

    def _by_form(self, text: str) -> Iterator[list[_Entry]]:
        if text in self._by_word:
            yield self._by_word[text]
        for length in self._affix_lengths:
            if length > len(text):
                break
            if (prefix := text[:length]) in self._by_prefix:
                yield self._by_prefix[prefix]
            if (suffix := text[-length:]) in self._by_suffix:
                yield self._by_suffix[suffix]


def _slot(element: Element, tests: tuple[_Test, ...]) -> _Slot:
    plain = [test for test in tests if _is_plain(test)]
    return _Slot(
        element,
        tests,
        frozenset(test.word.text for test in plain),
        frozenset(test.word.text for test in plain if not test.word.exact),
        tuple(test for test in tests if not _is_plain(test)),
    )


def _is_plain(test: _Test) -> bool:
    word = test.word
    return bool(word.text) and not (test.rest or word.prefix or word.suffix or word.tag)


def _tagged(word: Word, tag: str | None) -> Word:
    return word if tag is None else replace(word, tag=tag)


class _Run:
    """One attempt to match a phrase within one sentence; no end is given twice and no place is tried twice."""

    def __init__(self, post: Post, sentence: int) -> None:
        self._post = post
        self._sentence = sentence

    def ends(self, slots: tuple[_Slot, ...], number: int) -> Iterator[int]:
        """Give the token behind every match that starts at token `number`, the most wanted one first."""
        return self._from(slots, 0, number, set())

    def _from(self, slots: tuple[_Slot, ...], at: int, number: int, tried: set[tuple[int, int]]) -> Iterator[int]:
        if (at, number) in tried:
            return
        tried.add((at, number))
        if at == len(slots):
            yield number
            return
        for following in self._steps(slots[at], number):
            yield from self._from(slots, at + 1, following, tried)

    def _steps(self, slot: _Slot, number: int) -> Iterator[int]:
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
                for test in slot.others:
                    yield from self._holds(test, number)
                if self._post.words[number] in slot.forms or self._post.lemmas[number] in slot.lemmas:
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

    def _holds(self, test: _Test, number: int) -> Iterator[int]:
        post = self._post
        if test.word.tag is not None and not post.has_tag(number, test.word.tag):
            return
        if test.phrase:
            if not test.at_start or _opens_sentence(post, number):
                ends = self.ends(test.phrase, number)
                yield from (end for end in ends if not test.at_end or _closes_sentence(post, end))
        elif test.word.sort is not None:
            if (end := sorts(post)[test.word.sort].get(number)) is not None:
                yield end
        elif _is_word(post, test.word, number):
            end = number + 1 + len(test.rest)
            if tuple(post.words[number + 1 : end]) == test.rest and self._inside(end - 1):
                yield end


def _is_word(post: Post, word: Word, number: int) -> bool:
    forms = (post.words[number],) if word.exact else (post.words[number], post.lemmas[number])
    return not word.text or any(_fits(word, form) for form in forms)


def _fits(word: Word, form: str) -> bool:
    if word.prefix and word.suffix:
        return word.text in form
    if word.prefix:
        return form.startswith(word.text)
    if word.suffix:
        return form.endswith(word.text)
    return form == word.text


def _opens_sentence(post: Post, number: int) -> bool:
    return number <= post.edges[post.sentence_of_token[number]][0]


def _closes_sentence(post: Post, end: int) -> bool:
    return end > post.edges[post.sentence_of_token[end - 1]][1]


def _with_particle(post: Post, first: int, end: int) -> Match:
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
