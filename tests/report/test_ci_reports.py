import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import xmlschema
from hostile import SCHEMAS, hostile_report
from jsonschema import Draft202012Validator
from report_samples import LAWS, clean_report, finding, offer_report, report_of

from postlint.findings import DraftError, Report, Severity
from postlint.report import renderer
from postlint.report.options import RenderOptions

OPTIONS = RenderOptions(LAWS)
REPORTS = [Report(()), Report((offer_report(), clean_report())), hostile_report()]


def graded() -> Report:
    source = "een\ntwee\ndrie\n"
    return Report((report_of(source, *(
        finding(source, word, severity=severity)
        for word, severity in zip(source.split(), sorted(Severity, key=lambda s: -s.rank), strict=True)
    )),))  # fmt: skip


def xml(name: str, report: Report, **options: Any) -> ElementTree.Element:
    text = renderer(name)(report, OPTIONS._replace(**options))
    return ElementTree.fromstring(text.encode("utf-8"))  # noqa: S314 - our own text


def gitlab(report: Report, **options: Any) -> list[dict[str, Any]]:
    issues: list[dict[str, Any]] = json.loads(renderer("gitlab")(report, OPTIONS._replace(**options)).encode("utf-8"))
    return issues


@pytest.mark.parametrize("report", REPORTS)
def test_junit_follows_the_schema_of_jenkins(report: Report):
    text = renderer("junit")(report, OPTIONS._replace(min_score=50))
    xmlschema.XMLSchema(str(SCHEMAS / "junit-10.xsd")).validate(ElementTree.fromstring(text.encode()))  # noqa: S314


def test_junit_has_a_test_for_each_law_that_applies():
    [suite] = xml("junit", Report((offer_report(),))).findall("testsuite")
    assert suite.attrib == {"name": "concept.md (linkedin)", "tests": "4", "failures": "1", "errors": "0"}
    assert [case.get("name") for case in suite] == ["non-promotie", "luisteren", "inhoud", "kanaal"]
    failure = suite.find("testcase/failure")
    assert failure is not None
    assert failure.get("type") == "non-promotie/korting"
    assert (failure.text or "").startswith("4:13 fout · non-promotie/korting: Een actieprijs")


@pytest.mark.parametrize(
    ("options", "failing", "beside"),
    [
        ({}, 1, 2),
        ({"fail_on": Severity.WARNING}, 2, 1),
        ({"fail_on": Severity.SUGGESTION}, 3, 0),
        ({"fail_on": None}, 0, 3),
    ],
)
def test_junit_fails_by_what_makes_the_run_fail(options: dict[str, Any], failing: int, beside: int):
    [case] = xml("junit", graded(), **options).findall("testsuite/testcase")
    assert len((case.findtext("failure") or "").splitlines()) == failing
    assert len((case.findtext("system-out") or "").splitlines()) == beside


def test_junit_fails_by_a_low_score():
    root = xml("junit", Report((offer_report(), clean_report())), min_score=60, fail_on=None)
    assert (root.get("tests"), root.get("failures")) == ("8", "1")
    [failure] = root.iter("failure")
    assert failure.get("message") == "score 31 is lager dan 60"


def test_junit_has_an_error_for_a_draft_that_could_not_be_judged():
    root = xml("junit", Report((), (DraftError("b.md", "stuk", 3),)))
    assert root.get("errors") == "1"
    [error] = root.iter("error")
    assert error.get("message") == "regel 3: stuk"


def test_checkstyle_names_place_severity_and_rule():
    root = xml("checkstyle", graded())
    assert root.get("version") == "4.3"
    errors = [(e.get("line"), e.get("column"), e.get("severity"), e.get("source")) for e in root.iter("error")]
    assert errors == [
        ("1", "1", "error", "postlint.non-promotie/korting"), ("2", "1", "warning", "postlint.non-promotie/korting"),
        ("3", "1", "info", "postlint.non-promotie/korting"),
    ]  # fmt: skip


def test_checkstyle_has_one_file_for_each_path():
    report = Report(
        (offer_report(), offer_report()._replace(channel="x"), clean_report()), (DraftError("b.md", "stuk"),)
    )
    files = {file.get("name"): [error.get("source") for error in file] for file in xml("checkstyle", report)}
    assert files == {
        "concept.md": ["postlint.non-promotie/korting"], "goed.md": [], "b.md": ["postlint.cannot-judge"],
    }  # fmt: skip


@pytest.mark.parametrize("name", ["junit", "checkstyle"])
def test_what_xml_cannot_hold_is_made_visible(name: str):
    text = renderer(name)(hostile_report(), OPTIONS)
    assert "<script>" not in text
    assert not {"\x1b", "\x00", "\ufffe"} & set(text)
    said = "".join(ElementTree.fromstring(text.encode()).itertext())  # noqa: S314
    said += " ".join(v for e in ElementTree.fromstring(text.encode()).iter() for v in e.attrib.values())  # noqa: S314
    assert "<script>alert(1)</script>" in said
    assert "␛[2J" in said


@pytest.mark.parametrize("report", REPORTS)
def test_gitlab_follows_the_schema_we_wrote_from_its_documentation(report: Report):
    schema = json.loads((SCHEMAS / "gitlab-code-quality.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(gitlab(report))


def test_gitlab_grades_by_severity_and_gives_lines():
    issues = gitlab(graded()._replace(errors=(DraftError("b.md", "stuk", 3),)))
    assert [(i["severity"], i["location"]["lines"]["begin"]) for i in issues] == [
        ("major", 1), ("minor", 2), ("info", 3), ("blocker", 3),
    ]  # fmt: skip
    assert issues[3]["check_name"] == "cannot-judge"


def test_gitlab_tells_the_same_finding_in_two_files_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    two = gitlab(Report((offer_report(), offer_report()._replace(path="./map/ander.md"))))
    assert [issue["location"]["path"] for issue in two] == ["concept.md", "map/ander.md"]
    assert len({issue["fingerprint"] for issue in two}) == 2
    below = gitlab(Report((offer_report(),)), root=tmp_path.parent)
    assert below[0]["location"]["path"] == f"{tmp_path.name}/concept.md"
