"""Hand-made reports: a draft's text, and findings placed by the words they are about."""

from __future__ import annotations

from postlint.findings import (
    Cap,
    DraftReport,
    Edit,
    Finding,
    FirstChange,
    Fix,
    LawScore,
    Notice,
    Points,
    Position,
    Praise,
    Severity,
    Span,
    Text,
    Verdict,
)  # fmt: skip
from postlint.report.options import LawLabel

LAWS = {
    "non-promotie": LawLabel(Text("Non-promotie", "No promotion"), 3, 1),
    "luisteren": LawLabel(Text("Luisteren", "Listening"), 1, 2),
    "kwaliteit": LawLabel(Text("Kwaliteit", "Quality"), 1, 4),
    "inhoud": LawLabel(Text("Inhoud", "Content"), 2, start=40),
    "kanaal": LawLabel(Text("Kanaal", "Channel"), 2),
    "privacy": LawLabel(Text("Privacy", "Privacy"), 3),
}
OFFER = "Nu bij ons: 25% korting op je eerste behandeling!"
DRAFT = f"---\nkanaal: linkedin\n---\n{OFFER}\nWelke oefening doe jij het liefst na een lange dag?\n"


def position(source: str, offset: int) -> Position:
    line_start = source.rfind("\n", 0, offset) + 1
    return Position(source.count("\n", 0, offset) + 1, offset - line_start + 1, offset)


def span(source: str, match: str) -> Span:
    start = source.index(match)
    return Span(position(source, start), position(source, start + len(match)))


def finding(
    source: str,
    match: str,
    *,
    rule: str = "non-promotie/korting",
    severity: Severity = Severity.ERROR,
    message: str = "Een actieprijs is een directe aanbieding; daar haken lezers op af (wet 1).",
    advice: str = "Vertel wat de lezer aan je kennis heeft. Tarieven horen op je website.",
    confidence: float = 1.0,
    category: str = "promotion",
    direct: bool = False,
) -> Finding:
    place = span(source, match)
    law = rule.partition("/")[0]
    return Finding(rule, law, category, severity, message, advice, match, place, direct, confidence)


def offer_report() -> DraftReport:
    """A draft with a discount in it, and a good question."""
    offer = finding(DRAFT, "25% korting", direct=True)
    return DraftReport(
        path="concept.md", channel="linkedin", kind="post", score=31, verdict=Verdict.HOLD,
        laws=(
            LawScore("non-promotie", 60, True, (Points(offer.rule, -40, 4),)),
            LawScore("luisteren", 100, True),
            LawScore("kwaliteit", 100, False),
            LawScore("inhoud", 48, True, (Points("question-to-reader", 8, 5),)),
            LawScore("kanaal", 100, True),
            LawScore("privacy", 100, False),
        ),
        findings=(offer,),
        praise=(Praise("question-to-reader", "luisteren", "je sluit af met een echte vraag aan de lezer.", 8,
                       span(DRAFT, "Welke oefening doe jij het liefst na een lange dag?")),),
        first=FirstChange(offer, 68), raw_score=72.0, cap=Cap(31, offer.rule), source=DRAFT,
    )  # fmt: skip


def clean_report(path: str = "goed.md", *notices: Notice) -> DraftReport:
    """A draft on which nothing is to be said."""
    laws = (LawScore("non-promotie", 100, True), LawScore("inhoud", 76, True))
    return DraftReport(path, "linkedin", "post", 90, Verdict.POST, laws, (), notices=notices, source="Rek elke dag.\n")


def report_of(source: str, *findings: Finding, path: str = "concept.md") -> DraftReport:
    """A draft with these findings and nothing else."""
    laws = (LawScore("non-promotie", 60, True),)
    return DraftReport(path, "x", "reply", 40, Verdict.REVISE, laws, findings, source=source)


def with_fix(draft: DraftReport, *, safe: bool) -> DraftReport:
    """Give a report whose first finding has a fix."""
    first, *rest = draft.findings
    fix = Fix("haal [de](korting) weg\x1b[2J", (Edit(first.span, "uitleg"),), safe)
    return draft._replace(findings=(first._replace(fixes=(fix,)), *rest))
