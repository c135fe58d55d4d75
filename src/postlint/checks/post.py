"""A post: a draft with its analysis and its channel, in the views that checks ask for.

Place in the data flow: `linter` builds a Post from Draft, Doc and channel Profile; every check reads it, none changes it.
All offsets are offsets in `draft.prose`; tokens are words and punctuation, never white space.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from postlint.rulebook.phrases import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from postlint.channels import Profile
    from postlint.draft import Draft

NEGATIONS = frozenset(
    "geen niet nooit niemand nergens zonder noch nimmer evenmin nauwelijks niks niets allerminst onmogelijk".split()
)
CLAUSE_ENDS = frozenset({"conj", "parataxis", "advcl", "ccomp", "acl", "acl:relcl", "csubj", "appos"})
_REACH = 4


@dataclass(frozen=True, slots=True)
class Match:
    """Something found: a range of the prose, or the whole draft, with what a message may want to say of it."""

    start: int
    end: int
    whole: bool = False
    facts: tuple[tuple[str, str], ...] = ()

    def overlaps(self, other: Match) -> bool:
        """Tell whether two matches share a character; the whole draft shares with everything."""
        return self.whole or other.whole or (self.start < other.end and other.start < self.end)


@dataclass
class Post:
    """One draft on one channel, analysed."""

    draft: Draft
    doc: Doc
    profile: Profile
    kind: str
    readers: str
    parent: Post | None = None
    features: frozenset[str] = frozenset()
    found: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def prose(self) -> str:
        """The text that is judged."""
        return self.draft.prose

    @cached_property
    def tokens(self) -> list[Token]:
        """All tokens but white space."""
        return [token for token in self.doc if not token.is_space]

    @cached_property
    def starts(self) -> list[int]:
        """Where each token starts in the prose."""
        return [token.idx for token in self.tokens]

    @cached_property
    def words(self) -> list[str]:
        """Each token's text, folded."""
        return [fold(token.text) for token in self.tokens]

    @cached_property
    def lemmas(self) -> list[str]:
        """Each token's lemma, folded."""
        return [fold(token.lemma_) or word for token, word in zip(self.tokens, self.words, strict=True)]

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as ranges of the prose, white space at the end left out."""
        out = []
        for sentence in self.doc.sents:
            text = sentence.text
            if stripped := text.strip():
                start = sentence.start_char + len(text) - len(text.lstrip())
                out.append((start, start + len(stripped)))
        return out

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def sentence_of_token(self) -> list[int]:
        """The number of the sentence that each token stands in."""
        return [self.sentence_at(start) for start in self.starts]

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence around an offset."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    def token_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the tokens that a range of the prose touches, as a half-open range of token numbers."""
        first = max(0, bisect_right(self.starts, start) - 1)
        if first < len(self.tokens) and self._token_end(first) <= start:
            first += 1
        return first, max(first, bisect_left(self.starts, end))

    def _token_end(self, number: int) -> int:
        token = self.tokens[number]
        return int(token.idx + len(token.text))

    def match(self, first: int, last: int, **facts: str) -> Match:
        """Make a match of the tokens `first` up to but not including `last`."""
        return Match(self.starts[first], self._token_end(last - 1), facts=tuple(facts.items()))

    def whole(self, **facts: str) -> Match:
        """Make a match of the whole draft."""
        return Match(0, len(self.prose), whole=True, facts=tuple(facts.items()))

    def has_tag(self, number: int, tag: str) -> bool:
        """Tell whether a token has a part of speech or a feature (IMP, PAST, FIN, INF, PART, SUP, PLUR, SING, 1, 2)."""
        token = self.tokens[number]
        test = _TAGS.get(tag)
        return test(token) if test is not None else token.pos_ == tag

    def is_question(self, match: Match) -> bool:
        """Tell whether the sentence that a match ends in ends in a question mark."""
        if match.whole or not self.sentences:
            return False
        start, end = self.sentences[self.sentence_at(max(match.start, match.end - 1))]
        return "?" in self.prose[max(start, end - 4) : end]

    def is_quoted(self, match: Match) -> bool:
        """Tell whether a match is someone else's words."""
        return not match.whole and self.draft.is_quoted(match.start, match.end)

    def is_negated(self, match: Match) -> bool:
        """Tell whether a negation governs a match.

        With a parse: the negation hangs on a word of the match or on one that governs it within its clause. Without:
        it stands at most four words before the match, or behind it in the same clause.
        """
        if match.whole or not self.tokens:
            return False
        first, last = self.token_range(match.start, match.end)
        return any(
            self._governs(number, first, last) for number in self._negations_near(first) if not first <= number < last
        ) or any(self.words[n] in NEGATIONS for n in range(first, last))

    def _negations_near(self, first: int) -> Iterator[int]:
        if first >= len(self.tokens):
            return
        sentence = self.sentence_of_token[first]
        for number, word in enumerate(self.words):
            if word in NEGATIONS and self.sentence_of_token[number] == sentence:
                yield number

    def _governs(self, negation: int, first: int, last: int) -> bool:
        between = self.words[negation + 1 : first] if negation < first else self.words[last:negation]
        if not {",", ";", ":", "maar", "–", "—"} & set(between) and len(between) <= (_REACH if negation < first else 2):
            return True
        return "parse" in self.features and self._hangs_together(negation, first, last)

    def _hangs_together(self, negation: int, first: int, last: int) -> bool:
        head = self.tokens[negation].head
        inside = {token.i for token in self.tokens[first:last]}
        for token in self.tokens[first:last]:
            while True:
                if token.i == head.i:
                    return True
                if token.head.i == token.i or (token.i not in inside and token.dep_ in CLAUSE_ENDS):
                    break
                if token.dep_ in CLAUSE_ENDS:
                    break
                token = token.head
        return False


def _feature(name: str, value: str) -> Callable[[Any], bool]:
    return lambda token: value in token.morph.get(name)


_TAGS: dict[str, Callable[[Any], bool]] = {
    "IMP": lambda token: bool(token._.imperative),
    "PAST": _feature("Tense", "Past"),
    "FIN": _feature("VerbForm", "Fin"),
    "INF": _feature("VerbForm", "Inf"),
    "PART": _feature("VerbForm", "Part"),
    "SUP": _feature("Degree", "Sup"),
    "PLUR": _feature("Number", "Plur"),
    "SING": _feature("Number", "Sing"),
    "1": _feature("Person", "1"),
    "2": _feature("Person", "2"),
}


def merge(matches: Sequence[Match]) -> list[Match]:
    """Keep the longest of matches that overlap, in the order of the text; one for the whole draft is enough."""
    kept: list[Match] = []
    for match in sorted(set(matches), key=lambda m: (m.start - m.end, m.start)):
        if not any(match.overlaps(other) for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda m: (m.start, m.end))
