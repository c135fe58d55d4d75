"""What a series shows: counts, measures against their limits, laws and findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from series_fakes import asked, item, many, when

from postlint.audited import Audit, Metric, Rating
from postlint.config import read_config
from postlint.findings import DraftError, Notice, Problem
from postlint.rulebook.auditing import AuditIgnore, AuditLimits, AuditSettings
from postlint.series import AuditOptions, Item, Judged, audit

SELLS, GIVES, ASKS = Judged(40, promotional=True), Judged(90, valuable=True), Judged(90, valuable=True, question=True)


def audited(items: Any, **options: Any) -> Audit:
    return audit(items, AuditOptions(("map",), **options))


def metric(done: Audit, name: str, scope: str = "all") -> Metric:
    return next(m for m in done.metrics if m.rule == f"series/{name}" and m.scope.kind == scope)


def test_too_few_posts_get_no_score() -> None:
    done = audited(many("2026-01-01", 5))
    assert done.score is None
    assert done.too_few == "te weinig berichten om iets te zeggen over het geheel (n=5; vanaf 10 wel)"
    assert metric(done, "non-promotie/aandeel-promotie").rating is Rating.UNKNOWN
    assert audited([]).counts.posts_total == 0


@pytest.mark.parametrize(("selling", "rating"), [(2, Rating.GREEN), (3, Rating.ORANGE), (4, Rating.RED)])
def test_promotion_is_rated_by_its_share(selling: int, rating: Rating) -> None:
    posts = [item(day.when.day.isoformat(), judged=SELLS if n < selling else GIVES)
             for n, day in enumerate(many("2026-01-01", 10)) if day.when]  # fmt: skip
    done = audited(posts)
    found = metric(done, "non-promotie/aandeel-promotie")
    assert (found.rating, found.n) == (rating, 10)
    law = next(law for law in done.laws if law.law == "non-promotie")
    assert (law.broken, law.weak) == (rating is Rating.RED, rating is Rating.ORANGE)


def test_a_channel_that_is_worse_than_the_whole_is_named() -> None:
    posts = [*many("2026-01-01", 12, channels=("instagram",), judged=SELLS), *many("2026-01-02", 60, 1, judged=GIVES)]
    done = audited(posts)
    assert metric(done, "non-promotie/aandeel-promotie").rating is Rating.GREEN
    assert metric(done, "non-promotie/aandeel-promotie", "channel").scope.name == "instagram"
    (finding,) = [f for f in done.findings if f.law == "non-promotie"]
    assert "op Instagram" in finding.message
    assert [post.day for post in finding.posts][:1] == [date(2026, 2, 3)]


def test_windows_end_with_the_last_post_and_look_back_at_the_twelve_weeks_before() -> None:
    done = audited([*many("2020-01-01", 28, judged=SELLS), *many("2020-03-25", 28, judged=GIVES)])
    assert done.window is not None
    assert done.window.last == date(2020, 6, 14)
    found = metric(done, "non-promotie/aandeel-promotie")
    assert (found.value, found.previous) == (0.0, 1.0)
    assert done.counts.promotional == 28


def test_a_silence_counts_though_it_began_before_the_window() -> None:
    done = audited([*many("2026-01-01", 10), *many("2026-03-20", 10)])
    found = metric(done, "geduld/stilte")
    assert (found.shown, found.names, found.rating) == ("51 dagen", ("28 januari – 20 maart 2026",), Rating.RED)
    assert done.counts.longest_gap == (date(2026, 1, 28), date(2026, 3, 20))


def test_patience_asks_for_twelve_weeks() -> None:
    assert metric(audited(many("2026-01-01", 20, 1)), "geduld/stilte").rating is Rating.UNKNOWN


def test_topics_are_concentrated_by_the_top_three_or_by_one_large_one() -> None:
    def topics(*names: str) -> Metric:
        return metric(audited(item("2026-01-01", topic=name) for name in names), "focus/onderwerpen")

    assert topics(*"abcdefghij").rating is Rating.RED
    assert topics(*"aabbccdefg").rating is Rating.GREEN
    assert topics(*"aaaabcdefg").rating is Rating.GREEN
    same = topics(*(["Rug ", "rug", "RUG, nek"] * 4))
    assert (same.shown, same.names) == ("100\N{NO-BREAK SPACE}%", ("rug",))


def test_neglected_and_abandoned_channels() -> None:
    posts = [item("2026-01-05", channels=("x",)), *many("2026-01-01", 40), item("2026-04-20", channels=("blog",))]
    done = audited(posts)
    assert metric(done, "focus/kanalen").names == ("X", "je website of blog")
    assert metric(done, "toegankelijkheid/verlaten-kanaal").names == ("X",)
    assert {one.channel: one.recent for one in done.channels} == {"facebook-page": 19, "x": 0, "blog": 1}


def test_reply_times_need_two_times_and_the_right_order() -> None:
    replies = [
        item("2026-01-01T10:00", kind="reply", asked=asked("2026-01-01T08:00")),
        item("2026-01-02T10:00", kind="reply", asked=asked("2026-01-01T10:00")),
        item("2026-01-02", kind="reply", asked=asked("2026-01-01T10:00")),
        item("2026-01-01T10:00", kind="reply", asked=asked("2026-01-03T10:00")),
    ]
    done = audited(replies)
    assert (done.counts.median_reply_delay_hours, done.counts.reply_delays_n) == (13.0, 2)
    assert [notice.code for notice in done.notices] == ["reply-before-question"]


def incoming(day: str, name: str, **more: Any) -> Item:
    return item(day, kind="incoming", id=name, sender="Gerda", channels=("facebook-page",), **more)


def test_what_came_in_is_answered_by_its_id_or_by_repeating_it() -> None:
    received = [incoming(f"2026-01-0{n}", f"c{n}", text=f"Vraag {n}?", asked=asked(id="p1")) for n in range(1, 7)]
    replies = [
        item("2026-01-08", kind="reply", asked=asked(id="c1")),
        item("2026-01-08", kind="reply", asked=asked(text="  vraag 2? ")),
    ]
    done = audited([*received, *replies])
    assert done.counts.unanswered == 4
    assert [(owed.sender, owed.days) for owed in done.owed][:1] == [("Gerda", 5)]
    found = metric(done, "bevestiging/onbeantwoord")
    assert (found.n, found.rating) == (6, Rating.RED)
    assert done.counts.received == {"incoming": 6, "shared": 0}
    assert done.counts.posts_total == 2


def test_a_post_that_comes_back_is_a_repeat_on_its_own_channel_alone() -> None:
    text = "Sta elk halfuur even op en rol je schouders los, want dan blijft het bloed stromen in je nek en rug."
    posts = [
        item("2026-01-01", text=text),
        item("2026-01-02", text=text, channels=("instagram",)),
        item("2026-02-01", text=text + " Echt!"),
        item("2026-02-02", text="Poets twee keer per dag met een zachte borstel en neem er twee minuten voor."),
    ]
    done = audited(posts)
    assert done.counts.recycled == 1
    (one,) = done.recycled
    assert (one.post.path, one.earlier.path) == ("2026-02-01.md", "2026-01-01.md")
    assert one.likeness >= 0.7


def test_the_same_post_on_two_channels_is_no_burst() -> None:
    text = "Sta elk halfuur even op en rol je schouders los, want dan blijft het bloed stromen in je nek."
    posts = [item("2026-01-01", text=text, channels=(channel,)) for channel in ("x", "instagram", "linkedin")]
    assert metric(audited(posts), "geduld/uitbarsting").value == 1.0


def test_others_who_are_named_without_oneself() -> None:
    posts = [item(day, text="Met @kngf en @PraktijkZuid", path="a") for day in ("2026-01-01", "2026-01-20")]
    done = audited([*posts, item("2026-01-21", mentions=("Jan",))], own=frozenset({"praktijkzuid"}))
    assert [(one.name, one.posts) for one in done.mentions] == [("kngf", 2), ("jan", 1)]
    assert done.counts.sharing == 3


def test_posts_without_a_date_count_but_not_in_weeks() -> None:
    done = audited([*many("2026-01-01", 10), item(None), item(None)])
    assert (done.counts.posts_total, done.counts.undated) == (12, 2)
    assert metric(done, "non-promotie/aandeel-promotie").n == 10
    assert [notice.code for notice in done.notices] == ["undated"]
    undated = audited(item(None) for _ in range(12))
    assert undated.window is None
    assert metric(undated, "non-promotie/aandeel-promotie").n == 12
    assert undated.timeline == ()


def test_since_and_until_and_what_is_still_to_come() -> None:
    posts = [*many("2026-01-01", 10), item(None)]
    done = audited(posts, since=date(2026, 1, 4), until=date(2026, 1, 10))
    assert done.counts.posts_total == 3
    assert [notice.code for notice in done.notices] == ["undated-left-out"]
    future = audited(posts[:10], today=date(2026, 1, 20))
    assert [notice.message[:13] for notice in future.notices] == ["3 berichten s"]


def test_a_finding_is_set_aside_with_a_reason_and_counted() -> None:
    posts = list(many("2026-01-01", 12, judged=SELLS))
    settings = AuditSettings(ignore=(AuditIgnore("non-promotie/aandeel-promotie", "campagne in overleg"),))
    done = audited(posts, settings=settings)
    assert done.suppressed == 1
    assert not any(finding.law == "non-promotie" for finding in done.findings)
    assert not next(law for law in done.laws if law.law == "non-promotie").broken


def test_other_limits_from_the_configuration() -> None:
    name = "series/non-promotie/aandeel-promotie"
    posts = [*many("2026-01-01", 5, judged=SELLS), *many("2026-01-02", 5, judged=GIVES)]
    done = audited(posts, settings=AuditSettings(limits={name: AuditLimits(orange=0.6, red=0.8)}))
    assert metric(done, "non-promotie/aandeel-promotie").rating is Rating.GREEN
    with pytest.raises(Problem, match="series/focus/kanalen"):
        audited(posts, settings=AuditSettings(limits={"focus/kanaal": AuditLimits(red=1)}))
    with pytest.raises(Problem, match="both sides"):
        audited(posts, settings=AuditSettings(limits={"delen/deelmix": AuditLimits(red=0.5)}))


@pytest.mark.parametrize(
    ("name", "limits", "said"),
    [
        ("non-promotie/aandeel-promotie", "{orange: 0.6, red: 0.4}", "red begins at 0.4 here, before orange at 0.6"),
        ("non-promotie/aandeel-promotie", "{orange: 0.6}", "put red above orange"),
        ("luisteren/aandeel-vragen", "{red: 0.5}", "put red below orange"),
        ("geduld/stilte", "{orange: 60}", "red begins at 28 here"),
        ("non-promotie/aandeel-promotie", "{orange: 20, red: 33}", r"about a share, from 0 to 1 \(20% is 0.2\)"),
        ("delen/zonder-naam", "{red: -1}", "about a share"),
        ("geduld/stil", "{red: 1}", "is no rule about a series"),
    ],
)
def test_limits_that_cannot_be_are_refused_with_their_line(name: str, limits: str, said: str, tmp_path: Path) -> None:
    file = tmp_path / "postlint.yaml"
    file.write_text(f"audit:\n  limits:\n    geduld/ritme: {{orange: 0.8}}\n    {name}: {limits}\n", "utf-8")
    config = read_config(file)
    with pytest.raises(Problem, match=f"postlint.yaml:4: .*{said}"):
        audited([], settings=config.audit, origin=config.origin)


def test_the_line_is_that_of_the_file_that_is_extended(tmp_path: Path) -> None:
    (tmp_path / "team.yaml").write_text("audit:\n  ignore:\n  - {rule: stil, reason: vakantie}\n", "utf-8")
    (tmp_path / "postlint.yaml").write_text("extends: team.yaml\n", "utf-8")
    config = read_config(tmp_path / "postlint.yaml")
    with pytest.raises(Problem, match=r"team.yaml:3: .*is no rule about a series"):
        audited([], settings=config.audit, origin=config.origin)


def test_limits_that_are_equal_or_in_order_are_taken() -> None:
    for limits in (AuditLimits(orange=0.4, red=0.4), AuditLimits(orange=0.0, red=1.0), AuditLimits(red=0.2)):
        audited([], settings=AuditSettings(limits={"non-promotie/aandeel-promotie": limits}))


def test_errors_and_notices_are_passed_on() -> None:
    done = audited([DraftError("a.md", "kapot", 3), Notice("x", "y"), item()])
    assert (len(done.errors), done.notices[0].code) == (1, "x")


def test_every_week_is_in_the_timeline() -> None:
    weeks = audited([item("2026-01-07"), item("2026-01-28T23:30", kind="reply")]).timeline
    assert [(week.start.isoformat(), week.posts, week.replies) for week in weeks] == [
        ("2026-01-05", 1, 0), ("2026-01-12", 0, 0), ("2026-01-19", 0, 0), ("2026-01-26", 0, 1),
    ]  # fmt: skip


def test_judged_by_a_model_counts_from_three_in_four() -> None:
    assert when("2026-01-01").at is None
    from series_fakes import report

    from postlint.series.item import judged

    sure = report("a", "x", "post", "VERKOOPT")
    doubtful = sure._replace(findings=tuple(f._replace(confidence=0.6) for f in sure.findings))
    assert (judged([sure]).promotional, judged([doubtful]).promotional) == (True, False)
    assert judged([report("a", "x", "post", "WAARDE VRAAGT")]).valuable
