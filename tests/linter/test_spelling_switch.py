"""Spelling is off unless the configuration switches it on, and says so where the word list is not installed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from minibook import book_of, post_of, rule_text, session_of

from postlint.checks.spelling import misspellings
from postlint.config import Config
from postlint.dutch import spelling
from postlint.dutch.spelling import Speller
from postlint.findings import Problem
from postlint.linter import Linter

RULE = "kwaliteit/spelling"
SLIP = "Na elke behandeleing krijg je thuis een oefening mee."


@pytest.fixture
def installed() -> None:
    if not spelling.is_available():
        pytest.skip("postlint[spelling] is not installed")


def _rules(linter: Linter, text: str) -> list[str]:
    return [finding.rule for finding in linter.check_text(text)[0].findings]


def test_it_is_off_by_default_and_then_nothing_is_said() -> None:
    linter = Linter(Config())
    assert RULE not in linter.book.rules
    assert not linter.notices


def test_who_selects_it_while_it_is_off_hears_that_it_is_off() -> None:
    notices = Linter(Config(), select=[RULE]).notices
    assert [notice.code for notice in notices] == ["spelling-off"]


@pytest.mark.usefixtures("installed")
def test_it_is_on_where_the_configuration_says_so() -> None:
    linter = Linter(Config(spelling=True), select=[RULE])
    (finding,) = linter.check_text(SLIP)[0].findings
    assert (finding.rule, finding.match) == (RULE, "behandeleing")
    assert "«behandeling»" in finding.message


def test_where_the_word_list_is_missing_that_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling, "is_available", lambda: False)
    linter = Linter(Config(spelling=True), lang="en")
    assert RULE not in linter.book.rules
    (notice,) = linter.notices
    assert notice.code == "spelling-missing"
    assert 'pip install "postlint[spelling]"' in notice.message


class _KnowsNothing:
    """A word list without words, so that every word looked up would be found wrong."""

    def spell(self, word: str) -> bool:
        return word == ""

    def suggest(self, word: str) -> Iterator[str]:
        yield word[:-1] + "x"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lees dit op voorbeeld.nl of #beweegmee met @fysioblog.", []),
        ("Het RIVM en de GGD schrijven COPD en WhatsApp.", []),
        ("Gisteren kwam Fenneke langs met Jaimy.", ["gisteren", "langs"]),
        ("Elke dag poetsen helpt echt. Vaker poetsen helpt ook.", ["poetsen", "helpt"]),
    ],
)
def test_only_plain_words_are_looked_up_and_each_once(text: str, found: list[str]) -> None:
    post = post_of(session_of(book_of("phrases: [tandplak]")), text)
    matches = misspellings(post, Speller(_KnowsNothing(), None))
    words = [post.prose[match.start : match.end].lower() for match in matches]
    assert [word for word in words if word in {"gisteren", "langs", "poetsen", "helpt", "fenneke", "jaimy"}] == found
    assert not {"copd", "whatsapp", "fenneke", "voorbeeld.nl"} & set(words)


def test_a_message_offers_a_correction_only_where_a_rule_is_about_spelling() -> None:
    with pytest.raises(Problem, match="misspelling"):
        book_of({"kwaliteit/proef": _with_correct("phrases: [tandplak]")})
    assert book_of({"kwaliteit/proef": _with_correct("signal: misspelling")})


def _with_correct(check: str) -> str:
    text = {"nl": "schrijf «{correct}»", "en": "write “{correct}”"}
    return rule_text(check, message=text)
