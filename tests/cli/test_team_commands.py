"""baseline, dismiss, config and init, and what check does with suppressions and a baseline."""

from __future__ import annotations

import codecs
import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import jsonschema
import pytest
import yaml
from cli_fakes import Run
from team import CAPS, KORTING, LONG, NAME, WHOLE, Write, tiny_rulebook, writer

from postlint.draft import read_path
from postlint.report.json import schema as report_schema

OFF = f"<!-- postlint-ignore {KORTING}: over het zorgbudget -->"


@pytest.fixture(autouse=True)
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with tiny_rulebook(tmp_path_factory.mktemp("rules")):
        yield


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)
    return writer(tmp_path)


def report(run: Run, *args: str) -> dict[str, Any]:
    result = run("check", "--format", "json", "--select", KORTING, *args)
    data = json.loads(result.stdout)
    jsonschema.validate(data, report_schema())
    draft: dict[str, Any] = data["drafts"][0]
    return draft


def test_a_suppressed_finding_costs_nothing_and_is_counted(write: Write, run: Run) -> None:
    write("a.md", f"Een tip.\n\n{OFF}\nNu korting.\n")
    draft = report(run, "a.md")
    assert (draft["findings"], draft["suppressed"], draft["verdict"]) == ([], 1, "post")
    assert "1 bevinding onderdrukt" in run("check", "a.md").stdout
    write("b.md", "Een tip.\n")
    assert "suppressed" not in report(run, "b.md")


def test_strict_suppressions_fail_on_one_that_does_nothing(write: Write, run: Run) -> None:
    write("a.md", f"{OFF}\nEen tip.\n")
    plain, strict = run("check", "a.md"), run("check", "--strict-suppressions", "a.md")
    assert (plain.exit_code, strict.exit_code) == (0, 1)
    assert "Regel 1: de uitzondering voor non-promotie/korting doet niets" in " ".join(plain.stdout.split())
    assert "strict" not in plain.stderr
    assert "a.md: Regel 1: de uitzondering voor non-promotie/korting doet niets" in strict.stderr
    assert "1 uitzondering klopt niet en --strict-suppressions staat dat niet toe" in strict.stderr
    quiet = run("check", "--strict-suppressions", "--quiet", "--format", "concise", "--lang", "en", "a.md")
    assert "1 suppression is not right" in quiet.stderr
    write("b.md", "---\nchannel: [x, linkedin]\n---\nEen tip.\n\n<!-- postlint-ignore zomaar: reden -->\nNog iets.\n")
    assert "2 uitzonderingen kloppen niet" in run("check", "--strict-suppressions", "a.md", "b.md").stderr
    write("a.md", f"{OFF}\nNu korting.\n")
    assert run("check", "--strict-suppressions", "a.md").exit_code == 0
    assert run("check", "--strict-suppressions", "--select", CAPS, "a.md").exit_code == 0


def test_a_baseline_leaves_only_what_is_new(write: Write, run: Run) -> None:
    write("a.txt", "Nu korting.\n")
    made = run("baseline", ".")
    assert (made.exit_code, "(2 erbij, 0 eraf)" in made.stdout) == (0, True)
    left = run("check", "--baseline", "postlint-baseline.json", ".")
    assert left.exit_code == 0
    assert "2 bevindingen stonden al in de baseline" in left.stderr
    assert "2 bekende bevindingen weggelaten" in left.stdout
    write("a.txt", "Regel erbij.\n\nNu korting.\n\nEn ook hier korting.\n")
    write("postlint.yaml", "baseline: postlint-baseline.json\n")
    again = run("check", "--format", "concise", ".")
    assert again.exit_code == 1
    assert [line.split()[0] for line in again.stdout.splitlines() if KORTING in line] == ["a.txt:5:13"]


def test_prune_drops_what_is_gone_and_adds_nothing(write: Write, run: Run) -> None:
    write("a.txt", "Nu korting.\n")
    write("b.txt", "Hier korting.\n")
    run("baseline", ".")
    key = json.loads(Path("postlint-baseline.json").read_text())[0]["key"]
    write("a.txt", "Een tip. De HOERA.\n")
    Path("b.txt").unlink()
    pruned = run("baseline", "--prune", "a.txt")
    data = json.loads(Path("postlint-baseline.json").read_text())
    assert (pruned.exit_code, data[1:], data[0]["key"]) == (0, [], key)


