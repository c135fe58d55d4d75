from textwrap import dedent

import pytest
from report_samples import DRAFT, LAWS, clean_report, finding, offer_report, report_of, with_fix
from rich.cells import cell_len

from postlint.findings import (
    Cap,
    DraftError,
    DraftReport,
    FirstChange,
    LawScore,
    Notice,
    Points,
    Praise,
    Report,
    Severity,
    Verdict,
)
from postlint.report import renderer
from postlint.report.options import RenderOptions

render = renderer("terminal")
ASSUMED = Notice("assumed-channel", "Er staat geen kanaal bij; gelezen als facebook-page.")


def shown(*drafts: DraftReport, errors: tuple[DraftError, ...] = (), **options: object) -> str:
    return render(Report(drafts, errors), RenderOptions(LAWS, **options))  # type: ignore[arg-type]


def lines(text: str) -> list[str]:
    return text.splitlines()


def test_a_draft_reads_as_the_design_shows_it():
    assert shown(offer_report()) == dedent(
        """\
        concept.md · linkedin · bericht                           NIET PLAATSEN · 31/100
        Eerst doen: verander «25% korting» (regel 4); dan scoort dit concept 68.

          4 │ Nu bij ons: 25% korting op je eerste behandeling!
            │             ‾‾‾‾‾‾‾‾‾‾‾
          ✖ fout · non-promotie/korting
            Een actieprijs is een directe aanbieding; daar haken lezers op af (wet 1).
            → Vertel wat de lezer aan je kennis heeft. Tarieven horen op je website.

          + Goed: je sluit af met een echte vraag aan de lezer (wet 2).

        non-promotie 60 · luisteren 100 · inhoud 48 · kanaal 100 · overige n.v.t.
        1 fout, 0 let op, 0 tips · meer weten: postlint explain non-promotie/korting
        """
    )


def test_english_says_the_same():
    text = shown(offer_report(), lang="en")
    assert "concept.md · linkedin · post" in text
    assert "DO NOT POST · 31/100" in text
    assert "Do first: change “25% korting” (line 4); then this draft scores 68." in text
    assert "✖ error · non-promotie/korting" in text
    assert "others n/a" in text
    assert "1 error, 0 warnings, 0 suggestions\nlearn more: postlint explain non-promotie/korting\n" in text


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_no_line_is_wider_than_the_screen(width: int):
    long = "Een alinea die maar doorgaat " * 20 + "met 25% korting 🎉 erbij " + "en dan nog veel meer woorden " * 20
    sentence = finding(long, long.strip(), severity=Severity.WARNING, rule="kwaliteit/lange-zin")
    draft = report_of(long, finding(long, "25% korting"), sentence, path="map/" * 30 + "concept.md")
    draft = draft._replace(first=FirstChange(sentence, 90), praise=offer_report().praise)
    text = shown(draft, clean_report(), offer_report(), errors=(DraftError("x/" * 60, "stuk " * 40),), width=width)
    text += shown(offer_report(), width=width, explain_score=True)
    assert max(cell_len(line) for line in lines(text)) <= width


def test_the_marks_stand_below_the_match_with_wide_characters_before_it():
    source = "\t👩‍⚕️ Kom 🎉🇳🇱 voor 25% korting langs\n"
    text = lines(shown(report_of(source, finding(source, "25% korting"))))
    row = next(n for n, line in enumerate(text) if "korting langs" in line)
    before = text[row][: text[row].index("25%")]
    assert cell_len(before) == cell_len(text[row + 1]) - len("25% korting")
    assert text[row + 1].strip(" │") == "‾" * len("25% korting")


def test_the_marks_of_a_wide_match_are_as_wide_as_the_match():
    source = "Kom 🎉🎉 langs\n"
    assert "    │     ‾‾‾‾\n" in shown(report_of(source, finding(source, "🎉🎉")))


def test_a_long_line_is_cut_around_the_match():
    source = "Veel woorden vooraf " * 10 + "met 25% korting erbij " + "en veel woorden daarna " * 10
    text = lines(shown(report_of(source, finding(source, "25% korting"))))
    row = next(line for line in text if "25% korting" in line)
    assert row.startswith("  1 │ … ")
    assert row.endswith(" …")
    assert "met 25% korting erbij" in row


