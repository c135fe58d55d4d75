"""A baseline: what was found before, remembered by content, so that a run can fail on what is new alone.

Place in the data flow: `linter` shows it the findings of each draft before the score. A finding is known by its rule
and the words around it, hashed with a key that stands in the file; no text of a draft does. The file has one
entry a line, sorted, so that git can merge it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import secrets
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from postlint.findings import Finding, Problem, Text
from postlint.paths import from_folder
from postlint.rewrite import TextFile, write_text_file

if TYPE_CHECKING:
    from postlint.draft import Draft

VERSION = 1
USUAL = "postlint-baseline.json"
_AROUND = 5
"""How many words on each side tell a finding from the same words elsewhere."""
_REACH = 400
"""In how many characters those words are looked for, lest a long draft takes long."""
_OF_WHOLE = 8
"""How many words tell the draft of a finding about the whole draft."""
_WORD = re.compile(r"\w+")
_HASH = 24
_REMAKE = Text(
    "haal hem terug uit git, of verwijder hem en maak hem opnieuw met: postlint baseline -o {shown} concepten/",
    "get it back from git, or delete it and make it anew with: postlint baseline -o {shown} drafts/",
)


class Entry(NamedTuple):
    """A finding as remembered: the file it was in, from the folder of the baseline, its rule and its hash."""

    path: str
    rule: str
    hash: str


class Baseline:
    """Findings remembered from an earlier run.

    Args:
        file: where it is or will be kept; paths count from its folder.
        key: what the hashes are made with.
        entries: how often each finding was there in one report.

    """

    def __init__(self, file: Path, key: str | None = None, entries: dict[Entry, int] | None = None) -> None:
        self.file = file
        self.key = key or secrets.token_hex(16)
        self.entries = entries or {}
        self._gone: dict[str, bool] = {}

    def new(self, draft: Draft, findings: Sequence[Finding]) -> list[Finding]:
        """Give the findings that are not in it; an entry of a file that was moved counts for any other file."""
        left = self._counting(draft.path)
        out = []
        for finding in findings:
            known = (finding.rule, self.hash_of(draft, finding))
            if left[known] > 0:
                left[known] -= 1
            else:
                out.append(finding)
        return out

    def state(self, path: str) -> str:
        """Give all that decides, beside a draft and its findings, what is new in it."""
        return json.dumps([self.key, sorted(self._counting(path).items())])

    def _counting(self, path: str) -> Counter[tuple[str, str]]:
        """Give the rules and hashes that count for a file, and how often."""
        place = self.path_of(path)
        counting: Counter[tuple[str, str]] = Counter()
        for entry, number in self.entries.items():
            if entry.path == place or self._is_gone(entry.path):
                counting[entry.rule, entry.hash] += number
        return counting

    def entries_of(self, draft: Draft, findings: Iterable[Finding]) -> Counter[Entry]:
        """Give the entries for the findings of one report."""
        path = self.path_of(draft.path)
        return Counter(Entry(path, finding.rule, self.hash_of(draft, finding)) for finding in findings)

    def hash_of(self, draft: Draft, finding: Finding) -> str:
        """Give what a finding is known by: a keyed hash of its rule, its words and those around it."""
        text = "\x1f".join((finding.rule, *_context(draft, finding)))
        key, data = (part.encode("utf-8", "surrogatepass") for part in (self.key, text))
        return hmac.new(key, data, hashlib.sha256).hexdigest()[:_HASH]

    def path_of(self, path: str) -> str:
        """Give a path from the folder of the baseline, with forward slashes."""
        return from_folder(path, self.file.absolute().parent)

    def is_gone(self, entry: Entry) -> bool:
        """Tell whether the file of an entry is no longer there."""
        return self._is_gone(entry.path)

    def _is_gone(self, path: str) -> bool:
        if path not in self._gone:
            place = self.file.absolute().parent / path
            self._gone[path] = not os.path.exists(place)  # noqa: PTH110 - Path raises on names no system can have
        return self._gone[path]


class Recorder:
    """Takes down the findings of a run, on whatever channels, and lets all of them through."""

    def __init__(self, baseline: Baseline) -> None:
        self._baseline = baseline
        self.entries: dict[Entry, int] = {}
        self.paths: set[str] = set()

    def state(self, path: str) -> None:
        """Tell that it must see every draft itself."""

    def new(self, draft: Draft, findings: Sequence[Finding]) -> list[Finding]:
        """Take down the findings of one report; a draft for several channels counts by the one with most."""
        self.paths.add(self._baseline.path_of(draft.path))
        for entry, number in self._baseline.entries_of(draft, findings).items():
            self.entries[entry] = max(number, self.entries.get(entry, 0))
        return list(findings)


def read_baseline(file: Path, shown: str) -> Baseline:
    """Read a baseline; entries may stand in any order and more than once, as after a merge.

    Raises:
        Problem: it is missing, cannot be read or is no baseline, with its line.

    """
    try:
        text = file.read_text("utf-8-sig")
    except FileNotFoundError:
        nl = f"deze baseline bestaat niet; maak hem met: postlint baseline -o {shown} concepten/"
        en = f"this baseline does not exist; make it with: postlint baseline -o {shown} drafts/"
        raise Problem(Text(nl, en), shown) from None
    except UnicodeDecodeError:
        raise _broken(shown, None) from None
    except OSError as error:
        nl, en = f"niet te lezen ({error.strerror})", f"cannot be read ({error.strerror})"
        raise Problem(Text(nl, en), shown) from None
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise _broken(shown, error.lineno) from None
    except (RecursionError, ValueError):  # too deep, or a number with thousands of digits
        raise _broken(shown, 1) from None
    return _read(data, file, shown)


def _read(data: Any, file: Path, shown: str) -> Baseline:
    head = data[0] if isinstance(data, list) and data else None
    if not isinstance(head, dict) or head.get("postlint") != "baseline" or not isinstance(head.get("key"), str):
        raise _broken(shown, 1)
    if head.get("version") != VERSION:
        nl, en = (text.format(shown=shown) for text in _REMAKE)
        said = f"deze baseline is van een andere versie van postlint; {nl}"
        raise Problem(Text(said, f"this baseline is of another version of postlint; {en}"), shown, 1)
    entries: dict[Entry, int] = {}
    for line, item in enumerate(data[1:], 2):
        entry, number = _entry(item, shown, line)
        entries[entry] = max(number, entries.get(entry, 0))
    return Baseline(file, head["key"], entries)


def _entry(item: Any, shown: str, line: int) -> tuple[Entry, int]:
    values = [item.get(name) for name in Entry._fields] if isinstance(item, dict) else []
    number = item.get("count", 1) if isinstance(item, dict) else 0
    if not values or not all(isinstance(value, str) for value in values) or not _is_count(number):
        raise _broken(shown, line)
    return Entry(*map(str, values)), number


def _is_count(number: Any) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number > 0


def write_baseline(baseline: Baseline, shown: str) -> None:
    """Write a baseline: the key on the first line, then one entry a line, sorted.

    Raises:
        Problem: when the file cannot be written.

    """
    head = {"postlint": "baseline", "version": VERSION, "key": baseline.key}
    lines = [json.dumps(head)]
    for entry, number in sorted(baseline.entries.items()):
        lines.append(json.dumps(entry._asdict() | ({"count": number} if number > 1 else {}), ensure_ascii=False))
    # A comma before an entry instead of behind it: two branches that each add one at the end then do not collide.
    text = "[" + "\n,".join(lines) + "\n]\n"
    write_text_file(TextFile(baseline.file, text, b"", "utf-8"), shown)


def _broken(shown: str, line: int | None) -> Problem:
    nl, en = (text.format(shown=shown) for text in _REMAKE)
    said = f"dit is geen baseline van postlint, of hij is beschadigd; {nl}"
    return Problem(Text(said, f"this is no baseline of postlint, or it is damaged; {en}"), shown, line)


def _context(draft: Draft, finding: Finding) -> tuple[str, str, str]:
    """Give the words before, in and behind a finding, without what typing alone changes."""
    if finding.whole:
        return "", " ".join(_words(draft.prose)[:_OF_WHOLE]), ""
    start, end = draft.prose_range(finding.span.start.offset, finding.span.end.offset)
    match = _folded(draft.prose[start:end])
    first, last = _block_around(draft, start, end)
    before = _words(draft.prose[max(first, start - _REACH) : start])[-_AROUND:]
    behind = _words(draft.prose[end : min(last, end + _REACH)])[:_AROUND]
    return " ".join(before), " ".join(_WORD.findall(match)) or match, " ".join(behind)


def _block_around(draft: Draft, start: int, end: int) -> tuple[int, int]:
    """Give the paragraphs that a range of prose stands in; what is around those may change."""
    touched = [block for block in draft.blocks if block.start < end and start < block.end]
    return (touched[0].start, touched[-1].end) if touched else (start, end)


def _words(text: str) -> list[str]:
    return _WORD.findall(_folded(text))


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
