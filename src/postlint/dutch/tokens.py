"""What a single token of a post is: emoji, hashtag, mention, address, price.

The pattern sources are shared with the tokenizer, so that a token that was cut as a hashtag is also called one.
Everything is decided by form alone, never by the model.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final

import regex
from spacy.tokens import Token

# UTS #51: a pictograph with its selectors, skin tone or tag characters, joined by zero-width joiners; flags; keycaps.
_PICTOGRAPH: Final = r"\p{Extended_Pictographic}[\uFE0E\uFE0F\p{Emoji_Modifier}\u20E3\U000E0020-\U000E007F]*+"
EMOJI: Final = (
    rf"(?:[0-9#*]\uFE0F?\u20E3"
    rf"|\p{{Regional_Indicator}}{{2}}"
    rf"|(?![©®™]\uFE0E?(?!\uFE0F)){_PICTOGRAPH}(?:\u200D{_PICTOGRAPH})*+)"
)
HASHTAG: Final = r"[#＃](?=\p{N}*[\p{L}_])[\p{L}\p{M}\p{N}_]++"
_HOST: Final = r"(?:[\p{L}\p{N}][\p{L}\p{N}\-]{0,62}\.){1,8}"
EMAIL: Final = rf"[\p{{L}}\p{{N}}][\p{{L}}\p{{N}}._%+\-]{{0,63}}@{_HOST}\p{{L}}{{2,24}}+"
MENTION: Final = rf"[@＠](?:[\p{{L}}\p{{N}}_][\w.\-]{{0,62}}@{_HOST}\p{{L}}{{2,24}}+|[\p{{L}}\p{{N}}_](?:[\w.\-]*\w)?)"
# Top-level domains that are no Dutch word, so that a forgotten space ("Goed zo.nu verder") is no address …
_SAFE_TLD: Final = r"(?:nl|com|be|eu|org|net|info|care|health|frl|amsterdam|gov|edu|io|uk|online|site|shop|vlaanderen)"
# … and those that are only an address when a path follows.
_PATH_TLD: Final = r"(?:ly|me|co|ee|nu|de|app|gl|to|tv|bio|page|link|live|news|gle|fm|fr|es)"
_URL_BODY: Final = r"(?:[^\s()<>\[\]{}\"«»“”„\p{Extended_Pictographic}]|\([^\s()<>\"]*\))"
_URL_END: Final = r"(?<![.,;:!?…'’*_~])"
URL: Final = (
    rf"(?:(?i:https?|ftp)://{_URL_BODY}+{_URL_END}"
    rf"|(?i:www\.){_URL_BODY}+{_URL_END}"
    rf"|(?i:{_HOST}{_SAFE_TLD})(?![\p{{L}}\p{{N}}@]|-\p{{L}}|\.\p{{Ll}})(?:[/?#](?:{_URL_BODY}*{_URL_END})?)?"
    rf"|(?i:{_HOST}{_PATH_TLD})/(?:{_URL_BODY}+{_URL_END}))"
)
_AMOUNT: Final = r"\d{1,3}(?:\.\d{3})+(?:,(?:\d{1,2}|[-–—]{1,2}))?|\d+(?:[.,]\d{1,2}|,[-–—]{1,2})?"

_ROUND_PRICE: Final = r"\d[\d.]*,[-–—]{1,2}"
_PHONE: Final = r"(?:\+|00)31[\d\-]{9,11}|0\d{1,3}-?\d{6,8}|0800-?\d{4,7}|0900-?\d{4,7}"
_DECORATION: Final = r"[\p{So}\p{Sm}\p{Sk}•·‣⁃◦*\-–—_=~|<>]+[\uFE0E\uFE0F]?"
_HASHES: Final = frozenset("#＃")
_ATS: Final = frozenset("@＠")
_CURRENCY: Final = frozenset({"€", "euro", "EUR", "eur"})


@cache
def _compiled(source: str) -> regex.Pattern[str]:
    """Compile a pattern when a text is first held against it: together they would take a tenth of a cold start."""
    return regex.compile(source)


def is_emoji(text: str) -> bool:
    """Tell whether `text` is exactly one emoji sequence, selectors, joiners, flags and keycaps included."""
    return not text.isascii() and _compiled(EMOJI).fullmatch(text) is not None


def is_hashtag(text: str) -> bool:
    """Tell whether `text` is a hashtag: # and at least one letter."""
    return text[:1] in _HASHES and _compiled(HASHTAG).fullmatch(text) is not None


def is_mention(text: str) -> bool:
    """Tell whether `text` names an account: @name or @name@server."""
    return text[:1] in _ATS and _compiled(MENTION).fullmatch(text) is not None


def is_email(text: str) -> bool:
    """Tell whether `text` is an e-mail address."""
    return _compiled(EMAIL).fullmatch(text) is not None


def is_url(text: str) -> bool:
    """Tell whether `text` is a web address, with or without a scheme."""
    return not is_email(text) and _compiled(URL).fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Tell whether `text` is a whole Dutch telephone number, written without spaces."""
    return _compiled(_PHONE).fullmatch(text) is not None


def is_decoration(text: str) -> bool:
    """Tell whether `text` is a bullet, arrow, tick or rule that carries no words: • → ✓ ✅ --- ***."""
    return _compiled(_DECORATION).fullmatch(text) is not None


def is_price(token: Token) -> bool:
    """Tell whether a token is an amount of euros: `25,-`, or a number beside €, EUR or euro."""
    if _compiled(_ROUND_PRICE).fullmatch(token.text):
        return True
    if not _compiled(_AMOUNT).fullmatch(token.text):
        return False
    return any(other is not None and other.text in _CURRENCY for other in _printed_neighbours(token))


def _printed_neighbours(token: Token) -> tuple[Token | None, Token | None]:
    """Return the nearest tokens before and after that are not white space."""
    doc, before, after = token.doc, token.i - 1, token.i + 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    while after < len(doc) and doc[after].is_space:
        after += 1
    return (doc[before] if before >= 0 else None, doc[after] if after < len(doc) else None)


def _of_text(predicate: Callable[[str], bool]) -> Callable[[Token], bool]:
    return lambda token: predicate(token.text)


_GETTERS: Final[dict[str, Callable[[Token], bool]]] = {
    "is_emoji": _of_text(is_emoji),
    "is_hashtag": _of_text(is_hashtag),
    "is_mention": _of_text(is_mention),
    "is_email": _of_text(is_email),
    "is_url": _of_text(is_url),
    "is_phone": _of_text(is_phone),
    "is_decoration": _of_text(is_decoration),
    "is_price": is_price,
}


def register_token_attributes() -> None:
    """Give spaCy tokens the attributes `token._.is_emoji`, `is_hashtag`, …, computed when asked; safe to repeat."""
    for name, getter in _GETTERS.items():
        if not Token.has_extension(name):
            Token.set_extension(name, getter=getter)
