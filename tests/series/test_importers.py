import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from postlint.findings import DraftError, Notice, Problem
from postlint.series.importers import Context, importer_of, unpacked
from postlint.series.item import Asked, Item, Moment

HERE = ZoneInfo("Europe/Amsterdam")
T = 1767262200  # 2026-01-01 10:10 UTC
AT = datetime(2026, 1, 1, 10, 10, tzinfo=UTC)


def as_meta_writes(value: Any) -> str:
    """JSON with every byte of UTF-8 as an escape of its own."""
    if isinstance(value, dict | list):
        value = json.loads(json.dumps(value, ensure_ascii=False).encode().decode("latin-1"))
    return json.dumps(value, indent=2)


def archive(folder: Path, files: dict[str, str]) -> Path:
    path = folder / "export.zip"
    with ZipFile(path, "w") as zipped:
        for name, text in files.items():
            zipped.writestr(name, text)
    return path


def read(path: Path, **context: Any) -> list[Item | DraftError | Notice]:
    with ZipFile(path) as zipped:
        importer = importer_of(zipped.namelist())
        assert importer is not None
        return list(importer.items(zipped, Context("export.zip", HERE, context.pop("lang", "nl"), **context)))


def items(found: Sequence[Any]) -> list[Item]:
    return [one for one in found if isinstance(one, Item)]


def errors(found: Sequence[Any]) -> list[DraftError]:
    return [one for one in found if isinstance(one, DraftError)]


def notices(found: Sequence[Any]) -> str:
    return " ".join(one.message for one in found if isinstance(one, Notice))


SHARES = (
    "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"
    '2026-01-01 23:30:00,https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A71,"Eerste regel""\n'
    '""\n""Zij zei """"ja""""",,,MEMBER_NETWORK\n'
    "2026-01-03 09:00:00,https://www.linkedin.com/feed/update/urn:li:ugcPost:72,Lees dit,https://example.org/a,,PUBLIC\n"
)


def test_linkedin_shares_become_posts_in_the_time_of_the_practice(tmp_path):
    found = read(archive(tmp_path, {"Shares.csv": SHARES}))
    first, second = items(found)
    assert first.text == 'Eerste regel\n\nZij zei "ja"'
    assert first.when == Moment(date(2026, 1, 2), datetime(2026, 1, 1, 23, 30, tzinfo=UTC))
    assert (first.kind, first.channels, first.id, first.published) == ("post", ("linkedin",), "urn:li:share:71", True)
    assert (first.path, first.line, second.line) == ("export.zip/Shares.csv", 2, 5)
    assert second.sources == ("https://example.org/a",)
    assert "geen onderwerpen" in notices(found)


def test_linkedin_comments_answer_the_post_they_stand_under(tmp_path):
    comments = (
        "Date,Link,Message\n2026-01-04 08:00:00,https://www.linkedin.com/feed/update/urn%3Ali%3Aactivity%3A9,"
        '"Goed punt, hij zei \\"ja\\".\nDank!"\n'
    )
    reposts = "Date,Link\n2026-01-05 08:00:00,https://www.linkedin.com/feed/update/urn:li:activity:8\n"
    files = {"Shares_12.csv": SHARES, "Comments_12.csv": comments, "InstantReposts_12.csv": reposts}
    *_, repost, comment = items(read(archive(tmp_path, files)))
    assert comment.text == 'Goed punt, hij zei "ja".\nDank!'
    assert (comment.kind, comment.asked) == ("reply", Asked(id="urn:li:activity:9"))
    assert (repost.kind, repost.text) == ("post", "")
    assert repost.sources == ("https://www.linkedin.com/feed/update/urn:li:activity:8",)


