"""Run the examples of rules and signals: every rule proves itself, all in one batch."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from postlint.channels import load_profiles
from postlint.checks.engine import applies
from postlint.checks.post import merge
from postlint.draft import Draft, read_text
from postlint.findings import Problem, Text
from postlint.linter.places import Place, places_of
from postlint.linter.session import Session
from postlint.paths import rules_dir
from postlint.rulebook import Example, Rule, Rulebook, ValueSignal, example_of, load_rulebook


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not do what it says."""

    rule: str
    side: str
    text: str
    path: str
    line: int
    found: str | None


@dataclass(frozen=True)
class ExampleResults:
    """What came of running examples."""

    rules: int
    examples: int
    failures: tuple[ExampleFailure, ...] = ()
    lacking: dict[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Case:
    owner: Rule | ValueSignal
    key: str
    side: str
    number: int
    example: Example


def run_examples(paths: Sequence[str | Path] = (), folder: Path | None = None) -> ExampleResults:
    """Run the examples of the rules and signals under some paths; of all without paths.

    Args:
        paths: rule files or folders of the rules folder.
        folder: the rules folder; by default postlint's own.

    Raises:
        Problem: when a rule file is wrong, or a path holds no rule.

    """
    folder = folder or rules_dir()
    book = load_rulebook(folder)
    cases = [case for case in _cases(book) if not paths or _under(folder, case, paths)]
    if not cases:
        where = ", ".join(map(str, paths)) or str(folder)
        raise Problem(
            Text(
                "hier staan geen regels; noem een bestand of map onder rules/",
                "there are no rules here; name a file or folder below rules/",
            ),
            where,
        )
    session = Session(book, None, "nl")
    profiles = load_profiles(folder / "channels")
    placed = [_placed(case, profiles) for case in cases]
    failures = []
    for case, post in zip(cases, session.posts(placed), strict=True):
        found = [post.prose[m.start : m.end] for m in _found(session, case, post)]
        if _fails(case, found):
            path, line = _where(book, case)
            failures.append(
                ExampleFailure(case.key, case.side, case.example.text, path, line, found[0] if found else None)
            )
    owners = {case.key for case in cases}
    return ExampleResults(len(owners), len(cases), tuple(failures), dict(session.engine.lacking))


def _cases(book: Rulebook) -> Iterator[_Case]:
    owners: list[tuple[str, Rule | ValueSignal]] = [(rule.id, rule) for rule in book.rules.values()]
    owners += [(f"signals/{signal.id}", signal) for signal in book.signals.values()]
    for key, owner in owners:
        for side, examples in (("flag", owner.examples.flag), ("pass", owner.examples.pass_)):
            for number, item in enumerate(examples):
                yield _Case(owner, key, side, number, example_of(item))


def _under(folder: Path, case: _Case, paths: Sequence[str | Path]) -> bool:
    file = (folder / f"{case.key}.yaml").resolve()
    return any(file == (p := Path(path).resolve()) or p in file.parents for path in paths)


def _placed(case: _Case, profiles: Any) -> tuple[Draft, Place]:
    front = {"channel": case.example.channel, "kind": case.example.kind, **case.example.front}
    head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
    draft = read_text(f"---\n{head}---\n{case.example.text}\n", f"{case.key}.md")
    return draft, places_of(draft, profiles, channel=None, kind=None, lang="nl")[0]


def _found(session: Session, case: _Case, post: Any) -> list[Any]:
    check = session.engine.check_of(case.key)
    if check is None:
        return []
    meant = not isinstance(case.owner, Rule) or applies(case.owner.applies_to, post)
    return merge(check.find(post)) if meant else []


def _fails(case: _Case, found: list[str]) -> bool:
    if case.side == "pass":
        return bool(found)
    wanted = case.example.match
    return not found or (wanted is not None and wanted not in found)


def _where(book: Rulebook, case: _Case) -> tuple[str, int]:
    source = book.files[case.key]
    return source.path, source.line(("examples", case.side, case.number))


if __name__ == "__main__":
    import sys

    results = run_examples(sys.argv[1:])
    for failure in results.failures:
        sys.stdout.write(f"{failure.path}:{failure.line}: {failure.side}: {failure.text!r} -> {failure.found!r}\n")
    sys.stdout.write(f"{results.examples} examples of {results.rules} rules, {len(results.failures)} failed\n")
