import json
from pathlib import Path

import pytest
from cli_fakes import Run
from jsonschema import Draft202012Validator

from postlint.cli.lookup import Found, find
from postlint.cli.rule_schema import DESCRIPTIONS, rule_schema
from postlint.cli.rules_test import result_lines
from postlint.findings import Problem
from postlint.linter.examples import ExampleFailure, ExampleResults
from postlint.rulebook import load_laws

RULE = """
summary: {nl: Korting of actieprijs, en: Discount or special price}
category: promotion
severity: error
applies_to: {channels: [linkedin, x], kinds: [post], readers: [patients], fits: {cases: ["no"]}, conversation: true}
check: {phrases: [korting]}
message: {nl: "«{match}» is een actieprijs op {channel}.", en: "“{match}” is a special price on {channel}."}
advice: {nl: "Vertel wat je weet.", en: "Tell what you know."}
sources: [tien-wetten, onbekend]
examples:
  flag:
    - Deze maand 20% korting.
    - {text: "Nu korting!\\nKom langs.", channel: linkedin, kind: reply}
  pass:
    - De korting op het zorgbudget raakt de wijk.
    - {text: Nu korting!, kind: reply, front: {in_reply_to: Geef je korting?, consent: schriftelijk, topic: budget}}
"""
LAWS = """
non-promotie:
  number: 1
  title: {nl: Non-promotie, en: No promotion}
  gist: {nl: Verkoop niets., en: Sell nothing.}
  weight: 3
  sources: [tien-wetten]
inhoud:
  title: {nl: Inhoud, en: Content}
  gist: {nl: Geef iets., en: Give something.}
  weight: 2
"""
SOURCES = """
tien-wetten:
  {title: De tien wetten, url: "https://voorbeeld.nl/tien", kind: guideline, country: NL, checked: 2026-11-21}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rules folder with one good rule and one that is broken."""
    for name, text in {
        "non-promotie/korting": RULE,
        "non-promotie/kapot": "summary: [",
        "inhoud/kort": "summary: [",
        "laws": LAWS,
        "sources": SOURCES,
    }.items():
        path = tmp_path / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    (tmp_path / "channels").mkdir()
    (tmp_path / "channels" / "x.yaml").write_text("", "utf-8")
    monkeypatch.setattr("postlint.paths.rules_dir", lambda: tmp_path)
    return tmp_path


EXPLAINED = """\
non-promotie/korting · fout · promotion

Wat deze regel vindt
  Korting of actieprijs

Waarom
  wet 1, Non-promotie: Verkoop niets.

Wat er dan bij je concept staat
  «…» is een actieprijs op dit kanaal.

Wat je beter kunt doen
  Vertel wat je weet.

Geldt voor
  Kanalen: linkedin, x
  Soort: bericht
  Lezers: patiënten
  Kanalen met «casuïstiek: nee» (zie postlint channels)
  Kanalen waar lezers kunnen reageren

Hier zegt de regel iets van
  ✖ Deze maand 20% korting.
  ✖ Nu korting!
    Kom langs. (op linkedin, reactie)

Dit mag
  ✓ De korting op het zorgbudget raakt de wijk.
  ✓ Nu korting! (reactie)
    → antwoord op: «Geef je korting?»
    → bovenaan staat: consent: schriftelijk, topic: budget

Bronnen
  - De tien wetten (bekeken op 2026-11-21)
    https://voorbeeld.nl/tien
  - onbekend
"""


def test_a_rule_is_explained_from_its_own_file_alone(folder: Path, run: Run):
    result = run("explain", "korting")
    assert (result.stdout, result.exit_code) == (EXPLAINED, 0)


def test_explained_in_english(folder: Path, run: Run):
    text = run("explain", "non-promotie/korting", "--lang", "en").stdout
    assert text.startswith("non-promotie/korting · error · promotion\n\nWhat this rule finds\n  Discount or special")
    assert "law 1, No promotion: Sell nothing." in text
    assert "(checked on 2026-11-21)" in text


