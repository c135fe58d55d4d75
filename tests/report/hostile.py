"""A draft and a report that try to break out of every format."""

from __future__ import annotations

from pathlib import Path

from report_samples import clean_report, finding, offer_report, report_of

from postlint.findings import DraftError, Notice, Report, Severity, Text
from postlint.report.options import RuleLabel, SourceLabel

SCHEMAS = Path(__file__).parent.parent / "schemas"
SOURCE = (
    "Kom <script>alert(1)</script> & \x1b[31mkorting\x00 \ufffe ]]> halen\n"
    "::error file=x::gekaapt\n"
    "## kop | cel `code` [klik](https://kwaad.example) @iedereen\r\n"
    "👩‍⚕️ slot\n"
)
SCRIPT = "<script>alert(1)</script>"
COMMAND = "::error file=x::gekaapt"
CELL = "| cel `code` [klik](https://kwaad.example) @iedereen"
EMOJI = "👩‍⚕️"
MESSAGE = f"«{SCRIPT}» \x1b[2J\ufffe ]]>\n{COMMAND}\n{CELL} 100%"
RULES = {
    "non-promotie/korting": RuleLabel(
        "non-promotie", "promotion", Severity.ERROR, Text("Korting op zorg", "Discount on care"),
        Text("Haal de korting weg.", "Take the discount out."), ("20% korting | <b>nu</b>",), ("Geen korting.",),
        (SourceLabel("Een boek"), SourceLabel("Een blad", "https://bron.example/blad")),
    ),
}  # fmt: skip


def hostile_report() -> Report:
    """A draft, a file name, a notice and an error that all hold what formats mean something by."""
    findings = (
        finding(SOURCE, SCRIPT, message=MESSAGE, advice=MESSAGE),
        finding(SOURCE, "\x1b[31mkorting\x00 \ufffe", severity=Severity.WARNING, message=MESSAGE, advice=""),
        finding(SOURCE, COMMAND, rule="non-promotie/stapeling"),
        finding(SOURCE, f"{CELL}\r\n{EMOJI}", severity=Severity.SUGGESTION),
    )
    path = "map/a:b,c%\n::error::x<i>|\udcff.md"
    draft = report_of(SOURCE, *findings, path=path)._replace(notices=(Notice("assumed-channel", MESSAGE),))
    return Report(
        (draft, offer_report(), clean_report()), (DraftError(path + "2", MESSAGE, 3), DraftError("<stdin>", "x"))
    )