@pytest.mark.parametrize("option", [(), ("--prune",)])
def test_what_was_known_of_a_renamed_file_goes_by_its_new_name(option: tuple[str, ...], write: Write, run: Run) -> None:
    write("a.txt", "Nu korting.\n")
    write("b.txt", "Hier nog korting.\n")
    run("baseline", ".")
    before = json.loads(Path("postlint-baseline.json").read_text())
    Path("a.txt").rename("c.txt")
    moved = run("baseline", *option, ".")
    after = json.loads(Path("postlint-baseline.json").read_text())
    assert "(0 erbij, 0 eraf)" in moved.stdout
    assert after[0] == before[0]
    assert sorted(one["path"] for one in after[1:]) == ["b.txt", "b.txt", "c.txt", "c.txt"]
    assert sorted(one["hash"] for one in after[1:]) == sorted(one["hash"] for one in before[1:])
    assert run("check", "--baseline", "postlint-baseline.json", ".").exit_code == 0


def test_what_is_elsewhere_still_there_does_not_move_to_a_copy(write: Write, run: Run) -> None:
    write("a.txt", "Nu korting.\n")
    run("baseline", ".")
    write("kopie.txt", "Nu korting.\n")
    assert "(0 erbij, 0 eraf)" in run("baseline", "--prune", ".").stdout
    assert {one["path"] for one in json.loads(Path("postlint-baseline.json").read_text())[1:]} == {"a.txt"}


@pytest.mark.parametrize("text", ["", "[\n", "{}"])
def test_a_broken_baseline_comes_with_a_remedy_that_works(text: str, write: Write, run: Run) -> None:
    write("a.txt", "Nu korting.\n")
    Path("kapot.json").write_text(text)
    result = run("baseline", "-o", "kapot.json", ".")
    assert result.exit_code == 2
    assert "verwijder hem en maak hem opnieuw met: postlint baseline -o kapot.json" in result.stderr
    Path("kapot.json").unlink()
    assert run("baseline", "-o", "kapot.json", ".").exit_code == 0


def test_init_below_the_root_of_a_repository_says_what_only_works_at_the_root(
    tmp_path: Path, write: Write, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "teksten").mkdir()
    monkeypatch.chdir(tmp_path / "teksten")
    said = run("init", "--yes").stdout
    assert f"alleen in de hoofdmap van je repository, {tmp_path}." in said
    assert "postlint check teksten" in said
    assert "hoofdmap" not in run("init", "--yes", "--force", "--no-workflow", "--no-pre-commit").stdout
    monkeypatch.chdir(tmp_path)
    assert "hoofdmap" not in run("init", "--yes").stdout


def test_a_baseline_that_is_missing_ends_with_2_and_a_remedy(write: Write, run: Run) -> None:
    write("a.txt", "Nu korting.\n")
    result = run("check", "--baseline", "weg.json", "a.txt")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("postlint: weg.json: deze baseline bestaat niet; maak hem met: postlint baseline")


def dismiss(run: Run, place: str, rule: str = KORTING, reason: str = "over het zorgbudget") -> tuple[int, str]:
    result = run("dismiss", place, rule, "--reason", reason)
    assert "Traceback" not in result.stderr
    return result.exit_code, result.stdout + result.stderr


FRONT = "---\nchannel: x\n---\n"


