"""Posts from folders, tables and archives become Items, and every mistake has its file and line."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from series_fakes import reader
from word_files import word

from postlint.findings import DraftError, Notice, Problem
from postlint.series import Item, Reader, read


def items(path: Path, using: Reader | None = None) -> list[Item]:
    found = list(read([str(path)], using or reader()))
    assert all(isinstance(one, Item) for one in found), found
    return [one for one in found if isinstance(one, Item)]


def errors(path: Path, using: Reader | None = None) -> list[tuple[str, int | None, str]]:
    found = [one for one in read([str(path)], using or reader()) if isinstance(one, DraftError)]
    return [(Path(one.path).name, one.line, one.message) for one in found]


def write(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding, newline="")
    return path


def test_a_draft_for_two_channels_is_one_item_with_what_its_front_matter_says(tmp_path: Path) -> None:
    front = "channel: [linkedin, x]\ndate: 2026-03-01T10:00\ntopic: rug, nek\naccount: Zuid\nmentions: ['@kngf']\n"
    write(tmp_path / "a.md", f"---\n{front}source: NRC\n---\n\nVERKOOPT iets\n")
    (one,) = items(tmp_path)
    assert (one.kind, one.channels, one.account, one.topic) == ("post", ("linkedin", "x"), "Zuid", "rug, nek")
    assert (one.mentions, one.sources) == (("@kngf",), ("NRC",))
    assert one.when is not None
    assert (one.when.day.isoformat(), one.when.at is not None) == ("2026-03-01", True)
    assert one.judged is not None
    assert one.judged.promotional
    assert one.judged.direct


def test_a_word_document_says_when_and_where_it_was_posted_and_so_does_a_draft_in_an_archive(tmp_path: Path) -> None:
    front = ("---", "channel: x", "date: 2026-03-01", "---")
    (tmp_path / "a.docx").write_bytes(word(*front, "Rol je schouders los."))
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("b.md", "\n".join((*front, "Rol je schouders los.\n")))
    for name in ("a.docx", "b.zip"):
        (one,) = items(tmp_path / name)
        assert one.when is not None
        assert (one.when.day.isoformat(), one.channels, one.text) == ("2026-03-01", ("x",), "Rol je schouders los.")


def test_csv_of_a_spreadsheet(tmp_path: Path) -> None:
    rows = (
        "Datum;Kanaal;Tekst;Soort;Vraag_datum;Vraag\r\n"
        '31-3-2026 14:05;LinkedIn;"Eerste regel\r\ntweede regel";;;\r\n'
        "1 april 2026;x;Antwoord;reactie;2026-03-31T20:00;Kan dat?\r\n"
    )
    first, second = items(write(tmp_path / "p.csv", rows, "cp1252"))
    assert (first.line, first.channels, first.published) == (2, ("linkedin",), True)
    assert first.when is not None
    assert first.when.day.isoformat() == "2026-03-31"
    assert (second.line, second.kind) == (4, "reply")
    assert second.asked is not None
    assert second.asked.text == "Kan dat?"


def test_columns_kinds_and_channels_that_the_configuration_names(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", "Wat,Waar,Type\nHallo daar,FB,Melding\nMooi!,FB,Binnengekomen\n")
    using = reader(
        columns={"text": "wat", "channel": "Waar", "kind": "Type"}, channels={"fb": "facebook-page"},
        kinds={"melding": "post", "binnengekomen": "incoming"},
    )  # fmt: skip
    assert [(one.kind, one.channels, one.judged is None) for one in items(path, using)] == [
        ("post", ("facebook-page",), False),
        ("incoming", ("facebook-page",), True),
    ]


def test_jsonl_with_a_nested_answer(tmp_path: Path) -> None:
    line = '{"text": "Ja hoor", "date": "2026-03-01T10:00+02:00", "in_reply_to": {"id": "7", "from": "Gerda"}}\n'
    (one,) = items(write(tmp_path / "p.jsonl", line))
    assert one.kind == "reply"
    assert one.asked is not None
    assert (one.asked.id, one.asked.sender) == ("7", "Gerda")


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("p.csv", "datum,tekst\n31-31-2026,a b\n2026-01-01,goed\n", 2, "bij «datum»: «31-31-2026» is geen datum"),
        ("p.csv", "Vraag datum,tekst\ngister,a b\n", 2, "bij «Vraag datum»: «gister» is geen datum"),
        ("p.jsonl", '{"tekst": "a b", "kanalen": "fax"}\n', 1, "bij «kanalen»: «fax» is geen bekend kanaal"),
        ("p.csv", "kanaal,tekst\nlinkedinn,a b\n", 2, "bedoel je linkedin"),
        ("p.csv", "soort,tekst\nraar,a b\n", 2, "is geen soort"),
        ("p.csv", "datum,wie\n2026-01-01,ik\n", 1, "geen kolom met de tekst"),
        ("p.csv", "", 1, "leeg"),
        ("p.jsonl", '{"text": "a"}\n\n{kapot\n', 3, "geen JSON"),
        ("p.jsonl", "[1]\n", 1, "object"),
    ],
)
def test_a_mistake_in_a_table_has_its_line(tmp_path: Path, name: str, text: str, line: int, said: str) -> None:
    ((file, found, message),) = errors(write(tmp_path / name, text))
    assert (file, found) == (name, line)
    assert said in message


def test_a_column_that_is_not_there_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", "Bericht,Dag\nhallo,2026-01-01\n")
    ((_, line, message),) = errors(path, reader(columns={"date": "Dga"}))
    assert line == 1
    assert "«Dag»" in message


def test_very_many_mistakes_are_counted_and_the_good_rows_still_read(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", "datum,tekst\n" + "gisteren,a\n" * 50 + "2026-01-01,goed\n")
    found = list(read([str(path)], reader()))
    assert sum(isinstance(one, Item) for one in found) == 1
    told = [one for one in found if isinstance(one, DraftError)]
    assert len(told) == 21
    assert "nog 30" in told[-1].message


def test_a_picture_without_words_is_a_post_that_is_not_judged(tmp_path: Path) -> None:
    (one,) = items(write(tmp_path / "p.csv", "datum,tekst\n2026-01-01,\n"))
    assert one.judged is None


def test_an_archive_with_drafts_and_tables(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("map/een.md", "---\ndate: 2026-01-01\n---\n\nHallo daar\n")
        archive.writestr("posts.csv", "tekst,datum\nTweede,2026-01-02\n")
        archive.writestr("__MACOSX/posts.csv", "niets")
    found = items(tmp_path / "a.zip")
    assert [Path(one.path).name for one in found] == ["een.md", "posts.csv"]


def test_what_is_no_archive_or_not_there_is_an_error_and_not_the_end(tmp_path: Path) -> None:
    write(tmp_path / "kapot.zip", "geen zip")
    with zipfile.ZipFile(tmp_path / "leeg.zip", "w") as archive:
        archive.writestr("foto.jpg", "x")
    assert [errors(tmp_path / name)[0][2] for name in ("kapot.zip", "leeg.zip", "weg.csv")] == [
        "dit is geen zip, of hij is beschadigd",
        "in deze zip staan geen berichten die postlint kent: geen .md, .txt, .csv of .jsonl, en geen bekende export",
        "dit bestand bestaat niet; controleer de naam.",
    ]


def test_a_time_zone_that_does_not_exist_ends_the_run(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", "tekst\nhallo daar\n")
    with pytest.raises(Problem, match="no time zone"):
        list(Reader(reader().judge, {}, reader(timezone="Europa/Amsterdam").settings).table(str(path)).csv(path.open()))


def test_times_with_and_without_a_zone_are_the_same_moment(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", "tekst,datum\na b,2026-07-01T12:00\na b,2026-07-01T10:00Z\na b,2026-07-01\n")
    naive, aware, whole = (one.when for one in items(path))
    assert naive == aware
    assert whole is not None
    assert whole.at is None


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("p.csv", "tekst,kannaal\na b,x\n", ["kannaal", "kanaal"]),
        ("p.csv", "tekst,kannaal,kanaal,reeks\na b,x,x,1\n", []),
        ("p.csv", "tekst,likes,datums\na b,3,\n", ["datums", "datum"]),
        ("p.jsonl", '{"tekst": "a b", "acount": "Zuid"}\n' * 3, ["acount", "account"]),
    ],
)
def test_a_column_that_looks_like_one_of_ours_is_told_of_once(
    name: str, text: str, said: list[str], tmp_path: Path
) -> None:
    found = [one.message for one in read([str(write(tmp_path / name, text))], reader()) if isinstance(one, Notice)]
    assert [re.findall("«(.*?)»", message)[:2] for message in found] == ([said] if said else [])


def test_a_quote_that_nothing_closes_is_told_of_and_takes_no_other_row_with_it(tmp_path: Path) -> None:
    rows = '2026-01-01;"Open aanhalingsteken\n2026-01-02;Hallo twee\n2026-01-03;Hallo drie\n'
    path = write(tmp_path / "p.csv", "datum;tekst\n" + rows)
    ((name, line, said),) = errors(path)
    assert (name, line) == ("p.csv", 2)
    assert "aanhalingsteken" in said
    found = [one for one in read([str(path)], reader()) if isinstance(one, Item)]
    assert [(one.line, one.text) for one in found] == [(3, "Hallo twee"), (4, "Hallo drie")]


def test_a_quote_closed_by_that_of_a_later_row_is_told_of_too(tmp_path: Path) -> None:
    rows = '2026-01-01;"Open\n2026-01-02;"Hallo twee"\n2026-01-03;"Laatste'
    path = write(tmp_path / "p.csv", "\ndatum;tekst\n" + rows)
    assert [line for _, line, _ in errors(path)] == [3, 5]
    assert [one.text for one in read([str(path)], reader()) if isinstance(one, Item)] == ["Hallo twee"]


def test_quotes_within_a_cell_and_cells_of_several_lines_are_read(tmp_path: Path) -> None:
    rows = '2026-01-01;Hij zei "hallo" en ging\n2026-01-02;"Een ""woord""\nen nog een"\n2026-01-03;"Los "woord" hier"\n'
    found = items(write(tmp_path / "p.csv", "datum;tekst\n" + rows))
    assert [one.line for one in found] == [2, 3, 5]
    assert found[1].text == 'Een "woord"\nen nog een'


def test_very_many_open_quotes_take_no_long_time(tmp_path: Path) -> None:
    path = write(tmp_path / "p.csv", "datum;tekst\n" + '2026-01-01;"Open en open\n;x\n' * 20_001)
    found = errors(path)
    assert 0 < len(found) <= 21
