"""`postlint audit` and `plan`: formats, exit status, baseline, explain; and the rules about series as files."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from series_fakes import days, many, reader

from postlint.audited import KEPT
from postlint.channels import load_profiles
from postlint.cli.app import cli
from postlint.findings import Lang, Problem
from postlint.paths import rules_dir
from postlint.report import FORMATS, audit_renderer
from postlint.report.audit_report import as_report
from postlint.report.audit_terminal import render
from postlint.report.options import RenderOptions
from postlint.rulebook.series import load_series, series_ids
from postlint.series import AuditOptions, Judged, Reader, audit
from postlint.series.measures import MEASURES

SELLS = Judged(40, promotional=True)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge by what a post says of itself, without a model."""
    from postlint.cli import audit as command

    def prepared(
        paths: Any,
        settings: Any,
        lang: Lang,
        channel: str | None,
        since: Any = None,
        until: Any = None,
        *,
        nearest: bool,
        cache: object,
        jobs: object,
    ) -> tuple[Reader, AuditOptions]:
        made = reader()
        using = Reader(made.judge, load_profiles(rules_dir() / "channels"), settings.audit, lang, "facebook-page")
        return using, AuditOptions(tuple(paths), settings.audit, lang, since, until, date(2030, 1, 1))

    monkeypatch.setattr(command, "prepared", prepared)
    from postlint.cli import plan as planning

    monkeypatch.setattr(planning, "prepared", prepared)


@pytest.fixture
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "berichten"
    folder.mkdir()
    for n, day in enumerate(days("2026-01-01", 30, 3)):
        text = "VERKOOPT nu" if n % 2 else "WAARDE hier"
        (folder / f"{day}.md").write_text(f"---\ndate: {day}\ntopic: t{n % 9}\n---\n\n{text} nummer {n}\n", "utf-8")
    return folder


def run(*args: str) -> Any:
    return CliRunner().invoke(cli, list(args), prog_name="postlint")


def test_json_has_the_counts_laws_and_findings(posts: Path) -> None:
    done = run("audit", "--format", "json", "--no-cache", "berichten")
    data = json.loads(done.stdout)
    assert (done.exit_code, data["version"], data["errors"]) == (1, 1, [])
    found = data["audit"]
    assert (found["counts"]["posts_total"], found["counts"]["promotional"]) == (30, 15)
    assert found["counts"]["by_kind"] == {"post": 30, "reply": 0, "thanks": 0}
    assert found["counts"]["last_post_per_channel"] == {"facebook-page": "2026-03-29"}
    assert found["laws"]["non-promotie"]["broken"]
    (finding,) = [one for one in found["findings"] if one["law"] == "non-promotie"]
    assert finding["posts"][0] == {"path": "berichten/2026-03-29.md", "line": 1, "date": "2026-03-29"}


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_of_check_prints_an_audit(posts: Path, name: str) -> None:
    done = run("audit", "-q", "--format", name, "berichten")
    assert done.exit_code == 1
    assert "Traceback" not in done.stderr
    assert "aandeel-promotie" in done.stdout


def test_exit_status_follows_fail_on_min_score_and_errors(posts: Path) -> None:
    assert run("audit", "-q", "--fail-on", "never", "berichten").exit_code == 0
    assert run("audit", "-q", "--fail-on", "never", "--min-score", "99", "berichten").exit_code == 1
    (posts / "kapot.md").write_text("---\ndate: ooit\n---\n\nhallo daar\n", "utf-8")
    broken = run("audit", "-q", "--fail-on", "never", "berichten")
    assert broken.exit_code == 2
    assert "kapot.md:2" in broken.stdout
    assert run("audit", "berichten", "--since", "2026-02-01", "--until", "2026-01-01").exit_code == 2
    assert "een dag, zoals 2026-03-31" in run("audit", "berichten", "--since", "gisteren").stderr


def test_a_baseline_leaves_out_what_was_known_though_numbers_change(posts: Path) -> None:
    first = run("audit", "-q", "--baseline", "oud.json", "--update-baseline", "berichten")
    assert first.exit_code == 0
    (posts / "nieuw.md").write_text("---\ndate: 2026-03-30\ntopic: t1\n---\n\nVERKOOPT weer\n", "utf-8")
    again = run("audit", "-q", "--baseline", "oud.json", "berichten")
    assert again.exit_code == 0
    assert "bekende bevindingen weggelaten" in again.stdout
    assert "VERKOOPT" not in Path("oud.json").read_text("utf-8")
    assert run("audit", "-q", "--update-baseline", "berichten").exit_code == 2


def test_the_terminal_report_fits_and_says_everything_without_colour(posts: Path) -> None:
    for lang in ("nl", "en"):
        done = run("audit", "-q", "--lang", lang, "berichten")
        assert max(map(len, done.stdout.splitlines())) <= 80
        assert "\x1b" not in done.stdout
    assert "✖ 1 No promotion: broken" in done.stdout


