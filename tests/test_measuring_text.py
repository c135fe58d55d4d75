"""Nothing that postlint learns from, matches or shows has seven words in a row from the posts that measure it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
TOOL = ROOT / "training/moves/seven_words.py"
KEPT = ROOT / "training/moves/measuring-text.bin"
OURS = (
    "training/moves/**/*.txt",
    "rules/**/*.yaml",
    "tests/**/*.py",
    "tests/**/*.json",
    "examples/**/*.*",
    "docs/**/*.md",
)


def run(*arguments: Path | str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, TOOL, *arguments], capture_output=True, text=True, check=False)


def test_no_seven_words_of_the_measuring_posts_stand_in_ours() -> None:
    files = [path for pattern in OURS for path in sorted(ROOT.glob(pattern))]
    done = run("find", KEPT, *files)
    assert len(files) > 300
    assert KEPT.stat().st_size > 40_000
    assert (done.returncode, done.stdout) == (0, "")


def test_seven_shared_words_are_found_across_case_punctuation_and_sentences(tmp_path: Path) -> None:
    measuring, ours, kept = tmp_path / "m.jsonl", tmp_path / "w99.txt", tmp_path / "kept.bin"
    measuring.write_text('{"text": "Loop elke dag. Zet je klok om vier uur en ga."}\n', "utf-8")
    run("keep", kept, measuring)
    ours.write_text(
        "@ w99-001 | x | post | fysio | set:-\n[tip] Loop elke dag!\n[-]/ ZET je klok om, zei ze.\n", "utf-8"
    )
    done = run("find", kept, ours)
    assert done.returncode == 1
    assert "loop elke dag zet je klok om" in done.stdout
    ours.write_text("[tip] Loop elke dag!\n[-] Zet je wekker om vier uur en ga.\n", "utf-8")
    assert run("find", kept, ours).returncode == 0
