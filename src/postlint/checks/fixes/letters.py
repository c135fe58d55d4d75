"""Letters as they usually are: shouted words in lower case, decorative letters plain."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from postlint.checks.fixes.made import Asked, Made, becomes, capitalised, verbatim
from postlint.checks.post import Match, Post
from postlint.dutch.verbs import base_of, divide
from postlint.dutch.wordlists import FUNCTION_WORDS, words
from postlint.findings import Text
from postlint.rulebook.phrases import fold

_NAMES: Final = frozenset({"PROPN", "X"})
_NO_NAMES: Final = words(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus "
    "september oktober november december laatste eerste nieuwe"
)
"""What is often shouted, and then taken for a name."""
_LONGEST_ACRONYM: Final = 4
_VOWELS: Final = frozenset("aeiouyàáâäèéêëìíîïòóôöùúûü")
_REACH: Final = 8
"""How far back the end of the sentence before is looked for, past quotation marks and spaces."""
_APOSTROPHES: Final = frozenset("'’")
_APOSTROPHE_WORD: Final = re.compile(r"[’'][^\W\d_]+")
_SENTENCE_END: Final = frozenset(".!?…")
_PART: Final = re.compile(r"[^\W\d_]+")
_SHOUT: Final = re.compile(r"[’']?[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_ALL_SMALL: Final = Text("schrijf de hoofdletters klein", "write the capitals small")
_MATHEMATICAL: Final = re.compile(
    "[\U0001d400-\U0001d7ffℂℊℋℌℍℎℐℑℒℓℕℙℚℛℜℝℤℨℬℭℯℰℱℳℴ\uff10-\uff19\uff21-\uff3a\uff41-\uff5a"
    "\uff01\uff1f\u0300-\u036f]+"  # fullwidth ！ and ？, and accents put on any of these
)


def lower_case(asked: Asked) -> Made | None:
    """Write shouted words as in a sentence; abbreviations keep their capitals, and what may be a name keeps one.

    Safe only where no word could be a name: the capitals of a name are part of how it is written.
    """
    post, match = asked.post, asked.match
    spared = frozenset(map(fold, asked.book.lexicons[asked.spec.keep].phrases)) if asked.spec.keep else frozenset()
    start, end = (0, len(post.prose)) if match.whole else (match.start, match.end)
    edits: list[tuple[int, int, str]] = []
    sure = "pos" in post.features
    for number in _shouted(post, start, end):
        at = post.starts[number]
        word = post.tokens[number].text
        place = verbatim(post, at, at + len(word))
        if place is None:
            return None
        opens = _opens(post, number)
        name = post.tokens[number].pos_ in _NAMES and not _is_ordinary(word.lower())
        text = _PART.sub(lambda part: part[0] if _is_acronym(part[0], spared) else part[0].lower(), word)
        if name and not opens and text != word:
            text = word if len(word) <= _LONGEST_ACRONYM else text
            sure = sure and text == word
        if (opens or name) and text != word:
            text = _with_capital(text)
        if text != word:
            edits.append((*place, text))
    return Made(edits, _ALL_SMALL if match.whole else becomes(_shown(post, edits, start, end)), sure)


def plain_letters(asked: Asked) -> Made | None:
    """Write plain letters for decorative ones, wherever the file has them side by side.

    Safe for the alphabets that are letters in another dress; a circled or squared letter may be a sign of its own.
    """
    post, match, draft = asked.post, asked.match, asked.post.draft
    edits: list[tuple[int, int, str]] = []
    for at in range(match.start, match.end):
        start, end = draft.starts[at], draft.ends[at]
        if edits and start < edits[-1][1]:
            edits[-1] = (*edits[-1][:2], edits[-1][2] + post.prose[at])
        elif edits and edits[-1][1] == start:
            edits[-1] = (edits[-1][0], end, edits[-1][2] + post.prose[at])
        else:
            edits.append((start, end, post.prose[at]))
    edits = [(start, end, text) for start, end, text in edits if draft.source[start:end] != text]
    sure = all(_MATHEMATICAL.fullmatch(draft.source[start:end]) for start, end, _ in edits)
    return Made(edits, becomes(post.prose[match.start : match.end]), sure)


def _shouted(post: Post, start: int, end: int) -> Iterator[int]:
    """Give the tokens in capitals in a range of the prose, quotations aside."""
    first, last = post.token_range(start, end)
    for number in range(first, last):
        text, at = post.tokens[number].text, post.starts[number]
        long_enough = len(text) > 1 or text == "U"
        if _SHOUT.fullmatch(text) and text.isupper() and long_enough and not post.is_quoted(Match(at, at + len(text))):
            yield number


def _is_ordinary(word: str) -> bool:
    return word in FUNCTION_WORDS or word in _NO_NAMES or base_of(word) is not None or divide(word) is not None


def _is_acronym(word: str, spared: frozenset[str]) -> bool:
    return len(word) > 1 and (fold(word) in spared or not _VOWELS.intersection(word.lower()))


def _opens(post: Post, number: int) -> bool:
    """Tell whether a word opens its sentence, or its line after the end of one."""
    if number > 0 and _APOSTROPHE_WORD.fullmatch(post.tokens[number - 1].text):
        return _opens(post, number - 1)
    if post.edges[post.sentence_of_token[number]][0] == number:
        return True
    before = post.prose[max(0, post.starts[number] - _REACH) : post.starts[number]].rstrip(" \"'«»“”‘’()")
    return not before or before[-1] in _SENTENCE_END or before.endswith("\n\n")


def _with_capital(word: str) -> str:
    """Give a word a capital; after an apostrophe («’s Avonds») the next word has it."""
    return word if word[:1] in _APOSTROPHES else capitalised(word)


def _shown(post: Post, edits: list[tuple[int, int, str]], start: int, end: int) -> str:
    """Give the words of a range as they will be."""
    first, last = post.draft.source_range(start, end)
    out, at = "", first
    for begin, stop, text in edits:
        out += post.draft.source[at:begin] + text
        at = stop
    return out + post.draft.source[at:last]
