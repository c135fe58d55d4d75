"""Word documents: what of them is the post, and where it stands."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_BREAK
from word_files import document, packed, paragraph, relations, run, word

from postlint.draft import Draft, read_bytes, read_path
from postlint.draft.decode import MAX_BYTES
from postlint.draft.package import MAX_PART
from postlint.findings import Problem


def read(data: bytes) -> Draft:
    return read_bytes(data, "concept.docx")


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, draft.prose[block.start : block.end]) for block in draft.blocks]


def problem(data: bytes) -> str:
    with pytest.raises(Problem) as caught:
        read(data)
    assert caught.value.path == "concept.docx"
    assert caught.value.text.nl != caught.value.text.en
    return caught.value.text.en


def test_a_document_by_another_program_is_read_as_it_is_written(tmp_path: Path) -> None:
    written = docx.Document()
    written.core_properties.title = "Geen metadata"
    written.add_heading("Stijve nek?", level=1)
    first = written.add_paragraph("Rol elk uur ")
    first.add_run("tien keer").bold = True
    first.add_run(" je schouders los.")
    first.runs[-1].add_break(WD_BREAK.LINE)
    first.add_run("Dat helpt 👍.")
    written.add_paragraph("")
    written.add_paragraph("zit rechtop", style="List Bullet")
    written.add_paragraph("sta vaak op", style="List Number")
    written.add_paragraph("Dat deed mij goed.", style="Quote")
    table = written.add_table(1, 2)
    table.cell(0, 0).text = "links"
    table.cell(0, 1).text = "rechts"
    written.save(str(tmp_path / "a.docx"))
    draft = read_path(tmp_path / "a.docx")
    assert blocks(draft) == [
        ("heading", "Stijve nek?"),
        ("paragraph", "Rol elk uur tien keer je schouders los.\nDat helpt 👍."),
        ("item", "zit rechtop"),
        ("item", "sta vaak op"),
        ("quote", "Dat deed mij goed."),
        ("cell", "links"),
        ("cell", "rechts"),
    ]
    assert [block.ordered for block in draft.blocks][2:4] == [False, True]
    assert draft.posted == draft.prose
    assert (draft.front.title, draft.notices) == (None, ())


def test_a_place_is_a_paragraph_and_a_column_in_it() -> None:
    draft = read(word("Een.", "", paragraph("Twee", "<w:r><w:br/></w:r>", "drie korting.")))
    start = draft.prose.index("korting")
    span = draft.span(start, start + 7)
    assert (span.start.line, span.start.column, span.end.column) == (3, 11, 18)
    assert draft.text_at(start, start + 7) == "korting"
    assert draft.source == "Een.\n\nTwee↵drie korting."


def test_front_matter_is_paragraphs_whatever_word_makes_of_them() -> None:
    for rule in ("---", "–-", "—", " --- "):
        draft = read(word(rule, "Kanaal: linkedin", "titel:\u00a0“Ja”", rule, "Tekst."))
        assert (draft.front.channel, draft.front.title, draft.prose) == ("linkedin", "Ja", "Tekst.")
        assert draft.front_lines == {"channel": 2, "title": 3}
        assert draft.span(0, 5).start.line == 5
    with pytest.raises(Problem) as caught:
        read(word("---", "soort: boek", "---", "Tekst."))
    assert caught.value.line == 2
    assert read(word("—", "Geen sleutel.", "—", "Tekst.")).front_lines == {}
    assert read(word("Tekst.", "---", "channel: x", "---")).front.channel is None


def keywords(text: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return f'<cp:coreProperties xmlns:cp="{space}"><cp:keywords>{text}</cp:keywords></cp:coreProperties>'


def test_keywords_of_the_document_are_metadata_where_they_say_so() -> None:
    draft = read(word("Tekst.", core=keywords("zorg; Kanaal: linkedin; soort: post; tip: x; account:")))
    assert (draft.front.channel, draft.front.kind, draft.front.account) == ("linkedin", "post", None)
    assert draft.front_lines == {"channel": 1, "kind": 1}
    assert read(word("Tekst.", core=keywords("nek, schouders"))).front_lines == {}
    both = read(word("---", "channel: x", "---", "Tekst.", core=keywords("channel: linkedin")))
    assert both.front.channel == "x"
    with pytest.raises(Problem) as caught:
        read(word("Tekst.", core=keywords("soort: boek")))
    assert caught.value.line == 1


def test_changes_count_as_accepted_and_what_nobody_sees_does_not_count() -> None:
    draft = read(
        word(
            paragraph(
                "Een ", f"<w:ins>{run('nieuwe ')}</w:ins>", "<w:del><w:r><w:delText>oude </w:delText></w:r></w:del>",
                f"<w:moveFrom>{run('weg ')}</w:moveFrom>", f"<w:moveTo>{run('verplaatste ')}</w:moveTo>",
                run("geheime ", "<w:vanish/>"), run("zichtbare ", '<w:vanish w:val="0"/>'), "zin",
                "<w:r><w:instrText>DATE</w:instrText></w:r>", "<w:r><w:tab/><w:noBreakHyphen/></w:r>",
            )
        )
    )  # fmt: skip
    assert draft.prose == "Een nieuwe verplaatste zichtbare zin -"


def test_notes_are_left_out_and_that_is_said() -> None:
    draft = read(word(paragraph("Tekst.", '<w:r><w:footnoteReference w:id="2"/></w:r>'), footnotes=document("Noot.")))
    assert draft.prose == "Tekst."
    assert [notice.code for notice in draft.notices] == ["notes-left-out"]


def test_text_boxes_come_once_and_below_their_paragraph() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>In het kader.</w:t></w:r></w:p></w:txbxContent>"
    both = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    draft = read(word(paragraph("Voor ", f"<w:r>{both}</w:r>", "na."), "Slot."))
    assert [text for _, text in blocks(draft)] == ["Voor na.", "In het kader.", "Slot."]
    assert draft.span(*draft.prose_range(draft.source.index("Slot"), len(draft.source))).start.line == 3
    old = f"<mc:AlternateContent><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    assert "In het kader." in read(word(paragraph("Voor.", f"<w:r>{old}</w:r>"))).prose


def test_links_keep_their_targets() -> None:
    link = f'<w:hyperlink r:id="l">{run("onze uitleg")}</w:hyperlink>'
    bare = f'<w:hyperlink w:anchor="hier">{run("hierboven")}</w:hyperlink>'
    targets = relations(l=("hyperlink", "https://example.org/nek"))
    draft = read(word("Eerst.", paragraph("Lees ", link, " of ", bare, "."), rels=targets))
    assert [(link.target, draft.prose[link.start : link.end]) for link in draft.links] == [
        ("https://example.org/nek", "onze uitleg")
    ]
    moved = read(word("—", "kanaal: x", "—", paragraph("Lees ", link, "."), rels=targets))
    assert [moved.prose[link.start : link.end] for link in moved.links] == ["onze uitleg"]


def picture(described: str) -> str:
    return (
        f"<w:r><w:drawing><wp:inline>{described}<a:graphic><pic:pic><a:blip r:embed='p'/></pic:pic></a:graphic>"
        "</wp:inline></w:drawing></w:r>"
    )


def test_pictures_are_images_and_their_alt_text_is_judged() -> None:
    targets = relations(p=("image", "media/nek.png"))
    shown = picture('<wp:docPr id="1" name="Beeld" descr="Een vrouw rolt haar schouders los."/>')
    draft = read(word(paragraph("Voor ", shown, "na."), rels=targets))
    (image,) = draft.images
    assert (image.target, image.alt) == ("nek.png", "Een vrouw rolt haar schouders los.")
    assert draft.source[image.start : image.end] == "🖼"
    assert blocks(draft) == [
        ("paragraph", "Voor"), ("alt", "Een vrouw rolt haar schouders los."), ("paragraph", "na."),
    ]  # fmt: skip
    bare = read(word("Tekst.", paragraph(picture('<wp:docPr id="1" name="Beeld"/>')), rels=targets))
    assert [(image.alt, bare.position(image.start).line) for image in bare.images] == [("", 2)]
    assert bare.prose == "Tekst."
    nothing = picture('<wp:docPr id="1" name="x"><a:x><adec:decorative val="1"/></a:x></wp:docPr>')
    assert read(word("Tekst 🖼 en ↵.", paragraph(nothing))).images == ()


def test_lists_by_their_numbering_and_by_hand() -> None:
    numbering = document().replace("w:document", "w:numbering").replace(
        "<w:body></w:body>",
        '<w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>',
    )  # fmt: skip

    def item(text: str, number: int, level: int = 0) -> str:
        listed = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{listed}</w:pPr>{run(text)}</w:p>"

    data = word(
        item("punt", 3), item("nummer", 3, 1), item("geen", 0), "- streepje", "2. tweede",
        "# postlint: ignore focus: x",
        numbering=numbering, rels=relations(n=("numbering", "numbering.xml")),
    )  # fmt: skip
    draft = read(data)
    assert [(*block, draft.blocks[n].ordered) for n, block in enumerate(blocks(draft))] == [
        ("item", "punt", False), ("item", "nummer", True), ("paragraph", "geen", False), ("item", "streepje", False),
        ("item", "tweede", True),
    ]  # fmt: skip
    assert [comment.text for comment in draft.comments] == ["postlint: ignore focus: x"]
    assert draft.position(draft.comments[0].start).line == 6


def test_styles_count_by_the_name_that_no_language_changes() -> None:
    styles = document().replace("w:document", "w:styles").replace(
        "<w:body></w:body>",
        '<w:style w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Mijn"><w:name w:val="mijn kop"/><w:basedOn w:val="Kop1"/></w:style>'
        '<w:style w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="A"/></w:style>',
    )  # fmt: skip
    data = word(
        paragraph("kop", style="Mijn"), paragraph("rond", style="A"), paragraph("onbekend", style="Heading2"),
        styles=styles, rels=relations(s=("styles", "styles.xml")),
    )  # fmt: skip
    assert [kind for kind, _ in blocks(read(data))] == ["heading", "paragraph", "heading"]


BOMB = document("x" * (MAX_PART + 1))
DEEP = document("<w:sdt>" * 300 + "</w:sdt>" * 300)
MANY = document("<w:p/>" * 110_000)
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">&b;</w:document>'
)
OUTSIDE = LAUGHS.replace('<!ENTITY a "ha">', '<!ENTITY a SYSTEM "file:///etc/passwd">')


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no Word document"),
        (b"Gewone tekst.", "no Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "password"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (word("Tekst.")[:-30], "damaged"),
        (packed("<w:document>geen einde"), "damaged"),
        (packed(b"\xff\xfe\x00"), "damaged"),
        (packed(LAUGHS), "damaged"),
        (packed(OUTSIDE), "damaged"),
        (packed(document("Tekst."), method=zipfile.ZIP_LZMA), "damaged"),
        (packed(BOMB), "too large"),
        (packed(DEEP), "too large"),
        (packed(MANY), "too large"),
        (packed(document(*["x" * 100_000] * (MAX_BYTES // 100_000 + 1))), "too large"),
        (b"PK\x03\x04" + b"PK\x01\x02" * 6_000, "too large"),
        (word(), "empty"),
        (word("", " "), "empty"),
    ],
)
def test_what_is_no_document_is_a_clear_problem(data: bytes, said: str) -> None:
    assert said in problem(data)


def test_a_zip_of_something_else_is_no_document() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as out:
        out.writestr("xl/workbook.xml", "<workbook/>")
    assert "no Word document" in problem(written.getvalue())


def test_flipped_bytes_never_surprise() -> None:
    whole = word("Rol je schouders los.", paragraph("Kop", style="Heading1"), rels=relations())
    for at in range(0, len(whole), 7):
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        try:
            read(bytes(broken))
        except Problem:
            continue


def test_a_file_may_be_larger_than_a_text(tmp_path: Path) -> None:
    written = io.BytesIO(word("Tekst."))
    with zipfile.ZipFile(written, "a", zipfile.ZIP_STORED) as out:
        out.writestr("word/media/foto.jpg", bytes(MAX_BYTES))
    (tmp_path / "a.docx").write_bytes(written.getvalue())
    assert read_path(tmp_path / "a.docx").prose == "Tekst."
