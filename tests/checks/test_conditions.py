"""Every kind of condition, scope, place and exception of the rule language."""

from __future__ import annotations

import pytest
from minibook import book_of, found, post_of, session_of, words_only

from postlint.findings import Problem


@pytest.mark.parametrize(
    ("check", "prose", "hits"),
    [
        ("pattern: [[{LOWER: boek}, {POS: ADV}]]", "Boek nu. Een boek.", ["Boek nu"]),
        ("pattern: [[{LOWER: gratis}, {LOWER: gratis, OP: '*'}]]", "Gratis gratis gratis!", ["Gratis gratis gratis"]),
        (
            "dependency: [[{RIGHT_ID: v, RIGHT_ATTRS: {LEMMA: krijgen}}, "
            "{LEFT_ID: v, REL_OP: '>', RIGHT_ID: o, RIGHT_ATTRS: {LOWER: korting}}]]",
            "Vandaag krijg je mooie korting.",
            ["krijg je mooie korting"],
        ),
        ("signal: hashtag", "Kom #mee en #doe.", ["#mee", "#doe"]),
        ("signal: [hashtag, emoji]", "Kom 🎉 #mee.", ["🎉", "#mee"]),
        ("signal: shared", "Kom naar de intake.", ["intake"]),
        ("any: [{phrases: [kom]}, {signal: hashtag}]", "Kom #mee.", ["Kom", "#mee"]),
        ("not: {phrases: [kom]}", "Kom mee.", []),
        ("not: {phrases: [kom]}", "Ga mee.", ["*"]),
        ("present: {of: [{signal: emoji}, {phrases: [kom]}]}", "Kom. Kom.", ["Kom"]),
        ("present: {of: [{signal: emoji}, {phrases: [kom]}], at_least: 2}", "Kom. Kom.", []),
        ("present: {of: [{signal: emoji}, {phrases: [kom]}], at_least: 2}", "Kom 🎉.", ["🎉"]),
        ("absent: {of: [{signal: emoji}, {phrases: [kom]}]}", "Ga mee.", ["*"]),
        ("absent: {of: [{signal: emoji}, {phrases: [kom]}]}", "Kom mee.", []),
        ("absent: {of: [{signal: emoji}, {phrases: [kom]}], at_least: 1}", "Kom mee.", ["*"]),
    ],
)
def test_kinds(check: str, prose: str, hits: list[str]) -> None:
    assert found(check, prose, signals={"shared": "phrases: [intake]"}) == hits


FIVE = "Eerst een zin. Kom naar ons. Midden in het verhaal. Hier is de intake en nog veel meer woorden. Slot."


@pytest.mark.parametrize(
    ("scope", "near", "far"),
    [
        ("in: match", "Kom een intake doen.", "Kom voor een intake."),
        ("{in: near, within: 2}", "Kom nu intake.", "Kom nu toch intake."),
        ("in: sentence", "Kom voor een intake.", "Kom nu. De intake is klaar."),
        ("in: neighbours", "Kom nu. De intake is klaar.", FIVE),
        ("in: post", FIVE, "Kom nu. Ga mee."),
    ],
)
def test_scopes_of_all_and_unless(scope: str, near: str, far: str) -> None:
    scope = scope.strip("{}")
    other = "kom een intake" if scope == "in: match" else "intake"
    both = f"{{all: [{{phrases: [kom]}}, {{phrases: ['{other}'], {scope}}}]}}"
    assert found(both, near) == ["Kom"]
    assert found(both, far) == []
    either = f"{{phrases: [kom], unless: [{{phrases: ['{other}'], {scope}}}]}}"
    assert found(either, near) == []
    assert found(either, far) == ["Kom"]


def test_the_scope_of_all_holds_for_its_parts() -> None:
    check = "{all: [{phrases: [kom]}, {phrases: [intake]}], in: post}"
    assert found(check, FIVE) == ["Kom"]


def test_all_with_not_looks_around_the_anchor() -> None:
    check = "{all: [{phrases: [kom]}, {not: {phrases: [lezing]}}], in: sentence}"
    assert found(check, "Kom naar de lezing. Kom hier.") == ["Kom"]
    assert found("{all: [{not: {phrases: [lezing]}}, {not: {signal: emoji}}]}", "Kom.") == ["*"]


def test_the_not_inside_all_may_have_its_own_scope() -> None:
    check = "{all: [{phrases: [kom]}, {not: {phrases: [lezing]}, in: post}]}"
    assert found(check, "Kom langs. Er is een lezing.") == []


def test_all_spans_its_first_part_that_has_a_place() -> None:
    check = "{all: [{metadata: {consent: missing}}, {phrases: [kom]}, {phrases: [mee]}]}"
    assert found(check, "Wie wil? Kom met ons mee!") == ["Kom met ons mee"]


