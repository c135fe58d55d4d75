"""Rules from outside: folders of the configuration, installed packages, replaced rules and former names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from minibook import book_of, rule_text
from rule_tools import call, rule, write

from postlint.config import load_config
from postlint.findings import Problem, Severity
from postlint.linter import Linter
from postlint.linter.select import with_severities
from postlint.paths import rules_dir
from postlint.rulebook import load_rulebook

OWN = rule("phrases: [wonderzalf]", ["Onze wonderzalf."], ["Onze zalf."])
DRAFT = "Vanaf vandaag hebben wij de wonderzalf waar iedereen op zat te wachten, kom maar kijken.\n"
SOURCE = "ons-boek: {title: Ons boek, url: null, kind: book, country: NL, checked: 2026-01-02}\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def linter(here: Path, **options: str) -> Linter:
    return Linter(load_config(None, here), **options)  # type: ignore[arg-type]


def found(linter: Linter) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in linter.check_text(DRAFT)[0].findings}


def problem(here: Path) -> str:
    with pytest.raises(Problem) as caught:
        load_rulebook(rules_dir(), load_config(None, here).rule_folders())
    assert caught.value.text.nl != caught.value.text.en
    return caught.value.to("nl")


def install(here: Path, monkeypatch: pytest.MonkeyPatch, package: str = "mondzorg_regels") -> None:
    """Put a package on the path, as pip would, that announces rules."""
    write(
        here / "site",
        {
            "mondzorg_regels-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: mondzorg-regels\nVersion: 1.0\n",
            "mondzorg_regels-1.0.dist-info/entry_points.txt": f"[postlint.rules]\nmondzorg = {package}\n",
            "mondzorg_regels/__init__.py": "raise RuntimeError('nobody needs to run this')\n",
            "mondzorg_regels/rules/claims/zalf.yaml": OWN,
        },
    )
    monkeypatch.syspath_prepend(str(here / "site"))


def test_the_rules_of_a_folder_in_the_configuration_take_part_with_their_lexicons_signals_and_sources(
    here: Path,
) -> None:
    check = "all: [{phrases: [{lexicon: wondermiddel}]}, {signal: vandaag-genoemd}]"
    write(
        here,
        {
            "praktijk/postlint.yaml": "rule_paths: [../onze-regels]\n",
            "onze-regels/claims/zalf.yaml": rule(
                check, ["Vandaag wonderzalf!"], ["Wonderzalf!"], sources=["ons-boek", "nrc"]
            ),
            "onze-regels/lexicons/wondermiddel.yaml": "summary: wondermiddelen\nentries: [wonderzalf]\n",
            "onze-regels/signals/vandaag-genoemd.yaml": (
                "summary: {nl: vandaag, en: today}\ncheck: {phrases: [vandaag]}\n"
                "examples: {flag: [Kom vandaag.], pass: [Kom morgen.]}\n"
            ),
            "onze-regels/sources.yaml": SOURCE,
        },
    )
    assert found(linter(here / "praktijk"))["claims/zalf"] is Severity.SUGGESTION
    assert "claims/zalf" not in found(linter(here))
    result = call("explain", "zalf", "--config", "praktijk/postlint.yaml")
    assert "Ons boek (bekeken op 2026-01-02)" in result.stdout
    assert "claims/zalf.yaml" in result.stdout
    assert call("rules", "test", "--config", "praktijk/postlint.yaml", "onze-regels").exit_code == 0


def test_an_installed_package_brings_its_rules_without_being_run(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(here, monkeypatch)
    assert "claims/zalf" in found(linter(here))
    rows = {row["id"]: row for row in json.loads(call("rules", "list", "--format", "json").stdout)}
    assert rows["claims/zalf"]["origin"] == "mondzorg"
    assert rows["claims/zalf"]["path"] == "mondzorg_regels/rules/claims/zalf.yaml"
    assert rows["claims/angst"]["origin"] == "postlint"


@pytest.mark.parametrize("package", ["er_is_niets", "json", "mondzorg_regels.dieper"])
def test_a_package_that_announces_rules_and_has_none_is_named(
    package: str, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(here, monkeypatch, package)
    (here / "site/mondzorg_regels/__init__.py").write_text("", "utf-8")
    result = call("rules", "list")
    assert result.exit_code == 2
    assert f"het pakket «mondzorg» zou regels hebben, maar {package}/rules is er niet" in result.stderr


def test_the_list_shows_where_a_rule_comes_from_only_when_that_says_something(here: Path) -> None:
    write(here, {"regels/claims/zalf.yaml": OWN})
    assert "Niet van postlint" not in call("rules", "list", "--law", "claims").stdout
    write(here, {"postlint.yaml": "rule_paths: [regels]\n"})
    lines = call("rules", "list", "--law", "claims").stdout.splitlines()
    assert lines[-5:-2] == [
        "",
        "Niet van postlint zelf, maar van:",
        "  claims/zalf  postlint.yaml  regels/claims/zalf.yaml",
    ]
    assert any(line.startswith("claims/zalf ") for line in lines)
    assert lines == call("rules", "--law", "claims").stdout.splitlines()


def test_a_rule_with_a_name_in_use_is_refused_naming_both_files(here: Path) -> None:
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", "regels/claims/angst.yaml": OWN})
    said = problem(here)
    assert said.startswith("regels/claims/angst.yaml:1: «claims/angst» bestaat al in rules/claims/angst.yaml; ")
    assert "override: true" in said
    assert call("rules", "list").exit_code == 2


def test_two_folders_with_the_same_rule_are_refused_too(here: Path) -> None:
    write(
        here, {"postlint.yaml": "rule_paths: [een, twee]\n", "een/claims/zalf.yaml": OWN, "twee/claims/zalf.yaml": OWN}
    )
    assert problem(here).startswith("twee/claims/zalf.yaml:1: «claims/zalf» bestaat al in een/claims/zalf.yaml; ")


def test_a_rule_that_says_so_replaces_the_shipped_one(here: Path) -> None:
    milder = rule("phrases: [wonderzalf]", ["Onze wonderzalf."], ["Onze zalf."], override=True)
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", "regels/claims/angst.yaml": milder})
    book = load_rulebook(rules_dir(), load_config(None, here).rule_folders())
    assert book.rules["claims/angst"].summary.nl == "Proef"
    assert book.file("claims/angst") == here / "regels/claims/angst.yaml"
    assert list(book.rules) == list(load_rulebook(rules_dir()).rules)
    assert call("explain", "claims/angst").stdout.startswith("claims/angst · tip · jargon\n")


def test_a_lexicon_may_be_replaced_likewise_but_not_a_source(here: Path) -> None:
    lexicon = "summary: korting\nentries: [koopje]\n"
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", "regels/lexicons/fictief.yaml": lexicon})
    assert "«lexicons/fictief» bestaat al in rules/lexicons/fictief.yaml" in problem(here)
    write(here, {"regels/lexicons/fictief.yaml": lexicon + "override: true\n"})
    book = load_rulebook(rules_dir(), load_config(None, here).rule_folders())
    assert book.lexicons["fictief"].entries == ("koopje",)
    write(here, {"regels/sources.yaml": SOURCE.replace("ons-boek", "nrc")})
    assert problem(here).startswith("regels/sources.yaml:1: de bron «nrc» staat al in rules/sources.yaml")


def test_replacing_what_is_not_there_is_refused_with_the_nearest(here: Path) -> None:
    text = rule("phrases: [wonderzalf]", ["Onze wonderzalf."], ["Onze zalf."], override=True)
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", "regels/claims/angsst.yaml": text})
    line = text.splitlines().index("override: true") + 1
    assert problem(here).startswith(f"regels/claims/angsst.yaml:{line}: «override: true», maar er is geen «claims/angs")
    assert "bedoel je «claims/angst»?" in problem(here)


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"regels/claim/zalf.yaml": OWN}, "regels/claim: «claim» is geen wet uit laws.yaml; bedoel je «claims»?"),
        ({"regels/zalf.yaml": OWN}, "regels/zalf.yaml: een regel staat in een map met de naam van een wet"),
        (
            {"regels/claims/zalf.yml": OWN},
            "regels/claims/zalf.yml: regels staan in .yaml-bestanden; noem dit zalf.yaml",
        ),
        ({"regels/laws.yaml": "{}"}, "regels/laws.yaml: wetten en kanalen horen bij postlint zelf"),
        ({"regels/channels/ons.yaml": "{}"}, "regels/channels: wetten en kanalen horen bij postlint zelf"),
        (
            {"regels/claims/zalf.yaml": OWN.replace("sources: []", "sources: [nrcc]")},
            "onbekende bron «nrcc»; bedoel je",
        ),
    ],
)
def test_a_mistake_in_a_folder_is_told_with_its_place(files: dict[str, str], says: str, here: Path) -> None:
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", **files})
    assert says in problem(here)


def test_a_folder_that_is_not_there_is_told_with_the_line_of_the_configuration(here: Path) -> None:
    write(here, {"postlint.yaml": "channel: x\nrule_paths:\n  - regels\n"})
    result = call("rules", "list")
    assert result.exit_code == 2
    assert result.stderr.startswith("postlint: postlint.yaml:3: de map «regels» bestaat niet; rule_paths telt vanaf")


def test_postlints_own_folder_may_be_named_and_no_folder_counts_twice(here: Path) -> None:
    write(here, {"regels/claims/zalf.yaml": OWN, "postlint.yaml": f"rule_paths: [regels, ./regels, {rules_dir()}]\n"})
    assert [folder.path.name for folder in load_config(None, here).rule_folders()] == ["regels"]


RENAMED = rule("phrases: [wonderzalf]", ["Onze wonderzalf."], ["Onze zalf."], aliases=["claims/smeersel"])


def test_explain_accepts_a_former_name_and_says_so(here: Path) -> None:
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", "regels/claims/zalf.yaml": RENAMED})
    result = call("explain", "claims/smeersel")
    assert result.stdout.startswith("claims/zalf · tip")
    assert "Heette eerder\n  claims/smeersel" in result.stdout
    assert result.stderr == "postlint: opmerking: de regel «claims/smeersel» heet nu «claims/zalf»; pas de naam aan.\n"
    assert call("explain", "claims/zalf").stderr == ""


def test_the_configuration_accepts_a_former_name_with_a_notice(here: Path) -> None:
    config = "rule_paths: [regels]\nignore: [claims/smeersel]\n"
    write(here, {"postlint.yaml": config, "regels/claims/zalf.yaml": RENAMED, "a.txt": DRAFT})
    judge = linter(here)
    assert "claims/zalf" not in found(judge)
    assert [(notice.code, "«claims/zalf»" in notice.message) for notice in judge.notices] == [("rule-renamed", True)]
    assert "de regel «claims/smeersel» heet nu «claims/zalf»" in call("check", "a.txt").stderr
    write(here, {"postlint.yaml": "rule_paths: [regels]\n"})
    assert set(found(linter(here, select=["claims/smeersel"]))) == {"claims/zalf"}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("aliases", "at", "where"),
    [
        ("[claims/oud, claims/angst]", 1, "rules/claims/angst.yaml"),
        ("[claims/oud, claims/oud]", 1, "regels/claims/zalf.yaml"),
        ("[claims/smeersel]", 0, "regels/claims/ander.yaml"),
    ],
)
def test_a_former_name_in_use_is_refused_with_its_line(aliases: str, at: int, where: str, here: Path) -> None:
    text = OWN + "aliases:\n" + "".join(f"  - {name}\n" for name in aliases.strip("[]").split(", "))
    other = RENAMED.replace("wonderzalf", "wonderpil")
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", "regels/claims/zalf.yaml": text})
    write(here, {"regels/claims/ander.yaml": other})
    line = text.splitlines().index("aliases:") + 2 + at
    said = problem(here)
    assert said.startswith(f"regels/claims/zalf.yaml:{line}: de oude naam «")
    assert said.endswith(f"» is al in gebruik in {where}")


def test_a_former_name_looks_like_an_id(here: Path) -> None:
    write(here, {"postlint.yaml": "rule_paths: [regels]\n", "regels/claims/zalf.yaml": OWN + "aliases: [smeersel]\n"})
    assert problem(here).startswith("regels/claims/zalf.yaml:")


def test_the_configuration_may_give_rules_another_severity(here: Path) -> None:
    write(
        here,
        {
            "postlint.yaml": "rule_paths: [regels]\nseverity: {claims: warning, claims/smeersel: error}\n",
            "regels/claims/zalf.yaml": RENAMED,
        },
    )
    judge = linter(here)
    assert found(judge)["claims/zalf"] is Severity.ERROR
    assert judge.book.rules["claims/angst"].severity is Severity.WARNING
    assert [notice.code for notice in judge.notices] == ["rule-renamed"]
    write(here, {"postlint.yaml": "severity: {claims/angsst: error}\n"})
    with pytest.raises(Problem, match="do you mean “claims/angst”"):
        _ = linter(here).book


def test_another_severity_changes_nothing_about_how_sure_the_model_must_be() -> None:
    check = """
