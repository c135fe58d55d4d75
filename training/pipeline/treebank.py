"""Read and write the treebank: CoNLL-U sentences as plain tokens, and tokens as spaCy documents."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

SENTENCES_PER_DOC = 8


def words(text: str) -> list[str]:
    """Split a word list that is written as running text."""
    return text.split()


@dataclass(frozen=True)
class Token:
    """One syntactic word.

    ``head`` is an index into the sentence's tokens, a root points at itself. ``space`` says whether a blank follows.
    """

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space: bool = True
    xpos: str = ""


@dataclass(frozen=True)
class Sentence:
    """Tokens of one sentence and the corpus it came from."""

    tokens: tuple[Token, ...]
    source: str = ""

    @property
    def root(self) -> int:
        """Index of the root token."""
        return next(i for i, token in enumerate(self.tokens) if token.head == i)

    def children(self, index: int) -> list[int]:
        """Return the indices of the direct dependents of ``index``, in text order."""
        return [i for i, token in enumerate(self.tokens) if token.head == index and i != index]

    def subtree(self, index: int) -> list[int]:
        """Return the indices of ``index`` and everything below it, in text order."""
        found = {index}
        pending = [index]
        while pending:
            for child in self.children(pending.pop()):
                if child not in found:
                    found.add(child)
                    pending.append(child)
        return sorted(found)

    def select(self, indices: list[int]) -> Sentence:
        """Make a sentence of ``indices`` in that order; a token that loses its head hangs from the root.

        ``indices`` must hold the root, or tokens of which exactly one has its head outside the selection.
        """
        place = {old: new for new, old in enumerate(indices)}
        orphans = [old for old in indices if self.tokens[old].head == old or self.tokens[old].head not in place]
        root = self.root if self.root in place else orphans[0]
        tokens = []
        for old in indices:
            token = self.tokens[old]
            if old == root:
                tokens.append(replace(token, head=place[old], deprel="root"))
            else:
                tokens.append(replace(token, head=place.get(token.head, place[root])))
        return replace(self, tokens=tuple(tokens))


def read_conllu(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a gzipped CoNLL-U file (UD v2; word lines only, no ranges or empty nodes)."""
    rows: list[list[str]] = []
    source = ""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# source = "):
                source = line.removeprefix("# source = ").strip()
            elif line[0].isdigit():
                rows.append(line.rstrip("\n").split("\t"))
            elif not line.strip() and rows:
                yield Sentence(tuple(_token(row) for row in rows), source)
                rows = []
    if rows:
        yield Sentence(tuple(_token(row) for row in rows), source)


def _token(row: list[str]) -> Token:
    number, form, lemma, upos, xpos, feats, head, deprel, _, misc = row
    index = int(number) - 1
    return Token(
        form=form,
        lemma=lemma,
        upos=upos,
        feats="" if feats == "_" else feats,
        head=index if head == "0" else int(head) - 1,
        deprel=deprel,
        space="SpaceAfter=No" not in misc,
        xpos=xpos,
    )


def to_doc(vocab: Vocab, sentences: Iterable[Sentence]) -> Doc:
    """One annotated document from consecutive sentences, joined by a plain space."""
    columns = Columns()
    for sentence in sentences:
        columns.add(sentence)
    return columns.doc(vocab)


@dataclass
class Columns:
    """The columns that spaCy's Doc wants, gathered sentence by sentence."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)

    def add(self, sentence: Sentence) -> None:
        """Append a sentence; its last token is followed by a blank unless a line break comes next."""
        offset = len(self.words)
        last = len(sentence.tokens) - 1
        for index, token in enumerate(sentence.tokens):
            before_break = index < last and sentence.tokens[index + 1].upos == "SPACE"
            is_break = token.upos == "SPACE"
            self.words.append(token.form)
            self.spaces.append((token.space or index == last) and not before_break and not is_break)
            self.pos.append(token.upos)
            self.morphs.append(token.feats)
            self.lemmas.append(token.lemma)
            self.heads.append(offset + token.head)
            self.deps.append("ROOT" if token.deprel == "root" else token.deprel)

    def doc(self, vocab: Vocab) -> Doc:
        """Return the gathered columns as a Doc."""
        return Doc(
            vocab,
            words=self.words,
            spaces=self.spaces,
            pos=self.pos,
            morphs=self.morphs,
            lemmas=self.lemmas,
            heads=self.heads,
            deps=self.deps,
        )


def chunked(sentences: list[Sentence], size: int = SENTENCES_PER_DOC, start: int = 0) -> Iterator[list[Sentence]]:
    """Yield runs of ``size`` sentences; ``start`` shifts the cuts, so that the same corpus can be cut differently."""
    if start:
        yield sentences[:start]
    for begin in range(start, len(sentences), size):
        yield sentences[begin : begin + size]


def save_docs(path: Path, vocab: Vocab, chunks: Iterable[list[Sentence]]) -> int:
    """Write the chunks as a DocBin and return how many documents it holds."""
    docs = [to_doc(vocab, chunk) for chunk in chunks if chunk]
    DocBin(attrs=["POS", "MORPH", "LEMMA", "HEAD", "DEP", "SPACY"], docs=docs).to_disk(path)
    return len(docs)
