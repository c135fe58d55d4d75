"""AUX or VERB by the tree: the component `postlint_auxiliaries`, after the parser of the shipped pipeline.

In the treebank a verb is AUX exactly when it is a copula or an auxiliary of another word («Ik *ben* blij», «Ik *heb*
gelopen», but «Ik *heb* pijn»). The tagger has to guess that from a few words around; the parser has just decided it.
"""

from __future__ import annotations

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

AUXILIARY_RELATIONS: Final = frozenset({"aux", "aux:pass", "cop"})


class Auxiliaries:
    """spaCy component that makes `pos_` of verbs agree with their relation."""

    def __call__(self, doc: Doc) -> Doc:
        """Set AUX or VERB for every verb."""
        for token in doc:
            if token.pos_ in {"AUX", "VERB"}:
                token.pos_ = "AUX" if token.dep_ in AUXILIARY_RELATIONS else "VERB"
        return doc


@Language.factory("postlint_auxiliaries", assigns=["token.pos"], requires=["token.pos", "token.dep"])
def make_auxiliaries(nlp: Language, name: str) -> Auxiliaries:
    """Make the component for a spaCy config."""
    return Auxiliaries()
