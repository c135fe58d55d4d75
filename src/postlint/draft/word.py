"""Read a Word document: what a reader of the post would see of it, a paragraph a line.

The source of such a draft is made: every paragraph is one line of it, so that a line number is the number of the
paragraph. Within a paragraph ↵ stands for a line break and 🖼 for a picture.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from postlint.draft.decode import MAX_BYTES
from postlint.draft.keys import KEYS, canonical
from postlint.draft.model import Image
from postlint.draft.package import TOO_LARGE, Package
from postlint.draft.plain import ITEM
from postlint.draft.prose import Piece
from postlint.draft.word_styles import Look, Styles, value
from postlint.findings import Problem

BREAK, PICTURE = "↵", "🖼"

_RULE = re.compile(r"\s*(?:[-–—]{2,3}|—)\s*")
_SPACE = re.compile(r"[\t\r\n]")
_STRAIGHT = str.maketrans("“”„‟\u00a0", '"""" ')
_OF_TODAY = {"1", "true", "on", ""}
# Properties, what was deleted or moved away, the code of fields, notes to the text, and other ways to show the same.
_PASSED_OVER = frozenset({
    "w_pPr", "w_rPr", "w_sdtPr", "w_sdtEndPr", "w_tblPr", "w_tblGrid", "w_trPr", "w_tcPr", "w_sectPr", "w_del",
    "w_moveFrom", "w_delText", "w_instrText", "w_delInstrText", "w_rt", "mc_Fallback",
})  # fmt: skip
_NOTES = frozenset({"w_footnoteReference", "w_endnoteReference"})
_ONE_SIGN = {"w_tab": " ", "w_ptab": " ", "w_br": BREAK, "w_cr": BREAK, "w_noBreakHyphen": "-"}
_SINGLE_KEYS = frozenset(
    {"channel", "account", "date", "kind", "audience", "topic", "title", "source", "disclosure", "consent"}
)


@dataclass(slots=True)
class WordText:
    """What a Word document holds.

    Attributes:
        source: every paragraph on a line of its own.
        lines: what each line is.
        links: target, and the source offsets of the text.
        images: pictures, with their source offsets.
        has_notes: whether there are footnotes or endnotes, which are no part of a post.
        keywords: the metadata among the keywords of the document, as lines of YAML.

    """

    source: str = ""
    lines: list[Look] = field(default_factory=list)
    links: list[tuple[str, int, int]] = field(default_factory=list)
    images: list[Image] = field(default_factory=list)
    has_notes: bool = False
    keywords: str = ""

    def pieces(self, after: int) -> Iterator[tuple[Piece | None, str, int]]:
        """Give the pieces of the lines from a source offset on, with the line and its offset; None for an empty line.

        Each piece comes with the line that it is part of, so that whoever asks can pass over lines that are no prose.
        """
        at = 0
        alts = {image.start: image.alt for image in self.images}
        for look, line in zip(self.lines, self.source.split("\n"), strict=True):
            if at >= after:
                for piece in _pieces_of(look, line, at, alts) if line.strip() else (None,):
                    yield piece, line, at
            at += len(line) + 1


def read_word(data: bytes, path: str) -> WordText:
    """Read a Word document from bytes.

    What counts is the text as it stands with all changes accepted, in paragraphs, lists, tables and text boxes, with
    the alt texts of pictures. Headers, footers, notes, comments, deleted and hidden text are no part of a post.

    Raises:
        Problem: it is no Word document, damaged, locked or too large.

    """
    package = Package(data, path)
    main = package.main()
    relations = package.relations(main)
    parts = {relation.kind: relation.target for relation in relations.values()}
    styles = Styles(package.xml(parts.get("styles", "")), package.xml(parts.get("numbering", "")))
    targets = {key: relation.target for key, relation in relations.items()}
    reader = _Reader(styles, targets)
    root = package.xml(main)
    if root is not None:
        reader.read(root)
    text = reader.finished()
    if len(text.source) > MAX_BYTES:
        raise Problem(TOO_LARGE, path)
    core = next((r.target for r in package.relations("").values() if r.kind == "core-properties"), "")
    text.keywords = _metadata(package.xml(core))
    return text


def _pieces_of(look: Look, line: str, at: int, alts: dict[int, str]) -> Iterator[Piece]:
    begin = 0
    marker = ITEM.match(line) if look.kind == "paragraph" else None
    if marker:
        look, begin = Look("item", bool(marker["number"]), look.quote), marker.end()
    piece = Piece(look.kind, look.ordered, look.quote)
    for stretch in re.finditer(f"[^{BREAK}{PICTURE}]+|[{BREAK}{PICTURE}]", line[begin:]):
        start, text = at + begin + stretch.start(), stretch[0]
        if text == BREAK:
            piece.content.add_made("\n", start, start + 1)
        elif text == PICTURE and (alt := alts.get(start)) is not None:
            yield piece
            if alt:
                described = Piece("alt")
                described.content.add_made(alt, start, start + 1)
                yield described
            piece = Piece("paragraph" if look.kind == "item" else look.kind, quote=look.quote)
        else:
            piece.content.add_verbatim(text, start)
    yield piece