@pytest.mark.parametrize(
    ("name", "text", "line", "rule", "expected"),
    [
        ("a.md", "Eerst.\n\nNu korting.\n", 3, KORTING, f"Eerst.\n\n{OFF}\nNu korting.\n"),
        ("a.md", f"{FRONT}- een\n- korting\n", 5, KORTING, f"{FRONT}- een\n{OFF}\n- korting\n"),
        ("a.md", "Twee regels\nmet korting.", 2, KORTING, f"{OFF}\nTwee regels\nmet korting."),
        ("a.md", "> Wat een korting\n", 1, KORTING, f"{OFF}\n> Wat een korting\n"),
        (
            "a.txt",
            "Eerst.\nNu korting.\nDan.\n",
            2,
            KORTING,
            f"Eerst.\n# postlint: ignore {KORTING}: over het zorgbudget\nNu korting.\nDan.\n",
        ),
        (
            "a.txt",
            "Een.\n\nTwee.\n",
            1,
            WHOLE,
            f"# postlint: ignore-file {WHOLE}: over het zorgbudget\nEen.\n\nTwee.\n",
        ),
        (
            "a.md",
            f"{FRONT}Een.\n\nTwee.\n",
            4,
            WHOLE,
            f"{FRONT}<!-- postlint-ignore-file {WHOLE}: over het zorgbudget -->\nEen.\n\nTwee.\n",
        ),
        (
            "a.md",
            "| kop |\n|---|\n| korting |\n",
            3,
            KORTING,
            f"<!-- postlint-ignore-file {KORTING}: over het zorgbudget -->\n| kop |\n|---|\n| korting |\n",
        ),
    ],
)
def test_dismiss_writes_the_comment_where_it_works(
    name: str, text: str, line: int, rule: str, expected: str, write: Write, run: Run
) -> None:
    path = write(name, text)
    prose = read_path(path).prose
    status, _ = dismiss(run, f"{name}:{line}", rule)
    assert (status, path.read_text("utf-8")) == (0, expected)
    assert read_path(path).prose == prose
    assert run("check", "--strict-suppressions", "--select", rule, name).exit_code == 0


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"cp1252"])
def test_dismiss_keeps_encoding_mark_newlines_and_mode(mark: bytes, write: Write, run: Run) -> None:
    codec = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be", b"cp1252": "cp1252"}.get(mark, "utf-8")
    lead = b"" if mark == b"cp1252" else mark
    path = write("a.txt", lead + "Één.\r\n\r\nNu korting é.\r\nEinde".encode(codec))
    path.chmod(0o640)
    link = Path("link.txt")
    link.symlink_to(path)
    status, _ = dismiss(run, "link.txt:3", reason="reden é")
    line = f"# postlint: ignore {KORTING}: reden é\r\n"
    assert status == 0
    assert path.read_bytes() == lead + f"Één.\r\n\r\n{line}Nu korting é.\r\nEinde".encode(codec)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert link.is_symlink()
    assert {p.name for p in Path().iterdir()} == {"a.txt", "link.txt"}


def test_dismiss_takes_down_rule_and_reason_where_the_configuration_says_so(write: Write, run: Run) -> None:
    write("postlint.yaml", "dismissed: dismissed.jsonl\n")
    write("a.txt", "Nu korting.\n\nEn HOERA dan.\n")
    dismiss(run, "a.txt:1", "non-promotie/actie", "zorg é")
    dismiss(run, "a.txt:4", CAPS, "merk")
    lines = Path("dismissed.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [
        {"rule": KORTING, "reason": "zorg é"},
        {"rule": CAPS, "reason": "merk"},
    ]


@pytest.mark.parametrize(
    ("place", "rule", "reason", "says"),
    [
        ("a.txt", KORTING, "x", "«a.txt» is geen plaats; noem bestand en regelnummer"),
        ("weg.txt:1", KORTING, "x", "weg.txt: Dit bestand bestaat niet"),
        ("a.txt:1", "kortng", "x", "bedoel je «non-promotie/korting»?"),
        ("a.txt:1", KORTING, "  ", "de reden is leeg"),
        ("a.txt:1", KORTING, "a --> b", "de reden mag geen «-->»"),
        ("a.txt:2", KORTING, "x", "a.txt:2: op deze regel zegt non-promotie/korting niets; wel op regel 1"),
        ("a.txt:99", LONG, "x", "a.txt:99: op deze regel zegt kwaliteit/lang niets. Zie"),
        ("a.txt:3", NAME, "x", "a.txt:3: een fout van privacy/naam zet je niet uit met een opmerking."),
        ("latin.txt:1", KORTING, "x ☂", "latin.txt: «☂» bestaat niet in de codering"),
    ],
)
def test_what_cannot_be_dismissed_is_told_and_changes_nothing(
    place: str, rule: str, reason: str, says: str, write: Write, run: Run
) -> None:
    files = [write("a.txt", "Nu korting.\n\nEn Anja.\n"), write("latin.txt", "Nu korting é.\n".encode("cp1252"))]
    before = [file.read_bytes() for file in files]
    status, said = dismiss(run, place, rule, reason)
    assert status == 2
    assert says in said
    assert [file.read_bytes() for file in files] == before


