"""`postlint rules test --coverage` names what no example proves, and nothing that one does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from minibook import RulesFolder
from rule_tools import call, rule, write

from postlint.linter.coverage import describe, probes_of
from postlint.linter.examples import run_examples
from postlint.paths import rules_dir
from postlint.rulebook import Condition, load_rulebook

COVERED = rule(
    """
any:
  - phrases: [wonderzalf]
    unless: [negated]
  - all:
      - phrases: [toverpil]
      - {phrases: [nu]}
      - not: {phrases: [misschien]}
    in: sentence
unless:
  - {phrases: [onderzoek], in: sentence}
""",
    ["Onze wonderzalf werkt.", "Neem nu een toverpil."],
    [
        "Een wonderzalf bestaat niet.",
        "De wonderzalf viel door de mand in onderzoek.",
        "Neem nu misschien een toverpil.",
    ],
)
HOLES = rule(
    """
any:
  - phrases: [wonderzalf]
    unless: [negated, quoted]
  - all:
      - phrases: [toverpil, toverdrank]
      - signal: hashtag
unless:
  - {phrases: [onderzoek], in: sentence}
  - any:
      - phrases: [sprookje]
      - phrases: [film]
    in: post
""",
    ["Onze wonderzalf werkt."],
    ["Een wonderzalf bestaat niet.", "De wonderzalf uit het sprookje is echt iets voor kinderen."],
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_rule_whose_parts_all_have_an_example_has_no_holes(here: Path) -> None:
    write(here, {"regels/claims/goed.yaml": COVERED})
    results = run_examples(["regels"], coverage=True)
    assert results.failures == ()
    assert results.coverage is not None
    assert results.coverage.holes == ()
    assert (results.coverage.conditions, results.coverage.exceptions) == (4, 2)


def test_names_each_condition_and_exception_without_an_example_with_its_line(here: Path) -> None:
    write(here, {"regels/claims/gaten.yaml": HOLES})
    lines = HOLES.splitlines()
    results = run_examples(["regels"], coverage=True)
    assert results.coverage is not None
    holes = {(hole.kind, hole.what, lines[hole.line - 1].strip()) for hole in results.coverage.holes}
    assert holes == {
        ("unneeded", "quoted", "unless: [negated, quoted]"),
        ("never-true", "phrases: toverpil, toverdrank", "- phrases: [toverpil, toverdrank]"),
        ("never-true", "signal: hashtag", "- signal: hashtag"),
        ("unneeded", "phrases: onderzoek", "- {phrases: [onderzoek], in: sentence}"),
        ("never-true", "phrases: film", "- phrases: [film]"),
    }
    assert {hole.path for hole in results.coverage.holes} == {"regels/claims/gaten.yaml"}


def test_conditions_on_the_text_replied_to_are_looked_for_there(here: Path) -> None:
    asked = rule(
        "all:\n  - {signal: hashtag}\n  - reply_to:\n      any: [{phrases: [knie]}, {phrases: [heup]}]",
        [{"text": "Beweeg! #gewricht", "kind": "reply", "front": {"in_reply_to": "Mijn knie kraakt."}}],
        [{"text": "Je heup? Beweeg! #gewricht", "kind": "reply", "front": {"in_reply_to": "Wat te doen?"}}],
    )
    write(here, {"regels/claims/antwoord.yaml": asked})
    results = run_examples(["regels"], coverage=True)
    assert results.coverage is not None
    assert [(hole.kind, hole.what) for hole in results.coverage.holes] == [("never-true", "phrases: heup")]


def test_a_rule_that_no_example_makes_speak_is_named_but_not_one_that_other_examples_do(here: Path) -> None:
    silent = rule("phrases: [kwiebelkwabbel]", ["Niets aan de hand."], ["Ook niets."])
    elsewhere = rule("phrases: [korting]", ["Niets aan de hand."], ["Ook niets."])
    speaking = rule("phrases: [weggeefprijs]", ["Een weggeefprijs en korting!"], ["Niets."])
    own = RulesFolder(here)
    own.write("claims/spreekt", speaking)
    write(here, {"regels/claims/stil.yaml": silent, "regels/claims/elders.yaml": elsewhere})
    results = run_examples(["regels"], own.folder, coverage=True)
    assert {failure.rule for failure in results.failures} == {"claims/stil", "claims/elders"}
    assert results.coverage is not None
    assert [(hole.kind, hole.rule) for hole in results.coverage.holes] == [("silent", "claims/stil")]


def test_holes_are_told_but_fail_only_when_asked(here: Path) -> None:
    write(here, {"regels/claims/gaten.yaml": HOLES})
    plain = call("rules", "test", "regels")
    told = call("rules", "test", "regels", "--coverage")
    strict = call("rules", "test", "regels", "--strict")
    assert (plain.exit_code, told.exit_code, strict.exit_code) == (0, 0, 1)
    assert "zonder voorbeeld" not in plain.stdout
    assert told.stdout == strict.stdout
    lines = told.stdout.splitlines()
    assert lines[0] == "Nog zonder voorbeeld"
    assert lines[1] == "  regels/claims/gaten.yaml"
    assert any(line.endswith("geen voorbeeld waarin dit staat: signal: hashtag") for line in lines)
    assert any(line.endswith("zonder deze uitzondering anders zou uitvallen: quoted") for line in lines)
    assert lines[-2] == "regels en signalen: 1 · voorbeelden: 3 · mislukt: 0 · regels niet gedraaid: 0"
    assert lines[-1] == "met een voorbeeld: 2 van 5 voorwaarden, 2 van 4 uitzonderingen"


def test_json_holds_failures_and_holes(here: Path) -> None:
    wrong = rule("phrases: [wonderzalf]", ["Onze zalf werkt."], ["Geen wonderzalf."])
    write(here, {"regels/claims/fout.yaml": wrong, "regels/claims/gaten.yaml": HOLES})
    result = call("rules", "test", "regels", "--coverage", "--format", "json")
    assert result.exit_code == 1
    data = json.loads(result.stdout)
    assert (data["version"], data["rules"], data["examples"], data["not_run"]) == (1, 2, 5, {})
    assert [(f["rule"], f["side"], f["found"]) for f in data["failures"]] == [
        ("claims/fout", "flag", None), ("claims/fout", "pass", "wonderzalf"),
    ]  # fmt: skip
    assert data["failures"][0]["path"] == "regels/claims/fout.yaml"
    assert data["coverage"]["conditions"] == 5
    assert {hole["kind"] for hole in data["coverage"]["holes"]} == {"never-true", "unneeded"}
    bare = json.loads(call("rules", "test", "regels", "--format", "json").stdout)
    assert "coverage" not in bare


def test_a_path_without_rules_is_refused(here: Path) -> None:
    (here / "leeg").mkdir()
    result = call("rules", "test", "leeg", "--coverage")
    assert result.exit_code == 2
    assert result.stderr.startswith("postlint: leeg: hier staan geen regels")


def test_a_path_that_does_not_exist_is_refused_though_others_do(here: Path) -> None:
    write(here, {"regels/claims/goed.yaml": COVERED})
    result = call("rules", "test", "regels", "regels/claims/goedd.yaml")
    assert result.exit_code == 2
    assert result.stderr == "postlint: regels/claims/goedd.yaml: dit bestand of deze map bestaat niet\n"


def test_every_exception_of_the_shipped_rules_has_a_probe_that_leaves_out_that_alone() -> None:
    book = load_rulebook(rules_dir())
    for key, owner in book.rules.items():
        probes = list(probes_of(key, owner))
        written = sum(len(condition.unless) for condition in owner.check.walk())
        assert sum(probe.exception for probe in probes) == written
        for probe in probes:
            left = sum(len(condition.unless) for condition in probe.owner.check.walk())
            assert left < written if probe.exception else left <= written


def test_a_condition_is_described_in_a_few_words() -> None:
    assert describe(Condition(phrases=("boeken", "bellen"))) == "phrases: boeken, bellen"
    assert describe(Condition(not_=Condition(signal="hashtag"))) == "not: signal: hashtag"
    assert describe(Condition(metadata={"media.alt": "missing"})) == "metadata: media.alt missing"
    assert len(describe(Condition(phrases=("woord",) * 40))) <= 60


def test_an_example_that_is_no_draft_fails_at_its_line_and_stops_no_other(here: Path) -> None:
    broken = [
        {"text": "Onze wonderzalf werkt.", "channel": "nope"},
        {"text": "Onze wonderzalf werkt.", "front": {"date": "gister"}},
        "Onze wonderzalf werkt.",
    ]
    write(here, {"regels/claims/zalf.yaml": rule("phrases: [wonderzalf]", broken, ["", "Een gewone zalf."])})
    result = call("rules", "test", "--coverage", "regels")
    assert result.exit_code == 1
    lines = (here / "regels/claims/zalf.yaml").read_text("utf-8").splitlines()
    items = [number for number, line in enumerate(lines, start=1) if line.startswith("  - ")]
    wrong = {items[0]: "«nope» is geen bekend kanaal", items[1]: "De waarde van «date» klopt niet", items[3]: "leeg"}
    for (number, says), line in zip(wrong.items(), result.stdout.splitlines()[:3], strict=True):
        assert line.startswith(f"regels/claims/zalf.yaml:{number}: dit voorbeeld is niet als concept te lezen (")
        assert says in line
    assert "voorbeelden: 5 · mislukt: 3" in result.stdout
