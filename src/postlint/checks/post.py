"""A post: a draft with its analysis and its channel, in the views that checks ask for.

Place in the data flow: `linter` builds a Post from Draft, Doc and channel Profile; checks read it and change nothing.
All offsets are offsets in `draft.prose`; tokens are words and punctuation, never white space.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from postlint.dutch.sentences import sentence_ranges
from postlint.rulebook.phrases import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from postlint.channels import Profile
    from postlint.draft import Draft
    from postlint.dutch.moves import Judged, MoveModel
    from postlint.findings import Severity
    from postlint.rulebook.practice import Practice

NEGATIONS = frozenset(
    {
        "geen", "niet", "nooit", "niemand", "nergens", "zonder", "noch", "nimmer", "evenmin", "nauwelijks", "niks",
        "niets", "allerminst", "onmogelijk",
    }
)  # fmt: skip
CLAUSE_ENDS = frozenset({"conj", "parataxis", "advcl", "ccomp", "acl", "acl:relcl", "csubj", "appos"})
_BREAKS = frozenset({",", ";", ":", "maar", "–", "—"})
_BEFORE, _BEHIND = 4, 2
"""How many words may stand between a negation and what it governs, where no parse tells."""


@dataclass(frozen=True, slots=True)
class Match:
    """Something found: a range of the prose, or the whole draft.

    Attributes:
        start: offset in the prose.
        end: offset behind it.
        whole: it is about the draft as a whole.
        facts: what a message may want to say of it.
        bears: the severest finding that its probability bears; None where it is certain.
        places: of a count, every range that was counted.

    """

    start: int
    end: int
    whole: bool = False
    facts: tuple[tuple[str, str], ...] = ()
    bears: Severity | None = None
    places: tuple[tuple[int, int], ...] = ()

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
    moves: MoveModel | None = None
    practice: Practice | None = None
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
    def words_before(self) -> list[int]:
        """How many words stand before each token, and before the end: hashtags, mentions and links are none."""
        counts = (has_letters(word) and not word.startswith(("#", "@", "http", "www.")) for word in self.words)
        return list(accumulate(counts, initial=0))

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """The sentences as ranges of the prose, white space at the end left out."""
        return sentence_ranges(self.doc)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def sentence_of_token(self) -> list[int]:
        """The number of the sentence that each token stands in."""
        return [self.sentence_at(start) for start in self.starts]

    @cached_property
    def edges(self) -> list[tuple[int, int]]:
        """The first and the last word of each sentence, as token numbers; hashtags at the end are left out."""
        firsts: dict[int, int] = {}
        lasts: dict[int, int] = {}
        for number, (word, sentence) in enumerate(zip(self.words, self.sentence_of_token, strict=True)):
            if has_letters(word):
                firsts.setdefault(sentence, number)
                if not word.startswith("#"):
                    lasts[sentence] = number
        return [(firsts.get(n, len(self.words)), lasts.get(n, -1)) for n in range(len(self.sentences))]

    @cached_property
    def judged(self) -> Judged:
        """What every sentence does and what the post is; computed when the first rule asks."""
        assert self.moves is not None  # noqa: S101 - rules that ask for moves are silent without the model
        answered = self.parent.prose if self.parent is not None else None
        return self.moves.judge(self.prose, self.sentences, self.profile.id, self.kind, answered)

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence around an offset."""
        return max(0, bisect_right(self._sentence_starts, offset) - 1)

    @cached_property
    def last_sentence(self) -> int:
        """The number of the last sentence that has words beyond hashtags, mentions, links and emoji."""
        for number in range(len(self.sentences) - 1, 0, -1):
            start, end = self.sentences[number]
            words = (word for word in self.prose[start:end].split() if any(c.isalpha() for c in word))
            if any(not word.startswith(("#", "@", "http", "www.")) for word in words):
                return number
        return 0

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
        return number in self.with_tag(tag)

    def with_tag(self, tag: str) -> Set[int]:
        """Give the tokens that have a part of speech or a feature; see `has_tag`."""
        if tag not in self._tagged:
            test = _TAGS.get(tag) or (lambda token: token.pos_ == tag)
            self._tagged[tag] = frozenset(number for number, token in enumerate(self.tokens) if test(token))
        return self._tagged[tag]

    @cached_property
    def _tagged(self) -> dict[str, frozenset[int]]:
        return {}

    def is_question(self, match: Match) -> bool:
        """Tell whether the sentence that a match ends in ends in a question mark."""
        if match.whole or not self.sentences:
            return False
        start, end = self.sentences[self.sentence_at(max(match.start, match.end - 1))]
        return "?" in self.prose[max(start, end - 4) : end]

    def is_quoted(self, match: Match) -> bool:
        """Tell whether a match is someone else's words."""
        before = bisect_right(self._quote_starts, match.start)
        return not match.whole and before > 0 and self._quote_ends[before - 1] >= match.end

    @cached_property
    def _quote_starts(self) -> list[int]:
        return sorted(start for start, _ in self.draft.quoted)

    @cached_property
    def _quote_ends(self) -> list[int]:
        """How far the quotes up to and including each one reach."""
        return list(accumulate((end for _, end in sorted(self.draft.quoted)), max))

    def is_negated(self, match: Match) -> bool:
        """Tell whether a negation governs a match.

        It stands in the match, or at most four words before it or two behind it in the same clause; or, with a parse,
        it hangs on a word of the match or on one that governs the match within its clause.
        """
        if match.whole or not self.tokens:
            return False
        first, last = self.token_range(match.start, match.end)
        nearest = bisect_left(self._negations, first)
        if nearest < len(self._negations) and self._negations[nearest] < last:
            return True
        return (
            (nearest > 0 and self._stands_before(self._negations[nearest - 1], first))
            or (nearest < len(self._negations) and self._stands_behind(self._negations[nearest], last))
            or any(self._is_governed(token.i) for token in self.tokens[first:last])
        )

    @cached_property
    def _negations(self) -> list[int]:
        return [number for number, word in enumerate(self.words) if word in NEGATIONS]

    def _stands_before(self, negation: int, first: int) -> bool:
        return (
            first < len(self.tokens)
            and first - negation - 1 <= _BEFORE
            and self.sentence_of_token[negation] == self.sentence_of_token[first]
            and not _BREAKS.intersection(self.words[negation + 1 : first])
        )

    def _stands_behind(self, negation: int, last: int) -> bool:
        return (
            last > 0
            and negation - last <= _BEHIND
            and self.sentence_of_token[negation] == self.sentence_of_token[last - 1]
            and not _BREAKS.intersection(self.words[last:negation])
        )

    @cached_property
    def _negated_heads(self) -> frozenset[int]:
        if "parse" not in self.features:
            return frozenset()
        return frozenset(self.tokens[number].head.i for number in self._negations)

    @cached_property
    def _governed(self) -> dict[int, bool]:
        return {}

    def _is_governed(self, index: int) -> bool:
        """Tell whether a word or one above it in its clause has a negation hanging on it; each word is climbed once."""
        path: list[int] = []
        governed = False
        while index not in self._governed:
            path.append(index)
            token = self.doc[index]
            governed = index in self._negated_heads
            if governed or token.head.i == index or token.dep_ in CLAUSE_ENDS or not self._negated_heads:
                break
            index = token.head.i
        else:
            governed = self._governed[index]
        self._governed.update(dict.fromkeys(path, governed))
        return governed


def has_letters(word: str) -> bool:
    """Tell a word, number or hashtag from punctuation and emoji."""
    return word.isalnum() or any(c.isalnum() for c in word)


@lru_cache(maxsize=2000)
def _features(morph: str) -> frozenset[str]:
    """Give the features of a token one by one; few combinations exist, and spaCy looks each up anew."""
    named = (feature.partition("=") for feature in morph.split("|"))
    return frozenset(f"{name}={value}" for name, _, values in named for value in values.split(","))


def _feature(name: str, value: str) -> Callable[[Any], bool]:
    wanted = f"{name}={value}"
    return lambda token: wanted in _features(str(token.morph))


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


def merge(matches: Iterable[Match]) -> list[Match]:
    """Keep the longest of matches that overlap, in the order of the text; one for the whole draft is enough."""
    unique = list(dict.fromkeys(matches))
    for match in unique:
        if match.whole:
            return [match]
    kept: list[Match] = []
    places: list[tuple[int, int]] = []
    for match in sorted(unique, key=lambda m: (m.start - m.end, m.start)):
        at = bisect_right(places, (match.start, match.end))
        if not any(match.overlaps(beside) for beside in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, match)
            places.insert(at, (match.start, match.end))
    return kept
