"""What fuzzing found (`fuzz/README.md`): input that once ended in a traceback, or in no end at all."""

from __future__ import annotations

import io
import json
import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from rich.cells import cell_len

from postlint.baseline import Entry, read_baseline
from postlint.channels import load_profiles
from postlint.config import read_config
from postlint.draft import Draft, read_text
from postlint.findings import (
    DraftError,
    DraftReport,
    Edit,
    Finding,
    Fix,
    Notice,
    Position,
    Problem,
    Report,
    Severity,
    Span,
    Verdict,
)
from postlint.fix import apply
from postlint.linter.packed import pack, unpack
from postlint.locate import find
from postlint.paths import rules_dir
from postlint.report import FORMATS, renderer
from postlint.report.layout import wrap
from postlint.report.options import RenderOptions
from postlint.rulebook.phrases import parse_phrase
from postlint.series import Item, Reader
from postlint.series import tables as series_tables
from postlint.series.importers.records import Record, records
from postlint.series.read import read
from postlint.suppress import read_suppressions
from postlint.yamlio import Source

HUGE = "9" * 5000
"""More digits than Python turns into a number."""


@pytest.fixture(autouse=True)
def prompt() -> Iterator[None]:
    """Every test takes seconds at most; what hangs ends the run instead of holding it up for ever."""
    timer = threading.Timer(120, lambda: os._exit(70))
    timer.start()
    before = time.process_time()
    yield
    timer.cancel()
    assert time.process_time() - before < 10


def refused(source: str, name: str = "postlint.yaml", folder: Path | None = None) -> Problem:
    with pytest.raises(Problem) as caught:
        Source(source, name) if folder is None else read_config(written(folder / name, source))
    return caught.value


def written(file: Path, text: str) -> Path:
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize(
    "value", ["!!timestamp morgen", "!!bool x", '!!int ""', '!!float ""', "2026-13-45", f"0x{'f' * 5000}", HUGE,
              "1:" * 3000 + "1"],
)  # fmt: skip
def test_a_value_that_its_tag_does_not_fit_is_told_with_its_line(value: str) -> None:
    assert refused(f"a: b\nc: {value}\n").line == 2
    assert refused(f"a: b\n? {value}\n: c\n").line == 2


def test_a_key_that_is_a_list_is_told_without_its_parts() -> None:
    assert "geen […]" in refused(f"? [0x{'f' * 5000}]\n: a\n").text.nl


def test_deep_yaml_is_refused_however_little_stack_is_left() -> None:
    deep = "\n".join(f"{' ' * n}a:" for n in range(390))

    def with_less(frames: int) -> None:
        if frames:
            with_less(frames - 1)
        else:
            Source(deep, "a.yaml")

    with pytest.raises(Problem, match="nested too deeply"):
        with_less(500)


@pytest.mark.parametrize("number", [HUGE, f"0x{'f' * 5000}"])
def test_toml_with_a_number_that_python_would_not_show(number: str, tmp_path: Path) -> None:
    assert "te groot" in refused(f"[tool.postlint]\nmin_score = {number}\n", "pyproject.toml", tmp_path).text.nl