def test_a_line_of_linkedin_that_cannot_be_read_costs_only_itself(tmp_path):
    shares = (
        "Date,ShareLink,ShareCommentary\n"
        "gisteren,https://l/urn:li:share:1,Wanneer?\n"
        "2026-01-02 09:00:00,https://l/urn:li:share:2,Te veel, cellen\n"
        "2026-01-03 09:00:00,https://l/urn:li:share:3,Goed\n"
    )
    found = read(archive(tmp_path, {"Shares.csv": shares}))
    assert [item.text for item in items(found)] == ["Goed"]
    assert [(error.path, error.line) for error in errors(found)] == [("export.zip/Shares.csv", n) for n in (2, 3)]
    assert "«gisteren» is geen datum" in errors(found)[0].message
    assert "4 cellen in plaats van 3" in errors(found)[1].message


def test_a_table_of_linkedin_without_its_columns_says_which_one_is_missing(tmp_path):
    found = read(archive(tmp_path, {"Shares.csv": "Datum,Tekst\n", "Comments.csv": "", "Profile.csv": "x"}))
    assert not items(found)
    assert [(error.path, error.line) for error in errors(found)] == [
        ("export.zip/Shares.csv", 1), ("export.zip/Comments.csv", 1),
    ]  # fmt: skip
    assert "«Date» ontbreekt" in errors(found)[0].message


FACEBOOK = [
    {
        "timestamp": T,
        "attachments": [{"data": [{"external_context": {"url": "https://example.org/é"}}]}],
        "data": [{"post": "Kniepijn? Begin rustig – en geniet 🙂"}, {"update_timestamp": T}],
        "title": "Praktijk heeft een bericht geplaatst.",
        "tags": [{"name": "Zoë"}],
    },
    {"timestamp": T + 60, "attachments": [{"data": [{"media": {"uri": "a.jpg", "description": "Bij de foto"}}]}]},
    {"timestamp": T + 120, "data": [{"update_timestamp": T}], "title": "Praktijk was in Zwolle."},
]


def test_facebook_posts_are_read_with_their_broken_letters_mended(tmp_path):
    name = "your_facebook_activity/posts/your_posts__check_ins__photos_and_videos_1.json"
    written = as_meta_writes(FACEBOOK)
    found = read(archive(tmp_path, {name: written}))
    first, photo = items(found)
    assert first.text == "Kniepijn? Begin rustig – en geniet 🙂"
    assert first.when == Moment(date(2026, 1, 1), AT)
    assert (first.sources, first.mentions, first.channels) == (
        ("https://example.org/é",), ("Zoë",), ("facebook-personal",),
    )  # fmt: skip
    assert (photo.text, photo.path, photo.line) == (
        "Bij de foto",
        f"export.zip/{name}",
        written.splitlines().index("  },") + 2,
    )
    assert "1 regels" in notices(found)


def test_facebook_pages_groups_and_comments_go_to_their_own_channel(tmp_path):
    group = {"group_posts_v2": [{"timestamp": T, "data": [{"post": "In de groep"}]}]}
    comment = {"comments_v2": [{"timestamp": T, "data": [{"comment": {"timestamp": T, "comment": "Ja!"}}]}]}
    files = {
        "this_profile's_activity_across_facebook/posts/profile_posts_1.json": as_meta_writes(FACEBOOK[:1]),
        "your_facebook_activity/groups/your_posts_in_groups.json": as_meta_writes(group),
        "your_facebook_activity/comments_and_reactions/comments.json": as_meta_writes(comment),
    }
    found = read(archive(tmp_path, files))
    assert [(item.kind, item.channels[0]) for item in items(found)] == [
        ("post", "facebook-page"), ("post", "facebook-group-closed"), ("reply", "facebook-personal"),
    ]  # fmt: skip
    assert "besloten" in notices(found)
    said = items(read(archive(tmp_path, files), channel="facebook-page"))
    assert [item.channels[0] for item in said] == ["facebook-page", "facebook-group-closed", "facebook-page"]


