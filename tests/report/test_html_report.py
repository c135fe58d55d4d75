from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

from hostile import SCRIPT, hostile_report
from report_samples import DRAFT, LAWS, clean_report, finding, offer_report, report_of

from postlint.findings import DraftError, FirstChange, Notice, Report, Severity
from postlint.report import renderer
from postlint.report.options import RenderOptions

EMPTY = {"meta", "br"}


class Page(HTMLParser):
    """What a reader gets: elements in order, and the text inside each."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[list[str]] = []
        self.open: list[int] = []
        self.feed(text)
        assert not self.open, "an element is not closed"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append([])
        if tag not in EMPTY:
            self.open.append(len(self.elements) - 1)

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self.open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for number in self.open:
            self.texts[number].append(data)

    def all(self, tag: str, class_: str | None = None) -> list[str]:
        found = ((n, attrs) for n, (name, attrs) in enumerate(self.elements) if name == tag)
        return ["".join(self.texts[n]) for n, attrs in found if class_ is None or attrs.get("class") == class_]

    def values(self, attribute: str) -> list[str]:
        return [str(attrs[attribute]) for _, attrs in self.elements if attribute in attrs]


def page(*drafts: Any, errors: tuple[DraftError, ...] = (), **options: Any) -> Page:
    return Page(renderer("html")(Report(drafts, errors), RenderOptions(LAWS, **options)))


def test_the_page_starts_with_a_table_of_all_drafts_that_leads_to_each():
    shown = page(offer_report(), clean_report())
    assert shown.all("caption")[0] == "Alle concepten"
    assert shown.all("tr")[1] == "concept.mdlinkedinbericht✖ niet plaatsen31100"
    links = [value.removeprefix("#") for value in shown.values("href")]
    assert {"concept-1", "concept-2"} <= set(links)
    assert set(links) <= set(shown.values("id"))
    assert len(shown.values("id")) == len(set(shown.values("id")))


def test_a_finding_stands_beside_the_text_with_law_message_advice_and_rule():
    shown = page(offer_report())
    assert shown.all("mark", "error") == ["25% korting"]
    [found] = shown.all("li", "error")
    about = offer_report().findings[0]
    for part in ("✖ fout", "Wet 1 · Non-promotie", "Regel 4", about.message, f"→ {about.advice}", about.rule):
        assert part in found
    assert "Begin hier; dan scoort dit concept 68." in found
    assert "bevinding 1, fout" in shown.values("aria-label")


def test_what_the_model_found_is_said_with_two_digits_and_brings_about_so_many_points():
    found = offer_report().findings[0]._replace(confidence=0.7)
    [shown] = page(offer_report()._replace(findings=(found,), first=FirstChange(found, 68))).all("li", "error")
    assert "Begin hier; dan scoort dit concept ongeveer 68." in shown
    assert "zekerheid 0,70" in shown


def test_every_line_of_the_draft_is_shown_as_it_is_written():
    shown = page(offer_report())
    lines = [line.removesuffix("1") if "korting" in line else line for line in shown.all("span", "line")]
    assert [line.replace("korting1 ", "korting ") for line in lines] == DRAFT.split("\n")[:-1]
    assert shown.values("data-line") == ["1", "2", "3", "4", "5"]


def test_overlapping_findings_take_the_colour_of_the_worst_and_both_have_a_number():
    source = "Kom langs voor 25% korting bij ons\r\nof bel.\r\n"
    wide = finding(source, source.strip(), severity=Severity.SUGGESTION)
    shown = page(report_of(source, wide, finding(source, "25% korting")))
    assert shown.all("mark", "error") == ["25% korting"]
    assert shown.all("mark", "suggestion") == ["Kom langs voor ", " bij ons", "of bel."]
    assert shown.all("sup") == ["1", "2"]
    assert {"c1-t1", "c1-t2", "c1-b1", "c1-b2"} <= set(shown.values("id"))


def test_a_finding_about_the_whole_draft_marks_nothing():
    whole = offer_report().findings[0]._replace(whole=True)
    shown = page(offer_report()._replace(findings=(whole,), first=FirstChange(whole, 31)))
    assert shown.all("mark") == []
    assert "Hele concept" in shown.all("li", "error")[0]


def test_scores_and_verdict_per_law_say_what_they_come_from():
    rows = page(offer_report()).all("tr")
    assert "Wet 1 · Non-promotie60✖ niet plaatsen−40 non-promotie/korting (regel 4)" in rows
    assert "Wet 2 · Luisteren100✓ plaatsen–" in rows
    assert "Inhoud48✓ plaatsenbegint op 40; +8 question-to-reader (regel 5)" in rows
    assert "Privacyn.v.t.––" in rows


def test_drafts_that_could_not_be_judged_and_notices_are_said():
    shown = page(clean_report("goed.md", Notice("n", "gelezen als x")), errors=(DraftError("b.md", "stuk", 3),))
    assert "b.md, regel 3: stuk" in shown.all("li")
    assert "Opmerking: gelezen als x" in shown.all("p")
    assert "Niets gevonden om te veranderen." in shown.all("p")
    aside = page(clean_report()._replace(suppressed=1, known=2)).all("p")
    assert "1 bevinding onderdrukt · 2 bekende bevindingen weggelaten." in aside
    assert "Er zijn geen concepten gevonden." in page().all("p")


def test_a_draft_for_two_channels_has_a_section_for_each_with_a_name_of_its_own():
    shown = page(offer_report(), offer_report()._replace(channel="x"))
    assert shown.all("h2") == ["concept.md · linkedin", "concept.md · x"]
    names = shown.values("aria-labelledby")
    assert len(names) == len(set(names)) == 5
    assert {part for name in names for part in name.split()} <= set(shown.values("id"))


def test_the_page_says_its_language_and_that_of_the_draft():
    assert page(offer_report()).values("lang") == ["nl", "nl"]
    english = page(offer_report(), lang="en")
    assert english.values("lang") == ["en", "nl"]
    assert "✖ do not post" in english.all("strong", "badge hold")
    foreign = page(offer_report()._replace(notices=(Notice("not-dutch", "geen Nederlands"),)), lang="en")
    assert foreign.values("lang") == ["en", ""]


def test_headings_go_down_one_level_at_a_time():
    levels = [
        int(tag[1]) for tag, _ in page(offer_report(), clean_report()).elements if tag in ("h1", "h2", "h3", "h4")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_the_page_needs_nothing_beside_itself():
    shown = page(offer_report())
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in shown.elements}
    assert all(value.startswith("#") for value in shown.values("href"))
    [style] = shown.all("style")
    assert "url(" not in style
    assert "@import" not in style
    assert "prefers-color-scheme: dark" in style
    assert "@media print" in style


def test_no_text_of_a_draft_becomes_markup():
    report = hostile_report()
    text = renderer("html")(report, RenderOptions(LAWS, version="<i>"))
    shown = Page(text)
    assert not {"script", "i"} & {tag for tag, _ in shown.elements}
    assert SCRIPT in "".join(shown.all("main"))
    assert not {"\x1b", "\x00", "\u202e"} & set(text)
    text.encode("utf-8")
