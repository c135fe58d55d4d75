from pathlib import Path
from unicodedata import category

import pytest
from hostile import COMMAND, hostile_report
from report_samples import LAWS, clean_report, finding, offer_report, report_of

from postlint.findings import DraftError, Report, Severity
from postlint.report import renderer
from postlint.report.github_summary import step_summary
from postlint.report.options import RenderOptions

OPTIONS = RenderOptions(LAWS)


def commands(report: Report, options: RenderOptions = OPTIONS) -> list[str]:
    return renderer("github")(report, options).splitlines()


def many(errors: int, warnings: int, suggestions: int) -> Report:
    numbers = {Severity.SUGGESTION: suggestions, Severity.WARNING: warnings, Severity.ERROR: errors}
    source = " ".join(f"woord{n}." for n in range(sum(numbers.values())))
    severities = [severity for severity, number in numbers.items() for _ in range(number)]
    findings = (finding(source, f"woord{n}.", severity=severity) for n, severity in enumerate(severities))
    return Report((report_of(source, *findings),))


def test_a_finding_is_an_annotation_on_its_words():
    about = offer_report().findings[0]
    assert commands(Report((offer_report(), clean_report()))) == [
        "::error file=concept.md,line=4,endLine=4,col=13,endColumn=24,title=non-promotie/korting::"
        f"{about.message}%0A→ {about.advice}"
    ]


def test_nothing_found_is_nothing_said():
    assert commands(Report((clean_report(),))) == []


def test_a_span_over_lines_has_no_columns_and_a_whole_draft_one_line():
    source = "Eerste deel\nen het tweede.\n"
    about = finding(source, source.strip())
    [spanning] = commands(Report((report_of(source, about),)))
    assert spanning.startswith("::error file=concept.md,line=1,endLine=2,title=")
    [whole] = commands(Report((report_of(source, about._replace(whole=True)),)))
    assert whole.startswith("::error file=concept.md,line=1,title=")


def test_no_more_than_github_shows_the_worst_first_and_one_line_for_the_rest():
    lines = commands(many(12, 11, 30))
    levels = [line.partition(" ")[0] for line in lines]
    assert levels == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"] * 10 + ["postlint:"]
    assert lines[-1].endswith("hooguit 10 meldingen per soort: ook nog 2 fouten, 1 let op, 20 tips.")
    assert commands(many(11, 0, 0), OPTIONS._replace(lang="en"))[-1].endswith("of a kind: also 1 error.")
    assert len(commands(many(10, 10, 10))) == 30


def test_drafts_that_cannot_be_judged_come_before_everything():
    report = many(9, 0, 0)._replace(errors=(DraftError("b.md", "stuk", 3), DraftError("c.md", "leeg")))
    lines = commands(report)
    assert lines[0] == "::error file=b.md,line=3,title=Niet beoordeeld::stuk"
    assert lines[1] == "::error file=c.md,line=1,title=Niet beoordeeld::leeg"
    assert lines[-1].endswith("ook nog 1 fout.")
    unjudged = report._replace(errors=tuple(DraftError(f"{n}.md", "stuk") for n in range(12)))
    assert commands(unjudged)[-1].endswith("ook nog 2 concepten niet beoordeeld, 9 fouten.")


def test_what_holds_on_two_channels_is_annotated_once():
    assert len(commands(Report((offer_report(), offer_report()._replace(channel="x"))))) == 1


def test_no_text_of_a_draft_becomes_a_command_or_a_property():
    lines = commands(hostile_report())
    assert len(lines) == 7  # five findings and two errors: no line was added
    for line in lines:
        properties, message = line.removeprefix("::").split("::", 1)
        keys = [pair.partition("=")[0] for pair in properties.split(" ", 1)[1].split(",")]
        assert set(keys) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        assert not [c for c in message if category(c) == "Cc"]
    assert not any(line.startswith(COMMAND) for line in lines)
    assert any("file=map/a%3Ab%2Cc%25␊%3A%3Aerror%3A%3Ax<i>|�.md," in line for line in lines)
    assert any("100%25%0A→" in line for line in lines)


def test_paths_count_from_the_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")
    [line] = commands(Report((offer_report(),)), OPTIONS._replace(root=tmp_path))
    assert line.startswith("::error file=posts/concept.md,")


def test_text_from_standard_input_has_no_place():
    [line] = commands(Report((offer_report()._replace(path="<stdin>"),)))
    assert line.startswith("::error title=non-promotie/korting::")


def test_the_summary_has_a_row_for_each_draft_and_each_finding():
    report = Report((offer_report(), clean_report()), (DraftError("b.md", "stuk"),))
    text = step_summary(report, OPTIONS)
    assert "| concept.md | linkedin | **niet plaatsen** | 31 | 1 | 0 | 0 |" in text
    assert "| goed.md | linkedin | **plaatsen** | 90 | 0 | 0 | 0 |" in text
    assert "| b.md |  | **niet beoordeeld**: stuk |  |  |  |  |" in text
    assert "| concept.md:4 | ❌ fout | non-promotie/korting | Een actieprijs" in text
    assert "**do not post**" in step_summary(report, OPTIONS._replace(lang="en"))
    assert "Er zijn geen concepten gevonden." in step_summary(Report(()), OPTIONS)


def test_the_summary_shows_text_as_it_is_written():
    lines = step_summary(hostile_report(), OPTIONS).splitlines()
    widths = {line.count("|") for line in lines if line.startswith("|")}
    assert widths == {8, 6}  # seven and five columns, and no cell of a draft in between
    body = "\n".join(lines)
    assert not [c for c in ("<script", "](", "`code", "@iedereen", "https://", "\x1b") if c in body]
    assert "&#60;script&#62;" in body


def test_a_summary_that_github_would_refuse_is_cut_and_says_so():
    report = many(0, 0, 500)
    whole = step_summary(report, OPTIONS)
    cut = step_summary(report, OPTIONS, room=20_000)
    assert len(whole.encode()) > 20_000 >= len(cut.encode())
    assert "regels: een samenvatting op GitHub heeft niet meer ruimte." in cut
    assert step_summary(report, OPTIONS, room=0) == ""
