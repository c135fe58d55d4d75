"""Markdown: what is prose in it, what is not, and where it stands."""

from __future__ import annotations

import pytest

from postlint.draft import Draft, Link, read_text
from postlint.findings import Problem


def read(source: str) -> Draft:
    return read_text(source, "a.md")


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, draft.prose[block.start : block.end]) for block in draft.blocks]


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("Een **vet** en *schuin* en ~~weg~~ woord.", "Een vet en schuin en weg woord."),
        ("ko**rt**ing", "korting"),
        ("Lees [mijn blog](https://x.nl 'titel') maar.", "Lees mijn blog maar."),
        ("Lees [mijn blog][1] maar.\n\n[1]: https://x.nl", "Lees mijn blog maar."),
        ("Kijk op <https://x.nl> of https://y.nl/a", "Kijk op https://x.nl of https://y.nl/a"),
        ("Gebruik `npm` hier.", "Gebruik hier."),
        ("Een\n\n```\ncode\n```\n\n    ook code\n\ntwee", "Een\n\ntwee"),
        ("Een <b>vet</b> woord<br>en <!-- niets --> meer", "Een vet woord\nen meer"),
        ("<div>\n<p>Alinea &amp; meer</p>\n<script>weg()</script>\n</div>", "Alinea & meer"),
        ("<!-- weg --> blijft", "blijft"),
        ("R&amp;D \\*niet schuin\\* &euro;&nbsp;5 &#128512;", "R&D *niet schuin* € 5 😀"),
        ("zacht\nhard  \nook\\\nlaatst", "zacht\nhard\nook\nlaatst"),
        ("Voet[^1] noot\n\n[^1]: Bron erbij", "Voet noot\n\nBron erbij"),
        ("Titel\n===\n\ntekst\n\n---\n\nslot", "Titel\n\ntekst\n\nslot"),
        ("#gezond #zorg", "#gezond #zorg"),
        ('"rechte" aanhalingstekens -- en...', '"rechte" aanhalingstekens -- en...'),
        ("cafe\u0301 nai\u0308ef", "café naïef"),
        ("𝗡𝘂 𝟮𝟬% Ⓚⓞⓡⓣⓘⓝⓖ 🅽🆄 ｎｕ ᴋᴏʀᴛɪɴɢ ℂ", "Nu 20% Korting NU nu korting C"),
        ("kor\u00adting en kor\u200bting", "korting en korting"),
        ("[ʀ] is een huig-r 🅰️", "[ʀ] is een huig-r 🅰️"),
    ],
)
def test_prose(source: str, prose: str) -> None:
    assert read(source).prose == prose


def test_every_kind_of_block() -> None:
    draft = read(
        "# Kop\n\nAlinea\nop twee regels.\n\n- een\n- twee\n\n  nog bij twee\n\n1. eerst\n2) dan\n\n- [x] klaar\n\n"
        "> Haar woorden\n> - als punt\n\nNa ![de foto](a.png) verder\n\n| a | b |\n|---|---|\n| c | |\n"
    )
    assert blocks(draft) == [
        ("heading", "Kop"),
        ("paragraph", "Alinea\nop twee regels."),
        ("item", "een"),
        ("item", "twee"),
        ("paragraph", "nog bij twee"),
        ("item", "eerst"),
        ("item", "dan"),
        ("item", "klaar"),
        ("quote", "Haar woorden"),
        ("quote", "als punt"),
        ("paragraph", "Na"),
        ("alt", "de foto"),
        ("paragraph", "verder"),
        ("cell", "a"),
        ("cell", "b"),
        ("cell", "c"),
    ]
    assert [b.ordered for b in draft.blocks if b.kind == "item"] == [False, False, True, True, False]
    assert draft.prose == "\n\n".join(text for _, text in blocks(draft))


def test_html_makes_blocks_too() -> None:
    draft = read(
        "<h2>Kop</h2>\n<ul><li>een</li><li>t<b>wee</b></li></ul>\n<blockquote>\n\nHaar woorden\n\n</blockquote>\n\nMijn"
        "\n\n<img src=a.png alt='een &eacute;'>"
    )
    assert blocks(draft) == [
        ("heading", "Kop"),
        ("item", "een"),
        ("item", "twee"),
        ("quote", "Haar woorden"),
        ("paragraph", "Mijn"),
        ("alt", "een é"),
    ]