def test_config_show_tells_of_audit_jobs_and_what_is_left_empty(write: Write, run: Run) -> None:
    rule = "series/non-promotie/aandeel-promotie"
    write("a.md", "Wandel elke dag.")
    audit = f"audit:\n  timezone: Europe/Brussels\n  channels: {{FB: x}}\n  limits: {{{rule}: {{red: 0.6}}}}\n"
    write("postlint.yaml", f"jobs: 4\nfail_on:\n{audit}")
    held = {one["name"]: one for one in json.loads(run("config", "show", "a.md", "--format", "json").stdout)}
    assert held["jobs"]["value"] == 4
    assert held["audit.timezone"] == {"name": "audit.timezone", "value": "Europe/Brussels", "where": "postlint.yaml:4"}
    assert held["audit.channels.FB"]["where"] == "postlint.yaml:5"
    assert held[f"audit.limits.{rule}"]["value"] == {"red": 0.6}
    assert "None" not in run("config", "show", "a.md").stdout


def test_config_show_looks_at_the_rules_that_audit_names(write: Write, run: Run) -> None:
    write("a.md", "Wandel elke dag.")
    write("postlint.yaml", "audit:\n  ignore:\n  - {rule: series/nergens, reason: proef}\n")
    result = run("config", "show", "a.md")
    assert result.exit_code == 2
    assert "postlint.yaml:3: «series/nergens» is geen regel" in result.stderr


def test_a_run_without_any_rule_left_says_so(write: Write, run: Run) -> None:
    write("a.md", "Wandel elke dag een half uur.")
    assert "geen regel over" in run("check", "a.md", "--select", "delen", "--ignore", "delen").stderr
    assert "geen regel over" not in run("check", "a.md").stderr


def test_config_show_tells_every_value_and_where_it_stands(write: Write, run: Run) -> None:
    write("basis.yaml", "ignore: [focus]\nfail_on: warning\n")
    write(
        "postlint.yaml",
        "extends: basis.yaml\nchannel: x\noverrides:\n- paths: [b/**]\n  kind: reply\n  ignore: [geduld]\n"
        f"  severity: {{{CAPS}: off}}\n",
    )
    write("b/a.md", f"{FRONT}Tekst.\n")
    result = run("config", "show", "b/a.md", "--format", "json")
    held = {(one["name"], str(one["value"])): one["where"] for one in json.loads(result.stdout)}
    assert held == {
        ("channel", "x"): "b/a.md:2",
        ("kind", "reply"): "postlint.yaml:5",
        ("ignore", "focus"): "basis.yaml:1",
        ("ignore", "geduld"): "postlint.yaml:6",
        (f"severity.{CAPS}", "off"): "postlint.yaml:7",
        ("fail_on", "warning"): "basis.yaml:2",
        ("country", "NL"): None,
    }
    assert "basis.yaml:2" in run("config", "show", "b/a.md").stdout


