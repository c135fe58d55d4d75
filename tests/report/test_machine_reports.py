import json

import pytest
from hostile import hostile_report
from jsonschema import Draft202012Validator
from report_samples import LAWS, clean_report, finding, offer_report, report_of, with_fix

from postlint.findings import CATEGORIES, DraftError, Notice, Points, Report, Severity, Verdict
from postlint.report import FORMATS, pieces, renderer
from postlint.report.json import schema, to_data
from postlint.report.options import RenderOptions

OPTIONS = RenderOptions(LAWS)


def test_every_format_can_be_loaded_and_renders_an_empty_report():
    for name in FORMATS:
        assert isinstance(renderer(name)(Report(()), OPTIONS), str)


@pytest.fixture
def everything() -> Report:
    source = "Kom langs voor 25% korting.\n"
    draft = report_of(
        source,
        finding(source, "korting", severity=Severity.WARNING, confidence=0.94),
        finding(source, "Kom", severity=Severity.SUGGESTION, rule="non-promotie/kom"),
    )
    notice = Notice("assumed-channel", "gelezen als facebook-page")
    return Report((offer_report(), draft, clean_report("goed.md", notice)), (DraftError("b.md", "stuk", 3),))


@pytest.mark.parametrize("name", FORMATS)
def test_pieces_make_the_same_text(name: str, everything: Report):
    assert "".join(pieces(name)(everything, OPTIONS)) == renderer(name)(everything, OPTIONS)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_no_piece_holds_more_than_one_draft(name: str, everything: Report):
    parts = list(pieces(name)(Report((*everything.drafts, *everything.drafts)), OPTIONS))
    assert all(part.count('"path"') <= 1 for part in parts)


def test_json_follows_its_schema(everything: Report):
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(json.loads(renderer("json")(everything, OPTIONS)))


@pytest.mark.parametrize("report", [hostile_report(), Report((offer_report(),)), Report(())])
def test_each_line_of_jsonl_is_a_draft_or_an_error_of_the_contract(report: Report):
    whole = json.loads(renderer("json")(report, OPTIONS))
    lines = [json.loads(line) for line in renderer("jsonl")(report, OPTIONS).split("\n")[:-1]]
    assert lines == whole["drafts"] + whole["errors"]
    for line in lines:
        part = {"$defs": schema()["$defs"], "$ref": f"#/$defs/{'draft' if 'score' in line else 'error'}"}
        Draft202012Validator(part).validate(line)


def test_the_schema_knows_every_category():
    assert schema()["$defs"]["finding"]["properties"]["category"]["enum"] == list(CATEGORIES)


def test_json_carries_what_the_contract_promises(everything: Report):
    data = json.loads(renderer("json")(everything, OPTIONS))
    assert data["version"] == 1
    assert data["summary"] == {"drafts": 3, "errors": 1, "warnings": 1, "suggestions": 1}
    assert data["errors"] == [{"path": "b.md", "message": "regel 3: stuk", "line": 3}]
    first = data["drafts"][0]
    assert (first["path"], first["channel"], first["kind"], first["score"], first["verdict"]) == (
        "concept.md", "linkedin", "post", 31, "hold",
    )  # fmt: skip
    assert first["laws"]["non-promotie"] == {
        "score": 60, "applies": True, "points": [{"rule": "non-promotie/korting", "points": -40, "line": 4}],
    }  # fmt: skip
    assert first["findings"] == [
        {
            "rule": "non-promotie/korting", "law": "non-promotie", "category": "promotion", "severity": "error",
            "direct": True, "message": offer_report().findings[0].message, "advice": offer_report().findings[0].advice,
            "match": "25% korting", "start": {"line": 4, "column": 13, "offset": 37},
            "end": {"line": 4, "column": 24, "offset": 48}, "confidence": 1.0, "fixes": [],
        }
    ]  # fmt: skip
    assert data["drafts"][2]["notices"] == [{"code": "assumed-channel", "message": "gelezen als facebook-page"}]


