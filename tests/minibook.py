"""Rulebooks of one rule, in memory or in a folder, and what they find in a text."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import msgspec
import yaml
from spacy.language import Language

from postlint.channels import Profile, load_profiles
from postlint.checks.post import Match, Post, merge
from postlint.draft import Draft, read_text
from postlint.dutch import pipeline
from postlint.linter.places import places_of
from postlint.linter.session import Session
from postlint.paths import rules_dir
from postlint.rulebook import Law, Lexicon, Rule, Rulebook, ValueSignal, load_laws
from postlint.rulebook.validate import validate
from postlint.yamlio import Source, decode

LOAD = pipeline.load
"""The real thing, for tests that put something in its place."""
PROOF = "non-promotie/proef"
RULE = {
    "summary": {"nl": "proef", "en": "proof"},
    "category": "promotion",
    "severity": "warning",
    "message": {"nl": "«{match}»", "en": "«{match}»"},
    "advice": {"nl": "anders", "en": "otherwise"},
    "sources": [],
    "examples": {"flag": ["ja"], "pass": ["nee"]},
}
SIGNAL = {"summary": {"nl": "proef", "en": "proof"}, "examples": {"flag": ["ja"], "pass": ["nee"]}}


@cache
def dutch() -> Language:
    """Give the pipeline that postlint ships, loaded once."""
    return LOAD()


@cache
def words_only() -> Language:
    """Give a pipeline without any model, as where a package lacks everything."""
    with mock.patch.object(pipeline, "_OUR_MODEL", Path("/nonexistent")):
        return LOAD()


@cache
def profiles() -> dict[str, Profile]:
    return load_profiles(rules_dir() / "channels")


@cache
def laws() -> Mapping[str, Law]:
    return load_laws(rules_dir())


def rule_text(check: str, **more: Any) -> str:
    """Write a whole rule file around a check."""
    return _dump({**RULE, **more}) + "check:\n" + _indented(check)


def signal_text(check: str, **more: Any) -> str:
    return _dump({**SIGNAL, **more}) + "check:\n" + _indented(check)


def _dump(data: Any) -> str:
    return str(yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False))


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.strip("\n").split("\n"))


def book_of(
    rules: str | Mapping[str, str],
    lexicons: Mapping[str, list[str] | dict[str, str]] | None = None,
    signals: Mapping[str, str] | None = None,
) -> Rulebook:
    """Make a checked rulebook; `rules` are checks by id, or one check, and `signals` are checks by name."""
    texts = {PROOF: rules} if isinstance(rules, str) else rules
    whole = {key: text if "summary:" in text else rule_text(text) for key, text in texts.items()}
    return _book(whole, lexicons or {}, {name: signal_text(text) for name, text in (signals or {}).items()})


def _lexicon(name: str, words: list[str] | dict[str, str]) -> Lexicon:
    if isinstance(words, dict):
        return Lexicon(name, plain=words, id=name)
    return Lexicon(name, tuple(words), id=name)


def _book(
    rules: Mapping[str, str], lexicons: Mapping[str, list[str] | dict[str, str]], signals: Mapping[str, str]
) -> Rulebook:
    files = {key: Source(text, f"rules/{key}.yaml") for key, text in rules.items()}
    files |= {f"signals/{name}": Source(text, f"rules/signals/{name}.yaml") for name, text in signals.items()}
    book = Rulebook(
        laws(),
        {
            key: msgspec.structs.replace(decode(files[key], Rule), id=key, law=key.split("/")[0], path=files[key].path)
            for key in rules
        },
        {
            name: msgspec.structs.replace(decode(files[f"signals/{name}"], ValueSignal), id=name)
            for name in signals
        },
        {name: _lexicon(name, words) for name, words in lexicons.items()},
        {},
        files,
        frozenset(profiles()),
    )  # fmt: skip
    for problem in validate(book):
        if "source" not in problem.text.en:
            raise problem
    return book


def session_of(book: Rulebook, nlp: Language | None = None) -> Session:
    """Make a session with a pipeline that is already there."""
    with mock.patch.object(pipeline, "load", return_value=nlp or dutch()):
        return Session(book, None, "en")


def draft_of(text: str, front: Mapping[str, Any] | None = None) -> Draft:
    head = f"---\n{_dump(dict(front))}---\n" if front else ""
    return read_text(head + text, "proef.md")


def post_of(session: Session, text: str, channel: str = "facebook-page", **front: Any) -> Post:
    draft = draft_of(text, front)
    place = places_of(draft, profiles(), channel=channel, kind=None, lang="en")[0]
    return next(session.posts([(draft, place)]))


def matches(
    check: str,
    text: str,
    *,
    lexicons: Mapping[str, list[str] | dict[str, str]] | None = None,
    signals: Mapping[str, str] | None = None,
    nlp: Language | None = None,
    channel: str = "facebook-page",
    **front: Any,
) -> tuple[Post, list[Match]]:
    session = session_of(book_of(check, lexicons, signals), nlp)
    compiled = session.engine.check_of(PROOF)
    assert compiled is not None
    post = post_of(session, text, channel, **front)
    return post, merge(compiled.find(post))


def found(check: str, text: str, **more: Any) -> list[str]:
    """Give the words that a check finds in a text; «*» where it finds the whole draft."""
    post, hits = matches(check, text, **more)
    return ["*" if hit.whole else post.prose[hit.start : hit.end] for hit in hits]


def phrase(text: str, prose: str, **more: Any) -> list[str]:
    """Give what one phrase finds in a text."""
    return found(yaml.safe_dump({"phrases": [text]}, allow_unicode=True), prose, **more)


class RulesFolder:
    """A rules folder on disk with the real laws, sources and channels, and no rules yet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("laws.yaml", "sources.yaml"):
            shutil.copy(rules_dir() / name, folder / name)
        shutil.copytree(rules_dir() / "channels", folder / "channels")

    def write(self, key: str, text: str) -> None:
        path = self.folder / f"{key}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