all:
  - any: [{move: offer}, {judged: promo, at_least: 0.9}]
  - not: {move: thanks}
  - present: {of: [{move: cta}]}
unless: [quoted, {move: tip}]
"""
    book = book_of({"claims/proef": rule_text(check, severity="error")})
    changed = with_severities(book, {"claims": Severity.WARNING, "claims/proef": Severity.SUGGESTION}).rules[
        "claims/proef"
    ]
    sure = [(part.kind, part.at_least) for part in changed.check.walk() if part.kind in ("move", "judged")]
    assert changed.severity is Severity.SUGGESTION
    assert sorted(sure, key=str) == [("judged", 0.9)] + 4 * [("move", Severity.ERROR)]
    assert len(list(changed.check.walk())) == len(list(book.rules["claims/proef"].check.walk()))


def test_rules_test_proves_what_a_fix_makes_of_an_example(here: Path) -> None:
    flag = [{"text": "Kom!!! Nu!!!", "fixed": "Kom! Nu!"}, {"text": "Ga!!!", "fixed": "Ga."}]
    write(here, {"regels/kwaliteit/kalm.yaml": rule("signal: exclamation-run", flag, ["Kom!"], fix="single-mark")})
    result = call("rules", "test", "regels")
    assert result.exit_code == 1
    assert "wordt door «fix» iets anders dan «fixed» zegt, «Ga!»: Ga!!!" in result.stdout
    assert "mislukt: 1" in result.stdout
    [failure] = json.loads(call("rules", "test", "regels", "--format", "json").stdout)["failures"]
    assert (failure["side"], failure["found"]) == ("fixed", "Ga!")