@pytest.mark.parametrize(
    ("exception", "prose", "silent"),
    [
        ("negated", "Wij geven geen korting.", True),
        ("negated", "Wij geven korting.", False),
        ("quoted", "Zij zei: «hier krijg je altijd korting».", True),
        ("quoted", "> Nu korting.\n\nDat lazen we.", True),
        ("quoted", "Hier krijg je «altijd» korting.", False),
        ("question", "Is er korting? Ja.", True),
        ("question", "Wie weet het? Korting!", False),
        ("{phrases: [gemeente]}", "De gemeente geeft korting.", True),
        ("{phrases: [gemeente]}", "De gemeente belde. Er is korting.", False),
        ("{phrases: [gemeente], in: post}", "De gemeente belde. Er is korting.", True),
        ("{signal: emoji, unless: [{phrases: [gemeente]}]}", "Korting 🎉.", True),
        ("{signal: emoji, unless: [{phrases: [gemeente]}]}", "Korting 🎉 van de gemeente.", False),
        ("{not: {phrases: [gemeente]}}", "Er is korting.", True),
        ("{not: {phrases: [gemeente]}}", "De gemeente geeft korting.", False),
        ("{metadata: {disclosure: present}}", "Er is korting.", False),
    ],
)
def test_exceptions(exception: str, prose: str, silent: bool) -> None:
    hits = found(f"{{phrases: [korting], unless: [{exception}]}}", prose)
    assert hits == ([] if silent else [h for h in ("korting", "Korting") if h in prose])


def test_exceptions_may_stand_inside_a_condition() -> None:
    check = "{any: [{phrases: [korting], unless: [negated]}, {phrases: [actie]}]}"
    assert found(check, "Geen korting en geen actie.") == ["actie"]


@pytest.mark.parametrize(
    ("place", "hits"),
    [("first-sentence", 1), ("last-sentence", 1), ("fold", 2)],
)
def test_places(place: str, hits: int) -> None:
    prose = (
        "Kom nu. "
        + "Een heel gewone zin over wandelen. " * 2
        + "Kom mee. "
        + "Nog een zin. " * 60
        + "Kom dan! 💪\n\n#kom #mee"
    )
    assert len(found(f"{{phrases: [=kom], place: {place}}}", prose, channel="linkedin")) == hits
    whole = found(f"{{metadata: {{consent: missing}}, place: {place}}}", prose)
    assert whole == ["*"]


def test_a_place_goes_before_the_scope_of_all() -> None:
    check = "{all: [{phrases: [kom], place: last-sentence}, {phrases: [mee], in: post}]}"
    assert found(check, "Kom mee. Kom dan.") == ["Kom"]


def test_reply_to_reads_what_is_answered() -> None:
    check = "{all: [{reply_to: {phrases: [pijn]}}, {phrases: [kom]}]}"
    assert found(check, "Kom hier.", in_reply_to="Ik heb pijn.") == ["Kom"]
    assert found(check, "Kom langs bij pijn.", in_reply_to="Hoe laat?") == []
    assert found(check, "Kom langs bij pijn.") == []
    assert found("reply_to: {metric: {name: words, more_than: 2}}", "Ja.", in_reply_to="Mag dit ook nu?") == ["*"]


def test_a_reply_to_nothing_readable_is_a_reply_to_nothing() -> None:
    assert found("reply_to: {signal: emoji}", "Ja.", in_reply_to="# postlint: x") == []


@pytest.mark.parametrize("check", ["pattern: [[{LOWR: a}]]", "dependency: [[{RIGHT_ID: v}]]"])
def test_a_pattern_that_spacy_refuses_is_told_with_its_line(check: str) -> None:
    with pytest.raises(Problem, match="spaCy refuses this pattern") as caught:
        session_of(book_of(f"any:\n- signal: emoji\n- {check}"))
    assert caught.value.place == "rules/non-promotie/proef.yaml:21"
    with pytest.raises(Problem) as caught:
        session_of(book_of("signal: emoji", signals={"bad": check}))
    assert caught.value.place == "rules/signals/bad.yaml:10"


def test_without_a_model_rules_that_need_one_are_silent_and_named() -> None:
    checks = {"privacy/a": "phrases: [boeken/NOUN]", "privacy/b": "phrases: [boeken]", "privacy/c": "signal: tip"}
    book = book_of(checks, signals={"tip": "signal: superlative"})
    session = session_of(book, words_only())
    assert session.engine.lacking == {"privacy/a": {"pos"}, "privacy/c": {"morph"}}
    post = post_of(session, "Boek nu.")
    assert [rule.id for rule, _ in session.engine.findings(post)] == ["privacy/b"]
    assert session.engine.check_of("privacy/a") is session.engine.check_of("signals/tip") is None


@pytest.mark.parametrize(
    ("to", "speaks"),
    [
        ("{channels: [linkedin, x]}", True),
        ("{channels: [x]}", False),
        ("{except_channels: [linkedin]}", False),
        ("{nature: [business]}", True),
        ("{nature: [private]}", False),
        ("{audience: [public]}", True),
        ("{audience: [closed]}", False),
        ("{kinds: [reply]}", False),
        ("{readers: [patients]}", False),
        ("{readers: [referrers]}", True),
        ("{conversation: true}", True),
        ("{conversation: false}", False),
        ("{fits: {private-life: ['no', measured]}}", True),
        ("{fits: {private-life: ['yes']}}", False),
    ],
)
def test_rules_speak_where_they_apply(to: str, speaks: bool) -> None:
    import yaml
    from minibook import rule_text

    session = session_of(book_of({"privacy/a": rule_text("signal: emoji", applies_to=yaml.safe_load(to))}))
    post = post_of(session, "Hoi 🎉", "linkedin", audience="Verwijzers")
    assert bool(list(session.engine.findings(post))) is speaks
