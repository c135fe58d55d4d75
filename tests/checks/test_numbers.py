"""Counts, metrics and metadata, and the facts they give to messages."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from minibook import found, matches


def facts(check: str, text: str, **more: Any) -> dict[str, str] | None:
    _, hits = matches(check, text, **more)
    return dict(hits[0].facts) if hits else None


TAGS = "Kom #a1 #b2 #c3 #d4"


@pytest.mark.parametrize(
    ("check", "hits"),
    [
        ("{of: hashtag, more_than: 3}", ["#d4"]),
        ("{of: hashtag, more_than: 4}", []),
        ("{of: hashtag, more_than: 0}", ["#a1"]),
        ("{of: hashtag, at_least: 4}", ["#d4"]),
        ("{of: hashtag, at_least: 5}", []),
        ("{of: [hashtag, emoji], at_least: 4}", ["#d4"]),
        ("{of: hashtag, more_than: hashtags.advised}", ["#c3"]),
        ("{of: hashtag, more_than: hashtags.max}", []),
    ],
)
def test_counts(check: str, hits: list[str]) -> None:
    assert found(f"count: {check}", TAGS, channel="x") == hits


def test_counting_nothing_against_a_limit_of_nothing_finds_nothing() -> None:
    assert found("count: {of: hashtag, at_least: 0}", "Kom mee.") == []


def test_counts_what_differs_when_asked() -> None:
    check = "count: {of: hashtag, more_than: 1, distinct: true}"
    assert found(check, "#kom #Kom #KOM") == []
    assert found(check, "#kom #mee") == ["#mee"]


def test_counts_a_shared_signal_once_where_its_phrases_overlap() -> None:
    signals = {"gift": "phrases: [gratis, gratis intake, intake]"}
    assert found("count: {of: gift, more_than: 1}", "Een gratis intake.", signals=signals) == []
    assert facts("count: {of: gift, more_than: 0}", "Een gratis intake.", signals=signals) == {
        "count": "1", "limit": "0", "over": "1",
    }  # fmt: skip


def test_facts_survive_the_conditions_around_them() -> None:
    check = "{any: [{all: [{count: {of: hashtag, more_than: 2}}, {phrases: [kom]}], in: post}], unless: [negated]}"
    assert facts(check, TAGS) == {"count": "4", "limit": "2", "over": "2"}


@pytest.mark.parametrize(
    ("metric", "text", "count"),
    [
        ("{name: text-length, more_than: 3}", "Kom 🎉", "6"),
        ("{name: text-length, more_than: 3}", "**Kom** 🎉", "6"),
        ("{name: words, more_than: 1}", "Kom nu mee 🎉 #nu https://a.nl @jan.", "3"),
        ("{name: sentence-words, more_than: 2}", "Kom nu. Kom nu toch mee!", "4"),
        ("{name: mean-sentence-words, more_than: 2}", "Kom nu. Kom nu toch.", "2,5"),
        ("{name: own-reader-ratio, more_than: 1}", "Wij zien ons werk. Jij ook?", "2"),
        ("{name: capitals-share, more_than: 0.4}", "KOm", "0,7"),
        ("{name: words, less_than: 4}", "Kom nu mee", "3"),
    ],
)
def test_metrics(metric: str, text: str, count: str) -> None:
    told = facts(f"metric: {metric}", text, channel="x")
    assert told is not None
    assert told["count"] == count


def test_a_length_is_counted_in_the_unit_of_the_channel() -> None:
    check = "metric: {name: text-length, more_than: text.max}"
    told = facts(check, "🎉" * 141, channel="x")
    assert told == {"count": "282", "limit": "280", "over": "2"}
    assert facts(check, "🎉" * 140, channel="x") is None


def test_a_limit_that_the_channel_does_not_know_is_kept() -> None:
    assert found("metric: {name: text-length, more_than: text.max_bytes}", "Kom " * 1000, channel="facebook-page") == []


def test_every_long_sentence_is_found() -> None:
    check = "metric: {name: sentence-words, more_than: 2}"
    assert found(check, "Kom nu toch. Nu. Kom nu eens.") == ["Kom nu toch.", "Kom nu eens."]


def test_metrics_of_the_front_matter() -> None:
    assert facts("metric: {name: title-length, more_than: 2}", "Kom.", title="Hallo") == {
        "count": "5", "limit": "2", "over": "3",
    }  # fmt: skip
    assert found("metric: {name: title-length, less_than: 9}", "Kom.") == []
    media = [{"file": "a.jpg", "alt": "kort"}, {"file": "b.jpg", "alt": "een lange tekst"}, {"file": "c.jpg"}]
    assert facts("metric: {name: alt-length, more_than: 5}", "Kom.", media=media) == {
        "count": "15", "limit": "5", "over": "10",
    }  # fmt: skip
    assert found("metric: {name: alt-length, more_than: 5}", "Kom. ![een lange tekst](b.jpg)") == ["*"]


def test_metrics_of_a_reply() -> None:
    asked = {"text": "Helpt wandelen tegen rugpijn?", "date": "2026-01-05"}
    overlap = "metric: {name: reply-overlap, less_than: 1}"
    assert found(overlap, "Bedankt voor je bericht.", in_reply_to=asked) == ["*"]
    assert found(overlap, "Ja, wandelen helpt.", in_reply_to=asked) == []
    assert found(overlap, "Ja, wandelen helpt.") == []
    late = "metric: {name: hours-since-asked, more_than: 48}"
    assert found(late, "Ja.", in_reply_to=asked, date=dt.date(2026, 1, 8)) == ["*"]
    assert found(late, "Ja.", in_reply_to=asked, date=dt.datetime(2026, 1, 6, 23, 0)) == []
    assert found(late, "Ja.", in_reply_to=asked) == []


PICTURES = [
    {"file": "a.jpg", "alt": "Oefening", "people": ["patiënt"], "consent": "schriftelijk"},
    {"file": "b.jpg", "people": 0},
]


@pytest.mark.parametrize(
    ("wanted", "front", "holds"),
    [
        ("{consent: missing}", {}, True),
        ("{consent: missing}", {"consent": "nee"}, True),
        ("{consent: missing}", {"consent": "mondeling"}, False),
        ("{consent: present}", {"consent": {"wie": "mevrouw J."}}, True),
        ("{consent: [mondeling, none]}", {"consent": "Mondeling"}, True),
        ("{consent: [mondeling, none]}", {}, False),
        ("{consent: [no]}", {"consent": "nee"}, True),
        ("{consent.wie: present}", {"consent": {"wie": "mevrouw J."}}, True),
        ("{topic: present, consent: missing}", {"topic": "slapen"}, True),
        ("{topic: present, consent: missing}", {"consent": "ja"}, False),
        ("{kind: [reply]}", {"kind": "reactie"}, True),
        ("{kind: [reply]}", {}, False),
        ("{channel: facebook-page}", {}, True),
        ("{source: ['https://a.nl']}", {"source": ["https://b.nl", "https://a.nl"]}, True),
        ("{in_reply_to: missing}", {}, True),
        ("{in_reply_to.date: missing}", {"in_reply_to": "Hoi"}, True),
        ("{in_reply_to.date: missing}", {}, True),
        ("{in_reply_to.from: present}", {"in_reply_to": {"text": "Hoi", "from": "Jan"}}, True),
        ("{media: missing}", {}, True),
        ("{media: present}", {"media": "a.jpg"}, True),
        ("{media.alt: missing}", {}, False),
        ("{media.alt: missing}", {"media": PICTURES}, True),
        ("{media.alt: missing}", {"media": PICTURES[:1]}, False),
        ("{media.people: present}", {"media": PICTURES[1:]}, False),
        ("{media.people: [patient]}", {"media": PICTURES}, True),
        ('{media.alt: "*links*rechts*"}', {"media": [{"file": "a.jpg", "alt": "Links een, rechts twee"}]}, True),
        ('{media.alt: "*links*rechts*"}', {"media": [{"file": "a.jpg", "alt": "Rechts een, links twee"}]}, False),
        ('{media.alt: "een*tand"}', {"media": [{"file": "a.jpg", "alt": "Een losse tand"}]}, True),
        ('{media.alt: "een*tand"}', {"media": [{"file": "a.jpg", "alt": "Geen tand"}]}, False),
        ('{media.alt: "een*een"}', {"media": [{"file": "a.jpg", "alt": "Een"}]}, False),
        ("{media.people: present, media.consent: missing}", {"media": PICTURES}, False),
        ("{media.people: present, media.alt: present, media.consent: schriftelijk}", {"media": PICTURES}, True),
    ],
)
def test_metadata(wanted: str, front: dict[str, Any], holds: bool) -> None:
    assert found(f"metadata: {wanted}", "Kom.", **front) == (["*"] if holds else [])


def test_pictures_in_the_text_count_as_media() -> None:
    assert found("metadata: {media.alt: missing}", "Kom. ![](b.jpg)") == ["*"]
    assert found("metadata: {media.alt: missing}", "Kom. ![alt](b.jpg)") == []
    assert found("metadata: {media: missing}", "Kom. ![alt](b.jpg)") == []
