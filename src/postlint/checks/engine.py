"""The rulebook brought to life: every rule and signal compiled once, all phrases and patterns found in one pass a post.

Place in the data flow: `linter` makes one Engine per run and asks it for the matches of each Post.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from postlint.checks.compose import Absent, All, AnyOf, Bearing, Check, Not, Present, ReplyTo, Scoped, Unless
from postlint.checks.measure import CountCheck, MetadataCheck, MetricCheck
from postlint.checks.moves import JudgementCheck, Limits, MoveCheck
from postlint.checks.phrases import PhraseIndex
from postlint.checks.post import Match, Post, merge
from postlint.checks.practice import is_accepted
from postlint.checks.signals import find as find_signal
from postlint.checks.triggers import Trigger, Triggers, triggers_of
from postlint.dutch.matching import GrammarMatcher, PatternError
from postlint.dutch.tokenizer import split
from postlint.findings import Problem, Severity, Text
from postlint.rulebook import Condition, Rule, Rulebook, ValueSignal
from postlint.rulebook.model import AppliesTo, LexiconRef, Scope
from postlint.rulebook.needs import Needs
from postlint.rulebook.validate import place_of

if TYPE_CHECKING:
    from spacy.language import Language

    from postlint.dutch.moves import MoveModel


@dataclass(frozen=True)
class _PhraseCheck:
    index: PhraseIndex
    owner: int

    @property
    def triggers(self) -> Set[Trigger]:
        return {("phrases", self.owner)}

    def find(self, post: Post) -> list[Match]:
        return _phrases_in(post, self.index).get(self.owner, [])


@dataclass(frozen=True)
class _GrammarCheck:
    matcher: GrammarMatcher
    owner: int

    @property
    def triggers(self) -> Set[Trigger]:
        return {("grammar", self.owner)}

    def find(self, post: Post) -> list[Match]:
        return [Match(start, end) for start, end in _grammar_in(post, self.matcher).get(self.owner, [])]


@dataclass(frozen=True)
class _SignalCheck:
    name: str
    shared: Check | None

    @property
    def triggers(self) -> Set[Trigger] | None:
        return None if self.shared is None else triggers_of(self.shared)

    def find(self, post: Post) -> list[Match]:
        if self.shared is None:
            return find_signal(post, self.name)
        key = f"shared:{self.name}"
        if key not in post.found:
            post.found[key] = self.shared.find(post)
        found: list[Match] = post.found[key]
        return found


def _phrases_in(post: Post, index: PhraseIndex) -> dict[int, list[Match]]:
    if "phrases" not in post.found:
        post.found["phrases"] = index.find(post)
    found: dict[int, list[Match]] = post.found["phrases"]
    return found


def _grammar_in(post: Post, matcher: GrammarMatcher) -> dict[int, list[tuple[int, int]]]:
    if "grammar" not in post.found:
        post.found["grammar"] = matcher.find(post.doc)
    found: dict[int, list[tuple[int, int]]] = post.found["grammar"]
    return found


_STEPS = Text(
    "; elke stap van «dependency» heeft RIGHT_ID, een naam die je zelf kiest, en RIGHT_ATTRS, wat er voor dat woord "
    "moet gelden, zoals {LEMMA: geven}; elke stap na de eerste ook LEFT_ID, de naam van een eerdere stap, en REL_OP, "
    'hoe ze samenhangen, zoals ">"',
    "; every step of “dependency” has RIGHT_ID, a name of your choice, and RIGHT_ATTRS, what holds of that word, such "
    "as {LEMMA: geven}; every step after the first also has LEFT_ID, the name of an earlier step, and REL_OP, how they "
    'are connected, such as ">"',
)


class Engine:
    """All rules of a rulebook, ready to judge posts.

    Args:
        book: the rules to judge by, and the signals and lexicons they name.
        nlp: the Dutch pipeline, for its vocabulary.
        features: what the pipeline can give (see `dutch.pipeline.capabilities`).
        moves: the model of moves, for its thresholds; rules that ask for moves need it.

    Raises:
        Problem: when spaCy refuses a rule's pattern.

    """

    def __init__(self, book: Rulebook, nlp: Language, features: frozenset[str], moves: MoveModel | None = None) -> None:
        self._book = book
        self._moves = moves
        self._index = PhraseIndex(dict(book.lexicons), lambda word: split(word)[0])
        self._matcher = GrammarMatcher(nlp)
        self._shared: dict[str, Check] = {}
        self._compiled: dict[int, Check] = {}
        self._compiling: tuple[str, Condition] | None = None
        self.lacking: dict[str, frozenset[str]] = {}
        """What the pipeline cannot give, by the rules that ask for it; they stay silent."""
        needs = Needs(book)
        asked = {rule.id: needs.of(rule.check) for rule in book.rules.values()}
        self.lacking.update({rule: lacks for rule, wanted in asked.items() if (lacks := wanted - features)})
        self._reads_dutch = frozenset(rule for rule, wanted in asked.items() if wanted)
        self._rules = [
            (rule, self._named(rule.id, rule.check)) for rule in book.rules.values() if rule.id not in self.lacking
        ]
        self._signals = [
            (signal, self._signal(signal.id))
            for signal in book.signals.values()
            if not needs.of(signal.check) - features
        ]
        self._triggers = Triggers(check for _, check in self._rules)
        self._checks = {rule.id: check for rule, check in self._rules}
        self._checks |= {f"signals/{signal.id}": check for signal, check in self._signals}

    def findings(self, post: Post, *, language: bool = True) -> Iterator[tuple[Rule, Match]]:
        """Give every match of every rule that is meant for this post.

        Args:
            post: the post to judge.
            language: False leaves out the rules that read Dutch.

        """
        for rule, check in self._awake(post) if language else self._rules:
            if applies(rule.applies_to, post) and (language or rule.id not in self._reads_dutch):
                for match in merge(check.find(post)):
                    if not is_accepted(post, rule, match):
                        yield rule, match

    def _awake(self, post: Post) -> Iterator[tuple[Rule, Check]]:
        phrases, grammar = _phrases_in(post, self._index), _grammar_in(post, self._matcher)
        found = [*(("phrases", number) for number in phrases), *(("grammar", number) for number in grammar)]
        return (self._rules[number] for number in self._triggers.awake(found))

    def runs(self, rule: str, *, language: bool = True) -> bool:
        """Tell whether a rule takes part at all, as `findings` would have it."""
        return rule in self._checks and (language or rule not in self._reads_dutch)

    def signals(self, post: Post) -> Iterator[tuple[ValueSignal, Match]]:
        """Give each value signal that the post has, with its first place."""
        for signal, check in self._signals:
            found = merge(check.find(post)) if signal.points else []
            if found:
                yield signal, found[0]

    def silences_praise(self, post: Post) -> bool:
        """Tell whether the post is one in which any praise would be out of place."""
        return any(signal.silences_praise and check.find(post) for signal, check in self._signals)

    def check_of(self, key: str) -> Check | None:
        """Give the check of a rule (`law/name`) or signal (`signals/name`); None where the pipeline lacks its needs."""
        return self._checks.get(key)

    def _named(self, key: str, top: Condition) -> Check:
        """Compile the condition of a rule or signal file; what it names may be compiled on the way."""
        around, self._compiling = self._compiling, (key, top)
        check = self._compile(top)
        self._compiling = around
        return check

    def _compile(self, condition: Condition) -> Check:
        """Compile a condition; one that several rules hold, as the same object, is compiled once."""
        known = self._compiled.get(id(condition))
        if known is None:
            known = self._compiled[id(condition)] = self._built(condition)
        return known

    def _built(self, condition: Condition) -> Check:
        check = _BUILDERS[condition.kind](self, condition)
        if condition.bears is not None:
            check = Bearing(check, condition.bears)
        if not condition.unless and condition.place is None:
            return check
        named = tuple(u for u in condition.unless if isinstance(u, str))
        exceptions = tuple(self._scoped(u, "sentence") for u in condition.unless if isinstance(u, Condition))
        return Unless(check, named, exceptions, condition.place)

    def _scoped(self, condition: Condition, default: Scope) -> Scoped:
        if condition.kind == "not" and condition.not_ is not None:
            inner = self._scoped(condition.not_, condition.in_ or default)
            return Scoped(inner.check, inner.scope, inner.within, negative=not inner.negative)
        return Scoped(self._compile(condition), condition.in_ or default, condition.within)

    def _phrases(self, condition: Condition) -> Check:
        items = condition.phrases or ()
        texts: list[str] = []
        plain: dict[str, str] = {}
        for item in (items,) if isinstance(items, LexiconRef) else items:
            if isinstance(item, LexiconRef):
                for lexicon in (self._book.lexicons[name] for name in item.names):
                    texts += lexicon.phrases
                    plain |= lexicon.plain
            else:
                texts.append(item)
        return _PhraseCheck(self._index, self._index.add(texts, plain))

    def _grammar(self, condition: Condition) -> Check:
        try:
            if condition.pattern is not None:
                owner = self._matcher.add_pattern([list(p) for p in condition.pattern])
            else:
                owner = self._matcher.add_dependency([list(p) for p in condition.dependency or ()])
        except PatternError as error:
            raise self._refused(condition, error) from error
        return _GrammarCheck(self._matcher, owner)

    def _refused(self, condition: Condition, error: PatternError) -> Problem:
        reason = " ".join(str(error).split())
        about = _STEPS if "RIGHT_" in reason else Text("", "")
        text = Text(f"spaCy weigert dit patroon: {reason}{about.nl}", f"spaCy refuses this pattern: {reason}{about.en}")
        if self._compiling is None or self._compiling[0] not in self._book.files:
            return Problem(text)
        key, top = self._compiling
        source = self._book.files[key]
        name = "dependency" if condition.pattern is None else "pattern"
        at = (*place_of(top, condition), name, self._matcher.first_refused(name, getattr(condition, name)))
        return Problem(text, source.path, source.line(at))

    def _signal(self, name: str) -> Check:
        if name in self._book.signals and name not in self._shared:
            self._shared[name] = self._named(f"signals/{name}", self._book.signals[name].check)
        return _SignalCheck(name, self._shared.get(name))

    def _signal_check(self, condition: Condition) -> Check:
        names = (condition.signal,) if isinstance(condition.signal, str) else condition.signal or ()
        return AnyOf(tuple(self._signal(name) for name in names))

    def _count(self, condition: Condition) -> Check:
        count = condition.count
        assert count is not None  # noqa: S101 - the kind of the condition says so
        names = (count.of,) if isinstance(count.of, str) else count.of
        parts = tuple(self._signal(name) for name in names)
        return CountCheck(parts, count.more_than, count.at_least, count.distinct)

    def _metric(self, condition: Condition) -> Check:
        assert condition.metric is not None  # noqa: S101 - the kind of the condition says so
        return MetricCheck(condition.metric)

    def _present(self, condition: Condition) -> Check:
        several = condition.present
        assert several is not None  # noqa: S101 - the kind of the condition says so
        return Present(tuple(self._compile(c) for c in several.of), several.at_least or 1)

    def _absent(self, condition: Condition) -> Check:
        several = condition.absent
        assert several is not None  # noqa: S101 - the kind of the condition says so
        return Absent(tuple(self._compile(c) for c in several.of), several.at_least or len(several.of))

    def _move(self, condition: Condition) -> Check:
        if self._moves is None:
            return AnyOf(())
        named = condition.move or ()
        moves = (named,) if isinstance(named, str) else tuple(named)
        counting: dict[str, float] = {move: self._at_least(condition, move) for move in moves}
        limits: dict[str, Limits] = {move: self._limits(move) for move in moves}
        return MoveCheck(counting, limits)

    def _judged(self, condition: Condition) -> Check:
        if self._moves is None:
            return AnyOf(())
        label = condition.judged or ""
        pointing: dict[str, Limits] = {move: self._limits(move) for move in condition.point_at}
        name = f"post:{label}"
        return JudgementCheck(label, self._at_least(condition, name), self._limits(name), pointing)

    def _at_least(self, condition: Condition, label: str) -> float:
        """Give the probability from which a label counts: the condition's, else what suits the rule's severity."""
        if isinstance(condition.at_least, float):
            return condition.at_least
        rule = self._book.rules.get(self._compiling[0]) if self._compiling else None
        return self._threshold(label, condition.at_least or (rule.severity if rule else Severity.SUGGESTION))

    def _limits(self, label: str) -> dict[Severity, float]:
        return {severity: self._threshold(label, severity) for severity in Severity}

    def _threshold(self, label: str, severity: Severity) -> float:
        assert self._moves is not None  # noqa: S101 - conditions on moves are not built without it
        return self._moves.threshold(label, severity.value)

    def _all(self, condition: Condition) -> Check:
        return All(tuple(self._scoped(c, condition.in_ or "sentence") for c in condition.all or ()))


def _alone(wrap: Callable[[Check], Check], child: str) -> Callable[[Engine, Condition], Check]:
    return lambda engine, condition: wrap(engine._compile(getattr(condition, child)))


_BUILDERS: dict[str, Callable[[Engine, Condition], Check]] = {
    "phrases": Engine._phrases,
    "pattern": Engine._grammar,
    "dependency": Engine._grammar,
    "signal": Engine._signal_check,
    "count": Engine._count,
    "metric": Engine._metric,
    "metadata": lambda _, condition: MetadataCheck(condition.metadata or {}),
    "present": Engine._present,
    "absent": Engine._absent,
    "all": Engine._all,
    "any": lambda engine, condition: AnyOf(tuple(engine._compile(c) for c in condition.any or ())),
    "not": _alone(Not, "not_"),
    "reply_to": _alone(ReplyTo, "reply_to"),
    "move": Engine._move,
    "judged": Engine._judged,
}


def applies(to: AppliesTo, post: Post) -> bool:
    """Tell whether a rule or law is meant for this channel, kind and audience."""
    profile = post.profile
    return (
        (not to.channels or profile.id in to.channels)
        and profile.id not in to.except_channels
        and (not to.nature or profile.nature in to.nature)
        and (not to.audience or profile.audience in to.audience)
        and (not to.kinds or post.kind in to.kinds)
        and (not to.readers or post.readers in to.readers)
        and (to.conversation is None or profile.conversation is to.conversation)
        and all(getattr(profile.fits, subject.replace("-", "_")) in allowed for subject, allowed in to.fits.items())
    )
