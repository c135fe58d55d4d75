import json
import os
from pathlib import Path

import pytest
from cli_fakes import FakeLinter, Run, draft

from postlint.cli.formats import Target, plan
from postlint.findings import Notice, Problem, Severity


@pytest.fixture(autouse=True)
def one_error(linter: type[FakeLinter]) -> None:
    linter.outcomes = [draft(severity=Severity.ERROR)]


def test_several_reports_at_once(run: Run):
    result = run("check", "--format", "concise", "--format", "sarif:out.sarif", "--format", "html:a:b.html", "a.md")
    assert result.exit_code == 1
    assert result.stdout == "a.md:1:5 error non-promotie/korting mis\n"
    assert json.loads(Path("out.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert Path("a:b.html").read_text("utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("target", ["json", "json:", "json:-"])
def test_no_file_or_a_dash_is_standard_output(target: str, run: Run):
    assert json.loads(run("check", "--format", target, "a.md").stdout)["version"] == 1
    assert sorted(Path().iterdir()) == []


def test_output_is_the_file_of_the_one_format_that_names_none(run: Run):
    result = run("check", "--format", "json", "--format", "junit:r.xml", "--output", "r.json", "a.md")
    assert (result.exit_code, result.stdout) == (1, "")
    assert sorted(str(path) for path in Path().iterdir()) == ["r.json", "r.xml"]
    assert run("check", "--output", "-", "a.md").stdout.startswith("a.md · x")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--format", "json", "--format", "sarif"], "json, sarif gaan niet samen naar standaarduitvoer"),
        (["--format", "json", "--format", "sarif:-"], "--format sarif:BESTAND"),
        (["--format", "json:a", "--format", "sarif:./a"], "twee verslagen naar hetzelfde bestand"),
        (["--format", "json:a", "--output", "b"], "--output b heeft niets te schrijven"),
        (["--lang", "en", "--format", "json", "--format", "html"], "json, html cannot all go to standard output"),
        (["--format", "xml:a"], "kies bij --format uit: terminal,"),
    ],
)
def test_reports_that_get_in_each_others_way_are_refused_before_anything_is_judged(
    args: list[str], said: str, run: Run
):
    FakeLinter.asked = {}
    result = run("check", *args, "a.md")
    assert (result.exit_code, result.stdout, FakeLinter.asked) == (2, "", {})
    assert said in result.stderr
    assert sorted(Path().iterdir()) == []


def test_a_report_that_cannot_be_written_stops_no_other(run: Run):
    formats = ("--format", "sarif:weg/a.sarif", "--format", "junit:r.xml", "--format", "concise", "--format", "html:.")
    result = run("check", *formats, "a.md")
    assert result.exit_code == 2
    assert result.stdout.startswith("a.md:1:5 error")
    assert Path("r.xml").exists()
    first, second = result.stderr.splitlines()
    assert first.startswith("postlint: weg/a.sarif: schrijven lukt hier niet (")
    assert second.startswith("postlint: .: schrijven lukt hier niet (")
    assert sorted(str(path) for path in Path().iterdir()) == ["r.xml"]


def test_a_file_is_replaced_whole_and_keeps_its_mode(run: Run):
    file = Path("r.json")
    file.write_text("oud", "utf-8")
    file.chmod(0o640)
    before = file.stat().st_ino
    run("check", "--format", "json:r.json", "a.md")
    assert json.loads(file.read_text("utf-8"))["version"] == 1
    assert file.stat().st_mode & 0o777 == 0o640
    assert file.stat().st_ino != before
    assert sorted(str(path) for path in Path().iterdir()) == ["r.json"]


def test_a_link_stays_a_link(run: Run):
    Path("echt.json").write_text("oud", "utf-8")
    Path("r.json").symlink_to("echt.json")
    run("check", "--format", "json:r.json", "a.md")
    assert Path("r.json").is_symlink()
    assert json.loads(Path("echt.json").read_text("utf-8"))["version"] == 1


def test_a_device_is_written_to_as_it_is(run: Run):
    assert run("check", "--format", f"json:{os.devnull}", "a.md").exit_code == 1
    assert not Path(os.devnull).is_file()


def test_github_is_chosen_where_nobody_watches_the_screen(run: Run, monkeypatch: pytest.MonkeyPatch):
    assert run("check", "a.md").stdout.startswith("a.md · x")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run("check", "a.md").stdout.startswith("::error file=a.md,line=1,")
    assert run("check", "--format", "terminal", "a.md").stdout.startswith("a.md · x")
    run("check", "--output", "r.txt", "a.md")
    assert Path("r.txt").read_text("utf-8").startswith("a.md · x")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert plan((), None) == (Target("terminal"),)


def test_the_summary_of_the_step_is_added_to(run: Run, monkeypatch: pytest.MonkeyPatch):
    Path("stap.md").write_text("eerder\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "stap.md")
    run("check", "a.md")
    assert Path("stap.md").read_text("utf-8") == "eerder\n"
    run("check", "--format", "github:meldingen.txt", "a.md")
    text = Path("stap.md").read_text("utf-8")
    assert text.startswith("eerder\n## postlint: oordeel per concept\n")
    assert "| a.md:1 | ❌ fout | non-promotie/korting | mis | doe |" in text


def test_a_summary_that_cannot_be_written_is_told(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "weg/stap.md")
    result = run("check", "--format", "github", "a.md")
    assert result.exit_code == 2
    assert result.stdout.startswith("::error")
    assert "weg/stap.md: schrijven lukt hier niet" in result.stderr


@pytest.mark.parametrize("variable", ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"])
def test_paths_count_from_the_folder_that_the_server_names(
    variable: str, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    (tmp_path / "posts").mkdir()
    monkeypatch.chdir(tmp_path / "posts")
    monkeypatch.setenv(variable, str(tmp_path))
    assert json.loads(run("check", "--format", "gitlab", "a.md").stdout)[0]["location"]["path"] == "posts/a.md"


def test_sarif_tells_the_rules_and_the_notices_of_the_run(linter: type[FakeLinter], run: Run):
    from postlint.paths import rules_dir
    from postlint.rulebook import load_rulebook

    linter.book = load_rulebook(rules_dir()).only(["non-promotie/korting"])
    linter.outcomes = [draft(), Notice("skipped", "b.png")]
    [told] = json.loads(run("check", "-q", "--format", "sarif", "a.md").stdout)["runs"]
    assert [rule["id"] for rule in told["tool"]["driver"]["rules"]] == ["non-promotie/korting"]
    assert told["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "b.png"


def test_fail_on_and_min_score_reach_the_report(run: Run):
    failing = 'failures="1"'
    assert failing in run("check", "--format", "junit", "a.md").stdout
    assert failing not in run("check", "--format", "junit", "--fail-on", "never", "a.md").stdout
    assert failing in run("check", "--format", "junit", "--fail-on", "never", "--min-score", "95", "a.md").stdout


def test_a_plan_names_the_problem_in_both_languages():
    with pytest.raises(Problem) as problem:
        plan((Target("json"), Target("html")), None)
    assert problem.value.to("nl").endswith("--format html:BESTAND")
    assert problem.value.to("en").endswith("--format html:FILE")
