"""Run the examples of rules and signals: every rule proves itself, all in one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from postlint.channels import Profile, load_profiles
from postlint.checks import Post
from postlint.checks.engine import applies
from postlint.checks.post import merge
from postlint.draft import Draft, read_text
from postlint.findings import Problem, Text
from postlint.fix import apply
from postlint.linter.coverage import Coverage, Probe, coverage_of, probes_of, with_probes
from postlint.linter.fixing import MAX_ROUNDS
from postlint.linter.places import Place, places_of
from postlint.linter.session import Session
from postlint.paths import rules_dir
from postlint.rulebook import Example, Rule, Rulebook, RuleFolder, ValueSignal, example_of, load_laws, load_rulebook
from postlint.rulebook.folders import around


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that does not do what it says.

    `found` are the words found, or for `fixed` the text made of it; `why` says of one that is no draft (the side
    `broken`) what is wrong with it.
    """

    rule: str
    side: str
    text: str
    path: str
    line: int
    found: str | None
    why: Text | None = None


@dataclass(frozen=True)
class ExampleResults:
    """What came of running examples."""

    rules: int
    examples: int
    failures: tuple[ExampleFailure, ...] = ()
    lacking: dict[str, frozenset[str]] = field(default_factory=dict)
    coverage: Coverage | None = None


@dataclass(frozen=True, slots=True)
class _Case:
    owner: Rule | ValueSignal
    key: str
    side: str
    number: int
    example: Example


def run_examples(
    paths: Sequence[str | Path] = (),
    folder: Path | None = None,
    extra: Sequence[RuleFolder] = (),
    *,
    coverage: bool = False,
) -> ExampleResults:
    """Run the examples of the rules and signals under some paths; of all without paths.

    Args:
        paths: rule files, or folders with rules; a folder that is not known yet is read on top of the others.
        folder: the rules folder with laws and channels; by default postlint's own.
        extra: further folders with rules.
        coverage: also look what the examples leave unproven.

    Raises:
        Problem: when a rule file is wrong, or a path holds no rule.

    """
    folder, extra = _folders(paths, folder or rules_dir(), extra)
    whole = load_rulebook(folder, extra)
    cases = [case for case in _cases(whole) if not paths or _under(whole.file(case.key), paths)]
    if not cases:
        raise _no_rules(paths, folder)
    number = len(cases)
    book = whole.only({case.key for case in cases})
    owners = {case.key: case.owner for case in cases}
    probes = [probe for key, owner in owners.items() for probe in probes_of(key, owner)] if coverage else []
    bench = _Bench(Session(with_probes(book, probes), None, "nl"), load_profiles(folder / "channels"))
    failures = [_broken(book, case, problem) for case in cases if (problem := bench.mistake(case)) is not None]
    cases = [case for case in cases if bench.mistake(case) is None]
    posts = bench.posts(cases)
    failures += [
        failure
        for case, post in zip(cases, posts, strict=True)
        if (failure := _failure(book, case, bench.found(case.key, case.owner, post))) is not None
    ]
    failures += bench.unfixed(book, zip(cases, posts, strict=True))
    lacking = {key: lacks for key, lacks in bench.session.engine.lacking.items() if key in owners}
    results = ExampleResults(len(owners), number, tuple(failures), lacking)
    if not coverage:
        return results
    covered = _coverage(bench, whole, owners, cases, posts, probes)
    return replace(results, coverage=covered)


def _coverage(
    bench: _Bench, whole: Rulebook, owners: Mapping[str, Rule | ValueSignal], cases: Sequence[_Case],
    posts: Sequence[Post], probes: Sequence[Probe],
) -> Coverage:  # fmt: skip
    """Look what examples leave unproven; those of other rules are analysed only when a rule is silent about its own."""
    proofs: dict[str, list[tuple[_Case, Post]]] = defaultdict(list)
    for case, post in zip(cases, posts, strict=True):
        proofs[case.key].append((case, post))
    every = [case for case in _cases(whole) if bench.mistake(case) is None]
    corpus = cache(lambda: posts if len(cases) == len(every) else bench.posts(every))
    silent = [
        key
        for key, owner in owners.items()
        if bench.session.engine.check_of(key) is not None
        and not bench.fires(key, owner, (post for _, post in proofs[key]))
        and not bench.fires(key, owner, corpus())
    ]
    return coverage_of(whole, probes, silent, lambda probe: bench.tell(probe, proofs[probe.rule]))


