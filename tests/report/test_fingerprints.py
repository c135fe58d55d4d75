from report_samples import finding, report_of

from postlint.findings import DraftReport, Report
from postlint.report.fingerprint import identified

TEXT = "Kom gerust langs voor 25% korting op je eerste behandeling bij ons."


def prints(*drafts: DraftReport) -> list[str]:
    return [item.fingerprint for item in identified(Report(drafts))]


def of(source: str, *matches: str) -> list[str]:
    return prints(report_of(source, *(finding(source, match) for match in matches or ("25% korting",))))


def test_a_finding_keeps_its_fingerprint_when_lines_come_and_go_around_it():
    before = of(f"---\nkanaal: x\n---\n{TEXT}\n")
    assert of(f"---\nkanaal: linkedin\ndate: 2026-01-01\n---\nNieuwe alinea.\n\n{TEXT}\n\nNog iets.\n") == before
    assert of(f"---\r\nkanaal: x\r\n---\r\n{TEXT}\r\n") == before


def test_a_finding_keeps_its_fingerprint_when_its_paragraph_is_wrapped_or_capitalised_anew():
    assert (
        of(TEXT.replace(" ", "\n"), "25%\nkorting")
        == of(TEXT.replace("25% korting", "25%  KORTING"), "25%  KORTING")
        == of(TEXT)
    )


def test_other_words_another_rule_or_other_neighbours_give_another_fingerprint():
    other = finding(TEXT, "25% korting", rule="non-promotie/kom")
    assert len({*of(TEXT), *of(TEXT, "langs"), *of(TEXT.replace("voor", "met")), *prints(report_of(TEXT, other))}) == 4


def test_the_same_words_twice_get_two_fingerprints_that_do_not_depend_on_each_other():
    source = f"{TEXT}\n\n{TEXT}\n"
    first = finding(source, "25% korting")
    again = source.index("25% korting", 40)
    moved = first.span._replace(start=first.span.start._replace(line=3, offset=again))
    moved = moved._replace(end=first.span.end._replace(line=3, offset=again + len("25% korting")))
    both = prints(report_of(source, first, first._replace(span=moved)))
    assert len(set(both)) == 2
    assert both[0] == of(TEXT)[0]


def test_message_and_confidence_are_no_part_of_it():
    said = finding(TEXT, "25% korting", message="Anders gezegd.", confidence=0.7)
    assert prints(report_of(TEXT, said)) == of(TEXT)


def test_a_finding_about_the_whole_draft_keeps_its_fingerprint_when_the_draft_changes():
    one, two = (report_of(s, finding(s, s.strip())._replace(whole=True)) for s in (TEXT, "Iets heel anders.\n"))
    assert prints(one) == prints(two)


def test_what_holds_on_two_channels_is_given_once():
    draft = report_of(TEXT, finding(TEXT, "25% korting"))
    items = list(identified(Report((draft, draft._replace(channel="linkedin")))))
    assert [item.channels for item in items] == [("x", "linkedin")]
    assert [item.fingerprint for item in items] == of(TEXT)
