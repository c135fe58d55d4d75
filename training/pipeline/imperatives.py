"""Imperatives for the training set: declaratives turned into orders by rule."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from treebank import Sentence, Token, words

IMPERATIVE = "Mood=Imp|Number=Sing|VerbForm=Fin"
REFLEXIVE = "Case=Acc|Person=2|PronType=Prs"
POSSESSIVE = "Person=2|Poss=Yes|PronType=Prs"
PARTICLES = words(
    "aan achter achteruit af bij binnen bijeen dicht door goed in klaar langs los mee na neer om omhoog op open over "
    "rond samen stil stop tegemoet tegen terug thuis toe uit vast vol voor vooruit voort weg"
)
NEVER_ORDERED = frozenset(
    words(
        "zijn hebben worden zullen kunnen mogen moeten willen hoeven blijken lijken schijnen heten gebeuren betekenen "
        "bestaan kosten duren ontstaan dienen plegen vormen bedragen gelden"
    )
)
FRONTED = {"dan", "daarna", "eerst", "nu", "morgen", "vandaag", "daarom", "dus", "altijd", "vaak", "straks", "soms"}
MAX_TOKENS = 24


class Stems:
    """The imperative form (first-person stem) of each verb lemma, learned from the treebank."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in sentences:
            for token in sentence.tokens:
                if token.upos == "VERB" and token.xpos == "WW|pv|tgw|ev" and token.form.isalpha():
                    counts[token.lemma][token.form.lower()] += 1
        self._stems = {lemma: forms.most_common(1)[0][0] for lemma, forms in counts.items()}

    def __contains__(self, lemma: str) -> bool:
        return lemma in self._stems

    def of(self, lemma: str) -> str | None:
        """Return the stem of ``lemma``: as seen in the treebank, otherwise by the spelling rules; None when unsure."""
        if lemma in NEVER_ORDERED or not lemma.isalpha():
            return None
        if lemma in self._stems:
            return self._stems[lemma]
        return None if self.looks_separable(lemma) else spelled_stem(lemma)

    def looks_separable(self, lemma: str) -> bool:
        """Whether ``lemma`` starts with a particle, so that its stem may not stand as one word."""
        return any(lemma.startswith(particle) and len(lemma) > len(particle) + 4 for particle in PARTICLES)

    def split(self, infinitive: str) -> tuple[str, str] | None:
        """(particle, base lemma) of a separable infinitive such as «meedoen»; None for other verbs."""
        for particle in sorted(PARTICLES, key=len, reverse=True):
            base = infinitive.removeprefix(particle)
            if base != infinitive and base in self and not infinitive.startswith(("over", "onder", "door", "om")):
                return particle, base
        return None


def spelled_stem(lemma: str) -> str | None:
    """Dutch verb stem by the spelling rules: werken → werk, lopen → loop, stellen → stel, blijven → blijf."""
    if not lemma.endswith("en") or len(lemma) < 5:
        return None
    stem = lemma.removesuffix("en")
    vowels = "aeiou"
    if stem[-1] in vowels or stem.endswith("er"):
        return None
    if stem.endswith(("el", "ig", "em")) and len(stem) > 4:
        return stem
    if stem[-1] == stem[-2]:
        stem = stem[:-1]
    elif stem[-2] in "aeou" and stem[-3] not in vowels:
        stem = stem[:-1] + stem[-2] + stem[-1]
    return stem[:-1] + {"v": "f", "z": "s"}.get(stem[-1], stem[-1])


def to_imperative(sentence: Sentence, stems: Stems, rng: random.Random) -> Sentence | None:
    """Make an order from a declarative sentence; None where the sentence does not lend itself to it.

    «Hij meldt zich vandaag aan.» becomes «Meld je vandaag aan.»; «Ze kan eerst rusten.» becomes «Rust eerst.»
    """
    root = sentence.root
    if not _usable(sentence, root):
        return None
    below = {child: sentence.tokens[child].deprel for child in sentence.children(root)}
    auxiliaries = [child for child, deprel in below.items() if deprel == "aux"]
    verb = _order(sentence.tokens[root], auxiliaries, sentence, stems)
    if verb is None:
        return None
    head, particle = verb
    dropped = set(auxiliaries)
    for child, deprel in below.items():
        if deprel in {"nsubj", "cc", "mark"}:
            dropped.update(sentence.subtree(child))
    rest = [i for i in range(len(sentence.tokens)) if i != root and i not in dropped]
    while rest and sentence.tokens[rest[0]].upos == "PUNCT":
        rest = rest[1:]
    if len(rest) < 2:
        return None
    order = _arranged(sentence, root, rest, below, rng)
    tokens = list(sentence.select(order).tokens)
    place = order.index(root)
    tokens[place] = replace(tokens[place], form=head.form, lemma=head.lemma, upos="VERB", feats=IMPERATIVE, space=True)
    tokens = _addressed(tokens, place, rng)
    if not _order_conjuncts(tokens, place, stems):
        return None
    changed = replace(sentence, tokens=tuple(tokens))
    if particle:
        changed = _with_particle(changed, particle, sentence, root)
    return _finished(changed, rng)


