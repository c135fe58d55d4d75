"""Front matter: what it says, in which words, and on which line it is wrong."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from postlint.draft import Draft, FrontMatter, InReplyTo, Media, read_text
from postlint.findings import Problem


def read(front: str, body: str = "Tekst") -> Draft:
    return read_text(f"---\n{front}\n---\n{body}\n", "a.md")


def problem_of(front: str) -> Problem:
    with pytest.raises(Problem) as caught:
        read(front)
    assert caught.value.text.nl != caught.value.text.en
    return caught.value


def test_every_key() -> None:
    draft = read(
        """\
channel: [linkedin, x]
account: praktijk
date: 2026-03-31
kind: reply
audience: [collega's, verwijzers]
topic: slaap
title: 10:30 uur
in_reply_to: {text: Hoe dan?, from: Jan, date: 2026-03-30}
media:
  - file: a.png
    alt: Een voet
    people: [Jan, Piet]
    consent: {wie: Jan, schriftelijk: ja}
    type: foto
    captions: a.srt
    transcript: ja
    decorative: nee
    maker: Kim
    license: CC-BY
  - b.png
consent: mondeling
source: [https://x.nl, boek]
mentions: "@jan, KNGF Nederland"
disclosure: betaald"""
    )
    assert draft.front == FrontMatter(
        channel=["linkedin", "x"],
        account="praktijk",
        date=dt.date(2026, 3, 31),
        kind="reply",
        audience="collega's, verwijzers",
        topic="slaap",
        title="10:30 uur",
        in_reply_to=InReplyTo(text="Hoe dan?", sender="Jan", date=dt.date(2026, 3, 30)),
        media=(
            Media(
                file="a.png",
                alt="Een voet",
                people=("Jan", "Piet"),
                consent={"wie": "Jan", "schriftelijk": True},
                type="foto",
                captions="a.srt",
                transcript=True,
                decorative=False,
                maker="Kim",
                license="CC-BY",
            ),
            Media(file="b.png"),
        ),
        consent="mondeling",
        source=["https://x.nl", "boek"],
        mentions=("@jan", "KNGF Nederland"),
        disclosure="betaald",
    )
    assert draft.front_lines["channel"] == 2
    assert draft.front_lines["media"] == 10
    assert draft.front_lines["media.0.alt"] == 12
    assert draft.front_lines["media.1"] == 21
    assert draft.front_lines["in_reply_to.from"] == 9
    assert draft.front_lines["disclosure"] == 25
    assert draft.prose == "Tekst"


def test_dutch_names_and_values() -> None:
    draft = read(
        "Kanaal: linkedin\ndatum: 31-3-2026\nSOORT: Reactie\ndoelgroep: ouders\nonderwerp: slaap\n"
        "antwoord-op: Hoe dan?\nbeeld: {bestand: a.png, mensen: nee, decoratief: ja}\nbron: boek\ntoestemming: ja"
    )
    front = draft.front
    assert (front.channel, front.date, front.kind) == ("linkedin", dt.date(2026, 3, 31), "reply")
    assert (front.audience, front.topic, front.source, front.consent) == ("ouders", "slaap", "boek", True)
    assert front.in_reply_to == InReplyTo(text="Hoe dan?")
    assert front.media == (Media(file="a.png", people=False, decorative=True),)
    assert draft.front_lines["kind"] == 4
    assert draft.notices == ()


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-31", dt.date(2026, 3, 31)),
        ('"2026-03-31"', dt.date(2026, 3, 31)),
        ("31-03-2026", dt.date(2026, 3, 31)),
        ("31 maart 2026", dt.date(2026, 3, 31)),
        ("2026-03-31 10:30", dt.datetime(2026, 3, 31, 10, 30)),
        ("2026-03-31T10:30:00", dt.datetime(2026, 3, 31, 10, 30)),
        ("2026-03-31T10:30:00+02:00", dt.datetime(2026, 3, 31, 10, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))),
        ("", None),
    ],
)
def test_dates(written: str, date: dt.date | None) -> None:
    assert read(f"date: {written}").front.date == date


@pytest.mark.parametrize(
    ("front", "line", "word"),
    [
        ("channel: {a: b}", 2, "channel"),
        ("topic: x\nkind: pagina", 3, "bericht"),
        ("date: 2026-13-01", 2, "2026-03-31"),
        ("date: 32 maart 2026", 2, "2026-03-31"),
        ("date: morgen", 2, "2026-03-31"),
        ("date: 0001-01-01 00:00:00 +14:00", 2, "2026-03-31"),
        ("title: [a]", 2, "title"),
        ("media:\n  - file: a\n    decorative: misschien", 4, "ja of nee"),
        ("media: [[a]]", 2, "media"),
        ("media:\n  - alt: {a: b}", 3, "alt"),
        ("consent: [a]", 2, "consent"),
        ("in_reply_to: [a]", 2, "in_reply_to"),
        ("channel: a\nkanaal: b", 3, "tweede keer"),
        ("account: @jan", 2, "aanhalingstekens"),
        ("topic: a: b", 2, "aanhalingstekens"),
        ("topic: a\nchannel: [a, b\nkind: post", 3, "YAML"),
        ('topic: a\nchannel: "x\nkind: post', 3, "YAML"),
        ("channel: x\n\ttopic: y", 3, "spaties"),
        ("topic: &a x\nsource: *a", 2, "voluit"),
        ("topic: x\nsource: *a", 3, "voluit"),
        ("a: " + "[" * 30 + "]" * 30, 2, "20 niveaus"),
        ("topic: x\nsource: a\x07b", 3, "stuurteken"),
        ("channel:linkedin", 2, "spatie na de dubbele punt"),
        ("x: " + "y" * 70_000, 1, "64 kB"),
        ("date: !!python/object/apply:os.getcwd []", 2, "date"),
    ],
)
def test_mistakes_are_named_with_their_line(front: str, line: int, word: str) -> None:
    problem = problem_of(front)
    assert problem.place == f"a.md:{line}"
    assert word in problem.text.nl


def test_lines_count_carriage_returns_and_separators_as_an_editor_does() -> None:
    with pytest.raises(Problem) as caught:
        read_text("---\r\ntopic: 'a\u2028b\u0085c'\r\nkind: x\r\n---\r\nTekst", "a.md")
    assert caught.value.line == 3


def test_unknown_keys_are_left_alone_but_near_misses_noticed() -> None:
    draft = read("chanel: linkedin\nlayout: post\ntags: [a]\nresources: x\nupdate: y\nmedia: {fille: a.png}")
    assert [(n.code, *re.findall("«(.*?)»", n.message)) for n in draft.notices] == [
        ("front-matter-key", "chanel", "channel"),
        ("front-matter-key", "fille", "file"),
    ]
    assert draft.front_lines["layout"] == 3
    assert draft.front.channel is None


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("kannaal", "kanaal"),
        ("kanal", "kanaal"),
        ("Dautm", "datum"),
        ("onderwerb", "onderwerp"),
        ("channle", "channel"),
    ],
)
def test_a_near_miss_is_told_by_the_name_that_is_nearest(written: str, meant: str) -> None:
    (notice,) = read(f"{written}: x").notices
    assert re.findall("«(.*?)»", notice.message) == [written, meant]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("imge", "media"), ("afbeelidng", "media"), ("medai", "media"), ("chanel", "channel"), ("consnt", "consent")],
)
def test_a_misspelt_key_is_told_with_its_line_and_the_key_to_write(written: str, meant: str) -> None:
    (notice,) = read(f"title: x\n{written}: y").notices
    assert re.findall("«(.*?)»", notice.message) == [written, meant]
    assert "regel 3" in notice.message


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("answers", "in_reply_to"), ("Reply-To", "in_reply_to"), ("in response to", "in_reply_to"),
        ("question", "in_reply_to"), ("vraag", "antwoord_op"), ("reageert_op", "antwoord_op"),
        ("platform", "channel"), ("netwerk", "kanaal"), ("lezers", "doelgroep"), ("permission", "consent"),
        ("gesponsord", "openheid"), ("references", "source"), ("bronvermelding", "bron"),
    ],
)  # fmt: skip
def test_another_word_for_a_key_is_told_by_the_name_to_write(written: str, meant: str) -> None:
    (notice,) = read(f"title: x\n{written}: y").notices
    assert re.findall("«(.*?)»", notice.message) == [written, meant]
    assert "regel 3" in notice.message


@pytest.mark.parametrize("written", ["antwoord_op", "antwoord-op", "reactie_op", "in-reply-to"])
def test_what_a_reply_answers_has_several_names(written: str) -> None:
    draft = read(f"{written}: Helpt warmte?")
    assert draft.front.in_reply_to == InReplyTo(text="Helpt warmte?")
    assert not draft.notices


def test_a_text_that_begins_with_another_word_for_a_key_is_a_text() -> None:
    draft = read_text("---\nVraag: wie slaapt er goed met een kussen?\nIk hoor het graag.\n", "a.md")
    assert "kussen" in draft.prose
    assert draft.front == FrontMatter()


_KEYS_OF_OTHERS = [
    "aliases", "alias", "archetype", "audio", "author", "authors", "banner", "bibliography", "body", "build",
    "caption", "cascade", "categories", "category", "collection", "color", "comments", "contact", "content",
    "contents", "contributors", "cover", "created", "cssclass", "cssclasses", "data", "dates", "description",
    "disqus", "draft", "excerpt", "expiryDate", "featured", "featured_image", "foto", "header", "headless",
    "hero", "id", "image", "image_alt", "images", "img", "index", "isCJKLanguage", "keywords", "kin", "labels",
    "lang", "language", "lastmod", "lastUpdated", "layout", "license", "linkTitle", "locale", "markup", "math",
    "menu", "menus", "modified", "name", "nav_order", "outputs", "params", "parent", "permalink", "photo",
    "photos", "picture", "pictures", "post", "posts", "pubDate", "public", "publish", "publishDate",
    "published", "redirect_from", "related", "resources", "series", "share", "sidebar", "sitemap", "slug",
    "social", "status", "subject", "subtitle", "summary", "tag", "tags", "tagline", "taxonomies", "template",
    "teaser", "text", "theme", "thumbnail", "titles", "toc", "topics", "translationKey", "type", "up",
    "updated", "url", "uuid", "videos", "visibility", "weight", "afbeelding", "afbeeldingen", "auteur",
    "categorie", "omschrijving", "samenvatting", "trefwoorden",
]  # fmt: skip


@pytest.mark.parametrize("key", _KEYS_OF_OTHERS)
def test_keys_of_other_tools_are_no_misspellings(key: str) -> None:
    assert not read(f"{key}: x").notices


def test_front_matter_in_plain_text_is_told_of() -> None:
    (notice,) = read_text("---\nkannaal: linkedin\n---\nTekst", "a.txt").notices
    assert (notice.code, ".md" in notice.message) == ("front-matter-unread", True)
    for text in ("---\nTip: drink water\n---\nTekst", "---\nkanaal: x\nTekst", "---\n---\n"):
        assert not read_text(text, "a.txt").notices


@pytest.mark.parametrize("name", ["a.txt", "a.md", "-"])
@pytest.mark.parametrize(
    "begin", ["Kanaal: linkedin\n", "\nsoort: reactie\n", "--\nchannel: x\n--\n", "—\nkanaal: x\n"]
)
def test_who_writes_the_channel_as_text_is_told_how_to_say_it(name: str, begin: str) -> None:
    (notice,) = read_text(f"{begin}Sta elk uur even op.", name).notices
    assert notice.code == "metadata-as-text"
    assert "--channel" in notice.message


@pytest.mark.parametrize("text", ["Tip: kanaal zwemmen is gezond.", "Kanaalzwemmen: zo begin je.", "Onderwerp: je rug"])
def test_a_text_that_only_looks_like_a_key_is_a_text(text: str) -> None:
    assert not read_text(text, "a.md").notices


@pytest.mark.parametrize("empty", ["", "# alleen commentaar", "channel:\nmedia:\nmentions: []"])
def test_empty_front_matter_says_nothing(empty: str) -> None:
    draft = read(empty)
    assert draft.front == FrontMatter()
    assert draft.prose == "Tekst"


def test_three_dots_close_too() -> None:
    assert read_text("---\nchannel: x\n...\nTekst", "a.markdown").front.channel == "x"


@pytest.mark.parametrize(
    "opening", ["---\nchannel: x\nTekst", "---\nlayout: x\ntags: y\n\nTekst", "---\n# c\nkanaal:x"]
)
def test_front_matter_that_is_never_closed_is_a_problem(opening: str) -> None:
    with pytest.raises(Problem) as caught:
        read_text(opening, "a.md")
    assert caught.value.line == 1
    assert "---" in caught.value.text.nl


@pytest.mark.parametrize(
    ("source", "prose"),
    [
        ("---\nHallo allemaal", "Hallo allemaal"),
        ("---\n\nTip: drink water\nTot morgen", "Tip: drink water\nTot morgen"),
        ("---\nHallo allemaal.\n\n---\nmeer", "Hallo allemaal.\n\nmeer"),
        ("--- \n\n- a\n\n---\nmeer", "a\n\nmeer"),
        ("----\nkind: x\n\n----\nmeer", "kind: x\n\nmeer"),
    ],
)
def test_a_thematic_break_is_no_front_matter(source: str, prose: str) -> None:
    draft = read_text(source, "a.md")
    assert draft.prose == prose
    assert draft.front == FrontMatter()