INSTAGRAM = {
    "your_instagram_activity/media/posts_1.json": [
        {"media": [{"uri": "a.jpg", "creation_timestamp": T, "title": "Eén foto"}]},
        {"media": [{"creation_timestamp": T + 1, "title": ""}] * 2, "title": "Twee foto's",
         "creation_timestamp": T + 9},
    ],
    "your_instagram_activity/media/posts.json": [
        {"timestamp": T,
         "label_values": [{"label": "Media", "media": [{"creation_timestamp": T, "title": "Eén foto"}]}]},
        {"timestamp": T + 20, "label_values": [{"label": "Bijschrift", "value": "Nieuw formaat"}]},
    ],
    "your_instagram_activity/media/reels.json": {
        "ig_reels_media": [{"media": [{"creation_timestamp": T + 30, "title": "Een filmpje"}]}]
    },
    "your_instagram_activity/comments/post_comments_1.json": [
        {"string_map_data": {"Opmerking": {"value": "Mooi uitgelegd"}, "Media-eigenaar": {"value": "collega"},
                             "Tijd": {"timestamp": T + 40}}},
    ],
    "your_instagram_activity/comments/reels_comments.json": {
        "comments_reels_comments": [
            {"string_map_data": {"Kommentar": {"value": "Schön"}, "Besitzer": {"value": "kollege"},
                                 "Zeit": {"timestamp": T + 50}}}
        ]
    },
    "your_instagram_activity/threads/threads_and_replies.json": {
        "text_post_app_text_posts": [
            {"media": [{"creation_timestamp": T + 60, "title": "Draad", "text_app_post": {"is_reply": False}}]},
            {"media": [{"creation_timestamp": T + 70, "title": "Antwoord", "text_app_post": {"is_reply": True}}]},
        ]
    },
}  # fmt: skip


def test_instagram_and_threads_are_read_in_every_layout_known(tmp_path):
    found = read(archive(tmp_path, {name: as_meta_writes(value) for name, value in INSTAGRAM.items()}))
    assert not errors(found)
    told = sorted(items(found), key=lambda item: item.when)
    assert [(item.text, item.kind, item.channels[0]) for item in told] == [
        ("Eén foto", "post", "instagram"), ("Twee foto's", "post", "instagram"),
        ("Nieuw formaat", "post", "instagram"), ("Een filmpje", "post", "instagram"),
        ("Mooi uitgelegd", "reply", "instagram"), ("Schön", "reply", "instagram"),
        ("Draad", "post", "threads"), ("Antwoord", "reply", "threads"),
    ]  # fmt: skip
    assert [item.asked.sender for item in told if item.asked] == ["collega", "kollege"]
    assert "1 berichten staan twee keer" in notices(found)


def test_the_only_post_of_an_account_may_stand_without_a_list(tmp_path):
    one = {"media": [{"creation_timestamp": T, "title": "Mijn eerste"}]}
    found = read(archive(tmp_path, {"content/posts_1.json": as_meta_writes(one)}))
    assert [item.text for item in items(found)] == ["Mijn eerste"]


def test_a_record_that_is_no_post_costs_only_itself(tmp_path):
    text = '[\n {"timestamp": "gisteren"},\n {"timestamp": 9e30, "data": [{"post": "ver weg"}]},\n'
    text += ' {"timestamp": 1767262200, "data": [{"post": "goed"}]},\n {"timestamp": 1, "da\n}\n]'
    found = read(archive(tmp_path, {"posts/your_posts_1.json": text}))
    assert [item.text for item in items(found)] == ["goed"]
    assert [error.line for error in errors(found)] == [2, 3, 5]
    assert "anders dan in een export" in errors(found)[0].message


def test_meta_as_html_says_to_ask_for_json(tmp_path):
    path = archive(tmp_path, {"your_facebook_activity/posts/your_posts_1.html": "<p>hoi</p>"})
    with pytest.raises(Problem) as told:
        read(path)
    assert "kies bij «Indeling» voor JSON" in told.value.text.nl
    assert told.value.path == "export.zip"


