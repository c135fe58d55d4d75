"""The front matter block of a draft: where it is and what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from postlint.draft.directives import directive
from postlint.draft.front import FrontMatter
from postlint.draft.keys import KEYS, canonical, near_miss
from postlint.draft.model import Comment
from postlint.findings import Lang, Notice, Problem, Text

_OPENING = re.compile(r"---[ \t]*(?:\r\n?|\n)")
_CLOSING = re.compile(r"(?:^|(?<=[\r\n]))(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_KEY = re.compile(r"\s*[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*:(?P<spaced>\s|$)?")
_LINES_TO_KNOW_IT_BY = 100
_ALMOST_HYPHENS = frozenset({"--", "–", "—", "- - -", "——"})
_LINE_BREAK = re.compile(r"\r\n?|\n")

_UNCLOSED = Text(
    "De front matter wordt niet gesloten; zet een regel met --- onder de laatste sleutel.",
    "The front matter is not closed; put a line with --- below the last key.",
)


@dataclass(slots=True)
class Metadata:
    """Front matter as read; `end` is the source offset where the draft itself begins, 0 without front matter."""

    front: FrontMatter
    lines: dict[str, int] = field(default_factory=dict)
    end: int = 0
    notices: tuple[Notice, ...] = ()
    comments: tuple[Comment, ...] = ()


def read_front_matter(source: str, path: str, lang: Lang) -> Metadata:
    """Read the front matter that a text may begin with.

    A first line `---` that is not followed by keys is a thematic break, and the text has no front matter.

    Raises:
        Problem: it is not closed, too large or deep, no valid YAML, or has a value of the wrong type.

    """
    opening = _OPENING.match(source)
    if opening is None:
        return Metadata(FrontMatter())
    closing = _CLOSING.search(source, opening.end())
    block = source[opening.end() : closing.start() if closing else None]
    if closing is None:
        if _looks_like_keys(block):
            raise Problem(_UNCLOSED, path, 1)
        return Metadata(FrontMatter())
    if block.strip() and not _has_keys(block):
        return Metadata(FrontMatter())
    from postlint.draft.yamlblock import YamlBlock  # takes 20 ms to load and many drafts have no front matter

    yaml_block = YamlBlock(block, path, lang)
    comments = tuple(_directives(block, opening.end()))
    return Metadata(yaml_block.read(), yaml_block.lines, closing.end(), tuple(yaml_block.notices), comments)


def keyword_metadata(block: str, path: str, lang: Lang) -> Metadata:
    """Read metadata from lines that stand in no text, such as the keywords of a Word document; all on line 1.

    Raises:
        Problem: a value has the wrong type or is no valid YAML.

    """
    from postlint.draft.yamlblock import YamlBlock  # as above

    yaml_block = YamlBlock(block, path, lang)
    try:
        front = yaml_block.read()
    except Problem as problem:
        raise Problem(problem.text, path, 1) from problem
    return Metadata(front, dict.fromkeys(yaml_block.lines, 1), 0, tuple(yaml_block.notices))


def has_front_matter(source: str) -> bool:
    """Tell whether a text begins with a block that says something of ours."""
    opening = _OPENING.match(source)
    closing = _CLOSING.search(source, opening.end()) if opening else None
    if opening is None or closing is None:
        return False
    keys = map(_key, _significant_lines(source[opening.end() : closing.start()]))
    return any(key is not None and _is_ours(key) for key in keys)


def bare_key(source: str) -> str | None:
    """Give the first line of a text that says where the draft goes or what it is, but stands there as text.

    So people write it who never saw front matter: «Kanaal: linkedin» above a post, or between two lines of two hyphens.
    """
    first, *rest = (line.strip() for line in [*_significant_lines(source)[:2], ""])
    line = rest[0] if first in _ALMOST_HYPHENS else first
    key = _KEY.match(line)
    return line if key is not None and canonical(key[1], KEYS) in {"channel", "kind"} else None


def _significant_lines(block: str) -> list[str]:
    """Give the first lines of a block that are neither empty nor comments; enough to know it by."""
    lines = _LINE_BREAK.split(block, maxsplit=_LINES_TO_KNOW_IT_BY)[:_LINES_TO_KNOW_IT_BY]
    return [line for line in lines if line.strip() and not line.lstrip().startswith("#")]


def _key(line: str) -> str | None:
    """Give the key that a line begins with; `channel:linkedin`, without the space, counts when the key is known."""
    match = _KEY.match(line)
    if match is None or (match["spaced"] is None and not _is_ours(match[1])):
        return None
    return match[1]


def _is_ours(key: str) -> bool:
    return bool(canonical(key, KEYS) or near_miss(key, KEYS))


def _looks_like_keys(block: str) -> bool:
    """Tell whether a text that nothing closes begins with keys rather than with prose such as «Tip: drink water»."""
    keys = [_key(line) for line in _significant_lines(block)[:2]]
    if not keys or keys[0] is None:
        return False
    return _is_ours(keys[0]) or (len(keys) == 2 and keys[1] is not None)


def _has_keys(block: str) -> bool:
    """Tell whether a closed block is meant as front matter: it has a key somewhere, or nothing but comments."""
    lines = _significant_lines(block)
    return not lines or lines[0].lstrip()[0] in "[{&!" or any(_key(line) for line in lines)


def _directives(block: str, base: int) -> Iterator[Comment]:
    at = 0
    for line in _LINE_BREAK.split(block):
        start = block.index(line, at)
        at = start + len(line)
        if comment := directive(line, base + start):
            yield comment