def test_a_long_sentence_is_shown_over_three_rows_at_most():
    source = "Dit is een zin die doorloopt en maar geen eind kent, " * 8 + "klaar.\nKort.\n"
    text = shown(report_of(source, finding(source, source.partition("\n")[0], rule="kwaliteit/lange-zin")))
    assert sum("‾" in line for line in lines(text)) == 3
    assert [line for line in lines(text) if "│" in line][4].endswith("…")


def test_a_span_over_lines_shows_the_first_and_says_where_it_ends():
    source = "---\nkanaal: x\n---\nEerste deel\r\nen het tweede.\r\nNog iets.\r\n"
    text = shown(report_of(source, finding(source, "Eerste deel\r\nen het tweede.")))
    assert "  4 │ Eerste deel\n    │ ‾‾‾‾‾‾‾‾‾‾‾\n    │ … tot en met regel 5\n" in text
    assert "␍" not in text


def test_a_finding_about_the_whole_draft_has_no_excerpt():
    whole = DRAFT.partition("---\n")[2].partition("---\n")[2].strip()
    about = finding(DRAFT, whole, rule="luisteren/geen-vraag", severity=Severity.SUGGESTION)._replace(whole=True)
    text = shown(offer_report()._replace(findings=(about,), first=FirstChange(about, 90)))
    assert "  hele concept\n  · tip · luisteren/geen-vraag\n" in text
    assert "│" not in text
    assert "Eerst doen: vertel wat de lezer aan je kennis heeft; dan scoort dit concept 90." in text


def test_a_draft_that_may_be_posted_is_told_what_makes_it_better_not_what_to_do_first():
    report = offer_report()._replace(verdict=Verdict.POST)
    assert "\nNog beter: verander «25% korting» (regel 4); dan" in shown(report)
    assert "\nEven better: change “25% korting” (line 4); then" in shown(report, lang="en")


def test_in_a_draft_of_one_sentence_the_sentence_is_shown():
    source = "Een zin die maar doorgaat " * 10 + "en dan ophoudt.\n"
    about = finding(source, source.strip(), rule="kwaliteit/lange-zin")
    assert "hele concept" not in shown(report_of(source, about))
    assert "hele concept" in shown(report_of(source, about._replace(whole=True)))


def test_errors_come_first_then_warnings_then_suggestions_whatever_their_place():
    source = "een twee drie vier\n"
    draft = report_of(
        source,
        finding(source, "een", rule="a/tip", severity=Severity.SUGGESTION),
        finding(source, "twee", rule="a/letop", severity=Severity.WARNING),
        finding(source, "drie", rule="a/fout"),
        finding(source, "vier", rule="a/eerst", severity=Severity.WARNING),
    )
    draft = draft._replace(first=FirstChange(draft.findings[3], 80))
    order = [line.split(" · ")[-1] for line in lines(shown(draft)) if line.startswith(("  ✖", "  !", "  ·"))]
    assert order == ["a/fout", "a/eerst", "a/letop", "a/tip"]


def test_five_suggestions_at_most_unless_all_are_asked_for():
    words = "nul een twee drie vier vijf zes"
    tips = [finding(words, word, rule=f"a/{word}", severity=Severity.SUGGESTION) for word in words.split()]
    draft = report_of(words, *tips)
    text = shown(draft)
    assert text.count("· tip ·") == 5
    assert "Nog 2 tips in dit concept; postlint check --all laat alles zien." in text
    assert "0 fouten, 0 let op, 7 tips" in text
    everything = shown(draft, show_all=True)
    assert everything.count("· tip ·") == 7
    assert "--all" not in everything


def test_a_repeated_rule_is_said_to_be_repeated_in_what_to_do_first():
    source = "korting en nog eens actie, of gratis\n"
    found = [finding(source, word) for word in ("korting", "actie", "gratis")]
    twice, thrice = (
        draft._replace(first=FirstChange(found[0], 90))
        for draft in (report_of(source, *found[:2]), report_of(source, *found))
    )
    assert "(regel 1, en nog één plek)" in shown(twice)
    assert "(line 1, and one more place)" in shown(twice, lang="en")
    assert "(regel 1, en nog 2 plekken)" in shown(thrice)
    assert "(line 1, and 2 more places)" in shown(thrice, lang="en")


