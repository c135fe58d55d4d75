"""Plain text, and quoted passages in any text."""

from __future__ import annotations

import pytest

from postlint.draft import Draft, read_text


def blocks(draft: Draft) -> list[tuple[str, str]]:
    return [(block.kind, draft.prose[block.start : block.end]) for block in draft.blocks]


def test_paragraphs_items_and_quotes() -> None:
    draft = read_text(
        "Hallo allemaal,\ndit is *plat*.\n\n\n- een\n  vervolg\n* twee\nloopt door\nNieuwe zin.\n1. eerst\n2) dan\n"
        "• punt\n✅ vink\n1️⃣ cijfer\n\n> Haar woorden\n>> en meer\nMijn woorden\n",
        "a.txt",
    )
    assert blocks(draft) == [
        ("paragraph", "Hallo allemaal,\ndit is *plat*."),
        ("item", "een\nvervolg"),
        ("item", "twee\nloopt door"),
        ("paragraph", "Nieuwe zin."),
        ("item", "eerst"),
        ("item", "dan"),
        ("item", "punt"),
        ("item", "✅ vink"),
        ("item", "1️⃣ cijfer"),
        ("quote", "Haar woorden\nen meer"),
        ("paragraph", "Mijn woorden"),
    ]
    assert [b.ordered for b in draft.blocks if b.kind == "item"] == [False, False, True, True, False, False, True]
    assert draft.is_quoted(draft.prose.index("Haar"), draft.prose.index("en meer"))
    assert not draft.is_quoted(0, 5)


def test_directives_are_no_prose() -> None:
    draft = read_text("# postlint: off \nTekst\n  # postlint: on\nmeer #postlint", "a.txt")
    assert draft.prose == "Tekst\nmeer #postlint"
    assert [(c.text, draft.source[c.start : c.end]) for c in draft.comments] == [
        ("postlint: off", "# postlint: off"),
        ("postlint: on", "# postlint: on"),
    ]


def test_plain_text_has_no_front_matter_and_no_markup() -> None:
    source = "---\nchannel: x\n---\n<b>**Tekst**</b> &amp;"
    assert read_text(source, "a.txt").prose == source
    assert read_text("**Tekst** <!-- a -->").prose == "**Tekst** <!-- a -->"


def test_standard_input_with_front_matter_is_markdown() -> None:
    draft = read_text("---\nchannel: x\n---\n**Tekst**")
    assert draft.prose == "Tekst"
    assert draft.front.channel == "x"
    assert read_text("---\n**Tekst**").prose == "---\n**Tekst**"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Zij zei: “Ik ben zo blij met jullie.” En ik ook.", ["“Ik ben zo blij met jullie.”"]),
        ("Zij zei: „Ik ben zo blij met jullie.” En", ["„Ik ben zo blij met jullie.”"]),
        ("Zij zei: «Ik ben zo blij met jullie.» En", ["«Ik ben zo blij met jullie.»"]),
        ('Zij zei: "Ik ben zo blij met jullie." En', ['"Ik ben zo blij met jullie."']),
        ("Zij zei: ‘Mijn foto’s zijn ’s avonds klaar.’ En", ["‘Mijn foto’s zijn ’s avonds klaar.’"]),
        ("Zij zei: 'Mijn foto's zijn 's avonds klaar.' En", ["'Mijn foto's zijn 's avonds klaar.'"]),
        ("Zij zei: 'Hans' fiets staat in de weg.' En", ["'Hans' fiets staat in de weg.'"]),
        ("'s Ochtends zie ik foto's van oma's en 's avonds auto's.", []),
        ("’s Ochtends zie ik foto’s van oma’s en ‘s avonds auto’s’ weg.", []),
        ("In '98 was het 't mooiste jaar van Jans' leven.", []),
        ("De „brede” blik van een “mooi boek” telt.", []),
        ('Een scherm van 27" en een ander van 32" breed.', []),
        ("Zij zei: “Ik ben zo blij\n\nmet jullie allemaal.”", []),
        ('"Eerst dit citaat." Dan ik. "Dan dat citaat."', ['"Eerst dit citaat."', '"Dan dat citaat."']),
        ("Een “onafgemaakt citaat van iemand", []),
    ],
)
def test_quoted_passages(text: str, quoted: list[str]) -> None:
    for path in ("a.txt", "a.md"):
        draft = read_text(text, path)
        assert [draft.prose[a:b] for a, b in draft.quoted] == quoted
