"""Configuration of a team: files that extend others, paths with rules of their own, and a practice with a profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from team import CAPS, KORTING, LONG, NAME, Write, found, tiny_rulebook, writer

from postlint.config import load_config
from postlint.findings import DraftReport, Problem
from postlint.linter import Linter
from postlint.tomlio import TomlTable


@pytest.fixture(autouse=True)
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with tiny_rulebook(tmp_path_factory.mktemp("rules")):
        yield


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)
    return writer(tmp_path)


def problem(path: Path) -> str:
    with pytest.raises(Problem) as caught:
        _ = Linter(load_config(path, path.parent)).book
    return caught.value.to("nl")


def test_a_file_builds_on_those_it_extends(write: Write) -> None:
    write("stijl/basis.yaml", "channel: x\nignore: [focus]\nseverity: {kwaliteit: error}\nbaseline: oud.json\n")
    write("stijl/pyproject.toml", '[tool.postlint]\nmin_score = 60\n[tool.postlint.practice]\nnames = ["Zuid"]\n')
    write(
        "repo/postlint.yaml",
        "extends: [../stijl/basis.yaml, ../stijl/pyproject.toml]\nchannel: linkedin\nignore: [geduld]\n"
        "severity: {jargon: off}\npractice: {address: u}\n",
    )
    config = load_config(None, Path("repo"))
    assert (config.channel, config.min_score, config.ignore) == ("linkedin", 60, ("focus", "geduld"))
    assert config.severity == {"kwaliteit": "error", "jargon": "off"}
    assert (config.practice.names, config.practice.address) == (("Zuid",), "u")
    baseline = config.file(config.baseline)
    assert baseline is not None
    assert baseline.resolve() == Path("stijl/oud.json").resolve()
    where = {key: str(config.origins[key]) for key in ("channel", "ignore.0", "ignore.1", "severity.kwaliteit")}
    assert where == {
        "channel": "repo/postlint.yaml:2",
        "ignore.0": "stijl/basis.yaml:2",
        "ignore.1": "repo/postlint.yaml:3",
        "severity.kwaliteit": "stijl/basis.yaml:3",
    }
    assert str(config.origins["practice.names"]) == "stijl/pyproject.toml:4"


def test_a_circle_and_a_missing_file_are_told_with_their_line(write: Write) -> None:
    write("a.yaml", "channel: x\nextends: b.yaml\n")
    b = write("b.yaml", "extends:\n- a.yaml\n")
    assert problem(b).startswith("a.yaml:2: extends loopt hier in een kring (b.yaml → a.yaml → b.yaml)")
    c = write("c.yaml", "\nextends: weg.yaml\n")
    assert problem(c).startswith("c.yaml:2: het bestand «weg.yaml» bij extends bestaat niet")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ignore:\n- focus\n- kortng\n", "postlint.yaml:3: «kortng» is geen regel, wet of categorie; bedoel je"),
        ("severity:\n  focus: off\n  fokus: off\n", "postlint.yaml:3: «fokus» is geen regel"),
        ("severity: {focus: uit}\n", "postlint.yaml:1: «severity.focus»: 'uit' past hier niet"),
        ("overrides:\n- paths: [a]\n  select: [focsu]\n", "postlint.yaml:3: «focsu» is geen regel"),
        ("overrides:\n- paths: [a]\n  nature: zakelijk\n", "postlint.yaml:3: «overrides.0.nature»"),
        (f"options:\n  {KORTING}: {{more_than: 3}}\n", f"postlint.yaml:2: {KORTING} heeft geen «more_than»"),
        (f"options:\n  {LONG}: {{more_than: veel}}\n", "postlint.yaml:2: «veel» past niet bij «more_than»"),
        (f"options:\n  {LONG}: {{meer: 3}}\n", "postlint.yaml:2: onbekende sleutel «meer»"),
        ("options: {kwaliteit: {more_than: 3}}\n", "postlint.yaml:1: «kwaliteit» is een wet of categorie"),
        ("practice:\n  adress: u\n", "postlint.yaml:2: onbekende sleutel «adress»; bedoel je «address»?"),
    ],
)
def test_a_wrong_name_is_told_with_file_line_and_the_nearest_one(text: str, says: str, write: Write) -> None:
    assert problem(write("postlint.yaml", text)).startswith(says)


def test_lines_of_toml_are_found_in_tables_lists_and_inline() -> None:
    text = (
        "[tool.ruff]\nignore = []\n[tool.postlint]\nchannel = 'x'\nseverity = { focus = 'off' }\n"
        "[tool.postlint.options.'a/b']\nmore_than = 3\n[[tool.postlint.overrides]]\npaths = ['a']\n"
        "[[tool.postlint.overrides]]\npaths = ['b']\nkind = 'reply'\n"
    )
    table = TomlTable(text, "pyproject.toml")
    lines = {
        ("channel",): 4, ("severity", "focus"): 5, ("options", "a/b"): 6, ("options", "a/b", "more_than"): 7,
        ("overrides", 0, "paths", 0): 9, ("overrides", 1): 10, ("overrides", 1, "kind"): 12, ("weg",): 3,
    }  # fmt: skip
    assert {at: table.line(at) for at in lines} == lines


def check(text: str, path: str = "a.md") -> DraftReport:
    return Linter(load_config(None, Path.cwd())).check_text(text, path)[0]


def test_the_most_specific_name_says_how_severe_a_rule_is(write: Write) -> None:
    write("postlint.yaml", f"severity: {{{CAPS}: error, shouting: suggestion, kwaliteit: off, promotion: warning}}\n")
    report = check("KORTING, want korting is er in deze lange zin met heel veel woorden erin voor iedereen.")
    severities = {f.rule: str(f.severity) for f in report.findings}
    assert severities[CAPS] == "error"
    assert severities[KORTING] == "warning"
    assert LONG not in severities


def test_paths_may_have_rules_severities_limits_and_a_nature_of_their_own(write: Write) -> None:
    write(
        "postlint.yaml",
        f"""
        overrides:
        - {{paths: ["intern/**"], ignore: [shouting], severity: {{{KORTING}: suggestion}}}}
        - {{paths: ["blog/**"], channel: blog, options: {{{LONG}: {{more_than: 40}}}}}}
        - {{paths: ["alleen/**"], select: [kwaliteit], kind: reply, nature: private}}
        """,
    )
    text = "Er is KORTING en korting, in een zin die wel erg veel woorden heeft voor wie hem leest.\n"
    for folder in ("", "intern/", "blog/", "alleen/"):
        write(f"{folder}a.txt", text)
    linter = Linter(load_config(None, Path.cwd()), nearest=True)
    reports = [r for r in linter.check_paths(["a.txt", "intern", "blog", "alleen"]) if isinstance(r, DraftReport)]
    by_folder = {r.path: {f.rule: str(f.severity) for f in r.findings if f.law != "inhoud"} for r in reports}
    assert by_folder == {
        "a.txt": {CAPS: "warning", KORTING: "error", LONG: "warning"},
        "intern/a.txt": {KORTING: "suggestion", LONG: "warning"},
        "blog/a.txt": {CAPS: "warning", KORTING: "error"},
        "alleen/a.txt": {CAPS: "warning", LONG: "warning"},
    }
    assert [(r.channel, r.kind) for r in reports[2:]] == [("blog", "post"), ("facebook-page", "reply")]


def test_each_file_goes_by_the_nearest_configuration(write: Write) -> None:
    write("postlint.yaml", "ignore: [shouting]\n")
    write("blog/postlint.yaml", "channel: blog\nexclude: [oud.txt]\nignore: [promotion]\n")
    for name in ("a.txt", "blog/a.txt", "blog/oud.txt", "blog/diep/a.txt"):
        write(name, "HOERA voor de korting.\n")
    linter = Linter(load_config(None, Path.cwd()), nearest=True)
    reports = [r for r in linter.check_paths(["."]) if isinstance(r, DraftReport)]
    assert {r.path: (r.channel, found([r])) for r in reports} == {
        "a.txt": ("facebook-page", [(KORTING, 1)]),
        "blog/a.txt": ("blog", [(CAPS, 1)]),
        "blog/diep/a.txt": ("blog", [(CAPS, 1)]),
    }
    named = Linter(load_config(Path("postlint.yaml"), Path.cwd()))
    assert len([r for r in named.check_paths(["."]) if isinstance(r, DraftReport)]) == 4


PROFILE = """
practice:
  profession: haptonoom
  names: [Sanne]
  handles: ["@Zuid"]
  partners: ["@kngf", Anja]
  topics: [rug, nek]
  address: u
  plain_words: [Obstipatie]
