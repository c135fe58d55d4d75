"""Rules of one country: silent in another, chosen by the configuration, and told by explain."""

from __future__ import annotations

from pathlib import Path

import pytest
from rule_tools import call, rule, write

from postlint.config import Config, load_config
from postlint.findings import Problem
from postlint.linter import Linter
from postlint.paths import rules_dir
from postlint.rulebook import load_rulebook
from postlint.rulebook.folders import RuleFolder

EVERYWHERE = rule("phrases: [wonderzalf]", ["Onze wonderzalf."], ["Onze zalf."])
DUTCH = rule("phrases: [wonderpil]", ["Onze wonderpil."], ["Onze pil."], country="NL", sources=["wet-big"])
BELGIAN = rule("phrases: [wonderpil]", ["Onze wonderpil."], ["Onze pil."], country="BE", sources=["kwaliteitswet-be"])
DRAFT = "Vanaf vandaag hebben wij de wonderzalf en de wonderpil waar iedereen in de buurt op zat te wachten.\n"
PACK = {"regels/claims/overal.yaml": EVERYWHERE, "regels/claims/nl.yaml": DUTCH, "regels/claims/be.yaml": BELGIAN}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, PACK)
    return tmp_path


def found(here: Path, configuration: str, draft: str = DRAFT) -> set[str]:
    write(here, {"postlint.yaml": "rule_paths: [regels]\n" + configuration})
    return {finding.rule for finding in Linter(load_config(None, here)).check_text(draft)[0].findings}


@pytest.mark.parametrize(
    ("configuration", "speaking"),
    [("", "claims/nl"), ("country: NL\n", "claims/nl"), ("country: BE\n", "claims/be")],
    ids=["by default", "NL", "BE"],
)
def test_a_rule_with_a_country_speaks_only_there_and_one_without_everywhere(
    here: Path, configuration: str, speaking: str
) -> None:
    assert found(here, configuration) & {"claims/overal", "claims/nl", "claims/be"} == {"claims/overal", speaking}


def test_a_rule_of_another_country_stays_silent_when_it_is_selected_by_name(here: Path) -> None:
    write(here, {"postlint.yaml": "rule_paths: [regels]\n"})
    assert Linter(load_config(None, here), select=["claims/be", "claims/overal"]).book.rules.keys() == {"claims/overal"}


def test_a_country_that_postlint_does_not_know_is_refused_with_its_line(here: Path) -> None:
    write(here, {"postlint.yaml": "lang: nl\ncountry: FR\n"})
    with pytest.raises(Problem) as caught:
        load_config(None, here)
    assert caught.value.to("nl").startswith("postlint.yaml:2:")


def test_a_rule_for_one_country_must_name_a_source_from_there(here: Path) -> None:
    write(here, {"regels/claims/be.yaml": BELGIAN.replace("kwaliteitswet-be", "wet-big")})
    with pytest.raises(Problem) as caught:
        load_rulebook(rules_dir(), [RuleFolder(here / "regels", "regels", "test")])
    assert "regels/claims/be.yaml" in caught.value.to("nl")
    assert "bron uit BE" in caught.value.to("nl")


def test_explain_says_where_a_rule_holds(here: Path) -> None:
    write(here, {"postlint.yaml": "rule_paths: [regels]\n"})
    assert "Alleen voor praktijken in België" in call("explain", "claims/be").output
    assert "Alleen voor praktijken" not in call("explain", "claims/overal").output


def test_every_rule_of_one_country_says_something_else_elsewhere_or_rests_on_that_country_alone() -> None:
    book = load_rulebook(rules_dir())
    national = {rule.id: rule for rule in book.rules.values() if rule.country is not None}
    assert national
    for one in national.values():
        assert any(book.sources[name].country == one.country and book.sources[name].url for name in one.sources), one.id


@pytest.mark.parametrize(
    ("draft", "dutch", "belgian"),
    [
        (
            "Botox voor 89 euro per zone bij ons in de praktijk, deze hele maand nog.",
            "claims/receptgeneesmiddel",
            "claims/receptgeneesmiddel-be",
        ),
        (
            "Wij zijn gespecialiseerd in beugels voor kinderen en volwassenen uit de buurt.",
            "claims/titel",
            "claims/titel-be",
        ),
    ],
    ids=["prescription medicines", "titles"],
)
def test_the_same_draft_is_told_the_law_of_its_own_country(draft: str, dutch: str, belgian: str) -> None:
    said = {
        country: {f.rule for f in Linter(Config(country=country)).check_text(draft)[0].findings}  # type: ignore[arg-type]
        for country in ("NL", "BE")
    }
    assert dutch in said["NL"]
    assert belgian not in said["NL"]
    assert belgian in said["BE"]
    assert dutch not in said["BE"]
