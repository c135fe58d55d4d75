import json
from pathlib import Path
from typing import Any

import pytest
from hostile import RULES, SCHEMAS, SOURCE, hostile_report
from jsonschema import Draft4Validator
from report_samples import LAWS, clean_report, finding, offer_report, report_of, with_fix

from postlint.findings import DraftError, Notice, Report, Severity
from postlint.report import renderer
from postlint.report.json import to_data
from postlint.report.options import RenderOptions

OPTIONS = RenderOptions(LAWS, RULES, version="1.2.3")


def log(report: Report, options: RenderOptions = OPTIONS) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(renderer("sarif")(report, options).encode("utf-8"))
    return data


def run(report: Report, options: RenderOptions = OPTIONS) -> dict[str, Any]:
    only: dict[str, Any] = log(report, options)["runs"][0]
    return only


def test_a_fix_gives_its_replacements_and_whether_it_is_safe():
    draft = with_fix(offer_report(), safe=False)
    [fix] = run(Report((draft,)))["results"][0]["fixes"]
    [change] = fix["artifactChanges"]
    [replacement] = change["replacements"]
    assert (fix["description"]["text"], fix["properties"]) == ("haal \\[de](korting) weg␛[2J", {"safe": False})
    assert change["artifactLocation"]["uri"] == draft.path
    assert replacement["deletedRegion"]["charLength"] == len(draft.findings[0].match)
    assert replacement["insertedContent"] == {"text": "uitleg"}


@pytest.mark.parametrize("report", [Report(()), Report((offer_report(), clean_report())), hostile_report()])
@pytest.mark.parametrize("lang", ["nl", "en"])
def test_it_follows_the_schema(report: Report, lang: Any):
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text("utf-8"))
    fixes = with_fix(offer_report(), safe=False)
    for judged in (report, Report((*report.drafts, fixes), report.errors)):
        options = OPTIONS._replace(lang=lang, notices=(Notice("skipped", "b.png: geen tekst"),))
        Draft4Validator(schema).validate(log(judged, options))


def test_places_are_those_of_the_json_contract():
    draft = report_of(SOURCE, finding(SOURCE, "⚕️ slot"))
    place = to_data(Report((draft,)))["drafts"][0]["findings"][0]
    assert run(Report((draft,)))["columnKind"] == "unicodeCodePoints"
    assert run(Report((draft,)))["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": place["start"]["line"], "startColumn": place["start"]["column"],
        "endLine": place["end"]["line"], "endColumn": place["end"]["column"],
        "charOffset": place["start"]["offset"], "charLength": len("⚕️ slot"), "snippet": {"text": "⚕️ slot"},
    }  # fmt: skip
    assert (place["start"]["line"], place["start"]["column"], place["end"]["column"]) == (4, 3, 10)


def test_levels_follow_severity_and_results_point_at_their_rule():
    source = "een twee drie"
    words = zip(source.split(), sorted(Severity, key=lambda s: -s.rank), strict=True)
    draft = report_of(source, *(finding(source, word, severity=severity) for word, severity in words))
    results = run(Report((draft,)))["results"]
    assert [result["level"] for result in results] == ["error", "warning", "note"]
    assert {result["ruleIndex"] for result in results} == {0}


def test_rules_explain_themselves_in_the_language_of_the_run():
    [rule] = run(Report(()))["tool"]["driver"]["rules"]
    assert rule["id"] == "non-promotie/korting"
    assert rule["helpUri"] == "https://bron.example/blad"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "**Korting op zorg** (wet 1, Non-promotie)" in rule["help"]["markdown"]
    assert "- 20% korting &#124; &#60;b&#62;nu&#60;/b&#62;" in rule["help"]["markdown"]
    assert "[Een blad](<https://bron.example/blad>)" in rule["help"]["markdown"]
    assert "Haal de korting weg." in rule["help"]["text"]
    [english] = run(Report(()), OPTIONS._replace(lang="en"))["tool"]["driver"]["rules"]
    assert english["shortDescription"] == {"text": "Discount on care"}
    assert "law 1, No promotion" in english["help"]["markdown"]


def test_only_rules_of_the_rulebook_used_are_described():
    described = run(Report((offer_report(),)), RenderOptions(LAWS))
    assert described["tool"]["driver"]["rules"] == []
    assert "ruleIndex" not in described["results"][0]


def test_notices_and_drafts_that_could_not_be_judged_are_notifications():
    report = Report(
        (clean_report("goed.md", Notice("assumed-channel", "gelezen als x")),), (DraftError("b.md", "stuk", 3),)
    )
    [invocation] = run(report, OPTIONS._replace(notices=(Notice("skipped", "b.png"),)))["invocations"]
    assert invocation["executionSuccessful"] is False
    told = [(n["level"], n["descriptor"]["id"], n["message"]["text"]) for n in invocation["toolExecutionNotifications"]]
    assert told == [
        ("error", "cannot-judge", "stuk"),
        ("note", "skipped", "b.png"),
        ("note", "assumed-channel", "gelezen als x"),
    ]
    place = invocation["toolExecutionNotifications"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "b.md", "uriBaseId": "%SRCROOT%"}, "region": {"startLine": 3}}
    assert run(Report((clean_report(),)))["invocations"][0]["executionSuccessful"] is True


def test_fingerprints_do_not_depend_on_the_line():
    draft, longer = (
        report_of(s, finding(s, "25% korting")) for s in ("Nu 25% korting.\n", "Eerst dit.\n\nNu 25% korting.\n")
    )
    one, two = (run(Report((d,)))["results"][0]["partialFingerprints"] for d in (draft, longer))
    assert one == two
    assert list(one) == ["postlintContext/v1"]


def test_paths_count_from_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")

    def uri(path: str) -> dict[str, str]:
        found = run(Report((offer_report()._replace(path=path),)), OPTIONS._replace(root=tmp_path))
        location: dict[str, str] = found["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        return location

    assert uri("a b#é.md") == {"uri": "posts/a%20b%23%C3%A9.md", "uriBaseId": "%SRCROOT%"}
    assert uri(str(tmp_path / "c.md")) == uri("../c.md") == {"uri": "c.md", "uriBaseId": "%SRCROOT%"}
    assert uri("/elders/d.md") == {"uri": "file:///elders/d.md"}
    assert uri("<stdin>") == {"uri": "%3Cstdin%3E"}


def test_words_of_a_draft_become_no_link():
    texts = [result["message"]["text"] for result in run(hostile_report())["results"]]
    assert any("\\[klik](https://kwaad.example)" in text for text in texts)
    assert not any("\x1b" in text or " [klik](" in text for text in texts)


def test_each_file_carries_its_verdict_on_every_channel():
    other = offer_report()._replace(channel="x", score=40)
    [artifact] = run(Report((offer_report(), other)))["artifacts"]
    assert [(j["channel"], j["score"], j["verdict"]) for j in artifact["properties"]["judged"]] == [
        ("linkedin", 31, "hold"), ("x", 40, "hold"),
    ]  # fmt: skip
    assert run(Report((offer_report(), other)))["results"][0]["properties"]["channels"] == ["linkedin", "x"]
