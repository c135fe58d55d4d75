import io
import json
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import postlint.series.importers.records as splitting
import postlint.series.importers.typed as typing
from postlint.cli.app import cli
from postlint.findings import DraftError, Notice, Problem
from postlint.series.importers import Context, archive, importer_of, unpacked
from postlint.series.importers.archive import Folder
from postlint.series.importers.records import Broken, Record, records
from postlint.series.item import Item

HERE = ZoneInfo("Europe/Amsterdam")
GOOD = '[{"timestamp": 1767262200, "data": [{"post": "goed"}]}]'


def read(path: Path) -> list[Item | DraftError | Notice]:
    with ZipFile(path) as zipped:
        importer = importer_of(zipped.namelist())
        assert importer is not None
        return list(importer.items(zipped, Context("export.zip", HERE, "nl")))


def zipped(folder: Path, files: dict[str, str]) -> Path:
    path = folder / "export.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return path


def told(path: Path) -> tuple[list[str], list[tuple[str, str]]]:
    found = read(path)
    texts = [one.text for one in found if isinstance(one, Item)]
    return texts, [(one.path, one.message) for one in found if isinstance(one, DraftError)]


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=30)
@given(st.lists(values, max_size=5), st.integers(3, 40), st.sampled_from([None, 1]))
def test_records_are_those_of_the_file_however_it_is_cut(wanted, size, indent):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "_CHUNK", size)
        bare = io.BytesIO(json.dumps(wanted, indent=indent).encode())
        assert [json.loads(one.raw) for one in records(bare)] == wanted  # type: ignore[union-attr]
        keyed = io.BytesIO(json.dumps({"a": wanted, "v": wanted, "z": wanted}, indent=indent).encode())
        assert [json.loads(one.raw) for one in records(keyed, ["v"])] == wanted  # type: ignore[union-attr]


@settings(max_examples=50)
@given(st.binary(max_size=60), st.integers(1, 20))
def test_any_bytes_end_in_records_or_in_places_with_a_reason(data, size):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "_CHUNK", size)
        for one in records(io.BytesIO(data), ["v"]):
            assert isinstance(one, Record | Broken)
            assert one.line >= 1


@pytest.mark.parametrize(
    ("text", "lines", "why"),
    [
        ("", [1], "leeg"),
        ("hallo", [1], "geen JSON"),
        ('fetch("https://example.org")', [1], "geen JSON"),
        ('[1,\n{"a": 2', [2], "breekt hier af"),
        ("[1]\nalert(2)", [1], "na het einde"),
        ("[" * 100, [1], "te veel in elkaar"),
    ],
)
def test_what_is_no_list_of_records_is_told_with_its_line(text, lines, why):
    broken = [one for one in records(io.BytesIO(text.encode())) if isinstance(one, Broken)]
    assert [one.line for one in broken] == lines
    assert why in broken[0].text.nl


def test_a_record_larger_than_any_is_passed_over(monkeypatch):
    monkeypatch.setattr(splitting, "LONGEST", 100)
    monkeypatch.setattr(splitting, "_CHUNK", 16)
    found = list(records(io.BytesIO(b'[{"a": 1},\n{"a": [' + b"1," * 500 + b'1]},\n{"a": 3}]')))
    assert [one.line for one in found] == [1, 2, 3]
    assert isinstance(found[1], Broken)
    assert json.loads(found[2].raw) == {"a": 3}  # type: ignore[union-attr]


def test_a_bomb_stops_at_the_bound_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_MEMBER", 1 << 20)
    bomb = '["' + "a" * (1 << 21) + '"]'
    path = zipped(tmp_path, {"posts/your_posts_1.json": bomb, "posts/your_posts_2.json": GOOD})
    assert path.stat().st_size < 10_000
    texts, errors = told(path)
    assert texts == ["goed"]
    assert errors == [
        (
            "export.zip/posts/your_posts_1.json",
            "dit bestand is uitgepakt groter dan 1 MB; zo'n export kent postlint niet, de rest blijft ongelezen",
        )
    ]


@pytest.mark.parametrize(("record", "bound"), [("7", (archive, "HOPELESS")), ("{}", (typing, "MOST_RECORDS"))])
def test_a_file_of_nothing_but_mistakes_or_nothings_is_given_up(tmp_path, monkeypatch, record, bound):
    monkeypatch.setattr(*bound, 30)
    files = {"posts/your_posts_1.json": f"[{','.join([record] * 100)}]", "posts/your_posts_2.json": GOOD}
    texts, errors = told(zipped(tmp_path, files))
    assert texts == ["goed"]
    assert errors[-1][1].startswith("meer dan 30 ")