@pytest.mark.parametrize("width", [50, 60, 80, 120])
def test_every_measure_is_named_whole_at_any_width(width: int) -> None:
    done = audit(many("2026-01-01", 30, channels=("linkedin-group-closed",)), AuditOptions(("map",)))
    text = render(done, RenderOptions(width=width))
    assert "…" not in text.partition("De wetten")[2].partition("Wat beter kan")[0].partition("week")[0]
    told = " ".join(text.split())
    for metric in done.metrics:
        if metric.n:
            assert metric.label in told
    assert max(map(len, text.partition("De wetten")[2].partition("\n\n")[0].splitlines())) <= width


@pytest.mark.parametrize("form", ["terminal", "html"])
def test_advice_for_several_channels_is_given_once(form: str) -> None:
    selling = [one for name in ("x", "mastodon") for one in many("2026-01-01", 28, channels=(name,), judged=SELLS)]
    posts = [*selling, *(one for _ in range(4) for one in many("2026-01-01", 84, 1, channels=("linkedin",)))]
    done = audit(posts, AuditOptions(("map",)))
    same = [one for one in done.findings if one.rule == "series/non-promotie/aandeel-promotie"]
    assert len(same) > len({one.advice for one in same}) == 1
    text = " ".join(audit_renderer(form)(done, RenderOptions()).split())
    assert text.count(f"→ {same[0].advice}") == 1
    assert all(" ".join(one.message.split()) in text for one in same)
    assert all(one.advice for draft in as_report(done, "nl").drafts for one in draft.findings)


def test_the_terminal_report_of_few_posts_gives_no_score() -> None:
    text = render(audit(many("2026-01-01", 3), AuditOptions(("map",))), RenderOptions())
    assert "geen score" in text
    assert "Te weinig berichten" in " ".join(text.split())


def test_a_plan_says_what_is_missing_and_what_comes_right(posts: Path) -> None:
    done = run("plan", "-q", "berichten", "--today", "2026-03-20", "--format", "json")
    plan = json.loads(done.stdout)["plan"]
    assert done.exit_code == 0
    assert (plan["today"], len(plan["planned"]), plan["done"]) == ("2026-03-20", 3, 27)
    needs = {need["rule"]: need for need in plan["needs"]}
    assert needs["series/non-promotie/aandeel-promotie"]["fewer"] == 2
    assert needs["series/luisteren/aandeel-vragen"]["more"] >= 3
    assert plan["silences"] == [["2026-03-30", "2026-04-17"]]
    text = run("plan", "-q", "berichten", "--today", "2026-03-20").stdout
    assert "Na 20 maart 2026: 3 gepland" in text
    assert "Stil van" in text


def test_nothing_planned_is_said(posts: Path) -> None:
    assert "Er staat na 1 januari 2030 niets gepland" in run("plan", "-q", "berichten", "--today", "2030-01-01").stdout


def test_explain_tells_measure_limits_and_origin() -> None:
    done = run("explain", "series/geduld/stilte")
    assert done.exit_code == 0
    for words in ("Hoe het geteld wordt", "rood (let op): meer dan 28 dagen", "eigen keuze", "pas na 12 weken"):
        assert words in done.stdout
    assert "series/geduld/stilte" in run("explain", "geduld").stdout


def test_every_rule_about_series_loads_and_every_measure_has_one() -> None:
    rules = load_series(rules_dir())
    assert rules
    assert sorted(rules) == series_ids(rules_dir())
    used = {rule.measure for rule in rules.values()} | {rule.unless.measure for rule in rules.values() if rule.unless}
    assert used == set(MEASURES)
    assert {rule.law for rule in rules.values()} >= {"non-promotie", "luisteren", "focus", "kwaliteit", "geduld"}
    assert len({rule.law for rule in rules.values()}) == 10
    assert "Geen tekst" not in KEPT.nl


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"measure": "promotie"}, "measure"),
        ({"red": {"more_than": 0.1}}, "red begins before orange"),
        ({"red": {}}, "needs «more_than» or «less_than»"),
        ({"red": None, "orange": None}, "never says anything"),
        ({"sources": ["tien-weten"]}, "unknown source «tien-weten»"),
        ({"message": {"nl": "{waarde}", "en": "x"}}, "unknown placeholder «waarde»"),
        ({"per": []}, "per"),
        ({"extra": 1}, "unknown key «extra»"),
    ],
)
def test_a_mistake_in_a_rule_is_told_with_file_and_line(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    for name in ("laws.yaml", "sources.yaml"):
        (tmp_path / name).write_text((rules_dir() / name).read_text("utf-8"), "utf-8")
    good = yaml.safe_load((rules_dir() / "series/non-promotie/aandeel-promotie.yaml").read_text("utf-8"))
    wrong = {key: value for key, value in (good | change).items() if value is not None}
    file = tmp_path / "series/non-promotie/proef.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(yaml.safe_dump(wrong, allow_unicode=True, sort_keys=False), "utf-8")
    with pytest.raises(Problem) as caught:
        load_series(tmp_path)
    assert str(caught.value).startswith("rules/series/non-promotie/proef.yaml:")
    assert said in str(caught.value)
    assert caught.value.line is not None


def test_posts_of_another_time_are_not_called_missing(posts: Path) -> None:
    result = CliRunner().invoke(cli, ["audit", "berichten", "--since", "2039-01-01", "--until", "2039-02-01"])
    assert "geen concepten gevonden" not in result.stderr
    assert "maar geen enkel uit de periode van --since en --until" in result.stderr
