"""Word documents written part by part, for what no library writes."""

from __future__ import annotations

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str, style: str = "") -> str:
    """A paragraph of texts and of ready XML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    runs = (part if part.startswith("<") else run(part) for part in content)
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def document(*blocks: str) -> str:
    """The main part, with a paragraph for each text and ready XML as it is."""
    body = "".join(block if block.startswith("<") else paragraph(block) for block in blocks)
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {_SPACES}><w:body>{body}</w:body></w:document>'


def relations(**targets: tuple[str, str]) -> str:
    """A part with relations: kind and target by id; addresses are external."""
    each = "".join(
        f'<Relationship Id="{key}" Type="{R}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if "://" in target else "/>")
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def packed(main: str | bytes, *, method: int = zipfile.ZIP_DEFLATED, **parts: str | bytes) -> bytes:
    """A document with its main part, and others by their name in `word/` without the suffix."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as out:
        out.writestr("_rels/.rels", relations(r1=("officeDocument", "word/document.xml"),
                                              r2=("core-properties", "docProps/core.xml")))  # fmt: skip
        out.writestr("word/document.xml", main)
        for name, part in parts.items():
            folder = {"rels": "word/_rels/document.xml.rels", "core": "docProps/core.xml"}
            out.writestr(folder.get(name, f"word/{name}.xml"), part)
    return written.getvalue()


def word(*blocks: str, **parts: str | bytes) -> bytes:
    return packed(document(*blocks), **parts)
