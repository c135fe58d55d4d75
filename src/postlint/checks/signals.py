"""Named signals that need no rule: what stands on the surface of a post, and what its grammar shows.

`find(post, name)` gives the ranges of one signal; each is computed once per post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import regex

from postlint.checks import personal
from postlint.checks.hashtags import repeated
from postlint.checks.post import Match, Post, merge
from postlint.checks.spelling import misspellings
from postlint.checks.tracking import tracks
from postlint.dutch.tokens import EMAIL, EMOJI, HASHTAG, MENTION, URL
from postlint.rulebook.phrases import SORTS

_MONTHS: Final = (
    "jan(?:uari)?|feb(?:ruari)?|maart|mrt|apr(?:il)?|mei|juni?|juli?|aug(?:ustus)?|sept?(?:ember)?|okt(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_AMOUNT: Final = r"\d{1,3}(?:\.\d{3})+(?:,(?:\d{2}|-+|–))?|\d+(?:[.,]\d{2}|,(?:-+|–))?"
_CLOSING: Final = (
    r"[ \t]*(?i:met\s(?:[^\W\d]+\s){0,2}groet(?:en|jes)?|mvg|liefs|hoogachtend"
    r"|(?:(?:hartelijke|vriendelijke|warme|lieve|fijne|sportieve|zonnige|collegiale)\s)?groet(?:en|jes)?)"
)
_PATTERNS: Final[dict[str, str]] = {
    "hashtag": rf"(?<![\p{{L}}\p{{N}}_&/]){HASHTAG}",
    "mention": rf"(?<![\p{{L}}\p{{N}}_.%+\-@]){MENTION}",
    "url": rf"(?<![\p{{L}}\p{{N}}_@.\-]){URL}",
    "email": rf"(?<![\p{{L}}\p{{N}}_.%+\-]){EMAIL}",
    "phone": r"(?<![\d+€.,/-])(?:(?:\+|00)(?:31|32)[\s-]?(?:\(0\))?|0)(?:[\s.\-()/]?\d){8,9}(?![\d,-])"
    r"|(?<!\d)0[89]00[\s-]?\d{4,7}(?!\d)",
    "emoji": EMOJI,
    "price": rf"(?:€|\bEUR)\s?(?:{_AMOUNT})|(?<![\p{{L}}\p{{N}}_]|\d[.,])(?:{_AMOUNT})\s?(?:€|euro\b|EUR\b)"
    r"|(?<![\d.,])\d+,(?:-+|–)(?!\d)",
    "percentage": r"\b\d+(?:[.,]\d+)?\s?(?:%|procent\b)",
    "number": r"(?<![\p{L}\d#@.,/-])\d+(?:[.,]\d+)*(?![\d\p{L}])",
    "date": rf"\b\d{{1,2}}\s(?:{_MONTHS})\b(?:\s\d{{4}})?"
    r"|(?<![\d/.-])\d{1,2}[-/]\d{1,2}[-/](?:19|20)?\d{2}(?![\d/-])",
    "time": r"(?<![\d.,:])(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?uur)?\b(?!%)"
    r"|\b(?:[01]?\d|2[0-4])\s?uur\b(?!\s?(?:per|slaap|lang))",
    "exclamation": r"[!！‼]",
    "exclamation-run": r"(?<![?!！])(?=\?*+[!！])[!?！]{2,}",
    "capitals": r"(?<![\p{L}\p{N}#@_./-])\p{Lu}{4,}(?![\p{L}\p{N}@_./]|-\p{Ll})",
    "capitals-run": r"(?<![\p{L}\p{N}#@_])\p{Lu}[\p{Lu}'’-]+(?:[\s,]+\p{Lu}[\p{Lu}'’-]*)+(?![\p{L}\p{N}_])",
    "initials": r"(?<![\p{L}\p{N}.])(?:\p{Lu}\.){1,4}(?=\s?\p{Lu}?)"
    r"|(?<=\b(?:mw|dhr|mevr|mevrouw|meneer|patiënt|cliënt)\.?\s)\p{Lu}\.?(?![\p{L}\p{N}])",
    "sign-off": rf"(?m)(?:^|(?<=[.!?…]\s)){_CLOSING}(?=[,.!]|\s*$|\s(?:namens|de|het|team)\b|\s\p{{Lu}})[^\n]{{0,50}}$"
    r"(?:\n+[^\n!?€%]{1,50}(?<![.:\s])(?=\n|\Z)){0,4}",
    "bsn": r"(?<![\d.,-])(?:\d{9}|\d{4}[. ]\d{2}[. ]\d{3}|\d{3}[. ]\d{3}[. ]\d{3})(?![\d.,-]\d|\d)",
}
_COMPILED: Final = {
    name: regex.compile(pattern, regex.IGNORECASE if name == "date" else 0) for name, pattern in _PATTERNS.items()
}
_HIDDEN_IN: Final = {
    "hashtag": ("url",),
    "mention": ("url", "email"),
    "email": ("url", "mention"),
    "url": ("email", "mention"),
    "phone": ("url",),
    "number": ("price", "percentage", "phone", "url", "date", "time"),
    "date": ("url", "phone"),
    "time": ("url", "phone", "price"),
    "bsn": ("url", "phone", "price"),
    "price": ("url",),
}
_EARLIER: Final = {"url": (), "email": ("url",)}
_BSN_WEIGHTS: Final = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_FEWEST_ITEMS: Final = 3


def find(post: Post, name: str) -> list[Match]:
    """Give the places of a built-in signal, in the order of the text."""
    key = f"signal:{name}"
    if key not in post.found:
        maker = _MAKERS.get(name)
        post.found[key] = list(maker(post)) if maker is not None else list(_surface(post, name))
    found: list[Match] = post.found[key]
    return found


def sorts(post: Post) -> dict[str, dict[int, int]]:
    """Give, per sort that a phrase may name, the tokens where one starts and the token behind it."""
    if "sorts" not in post.found:
        post.found["sorts"] = {sort: dict(_token_ranges(post, sort)) for sort in SORTS}
    out: dict[str, dict[int, int]] = post.found["sorts"]
    return out


def _token_ranges(post: Post, sort: str) -> Iterator[tuple[int, int]]:
    for match in find(post, sort):
        yield post.token_range(match.start, match.end)


def is_bsn(digits: str) -> bool:
    """Tell whether nine digits pass the eleven-test of a citizen service number (Besluit BSN, art. 2)."""
    numbers = [int(c) for c in digits if c.isdigit()]
    return (
        len(numbers) == 9 and any(numbers) and sum(w * n for w, n in zip(_BSN_WEIGHTS, numbers, strict=True)) % 11 == 0
    )


def _surface(post: Post, name: str) -> Iterator[Match]:
    others = _EARLIER.get(name, _HIDDEN_IN.get(name, ()))
    around = sorted((m.start, m.end) for other in others for m in find(post, other))
    at, reach = 0, 0
    for found in _COMPILED[name].finditer(post.prose):
        while at < len(around) and around[at][0] <= found.start():
            reach = max(reach, around[at][1])
            at += 1
        if found.end() > reach and (name != "bsn" or is_bsn(found[0])) and not _is_own_handle(post, name, found[0]):
            yield Match(found.start(), found.end())


def _is_own_handle(post: Post, name: str, text: str) -> bool:
    """Tell whether a mention is of the practice's own account or a partner's, and so of nobody else."""
    own = post.practice.own_handles if name == "mention" and post.practice is not None else frozenset()
    return text.removeprefix("@").casefold() in own


def _questions(post: Post) -> Iterator[Match]:
    for start, end in post.sentences:
        if post.is_question(Match(start, end)):
            yield Match(start, end)


def _items(*, ordered: bool) -> Callable[[Post], Iterator[Match]]:
    def maker(post: Post) -> Iterator[Match]:
        for block in post.draft.blocks:
            if block.kind == "item" and bool(block.ordered) is ordered:
                yield Match(block.start, block.end)

    return maker


def _lists(post: Post) -> Iterator[Match]:
    run: list[Match] = []
    for block in (*post.draft.blocks, None):
        if block is not None and block.kind == "item":
            run.append(Match(block.start, block.end))
            continue
        if len(run) >= _FEWEST_ITEMS:
            yield Match(run[0].start, run[-1].end)
        run = []


def _links(post: Post) -> Iterable[Match]:
    """Give addresses, and links made with markup; a link whose text is an address is one link."""
    return merge([*find(post, "url"), *(Match(link.start, link.end) for link in post.draft.links)])


def _tracked_links(post: Post) -> Iterable[Match]:
    """Give addresses with tracking parameters, and the texts of links to one."""
    addresses = (match for match in find(post, "url") if tracks(post.prose[match.start : match.end]))
    links = (Match(link.start, link.end) for link in post.draft.links if link.start < link.end and tracks(link.target))
    return merge([*addresses, *links])


def _repeated_hashtags(post: Post) -> Iterator[Match]:
    hashtags = ((match.start, match.end) for match in find(post, "hashtag"))
    return (Match(start, end) for start, end in repeated(post.prose, hashtags))


def _ranges(attribute: str) -> Callable[[Post], Iterator[Match]]:
    return lambda post: (Match(start, end) for start, end in getattr(post.draft, attribute))


def _tokens(test: Callable[[Post, int], bool]) -> Callable[[Post], Iterable[Match]]:
    return lambda post: (post.match(n, n + 1) for n in range(len(post.tokens)) if test(post, n))


def _tag(name: str) -> Callable[[Post], Iterable[Match]]:
    return _tokens(lambda post, n: post.has_tag(n, name))


_FIRST: Final = frozenset(
    {"ik", "'k", "mij", "me", "mijn", "m'n", "wij", "we", "ons", "onze", "mezelf", "mijzelf", "onszelf"}
)
_SECOND: Final = frozenset({"jij", "je", "jou", "jouw", "u", "uw", "jullie", "jezelf", "uzelf", "gij", "ge"})

_MAKERS: Final[dict[str, Callable[[Post], Iterable[Match]]]] = {
    "question": _questions,
    "misspelling": misspellings,
    "personal-name": personal.names,
    "personal-first-name": personal.first_names,
    "personal-address": personal.addresses,
    "birth-date": personal.birth_dates,
    "patient-number": personal.patient_numbers,
    "repeated-hashtag": _repeated_hashtags,
    "tracked-link": _tracked_links,
    "ordered-item": _items(ordered=True),
    "bullet": _items(ordered=False),
    "list": _lists,
    "link": _links,
    "decorated": _ranges("decorated"),
    "quote": _ranges("quoted"),
    "imperative": _tag("IMP"),
    "superlative": _tag("SUP"),
    "past": _tag("PAST"),
    "first-person": _tokens(lambda post, n: post.words[n] in _FIRST),
    "second-person": _tokens(lambda post, n: post.words[n] in _SECOND),
}