def test_many_small_bombs_stop_at_the_bound_of_the_whole(tmp_path, monkeypatch):
    monkeypatch.setattr(archive, "LARGEST_EXPORT", 1000)
    many = {f"posts/your_posts_{n}.json": "[" + " " * 600 + "]" for n in range(3)}
    texts, errors = told(zipped(tmp_path, many))
    assert not texts
    assert [path for path, _ in errors] == [f"export.zip/posts/your_posts_{n}.json" for n in (1, 2)]


def test_a_name_that_climbs_out_is_only_a_name(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    before = sorted(tmp_path.rglob("*"))
    path = zipped(inside, {"../../etc/posts/your_posts_1.json": GOOD})
    texts, errors = told(path)
    assert (texts, errors) == (["goed"], [])
    assert sorted(tmp_path.rglob("*")) == sorted([*before, path])


def test_a_damaged_part_costs_only_itself(tmp_path):
    path = zipped(tmp_path, {"posts/your_posts_1.json": GOOD * 20, "posts/your_posts_2.json": GOOD})
    data = bytearray(path.read_bytes())
    with ZipFile(path) as made:
        start = made.getinfo("posts/your_posts_1.json").header_offset + 30 + len("posts/your_posts_1.json")
    data[start + 4 : start + 12] = b"\xff" * 8
    path.write_bytes(data)
    texts, errors = told(path)
    assert texts == ["goed"]
    assert errors == [
        ("export.zip/posts/your_posts_1.json", "dit deel van de zip is beschadigd; download de export opnieuw")
    ]


def test_a_password_is_told(tmp_path):
    path = zipped(tmp_path, {"posts/your_posts_1.json": GOOD})
    data = bytearray(path.read_bytes())
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert "wachtwoord" in told(path)[1][0][1]


def test_links_in_a_folder_lead_nowhere(tmp_path):
    secret = tmp_path / "secret.json"
    secret.write_text(GOOD)
    export = tmp_path / "export"
    (export / "posts").mkdir(parents=True)
    (export / "posts" / "your_posts_1.json").symlink_to(secret)
    (export / "posts" / "around").symlink_to(tmp_path)
    assert Folder(export).infolist() == []
    assert unpacked(export) is None


def test_a_folder_opens_only_what_it_named(tmp_path):
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "your_posts_1.json").write_text(GOOD)
    folder = Folder(tmp_path)
    (info,) = folder.infolist()
    info.filename = "../secret.json"
    with pytest.raises(FileNotFoundError):
        folder.open(info)


def test_of_very_many_mistakes_the_first_are_told_and_the_others_counted(tmp_path):
    texts, errors = told(zipped(tmp_path, {"posts/your_posts_1.json": "[" + ",\n".join(["7"] * 50) + "]"}))
    assert not texts
    assert len(errors) == 21
    assert errors[-1][1] == "en nog 30 plekken met een fout"


@pytest.mark.parametrize(
    ("names", "why"),
    [
        (["Profile.csv", "Connections.csv"], "grote download"),
        (["data/manifest.js"], "geen data/tweets.js"),
        (["your_facebook_activity/messages/a.json"], "geen berichten"),
    ],
)
def test_an_export_without_posts_says_what_to_ask_for(tmp_path, names, why):
    with pytest.raises(Problem) as told_:
        read(zipped(tmp_path, dict.fromkeys(names, "")))
    assert why in told_.value.text.nl
    assert told_.value.path == "export.zip"


def test_a_run_over_a_broken_export_reads_the_rest_and_ends_in_two(tmp_path):
    repost = '{"tweet": {"full_text": "RT @ann: hoi", "created_at": "Thu Jan 01 10:10:00 +0000 2026"}}'
    path = zipped(tmp_path, {"data/tweets.js": f'window.YTD.tweets.part0 = [\n7,\n{repost},\n{{"tweet":'})
    done = CliRunner().invoke(cli, ["audit", str(path), "--format", "json"])
    assert done.exit_code == 2
    told_ = json.loads(done.stdout)
    assert told_["audit"]["counts"]["posts_total"] == 1
    assert [(error["path"], error["message"].partition(":")[0]) for error in told_["errors"]] == [
        (f"{path}/data/tweets.js", f"regel {line}") for line in (2, 4)
    ]
