"""Lemmas by one convention, whatever pipeline they come from: the component `postlint_lemmas`.

Another package's `aan_melden` becomes `aanmelden`. Where there is no lemmatizer, a verb form that can be nothing else
gets its infinitive, and every other word its own lower-case form. Post elements (#tag, @name, address, emoji) keep
their text.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Token

from postlint.dutch.tokens import is_hashtag, is_mention
from postlint.dutch.verbs import base_of, divide, ordered_by
from postlint.dutch.wordlists import FUNCTION_WORDS


class Lemmas:
    """spaCy component that completes and evens out `lemma_`."""

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of every token."""
        for token in doc:
            token.lemma_ = _lemma(token)
        return doc


def _lemma(token: Token) -> str:
    if is_hashtag(token.text) or is_mention(token.text) or token.like_url or token.is_space:
        return token.norm_
    if token.lemma_:
        return token.lemma_ if token.lemma_ == "_" else token.lemma_.replace("_", "")
    if token.norm_ in FUNCTION_WORDS or any(verb.stem_is_other_word for verb in ordered_by(token.norm_)):
        return token.norm_
    divided = divide(token.norm_)
    if divided:
        return "".join(divided)
    return base_of(token.norm_) or token.norm_


@Language.factory("postlint_lemmas")
def make_lemmas(nlp: Language, name: str) -> Lemmas:
    """Make the component for a spaCy config."""
    return Lemmas()
