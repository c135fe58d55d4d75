"""Separable verbs put together again: the component `postlint_separable`.

«Meld je nu aan», «om je aan te melden», «aangemeld» all get the lemma `aanmelden`. `token._.particle` is the index of
the particle that stands apart, or None; `token._.base_lemma` is the lemma without it (`melden`). What is trusted, in
order:

1. the parser's `compound:prt` on a word of the closed list of particles;
2. a verb with a particle that the verb table gives it: written as one word, before `te`, or at the end of the clause.
"""

from __future__ import annotations

from typing import Final

from spacy.language import Language
from spacy.tokens import Doc, Token

from postlint.dutch.tokens import is_emoji
from postlint.dutch.verbs import PARTICLES, base_of, divide, particles_of
from postlint.dutch.wordlists import FUNCTION_WORDS, PREPOSITIONS, words

_NOMINAL: Final = frozenset({"NOUN", "PROPN", "DET", "PRON", "NUM", "ADJ"})
_VERBAL: Final = frozenset({"VERB", "AUX"})
# Adverbs and adjectives in their own right: «doe het goed» is not goeddoen. Only the parser may call them particles.
_DOUBTFUL: Final = words(
    "adem binnen boven dood gelijk goed groot hoog kapot klaar klein leeg les lief los mis prijs raak "
    "recht samen schoon vlot vol vrij waar warm zwart"
)
_HELD: Final = {("houden", "vol"), ("lopen", "leeg"), ("laten", "los"), ("komen", "samen"), ("maken", "los")}
# «Waar gaat het om», «daar hoort oefenen bij»: the preposition belongs to waar, daar, er.
_STRANDING: Final = words("er daar waar hier")
# Before a particle, they make a phrase of it: «naar binnen», «aan de weg».
_LEADING: Final = words("naar van te tot vanaf de een onze mijn geen")
_CLAUSE_WORDS: Final = words(
    "en of maar want dus dan als wanneer omdat zodat dat die wie wat hoe terwijl voordat zodra"
)
_REACH: Final = 14
"""How many words a particle may stand after its verb."""


class SeparableVerbs:
    """spaCy component that sets `lemma_`, `_.base_lemma` and `_.particle` of separable verbs."""

    def __call__(self, doc: Doc) -> Doc:
        """Join every verb of the Doc with its particle."""
        tagged = doc.has_annotation("POS")
        for token in doc:
            if not token.is_alpha or (token.pos_ not in _VERBAL if tagged else token.norm_ in FUNCTION_WORDS):
                continue
            join(token, token.lemma_)
        return doc


def join(token: Token, lemma: str) -> None:
    """Give a verb the lemma of verb and particle together, where it has one; otherwise `lemma`.

    Args:
        token: A verb form.
        lemma: Its infinitive, with or without the particle.

    """
    token.lemma_ = lemma
    one_word = divide(token.norm_)
    if one_word:
        _set(token, one_word[0], one_word[1], None)
        return
    known = divide(lemma)
    base = known[1] if known else lemma if particles_of(lemma) else base_of(token.norm_) or lemma
    particle = _parsed_particle(token, base) or _particle_before_te(token, base) or particle_after(token, base)
    if particle is not None:
        _set(token, particle.norm_, base, particle)
    elif known:
        token._.set("base_lemma_", base)


def _set(token: Token, particle: str, base: str, where: Token | None) -> None:
    token.lemma_ = particle + base
    token._.set("base_lemma_", base)
    token._.set("particle", where.i if where is not None else None)


def _parsed_particle(token: Token, base: str) -> Token | None:
    for child in token.children:
        if child.dep_ != "compound:prt" or child.norm_ not in PARTICLES or _is_gaan_om(token, base, child):
            continue
        if not _leads_phrase(child) and (child.norm_ in particles_of(base) or _closes_clause(child)):
            return child
    return None


def _leads_phrase(particle: Token) -> bool:
    """Tell whether a noun phrase follows, so that the word is a preposition after all: «liep uit de hand»."""
    return particle.i + 1 < len(particle.doc) and particle.nbor().pos_ in _NOMINAL


def _is_gaan_om(token: Token, base: str, particle: Token) -> bool:
    """Tell «waar gaat het om» from «hoe ga je met pijn om»."""
    return base == "gaan" and particle.norm_ == "om" and all(word.norm_ != "met" for word in token.doc[: particle.i])


def _particle_before_te(token: Token, base: str) -> Token | None:
    """Return `aan` of «aan te melden»."""
    if token.i < 2 or token.nbor(-1).norm_ != "te" or token.norm_ != base:
        return None
    before = token.nbor(-2)
    return before if before.norm_ in particles_of(base) else None


def particle_after(token: Token, base: str) -> Token | None:
    """Return the particle that closes the clause of a finite verb, by the verb table alone, or None.

    Args:
        token: A verb form.
        base: Its infinitive, without particle.

    """
    allowed = {word for word in particles_of(base) if word not in _DOUBTFUL or (base, word) in _HELD}
    if not allowed or token.norm_ == base or token.norm_.startswith("ge"):
        return None
    for i in range(token.i + 1, min(token.i + 1 + _REACH, len(token.doc))):
        word = token.doc[i]
        if _ends_clause(word) or word.norm_ in _STRANDING:
            return None
        if (
            word.norm_ in allowed
            and not _is_gaan_om(token, base, word)
            and word.nbor(-1).norm_ not in _LEADING
            and _closes_clause(word)
        ):
            return word
    return None


def _ends_clause(token: Token) -> bool:
    return (
        token.is_space or token.norm_ in _CLAUSE_WORDS or is_emoji(token.text) or (token.is_punct and token.text != '"')
    )


def _closes_clause(particle: Token) -> bool:
    """Tell whether nothing follows a particle, or only a prepositional phrase, as after a finished clause."""
    if particle.i + 1 == len(particle.doc):
        return True
    following = particle.nbor()
    if _ends_clause(following) or following.text.startswith(("#", "@")):
        return True
    return (
        following.norm_ in PREPOSITIONS
        and following.norm_ != "te"
        and not _ends_clause_at(particle.i + 2, particle.doc)
    )


def _ends_clause_at(i: int, doc: Doc) -> bool:
    """Tell whether the preposition before index `i` stands alone, and so is the particle itself."""
    return i >= len(doc) or _ends_clause(doc[i])


def register_verb_attributes() -> None:
    """Give spaCy tokens the attributes `_.particle` and `_.base_lemma`; safe to repeat."""
    if not Token.has_extension("particle"):
        Token.set_extension("particle", default=None)
        Token.set_extension("base_lemma_", default=None)
        Token.set_extension("base_lemma", getter=lambda token: token._.base_lemma_ or token.lemma_)


@Language.factory("postlint_separable")
def make_separable_verbs(nlp: Language, name: str) -> SeparableVerbs:
    """Make the component for a spaCy config."""
    register_verb_attributes()
    return SeparableVerbs()
