"""--watch: drafts are judged again when they are saved."""

from __future__ import annotations

import builtins
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cli_fakes import FakeLinter, Run, draft
from minibook import rule_text
from team import Write, tiny_rulebook, writer

from postlint.findings import DraftError


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    monkeypatch.chdir(tmp_path)
    return writer(tmp_path)


class Saves:
    """Stands in for watchfiles: does one thing after the other, and tells which files that changed."""

    def __init__(self, *steps: Callable[[], object]) -> None:
        self.steps = steps
        self.folders: tuple[Path, ...] = ()
        self.recursive: bool | None = None

    def __call__(self, *folders: Path, recursive: bool, **_: object) -> Iterator[set[tuple[int, str]]]:
        self.folders, self.recursive = folders, recursive
        for step in self.steps:
            changed = step()
            yield {(1, str(path)) for path in (changed if isinstance(changed, list) else [changed])}
        raise KeyboardInterrupt


@pytest.fixture
def saves(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Saves]:
    def install(*steps: Callable[[], object]) -> Saves:
        made = Saves(*steps)
        monkeypatch.setattr("watchfiles.watch", made)
        return made

    return install


@pytest.fixture
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with tiny_rulebook(tmp_path_factory.mktemp("rules")):
        yield


def judged(result: object) -> list[str]:
    return [line.split(" · ")[0] for line in str(result).splitlines() if " · facebook-page · " in line]


def test_what_is_saved_is_judged_again_and_nothing_else(
    write: Write, saves: Callable[..., Saves], rulebook: None, run: Run
) -> None:
    write("p/a.md", "Een tip.\n")
    write("p/b.md", "Een tip.\n")
    saves(
        lambda: write("p/b.md", "Een korting.\n"),
        lambda: write("p/plaatje.png", "x"),
        lambda: write("elders/c.md", "Een tip.\n"),
        lambda: write("p/nieuw.md", "Een tip.\n"),
        lambda: [(p := Path("p/a.md").absolute()), p.unlink()][:1],
    )
    result = run("check", "--watch", "p")
    assert result.exit_code == 0
    assert judged(result.stdout) == ["p/a.md", "p/b.md", "p/b.md", "p/nieuw.md"]
    assert "non-promotie/korting" in result.stdout
    assert result.stderr.count("kijkt mee") == 1
    assert "\x1b" not in result.stdout