def test_json_lists_findings_in_the_order_of_the_text(everything: Report):
    rules = [f["rule"] for f in to_data(everything)["drafts"][1]["findings"]]
    assert rules == ["non-promotie/kom", "non-promotie/korting"]


def test_json_gives_whole_points_as_whole_numbers():
    laws = (offer_report().laws[0]._replace(points=(Points("a/b", -7.5, 1), Points("a/b", -15.0, 1))),)
    data = to_data(Report((offer_report()._replace(laws=laws),)))
    points = [p["points"] for p in data["drafts"][0]["laws"]["non-promotie"]["points"]]
    assert points == [-7.5, -15]
    assert isinstance(points[1], int)


def test_json_keeps_its_promise_of_a_score_where_a_draft_was_judged_in_part():
    partial = clean_report()._replace(score=None, verdict=Verdict.PARTIAL)
    data = to_data(Report((partial,)))
    Draft202012Validator(schema()).validate(data)
    [draft] = data["drafts"]
    assert (draft["score"], draft["verdict"], draft["in_full"]) == (59, "revise", False)
    assert "in_full" not in to_data(Report((clean_report(),)))["drafts"][0]


def test_json_can_always_be_encoded():
    text = renderer("json")(Report((clean_report("a\udcff.md"),)), OPTIONS)
    assert json.loads(text.encode("utf-8"))["drafts"][0]["path"] == "a�.md"


def test_json_gives_the_edits_of_a_fix():
    text = renderer("json")(Report((with_fix(offer_report(), safe=True),)), OPTIONS)
    Draft202012Validator(schema()).validate(json.loads(text))
    [found] = json.loads(text)["drafts"][0]["findings"]
    assert found["fixes"] == [
        {
            "description": "haal [de](korting) weg\x1b[2J", "safe": True,
            "edits": [{"start": found["start"], "end": found["end"], "text": "uitleg"}],
        }
    ]  # fmt: skip
    assert "\x1b" not in text


def test_concise_gives_one_line_per_finding_in_the_order_of_the_text(everything: Report):
    assert renderer("concise")(everything, OPTIONS) == (
        "concept.md:4:13 error non-promotie/korting Een actieprijs is een directe aanbieding; daar haken lezers op af "
        "(wet 1). [linkedin]\n"
        "concept.md:1:1 suggestion non-promotie/kom Een actieprijs is een directe aanbieding; daar haken lezers op af "
        "(wet 1). [x]\n"
        "concept.md:1:20 warning non-promotie/korting Een actieprijs is een directe aanbieding; daar haken lezers op "
        "af (wet 1). [x]\n"
        "b.md:3:1 error cannot-judge niet beoordeeld: stuk\n"
    )


@pytest.mark.parametrize("form", ["concise", "github"])
def test_what_is_said_alike_on_several_channels_is_said_once_with_their_names(form: str):
    source = "Nu korting.\n"
    offer = finding(source, "korting")
    sure = offer._replace(confidence=0.9)
    drafts = [report_of(source, found)._replace(channel=name) for name, found in (("x", offer), ("linkedin", sure))]
    text = renderer(form)(Report(tuple(drafts)), OPTIONS)
    assert text.count("korting") == text.count("non-promotie/korting") == 1
    assert "(wet 1). [x, linkedin]" in text
    alone = renderer(form)(Report((drafts[0],)), OPTIONS)
    assert "[x]" not in alone


def test_concise_keeps_a_message_on_one_line():
    source = "a\n"
    draft = report_of(source, finding(source, "a", message="eerste\r\n\x1b[31mtweede"), path="x\ny.md")
    assert renderer("concise")(Report((draft,)), OPTIONS) == (
        "x␊y.md:1:1 error non-promotie/korting eerste ␛[31mtweede\n"
    )


def test_json_written_draft_by_draft_is_that_of_the_whole():
    several = Report((offer_report(), clean_report(), offer_report()), (DraftError("b.md", 'stuk: "drafts": []', 3),))
    for report in (several, Report(()), Report((clean_report(),))):
        assert renderer("json")(report, OPTIONS) == json.dumps(to_data(report), ensure_ascii=False, indent=2) + "\n"
