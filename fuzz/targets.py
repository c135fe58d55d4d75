"""What is fuzzed: for each reader a function that takes bytes and raises only where the reader broke its promise."""

from __future__ import annotations

import atexit
import io
import json
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from postlint.baseline import read_baseline
from postlint.cache import Cache, _opened
from postlint.channels import load_profiles
from postlint.config import read_config
from postlint.draft import Draft, read_bytes
from postlint.findings import (
    DraftError,
    DraftReport,
    Edit,
    Finding,
    Fix,
    Notice,
    Position,
    Problem,
    Report,
    Severity,
    Span,
    Verdict,
)
from postlint.fix import apply
from postlint.linter.packed import pack, unpack
from postlint.locate import find
from postlint.paths import rules_dir
from postlint.report import FOR_A_SCREEN, FORMATS, renderer
from postlint.report.options import RenderOptions
from postlint.rulebook import load_rulebook
from postlint.rulebook.folders import RuleFolder
from postlint.rulebook.phrases import PhraseError, parse_phrase
from postlint.series.importers import IMPORTERS
from postlint.series.importers.records import records
from postlint.series.item import Item
from postlint.series.read import Reader, read
from postlint.suppress import read_suppressions

SECONDS, PER_BYTES = 2.0, 100_000
_RULES = rules_dir()
_KNOWN = {f"wet{n % 12}/regel-{n}": f"wet{n % 12}/regel-{n}" for n in range(300)}
_HOME = Path(tempfile.mkdtemp(prefix="postlint-fuzz-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)

Target = Callable[[bytes], object]


class BrokenPromiseError(Exception):
    """A reader ended otherwise than it may."""


def timed(target: Target, data: bytes) -> None:
    """Run a target once.

    Raises:
        BrokenPromiseError: when it takes longer than its size allows.

    """
    start = time.process_time()
    target(data)
    took = time.process_time() - start
    if took > SECONDS * max(1.0, len(data) / PER_BYTES):
        raise BrokenPromiseError(f"{took:.1f} s for {len(data)} bytes")


def _told(problem: Problem, *, line: int | None = None) -> None:
    """Look whether a problem says what it should."""
    if not problem.text.nl.strip() or not problem.text.en.strip():
        raise BrokenPromiseError("a problem without words")
    if line is not None and problem.line is not None and not 1 <= problem.line <= line:
        raise BrokenPromiseError(f"line {problem.line} of {line}")


def _draft(data: bytes, path: str) -> Draft | None:
    try:
        draft = read_bytes(data, path)
    except Problem as problem:
        if problem.path != path:
            raise BrokenPromiseError(f"the problem is about {problem.path}") from problem
        _told(problem)
        return None
    _sound(draft)
    return draft


def _sound(draft: Draft) -> None:
    """Look whether every character of the prose knows its place, and every part lies within the whole."""
    size, prose = len(draft.source), len(draft.prose)
    assert len(draft.starts) == len(draft.ends) == prose
    assert all(0 <= a <= b <= size for a, b in zip(draft.starts, draft.ends, strict=True))
    for offsets in (draft.starts, draft.ends):
        assert all(a <= b for a, b in pairwise(offsets))
    at = 0
    for block in draft.blocks:
        assert at <= block.start < block.end <= prose
        at = block.end
    parts = [*draft.quoted, *draft.decorated, *((link.start, link.end) for link in draft.links)]
    assert all(0 <= a <= b <= prose for a, b in parts)
    spots = [*draft.comments, *draft.images]
    assert all(0 <= spot.start <= spot.end <= size for spot in spots)
    assert all(1 <= line <= draft.source.count("\n") + draft.source.count("\r") + 1
               for line in draft.front_lines.values())  # fmt: skip
    assert draft.body.end.line >= draft.body.start.line >= 1


_STEERS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def printed(data: bytes) -> None:
    """A report on a draft that says things to the terminal, in every format."""
    try:
        draft = read_bytes(data, "a.md")
    except Problem as problem:
        report = Report((), (DraftError(_text(data)[:200], problem.text.nl + _text(data), problem.line),))
    else:
        size = len(draft.prose)
        spans = [
            draft.span(a, b) for a, b in ((0, size), (size // 3, size // 2), (size // 2, min(size, size // 2 + 9)))
        ]
        said = draft.prose[:400]
        findings = tuple(
            Finding("a/b", "a", "promotion", Severity.ERROR, said, said, draft.source[s.start.offset : s.end.offset], s)
            for s in spans
        )
        notices = (Notice("x", said),)
        one = DraftReport(said[:99], "x", "post", 9, Verdict.HOLD, (), findings, notices=notices, source=draft.source)
        report = Report((one,))
    for name in FORMATS:
        text = renderer(name)(report, RenderOptions(width=40, show_all=True))
        text.encode()
        if name in FOR_A_SCREEN and (odd := _STEERS.search(text)):
            raise BrokenPromiseError(f"{name} prints {odd[0]!r}")


def plain(data: bytes) -> None:
    """A text file."""
    _suppressed(_draft(data, "a.txt"))


def markdown(data: bytes) -> None:
    """A Markdown file, front matter and all."""
    _suppressed(_draft(data, "a.md"))


def standard_input(data: bytes) -> None:
    """A draft without a name."""
    _draft(data, "<stdin>")


def word(data: bytes) -> None:
    """A Word document."""
    _suppressed(_draft(data, "a.docx"))


def word_xml(data: bytes) -> None:
    """A Word document with these bytes for its text; behind a NUL its relations, styles and core properties."""
    body, *others = data.split(b"\x00")
    names = ["word/_rels/document.xml.rels", "word/styles.xml", "word/numbering.xml", "_rels/.rels", "core.xml"]
    file = io.BytesIO()
    with ZipFile(file, "w") as package:
        package.writestr("word/document.xml", body)
        for name, part in zip(names, others, strict=False):
            package.writestr(name, part)
    _draft(file.getvalue(), "a.docx")


def front(data: bytes) -> None:
    """What stands between the two lines of front matter."""
    _draft(b"---\n" + data + b"\n---\nEen tip.\n", "a.md")


def suppressions(data: bytes) -> None:
    """The inside of a comment in Markdown, and a line for each line."""
    _suppressed(_draft(b"<!-- postlint:" + data + b" -->\n\nEen tip.\n", "a.md"))
    lines = b"".join(b"# postlint:" + line + b"\n" for line in data.split(b"\n"))
    _suppressed(_draft(b"Een.\n" + lines + b"Tip.\n", "a.txt"))


def _suppressed(draft: Draft | None) -> None:
    if draft is None:
        return
    for found in read_suppressions(draft, _KNOWN).notices(lambda rule: True):
        assert isinstance(found, Notice)


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def phrase(data: bytes) -> None:
    """One phrase of the rule language."""
    try:
        parse_phrase(_text(data))
    except PhraseError as error:
        assert error.nl.strip()
        assert error.en.strip()


@cache
def _pack() -> Path:
    folder = _HOME / "pack"
    for name in ("non-promotie", "signals", "lexicons"):
        (folder / name).mkdir(parents=True)
    return folder


_SIZES = {"rule": "non-promotie/proef.yaml", "signal": "signals/proef.yaml", "lexicon": "lexicons/proef.yaml"}


@cache
def _small_rules() -> Path:
    """Make a folder with laws and one rule, so that reading it takes little beside what is fuzzed."""
    folder = _HOME / "rules"
    for name in ("laws.yaml", "sources.yaml", "non-promotie/korting.yaml", "lexicons/korting.yaml"):
        if (_RULES / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(_RULES / name, folder / name)
    (folder / "channels").mkdir()
    shutil.copy(_RULES / "channels" / "linkedin.yaml", folder / "channels")
    (folder / "non-promotie" / "korting.yaml").unlink()
    return folder


def _rules(data: bytes, kind: str) -> None:
    file = _pack() / _SIZES[kind]
    file.write_bytes(data)
    try:
        load_rulebook(_small_rules(), [RuleFolder(_pack(), "eigen", "postlint.yaml")])
    except Problem as problem:
        _told(problem)
    finally:
        file.unlink()


def rule(data: bytes) -> None:
    """A file with a rule."""
    _rules(data, "rule")


def signal(data: bytes) -> None:
    """A file with a signal."""
    _rules(data, "signal")


def lexicon(data: bytes) -> None:
    """A file with a lexicon."""
    _rules(data, "lexicon")


def _config(data: bytes, name: str) -> None:
    folder = _HOME / "config"
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(data)
    try:
        find(folder)
        config = read_config(file)
        config.for_path(folder / "a.md")
        config.excludes(folder / "a.md")
        config.rule_folders()
    except Problem as problem:
        _told(problem, line=re.sub(rb"\r\n?", b"\n", data).count(b"\n") + 2)
    finally:
        file.unlink()


def config_yaml(data: bytes) -> None:
    """postlint.yaml."""
    _config(data, "postlint.yaml")


def config_toml(data: bytes) -> None:
    """pyproject.toml."""
    _config(data, "pyproject.toml")


_FINDING = Finding("a/b", "a", "promotion", Severity.ERROR, "m", "a", "tip", Span(Position(1, 5, 4), Position(1, 8, 7)))
_REPORT = DraftReport("a.md", "linkedin", "post", 90, Verdict.POST, (), (), (), source="Een tip.\n")


def baseline(data: bytes) -> None:
    """A baseline."""
    file = _HOME / "baseline.json"
    file.write_bytes(data)
    draft = read_bytes(b"Een tip.\n", "a.md")
    try:
        made = read_baseline(file, "baseline.json")
        made.new(draft, [_FINDING])
        for entry in list(made.entries)[:50]:
            made.is_gone(entry)
    except Problem as problem:
        _told(problem)


def packed(data: bytes) -> None:
    """An entry of the cache, opened: bytes as they are, and within a list behind the right digest."""
    whole = pack([_REPORT])
    assert whole is not None
    digest = json.loads(whole)[0].encode()
    for one in (data, b'["' + digest + b'",' + data + b"]"):
        found = unpack(one, "a.md", "Een tip.\n")
        assert found is None or all(isinstance(report, DraftReport) for report in found)


def sealed(data: bytes) -> None:
    """An entry of the cache as it lies on disk."""
    assert _opened(data, b"s" * 32, b"d" * 32) is None
    cache_ = Cache(_HOME / "cache")
    cache_.put(b"c", b"x", b"waarde")
    for entry in (_HOME / "cache" / "v1").rglob("*"):
        if entry.is_file():
            entry.write_bytes(data)
    assert cache_.get(b"c", b"x") is None


def fixes(data: bytes) -> None:
    """A text, and behind the last NUL pairs of offsets with a text of one sign for each fix."""
    text, _, numbers = _text(data).rpartition("\x00")
    at = [ord(char) for char in numbers]
    made = [
        Fix("x", tuple(Edit(Span(Position(1, 1, a), Position(1, 1, b)), chr(c % 0x80)) for a, b, c in some))
        for some in ([(x, y, z)] for x, y, z in zip(at[::3], at[1::3], at[2::3], strict=False))
    ]
    done = apply(text, made, "a.md")
    assert set(done.fixes) <= set(made)
    left = len(text) - sum(e.span.end.offset - e.span.start.offset - len(e.text) for f in done.fixes for e in f.edits)
    assert len(done.text) == left


class _Judge:
    """Reads drafts and finds them good, so that what is fuzzed is the reading."""

    def check_paths(self, paths: Iterable[str]) -> Iterator[Any]:
        yield from ()

    def check_draft(self, draft: Draft) -> list[DraftReport]:
        return [DraftReport(draft.path, "linkedin", "post", 90, Verdict.POST, (), (), (), source=draft.source)]


@cache
def _reader(zone: str = "Europe/Amsterdam") -> Reader:
    return Reader(_Judge(), load_profiles(_RULES / "channels"), channel="linkedin")


def _series(data: bytes, name: str) -> None:
    file = _HOME / name
    file.write_bytes(data)
    try:
        for found in read([str(file)], _reader()):
            if isinstance(found, DraftError):
                assert found.path
                assert found.message.strip()
            assert isinstance(found, (Item, DraftError, Notice))
    except Problem as problem:
        _told(problem)


def table_csv(data: bytes) -> None:
    """A table in CSV."""
    _series(data, "a.csv")


def table_cells(data: bytes) -> None:
    """The cells of one row: a date, a time, a channel, a kind and a text."""
    head = b"date;time;channel;kind;text\n"
    _series(head + b";".join(b'"' + cell.replace(b'"', b"'") + b'"' for cell in data.split(b";")), "b.csv")


def table_jsonl(data: bytes) -> None:
    """A table in JSON Lines."""
    _series(data, "a.jsonl")


def archive(data: bytes) -> None:
    """A zip."""
    _series(data, "a.zip")


_MEMBERS = (
    "posts.csv", "posts.jsonl", "a.md", "b.txt", "data/tweets.js", "data/note-tweet.js", "Shares.csv", "Comments.csv",
    "your_facebook_activity/posts/your_posts_1.json", "your_instagram_activity/content/posts_1.json",
    "your_instagram_activity/comments/post_comments_1.json", "comments/comments.json",
)  # fmt: skip


def export(data: bytes) -> None:
    """One member of an export: its first byte says which, above 127 after one that follows."""
    if not data:
        return
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as made:
        made.writestr(_MEMBERS[data[0] % len(_MEMBERS)], data[1:])
    archive(file.getvalue())


def json_records(data: bytes) -> None:
    """The records of a large JSON file."""
    assert IMPORTERS
    for found in records(io.BytesIO(data), ("posts", "a")):
        assert found.line >= 1


TARGETS: dict[str, Target] = {
    target.__name__: target
    for target in (
        plain, markdown, standard_input, word, word_xml, front, suppressions, phrase, rule, signal, lexicon,
        config_yaml, config_toml, baseline, packed, sealed, fixes, table_csv, table_cells, table_jsonl, archive, export,
        json_records, printed,
    )
}  # fmt: skip
