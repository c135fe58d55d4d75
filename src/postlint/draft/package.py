"""Open an Office file without trusting it: a zip of XML parts, read with limits on size, number, depth and kind.

A document type declaration is refused, so that no entity can grow or reach for a file; macros and embedded objects are
never looked at.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from typing import NamedTuple
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from postlint.draft.decode import OLD_OFFICE
from postlint.findings import Problem, Text

MAX_PART = 4_000_000
"""The bytes that one part of it may have when unpacked."""
_MAX_ENTRIES = 5_000
_MAX_ELEMENTS = 100_000
_MAX_DEPTH = 200

_ENTRY = b"PK\x01\x02"
_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w_",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "w_",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "r_",
    "http://purl.oclc.org/ooxml/officeDocument/relationships": "r_",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc_",
}

_BROKEN = Text(
    "Dit Word-document is beschadigd; open het in Word en sla het opnieuw op.",
    "This Word document is damaged; open it in Word and save it again.",
)
_NOT_WORD = Text(
    "Dit is geen Word-document (.docx); sla het concept in Word op als .docx.",
    "This is no Word document (.docx); save the draft as .docx in Word.",
)
_LOCKED = Text(
    "Dit Word-document heeft een wachtwoord of is in het oude formaat; sla het zonder wachtwoord op als .docx.",
    "This Word document has a password or is in the old format; save it without a password as .docx.",
)
TOO_LARGE = Text(
    "Dit Word-document is te groot om een concept te zijn; zet elk concept in een eigen document.",
    "This Word document is too large to be a draft; put each draft in a document of its own.",
)


class Relation(NamedTuple):
    """Where a part refers to: the last word of the kind of relation, and the name or address."""

    kind: str
    target: str


class Package:
    """An Office file.

    Raises:
        Problem: it is no zip, has a password, or is larger than anything a draft needs.

    """

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        if data.startswith(OLD_OFFICE):
            raise Problem(_LOCKED, path)
        if data[:2] != b"PK":
            raise Problem(_NOT_WORD, path)
        if data.count(_ENTRY) > _MAX_ENTRIES:
            raise Problem(TOO_LARGE, path)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
            raise Problem(_BROKEN, path) from error

    def main(self) -> str:
        """Give the name of the part that the document is in.

        Raises:
            Problem: there is none.

        """
        found = [relation.target for relation in self.relations("").values() if relation.kind == "officeDocument"]
        name = found[0] if found else "word/document.xml"
        if name not in self._zip.namelist():
            raise Problem(_NOT_WORD, self._path)
        return name

    def relations(self, part: str) -> dict[str, Relation]:
        """Give what a part refers to, by the ids that it uses; of the package as a whole where `part` is empty.

        Raises:
            Problem: as `xml`.

        """
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for element in () if root is None else root:
            target, kind = element.get("Target", ""), element.get("Type", "").rpartition("/")[2]
            if element.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[element.get("Id", "")] = Relation(kind, target)
        return found

    def xml(self, part: str) -> Element | None:
        """Read a part, or give None when there is no such part; names are as in `_name`.

        Raises:
            Problem: it is too large or too deep, no well-formed XML, or has a document type declaration.

        """
        data = self._read(part)
        return None if data is None else self._parse(data)

    def _read(self, part: str) -> bytes | None:
        try:
            info = self._zip.getinfo(part)
        except KeyError:
            return None
        if info.flag_bits & 1:
            raise Problem(_LOCKED, self._path)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Problem(_BROKEN, self._path)
        try:
            with self._zip.open(info) as file:
                data = file.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as e:
            raise Problem(_BROKEN, self._path) from e
        if len(data) > MAX_PART:
            raise Problem(TOO_LARGE, self._path)
        return data

    def _parse(self, data: bytes) -> Element:
        builder = _Builder(self._path)
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = builder.start
        parser.EndElementHandler = builder.end
        parser.CharacterDataHandler = builder.tree.data
        parser.StartDoctypeDeclHandler = builder.refuse
        try:
            parser.Parse(data, True)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Problem(_BROKEN, self._path) from error
        return builder.tree.close()


class _Builder:
    """Builds the tree of a part within its limits."""

    def __init__(self, path: str) -> None:
        self.tree = TreeBuilder()
        self._path = path
        self._depth = self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _MAX_DEPTH or self._elements > _MAX_ELEMENTS:
            raise Problem(TOO_LARGE, self._path)
        self.tree.start(_name(name), {_name(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self._depth -= 1
        self.tree.end(_name(name))

    def refuse(self, *_: object) -> None:
        raise Problem(_BROKEN, self._path)


def _name(name: str) -> str:
    """Give «w_p» for a name of Word's own, «r_id» and «mc_Choice» likewise, and the bare name for any other."""
    space, _, local = name.rpartition(" ")
    return _PREFIXES.get(space, "") + local