def _usable(sentence: Sentence, root: int) -> bool:
    tokens = sentence.tokens
    if not 3 <= len(tokens) <= MAX_TOKENS or tokens[root].upos != "VERB" or tokens[-1].form != ".":
        return False
    if any(token.form in {'"', "'", "(", ")", "?", ":", ";", "-", "``", "''"} for token in tokens):
        return False
    below = [tokens[child].deprel for child in sentence.children(root)]
    if any("PronType=Int" in token.feats for token in tokens):
        return False
    blocked = {"cop", "nsubj:pass", "aux:pass", "csubj", "parataxis", "expl", "ccomp", "flat", "dep", "nsubj:outer"}
    return below.count("nsubj") == 1 and below.count("aux") <= 1 and not blocked & set(below)


def _order(token: Token, auxiliaries: list[int], sentence: Sentence, stems: Stems) -> tuple[Token, str] | None:
    """Return the imperative token, and the particle to put at the end when the verb stood as one word."""
    finite = "VerbForm=Fin" in token.feats and not auxiliaries
    infinitive = "VerbForm=Inf" in token.feats and len(auxiliaries) == 1
    if not (finite or infinitive):
        return None
    if infinitive and "VerbForm=Fin" not in sentence.tokens[auxiliaries[0]].feats:
        return None
    particle, lemma = (infinitive and stems.split(token.lemma)) or ("", token.lemma)
    form = stems.of(lemma)
    return (replace(token, form=form, lemma=lemma), particle) if form else None


def _order_conjuncts(tokens: list[Token], verb: int, stems: Stems) -> bool:
    """Turn «en haalt adem» into «en haal adem» in place; False when a conjunct cannot be ordered."""
    for index, token in enumerate(tokens):
        if token.head != verb or token.deprel != "conj" or index == verb:
            continue
        below = {other.deprel for i, other in enumerate(tokens) if other.head == index and i != index}
        if "VerbForm=Fin" not in token.feats or below & {"nsubj", "aux", "cop", "aux:pass", "nsubj:pass"}:
            return False
        form = stems.of(token.lemma)
        if form is None:
            return False
        tokens[index] = replace(token, form=form, feats=IMPERATIVE)
    return True


def _arranged(sentence: Sentence, root: int, rest: list[int], below: dict[int, str], rng: random.Random) -> list[int]:
    """Text order of the order: verb first, or after a fronted clause or adverbial, or after «Kortom»-like words."""
    first = next((child for child in sorted(below) if rest[0] in sentence.subtree(child)), None)
    if first is not None and first < root:
        front = [i for i in sentence.subtree(first) if i in rest]
        contiguous = front == rest[: len(front)]
        clause = below[first] == "advcl"
        if contiguous and (
            clause or (below[first] == "obl" and rng.random() < 0.25) or sentence.tokens[first].lemma in FRONTED
        ):
            after = rest[len(front) :]
            while clause and after and sentence.tokens[after[0]].form == ",":
                front, after = [*front, after[0]], after[1:]
            return [*front, root, *after]
    return [root, *rest]


def _addressed(tokens: list[Token], verb: int, rng: random.Random) -> list[Token]:
    """Third-person reflexives and possessives of the lost subject address the reader: zich → je, zijn → je."""
    word, lemma = rng.choice([("je", "je")] * 4 + [("u", "u")])
    owner, owner_lemma = ("je", "je") if word == "je" else ("uw", "u")
    changed = []
    for token in tokens:
        if token.lemma == "zich" and token.head == verb:
            changed.append(replace(token, form=word, lemma=lemma, feats=REFLEXIVE))
        elif token.deprel == "nmod:poss" and token.form in {"zijn", "haar", "hun", "mijn", "onze", "ons"}:
            changed.append(replace(token, form=owner, lemma=owner_lemma, feats=POSSESSIVE))
        else:
            changed.append(token)
    return changed


def _with_particle(order: Sentence, particle: str, source: Sentence, root: int) -> Sentence:
    tokens = list(order.tokens)
    end = len(tokens) - 1 if tokens[-1].upos == "PUNCT" else len(tokens)
    old_root = order.root
    added = Token(particle, particle, "ADP", "", old_root, "compound:prt", space=end == len(tokens))
    moved = [replace(t, head=t.head + (t.head >= end)) for t in tokens]
    moved[end - 1] = replace(moved[end - 1], space=True)
    moved.insert(end, added)
    return replace(order, tokens=tuple(moved))


def _finished(order: Sentence, rng: random.Random) -> Sentence:
    tokens = list(order.tokens)
    first = tokens[0]
    tokens[0] = replace(first, form=first.form[:1].upper() + first.form[1:])
    for index, token in enumerate(tokens[1:], 1):
        if token.upos not in {"PROPN", "X"} and token.form[:1].isupper() and token.lemma[:1].islower():
            tokens[index] = replace(token, form=token.form[:1].lower() + token.form[1:])
    if tokens[-1].form == ".":
        mark = rng.choice([".", ".", "!", "!", "!"])
        tokens[-1] = replace(tokens[-1], form=mark, lemma=mark)
        tokens[-2] = replace(tokens[-2], space=False)
    return replace(order, tokens=tuple(tokens))
