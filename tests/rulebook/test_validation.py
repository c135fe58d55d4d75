"""Every mistake in a rules folder is told with its file, its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from minibook import PROOF, RulesFolder, rule_text, signal_text

from postlint.findings import Problem
from postlint.rulebook import load_laws, load_rule, load_rulebook, rule_ids


@pytest.fixture
def rules(tmp_path: Path) -> RulesFolder:
    return RulesFolder(tmp_path)


def problem_of(rules: RulesFolder) -> str:
    with pytest.raises(Problem) as caught:
        load_rulebook(rules.folder)
    assert caught.value.text.nl != caught.value.text.en
    return str(caught.value)


def test_loads_rules_signals_and_lexicons(rules: RulesFolder) -> None:
    rules.write(PROOF, rule_text("phrases: [{lexicon: zorg}, '<zorg> nu']"))
    rules.write("signals/tip", signal_text("signal: hashtag"))
    rules.write("lexicons/zorg", "summary: zorg\nentries: [intake]\n")
    book = load_rulebook(rules.folder)
    rule = book.rules[PROOF]
    assert (rule.id, rule.law, rule.path) == (PROOF, "non-promotie", "rules/non-promotie/proef.yaml")
    assert (list(book.signals), list(book.lexicons)) == (["tip"], ["zorg"])
    assert list(book.only([]).rules) == []


def test_reads_one_rule_and_lists_all_without_reading_the_rest(rules: RulesFolder) -> None:
    rules.write(PROOF, rule_text("signal: hashtag"))
    rules.write("privacy/kapot", "{")
    assert rule_ids(rules.folder) == [PROOF, "privacy/kapot"]
    rule = load_rule(rules.folder, PROOF)
    assert rule is not None
    assert rule.law == "non-promotie"
    assert load_rule(rules.folder, "privacy/weg") is None
    assert load_rule(rules.folder, "signals/tip") is None
    assert "privacy" in load_laws(rules.folder)


CHECKS = {
    "phrases: [korting]\nsignal: hashtag": ("9", "exactly one kind; here: phrases, signal"),
    "unless: [negated]": ("9", "exactly one kind; here: —"),
    "all:\n- phrases: [a]\n- any:\n  - signal: x\n    metric: {name: words, more_than: 1}": ("", "exactly one kind"),
    "phrases:\n- korting\n- '{prijs}'": ("12", "«{prijs}» does not exist"),
    "phrases:\n- korting\n- {lexicon: zrog}": ("12", "unknown lexicon «zrog»; do you mean «zorg»?"),
    "phrases: ['<zrog>']": ("10", "unknown lexicon «zrog»; do you mean «zorg»?"),
    "phrase: [korting]": ("10", "unknown key «phrase»; do you mean «phrases»?"),
    "phrases: korting": ("10", "a list belongs here"),
    "phrases: []": ("10", "a list with at least one thing"),
    "phrases: [a]\nunless: negated": ("11", "a list belongs here"),
    "phrases: [a]\nunless: [negatd]": ("11", "do you mean «negated»?"),
    "phrases: [a]\nin: sentense": ("11", "do you mean «sentence»?"),
    "signal: hastag": ("10", "unknown signal «hastag»; do you mean «hashtag»?"),
    "count: {of: [emoji, hastag], more_than: 3}": ("10", "unknown signal «hastag»"),
    "signal: qqqqqqqq": ("10", "unknown signal «qqqqqqqq»; choose from birth-date"),
    "metadata: {zzzzz: missing}": ("10", "unknown front matter key «zzzzz»; choose from "),
    "count: {of: hashtag, more_than: zzzz}": ("10", "unknown limit «zzzz»; choose from "),
    "count: {of: hashtag, more_than: .inf}": ("10", "a limit is a finite number"),
    "move: nope": ("10", "allowed: acknowledgement, announcement"),
    "phrases:\n- korting\n- zie*foto": ("12", "an asterisk stands first or last in a word"),
    "phrases: [zie ^foto]": ("10", "^ binds to the start of the sentence"),
    "phrases: [zie$ foto]": ("10", "$ binds to the end of the sentence"),
    "in: post\npattern: [[{TEXT: {REGEX: (a+)+$}}]]": ("11", "may take forever"),
    "count: {of: emoji}": ("10", "either more_than or at_least"),
    "count: {of: emoji, at_least: 2, more_than: 3}": ("10", "either more_than or at_least"),
    "count: {of: hashtag, more_than: hashtags.adviced}": ("10", "do you mean «hashtags.advised»?"),
    "metric: {name: word, more_than: 3}": ("10", "do you mean «words»?"),
    "metric: {name: words}": ("10", "either more_than or less_than"),
    "metadata: {consnt: missing}": ("10", "unknown front matter key «consnt»; do you mean «consent»?"),
    "metadata: {media.alts: missing}": ("10", "do you mean «media.alt»?"),
    "present: {of: [signal: emoji], at_least: 2}": ("10", "has only 1 condition"),
    "absent: {of: [signal: emoji], at_least: 0}": ("10", "a whole number from 1"),
    "not:\n  reply_to:\n    unless: [{signal: x}]\n    signal: emoji": ("12", "unknown signal «x»"),
}


@pytest.mark.parametrize(("check", "told"), CHECKS.items(), ids=[c.splitlines()[0] for c in CHECKS])
def test_tells_what_is_wrong_with_a_check(rules: RulesFolder, check: str, told: tuple[str, str]) -> None:
    head = rule_text("signal: emoji").split("check:")[0]
    rules.write("lexicons/zorg", "summary: zorg\nentries: [intake]\n")
    rules.write(PROOF, rule_text(check))
    line = str(head.count("\n") + int(told[0]) - 8) if told[0] else ""
    message = problem_of(rules)
    assert message.startswith(f"rules/non-promotie/proef.yaml:{line}")
    assert told[1] in message


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"sources": ["wett"]}, "unknown source «wett»"),
        ({"sources": ["qqqq"]}, "unknown source «qqqq»; most like it are "),
        ({"message": {"nl": "{mach}", "en": ""}}, "unknown placeholder «mach»; do you mean «match»?"),
        ({"advice": {"nl": "", "en": "{}"}}, "unknown placeholder «»"),
        ({"advice": {"nl": "", "en": "a { b"}}, "stray brace"),
        ({"message": {"nl": "{over} te veel", "en": ""}}, "«{over}» needs a «count» or «metric»"),
        ({"message": {"nl": "x"}}, "the key «en» is missing"),
        ({"severity": "eror"}, "do you mean «error»?"),
        ({"category": "promo"}, "do you mean «promotion»?"),
        ({"direct": True, "category": "urgency"}, "belongs to the category promotion"),
        ({"examples": {"flag": [], "pass": ["x"]}}, "at least one example under «flag»"),
        ({"applies_to": {"channels": ["linkdin"]}}, "unknown channel «linkdin»; do you mean «linkedin»?"),
        ({"applies_to": {"except_channels": ["fax"]}}, "unknown channel «fax»"),
        ({"applies_to": {"fits": {"cases": ["nope"]}}}, "unknown value «nope»"),
        ({"applies_to": {"fits": {"case": ["no"]}}}, "unknown key «case»; do you mean «cases»?"),
        ({"applies_to": {"fits": {"cases": [False]}}}, "put quotation marks around it"),
        ({"id": "privacy/anders"}, "leave out «id» here: it follows from the folder and name of this file"),
        ({"law": "privacy"}, "leave out «law» here"),
        ({"path": "x.yaml"}, "leave out «path» here"),
        ({"examples": {"flag": ["x"], "pass": [{"Let op": "poets rustig."}]}}, "quotation marks around the sentence"),
        ({"applies_to": {"kinds": ["answer"]}}, "allowed: post, reply, thanks"),
    ],
)
def test_tells_what_is_wrong_around_a_check(rules: RulesFolder, more: dict[str, object], says: str) -> None:
    rules.write(PROOF, rule_text("phrases: [a]", **more))
    message = problem_of(rules)
    assert message.startswith("rules/non-promotie/proef.yaml:")
    assert says in message


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [
        ("lexicons/zorg", "summary: x\nentries:\n- a\n- <b>\n", "rules/lexicons/zorg.yaml:4: a lexicon does not refer"),
        ("lexicons/zorg", "summary: x\nentries: [no]\n", "rules/lexicons/zorg.yaml:2: «entries.0»: false does not fit"),
        ("signals/s", signal_text("signal: s"), "refers to itself"),
        ("signals/s", signal_text("signal: x", law="wet"), "unknown signal «x»"),
        ("signals/s", signal_text("signal: emoji", law="privasy"), "unknown law «privasy»; do you mean «privacy»?"),
        ("signals/s", signal_text("signal: emoji", points=3), "«points» needs «praise»"),
        (
            "privasy/x",
            rule_text("signal: emoji"),
            "rules/privasy: «privasy» is no law of laws.yaml; do you mean «privacy»",
        ),
        ("privacy/x", "{", "rules/privacy/x.yaml:"),
        ("privacy/Slecht_Naam", rule_text("signal: emoji"), "small letters, digits and hyphens in the name of a file"),
        ("signals/s", signal_text("signal: emoji", id="t"), "leave out «id» here"),
        ("privacy/x", "", "rules/privacy/x.yaml:1: "),
    ],
)
def test_tells_what_is_wrong_in_other_files(rules: RulesFolder, key: str, text: str, says: str) -> None:
    rules.write(key, text)
    assert says in problem_of(rules)


def test_refuses_signals_that_name_each_other(rules: RulesFolder) -> None:
    rules.write("signals/a", signal_text("signal: b"))
    rules.write("signals/b", signal_text("signal: a"))
    assert "refers to itself" in problem_of(rules)


def test_says_which_file_a_folder_lacks(rules: RulesFolder) -> None:
    (rules.folder / "sources.yaml").unlink()
    assert problem_of(rules) == "rules/sources.yaml: this file is missing"


def test_no_message_offers_what_a_file_takes_from_its_place(rules: RulesFolder) -> None:
    rules.write(PROOF, rule_text("signal: emoji", zummary="x"))
    allowed = problem_of(rules).partition("Allowed: ")[2].split(", ")
    assert "summary" in allowed
    assert not {"id", "law", "path"} & set(allowed)


def test_dutch_nouns_keep_their_gender(rules: RulesFolder) -> None:
    rules.write(PROOF, rule_text("phrases: ['<zrog>']"))
    with pytest.raises(Problem) as caught:
        load_rulebook(rules.folder)
    assert caught.value.text.nl.startswith("onbekend lexicon «zrog»")
