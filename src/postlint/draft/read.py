"""Read a draft from a file, from bytes or from text."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from postlint.draft.decode import NAMELESS, STDIN, decode, is_word, read_file, require_size, require_text
from postlint.draft.directives import directive
from postlint.draft.front import FrontMatter
from postlint.draft.markdown import MarkdownText
from postlint.draft.metadata import Metadata, bare_key, has_front_matter, keyword_metadata, read_front_matter
from postlint.draft.model import MARKDOWN_SUFFIXES, Comment, Draft, Link, line_starts
from postlint.draft.plain import read_plain
from postlint.draft.prose import Piece, Prose, assemble
from postlint.findings import Lang, Notice, Problem, Text

_SHOWN = 60
"""Characters of a line that a notice quotes."""
TEXT_SUFFIXES = MARKDOWN_SUFFIXES | {".txt"}

_EMPTY = Text(
    "Dit concept is leeg; schrijf eerst een concept.",
    "This draft is empty; write a draft first.",
)
_NOTHING_TO_READ = Text(
    "Dit concept heeft geen leesbare tekst, alleen opmaak, code of commentaar; schrijf eerst een concept.",
    "This draft has no text to read, only markup, code or comments; write a draft first.",
)
_GUESSED = Text(
    "Het bestand is geen UTF-8 en is gelezen als Windows-1252; sla het op als UTF-8 als er vreemde tekens in staan.",
    "The file is not UTF-8 and was read as Windows-1252; save it as UTF-8 if odd characters show up.",
)
_MARKDOWN_ONLY = Text(
    "Wat bovenaan tussen --- staat, is als tekst gelezen; met een naam op .md telt het als front matter.",
    "What stands between --- on top was read as text; under a name in .md it counts as front matter.",
)
_BARE = Text(
    "«{line}» is als tekst gelezen; zet er een regel met --- boven en onder (in een bestand op .md of .docx), of "
    "gebruik --channel en --kind.",
    "«{line}» was read as text; put a line with --- above and below it (in a file in .md or .docx), or use --channel "
    "and --kind.",
)
_NOTES = Text(
    "De voetnoten en eindnoten van dit document horen niet bij het bericht en zijn niet beoordeeld.",
    "The footnotes and endnotes of this document are no part of the post and were not judged.",
)
_UNCLOSED = Text(
    "Het commentaar op regel {line} wordt nergens gesloten en verbergt de rest van het concept; zet er --> achter.",
    "The comment on line {line} is never closed and hides the rest of the draft; end it with -->.",
)


def read_path(path: Path | str, lang: Lang = "nl", shown: str | None = None) -> Draft:
    """Read a draft from a file.

    Args:
        path: the file; `.md` and `.markdown` are Markdown, `.docx` is Word, anything else plain text.
        lang: the language of the notices.
        shown: the path as the user should see it; by default as given.

    Raises:
        Problem: the file cannot be read, is too large, is not text, holds no draft, or its front matter is wrong.

    """
    name = shown or str(path)
    return read_bytes(read_file(Path(path), name), name, lang)


def read_bytes(data: bytes, path: str = STDIN, lang: Lang = "nl") -> Draft:
    """Read a draft from bytes: a Word document, UTF-8, UTF-16 with a byte order mark, or else Windows-1252.

    Raises:
        Problem: as `read_path`.

    """
    if is_word(path):
        return _read_word(data, path, lang)
    source, guessed = decode(data, path)
    notices = (Notice("encoding-guessed", _GUESSED.to(lang)),) if guessed else ()
    return _read(source, path, lang, notices)


def read_text(text: str, path: str = STDIN, lang: Lang = "nl") -> Draft:
    """Read a draft from text; a leading byte order mark is dropped.

    Raises:
        Problem: as `read_path`.

    """
    source = text.removeprefix("\ufeff")
    require_text(source, path)
    require_size(source, path)
    return _read(source, path, lang, ())


def _read(source: str, path: str, lang: Lang, notices: tuple[Notice, ...]) -> Draft:
    suffix = PurePath(path).suffix.lower()
    nameless = path in NAMELESS
    meta = Metadata(FrontMatter())
    if (suffix in MARKDOWN_SUFFIXES or nameless) and source.startswith("---"):
        meta = read_front_matter(source, path, lang)
    notices += meta.notices
    # Front matter is a thing of Markdown files: what has it on standard input or the clipboard is one.
    if suffix in MARKDOWN_SUFFIXES or (nameless and meta.end > 0):
        return _read_markdown(source, path, lang, meta, notices)
    if source.startswith("---") and has_front_matter(source):
        notices += (Notice("front-matter-unread", _MARKDOWN_ONLY.to(lang)),)
    notices += _bare(source, lang)
    plain = read_plain(source)
    return _draft(source, path, meta, notices, plain.pieces, plain.comments)


def _read_markdown(source: str, path: str, lang: Lang, meta: Metadata, notices: tuple[Notice, ...]) -> Draft:
    notices += _bare(source, lang) if meta.end == 0 else ()
    text = MarkdownText(source[meta.end :], meta.end)
    if text.unclosed is not None:
        line = bisect_right(line_starts(source), text.unclosed)
        hidden = Text(_UNCLOSED.nl.format(line=line), _UNCLOSED.en.format(line=line))
        if not any(piece.content.text.strip() for piece in text.pieces):
            raise Problem(hidden, path, line)
        notices += (Notice("unclosed-comment", hidden.to(lang)),)
    draft = _draft(source, path, meta, notices, text.pieces, [*meta.comments, *text.comments])
    return replace(draft, links=tuple(_links(draft, text.links)), images=tuple(text.images))


def _read_word(data: bytes, path: str, lang: Lang) -> Draft:
    from postlint.draft.word import read_word

    text = read_word(data, path)
    meta = Metadata(FrontMatter())
    if text.source.startswith("---"):
        meta = read_front_matter(text.source, path, lang)
    if meta.end == 0 and text.keywords:
        meta = keyword_metadata(text.keywords, path, lang)
    pieces, comments = [], list(meta.comments)
    for piece, line, at in text.pieces(meta.end):
        if comment := directive(line, at):
            comments.append(comment)
        elif piece is not None:
            pieces.append(piece)
    notices = (*meta.notices, *(_bare(text.source, lang) if meta.end == 0 else ()))
    notices += (Notice("notes-left-out", _NOTES.to(lang)),) if text.has_notes else ()
    draft = _draft(text.source, path, meta, notices, pieces, comments)
    return replace(draft, links=tuple(_links(draft, text.links)), images=tuple(text.images))


def _bare(source: str, lang: Lang) -> tuple[Notice, ...]:
    line = bare_key(source)
    return (Notice("metadata-as-text", _BARE.to(lang).format(line=line[:_SHOWN])),) if line else ()


def _links(draft: Draft, links: Iterable[tuple[str, int, int]]) -> Iterator[Link]:
    """Give links with the prose that they stand on, from their source offsets."""
    for target, first, last in links:
        start, end = draft.prose_range(first, last)
        label = draft.prose[start:end]
        start += len(label) - len(label.lstrip("\n"))
        yield Link(target, start, start + len(label.strip("\n")))


def _draft(
    source: str,
    path: str,
    meta: Metadata,
    notices: tuple[Notice, ...],
    pieces: list[Piece],
    comments: list[Comment],
) -> Draft:
    prose: Prose = assemble(pieces)
    if not prose.content:
        raise Problem(_NOTHING_TO_READ if source[meta.end :].strip() else _EMPTY, path)
    return Draft(
        path=path,
        source=source,
        front=meta.front,
        front_lines=meta.lines,
        prose=prose.content.text,
        quoted=tuple(prose.quoted),
        blocks=tuple(prose.blocks),
        comments=tuple(comments),
        decorated=tuple(prose.decorated),
        notices=notices,
        starts=array("I", prose.content.starts),
        ends=array("I", prose.content.ends),
    )