def test_toml_of_empty_lines_is_found_and_read_at_once(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("\n" * 100_000 + "[tool.postlint]\nlang = 'en'\n")
    assert find(tmp_path) == tmp_path / "pyproject.toml"
    origin = read_config(tmp_path / "pyproject.toml").origin("lang")
    assert origin is not None
    assert origin.line == 100_002


@pytest.mark.parametrize("said", ["rule_paths: [{}]", "extends: {}"])
def test_names_in_settings_that_no_file_system_takes(said: str, tmp_path: Path) -> None:
    assert "bestaat niet" in refused(said.format("a" * 5000), folder=tmp_path).text.nl


@pytest.mark.parametrize("key", ["date", "datum"])
def test_a_tag_of_ones_own_on_a_date_in_front_matter(key: str) -> None:
    with pytest.raises(Problem) as caught:
        read_text(f"---\nchannel: x\n{key}: !!timestamp morgen\n---\nEen tip.\n", "a.md")
    assert caught.value.line == 3
    assert read_text(f"---\n{key}: !!timestamp 31-3-2026\n---\nEen tip.\n", "a.md").front.date is not None
    assert read_text("---\nconsent: !!timestamp akkoord\n---\nEen tip.\n", "a.md").front.consent == "akkoord"


@pytest.mark.parametrize("entity", [f"&#{HUGE};", f"&#x{'f' * 5000};", f"&{'a' * 5000};"])
def test_entities_that_name_no_sign_stay_as_they_are(entity: str) -> None:
    assert entity in read_text(f"<p>Een {entity} tip &eacute;&#233;n.</p>\n", "a.md").prose


def test_thousands_of_marks_on_one_letter() -> None:
    draft = read_text("Een e" + "\u0301\u0316" * 25_000 + " tip.\n", "a.txt")
    assert len(draft.prose) < 100
    assert draft.prose.endswith(" tip.")
    assert draft.span(0, len(draft.prose)).end.offset == len(draft.source.rstrip())


def test_pictures_in_a_quotation_in_a_quotation_and_so_on() -> None:
    draft = read_text(">" * 50_000 + " " + "![a](b) " * 6_000, "a.md")
    assert len(draft.images) == 6_000
    assert {block.kind for block in draft.blocks} == {"alt"}


def test_items_know_their_list_again_after_one_within_it() -> None:
    draft = read_text("1. een\n   - twee\n\n     twee en een half\n2. drie\n\n> vier\n\nvijf\n", "a.md")
    assert [(block.kind, block.ordered) for block in draft.blocks] == [
        ("item", True), ("item", False), ("paragraph", False), ("item", True), ("quote", False), ("paragraph", False),
    ]  # fmt: skip


def suppressed(text: str) -> tuple[Draft, list[Notice]]:
    draft = read_text(text, "a.md")
    known = {f"wet/regel-{n}": f"wet/regel-{n}" for n in range(300)}
    return draft, list(read_suppressions(draft, known).notices(lambda _: True))


@pytest.mark.parametrize(
    "directive", [f"ignore{' ' * 50_000}x y", f"ignore x{' ' * 50_000}y", f"ignore x{' ,x' * 30_000} y"]
)
def test_suppressions_that_say_nothing_at_great_length(directive: str) -> None:
    _, notices = suppressed(f"<!-- postlint: {directive} -->\n\nEen tip.\n")
    assert [notice.code for notice in notices] == ["suppression-invalid"]


def test_very_many_unknown_rules_are_all_told_and_the_first_get_a_hint() -> None:
    rules = ",".join(f"wet/regel{n}" for n in range(8_000))
    _, notices = suppressed(f"<!-- postlint: ignore {rules}: r -->\n\nEen tip.\n")
    assert len(notices) == 8_000
    assert "bedoel je" in notices[0].message
    assert "bedoel je" not in notices[-1].message


def test_very_many_ranges_begin_and_end() -> None:
    start, end = f"ignore-start {'a,' * 20_000}a: r", f"ignore-end {'b,' * 20_000}b"
    _, notices = suppressed(f"<!-- postlint: {start} -->\n\nEen tip.\n\n<!-- postlint: {end} -->\n")
    assert sum(notice.code == "suppression-invalid" for notice in notices) == 40_002


def test_brackets_around_brackets_in_a_phrase() -> None:
    assert parse_phrase("nu " + "(" * 5_000 + "snel" + ")" * 5_000) == parse_phrase("nu (snel)")


def test_baselines_that_are_odd_json(tmp_path: Path) -> None:
    file = tmp_path / "b.json"
    file.write_text(f'[{{"postlint":"baseline","version":1,"key":"a","x":{HUGE}}}]')
    with pytest.raises(Problem):
        read_baseline(file, "b.json")
    entry = {"path": "a" * 5000, "rule": "a/b", "hash": "0"}
    file.write_text(json.dumps([{"postlint": "baseline", "version": 1, "key": "\ud800"}, entry]))
    made = read_baseline(file, "b.json")
    assert made.is_gone(Entry(**entry))
    draft = read_text("Een tip.\n", "a.md")
    finding = Finding("a/b", "a", "promotion", Severity.ERROR, "m", "a", "tip", draft.span(4, 7))
    assert made.new(draft, [finding]) == [finding]


def test_entries_of_the_cache_with_other_contents_are_as_good_as_none() -> None:
    text = "Een tip.\n"
    whole = pack([DraftReport("a.md", "linkedin", "post", 90, Verdict.POST, (), (), (), source=text)])
    assert whole is not None
    digest = json.loads(whole)[0]
    for inside in ("[" * 5000, '{"Finding":[]}', '{"DraftReport":[]}', '{"Verdict":["x"]}', "0", '"a"', "[1]", "null"):
        assert unpack(inside.encode(), "a.md", text) is None
        assert unpack(f'["{digest}",{inside}]'.encode(), "a.md", text) is None


class Judge:
    """Finds every draft good."""

    def check_paths(self, paths: object) -> list[DraftReport]:
        return []

    def check_draft(self, draft: Draft) -> list[DraftReport]:
        return [DraftReport(draft.path, "x", "post", 90, Verdict.POST, (), (), (), source=draft.source)]


def series(file: Path) -> tuple[list[Item], list[str]]:
    """Read a file as audit does, and give its posts and what went wrong."""
    found = list(read([str(file)], Reader(Judge(), load_profiles(rules_dir() / "channels"), channel="linkedin")))
    items = [one for one in found if isinstance(one, Item)]
    return items, [one.message for one in found if isinstance(one, DraftError)]


def zipped(file: Path, **members: str) -> Path:
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        for name, text in members.items():
            made.writestr(name, text)
    return file


@pytest.mark.parametrize("date", ["1" + " " * 60 + "a", "1" + " ,T" * 20_000, "2026-01-01" + " " * 50_000 + "x"])
def test_dates_that_are_none_at_great_length(date: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(f'text;date\nTip;"{date}"\nTip;31-3-2026 om 14:05 uur\n')
    items, errors = series(tmp_path / "a.csv")
    assert [item.when and item.when.day.isoformat() for item in items] == ["2026-03-31"]
    assert "is geen datum" in errors[0]


@pytest.mark.parametrize("date", ["9999-12-31 23:59:59", "2026-05-01" + " " * 50_000 + "x"])
def test_dates_of_linkedin_beyond_all_years(date: str, tmp_path: Path) -> None:
    rows = f"Date,ShareLink,ShareCommentary\n{date},urn:li:share:1,Tip\n2026-05-01 10:00:00,urn:li:share:2,Goed\n"
    items, errors = series(zipped(tmp_path / "a.zip", **{"Shares.csv": rows}))
    assert [item.text for item in items] == ["Goed"]
    assert "is geen datum van LinkedIn" in errors[0]


def tweets(*posts: dict[str, object]) -> str:
    return "window.YTD.tweets.part0 = " + json.dumps([{"tweet": post} for post in posts])


def test_dates_of_x_beyond_all_years(tmp_path: Path) -> None:
    posts = tweets({"full_text": "Tip", "created_at": "Fri Dec 31 23:59:59 +0000 9999"}, {"full_text": "Goed"})
    items, errors = series(zipped(tmp_path / "a.zip", **{"data/tweets.js": posts}))
    assert [item.text for item in items] == ["Goed"]
    assert "is geen datum van X" in errors[0]


def test_short_addresses_of_x_that_stand_for_themselves_many_times(tmp_path: Path) -> None:
    short = "https://t.co/a"
    urls = [{"url": short, "expanded_url": f"{short} " * 10}] * 30
    others = [{"url": "T", "expanded_url": "TTTTTTTTTT"}] * 30
    posts = tweets({"full_text": f"Tip {short}", "entities": {"urls": urls + others}})
    items, errors = series(zipped(tmp_path / "a.zip", **{"data/tweets.js": posts}))
    assert [item.text for item in items] == ["Tip " + " ".join([short] * 10)]
    assert not errors


def test_names_in_an_export_that_are_odd(tmp_path: Path) -> None:
    names = [".", f"x{HUGE}", "data/tweets-part2.js", "data/tweets-part10.js", "q.md"]
    file = zipped(tmp_path / "a.zip", **{name: tweets({"full_text": name}) for name in names})
    file.write_bytes(file.read_bytes().replace(b"q.md", b"\0.md"))  # zipfile then takes it for no name at all
    items, errors = series(tmp_path / "a.zip")
    assert [item.text for item in items] == names[2:4]
    assert not errors


def test_members_of_a_zip_that_are_damaged_cost_themselves_alone(tmp_path: Path) -> None:
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr("a.md", "Een tip over je rug, en nog een over je knie.\n")
        made.writestr("b.csv", "text\nEen tip over je rug, en nog een over je knie.\n")
        made.writestr(ZipInfo("c.md"), "Goed.\n")
    data = bytearray(file.getvalue())
    for name in (b"a.md", b"b.csv"):
        at = data.index(name) + len(name)
        data[at : at + 8] = b"\xff" * 8
    (tmp_path / "a.zip").write_bytes(data)
    items, errors = series(tmp_path / "a.zip")
    assert [item.text.strip() for item in items] == ["Goed."]
    assert all("beschadigd" in error for error in errors)
    assert len(errors) == 2


@pytest.mark.parametrize("version", [10, 64])
def test_zips_that_need_another_program(version: int, tmp_path: Path) -> None:
    file = zipped(tmp_path / "a.zip", **{"a.md": "Een tip.\n"})
    data = bytearray(file.read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = version
    file.write_bytes(data)
    assert len(series(file)[1]) == (version > 63)


def test_tables_that_are_odd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text(f"text;{'a' * 1_000_001}\nTip;a\n")
    assert "geen CSV" in series(tmp_path / "a.csv")[1][0]
    lines = [f'{{"text": {HUGE}}}', f'{{"text": {"[" * 600}{"]" * 600}}}', "[" * 100_000, '{"text": "Goed"}']
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    items, errors = series(tmp_path / "a.jsonl")
    assert [item.text for item in items] == ["Goed"]
    assert len(errors) == 3
    monkeypatch.setattr(series_tables, "_LONGEST_LINE", 100)
    for name in ("b.csv", "b.jsonl"):
        (tmp_path / name).write_text("x" * 101 + "\n")
        assert "te lang" in series(tmp_path / name)[1][0]


def test_a_post_longer_than_any_draft_is_not_judged(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "Een tip. " * 120_000}) + '\n{"text": "Goed"}\n')
    items, errors = series(tmp_path / "a.jsonl")
    assert [item.text for item in items] == ["Goed"]
    assert "te lang" in errors[0]


@pytest.mark.parametrize("said", ["exclude = [{}]", "[tool.postlint.severity]\n{}", "overrides = [{{paths = [{}]}}]"])
def test_long_lists_in_toml_know_their_lines(said: str, tmp_path: Path) -> None:
    parts = "\n".join(f"a{n} = 'off'" if "severity" in said else f"'a{n}'," for n in range(5_000))
    config = read_config(written(tmp_path / "pyproject.toml", "[tool.postlint]\n" + said.format(parts) + "\n"))
    config.for_path(tmp_path / "a.md")
    found = config.origin("severity", "a4999") or config.origin("exclude") or config.origin("overrides", "0", "paths")
    assert found is not None
    assert found.line == (5_002 if "severity" in said else 2)


def test_line_separators_of_unicode_are_no_lines_of_a_file() -> None:
    assert refused("a: 1\n# \u2028\u2028\x85\nb: 2\nb: 3\n").line == 4
    assert refused("\x85" * 50 + "a: [").line == 1


def test_very_many_brackets_in_the_object_of_an_export() -> None:
    assert len(list(records(io.BytesIO(b"{" + b"[]" * 200_000), ("posts",)))) == 1
    kept = records(io.BytesIO(b'{"a": [1], "posts"' + b" " * 1000 + b': [{"b": 2}]}'), ("posts",))
    assert [one.raw for one in kept if isinstance(one, Record)] == [b'{"b": 2}']


def test_thousands_of_fixes_that_together_leave_no_draft() -> None:
    text = "Een tip. " * 5_000

    def spot(at: int) -> Position:
        return Position(1, at + 1, at)

    fixes = [Fix("x", (Edit(Span(spot(n * 9), spot(n * 9 + 8)), ""),)) for n in range(5_000)]
    done = apply(text, fixes, "a.md")
    assert (len(done.fixes), done.text.strip()) == (4_999, "Een tip.")


def test_a_word_of_a_hundred_thousand_letters_is_wrapped_at_once() -> None:
    report = Report((), (DraftError("a\0/b\0.md", "x" * 100_000, 1),))
    printed = {name: renderer(name)(report, RenderOptions(width=40)) for name in FORMATS}
    lines = printed["terminal"].splitlines()
    assert max(map(len, lines)) <= 40
    assert printed["terminal"].count("x") == 100_000


@pytest.mark.parametrize("text", ["", "a", "👩‍👧" * 30, "é́́" * 50, "漢字" * 40 + " a", "ab " * 30])
@pytest.mark.parametrize("width", [1, 2, 7, 40])
def test_wrapped_lines_fit_and_hold_everything(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width or len(line) == 1 for line in lines)