def test_confidence_is_said_where_it_is_less_than_certain():
    source = "We zien je graag.\nTot dan.\n"
    draft = report_of(source, finding(source, "We zien je graag.", confidence=0.94))
    assert "✖ fout · non-promotie/korting · zekerheid 0,94" in shown(draft)
    assert "confidence 0.94" in shown(draft, lang="en")
    even = report_of(source, finding(source, "We zien je graag.", confidence=0.8))
    assert "zekerheid 0,80\n" in shown(even)
    assert "confidence 0.80\n" in shown(even, lang="en")


def test_what_the_model_found_brings_about_so_many_points():
    source = "We zien je graag.\nTot dan.\n"
    found = finding(source, "We zien je graag.", confidence=0.94)
    draft = report_of(source, found)._replace(first=FirstChange(found, 68), score=31)
    assert "dan scoort dit concept ongeveer 68." in " ".join(shown(draft).split())
    assert "then this draft scores about 68." in " ".join(shown(draft, lang="en").split())


def test_control_characters_never_reach_the_terminal():
    source = "Kom \x1b]0;titel\x07 voor \x1b[31mkorting\x1b[0m \u202eneggel\u202c \x9b31m langs\n"
    about = finding(source, "\x1b[31mkorting", message="«\x1b[31mkorting» \x07\nmag niet.", advice="Doe\x1b[2J iets.")
    draft = report_of(source, about, path="a\x1b[2Jb\udcff.md")._replace(
        notices=(Notice("n", "x\x1by"),),
        first=FirstChange(about, 90),
    )
    text = shown(draft, errors=(DraftError("b\x07.md", "stuk\x1b[0m"),))
    assert not [c for c in text if c != "\n" and not c.isprintable()]
    assert "␛[31mkorting" in text
    text.encode("utf-8")


def test_colour_adds_codes_and_changes_no_word():
    colored = shown(offer_report(), color=True)
    assert "\x1b[" in colored
    assert renderer("terminal").__module__ == "postlint.report.terminal"
    from rich.text import Text

    assert Text.from_ansi(colored).plain.splitlines() == [line.rstrip() for line in lines(shown(offer_report()))]


def test_many_drafts_end_in_a_summary_and_clean_ones_take_one_line():
    text = shown(
        clean_report("a.md"), offer_report(), clean_report("b.md"), clean_report("c.md"),
        errors=(DraftError("d.md", "dit bestand is leeg", 3),),
    )  # fmt: skip
    assert lines(text)[0] == "a.md · linkedin · bericht" + " " * 38 + "PLAATSEN · 90/100"
    assert lines(text)[1] == ""
    assert "d.md:3 · NIET BEOORDEELD\n  dit bestand is leeg\n" in text
    assert text.endswith("\n4 concepten: 1 niet plaatsen, 3 plaatsen · 1 fout, 0 let op, 0 tips\n1 niet beoordeeld\n")
    b, c = (next(n for n, line in enumerate(lines(text)) if line.startswith(name)) for name in ("b.md", "c.md"))
    assert c == b + 1


def test_a_notice_that_holds_for_several_drafts_is_said_once():
    text = shown(clean_report("a.md", ASSUMED), clean_report("b.md", ASSUMED))
    assert text.count("gelezen als facebook-page") == 1
    assert "Opmerking (2 concepten): Er staat geen kanaal bij" in text
    assert "  Opmerking: Er staat geen kanaal bij; gelezen als facebook-page.\n" in shown(clean_report("a.md", ASSUMED))


def test_a_single_clean_draft_is_told_so():
    assert "Niets gevonden om te veranderen." in shown(clean_report())


def test_the_sum_names_signals_in_the_words_of_the_run():
    good = offer_report().praise[0]._replace(signal="tip", summary="Een tip om te doen", message="")
    draft = offer_report()._replace(
        praise=(good,),
        laws=(*offer_report().laws[:4], LawScore("inhoud", 52, True, (Points("tip", 12, 5), Points("inhoud/x", 0, 6)))),
    )  # fmt: skip
    text = shown(draft, explain_score=True)
    assert "+12  Een tip om te doen, regel 5\n" in text
    assert "inhoud/x, regel 6\n" in text