def post(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {"tweet": {"id_str": str(number), "created_at": "Thu Jan 01 10:10:00 +0000 2026", "full_text": text, **more}}


def x_file(name: str, records: Any) -> str:
    return f"window.YTD.{name} = {json.dumps(records, indent=2, ensure_ascii=False)}"


def test_x_tells_posts_answers_threads_and_reposts_apart(tmp_path):
    posts = [
        post(1, "Rust &amp; regelmaat &lt;3 https://t.co/a https://t.co/b", entities={
            "urls": [{"url": "https://t.co/a", "expanded_url": "https://example.org"}],
            "media": [{"url": "https://t.co/b"}],
        }),
        post(2, "@ann @bob Dat klopt", in_reply_to_status_id_str="99", in_reply_to_user_id_str="5",
             in_reply_to_screen_name="ann",
             entities={"user_mentions": [{"screen_name": "ann"}, {"screen_name": "bob"}]}),
        post(3, "En verder", in_reply_to_status_id_str="1", in_reply_to_user_id_str="42"),
        post(4, "RT @collega: Lees dit", entities={"user_mentions": [{"screen_name": "collega"}]}),
    ]  # fmt: skip
    files = {
        "data/account.js": x_file("account.part0", [{"account": {"username": "praktijk", "accountId": "42"}}]),
        "data/tweets.js": x_file("tweets.part0", posts),
        "data/tweets-part1.js": x_file("tweets.part1", [post(5, "Deel twee")]) + ";\n",
        "data/deleted-tweets.js": x_file("deleted_tweets.part0", [post(6, "Weg")]),
    }
    found = read(archive(tmp_path, files))
    first, answer, thread, repost, part = items(found)
    assert first.text == "Rust & regelmaat <3 https://example.org"
    assert (first.id, first.account, first.when) == ("1", "praktijk", Moment(date(2026, 1, 1), AT))
    assert (answer.kind, answer.text, answer.asked) == ("reply", "Dat klopt", Asked(sender="ann", id="99"))
    assert answer.mentions == ("ann", "bob")
    assert (thread.kind, thread.asked) == ("post", None)
    assert (repost.kind, repost.text, repost.sources) == ("post", "", ("@collega",))
    assert part.text == "Deel twee"


def test_x_gives_long_posts_whole(tmp_path):
    whole = "Wie elke dag tien minuten wandelt, merkt na een paar weken verschil. " * 8
    files = {
        "data/tweets.js": x_file("tweets.part0", [post(1, whole[:270] + "…"), post(2, "Kort")]),
        "data/note-tweet.js": x_file("note_tweet.part0", [{"noteTweet": {"core": {"text": whole}}}]),
    }
    assert [item.text for item in items(read(archive(tmp_path, files)))] == [whole.strip(), "Kort"]


def test_older_archives_of_x_have_bare_posts(tmp_path):
    files = {"tweet.js": x_file("tweet.part0", [post(1, "Oud")["tweet"], {"created_at": "ooit", "full_text": "?"}])}
    found = read(archive(tmp_path, files))
    assert [item.text for item in items(found)] == ["Oud"]
    assert "«ooit» is geen datum van X" in errors(found)[0].message


def test_an_unpacked_export_reads_as_its_zip_does(tmp_path):
    with ZipFile(archive(tmp_path, {"data/tweets.js": x_file("tweets.part0", [post(1, "Uitgepakt")])})) as zipped:
        zipped.extractall(tmp_path / "x")
    found = unpacked(tmp_path / "x")
    assert found is not None
    importer, folder = found
    (item,) = items(list(importer.items(folder, Context("x", HERE, "nl"))))
    assert (item.path, item.text) == ("x/data/tweets.js", "Uitgepakt")


def test_a_folder_with_drafts_is_no_export(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tweets.js").write_text("[]")
    (tmp_path / "concept.md").write_text("Hallo")
    assert unpacked(tmp_path) is None


def test_ordinary_archives_belong_to_no_network():
    assert importer_of(["berichten/een.md", "posts.csv", "Comments.csv", "media/foto.jpg", "posts/posts.json"]) is None