def _metadata(core: Element | None) -> str:
    """Give what the keywords say in the form «key: value; key: value», other keywords left out."""
    words = None if core is None else core.findtext("keywords")
    entries = (entry.partition(":") for entry in re.split(r"[;\n]", words or ""))
    known = [(canonical(key, KEYS), said.strip()) for key, colon, said in entries if colon and said.strip()]
    return "\n".join(f"{key}: {said}" for key, said in known if key in _SINGLE_KEYS)


class _Reader:
    """Walks through a document and writes down its paragraphs."""

    def __init__(self, styles: Styles, targets: dict[str, str]) -> None:
        self._styles, self._targets = styles, targets
        self._text = WordText()
        self._lines: list[str] = []
        self._at = 0
        self._line: list[str] = []
        self._length = 0
        self._boxes: list[Element] = []

    def read(self, element: Element, *, in_cell: bool = False) -> None:
        """Write down the paragraphs in an element."""
        for child in _visible(element):
            if child.tag == "w_p":
                self._paragraph(child, in_cell)
            else:
                self.read(child, in_cell=in_cell or child.tag == "w_tbl")

    def finished(self) -> WordText:
        """Give the text."""
        self._text.source = "\n".join(self._lines)
        if not self._lines:
            self._text.lines.append(Look())
        self._straighten_front_matter()
        return self._text

    def _paragraph(self, paragraph: Element, in_cell: bool) -> None:
        boxes, self._boxes = self._boxes, []
        self._inline(paragraph)
        line = "".join(self._line)
        self._line, self._length = [], 0
        look = self._styles.look(paragraph.find("w_pPr"))
        self._text.lines.append(look._replace(kind="cell", ordered=False) if in_cell else look)
        self._lines.append(line)
        self._at += len(line) + 1
        for box in self._boxes:  # a text box stands below the paragraph that it is tied to
            self.read(box)
        self._boxes = boxes

    def _inline(self, element: Element) -> None:
        for child in _visible(element):
            if child.tag == "w_t":
                self._write(_SPACE.sub(" ", child.text or ""))
            elif child.tag in _ONE_SIGN:
                self._write(_ONE_SIGN[child.tag])
            elif child.tag == "w_txbxContent":
                self._boxes.append(child)
            elif child.tag in _NOTES:
                self._text.has_notes = True
            elif child.tag == "w_hyperlink":
                self._link(child)
            elif child.tag in ("inline", "anchor"):
                self._drawing(child)
            elif not (child.tag == "w_r" and _is_hidden(child)):
                self._inline(child)

    def _write(self, text: str) -> None:
        self._line.append(text)
        self._length += len(text)

    def _offset(self) -> int:
        return self._at + self._length

    def _link(self, link: Element) -> None:
        start = self._offset()
        self._inline(link)
        target = self._targets.get(link.get("r_id", ""))
        if target and self._offset() > start:
            self._text.links.append((target, start, self._offset()))

    def _drawing(self, drawing: Element) -> None:
        picture = next(drawing.iter("pic"), None)
        described = drawing.find("docPr")
        if picture is None or described is None:
            self._inline(drawing)
            return
        if any(mark.get("val", "") in _OF_TODAY for mark in described.iter("decorative")):
            return
        embedded = next((blip.get("r_embed", "") for blip in picture.iter("blip")), "")
        file = posixpath.basename(self._targets.get(embedded, "")) or described.get("name", "")
        start = self._offset()
        self._write(PICTURE)
        alt = " ".join(described.get("descr", "").split())
        self._text.images.append(Image(file, alt, start, start + 1))

    def _straighten_front_matter(self) -> None:
        """Undo what Word makes of front matter while one types: dashes for ---, and curly quotation marks."""
        lines = self._text.source.split("\n")
        if not _RULE.fullmatch(lines[0]):
            return
        end = next((n for n, line in enumerate(lines[1:], 1) if _RULE.fullmatch(line)), None)
        if end is None:
            return
        before = sum(len(line) + 1 for line in lines[: end + 1])
        lines[: end + 1] = ["---", *(line.translate(_STRAIGHT) for line in lines[1:end]), "---"]
        moved = sum(len(line) + 1 for line in lines[: end + 1]) - before
        self._text.source = "\n".join(lines)
        self._text.links = [(target, start + moved, stop + moved) for target, start, stop in self._text.links]
        self._text.images = [i._replace(start=i.start + moved, end=i.end + moved) for i in self._text.images]


def _visible(element: Element) -> Iterator[Element]:
    """Give the children that a reader sees something of, and of the ways to show one thing the first."""
    for child in element:
        if child.tag == "mc_AlternateContent":
            choice = next((way for way in child if way.tag in ("mc_Choice", "mc_Fallback")), None)
            yield from () if choice is None else _visible(choice)
        elif child.tag not in _PASSED_OVER:
            yield child


def _is_hidden(run: Element) -> bool:
    vanish = run.find("./w_rPr/w_vanish")
    return vanish is not None and value(vanish) in _OF_TODAY