def test_a_law_is_explained_with_its_rules(folder: Path, run: Run):
    text = run("explain", "non-promotie").stdout
    assert text.startswith("non-promotie · wet 1, Non-promotie\n\n  Verkoop niets.\n  Gewicht in de score: 3\n")
    assert "Regels bij deze wet\n  non-promotie/kapot\n  non-promotie/korting\n" in text
    assert run("explain", "inhoud").stdout.startswith("inhoud · Inhoud\n")


def test_a_name_can_be_short(folder: Path):
    laws = load_laws(folder)
    assert find("non-promotie/korting", folder, laws) == Found("rule", "non-promotie/korting")
    assert find("Korting", folder, laws) == Found("rule", "non-promotie/korting")
    assert find("kort", folder, laws) == Found("rule", "inhoud/kort")
    assert find("korti", folder, laws) == Found("rule", "non-promotie/korting")
    assert find("x", folder, laws) == Found("channel", "x")


@pytest.mark.parametrize("name", ["fb-groep", "facebook-vakgroep", "FB_groep", "facebook-group-closed"])
def test_a_channel_is_explained_by_any_of_its_names(name: str, run: Run):
    explained = run("explain", name)
    assert (explained.exit_code, explained.stdout) == (0, run("channels", name).stdout)
    assert "bedoel je facebook-group-closed" in run("explain", "fb-groepp").stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("k", "«k» kan van alles zijn; kies uit: inhoud/kort, non-promotie/kapot, non-promotie/korting"),
        ("kortign", "«kortign» is geen regel, wet of kanaal; bedoel je non-promotie/korting"),
        ("zzz", "«zzz» is geen regel, wet of kanaal; postlint rules toont alle regels."),
        ("", "«» is geen regel, wet of kanaal;"),
    ],
)
def test_a_name_that_fits_nothing_or_too_much(name: str, said: str, folder: Path, run: Run):
    with pytest.raises(Problem) as caught:
        find(name, folder, load_laws(folder))
    assert caught.value.to("nl").startswith(said)
    assert run("explain", name).exit_code == 2


def test_a_broken_rule_is_told_with_its_line(folder: Path, run: Run):
    result = run("explain", "kapot")
    assert result.exit_code == 2
    assert result.stderr.startswith("postlint: rules/non-promotie/kapot.yaml:1: dit is geen geldige YAML")


def test_the_list_of_rules(folder: Path, run: Run):
    for broken in ("non-promotie/kapot", "inhoud/kort"):
        (folder / f"{broken}.yaml").unlink()
    assert run("rules").stdout == (
        "regel                 ernst  categorie  wat\n"
        "non-promotie/korting  fout   promotion  Korting of actieprijs\n"
        "\nregels: 1\n"
    )
    assert run("rules", "--law", "inhoud").stdout.endswith("\nregels: 0\n")
    data = json.loads(run("rules", "--format", "json").stdout)
    assert data[0]["id"] == "non-promotie/korting"
    assert data[0]["summary"]["en"] == "Discount or special price"
    result = run("rules", "--law", "inhuod")
    assert (result.exit_code, result.stderr) == (
        2,
        "postlint: «inhuod» is geen wet; bedoel je «inhoud»? Kies uit non-promotie, inhoud\n",
    )


def test_the_channels_shown_are_those_that_there_are(run: Run):
    text = run("channels").stdout
    assert len([line for line in text.splitlines() if line.endswith(("nee", "zelden", "feitelijk", "1 op 5"))]) == 17
    assert max(map(len, text.splitlines())) <= 80
    assert max(map(len, run("channels", "--lang", "en").stdout.splitlines())) <= 80


