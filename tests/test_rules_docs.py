"""The pages on rules and channels say what the files say, are the same each time, and are known to be current."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
import yaml
from rule_tools import call

from postlint.channels import load_profiles
from postlint.cli import markdown as md
from postlint.cli.rule_pages import GENERATED, rule_pages
from postlint.cli.series_pages import series_page
from postlint.paths import rules_dir
from postlint.rulebook import example_of, load_rulebook
from postlint.rulebook.auditing import AuditSettings
from postlint.rulebook.series import load_series
from postlint.series.rate import with_limits

BOOK = load_rulebook(rules_dir())
PAGES = rule_pages(BOOK)


@pytest.fixture
def docs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    assert call("rules", "docs", "docs").exit_code == 0
    return tmp_path / "docs"


def test_there_is_a_page_for_every_law_and_channel_and_an_index_of_each(docs: Path) -> None:
    channels = load_profiles(rules_dir() / "channels")
    assert {path.stem for path in (docs / "rules").iterdir()} == {*BOOK.laws, "README", "series"}
    assert {path.stem for path in (docs / "channels").iterdir()} == {*channels, "README"}


@pytest.mark.parametrize("law", BOOK.laws)
def test_a_page_tells_of_each_rule_what_its_file_says(law: str) -> None:
    page = PAGES[f"{law}.md"]
    parts = dict(re.findall(r"^## (\S+/\S+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    rules = [rule for rule in BOOK.rules.values() if rule.law == law]
    assert list(parts) == sorted(rule.id for rule in rules)
    for rule in rules:
        part = parts[rule.id]
        assert md.escaped(rule.summary.nl) in part
        assert f"(`{rule.severity}`)" in part
        assert f"`{rule.category}`" in part
        assert md.escaped(rule.advice.nl.split("{")[0]) in part
        assert part.count("- ✖ ") == min(3, len(rule.examples.flag))
        assert part.count("- ✓ ") == min(3, len(rule.examples.pass_))
        assert f"ignore: [{rule.id}]" in part
        assert f"severity: {{{rule.id}: " in part
        for name in rule.sources:
            source = BOOK.sources[name]
            assert md.escaped(source.title) in part
            assert source.url is None or source.url in part
            assert f"bekeken op {source.checked.isoformat()}" in part


def test_the_page_on_series_tells_of_each_rule_how_it_counts_its_limits_and_how_to_change_them() -> None:
    rules = load_series(rules_dir())
    page = series_page(rules, BOOK)
    parts = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", page, re.MULTILINE | re.DOTALL))
    assert list(parts) == list(rules)
    for rule in rules.values():
        part = parts[rule.id]
        assert md.escaped(rule.formula.nl) in part
        assert f"- Pas vanaf {rule.minimum}; met minder zegt de regel niets" in part
        assert "- Herkomst van de grenzen: " in part
        assert all(md.escaped(BOOK.sources[name].title) in part for name in rule.sources)
        (block,) = re.findall(r"```yaml\n(.*?)```", part, re.DOTALL)
        settings = msgspec.convert(yaml.safe_load(block)["audit"], AuditSettings)
        assert with_limits({rule.id: rule}, settings.limits) == {rule.id: rule}
        assert settings.ignore[0].rule == rule.id
    assert "Ook goed zodra `topic-concentration` minstens 0,18 is" in parts["series/focus/onderwerpen"]
    assert "oranje (tip): meer dan 20" in page.replace("Oranje", "oranje")


def test_every_link_leads_somewhere(docs: Path) -> None:
    for page in docs.glob("*/*.md"):
        text = page.read_text("utf-8")
        for target, anchor in re.findall(r"\]\(([\w./-]*\.md)?(?:#([\w-]+))?\)", text):
            aim = (page.parent / target).resolve() if target else page
            if aim.name in ("writing-rules.md", "audit.md"):
                continue
            headings = re.findall(r"^## (.+)$", aim.read_text("utf-8"), re.MULTILINE)
            assert not anchor or anchor in {re.sub(r"[^\w-]", "", heading) for heading in headings}, (page, anchor)


def test_check_is_content_with_what_was_just_written_and_writing_again_changes_nothing(docs: Path) -> None:
    before = {path: path.read_bytes() for path in docs.glob("*/*.md")}
    checked = call("rules", "docs", "docs", "--check")
    assert (checked.exit_code, checked.stdout) == (0, f"alle {len(before)} pagina’s kloppen\n")
    assert "geschreven: 0 van " in call("rules", "docs", "docs").stdout
    assert {path: path.read_bytes() for path in docs.glob("*/*.md")} == before


def test_check_names_what_is_missing_stale_or_left_over_and_writes_nothing(docs: Path) -> None:
    (docs / "rules/claims.md").unlink()
    for old in ("channels/x.md", "rules/weg.md"):
        (docs / old).write_text(f"# Oud\n\n{GENERATED}\n\nVan een wet die er niet meer is.\n", "utf-8")
    result = call("rules", "docs", "docs", "--check")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "docs/channels/x.md: niet bijgewerkt",
        "docs/rules/claims.md: niet bijgewerkt",
        "docs/rules/weg.md: hoort er niet meer",
        "Werk ze bij met: postlint rules docs docs",
    ]
    assert not (docs / "rules/claims.md").exists()
    assert call("rules", "docs", "docs").stdout == "geschreven: 2 van 34 pagina’s; verwijderd: 1\n"
    assert call("rules", "docs", "docs", "--check").exit_code == 0


def test_pages_do_not_depend_on_the_rules_of_whoever_writes_them(docs: Path) -> None:
    (docs.parent / "postlint.yaml").write_text("rule_paths: [regels]\n", "utf-8")
    (docs.parent / "regels").mkdir()
    assert call("rules", "new", "claims/proef").exit_code == 0
    assert call("rules", "docs", "docs", "--check").exit_code == 0


def test_a_channel_page_has_limits_sources_and_the_day_they_were_checked(docs: Path) -> None:
    page = (docs / "channels/x.md").read_text("utf-8")
    assert page.startswith("# X\n")
    assert "- Langste bericht: 280 tekens, zoals X telt" in page
    assert "`channel: x`" in page
    assert re.search(r"Bekeken op 20\d\d-\d\d-\d\d\.", page)
    assert "](<https://" in page


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*nu* _korting_ [klik](x)", r"\*nu\* \_korting\_ \[klik\](x)"),
        ("#fysio helpt", r"\#fysio helpt"),
        ("- een streep", r"\- een streep"),
        ("1. een stap", r"1\. een stap"),
        ("20% is 1.5 <b> & &amp;", r"20% is 1.5 \<b\> & &amp;amp;"),
        ("een\n regel", "een regel"),
    ],
)
def test_nothing_in_an_example_becomes_markdown(text: str, shown: str) -> None:
    assert md.escaped(text) == shown


def test_line_breaks_of_an_example_stay() -> None:
    assert md.item("Eerst\n\n# dan", "✖") == "- ✖ Eerst\\\n  &nbsp;\\\n  \\# dan"


def test_code_may_hold_back_ticks() -> None:
    assert md.code("a: b") == "`a: b`"
    assert md.code("a `b`") == "`` a `b` ``"


def test_an_example_says_what_it_answers_and_what_stands_above_it() -> None:
    shown = [
        (rule.law, example.front)
        for rule in BOOK.rules.values()
        for side in (rule.examples.flag, rule.examples.pass_)
        for example in map(example_of, side[:3])
        if example.front
    ]
    answers = [(law, front["in_reply_to"]) for law, front in shown if isinstance(front.get("in_reply_to"), str)]
    others = {law for law, front in shown if set(front) - {"in_reply_to"}}
    assert answers
    assert others
    for law, asked in answers:
        assert f"op: «{md.escaped(asked)}»" in PAGES[f"{law}.md"]
    for law in others:
        assert "bovenaan staat: `{" in PAGES[f"{law}.md"]


@pytest.mark.parametrize("name", ["rules/notities.md", "channels/notities.md", "channels/x.md", "rules/README.md"])
def test_a_page_that_somebody_else_wrote_is_neither_removed_nor_replaced(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    mine = tmp_path / "docs" / name
    mine.parent.mkdir(parents=True)
    mine.write_text("# Mijn notities\n", "utf-8")
    result = call("rules", "docs", "docs")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"postlint: docs/{name}: dit bestand is niet door postlint gemaakt")
    assert [path for path in (tmp_path / "docs").rglob("*") if path.is_file()] == [mine]
    assert mine.read_text("utf-8") == "# Mijn notities\n"


def test_a_page_of_an_earlier_version_is_brought_up_to_date(docs: Path) -> None:
    page = docs / "rules" / "privacy.md"
    first = "\n".join(page.read_text("utf-8").split("\n")[:4])
    page.write_text(f"{first}\nZo stond het er vroeger.\n", "utf-8")
    assert call("rules", "docs", "docs").stdout == "geschreven: 1 van 34 pagina’s; verwijderd: 0\n"
    assert "vroeger" not in page.read_text("utf-8")
