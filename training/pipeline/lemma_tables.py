"""Learn the tables of `postlint_lemmatizer` from the treebank: changes by ending, and the forms they get wrong."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from treebank import Sentence, Token

from postlint.dutch.lemmatizer import (
    AS_WRITTEN,
    LONGEST_ENDING,
    WORD_START,
    Change,
    Lemmatizer,
    source_form,
    verb_lemma,
    word_class,
)

LINKS = ("s-", "en", "er", "s", "n", "e", "-")
SHORT_ENDING = 6
"""An ending shorter than this needs two witnesses."""

MIN_SHARE = 0.6
FIXED = {"PUNCT", "SYM", "SPACE"}


def natural_lemma(form: str, lemma: str) -> str:
    """Put back the linking letters and hyphens that the treebank leaves out: «paardsport» → «paardensport».

    Authors of rules write a compound as the dictionary does.
    """
    lower_form, lower_lemma = form.lower(), lemma.lower()
    shared = shared_prefix(lower_form, lower_lemma)
    # The first letters of the second part may equal the linking letters: look a little to the left too.
    for place in range(shared, max(1, shared - 3), -1):
        rest = lower_lemma[place:]
        for link in LINKS:
            after = place + len(link)
            if len(rest) >= 3 and lower_form[place:after] == link and lower_form[after : after + 3] == rest[:3]:
                return lemma[:place] + form[place:after].lower() + natural_lemma(form[after:], lemma[place:])
    return lemma


def shared_prefix(one: str, other: str) -> int:
    """How many letters two words have in common at the start."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count


def with_natural_lemma(token: Token) -> Token:
    """``token`` with its compound lemma written out; only nouns and adjectives are compounds of this kind."""
    return replace(token, lemma=natural_lemma(token.form, token.lemma)) if token.upos in {"NOUN", "ADJ"} else token


def shortest_change(form: str, lemma: str) -> Change:
    """Return the change with the fewest letters cut and added."""
    candidates = [(form, False)]
    place = form.find("ge")
    if 0 <= place < 8:
        candidates.append((form[:place] + form[place + 2 :], True))
    changes = []
    for rest, without_ge in candidates:
        shared = shared_prefix(rest, lemma)
        changes.append(Change(without_ge, len(rest) - shared, lemma[shared:]))
    return min(changes, key=lambda change: change.cut + len(change.add) + change.without_ge)


def build(sentences: Iterable[Sentence]) -> Lemmatizer:
    """Make a lemmatizer with tables learned from ``sentences``."""
    seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for token in map(with_natural_lemma, sentence.tokens):
            if token.upos not in FIXED:
                seen[source_form(token.form, token.upos), token.upos, token.feats][token.lemma] += 1
    lemmatizer = Lemmatizer()
    lemmatizer.endings = learned_endings(seen)
    lemmatizer.forms = exceptions(seen, lemmatizer)
    return lemmatizer


def learned_endings(seen: dict[tuple[str, str, str], Counter[str]]) -> dict[str, dict[str, Change]]:
    """For each word class, the change for each ending; an ending that says the same as a shorter one is left out."""
    by_class: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (source, upos, features), lemmas in seen.items():
        by_class[source, word_class(upos, features)].update(lemmas)
    votes: dict[str, dict[str, Counter[Change]]] = defaultdict(lambda: defaultdict(Counter))
    for (source, kind), lemmas in by_class.items():
        change = shortest_change(source, lemmas.most_common(1)[0][0])
        if not change.add.islower() and kind not in AS_WRITTEN and change.add:
            continue
        word = WORD_START + source
        for length in range(min(LONGEST_ENDING, len(word)) + 1):
            votes[kind][word[len(word) - length :]][change] += 1
    return {kind: _pruned(endings) for kind, endings in votes.items()}


def _pruned(votes: dict[str, Counter[Change]]) -> dict[str, Change]:
    kept: dict[str, Change] = {}
    for ending in sorted(votes, key=len):
        change, count = votes[ending].most_common(1)[0]
        witnesses = 2 if len(ending) < SHORT_ENDING else 1
        sure = count >= witnesses and count >= MIN_SHARE * votes[ending].total() and change.cut <= len(ending)
        shorter = (ending[start:] for start in range(1, len(ending) + 1))
        said = next((kept[end] for end in shorter if end in kept), None)
        if sure and change != said:
            kept[ending] = change
    return kept


def exceptions(seen: dict[tuple[str, str, str], Counter[str]], lemmatizer: Lemmatizer) -> dict[str, dict[str, str]]:
    """For each part of speech, the forms that endings and verb list get wrong in some inflection, with their lemma."""
    by_form: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    wrong: set[tuple[str, str]] = set()
    for (source, upos, features), lemmas in seen.items():
        by_form[source, upos].update(lemmas)
        best = lemmas.most_common(1)[0][0]
        found = verb_lemma(source) if upos in {"VERB", "AUX"} else None
        if (found or lemmatizer.by_ending(source, word_class(upos, features))) != best:
            wrong.add((source, upos))
    table: dict[str, dict[str, str]] = defaultdict(dict)
    for source, upos in sorted(wrong):
        table[upos][source] = by_form[source, upos].most_common(1)[0][0]
    return dict(table)
