"""Words of care that readers do not know: rules and lexicons go together, and fixes read as Dutch."""

from __future__ import annotations

import pytest
import yaml

from postlint.linter import Linter
from postlint.linter.fixing import Fixer
from postlint.paths import rules_dir

LEXICONS = sorted(path.stem for path in (rules_dir() / "lexicons").glob("jargon-*.yaml"))


def _plain(name: str) -> dict[str, str]:
    words: dict[str, str] = yaml.safe_load((rules_dir() / "lexicons" / f"{name}.yaml").read_text("utf-8"))["plain"]
    return words


@pytest.fixture(scope="module")
def linter() -> Linter:
    return Linter(select=["jargon"])


@pytest.mark.parametrize("name", LEXICONS)
def test_every_lexicon_has_its_rule_and_its_place_in_what_explains_a_term(name: str) -> None:
    rule = (rules_dir() / "kwaliteit" / f"{name}.yaml").read_text("utf-8")
    signal = yaml.safe_load((rules_dir() / "signals" / "explained-term.yaml").read_text("utf-8"))
    phrases = signal["check"]["any"][0]["phrases"]
    assert f"lexicon: {name}}}" in rule
    of_terms = [phrase for phrase in phrases if "<jargon-" in phrase]
    assert len(of_terms) > 2
    assert all(f"<{name}>" in phrase for phrase in of_terms)
    assert name in (rules_dir() / "kwaliteit" / "spelling.yaml").read_text("utf-8")


@pytest.mark.parametrize("name", LEXICONS)
def test_no_term_is_its_own_explanation(name: str) -> None:
    assert [term for term, words in _plain(name).items() if set(term.split("|")) & set(words.split())] == []


def test_no_two_rules_speak_of_the_same_word() -> None:
    home: dict[str, str] = {}
    phrases = [(name, phrase) for name in LEXICONS for phrase in _plain(name)]
    for name, phrase in phrases:
        if " " not in phrase:
            for word in phrase.split("|"):
                assert home.setdefault(word, name) == name
    for name, phrase in phrases:
        assert {home.get(word, name) for part in phrase.split() for word in part.split("|")} == {name}, phrase


@pytest.mark.parametrize(
    ("prose", "silent"),
    [
        ("Tegen obstipatie helpen vezels.", False),
        ("Tegen obstipatie helpen vezels. Verstopping duurt soms lang.", True),
        ("Verstopping duurt soms lang. Drink wat meer. Tegen obstipatie helpen vezels.", False),
        ("Bij hypertensie zet je het zout weg.", False),
        ("Hoge bloeddruk voel je niet. Bij hypertensie zet je het zout weg.", True),
        ("Wie kent iemand in Alken?", True),
        ("Van de bloeddrukmeter schrik je niet. Bij hypertensie zet je het zout weg.", False),
    ],
)
def test_a_term_is_explained_by_its_everyday_words_beside_it(linter: Linter, prose: str, silent: bool) -> None:
    assert [not report.findings for report in linter.check_text(prose)] == [silent]


@pytest.mark.parametrize(
    ("prose", "mended"),
    [
        ("Laterale pijn gaat over.", "Pijn aan de buitenkant gaat over."),
        ("De pijn zit lateraal.", "De pijn zit aan de buitenkant."),
        ("De laterale, zeurende pijn gaat over.", "De laterale, zeurende pijn gaat over."),
        ("Een recidiverende klacht is lastig.", "Een steeds terugkerende klacht is lastig."),
        ("Hematomen trekken weg.", "Blauwe plekken trekken weg."),
    ],
)
def test_everyday_words_for_an_adjective_go_behind_the_noun(linter: Linter, prose: str, mended: str) -> None:
    fixer = Fixer(linter, unsafe=True, keep=True)
    fixer.check_stdin(prose.encode(), "a.md")
    assert fixer.mended[0].after.text == mended