def test_one_channel_with_limits_sources_and_date(run: Run):
    text = run("channels", "x").stdout
    assert text.startswith("x · X")
    assert "Langste bericht: 280 tekens, zoals X telt" in text
    assert "Bekeken op: 20" in text
    assert "Bronnen\n  - " in text
    assert run("explain", "instagram").stdout.startswith("instagram · Instagram")
    assert run("channels", "facebook").stdout.startswith("facebook-page · ")


def test_an_unknown_channel_names_the_nearest(run: Run):
    result = run("channels", "linkedn")
    assert result.exit_code == 2
    assert result.stderr.startswith("postlint: «linkedn» is geen bekend kanaal; bedoel je linkedin")


def test_the_schema_accepts_a_rule_and_refuses_a_mistake():
    from postlint.yamlio import Source

    schema = rule_schema()
    Draft202012Validator.check_schema(schema)
    rule = Source(RULE, "korting.yaml").data
    validator = Draft202012Validator(schema)
    validator.validate(rule)
    assert list(validator.iter_errors(rule | {"severity": "fout"}))
    assert list(validator.iter_errors(rule | {"id": "a/b"}))
    assert list(validator.iter_errors({"summary": rule["summary"]}))


def test_the_schema_describes_every_key_of_a_rule_and_a_condition():
    definitions = rule_schema()["$defs"]
    for name in ("Rule", "Condition"):
        for key, field in definitions[name]["properties"].items():
            assert "description" in json.dumps(field), f"{name}.{key}"
    known = set(definitions)
    known |= {f"{name}.{key}" for name, found in definitions.items() for key in found.get("properties", {})}
    assert set(DESCRIPTIONS) <= known


def test_failed_examples_are_shown_with_their_place():
    failures = (
        ExampleFailure("a/b", "flag", "Nu korting", "rules/a/b.yaml", 12, None),
        ExampleFailure("a/b", "flag", "Nu gratis\nkorting", "rules/a/b.yaml", 13, "gratis"),
        ExampleFailure("a/b", "pass", "Geen korting", "rules/a/b.yaml", 15, "korting"),
    )
    results = ExampleResults(2, 7, failures, {"a/c": frozenset({"mood"})})
    assert list(result_lines(results, "nl")) == [
        "rules/a/b.yaml:12: moet een bevinding geven, maar deed dat niet: Nu korting",
        "rules/a/b.yaml:13: gaf een bevinding bij andere woorden, «gratis»: Nu gratis korting",
        "rules/a/b.yaml:15: mag, maar gaf toch een bevinding, «korting»: Geen korting",
        "a/c: niet gedraaid, want het taalmodel mist mood",
        "regels en signalen: 2 · voorbeelden: 7 · mislukt: 3 · regels niet gedraaid: 1",
    ]


@pytest.mark.parametrize(
    ("results", "status"),
    [
        (ExampleResults(1, 2), 0),
        (ExampleResults(1, 2, (ExampleFailure("a/b", "flag", "x", "rules/a/b.yaml", 1, None),)), 1),
        (ExampleResults(1, 2, (), {"a/b": frozenset({"mood"})}), 1),
    ],
)
def test_rules_test_fails_on_a_failure(results: ExampleResults, status: int, run: Run, monkeypatch: pytest.MonkeyPatch):
    asked = []
    monkeypatch.setattr("postlint.linter.examples.run_examples", lambda paths, **_: asked.append(paths) or results)
    assert run("rules", "test", "rules/a").exit_code == status
    assert asked == [("rules/a",)]


@pytest.mark.parametrize("name", ["wet 3", "Wet 3", "law 3", "3"])
def test_a_law_is_found_by_its_number(name: str, run: Run):
    assert run("explain", name).stdout == run("explain", "focus").stdout


def test_a_category_is_explained_with_its_rules(run: Run):
    result = run("explain", "promotion")
    assert result.exit_code == 0
    assert result.stdout.startswith("promotion · categorie")
    assert "non-promotie/korting" in result.stdout
    assert run("explain", "99").exit_code == 2
