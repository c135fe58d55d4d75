"""Hand-written posts as training sentences: annotated by an earlier model, then corrected where the hand says so.

In a posts file every imperative stands between asterisks, and nothing else is one. The marks decide mood, part of
speech and lemma; the tree is repaired by rule so that an imperative heads its clause.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import regex
from imperatives import IMPERATIVE, POSSESSIVE, REFLEXIVE
from spacy.language import Language
from spacy.tokens import Doc, Span
from treebank import Sentence, Token, words

from postlint.dutch.tokens import is_emoji
from postlint.dutch.verbs import base_of

MARK = regex.compile(r"\*(\p{L}[\p{L}'’\-]*)\*")
INDICATIVE = "Mood=Ind|Number=Sing|Tense=Pres|VerbForm=Fin"
SUBJECTS = frozenset(words("ik 'k je jij u ge gij hij ze zij het we wij jullie iemand men"))
CLAUSE_HEADS = {"root", "conj", "parataxis", "advcl", "ccomp", "acl", "xcomp", "acl:relcl"}
NOMINAL = {
    "det",
    "amod",
    "case",
    "nmod",
    "nummod",
    "flat",
    "nmod:poss",
    "fixed",
    "flat:name",
    "acl",
    "acl:relcl",
    "appos",
}


def read_posts(path: Path) -> Iterable[tuple[str, set[int]]]:
    """Yield (text without marks, character offsets at which an imperative starts) for every line of a posts file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("# "):
            continue
        starts = {match.start() - 2 * count for count, match in enumerate(MARK.finditer(line))}
        yield MARK.sub(r"\1", line), starts


class Lexicon:
    """Lemmas by form, counted in the treebank."""

    def __init__(self, sentences: Iterable[Sentence]) -> None:
        self._verbs: dict[str, Counter[str]] = defaultdict(Counter)
        self._nouns: dict[str, Counter[str]] = defaultdict(Counter)
        for sentence in sentences:
            for token in sentence.tokens:
                if token.upos == "VERB" and "VerbForm=Fin" in token.feats:
                    self._verbs[token.form.lower()][token.lemma] += 1
                elif token.upos == "NOUN":
                    self._nouns[token.form.lower()][token.lemma] += 1

    def verb(self, form: str) -> str | None:
        """Infinitive of a finite form, or None."""
        lower = form.lower()
        if lower in self._verbs:
            return self._verbs[lower].most_common(1)[0][0]
        return base_of(lower)

    def noun(self, form: str) -> str | None:
        """Lemma of a noun form, or None where the treebank has no such noun."""
        seen = self._nouns.get(form.lower())
        return seen.most_common(1)[0][0] if seen else None


def annotate(nlp: Language, path: Path, lexicon: Lexicon) -> list[list[Sentence]]:
    """Sentences of every post in the file; one list a line."""
    posts = list(read_posts(path))
    docs = nlp.pipe(text for text, _ in posts)
    return [_corrected(doc, starts, lexicon) for doc, (_, starts) in zip(docs, posts, strict=True)]


def _corrected(doc: Doc, starts: set[int], lexicon: Lexicon) -> list[Sentence]:
    found = {token.idx for token in doc} & starts
    assert found == starts, f"a mark inside a token: {doc.text}"
    sentences = []
    for span in doc.sents:
        marked = {token.i - span.start for token in span if token.idx in starts}
        tokens = [_token(span, i) for i in range(len(span))]
        tokens = [_order(t, lexicon) if i in marked else _no_order(tokens, i, lexicon) for i, t in enumerate(tokens)]
        for index in sorted(marked):
            _make_clause_head(tokens, index, marked)
            _address_reader(tokens, index)
        sentences.append(Sentence(tuple(tokens), "posts"))
    return sentences