class _Bench:
    """A session and the channels, to look what checks find in examples."""

    def __init__(self, session: Session, profiles: dict[str, Profile]) -> None:
        self.session = session
        self._profiles = profiles
        self._drafts: dict[tuple[str, str, int], tuple[Draft, Place] | Problem] = {}

    def mistake(self, case: _Case) -> Problem | None:
        """Give what is wrong with an example that is no draft, such as one on a channel that does not exist."""
        placed = self._placed(case)
        return placed if isinstance(placed, Problem) else None

    def posts(self, cases: Iterable[_Case]) -> list[Post]:
        """Analyse examples together; those that are no draft are left out."""
        placed = map(self._placed, cases)
        return list(self.session.posts([one for one in placed if not isinstance(one, Problem)]))

    def found(self, key: str, owner: Rule | ValueSignal, post: Post) -> list[str]:
        """Give the words that the check of a rule, signal or probe finds in a post that the owner is meant for."""
        check = self.session.engine.check_of(key)
        if check is None or (isinstance(owner, Rule) and not applies(owner.applies_to, post)):
            return []
        return [post.prose[match.start : match.end] for match in merge(check.find(post))]

    def fires(self, key: str, owner: Rule | ValueSignal, posts: Iterable[Post]) -> bool:
        """Tell whether a rule, signal or probe finds something in any of some posts."""
        return any(self.found(key, owner, post) for post in posts)

    def tell(self, probe: Probe, proofs: Iterable[tuple[_Case, Post]]) -> bool | None:
        """Tell whether a rule's own examples prove a part of it; None where the rule cannot run.

        A condition is proven by an example in which it holds, an exception by one whose outcome depends on it.
        """
        if self.session.engine.check_of(probe.id) is None:
            return None
        if not probe.exception:
            return self.fires(probe.id, probe.owner, (post for _, post in proofs))
        return any(
            _fails(case, self.found(probe.id, case.owner, post))
            is not _fails(case, self.found(case.key, case.owner, post))
            for case, post in proofs
        )

    def unfixed(self, book: Rulebook, proofs: Iterable[tuple[_Case, Post]]) -> Iterator[ExampleFailure]:
        """Give the examples that their rule's fix, applied until nothing is left to fix, makes something else of."""
        waiting = [(case, post) for case, post in proofs if case.example.fixed is not None]
        for _ in range(MAX_ROUNDS):
            mended = [(case, text) for case, post in waiting if (text := self._mended(case, post)) != post.draft.source]
            stable = {id(case) for case, _ in waiting} - {id(case) for case, _ in mended}
            yield from (
                _not_fixed(book, case, post) for case, post in waiting if id(case) in stable and _differs(case, post)
            )
            drafts = [self._place(read_text(text, f"{case.key}.md")) for case, text in mended]
            waiting = [(case, post) for (case, _), post in zip(mended, self.session.posts(drafts), strict=True)]
        yield from (_not_fixed(book, case, post) for case, post in waiting)

    def _mended(self, case: _Case, post: Post) -> str:
        check = self.session.engine.check_of(case.key)
        if check is None or not isinstance(case.owner, Rule) or not applies(case.owner.applies_to, post):
            return post.draft.source
        made = [fix for match in merge(check.find(post)) for fix in self.session.fixes.of(case.owner, match, post)]
        return apply(post.draft.source, made, post.draft.path).text

    def _placed(self, case: _Case) -> tuple[Draft, Place] | Problem:
        at = (case.key, case.side, case.number)
        if at not in self._drafts:
            try:
                self._drafts[at] = self._made(case)
            except Problem as problem:
                self._drafts[at] = problem
        return self._drafts[at]

    def _made(self, case: _Case) -> tuple[Draft, Place]:
        front = {"channel": case.example.channel, "kind": case.example.kind, **case.example.front}
        head = yaml.safe_dump(front, allow_unicode=True, sort_keys=False)
        return self._place(read_text(f"---\n{head}---\n{case.example.text}\n", f"{case.key}.md"))

    def _place(self, draft: Draft) -> tuple[Draft, Place]:
        return draft, places_of(draft, self._profiles, channel=None, kind=None, lang="nl")[0]


