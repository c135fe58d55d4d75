"""All phrases of all rules, found in one pass over the tokens.

Every phrase stands on the shelves of the words it can start with. A token looks up its own text, lemma and affixes; of
the phrases found there, those are tried whose other words stand in the sentence too. So the work grows with what is
found and hardly with the number of rules, and a phrase is made ready when a draft first holds the words that it needs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from msgspec import structs

from postlint.checks.phrase_match import (
    Run,
    Slot,
    WordTest,
    closes_sentence,
    keys_of,
    opens_sentence,
    slot_of,
    with_particle,
)
from postlint.checks.phrase_shelf import Entry, Shelf
from postlint.checks.post import Match, Post
from postlint.checks.signals import sorts
from postlint.remembered import Remembered
from postlint.rulebook.model import Lexicon
from postlint.rulebook.phrases import ElementKind, Phrase, Word, fold, parse_phrase

Tokenize = Callable[[str], list[str]]
_MOST_REMEMBERED = 5000
"""Of how many words the phrases that may start with them are remembered."""


@dataclass(frozen=True, slots=True)
class _Ready:
    """A phrase as it is tried: its places, and the words of which its sentence must hold one each."""

    slots: tuple[Slot, ...]
    keys: tuple[frozenset[str], ...]


class _Starts:
    """How a phrase can start; filled once, when the phrase or the lexicon is first met."""

    __slots__ = ("anywhere", "prefixes", "sorts", "suffixes", "tags", "words")

    def __init__(self) -> None:
        self.words: set[str] = set()
        self.prefixes: set[str] = set()
        self.suffixes: set[str] = set()
        self.sorts: set[str] = set()
        self.tags: set[str] = set()
        self.anywhere = False

    def update(self, other: _Starts) -> None:
        self.words |= other.words
        self.prefixes |= other.prefixes
        self.suffixes |= other.suffixes
        self.sorts |= other.sorts
        self.tags |= other.tags
        self.anywhere |= other.anywhere


class PhraseIndex:
    """The phrases of a whole rulebook; `add` gives a number by which a rule finds its own matches again.

    Args:
        lexicons: by name, for `<name>` in a phrase.
        tokenize: how a written word is cut, the same way as the drafts are.

    """

    def __init__(self, lexicons: Mapping[str, Lexicon], tokenize: Tokenize) -> None:
        self._lexicons = lexicons
        self._tokenize = tokenize
        self._owners = 0
        self._entries: dict[str, Entry] = {}
        self._by_word: dict[str, list[Entry]] = defaultdict(list)
        self._by_prefix: dict[str, list[Entry]] = defaultdict(list)
        self._by_suffix: dict[str, list[Entry]] = defaultdict(list)
        self._by_sort: dict[str, list[Entry]] = defaultdict(list)
        self._by_tag: dict[str, list[Entry]] = defaultdict(list)
        self._anywhere: list[Entry] = []
        self._affix_lengths: Sequence[int] = ()
        self._tests: dict[str, tuple[WordTest, ...]] = {}
        self._starts: dict[str, _Starts] = {}
        self._starts_of_lexicons: dict[str, _Starts] = {}
        self._ready: dict[str, _Ready] = {}
        self._shelves: dict[tuple[str, str], Shelf] = {}
        self._remembered: Remembered[tuple[str, str], tuple[Shelf, ...]] = Remembered(_MOST_REMEMBERED)

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
            facts = (("plain", everyday[text]),) if text in everyday else ()
            self._entry_of(text).owners.append((owner, facts))
        self._affix_lengths = ()
        self._shelves.clear()
        self._remembered.clear()
        return owner

    def find(self, post: Post) -> dict[int, list[Match]]:
        """Give every match in a post, by the number that `add` gave."""
        out: dict[int, list[Match]] = defaultdict(list)
        if not self._affix_lengths:
            self._affix_lengths = sorted({len(affix) for affix in (*self._by_prefix, *self._by_suffix)})
        present = _words_of_sentences(post)
        others = self._by_sort_or_tag(post)
        for number, sentence in enumerate(post.sentence_of_token):
            for entry in self._candidates(post, number, others.get(number, ()), present[sentence]):
                ready = self._ready.get(entry.text) or self._ready_of(entry.text, entry.phrase)
                if not _may_stand_in(ready, present[sentence]):
                    continue
                if entry.phrase.at_start and not opens_sentence(post, number):
                    continue
                ends = Run(post, sentence).ends(ready.slots, number)
                end = next((end for end in ends if not entry.phrase.at_end or closes_sentence(post, end)), None)
                if end is not None:
                    found = with_particle(post, number, end)
                    for owner, facts in entry.owners:
                        out[owner].append(replace(found, facts=facts) if facts else found)
        return out

    def _entry_of(self, text: str) -> Entry:
        if text not in self._entries:
            entry = self._entries[text] = Entry(len(self._entries), text, parse_phrase(text))
            if words := _plain_start(entry.phrase):
                for word in words:
                    self._by_word[word].append(entry)
            else:
                self._register(entry, self._starts_of(text, entry.phrase))
        return self._entries[text]

    def _ready_of(self, text: str, phrase: Phrase) -> _Ready:
        """Make a phrase ready; entries of a lexicon come by for every rule that names it."""
        if text not in self._ready:
            slots = tuple(
                slot_of(element, tuple(test for word in element.words for test in self._word_tests(word)))
                for element in phrase.elements
            )
            self._ready[text] = _Ready(slots, tuple(keys_of(slots)))
        return self._ready[text]

    def _word_tests(self, word: Word) -> tuple[WordTest, ...]:
        if word.lexicon is not None:
            return self._lexicon_tests(word.lexicon, word.tag)
        parts = self._parts(word)
        if len(parts) <= 1:
            return (WordTest(word),)
        return (WordTest(Word(parts[0], exact=True), rest=tuple(parts[1:])),)

    def _parts(self, word: Word) -> list[str]:
        """Give the tokens that a written word is cut in; a mere word is not."""
        if word.prefix or word.suffix or word.sort or not word.text or word.text.isalpha():
            return [word.text]
        return [fold(part) for part in self._tokenize(word.text)]

    def _lexicon_tests(self, name: str, tag: str | None) -> tuple[WordTest, ...]:
        key = f"{name}/{tag}"
        if key not in self._tests:
            tests: list[WordTest] = []
            for entry in self._lexicons[name].phrases:
                phrase = parse_phrase(entry)
                if _is_one_word(phrase):
                    words = phrase.elements[0].words
                    tests += [replace(t, word=_tagged(t.word, tag)) for w in words for t in self._word_tests(w)]
                else:
                    slots = self._ready_of(entry, phrase).slots
                    tests.append(WordTest(Word(tag=tag), (), slots, phrase.at_start, phrase.at_end))
            self._tests[key] = tuple(tests)
        return self._tests[key]

    def _starts_of(self, text: str, phrase: Phrase) -> _Starts:
        known = self._starts.get(text)
        if known is None:
            known = self._starts[text] = _Starts()
            for element in phrase.elements:
                known.anywhere |= element.kind is not ElementKind.WORDS
                for word in element.words:
                    self._add_start(known, word)
                if not element.optional:
                    break
        return known

    def _add_start(self, starts: _Starts, word: Word) -> None:
        if word.lexicon is not None:
            starts.update(self._starts_of_lexicon(word.lexicon))
        elif word.sort:
            starts.sorts.add(word.sort)
        elif word.prefix and word.suffix:
            starts.anywhere = True
        elif word.prefix:
            starts.prefixes.add(self._parts(word)[0])
        elif word.suffix:
            starts.suffixes.add(self._parts(word)[0])
        elif word.text:
            starts.words.add(self._parts(word)[0])
        elif word.tag:
            starts.tags.add(word.tag)

    def _starts_of_lexicon(self, name: str) -> _Starts:
        known = self._starts_of_lexicons.get(name)
        if known is None:
            known = self._starts_of_lexicons[name] = _Starts()
            for text in self._lexicons[name].phrases:
                known.update(self._starts_of(text, parse_phrase(text)))
        return known

    def _register(self, entry: Entry, starts: _Starts) -> None:
        for index, keys in (
            (self._by_word, starts.words),
            (self._by_prefix, starts.prefixes),
            (self._by_suffix, starts.suffixes),
            (self._by_sort, starts.sorts),
            (self._by_tag, starts.tags),
        ):
            for key in keys:
                index[key].append(entry)
        if starts.anywhere:
            self._anywhere.append(entry)

    def _by_sort_or_tag(self, post: Post) -> dict[int, list[Shelf]]:
        """Give, per token, what may start there for its sort or tag, whatever its form."""
        found: dict[int, list[Shelf]] = defaultdict(list)
        for sort, entries in self._by_sort.items():
            for number in sorts(post)[sort]:
                found[number].append(self._shelf("sort", sort, entries))
        for tag, entries in self._by_tag.items():
            for number in post.with_tag(tag):
                found[number].append(self._shelf("tag", tag, entries))
        return found

    def _candidates(self, post: Post, number: int, others: Sequence[Shelf], words: Set[str]) -> Iterable[Entry]:
        shelves = self._of_form(post.words[number], post.lemmas[number])
        found = [chosen for shelf in (*shelves, *others) if (chosen := shelf.among(words))]
        return found[0] if len(found) == 1 else dict.fromkeys(entry for chosen in found for entry in chosen)

    def _of_form(self, word: str, lemma: str) -> tuple[Shelf, ...]:
        """Give what may start with a token, its sort and tags left aside."""
        known = self._remembered.get((word, lemma))
        if known is None:
            forms = (word,) if lemma == word else (word, lemma)
            shelves = [shelf for form in forms for shelf in self._by_form(form)]
            if self._anywhere:
                shelves.append(self._shelf("anywhere", "", self._anywhere))
            known = self._remembered[(word, lemma)] = tuple(dict.fromkeys(shelves))
        return known

    def _by_form(self, text: str) -> Iterator[Shelf]:
        if text in self._by_word:
            yield self._shelf("word", text, self._by_word[text])
        for length in self._affix_lengths:
            if length > len(text):
                break
            if (prefix := text[:length]) in self._by_prefix:
                yield self._shelf("prefix", prefix, self._by_prefix[prefix])
            if (suffix := text[-length:]) in self._by_suffix:
                yield self._shelf("suffix", suffix, self._by_suffix[suffix])

    def _shelf(self, start: str, value: str, entries: Sequence[Entry]) -> Shelf:
        known = self._shelves.get((start, value))
        if known is None:
            known = self._shelves[start, value] = Shelf(entries)
        return known


def _may_stand_in(ready: _Ready, words: set[str]) -> bool:
    for keys in ready.keys:  # noqa: SIM110 - a plain loop is faster, and this is asked for every phrase near a word
        if keys.isdisjoint(words):
            return False
    return True


def _words_of_sentences(post: Post) -> dict[int, set[str]]:
    """Give the words and lemmas of each sentence."""
    present: dict[int, set[str]] = defaultdict(set)
    for word, lemma, sentence in zip(post.words, post.lemmas, post.sentence_of_token, strict=True):
        present[sentence].add(word)
        present[sentence].add(lemma)
    return present


def _plain_start(phrase: Phrase) -> list[str]:
    """Give the words that a phrase must start with; nothing where a look at them is not enough."""
    first = phrase.elements[0]
    plain = not first.optional and all(w.text.isalpha() and not (w.prefix or w.suffix) for w in first.words)
    return [word.text for word in first.words] if plain else []


def _is_one_word(phrase: Phrase) -> bool:
    return len(phrase.elements) == 1 and not (phrase.at_start or phrase.at_end)


def _tagged(word: Word, tag: str | None) -> Word:
    return word if tag is None else structs.replace(word, tag=tag)
