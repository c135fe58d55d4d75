"""Read the corpus: posts, their sentences with moves, and their labels.

    python training/moves/posts.py check FILE…      # validate; exit 1 on a mistake
    python training/moves/posts.py stats FILE…      # how much there is of everything

The format is described in GUIDELINE.md.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

MOVES = (
    "offer", "cta", "self-praise", "announcement", "practical", "tip", "explanation", "evidence", "experience",
    "question", "invitation", "thanks", "acknowledgement", "answer", "private", "patient-case", "bait", "pressure",
    "claim", "greeting",
)  # fmt: skip
CHANNELS = frozenset(
    [
        "linkedin",
        "linkedin-page",
        "linkedin-group-closed",
        "facebook-personal",
        "facebook-page",
        "facebook-group-closed",
        "x",
        "instagram",
        "threads",
        "bluesky",
        "mastodon",
        "youtube",
        "tiktok",
        "google-business",
        "whatsapp-channel",
        "blog",
        "newsletter",
    ]
)
RANGES = {
    "promo": "012", "value": "012", "private": "01", "fit": "01", "patient": "01", "bait": "01", "pressure": "01",
    "claim": "01",
    "focus": "01", "thanks": "01", "reply": "-012", "grade": "12345",
}  # fmt: skip
_HEAD = re.compile(r"@ (w\d\d-\d{3}) \| ([\w-]+) \| (post|reply|thanks) \| ([^|]+?) \| set:(-|w\d\d-c\d+)\s*")
_SENTENCE = re.compile(r"\[([a-z, -]*)\](//?)? (.+)")


class CorpusError(ValueError):
    """A line that does not follow the format."""


@dataclass
class Post:
    """One labelled post."""

    id: str
    channel: str
    kind: str
    profession: str
    set: str | None
    answered: str | None = None
    sentences: list[tuple[frozenset[str], str, str]] = field(default_factory=list)
    """(moves, what stands before the sentence, the sentence)"""
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def writer(self) -> str:
        """The writer's id."""
        return self.id[:3]

    @property
    def text(self) -> str:
        """The whole post as it would be posted."""
        return "".join(before + sentence for _, before, sentence in self.sentences)


def read(paths: Iterable[Path]) -> Iterator[Post]:
    """Read all posts of some files.

    Raises:
        CorpusError: at the first line that does not follow the format, with file and line.

    """
    for path in paths:
        post: Post | None = None
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            try:
                post, done = _line(line.rstrip(), post)
            except ValueError as error:
                raise CorpusError(f"{path}:{number}: {error}") from None
            if done is not None:
                yield done
        if post is not None:
            raise CorpusError(f"{path}: {post.id} has no line of labels")


def _line(line: str, post: Post | None) -> tuple[Post | None, Post | None]:
    if not line:
        return post, None
    if line.startswith("@ "):
        if post is not None:
            raise CorpusError(f"{post.id} has no line of labels")
        return _head(line), None
    if post is None:
        raise CorpusError(f"a post begins with «@ »: {line[:60]}")
    if line.startswith("> "):
        post.answered = line[2:].strip()
    elif line.startswith("= "):
        post.labels = _labels(line[2:], post)
        return None, post
    else:
        post.sentences.append(_sentence(line, first=not post.sentences))
    return post, None


def _head(line: str) -> Post:
    head = _HEAD.fullmatch(line)
    if head is None:
        raise CorpusError(f"not «@ w01-001 | channel | kind | profession | set:-»: {line}")
    if head[2] not in CHANNELS:
        raise CorpusError(f"unknown channel {head[2]}")
    return Post(head[1], head[2], head[3], head[4], None if head[5] == "-" else head[5])


def _sentence(line: str, *, first: bool) -> tuple[frozenset[str], str, str]:
    found = _SENTENCE.fullmatch(line)
    if found is None:
        raise CorpusError(f"not «[moves] sentence»: {line[:60]}")
    moves = frozenset(m.strip() for m in found[1].split(",")) - {"-", ""}
    if unknown := moves - set(MOVES):
        raise CorpusError(f"unknown move {', '.join(sorted(unknown))}")
    before = "" if first else {None: " ", "/": "\n", "//": "\n\n"}[found[2]]
    return moves, before, found[3].strip()


def _labels(text: str, post: Post) -> dict[str, str]:
    labels = dict(part.split(":", 1) for part in text.split())
    if set(labels) != set(RANGES):
        raise CorpusError(f"labels missing or unknown: {sorted(set(labels) ^ set(RANGES))}")
    for name, value in labels.items():
        if value not in RANGES[name]:
            raise CorpusError(f"{name}:{value} is not one of {RANGES[name]}")
    if (labels["reply"] == "-") != (post.kind != "reply"):
        raise CorpusError("reply: is for replies, and replies alone")
    if post.kind == "reply" and not post.answered:
        raise CorpusError("a reply needs a «> » line")
    if not post.sentences:
        raise CorpusError("a post needs a sentence")
    return labels


def main(arguments: list[str]) -> int:
    """Run the command line; see the module's text."""
    command, *names = arguments or ["help"]
    if command not in {"check", "stats"} or not names:
        print(__doc__)
        return 2
    try:
        posts = list(read(map(Path, names)))
    except CorpusError as error:
        print(error)
        return 1
    repeated = [i for i, n in Counter(p.id for p in posts).items() if n > 1]
    lonely = [s for s, n in Counter(p.set for p in posts if p.set).items() if n < 2]
    print(
        f"{len(posts)} posts, {sum(len(p.sentences) for p in posts)} sentences, "
        f"{len({p.set for p in posts} - {None})} sets"
    )
    if command == "stats":
        for name in RANGES:
            print(f"  {name:9}", dict(sorted(Counter(p.labels[name] for p in posts).items())))
        print(
            "  moves    ", dict(Counter(m for p in posts for moves, _, _ in p.sentences for m in moves).most_common())
        )
        print("  channels ", dict(Counter(p.channel for p in posts).most_common()))
        print("  kinds    ", dict(Counter(p.kind for p in posts)))
    for what, ids in (("ids used twice", repeated), ("sets of one", lonely)):
        if ids:
            print(f"{what}: {', '.join(sorted(ids))}")
    return int(bool(repeated or lonely))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