def _folders(
    paths: Sequence[str | Path], folder: Path, extra: Sequence[RuleFolder]
) -> tuple[Path, tuple[RuleFolder, ...]]:
    """Take in the folders that paths lie in; one with laws is a whole rulebook and takes postlint's place."""
    laws = load_laws(folder)
    known = [folder.resolve(), *(one.path.resolve() for one in extra)]
    for path in paths:
        if not Path(path).exists():
            raise Problem(Text("dit bestand of deze map bestaat niet", "there is no such file or folder"), str(path))
        around_it = around(Path(path), laws)
        if around_it is None or around_it in known:
            continue
        known.append(around_it)
        if (around_it / "laws.yaml").is_file():
            folder = around_it
        else:
            extra = (*extra, RuleFolder(around_it, _shown(around_it), str(path)))
    return folder, tuple(extra)


def _shown(folder: Path) -> str:
    here = Path.cwd()
    return str(folder.relative_to(here)) if folder.is_relative_to(here) else str(folder)


def _no_rules(paths: Sequence[str | Path], folder: Path) -> Problem:
    text = Text(
        "hier staan geen regels; noem een regelbestand, of een map met mappen die naar een wet heten",
        "there are no rules here; name a rule file, or a folder with folders called after a law",
    )
    return Problem(text, ", ".join(map(str, paths)) or str(folder))


def _cases(book: Rulebook) -> Iterator[_Case]:
    owners: list[tuple[str, Rule | ValueSignal]] = [(rule.id, rule) for rule in book.rules.values()]
    owners += [(f"signals/{signal.id}", signal) for signal in book.signals.values()]
    for key, owner in owners:
        for side, examples in (("flag", owner.examples.flag), ("pass", owner.examples.pass_)):
            for number, item in enumerate(examples):
                yield _Case(owner, key, side, number, example_of(item))


def _under(file: Path, paths: Sequence[str | Path]) -> bool:
    file = file.resolve()
    return any(file == (p := Path(path).resolve()) or p in file.parents for path in paths)


def _failure(book: Rulebook, case: _Case, found: list[str]) -> ExampleFailure | None:
    if not _fails(case, found):
        return None
    source = book.files[case.key]
    line = source.line(("examples", case.side, case.number))
    return ExampleFailure(case.key, case.side, case.example.text, source.path, line, found[0] if found else None)


def _broken(book: Rulebook, case: _Case, problem: Problem) -> ExampleFailure:
    source = book.files[case.key]
    line = source.line(("examples", case.side, case.number))
    return ExampleFailure(case.key, "broken", case.example.text, source.path, line, None, problem.text)


def _not_fixed(book: Rulebook, case: _Case, post: Post) -> ExampleFailure:
    source = book.files[case.key]
    line = source.line(("examples", case.side, case.number, "fixed"))
    return ExampleFailure(case.key, "fixed", case.example.text, source.path, line, _body(post))


def _differs(case: _Case, post: Post) -> bool:
    return _body(post) != (case.example.fixed or "").rstrip("\n")


def _body(post: Post) -> str:
    """Give what stands under the front matter that an example got."""
    return post.draft.source.split("\n---\n", 1)[-1].rstrip("\n")


def _fails(case: _Case, found: list[str]) -> bool:
    if case.side == "pass":
        return bool(found)
    wanted = case.example.match
    return not found or (wanted is not None and wanted not in found)
