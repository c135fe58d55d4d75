"""One post in, one report out: matches become findings in the language of the run, findings become a score."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from postlint.checks import Engine, Match, Post, applies
from postlint.checks.fixes import Fixes
from postlint.checks.personal import WHAT
from postlint.findings import DraftReport, Finding, Lang, Notice, Praise, Severity, Span, Text, Verdict
from postlint.linter.aside import Aside
from postlint.rulebook import Law, Rule, ValueSignal
from postlint.score import BUILT_UP, score

_LONGEST_MATCH = 60
_HARMFUL = frozenset({"health-claim", "urgency", "patient-privacy"})
"""Categories of what harms by being read: whatever the post teaches beside it is not praised."""
_NOT_DUTCH = Text(
    "Dit lijkt geen Nederlands; daarom is alleen gekeken naar wat niet van de taal afhangt, en is er geen score.",
    "This does not look like Dutch; only what does not depend on language was looked at, and there is no score.",
)
_TOO_SHORT = Text(
    "Dit concept is te kort om de taal te herkennen; het is als Nederlands gelezen.",
    "This draft is too short to tell its language; it was read as Dutch.",
)


def judge(
    engine: Engine,
    laws: Mapping[str, Law],
    post: Post,
    lang: Lang,
    *,
    dutch: bool | None,
    notices: tuple[Notice, ...] = (),
    aside: Aside | None = None,
    fixes: Fixes | None = None,
) -> DraftReport:
    """Judge one post.

    Args:
        engine: the compiled rulebook.
        laws: all laws by id.
        post: the analysed draft.
        lang: the language of messages.
        dutch: whether the prose is Dutch; None when it is too short to tell.
        notices: what was noticed before, put in front.
        aside: sets findings aside before they cost points.
        fixes: makes fixes for what is found; None for none.

    """
    reads_dutch = dutch is not False
    matched = list(engine.findings(post, language=reads_dutch))
    found = [finding(rule, match, post, lang, fixes) for rule, match in matched]
    modest = frozenset(rule.id for rule, _ in matched if rule.gives_way)
    meant = found if aside is None else aside.not_suppressed(found)
    every = sorted(without_echoes(meant, modest), key=lambda f: (-f.severity.rank, f.span, f.rule))
    findings = every if aside is None else aside.new(every)
    signals = list(engine.signals(post)) if reads_dutch else []
    good = [_praise(signal, match, post, lang) for signal, match in signals]
    judged = {law.id for law in laws.values() if applies(law.applies_to, post) and not law.only_when_found}
    outcome = score(findings, good, laws, judged, in_full=reads_dutch)
    said = [
        _is_in_place(one, every, outcome.verdict, whole=signal.check.kind == "judged")
        for one, (signal, _) in zip(good, signals, strict=True)
    ]
    if any(said) and engine.silences_praise(post):
        said = [False] * len(good)
    praise = tuple(one if speaks else one._replace(message="") for one, speaks in zip(good, said, strict=True))
    if dutch is not True:
        text = _NOT_DUTCH if dutch is False else _TOO_SHORT
        notices = (*notices, Notice("not-dutch" if dutch is False else "too-short", text.to(lang)))
    return DraftReport(
        path=post.draft.path,
        channel=post.profile.id,
        kind=post.kind,
        score=outcome.total,
        verdict=outcome.verdict,
        laws=outcome.laws,
        findings=tuple(findings),
        praise=praise,
        notices=notices,
        first=outcome.first,
        raw_score=outcome.raw,
        cap=outcome.cap,
        suppressed=len(found) - len(meant),
        known=len(every) - len(findings),
        source=post.draft.source,
    )


def without_echoes(findings: Iterable[Finding], modest: Collection[str] = ()) -> list[Finding]:
    """Leave out what repeats a louder finding of the same category on the same words.

    Args:
        findings: in any order.
        modest: the rules that are quieter than others where both are equally severe.

    Returns:
        The loudest first.

    """

    def loudness(one: Finding) -> tuple[int, bool]:
        return one.severity.rank, one.rule not in modest

    kept: list[Finding] = []
    for one in sorted(findings, key=loudness, reverse=True):
        louder = (k for k in kept if k.category == one.category and k.rule != one.rule and loudness(k) > loudness(one))
        if one.whole or not any(_overlap(one.span, other.span) for other in louder if not other.whole):
            kept.append(one)
    return kept


def _overlap(one: Span, other: Span) -> bool:
    return one.start.offset < other.end.offset and other.start.offset < one.end.offset


def finding(rule: Rule, match: Match, post: Post, lang: Lang, fixes: Fixes | None = None) -> Finding:
    """Make a finding of a match, its message filled in, with what mends it."""
    span = _span(post, match)
    words = shown(post, match)
    fields = {
        "match": words,
        "first": words.split(" ")[0],
        "channel": post.profile.label(lang),
        "count": "",
        "limit": "",
        "over": "",
        "plain": "",
        "correct": "",
        "what": "",
        **dict(match.facts),
    }
    if fields["what"] in WHAT:
        fields["what"] = WHAT[fields["what"]].to(lang)
    return Finding(
        rule=rule.id,
        law=rule.law,
        category=rule.category,
        severity=min(rule.severity, match.bears or rule.severity, key=lambda severity: severity.rank),
        message=rule.message.to(lang).format_map(fields),
        advice=rule.advice.to(lang).format_map(fields),
        match=post.draft.source[span.start.offset : span.end.offset],
        span=span,
        direct=rule.direct,
        whole=match.whole,
        confidence=float(fields.get("probability", 1)),
        fixes=() if fixes is None else fixes.of(rule, match, post),
    )


def _praise(signal: ValueSignal, match: Match, post: Post, lang: Lang) -> Praise:
    message = signal.praise.to(lang) if signal.praise else ""
    probability = float(dict(match.facts).get("probability", 1))
    points = round(signal.points * probability)
    return Praise(signal.id, signal.law, message, points, _span(post, match), signal.summary.to(lang))


def _is_in_place(good: Praise, findings: Iterable[Finding], verdict: Verdict, *, whole: bool) -> bool:
    """Tell whether praise may be put into words; its points stay, so that what a repair would bring can be told.

    Args:
        good: the praise.
        findings: all that was found, of which errors and warnings contradict praise of the same place or law.
        verdict: on the post; the post as a whole is praised only where it may be posted as it is.
        whole: the praise is of the post as a whole.

    """
    serious = [one for one in findings if one.severity is not Severity.SUGGESTION]
    if whole and (serious or verdict is not Verdict.POST):
        return False
    if good.law == BUILT_UP and any(one.category in _HARMFUL for one in serious):
        return False
    return not any(one.law == good.law or (not one.whole and _overlap(one.span, good.span)) for one in serious)


def shown(post: Post, match: Match) -> str:
    """Give the words of a match as a message quotes them: on one line and not too long."""
    words = " ".join(post.prose[match.start : match.end].split())
    return words if len(words) <= _LONGEST_MATCH else words[: _LONGEST_MATCH - 1].rsplit(" ", 1)[0] + " …"


def _span(post: Post, match: Match) -> Span:
    return post.draft.body if match.whole else post.draft.span(match.start, match.end)
