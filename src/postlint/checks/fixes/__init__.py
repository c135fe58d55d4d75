"""From a match of a rule to what mends it: edits of the file, with whether they can be trusted without a look.

Place in the data flow: `linter` asks for the fixes of every match while it makes a finding of it; `postlint.fix`
applies them. Every fix of the closed vocabulary (`FixSpec` in `rulebook/model.py`) is a function in the registry below.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from postlint.checks.fixes.deletion import hashtag, sentence
from postlint.checks.fixes.letters import lower_case, plain_letters
from postlint.checks.fixes.links import without_tracking
from postlint.checks.fixes.made import Asked, Made
from postlint.checks.fixes.marks import dash, single_mark
from postlint.checks.fixes.words import correct, plain
from postlint.checks.post import Match, Post
from postlint.draft.decode import is_word
from postlint.findings import Edit, Fix, Lang
from postlint.rulebook import Rule, Rulebook
from postlint.rulebook.model import fix_of

__all__ = ["Fixes"]

_MAKERS: Final[dict[str, Callable[[Asked], Made | None]]] = {
    "plain": plain,
    "correct": correct,
    "lower-case": lower_case,
    "single-mark": single_mark,
    "plain-letters": plain_letters,
    "dash": dash,
    "without-tracking": without_tracking,
    "sentence": sentence,
    "hashtag": hashtag,
}


class Fixes:
    """Makes the fixes of a rulebook's rules.

    Args:
        book: the rules, and the lexicons that their fixes name.
        lang: the language of descriptions.

    """

    def __init__(self, book: Rulebook, lang: Lang) -> None:
        self._book = book
        self._lang: Lang = lang

    def of(self, rule: Rule, match: Match, post: Post) -> tuple[Fix, ...]:
        """Give what mends a match; nothing in a Word document, or where the file has other text than the prose."""
        spec = fix_of(rule)
        name = (spec.replace_with or spec.delete) if spec is not None else None
        if spec is None or name is None or is_word(post.draft.path):
            return ()
        made = _MAKERS[name](Asked(rule, spec, match, post, self._book))
        if made is None or not made.edits:
            return ()
        edits = tuple(Edit(post.draft.place(start, end), text) for start, end, text in sorted(made.edits))
        return (Fix(made.said.to(self._lang), edits, made.safe and spec.is_safe),)
