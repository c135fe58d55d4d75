"""A tokenizer for Dutch posts, registered with spaCy as `postlint.tokenizer.v1`.

One regular expression, first alternative that fits wins; no exception table, so loading costs nothing. What it decides:

- `#tag`, `@name`, `@name@server`, addresses and e-mail stay whole; `#yes#no` is two tokens; `woord#tag` is too.
- An address ends before closing punctuation. Without a scheme it needs `www.` or a domain that is no Dutch word.
- `€25` and `€ 25` both give `€`, `25`; `25,-`, `49,95`, `20%`, `10.000`, `09:00-17:00`, `24/7`, `21-jarige` stay whole.
- A telephone number is one token for each part between spaces: `06-12345678` is one, `06 12 34 56 78` is five.
- A slash between words of three letters or more splits (`fysio/oefentherapie` is three tokens, so rules see both
  words); between shorter ones it does not (`en/of`, `t/m`, `km/u`).
- `foto's`, `foto’s`, `zo'n`, `'s`, `hand-`, `patiënt(en)`, `(huis)arts` stay whole, as in the Dutch treebanks.
- Every emoji is one token, however many code points; runs such as `!!!`, `?!`, `...`, `---` are one token.
- White space: one space belongs to the token before it; what is left of a run (line breaks) is one token of its own.

No character is ever dropped or changed: `doc.text == text`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import regex
from spacy.attrs import NORM
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from postlint.dutch.tokens import EMAIL, EMOJI, HASHTAG, MENTION, URL, register_token_attributes

# Never the last word of a sentence, or only seldom: the full stop belongs to them.
_ABBREVIATIONS: Final = (
    "aanw|afb|bijv|bv|bvb|ca|dhr|drs|ds|enz|etc|evtl|evt|excl|fam|gebr|hfst|incl|ir|jhr|jl|jr|mevr|mgr|mej|mln|mld|nrs|nr"
    "|pct|plm|prof|resp|secr|vgl|vlgs|vnl|zgn|zg"
)
# Words too, or units: only an abbreviation when the sentence visibly goes on.
_DOUBTFUL: Final = (
    "afd|alg|art|aug|bl|cm|dec|dr|febr|feb|fig|gem|gr|ing|jan|kg|km|max|mg|min|ml|mm|mr|mw|nl|nov|okt|par|ref|sec|sept|st"
    "|tab|tel|toel"
)

_APOSTROPHE: Final = "'’‘ʼ´`"
_PIECE: Final = r"[\p{L}\p{N}][\p{L}\p{N}\p{M}\u00AD\u200C\u200D]*+"
_WORD: Final = (
    rf"(?:\([\p{{L}}\-]{{1,12}}\)(?=\p{{Ll}}))?"
    rf"{_PIECE}"
    rf"(?:(?:[{_APOSTROPHE}&_\-‐‑]|(?<=\d)[.,:/–](?=\d)){_PIECE})*+"
    rf"(?:(?<=\d),(?:[-–—]{{1,2}})(?!\w)|(?<=\d)[%‰+](?!\d)(?:[{_APOSTROPHE}\-]\p{{L}}++)?|(?<=\d)°[CF]?"
    rf"|\((?:[{_APOSTROPHE}]s|-?\p{{Ll}}{{1,4}})\)(?!\p{{L}}{{5}})\p{{Ll}}*+"
    rf"|-(?![\w\-.]|\s*$))?"
)
_DAY: Final = "ma|di|wo|do|vr|za|zo"
_ABBREVIATION: Final = (
    rf"\p{{L}}(?:\.\p{{L}})++\.?(?!\p{{L}})"
    rf"|(?i:{_ABBREVIATIONS})\.(?!\p{{L}}{{2}})"
    rf"|(?i:{_DOUBTFUL})\.(?=\s*[\p{{Ll}}\p{{N}},:;(/])"
    rf"|(?i:dr|mr|mw|ing|st)\.(?=\s*\p{{Lu}})"
    rf"|(?i:{_DAY})\.(?=\s*(?:[-–\d]|t/m|tot|en (?:{_DAY})\.))"
    rf"|(?<=(?:t/m|tot|en|[-–])\s?)(?i:{_DAY})\.(?=\s*[\p{{Ll}}\d])"
    rf"|(?<!(?i:vitamine|hepatitis|type|plan|groep|klasse|deel|optie|fase|influenza)\s)\p{{Lu}}\p{{Ll}}?\."
    rf"(?=\s?\p{{Lu}}\p{{L}}|\s?\p{{Lu}}\.|-\p{{L}}|\s(?:de|den|der|van|von|te|ten|ter|v)\b)"
)
_TOKEN: Final = regex.compile(
    "|".join(
        (
            r"(?P<space>[\s\x1c-\x1f]+)",
            r"[A-Za-zÀ-ÖØ-öø-ÿ]++(?=\s)",  # most words, without asking what else might begin with a letter
            EMOJI,
            EMAIL,
            URL,
            HASHTAG,
            rf"(?<![\p{{L}}\p{{N}}]){MENTION}",
            r"(?<!\S)(?:[:;]['’]?-?[)(DPp](?![\p{L}\p{N}])|<3(?!\d))",
            r"(?<![\p{L}\p{N}])\+\d[\d\-]{7,14}(?!\p{L})|°[CF](?!\p{L})",
            rf"(?<![\p{{L}}\p{{N}}])[{_APOSTROPHE}](?:s|t|n|m|r|k|ie|ns|tis|er|\d\d)(?![\p{{L}}\p{{N}}])"
            r"(?:-\p{Lu}[\p{L}\-]*\p{L})?",
            r"(?i:\p{L}{1,2}(?:/\p{L}{1,2})++)(?!\p{L})",
            _ABBREVIATION,
            r"(?<=\b(?:en|of|tot)\s)-\p{L}++",
            _WORD,
            r"[!?]++|\.{2,}+|…++|,,|''|``",
            r"-{2,}+|–{2,}+|—{2,}+|\*{2,}+|_{2,}+|={2,}+|~{2,}+|\|{2,}+|>{2,}+|<{2,}+|•{2,}+",
            r"[\s\S]\p{M}*+",
        )
    )
)
# Typewriter apostrophe, no soft hyphens: forms that a reader takes for the same word get the same norm.
_NORM_TABLE: Final = str.maketrans(
    {"’": "'", "‘": "'", "ʼ": "'", "´": "'", "\u00ad": None, "\u200c": None, "‑": "-", "‐": "-"}
)


def norm(text: str) -> str:
    """Return the form under which a word is known: lower case, straight apostrophe, no soft hyphen."""
    return text.lower().translate(_NORM_TABLE) or text


def split(text: str) -> tuple[list[str], list[bool]]:
    """Cut a text into tokens.

    Gives the tokens, and for each whether one space follows it; put together again they are `text`, to the character.
    """
    words: list[str] = []
    spaces: list[bool] = []
    for match in _TOKEN.finditer(text):
        piece = match.group()
        if match.lastgroup == "space":
            if words and piece[0] == " ":
                spaces[-1] = True
                piece = piece[1:]
            if not piece:
                continue
        words.append(piece)
        spaces.append(False)
    return words, spaces


class PostTokenizer:
    """Callable that turns a text into a spaCy Doc; see the module for what it decides. It has no settings to save."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the tokens of `text` as a Doc without annotation."""
        words, spaces = split(text)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: Any) -> bytes:
        """Return nothing: the rules are code."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> PostTokenizer:
        """Return itself: there is nothing to read."""
        return self

    def to_disk(self, _path: Any, **_: Any) -> None:
        """Write nothing: the rules are code."""

    def from_disk(self, _path: Any, **_: Any) -> PostTokenizer:
        """Return itself: there is nothing to read, and another tokenizer's file is passed over."""
        return self


@registry.tokenizers("postlint.tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], PostTokenizer]:
    """Make the factory that a spaCy config names as `@tokenizers = "postlint.tokenizer.v1"`."""

    def create(nlp: Language) -> PostTokenizer:
        register_token_attributes()
        vocab: Any = nlp.vocab
        vocab.lex_attr_getters[NORM] = norm
        return PostTokenizer(vocab)

    return create