def test_lines_with_emoji_bullets_are_items() -> None:
    draft = read("Drie tips:\n✅ Slaap goed\n🥦 Eet groen\n🚶 Loop een\nrondje\nTot morgen!\n\n🎉 Feest")
    assert blocks(draft) == [
        ("paragraph", "Drie tips:"),
        ("item", "✅ Slaap goed"),
        ("item", "🥦 Eet groen"),
        ("item", "🚶 Loop een\nrondje"),
        ("paragraph", "Tot morgen!"),
        ("paragraph", "🎉 Feest"),
    ]


def test_links_and_images() -> None:
    draft = read("Lees [mijn **blog**](https://x.nl), <https://y.nl> en [![](a.png)](https://z.nl)![alt](b.png)")
    assert draft.links[:2] == (Link("https://x.nl", 5, 14), Link("https://y.nl", 16, 28))
    assert [draft.prose[link.start : link.end] for link in draft.links] == ["mijn blog", "https://y.nl", ""]
    assert [(image.target, image.alt) for image in draft.images] == [("a.png", ""), ("b.png", "alt")]
    assert draft.source[draft.images[1].start : draft.images[1].end] == "![alt](b.png)"


def test_comments_keep_their_place_in_the_source() -> None:
    draft = read(
        "---\nchannel: x\n# postlint: a\n---\n\n<!-- postlint: off -->\nEen <!--b--> twee\n\n<!--\nc\n\nd -->\n"
    )
    assert [(c.text, draft.source[c.start : c.end]) for c in draft.comments] == [
        ("postlint: a", "# postlint: a"),
        ("postlint: off", "<!-- postlint: off -->"),
        ("b", "<!--b-->"),
        ("c\n\nd", "<!--\nc\n\nd -->"),
    ]
    assert draft.prose == "Een twee"


def test_a_comment_that_is_never_closed_is_noticed() -> None:
    draft = read("Tekst.\n\n<!-- vergeten\n\nVerborgen.")
    assert draft.prose == "Tekst."
    assert [notice.code for notice in draft.notices] == ["unclosed-comment"]
    assert "regel 3" in draft.notices[0].message
    with pytest.raises(Problem) as caught:
        read("\n<!-- vergeten\n\nVerborgen.")
    assert caught.value.place == "a.md:2"


def test_places_survive_markup_and_front_matter() -> None:
    source = "---\r\nchannel: x\r\n---\r\n# Kop 😀\r\n\r\nEr is *kor**ting*** nu.\r\n"
    draft = read(source)
    at = draft.prose.index("korting")
    span = draft.span(at, at + 7)
    assert (span.start.line, span.start.column) == (6, 8)
    assert draft.text_at(at, at + 7) == "kor**ting"
    assert draft.body.start.line == 4
    assert draft.body.end.line == 6
    assert draft.text_at(0, 3) == "Kop"


def test_fullwidth_marks_decorate_nothing_in_scripts_that_use_them() -> None:
    assert read_text("你好，世界！今天？").decorated == ()
    draft = read_text("Ｎｉｅｕｗ！")
    assert [draft.prose[a:b] for a, b in draft.decorated] == ["Nieuw!"]


def test_decorated_letters_are_remembered() -> None:
    draft = read("Nu 𝗸𝗼𝗿𝘁𝗶𝗻𝗴 en ⓐⓑ")
    assert [draft.prose[a:b] for a, b in draft.decorated] == ["korting", "ab"]
    assert draft.text_at(*draft.decorated[0]) == "𝗸𝗼𝗿𝘁𝗶𝗻𝗴"
    assert read("gewoon é").decorated == ()


def test_ranges_outside_the_prose_are_refused() -> None:
    draft = read("Tekst")
    for start, end in [(-1, 2), (3, 2), (0, 6)]:
        with pytest.raises(ValueError, match="no range"):
            draft.span(start, end)
    assert draft.span(5, 5).start.offset == 5
    assert draft.text_at(2, 2) == ""