def test_a_draft_judged_in_part_shows_no_score_and_is_not_called_fine():
    draft = clean_report()._replace(score=None, verdict=Verdict.PARTIAL, first=None)
    text = shown(draft, explain_score=True)
    assert "DEELS BEOORDEELD" in text
    assert "/100" not in text
    assert "Niets gevonden om te veranderen" not in text
    assert "JUDGED IN PART" in shown(draft, lang="en")


def test_advice_that_several_findings_share_is_said_once():
    text = "Nu korting. Ook morgen korting!"
    first = finding(text, "Nu korting", advice="Haal de korting weg.")
    again = finding(text, "morgen korting", advice="Haal de korting weg.")
    other = finding(text, "Ook", advice="Haal «ook» weg.")
    out = shown(report_of(text, first, again, other))
    assert out.count("→ Haal de korting weg.") == 1
    assert out.count("→ Haal «ook» weg.") == 1


@pytest.mark.parametrize(
    ("advice", "clause"),
    [
        ("Voeg iets toe, bijv. een tip. Of wacht.", "voeg iets toe, bijv. een tip."),
        ("Wacht nog even… Daarna mag het.", "wacht nog even."),
        ("Kies rust, bewegen enz. Dat helpt.", "kies rust, bewegen enz."),
    ],
)
def test_what_to_do_first_is_one_whole_sentence(advice: str, clause: str):
    one = finding(DRAFT, "Nu", advice=advice)._replace(whole=True)
    text = shown(offer_report()._replace(findings=(one,), first=FirstChange(one, 0)))
    assert f"Eerst doen: {clause}" in " ".join(text.split())


def test_at_most_two_compliments_the_best_first():
    place = offer_report().praise[0].span
    praise = tuple(
        Praise(s, "inhoud", f"je geeft {s}.", n, place) for s, n in (("a", 8), ("b", 12), ("b", 12), ("c", 10))
    )
    text = shown(offer_report()._replace(praise=(*praise, Praise("d", "inhoud", "", 99, place))))
    assert [line.strip() for line in lines(text) if "Goed" in line] == ["+ Goed: je geeft b.", "+ Goed: je geeft c."]


def test_the_sum_shows_every_point():
    draft = offer_report()._replace(
        raw_score=72.0, cap=Cap(49, "non-promotie/korting"), score=49,
        laws=(*offer_report().laws[:4], LawScore("inhoud", 100, True, (Points("tip", 70, 5),))),
    )  # fmt: skip
    text = shown(draft, explain_score=True)
    assert (
        dedent(
            """\
        Zo komt de score tot stand
          non-promotie · gewicht 3
              100  begin
              -40  non-promotie/korting, regel 4
             = 60  score
          luisteren · gewicht 1: 100
        """
        )
        in text
    )
    assert "      +70  tip, regel 5\n    = 100  score (een wet blijft tussen 0 en 100)\n" in text
    assert "  hoogstens 49 zolang dit er staat: non-promotie/korting\n  score: 49\n" in text
    assert "\n  n.v.t.: kwaliteit, privacy\n" in shown(offer_report(), explain_score=True)
    assert "(3×60 + 1×100 + 2×48 + 2×100) : 8 = 72" in shown(offer_report(), explain_score=True)


def test_a_finding_without_a_source_still_names_line_and_words():
    draft = offer_report()._replace(source="")
    assert "  regel 4: «25% korting»\n" in shown(draft)


def test_a_finding_says_how_it_can_be_fixed():
    assert "    ↻ te herstellen met --fix: haal [de](korting) weg␛[2J\n" in shown(with_fix(offer_report(), safe=True))
    unsafe = with_fix(offer_report(), safe=False)
    assert "    ↻ te herstellen met --fix --unsafe-fixes\n" in shown(unsafe)
    assert "--unsafe-fixes: haal [de](korting) weg␛[2J\n" in shown(unsafe, unsafe_fixes=True)
    assert "fixable with --fix: " in shown(with_fix(offer_report(), safe=True), lang="en")