def test_config_schema_accepts_what_postlint_accepts(write: Write, run: Run) -> None:
    schema = json.loads(run("config", "schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    good = {"extends": "a.yaml", "severity": {"focus": "off"}, "practice": {"address": "u"},
            "overrides": [{"paths": ["a"], "nature": "private", "options": {"a/b": {"more_than": 3}}}]}  # fmt: skip
    validator.validate(good)
    for bad in ({"chanel": "x"}, {"severity": {"focus": "uit"}}, {"practice": {"address": "jij"}}):
        assert list(validator.iter_errors(bad))


def test_init_writes_files_that_work_and_never_overwrites(write: Write, run: Run) -> None:
    result = run("init", "--channel", "LinkedIn", "--name", "Praktijk Zuid", "--address", "u")
    names = ["postlint.yaml", ".pre-commit-config.yaml", ".github/workflows/postlint.yml"]
    assert result.exit_code == 0
    assert [line.split(": ")[1] for line in result.stdout.splitlines() if line.startswith("geschreven")] == names
    assert all(yaml.safe_load(Path(name).read_text("utf-8")) for name in names)
    write("a.txt", "Een tip.\n")
    assert run("check", "a.txt").exit_code == 0
    assert "practice.names" in run("config", "show", "a.txt").stdout
    before = {name: Path(name).read_bytes() for name in names}
    again = run("init", "--channel", "x")
    assert (again.exit_code, again.stdout) == (2, "")
    assert "postlint.yaml: dit bestaat al; gebruik --force" in again.stderr
    assert {name: Path(name).read_bytes() for name in names} == before
    assert run("init", "--channel", "x", "--force").exit_code == 0
    assert "channel: x" in Path("postlint.yaml").read_text("utf-8")


def test_init_leaves_hooks_of_others_alone_and_says_what_to_add(write: Write, run: Run) -> None:
    hooks = write(".pre-commit-config.yaml", "repos: []\n")
    result = run("init", "--no-workflow")
    assert result.exit_code == 0
    assert hooks.read_text("utf-8") == "repos: []\n"
    assert "id: postlint" in result.stdout
    assert run("init", "--channel", "fax", "--force").exit_code == 2


@pytest.fixture
def at_a_terminal(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run postlint as if somebody answers at a terminal."""
    monkeypatch.setattr("postlint.cli.init._is_answered", lambda: True)
    return run


def test_init_asks_again_for_what_it_cannot_use_and_keeps_the_rest(write: Write, at_a_terminal: Run) -> None:
    answers = "fax\nlinkedin\nfysiotherapeut\nPraktijk Zuid\njij\nU\nDE\nbe\n"
    result = at_a_terminal("init", stdin=answers.encode())
    assert result.exit_code == 0
    assert yaml.safe_load(Path("postlint.yaml").read_text("utf-8")) == {
        "channel": "linkedin", "country": "BE",
        "practice": {"profession": "fysiotherapeut", "names": ["Praktijk Zuid"], "address": "u"},
    }  # fmt: skip
    for wrong in ("fax", "jij", "DE"):
        assert f"«{wrong}»" in result.stderr


def test_init_asks_nothing_when_it_cannot_go_on(write: Write, at_a_terminal: Run) -> None:
    assert "fax" in at_a_terminal("init", "--channel", "fax", stdin=b"fysio\n").stderr
    write("postlint.yaml", "lang: nl\n")
    result = at_a_terminal("init", stdin=b"linkedin\n")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "dit bestaat al" in result.stderr


def test_init_that_gets_no_answer_writes_nothing(write: Write, at_a_terminal: Run) -> None:
    assert at_a_terminal("init", stdin=b"linkedin\n").exit_code == 130
    assert not Path("postlint.yaml").exists()


def test_a_word_document_is_judged_and_never_written_to(write: Write, run: Run) -> None:
    document = docx.Document()
    document.add_paragraph("Een tip.")
    document.add_paragraph("Nu korting.")
    document.save("a.docx")
    before = Path("a.docx").read_bytes()
    (finding,) = report(run, "a.docx")["findings"]
    assert (finding["start"]["line"], finding["start"]["column"]) == (2, 4)
    assert "2 │ Nu korting." in run("check", "--select", KORTING, "a.docx").stdout
    result = run("dismiss", "a.docx:2", KORTING, "--reason", "mag")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "verandert geen Word-documenten" in result.stderr
    assert Path("a.docx").read_bytes() == before
    document.paragraphs[1].insert_paragraph_before(f"# postlint: ignore {KORTING}: over het zorgbudget")
    document.save("a.docx")
    assert report(run, "a.docx")["suppressed"] == 1


def test_a_folder_of_which_all_is_excluded_by_its_own_configuration_is_told_of(write: Write, run: Run) -> None:
    write("map/in/a.md", "Nu korting.\n")
    write("map/in/postlint.yaml", "exclude: ['*.md']\n")
    assert "staat bij «exclude»" in run("check", "map").stderr
    write("map/b.md", "Een tip.\n")
    assert "exclude" not in run("check", "map").stderr