def _token(span: Span, index: int) -> Token:
    token = span[index]
    if is_emoji(token.text) and token.dep_ != "ROOT":
        root = span.root.i - span.start
        return Token(token.text, token.text, "SYM", "", root, "discourse", bool(token.whitespace_))
    head = token.head.i - span.start
    deprel = "root" if token.dep_ == "ROOT" else token.dep_ or "dep"
    return Token(token.text, token.lemma_, token.pos_, str(token.morph), head, deprel, bool(token.whitespace_))


def _order(token: Token, lexicon: Lexicon) -> Token:
    lemma = lexicon.verb(token.form) or token.lemma
    upos = "AUX" if token.deprel in {"cop", "aux", "aux:pass"} and lemma in {"zijn", "worden", "hebben"} else "VERB"
    return replace(token, upos=upos, lemma=lemma, feats=IMPERATIVE)


def _no_order(tokens: list[Token], index: int, lexicon: Lexicon) -> Token:
    token = tokens[index]
    if "Mood=Imp" not in token.feats:
        return token
    near = {tokens[i].form.lower() for i in (index - 1, index + 1) if 0 <= i < len(tokens)}
    noun = lexicon.noun(token.form)
    if noun and not near & SUBJECTS:
        return replace(token, upos="NOUN", feats="Number=Sing", lemma=noun)
    return replace(token, feats=INDICATIVE)


def _make_clause_head(tokens: list[Token], index: int, marked: set[int]) -> None:
    """Re-root or re-label in place, so that the imperative at ``index`` heads its clause."""
    token = tokens[index]
    if token.upos == "AUX":
        return
    root = next(i for i, t in enumerate(tokens) if t.head == i)
    if token.head == index or (token.deprel in CLAUSE_HEADS and token.head in marked):
        return
    if root in marked:
        joined = index > 0 and tokens[index - 1].upos == "CCONJ"
        _attach(tokens, index, root, "conj" if joined else "parataxis")
        return
    if token.deprel in {"conj", "parataxis"} and tokens[root].upos in {"VERB", "AUX"} and not _is_clause(tokens, root):
        return
    _replace_root(tokens, root, index)


def _address_reader(tokens: list[Token], verb: int) -> None:
    """After an order, «je» is no subject: it owns the noun that follows, or it is reflexive."""
    place = verb + 1
    if place >= len(tokens) or tokens[place].form.lower() != "je" or tokens[place].deprel != "nsubj":
        return
    owned = next((i for i, t in enumerate(tokens) if i > place and t.upos != "ADJ"), None)
    if owned is not None and tokens[owned].upos == "NOUN":
        tokens[place] = replace(tokens[place], head=owned, deprel="nmod:poss", feats=POSSESSIVE)
    else:
        tokens[place] = replace(tokens[place], head=verb, deprel="expl:pv", feats=REFLEXIVE)


def _is_clause(tokens: list[Token], head: int) -> bool:
    return any(t.head == head and t.deprel == "mark" for t in tokens)


def _attach(tokens: list[Token], index: int, head: int, deprel: str) -> None:
    seen = {index}
    above = head
    while tokens[above].head != above:
        above = tokens[above].head
        if above in seen:
            return
    tokens[index] = replace(tokens[index], head=head, deprel=deprel)


def _replace_root(tokens: list[Token], root: int, index: int) -> None:
    old = tokens[root]
    if old.upos in {"VERB", "AUX"}:
        deprel = "advcl" if _is_clause(tokens, root) else "parataxis"
    elif old.upos in {"NOUN", "PROPN", "PRON", "NUM"}:
        has_case = any(t.head == root and t.deprel == "case" for t in tokens)
        deprel = "obl" if has_case or root < index else "obj"
        for i, t in enumerate(tokens):
            if t.head == root and i not in {root, index} and t.deprel not in NOMINAL:
                tokens[i] = replace(t, head=index)
    else:
        deprel = "advmod"
    tokens[index] = replace(tokens[index], head=index, deprel="root")
    tokens[root] = replace(tokens[root], head=index, deprel=deprel)
    above = old.head
    assert above == root