"""


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("Sanne legt uit.", set()),
        ("Anja legt uit.", set()),
        ("Wat helpt bij obstipatie?", set()),
        ("Dank aan @zuid en @KNGF en @derde.", set()),
        ("Dank aan @een en @twee.", {"invloed/taggen"}),
        ("Nu korting.", {KORTING}),
    ],
)
def test_what_is_the_practices_own_is_no_finding(text: str, rules: set[str], write: Write) -> None:
    write("postlint.yaml", PROFILE)
    assert {rule for rule, _ in found([check(text)])} == rules


def test_without_a_profile_the_same_words_are_findings(write: Write) -> None:
    write("postlint.yaml", "channel: x\n")
    text = "Sanne en Anja helpen bij obstipatie, zeggen @zuid en @kngf."
    rules = {rule for rule, _ in found([check(text)])}
    assert rules == {NAME, "kwaliteit/vakwoord", "invloed/taggen"}


def test_a_name_beside_the_profession_is_a_colleagues(write: Write) -> None:
    write("postlint.yaml", "practice: {profession: haptonoom}\n")
    assert found([check("Haptonoom Anja legt het uit.")]) == []
    assert found([check("Anja legt het uit.")]) == [(NAME, 1)]


def test_address_and_topics_are_notes_that_cost_nothing(write: Write) -> None:
    write("postlint.yaml", "practice: {address: u, topics: [rug]}\n")
    report = check("Tip.\nDrink je koffie rustig op, zo zei «jij» het.")
    assert [(n.code) for n in report.notices if n.code in {"address", "off-topic"}] == ["address", "off-topic"]
    assert "«je» op regel 2" in next(n.message for n in report.notices if n.code == "address")
    clean = check("Een tip voor uw rug: wandel elke dag.")
    assert not {n.code for n in clean.notices} & {"address", "off-topic"}
