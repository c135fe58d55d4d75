"""Drafts in, reports out: order, channels, kinds, notices, and what cannot be judged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from minibook import LOAD, dutch, words_only

from postlint.config import Config
from postlint.draft import read_text
from postlint.dutch import pipeline
from postlint.findings import DraftError, DraftReport, Lang, Notice, Problem, Verdict
from postlint.linter import Linter

KORTING = "Nu 20% korting op elke sportmassage in onze praktijk."
CLEAN = "Wandel na elke maaltijd tien minuten, want dat houdt je bloedsuiker rustig."
ENGLISH = "We are happy to tell you about the many ways in which walking helps your back and your sleep."


@pytest.fixture(scope="module", autouse=True)
def one_pipeline() -> Iterator[None]:
    with mock.patch.object(pipeline, "load", return_value=dutch()):
        yield


@pytest.fixture(scope="module")
def linter(one_pipeline: None) -> Linter:
    return Linter()


def rules_of(report: DraftReport) -> set[str]:
    return {finding.rule for finding in report.findings}


def test_judges_a_text(linter: Linter) -> None:
    [report] = linter.check_text(KORTING)
    assert report.verdict is Verdict.HOLD
    [finding] = [f for f in report.findings if f.rule == "non-promotie/korting"]
    assert "20% korting" in finding.match
    assert finding.message
    assert finding.advice
    assert "{" not in finding.message + finding.advice
    assert (finding.law, finding.category, finding.span.start.line) == ("non-promotie", "promotion", 1)
    assert report.first is not None
    assert report.score <= 49


def test_puts_the_worst_finding_first(linter: Linter) -> None:
    [report] = linter.check_text(f"{CLEAN} Ik ben zó blij!!! {KORTING}")
    ranks = [f.severity.rank for f in report.findings]
    assert ranks == sorted(ranks, reverse=True)


def test_speaks_the_language_of_the_run() -> None:
    nl = Linter(select=["non-promotie/korting"]).check_text(KORTING)[0].findings[0]
    en = Linter(select=["non-promotie/korting"], lang="en").check_text(KORTING)[0].findings[0]
    assert nl.message != en.message
    assert (nl.rule, nl.span, nl.match) == (en.rule, en.span, en.match)


def test_gives_a_report_for_every_channel(linter: Linter) -> None:
    reports = linter.check_text(f"---\nchannel: [X, linkedin, twitter]\n---\n{CLEAN}")
    assert [r.channel for r in reports] == ["x", "linkedin"]


def test_channel_and_kind_come_from_front_matter_then_options_then_configuration() -> None:
    config = Config(channel="mastodon", kind="thanks")
    text = CLEAN
    assert [(r.channel, r.kind) for r in Linter(config).check_text(text)] == [("mastodon", "thanks")]
    linter = Linter(config, channel="X", kind="reply")
    assert [(r.channel, r.kind) for r in linter.check_text(text)] == [("x", "reply")]
    front = f"---\nkanaal: blog\nsoort: bericht\n---\n{text}"
    assert [(r.channel, r.kind) for r in linter.check_text(front)] == [("blog", "post")]


def test_says_which_channel_it_assumed(linter: Linter) -> None:
    [assumed] = linter.check_text(CLEAN)
    assert (assumed.channel, [n.code for n in assumed.notices]) == ("facebook-page", ["channel-assumed"])
    [named] = Linter(channel="linkedin").check_text(CLEAN)
    assert named.notices == ()


def test_says_how_it_read_a_name_that_may_mean_two_channels() -> None:
    def told(front: str = "", **options: str) -> list[tuple[str, list[str]]]:
        reports = Linter(**options).check_text(f"---\n{front}\n---\n{CLEAN}" if front else CLEAN)
        return [(report.channel, [notice.code for notice in report.notices]) for report in reports]

    doubted = [("facebook-page", ["channel-ambiguous"])]
    assert told("channel: Facebook") == told(channel="fb") == doubted
    assert [(r.channel, r.notices[0].code) for r in Linter(Config(channel="facebook")).check_text(CLEAN)] == [
        ("facebook-page", "channel-ambiguous")
    ]
    assert told("channel: facebook-page") == told("channel: fb-pagina") == [("facebook-page", [])]
    assert told("channel: [facebook, linkedin]") == [*doubted, ("linkedin", [])]
    assert told("channel: [facebook, facebook-personal]") == [("facebook-page", []), ("facebook-personal", [])]


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_a_doubted_channel_is_named_with_what_to_write_instead(lang: Lang) -> None:
    [report] = Linter(lang=lang, channel="facebook").check_text(CLEAN)
    [notice] = report.notices
    assert all(said in notice.message for said in ("facebook", "facebook-page", "facebook-personal"))
    assert ("Bedoel je" in notice.message) == (lang == "nl")


def test_what_answers_something_is_a_reply(linter: Linter) -> None:
    [report] = linter.check_text(f"---\nin_reply_to: Helpt wandelen?\n---\n{CLEAN}")
    assert report.kind == "reply"


def test_an_unknown_channel_is_told_with_its_line(linter: Linter) -> None:
    with pytest.raises(Problem) as caught:
        linter.check_text(f"---\ntopic: x\nchannel: linkdin\n---\n{CLEAN}", "a.md")
    assert str(caught.value).startswith("a.md:3: “linkdin” is no known channel; do you mean linkedin")
    with pytest.raises(Problem, match="no known channel"):
        _ = Linter(channel="fax").notices
    with pytest.raises(Problem, match="no kind; choose from post, reply, thanks"):
        Linter(kind="antwoord")


def test_files_keep_their_order_and_one_bad_file_stops_no_other(linter: Linter, tmp_path: Path) -> None:
    files = {
        "a.md": CLEAN,
        "b.md": "---\nchannel: [x, linkedin]\n---\n" + KORTING,
        "c.md": "---\nchannel: fax\n---\n" + CLEAN,
        "d.md": "",
        "e.md": "---\nkind: [x\n---\n" + CLEAN,
        "f.txt": KORTING,
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "g.txt").write_bytes(b"\x00\x01\x02\xff" * 20)
    outcomes = list(linter.check_paths([str(tmp_path), str(tmp_path / "weg.md")]))
    assert [(Path(o.path).name, type(o)) for o in outcomes if not isinstance(o, Notice)] == [
        ("a.md", DraftReport),
        ("b.md", DraftReport),
        ("b.md", DraftReport),
        ("c.md", DraftError),
        ("d.md", DraftError),
        ("e.md", DraftError),
        ("f.txt", DraftReport),
        ("g.txt", DraftError),
        ("weg.md", DraftError),
    ]
    assert [o.line for o in outcomes if isinstance(o, DraftError)][:1] == [2]
    assert all(o.message for o in outcomes if isinstance(o, DraftError))


def test_many_files_are_judged_in_batches(linter: Linter, tmp_path: Path) -> None:
    for n in range(70):
        (tmp_path / f"{n:03}.txt").write_text("Kom mee.", "utf-8")
    with mock.patch("postlint.linter.stream._BATCH", 32):
        outcomes = list(Linter(select=["non-promotie/korting"]).check_paths([str(tmp_path)]))
    assert [Path(o.path).stem for o in outcomes if isinstance(o, DraftReport)] == [f"{n:03}" for n in range(70)]


def test_reads_bytes_from_standard_input(linter: Linter) -> None:
    [report] = linter.check_stdin(KORTING.encode(), "concept.md")
    assert (report.path, report.verdict) == ("concept.md", Verdict.HOLD)
    with pytest.raises(Problem):
        linter.check_stdin(b"")


def test_praise_keeps_silent_beside_a_finding_on_the_same_law_or_words(linter: Linter) -> None:
    opening, question = "Last van je rug? Wij weten raad. ", "Welke oefening hielp jou het meest?"
    [sold] = linter.check_text(opening + question)
    [asked] = linter.check_text("Sta elk uur even op, dan blijft je rug soepel. " + question)
    assert "luisteren/vraag-als-opstap" in rules_of(sold)
    assert [bool(one.message) for one in sold.praise if one.signal == "question-to-reader"] == [False]
    assert [bool(one.message) for one in asked.praise if one.signal == "question-to-reader"] == [True]


def praised(linter: Linter, text: str, path: str = "a.md") -> dict[str, bool]:
    """Tell of every value signal whether its praise is put into words."""
    [report] = linter.check_text(text, path)
    return {one.signal: bool(one.message) for one in report.praise}


def test_who_mourns_gets_no_good_mark_and_loses_no_points(linter: Linter) -> None:
    tip = "Heb je pijn die niet kan wachten, bel dan de huisartsenpost. Welke herinnering heb jij aan haar?"
    [mourning] = linter.check_text(f"Onze collega Trijntje is vannacht overleden. {tip}")
    assert {"tip", "question-to-reader"} <= {one.signal for one in mourning.praise}
    assert not any(one.message for one in mourning.praise)
    assert sum(one.points for one in mourning.praise) >= 20
    assert any(praised(linter, f"Onze collega Trijntje is vandaag vrij. {tip}").values())


def test_the_post_as_a_whole_is_praised_only_where_it_may_be_posted(linter: Linter) -> None:
    good = (
        "Zit je de hele dag achter een scherm? Sta elk halfuur even op en loop naar de kraan. Je rug hoeft dan nooit "
        "lang in één houding te blijven, en dat scheelt stijfheid."
    )
    assert praised(linter, good)["sound"]
    assert praised(linter, good)["useful"]
    [begging] = linter.check_text(f"{good} Tag iemand die dit moet lezen!")
    assert begging.verdict is Verdict.REVISE
    said = {one.signal: bool(one.message) for one in begging.praise}
    assert (said["useful"], said["tip"]) == (False, True)
    assert not said.get("sound", False)


def test_what_a_claim_teaches_is_not_praised_though_a_question_may_be(linter: Linter) -> None:
    claim = "Onze behandeling geneest je rugpijn gegarandeerd."
    said = praised(linter, f"{claim} Sta elk halfuur even op, want je rug wordt stijf van zitten. Wat helpt jou?")
    assert {"tip", "explanation", "question-to-reader"} <= set(said)
    assert {signal for signal, in_words in said.items() if in_words} == {"question-to-reader"}


def test_another_language_silences_what_reads_dutch(linter: Linter) -> None:
    [report] = linter.check_text(ENGLISH + " #a #b #c #d #e #f #g #h #i #j #k #l #m", "a.md")
    assert [n.code for n in report.notices][-1] == "not-dutch"
    assert not report.praise
    assert [law.law for law in report.laws if law.applies] == ["kanaal"]
    assert report.score is None
    assert report.verdict is Verdict.REVISE
    silent = {rule.id for rule in linter.book.rules.values() if rule.check.phrases is not None}
    assert not rules_of(report) & silent


def test_another_language_is_never_fit_to_post_and_has_no_score(linter: Linter) -> None:
    [clean] = linter.check_text(ENGLISH, "a.md")
    assert (clean.score, clean.verdict) == (None, Verdict.PARTIAL)
    [bad] = linter.check_text(ENGLISH + " 111222333", "a.md")
    assert (bad.score, bad.verdict) == (None, Verdict.HOLD)


def test_a_draft_too_short_to_tell_is_read_as_dutch(linter: Linter) -> None:
    [report] = linter.check_text("Nu 20% korting op je intake!")
    assert "too-short" in [n.code for n in report.notices]
    assert "non-promotie/korting" in rules_of(report)


def test_a_model_that_lacks_something_is_said_once_and_its_rules_are_silent() -> None:
    with mock.patch.object(pipeline, "load", return_value=words_only()):
        [report] = Linter(lang="en").check_text(CLEAN)
    [notice] = [n for n in report.notices if n.code == "model-lacks"]
    assert "pos" in notice.message
    assert "non-promotie/" in notice.message


def test_a_model_that_is_not_installed_is_a_problem_with_its_remedy() -> None:
    linter = Linter(Config(model="nl_core_news_xx"))
    with mock.patch.object(pipeline, "load", LOAD), pytest.raises(Problem, match="spacy download nl_core_news_xx"):
        linter.check_text(CLEAN)


def test_a_thank_you_may_be_praised_though_content_is_not_scored(linter: Linter) -> None:
    [report] = linter.check_text(f"---\nkind: thanks\n---\n{CLEAN} Welke oefening hielp jou het meest?", "a.md")
    applies = {law.law: law.applies for law in report.laws}
    assert [p.law for p in report.praise if p.law == "luisteren"] == ["luisteren"]
    assert (applies["inhoud"], applies["luisteren"]) == (False, True)


def test_a_finding_about_the_whole_draft_spans_its_prose(linter: Linter) -> None:
    source = f"---\nchannel: x\n---\n\n{'Wandelen is gezond. ' * 30}\n"
    [report] = linter.check_text(source, "a.md")
    draft = read_text(source, "a.md")
    whole = [f for f in report.findings if f.span == draft.body]
    assert any(f.category == "channel-limit" for f in whole)
    assert all(f.match == source[f.span.start.offset : f.span.end.offset] for f in report.findings)


PIECES = [
    "20% korting", "boek nu", "meld je aan", "👨‍👩‍👧", "e\u0301e\u0301n", "\r\n", "\n\n", "**vet**", "_schuin_",
    "[hier](https://a.nl)", "- ", "1. ", "> ", "#fysio", "@jan", "Gratis intake!!!", "€ 25,-", "&eacute;", "<!-- x -->",
    "`code`", "«wij zijn de beste»", "𝗚𝗿𝗮𝘁𝗶𝘀", "mijn patiënt mevrouw Jansen", "je rug", "NU BELLEN", " ", ". ", "? ",
    "\u00ad", "![alt](a.jpg)", "06-12345678",
]  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=25), st.sampled_from(["a.md", "a.txt"]))
def test_every_finding_stands_where_it_says(linter: Linter, pieces: list[str], name: str) -> None:
    source = "".join(pieces)
    try:
        reports = linter.check_text(source, name)
    except Problem:
        return
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for report in reports:
        for finding in report.findings:
            start, end = finding.span.start, finding.span.end
            assert source[start.offset : end.offset] == finding.match
            assert 0 <= start.offset <= end.offset <= len(source)
            assert finding.match
            assert 1 <= start.line <= len(lines)
            assert 1 <= start.column <= len(lines[start.line - 1]) + 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_any_text_is_judged_or_refused(linter: Linter, text: str) -> None:
    try:
        reports = linter.check_text(text, "a.md")
    except Problem:
        return
    assert all(report.score is None or 0 <= report.score <= 100 for report in reports)


def test_the_same_draft_gives_the_same_report(linter: Linter) -> None:
    text = f"{KORTING} {CLEAN} Boek nu je intake!!! #a #b"
    assert linter.check_text(text) == linter.check_text(text)
