"""The JSON of an audit follows its schema, whatever was read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields

import pytest
from jsonschema import Draft202012Validator
from series_fakes import asked, item, many

from postlint import audited
from postlint.findings import DraftError, Notice
from postlint.report.audit_json import render
from postlint.report.json import schema
from postlint.report.options import RenderOptions
from postlint.rulebook.auditing import AuditIgnore, AuditSettings
from postlint.series import AuditOptions, Item, Judged, audit


def rich() -> list[Item | DraftError | Notice]:
    """Give a series with something of everything."""
    selling = Judged(30, promotional=True, direct=True)
    text = "Zo til je een zware doos zonder je rug te belasten, met je knieën gebogen en de doos dicht bij je."
    channels = ("facebook-page", "instagram")
    question = {"kind": "incoming", "text": "Hoe dan?", "id": "v1", "sender": "Ann"}
    return [
        *many("2025-01-01", 40, 9, judged=selling, account="zuid", mentions=("@kniecentrum",)),
        *many("2025-02-01", 30, 5, text=text, channels=channels, account="noord"),
        *many("2025-03-01", 20, 6, kind="thanks"),
        *many("2025-03-01", 8, 6, kind="shared"),
        item("2025-05-01T10:00", **question),
        item("2025-05-01T12:30", kind="reply", asked=asked("2025-05-01T10:00", id="v1")),
        item("2025-12-20", **{**question, "id": "v2", "text": "En nu?"}),
        item(None, topic=""),
        DraftError("b\udc80.csv", "kapot", 3),
        Notice("x", "y"),
    ]


def data_of(items: Sequence[Item | DraftError | Notice], **options: object) -> dict:
    done = audit(items, AuditOptions(("map",), **options))  # type: ignore[arg-type]
    return json.loads(render(done, RenderOptions({})))


IGNORED = AuditSettings(ignore=(AuditIgnore("non-promotie/aandeel-promotie", "afgesproken"),))


@pytest.mark.parametrize(
    ("items", "options"),
    [
        (rich(), {}),
        (rich(), {"lang": "en", "settings": IGNORED}),
        ([], {}),
        ([item(None) for _ in range(12)], {}),
        ([item("2026-01-01", judged=None)], {}),
    ],
    ids=["rich", "english", "nothing", "undated", "one"],
)
def test_an_audit_follows_its_schema(items: Sequence[Item], options: dict) -> None:
    Draft202012Validator.check_schema(schema("audit-v1"))
    Draft202012Validator(schema("audit-v1"), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(
        data_of(items, **options)
    )


def test_the_rich_series_has_something_in_every_list() -> None:
    found = data_of(rich())["audit"]
    empty = {name for name, value in found.items() if value in ([], {})}
    assert empty == set()
    assert all(law["history"] for law in found["laws"].values())


@pytest.mark.parametrize(
    ("definition", "kind", "besides"),
    [
        ("counts", audited.Counts, set()),
        ("law", audited.LawAudit, {"law"}),
        ("moment", audited.LawMoment, set()),
        ("metric", audited.Metric, {"law"}),
        ("finding", audited.AuditFinding, set()),
        ("week", audited.Week, set()),
        ("day", audited.PostDay, set()),
        ("channel", audited.ChannelUse, set()),
    ],
)
def test_the_schema_names_every_field(definition: str, kind: type, besides: set[str]) -> None:
    assert set(schema("audit-v1")["$defs"][definition]["properties"]) == {one.name for one in fields(kind)} - besides
