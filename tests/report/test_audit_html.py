import re
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest

from postlint.audited import (
    Audit,
    AuditFinding,
    Counts,
    LawAudit,
    LawMoment,
    Metric,
    Owed,
    PostDay,
    PostRef,
    Rating,
    Scope,
    Topic,
    Week,
    Window,
)  # fmt: skip
from postlint.findings import DraftError, Notice, Severity, Text
from postlint.report import audit_html_charts as charts
from postlint.report.audit_html import render
from postlint.report.options import LawLabel, RenderOptions

LAWS = {"non-promotie": LawLabel(Text("Non-promotie", "No promotion"), 3, 1)}
MONDAY = date(2026, 1, 5)
SCRIPT = "<script>alert(1)</script>"


@pytest.fixture
def no_charts(monkeypatch):
    for name in ("figure", "laws", "time"):
        monkeypatch.setattr(f"postlint.report.audit_html_{name}.can_draw", lambda: False)


def weeks(*numbers: int) -> tuple[Week, ...]:
    return tuple(
        Week(MONDAY + timedelta(weeks=n), posts=posts, promotional=posts // 2, score=50.0 + n if posts else None)
        for n, posts in enumerate(numbers)
    )


def metric(**other) -> Metric:
    given = {
        "rule": "series/bevestiging/reactietijd", "law": "non-promotie", "label": "wachttijd", "measure": "reply-delay",
        "unit": "hours", "scope": Scope(), "value": 30.0, "shown": "30 uur", "n": 9, "minimum": 5,
        "rating": Rating.ORANGE, "limit": "hoogstens 24 uur", "previous_shown": "12 uur",
    } | other  # fmt: skip
    return Metric(**given)


def audit_of(*numbers: int, **other) -> Audit:
    total = sum(numbers)
    counts = Counts(
        posts_total=total, first=MONDAY, last=MONDAY + timedelta(weeks=len(numbers)), longest_gap_days=15,
        longest_gap=(date(2026, 1, 12), date(2026, 1, 27)), median_reply_delay_hours=30.0, reply_delays_n=9,
        unanswered=1,
    )  # fmt: skip
    given = {
        "paths": ("berichten.csv",), "counts": counts, "timeline": weeks(*numbers), "score": 63,
        "laws": (LawAudit("non-promotie", broken=True, weak=False, score=20, metrics=(metric(),)),),
        "window": Window(MONDAY, date(2026, 3, 1), total),
        "findings": (
            AuditFinding(
                "series/non-promotie/aandeel", "non-promotie", "promotion", Severity.ERROR, Rating.RED, "Veel reclame.",
                "Minder.", posts=(PostRef("berichten.csv", 7),),
            ),
        ),
        "topics": (Topic("voeding", 4, 0.8, last=MONDAY), Topic("knie", 1, 0.2)),
        "owed": (Owed(PostRef("reacties.csv", 3), "Ann", 12),),
    } | other  # fmt: skip
    return Audit(**given)


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.open: list[str] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in ("style", "script"):
            self.text += data

    def count(self, tag: str) -> int:
        return sum(name == tag for name, _ in self.tags)

    def values(self, attribute: str) -> list[str | None]:
        return [attrs[attribute] for _, attrs in self.tags if attribute in attrs]


def page(audit: Audit, **options) -> Page:
    return Page(render(audit, RenderOptions(LAWS, **options)))


def test_every_chart_says_what_it_shows_and_has_a_table_behind_it():
    shown = page(audit_of(4, 0, 0, 8))
    assert shown.count("figure") == shown.count("figcaption") == shown.count("details") == 6
    for sentence in (
        "Wetten waarover iets te zeggen is: 1. In orde: 0; zwak: 0; gebroken: 1.",
        "In 2 van de 4 weken heb je iets geplaatst; de drukste week was die van 26 januari 2026, met 8.",
        "De langste stilte duurde 15 dagen (12 januari – 27 januari 2026)",
        "Van de 12 berichten, reacties en bedankjes was 50 % reclame",
        "De gemiddelde score per bericht ging van 50 in de week van 5 januari 2026 naar 53 in de week van 26 januari",
        "«voeding» komt het meest voor: 4 van de 5 berichten",
        "De helft van de antwoorden waarvan de wachttijd bekend is (9), kwam binnen 30 uur. 1 reactie wacht nog",
    ):
        assert sentence in shown.text


def moments(*scores: int | None) -> tuple[LawMoment, ...]:
    days = [MONDAY + timedelta(weeks=4 * n) for n in range(len(scores))]
    return tuple(LawMoment(one, one - timedelta(83), one, score) for one, score in zip(days, scores, strict=True))


def test_the_laws_over_time_are_a_grid_of_scores_with_a_sentence_on_what_changed():
    law = LawAudit("non-promotie", broken=False, weak=True, score=60, history=moments(None, 20, None, 60))
    other = LawAudit("geduld", broken=False, weak=False, score=100, history=moments(None, None, 100, 100))
    text = render(audit_of(4, 1, laws=(law, other)), RenderOptions(LAWS))
    assert "Van de eerste score tot nu: beter: Wet 1 · Non-promotie (20 → 60)." in text
    assert re.findall(r'<td class="(green|orange|red|unknown)">(\d+|–)</td>', text) == [
        ("red", "20"), ("unknown", "–"), ("orange", "60"), ("unknown", "–"), ("green", "100"), ("green", "100"),
    ]  # fmt: skip
    assert "11 november 2025 – 2 februari 2026" in text
    assert "2 mrt 26" in text
    worse = replace(law, history=moments(100, 20))
    assert "slechter: " in render(audit_of(4, laws=(worse,)), RenderOptions(LAWS))
    same = replace(law, history=moments(60, 60))
    assert "is niets veranderd" in render(audit_of(4, laws=(same,)), RenderOptions(LAWS))
    once = replace(law, history=moments(None, 60))
    assert "wetten-over-tijd" not in render(audit_of(4, laws=(once,)), RenderOptions(LAWS))


def test_the_last_year_is_drawn_by_day_with_every_day_in_a_table():
    days = (PostDay(MONDAY, 1), PostDay(MONDAY + timedelta(8), 2, 1, 1), PostDay(MONDAY + timedelta(14), 1))
    text = render(audit_of(4, 1, days=days), RenderOptions(LAWS))
    assert (
        "Van 5 januari 2026 tot en met 19 januari 2026 plaatste je op 3 van de 15 dagen iets, het vaakst op maandag "
        "(2 keer); de drukste dag was 13 januari 2026, met 4."
    ) in text
    drawing = text[text.index('class="days"') - 300 :].split("</svg>")[0]
    assert re.findall(r'class="heat-(\d)"', drawing) == list("100000004000001")
    assert 'role="img" aria-label="Op welke dagen, 5 januari – 19 januari 2026"' in drawing
    row = re.search(r'<th scope="row">12 januari 2026</th>(.*?)</tr>', text[text.index("dagen-tabel") :])
    assert row is not None
    assert re.findall(r">(\d+|–)<", row[1]) == ["0", "4", "0", "0", "0", "0", "0"]
    assert 'id="dagen"' not in render(audit_of(4, days=days[:1]), RenderOptions(LAWS))


def test_the_calendar_says_each_number_and_shades_by_it():
    shown = render(audit_of(4, 0, 1, 8), RenderOptions(LAWS))
    cells = re.findall(r'<td class="heat-(\d)" title="([^"]+)">(\d+)</td>', shown)
    assert [(level, number) for level, _, number in cells] == [("2", "4"), ("0", "0"), ("1", "1"), ("4", "8")]
    assert cells[0][1] == "5 januari – 11 januari 2026"


def test_a_long_series_is_told_by_month_and_shows_the_last_two_years():
    shown = page(audit_of(*([1, 3] * 60)))
    assert "januari 2026" in shown.text
    assert "Hier staan de laatste 24 maanden" in shown.text


def test_without_pygal_the_tables_stand_open_and_the_page_says_why(no_charts):
    shown = page(audit_of(4, 0, 8))
    assert shown.count("svg") == 0
    assert 'pip install "postlint[charts]"' in shown.text
    opened = [attrs for tag, attrs in shown.tags if tag == "details"]
    assert ["open" in attrs for attrs in opened] == [True, False, True, True, True, True]


def test_the_page_is_alone_and_alive_without_script():
    text = render(audit_of(4, 0, 8), RenderOptions(LAWS))
    assert "<script" not in text
    assert not re.findall(r'(?:src|href|action)="(?!#)', text)
    assert not re.search(r"url\(|@import", text)
    assert "default-src &#x27;none&#x27;" in text


def test_nothing_from_outside_becomes_markup():
    hostile = audit_of(
        4, 2, paths=(SCRIPT,), topics=(Topic(SCRIPT, 2, 1.0),), errors=(DraftError(SCRIPT, SCRIPT, 3),),
        notices=(Notice("x", SCRIPT),), owed=(Owed(PostRef(SCRIPT), SCRIPT, 1),),
        laws=(LawAudit(SCRIPT, broken=False, weak=True, score=50, metrics=(
            metric(label=SCRIPT, scope=Scope("account", SCRIPT, SCRIPT), shown="\x1b[31m"),
        )),),
    )  # fmt: skip
    text = render(hostile, RenderOptions(LAWS))
    assert "<script" not in text
    assert "\x1b" not in text
    assert Page(text).text.count("alert(1)") > 5


def test_ids_are_used_once_and_every_label_points_at_one():
    shown = page(audit_of(4, 0, 8), lang="en")
    ids = shown.values("id")
    assert len(ids) == len(set(ids))
    assert all(name in ids for label in shown.values("aria-labelledby") for name in str(label).split())
    assert ("html", {"lang": "en"}) in shown.tags


def test_what_was_not_read_comes_with_its_place_and_little_says_little():
    empty = Audit(("a.zip",), Counts(), errors=(DraftError("a.zip/tweets.js", "breekt af", 12),))
    shown = page(empty)
    assert "a.zip/tweets.js, regel 12: breekt af" in shown.text
    assert "Er zijn geen berichten gelezen." in shown.text
    few = replace(audit_of(1), score=None, too_few="te weinig berichten", topics=(), owed=(), timeline=())
    assert "Geen score: te weinig berichten." in page(few).text


@pytest.mark.skipif(not charts.can_draw(), reason="pygal is not installed")
def test_drawings_are_the_same_each_time_and_carry_nothing_but_shapes():
    one = charts.bars("Onderwerpen", [("a", 3, "3"), ("b & c", 1, "1")])
    assert one == charts.bars("Onderwerpen", [("a", 3, "3"), ("b & c", 1, "1")])
    assert 'role="img" aria-label="Onderwerpen"' in one
    assert "b &amp; c" in one
    for absent in ("<script", "<style", "<title", " id=", "xlink", "<!--", "2026"):
        assert absent not in one
    assert one.count("<rect") >= 4


@pytest.mark.skipif(not charts.can_draw(), reason="pygal is not installed")
def test_a_line_stops_where_nothing_is_known():
    drawn = charts.line("Score", ["jan", "feb", "mrt"], [50, None, 70])
    assert drawn.count("<circle") == 2
    assert "feb" in drawn
