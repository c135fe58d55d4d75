"""Where sentences of a post may start: the component `postlint_sentences`, set before the parser.

A line break ends a sentence, unless a long line was merely wrapped. `.`, `!` or `?` followed by a capital does too.
Elsewhere a start is possible, and left to the parser, only after . ! ? … : an emoji, a hashtag, or a quote or bracket
that closes after one of these. All other tokens are inside a sentence. White space belongs to the sentence before it.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from postlint.dutch.tokens import is_decoration, is_emoji, is_hashtag

WRAPPED_LINE: Final = 55
"""From this many characters on, a line that ends in mid-sentence counts as wrapped by its editor."""

LONGEST_MARKER: Final = 8
"""How many tokens a list marker may take, so that a long line costs no more than a short one."""

_CODES: Final = {True: 1, False: -1, None: 0}
_CLOSING: Final = frozenset("\"'”’»)]}")
_TERMINAL: Final = ("!", "?", "…", ".")
_OPENING: Final = frozenset("\"'“‘«([„")
_NEVER_FIRST: Final = _CLOSING - _OPENING | frozenset(",;.)")
_POINTING: Final = "👉👇➡⬇▶📌📍📅🔗📞✅✔"
_BULLETS: Final = frozenset("•·‣⁃◦▪▸►→✓✔➡-–*")


class SentenceStarts:
    """spaCy component that fixes certain sentence starts and rules out the impossible ones.

    Args:
        decide: True when no parser follows: then a possible start counts as one if a capital, emoji or hashtag follows.

    """

    def __init__(self, decide: bool = False) -> None:
        self.decide = decide

    def __call__(self, doc: Doc) -> Doc:
        """Set `is_sent_start` of every token but the first; None where the parser may choose."""
        line_start, last = 0, None
        starts = np.full(len(doc), _CODES[False], dtype=np.int64)
        for token in doc:
            if token.is_space:
                continue
            if last is None:
                line_start = token.i
            elif not _goes_on(last, token):
                starts[token.i] = _CODES[self._starts(doc, last, token, line_start)]
                if _line_break_between(doc, last, token):
                    line_start = token.i
            last = token
        starts[:1] = _CODES[True]
        # All at once: the setter of a single token looks through the whole Doc.
        values: Any = starts.reshape(-1, 1).astype(np.uint64)
        doc.from_array([SENT_START], values)
        return doc

    def _starts(self, doc: Doc, last: Token, token: Token, line_start: int) -> bool | None:
        breaks = "".join(space.text for space in doc[last.i + 1 : token.i]).replace("\r\n", "\n").count("\n")
        if breaks:
            return breaks > 1 or not _is_wrapped(doc, last, token, line_start)
        if _repeats_bullet(doc, token, line_start):
            return True
        if _is_marker(doc, last, line_start) or _is_same_run(last, token):
            return False
        before, adjacent = _before_closing(doc, last, line_start), token.idx == last.idx + len(last)
        if adjacent and token.text in _CLOSING:
            return False
        if not _ends_sentence(before) or token.text in _NEVER_FIRST or _is_afterthought(last, token):
            return False
        if before.i == last.i and _is_certain(_before_emoji(doc, last, line_start), last, token):
            return True
        return _seems_start(before, token) if self.decide else None


def _goes_on(last: Token, token: Token) -> bool:
    """Tell two plain words in a row, the most frequent case, without asking all that follows."""
    return token.i == last.i + 1 and _is_plain(last.text) and _is_plain(token.text)


def _is_plain(text: str) -> bool:
    return text.isascii() and text[:1].isalnum() and text[-1:].isalnum()


def _repeats_bullet(doc: Doc, token: Token, line_start: int) -> bool:
    """Tell whether a token is the bullet or emoji that its line began with: «✅ Adem in ✅ Adem uit»."""
    bullet = doc[line_start]
    same = token.i > line_start and token.text == bullet.text
    return same and (is_emoji(bullet.text) or (bullet.text in _BULLETS and bullet.text not in "-–*"))


def _is_afterthought(last: Token, token: Token) -> bool:
    """Tell whether an emoji belongs to the sentence that just ended: «Wat fijn! 🎉», but not «Kom langs! 👉 …»."""
    return is_emoji(token.text) and token.text[0] not in _POINTING and last.text[-1] in _TERMINAL


def _before_emoji(doc: Doc, last: Token, line_start: int) -> Token:
    """Return the token before the emoji that end at `last`."""
    i = last.i
    while i > line_start and (is_emoji(doc[i].text) or doc[i].is_space):
        i -= 1
    return doc[i]


def _seems_start(before: Token, token: Token) -> bool:
    """Decide without a parser: a sentence end that is no abbreviation or colon, and a capital, quote or hashtag."""
    if before.text == ":" or (before.text[-1] == "." and before.text[0].isalpha()):
        return False
    return token.text[:1].isupper() or token.text in _OPENING or is_emoji(token.text) or is_hashtag(token.text)


def _line_break_between(doc: Doc, last: Token, token: Token) -> bool:
    return any("\n" in space.text for space in doc[last.i + 1 : token.i])


def _is_wrapped(doc: Doc, last: Token, token: Token, line_start: int) -> bool:
    """Tell whether the line before `token` is a long one that was broken in mid-sentence."""
    length = last.idx + len(last) - doc[line_start].idx
    return (
        length >= WRAPPED_LINE
        and token.text[:1].islower()
        and not _ends_sentence(_before_closing(doc, last, line_start))
    )


def _before_closing(doc: Doc, last: Token, line_start: int) -> Token:
    """Return the token before any closing quotes and brackets that end at `last`."""
    i = last.i
    while i > line_start and (doc[i].text in _CLOSING or doc[i].is_space):
        i -= 1
    return doc[i]


def _ends_sentence(token: Token) -> bool:
    text = token.text
    return text[-1] in _TERMINAL or text == ":" or is_emoji(text) or is_hashtag(text)


def _is_certain(end: Token, last: Token, token: Token) -> bool:
    """Tell whether a capital after a full stop or mark, and any emoji, is certain; after an abbreviation it is not."""
    visible_gap = token.idx > last.idx + len(last)
    return visible_gap and token.text[:1].isupper() and all(mark in ".!?" for mark in end.text) and end.text != ".."


def _points_on(doc: Doc, last: Token) -> bool:
    """Tell whether an emoji opened a sentence by pointing to what comes: «Kom langs! 👉 …»."""
    return last.i > 0 and last.text[0] in _POINTING and doc[last.i - 1].text[-1] in _TERMINAL


def _is_same_run(last: Token, token: Token) -> bool:
    """Tell whether two emoji, or two hashtags, belong to one run."""
    return (is_emoji(last.text) and is_emoji(token.text)) or (is_hashtag(last.text) and is_hashtag(token.text))


def _is_marker(doc: Doc, last: Token, line_start: int) -> bool:
    """Tell whether a token introduces what follows it: a bullet, a number or a pointing emoji."""
    return _repeats_bullet(doc, last, line_start) or _points_on(doc, last) or _in_marker(doc, last, line_start)


def _in_marker(doc: Doc, last: Token, line_start: int) -> bool:
    """Tell whether everything from the line's start up to `last` is a list marker: `1.`, `b)`, `-`, `👉`."""
    if last.i - line_start > LONGEST_MARKER:
        return False
    line = [token for token in doc[line_start : last.i + 1] if not token.is_space]
    if all(is_emoji(token.text) or is_decoration(token.text) for token in line):
        return True
    if len(line) > 2 and (is_emoji(line[0].text) or line[0].text in _BULLETS):
        line = line[1:]
    numbered = len(line) == 2 and line[1].text in {".", ")", ":"} and (line[0].is_digit or len(line[0]) == 1)
    return numbered or (len(line) == 1 and line[0].text.endswith(".") and len(line[0]) == 2)


def sentence_ranges(doc: Doc) -> list[tuple[int, int]]:
    """Give the sentences of a Doc as character ranges, white space around them and sentences of nothing else left out.

    Raises:
        ValueError: when nothing has set sentence boundaries (spaCy's E030).

    """
    ranges = []
    for sentence in doc.sents:
        text = sentence.text
        if stripped := text.strip():
            start = sentence.start_char + len(text) - len(text.lstrip())
            ranges.append((start, start + len(stripped)))
    return ranges


@Language.factory("postlint_sentences", default_config={"decide": False})
def make_sentence_starts(nlp: Language, name: str, decide: bool) -> SentenceStarts:
    """Make the component for a spaCy config."""
    return SentenceStarts(decide)
