"""Looking for personal data is off unless the configuration switches it on, and repeats no other privacy rule."""

from __future__ import annotations

import pytest
from minibook import book_of, rule_text

from postlint.config import Config
from postlint.dutch import personal
from postlint.findings import Finding, Problem, Severity
from postlint.linter import Linter
from postlint.linter.judge import without_echoes
from postlint.rulebook.practice import Practice

RULE = "privacy/persoonsgegevens"
CASE = "Wim Oosting uit het dorp schildert weer elke dag na zijn beroerte, en daar zijn we allemaal blij om."


@pytest.fixture
def installed() -> None:
    if not personal.is_available():
        pytest.skip("postlint[privacy] is not installed")


def _findings(config: Config, text: str = CASE, select: tuple[str, ...] = (RULE,)) -> list[Finding]:
    return list(Linter(config, select=select).check_text(text)[0].findings)


def test_it_is_off_by_default_and_then_nothing_is_said() -> None:
    linter = Linter(Config())
    assert RULE not in linter.book.rules
    assert not linter.notices


def test_who_selects_it_while_it_is_off_hears_that_it_is_off() -> None:
    (notice,) = Linter(Config(), select=[RULE]).notices
    assert notice.code == "personal-data-off"
    assert "personal_data: true" in notice.message


def test_where_deduce_is_missing_that_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personal, "is_available", lambda: False)
    linter = Linter(Config(personal_data=True))
    assert RULE not in linter.book.rules
    (notice,) = linter.notices
    assert notice.code == "personal-data-missing"
    assert 'pip install "postlint[privacy]"' in notice.message


@pytest.mark.usefixtures("installed")
def test_it_says_what_was_found_and_where() -> None:
    (finding,) = _findings(Config(personal_data=True))
    assert (finding.match, finding.severity) == ("Wim Oosting", Severity.WARNING)
    assert "hier staat een naam" in finding.message


@pytest.mark.usefixtures("installed")
def test_a_first_name_alone_is_a_suggestion_at_most() -> None:
    (finding,) = _findings(Config(personal_data=True), "Gisteren kwam Lieke bij ons met een dikke en pijnlijke knie.")
    assert (finding.match, finding.severity) == ("Lieke", Severity.SUGGESTION)


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("practice", [Practice(names=("Wim Oosting",)), Practice(partners=("Wim Oosting",))])
def test_names_of_the_practice_and_its_partners_are_no_patients(practice: Practice) -> None:
    assert not _findings(Config(personal_data=True, practice=practice))


@pytest.mark.usefixtures("installed")
def test_what_another_privacy_rule_says_of_the_same_words_is_not_repeated() -> None:
    text = "Mevrouw De Vries revalideert bij ons na haar heupoperatie."
    named = _findings(Config(personal_data=True), text, (RULE, "privacy/naam-patient"))
    assert [finding.rule for finding in named] == ["privacy/naam-patient"]
    assert [finding.rule for finding in _findings(Config(personal_data=True), text)] == [RULE]


@pytest.mark.usefixtures("installed")
def test_only_a_modest_rule_gives_way_to_an_equally_severe_finding() -> None:
    (one,) = _findings(Config(personal_data=True))
    other = one._replace(rule="privacy/ander")
    assert without_echoes([other, one]) == [other, one]
    assert without_echoes([other, one], {RULE}) == without_echoes([one, other], {RULE}) == [other]
    assert without_echoes([other, one], {RULE, other.rule}) == [other, one]


def test_a_message_names_what_was_found_only_where_the_signal_tells_it() -> None:
    text = {"nl": "hier staat {what}", "en": "here is {what}"}
    with pytest.raises(Problem, match="what"):
        book_of({"privacy/proef": rule_text("phrases: [tandplak]", message=text)})
    assert book_of({"privacy/proef": rule_text("signal: [personal-name, birth-date]", message=text)})
