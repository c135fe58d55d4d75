"""What of a text is said to postlint: `# postlint:` lines, and comments that were meant to be such and are not.

Place in the data flow: readers of drafts keep these lines out of the prose; `suppress.py` reads what they say.
"""

from __future__ import annotations

import re
from difflib import get_close_matches

from postlint.draft.model import Comment

_HASH = re.compile(r"(?P<margin>\s*)#\s*(?P<said>.*\S)")
_PREFIX = "postlint:"
_NEARLY = re.compile(r"\W*(?P<name>post[\s_-]?lint|[^\W\d_]+)[\W_]+(?P<verb>[^\W\d_]+)")
_OURS, _VERB = 0.85, 0.81
"""How much a word looks like ours: «posltint» and «ignroe» do, «proselint», «textlint» and «negeert» do not."""
_MEANT = frozenset({"ignore", "ignoreer", "negeer", "disable"})


def directive(line: str, start: int) -> Comment | None:
    """Give the comment to postlint that a line consists of, or that it was meant to be.

    Args:
        line: without its newline.
        start: its offset in the source.

    """
    match = _HASH.match(line)
    if match is None or not (match["said"].startswith(_PREFIX) or is_nearly(match["said"])):
        return None
    return Comment(match["said"], start + match.end("margin"), start + match.end("said"))


def is_nearly(text: str) -> bool:
    """Tell whether words look as if they were meant for postlint: «postlint ignore …», «Post-lint: negeer …»."""
    match = _NEARLY.match(text.lower())
    if match is None:
        return False
    name, verb = re.sub(r"[\s_-]", "", match["name"]), match["verb"]
    meant = verb in _MEANT or bool(get_close_matches(verb, ["ignore"], cutoff=_VERB))
    return meant and bool(get_close_matches(name, ["postlint"], cutoff=_OURS))