def test_rules_and_models_stay_loaded(write: Write, saves: Callable[..., Saves], run: Run) -> None:
    made = []

    class Counted(FakeLinter):
        def __init__(self, *args: object, **options: object) -> None:
            super().__init__(*args, **options)
            made.append(self)

        outcomes = (draft(),)

    path = write("a.md", "Een tip.\n")
    saves(lambda: path, lambda: path, lambda: write("postlint.yaml", "lang: en\n"), lambda: path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("postlint.linter.Linter", Counted)
        result = run("check", "--watch", "a.md")
    assert result.stdout.count("a.md · x") == 5
    assert result.stdout.count("a.md · x · post") == 2  # in English since the configuration says so
    assert len(made) == 2


@pytest.mark.parametrize("name", [".postlint.yaml", "postlint.yml", ".postlint.yml", "pyproject.toml", "basis.yaml"])
def test_configuration_under_any_name_begins_anew(
    name: str, write: Write, saves: Callable[..., Saves], rulebook: None, run: Run
) -> None:
    text = '[tool.postlint]\nchannel = "{}"\n' if name == "pyproject.toml" else "channel: {}\n"
    write(name, text.format("facebook-page"))
    if name == "basis.yaml":
        write("postlint.yaml", "extends: basis.yaml\n")
    draft = write("a.md", "Een tip.\n")
    saves(lambda: write(name, text.format("mastodon")), lambda: draft)
    assert run("check", "--watch").stdout.count(" · mastodon · ") == 2


@pytest.mark.parametrize(
    ("files", "changed"),
    [
        ({"postlint.yaml": "channel: facebook-page\n"}, {"postlint.yaml": "channel: mastodon\n"}),
        ({}, {"pyproject.toml": '[tool.postlint]\nchannel = "mastodon"\n'}),
        ({"postlint.yaml": "extends: x/y.txt\n", "x/y.txt": "lang: nl\n"}, {"x/y.txt": "channel: mastodon\n"}),
        ({"d/p/postlint.yaml": "extends: ../../b.txt\n", "b.txt": "lang: nl\n"}, {"b.txt": "channel: mastodon\n"}),
        ({"postlint.yaml": "extends: b.txt\n", "b.txt": "chanel: x\n"}, {"b.txt": "channel: mastodon\n"}),
        ({"d/postlint.yaml": "lang: nl\n", "postlint.yaml": "channel: mastodon\n"}, {"d/postlint.yaml": None}),
    ],
)
def test_configuration_anywhere_begins_anew(
    files: dict[str, str], changed: dict[str, str | None], write: Write, saves: Callable[..., Saves], rulebook: None,
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name, text in files.items():
        write(name, text)
    write("d/p/a.md", "Een tip.\n")

    def change() -> list[Path]:
        for name, text in changed.items():
            (tmp_path / name).unlink() if text is None else write(name, text)
        return []  # the system tells nothing, for this lies outside of what is watched

    saves(list, change, list)
    monkeypatch.chdir(tmp_path / "d")
    result = run("check", "--watch", "p")
    assert result.stdout.count(" · mastodon · ") == 1
    assert result.stdout.count("p/a.md") <= 2


def test_rules_elsewhere_begin_anew(
    write: Write, saves: Callable[..., Saves], rulebook: None, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("d/postlint.yaml", "rule_paths: [../regels]\n")
    write("d/a.md", "Een tip.\n")
    rule = write("regels/kwaliteit/tip.yaml", rule_text("phrases: [zomaar]"))
    saves(list, lambda: [rule.write_text(rule_text("phrases: [een tip]"))][:0], list)
    monkeypatch.chdir(tmp_path / "d")
    result = run("check", "--watch")
    assert judged(result.stdout) == ["a.md", "a.md"]
    assert "kwaliteit/tip" in result.stdout


def test_what_is_broken_does_not_end_it(write: Write, saves: Callable[..., Saves], rulebook: None, run: Run) -> None:
    write("a.md", "Een tip.\n")
    saves(
        lambda: write("a.md", "---\nkanaal: [\n---\nTekst.\n"),
        lambda: write("postlint.yaml", "chanel: x\n"),
        lambda: write("postlint.yaml", "channel: facebook-page\n"),
        lambda: write("a.md", "Een tip.\n"),
    )
    result = run("check", "--watch")
    assert result.exit_code == 0
    assert result.stdout.count("NIET BEOORDEELD") == 2
    assert "onbekende sleutel «chanel»" in result.stderr
    assert judged(result.stdout) == ["a.md", "a.md"]


def test_ctrl_c_while_judging_ends_it_quietly(
    write: Write, saves: Callable[..., Saves], linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(_self: FakeLinter, _paths: object, only: object = None) -> object:
        raise KeyboardInterrupt

    saves()
    monkeypatch.setattr(linter, "check_paths", interrupt)
    result = run("check", "--watch", "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")


def test_the_folder_of_a_file_is_watched_and_not_what_is_below(
    write: Write, saves: Callable[..., Saves], linter: type[FakeLinter], run: Run
) -> None:
    write("p/a.md", "Een tip.\n")
    watcher = saves()
    run("check", "--watch", "p/a.md")
    assert (watcher.folders, watcher.recursive) == ((Path("p"),), False)
    run("check", "--watch", "p/**/*.md")
    assert (watcher.folders, watcher.recursive) == ((Path("p"),), True)
    assert run("check", "--watch", "weg.md").exit_code == 2


def test_a_report_written_among_the_drafts_is_not_judged(
    write: Write, saves: Callable[..., Saves], linter: type[FakeLinter], run: Run
) -> None:
    linter.outcomes = [DraftError("a.md", "stuk")]
    saves(lambda: Path("verslag.txt").absolute())
    result = run("check", "--watch", "--format", "concise:verslag.txt", "--format", "terminal")
    assert result.stdout.count("NIET BEOORDEELD") == 1


def test_without_watchfiles_it_says_what_to_install(
    linter: type[FakeLinter], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without(name: str, *args: object, **more: object) -> object:
        if name == "watchfiles":
            raise ImportError(name)
        return real(name, *args, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    result = run("check", "--watch")
    assert result.exit_code == 2
    assert "pip install 'postlint[watch]'" in result.stderr


def test_the_real_thing_judges_a_saved_draft_and_ends_with_ctrl_c(write: Write) -> None:
    path = write("a.md", "Een tip.\n")
    said = _watch_until("25% korting", path, "Deze maand 25% korting op je intake!", "a.md")
    assert "non-promotie/korting" in said


@pytest.mark.parametrize("name", ["postlint.yaml", "basis/team.yaml"])
def test_the_real_thing_sees_configuration_above_and_extended(name: str, write: Write) -> None:
    write("postlint.yaml", "extends: basis/team.yaml\n")
    write("basis/team.yaml", "channel: facebook-page\n")
    write("p/a.md", "Een tip.\n")
    _watch_until(" · mastodon · ", Path(name), "channel: mastodon", "p")


def _watch_until(wanted: str, path: Path, text: str, watched: str) -> str:
    """Watch in a process of its own, save a file until something is said, interrupt, and give all that was said."""
    command = [sys.executable, "-m", "postlint", "check", "--watch", "--select", "non-promotie/korting", watched]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        env=os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONUTF8": "1"}, preexec_fn=_hearing_ctrl_c,
    ) as process:  # fmt: skip
        overdue = threading.Timer(90, process.kill)
        overdue.start()
        seen = threading.Event()
        said: list[str] = []
        for line in process.stdout or ():
            said.append(line)
            if "kijkt mee" in line:
                # Watching begins after this is said; the file is saved until that was seen.
                threading.Thread(target=_save_until, args=(path, text, process, seen), daemon=True).start()
            if wanted in line:
                break
        seen.set()
        process.send_signal(signal.SIGINT)
        rest = process.communicate()[0]
        overdue.cancel()
    assert process.returncode == 0
    assert "Traceback" not in rest
    assert wanted in "".join(said)
    return "".join(said) + rest


def _hearing_ctrl_c() -> None:
    """Undo what a shell does to what it starts in the background: there Ctrl-C is ignored, and passed on as such."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _save_until(path: Path, text: str, process: subprocess.Popen[str], seen: threading.Event) -> None:
    for n in range(100):
        if seen.is_set() or process.poll() is not None:
            return
        path.write_text(f"{text}{' ' * n}\n", "utf-8")
        seen.wait(3)
