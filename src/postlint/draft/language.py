"""Tell Dutch from other languages, and never take Dutch for something else."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

MINIMUM_WORDS = 8

_NO_WORD = re.compile(r"https?://\S+|www\.\S+|\b\S+@\S+\.\w+|[#@][\w.-]+|\b[\w-]+\.(?:nl|be|com|org|eu|net)\b\S*")
_LATIN = re.compile("[\u0000-\u02ff\u1d00-\u1dbf\u1e00-\u1eff\ua720-\ua7ff\uab30-\uab6f]")
_FEW_LETTERS = 4
"""Letters of another script from which a text may be in another language."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# Common words that betray a language; what Dutch shares with Afrikaans (ons, om, te, dat) betrays neither.
_DUTCH = (
    "als bent bij deze door een geen hebben hebt heeft het hij ik je jij jou jouw jullie mijn naar niet nu ook onze "
    "toch voor waarom welke wel werd wij wordt worden zich ze zelf zij zijn zoals zodat dus omdat onder tussen van welk"
)
_FOREIGN = {
    "en": "the and you your are with this that these those for from has they will would about which what when how my "
    "our it its be been not but can if or their more at by on up too much every to a an i do does don't",
    "de": "und ich nicht ein eine einen einem das ist sind mit auf für auch sie wir ihr euch wie oder aber nach zum "
    "zur werden wird dem den des von haben gegen im heute",
    "fr": "le la les des du et est une pour avec dans vous nous votre vos qui que pas sur ce cette au aux sont plus "
    "par il elle être à",
    "es": "el la los las del y una por con para su sus que se lo como más pero está son muy este esta",
    "af": "nie moenie ek jy julle sy hulle baie deur vir hierdie nuwe almal wees dié kry is het",
    "fy": "it fan yn jo wy net mei hawwe foar oan binne wurde ús fan'e troch gjin ek",
}
_LANGUAGES = ("nl", "en", "de", "fr", "es", "it", "pl", "tr", "da", "sv", "no", "fy", "af", "pt")
_ENOUGH = 5000  # characters
# Probabilities of the identifier on the whole text: how sure of another language, how little may be left for Dutch.
_SURE = 0.9
_UNLIKELY = 0.02
# The share of English function words in English; Dutch made of English trade terms (shared decision making) has fewer.
_ENGLISH_SHARE = 0.15


def is_dutch(prose: str) -> bool | None:
    """Tell whether prose is Dutch; a draft with foreign passages or full of loans is.

    Args:
        prose: the prose of a draft; addresses, hashtags and mentions in it do not count as words.

    Returns:
        False only when it is surely another language or in another script; None when there are fewer than
        `MINIMUM_WORDS` words to judge by.

    """
    text = _NO_WORD.sub(" ", prose[:_ENOUGH])
    if _is_other_script(text):
        return False
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    if len(words) < MINIMUM_WORDS:
        return None
    counts = {language: sum(word in common for word in words) for language, common in _function_words().items()}
    dutch = counts.pop("nl")
    if (dutch >= 2 and dutch > max(counts.values())) or len(_function_words()["nl"].intersection(words)) >= 3:
        return True
    language = _other_language(" ".join(words))
    if language is None:
        return True
    if language not in counts:
        return dutch > 0
    enough = len(words) * _ENGLISH_SHARE if language == "en" else 1
    return not (counts[language] > dutch and counts[language] >= enough)


def _is_other_script(text: str) -> bool:
    """Tell whether most letters are of another script; ornamental letters (𝗻𝗶𝗲𝘂𝘄) are those that they stand for."""
    if text.isascii():
        return False
    letters = [letter for letter in unicodedata.normalize("NFKC", text) if letter.isalpha()]
    others = sum(not _LATIN.match(letter) for letter in letters)
    return others >= _FEW_LETTERS and others * 2 > len(letters)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {language: frozenset(words.split()) for language, words in {"nl": _DUTCH, **_FOREIGN}.items()}


@cache
def _identifier() -> Any:
    from py3langid.langid import LanguageIdentifier  # takes half a second to load, and most drafts are clearly Dutch

    identifier = LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier


def _other_language(text: str) -> str | None:
    """Give the code of the language that a text surely is in instead of Dutch, if any."""
    probabilities: dict[str, float] = dict(_identifier().rank(text))
    dutch = probabilities.pop("nl")
    best = max(probabilities, key=probabilities.__getitem__)
    return best if probabilities[best] >= _SURE and dutch <= _UNLIKELY else None
