"""`consent:` counts when it says yes; `people:` and the keys of `media` are told of when no rule would know them."""

from __future__ import annotations

import re

import pytest

from postlint.draft import Draft, read_text


def read(front: str) -> Draft:
    return read_text(f"---\n{front}\n---\nZo oefen je op de mat.\n", "a.md")


@pytest.mark.parametrize(
    "said",
    [
        "ja", "Ja", "true", "schriftelijk", '"schriftelijk, 3 mei 2026"', "2026-05-03", "3 mei 2026", "mondeling",
        "ondertekend door beide ouders", "zie dossier 12", "https://praktijk.example/formulier?id=3", "map/anja.pdf",
        '"ja, maar niet op Facebook"', "geen bezwaar", "gevraagd en gekregen", "written consent", "per e-mail",
        "schriftelijk zonder naam", '"schriftelijk, geen gezicht in beeld"', "akkoord", "Anja vond het goed",
        "{wie: mevrouw J.}", "{wie: Jan, schriftelijk: ja}", "{given: ja, naam: nee}", "{formulier: anja.pdf}",
    ],
)  # fmt: skip
def test_what_says_yes_is_consent(said: str) -> None:
    draft = read(f"consent: {said}\nmedia: [{{file: a.jpg, consent: {said}}}]")
    assert draft.front.consent
    assert draft.front.media[0].consent == draft.front.consent
    assert not draft.notices


@pytest.mark.parametrize(
    "said",
    [
        "misschien", "nog niet", "Nog niet.", "niet gevraagd", "onbekend", '"?"', "n.v.t.", "nvt", "{given: nee}",
        "geen", "schriftelijk gevraagd", "gevraagd op 3 mei", "ja?", "schriftelijk?", "volgt", "niet ondertekend",
        "zonder toestemming",
        "geen toestemming", "weet ik niet", '"schriftelijk, volgt nog"', "TODO", "moet nog", "{schriftelijk: nee}",
        "{hoe: mondeling}", "{wie: onbekend}", "{wie: }", "blauw", "mag niet", "wordt nagevraagd", "not yet", "n/a",
    ],
)  # fmt: skip
def test_what_says_no_or_is_in_doubt_is_none_and_is_told_of(said: str) -> None:
    draft = read(f"title: x\ntoestemming: {said}\nmedia:\n- file: a.jpg\n  consent: {said}")
    assert draft.front.consent is None
    assert draft.front.media[0].consent is None
    first, second = (notice.message for notice in draft.notices)
    quoted = said.strip('"')
    assert first.startswith(f"Regel 3: uit «{quoted}» blijkt geen toestemming")
    assert second.startswith(f"Regel 6: uit «{quoted}»")
    assert "consent: schriftelijk" in first


@pytest.mark.parametrize("said", ["nee", "no", "", "0"])
def test_a_plain_no_needs_no_telling(said: str) -> None:
    draft = read(f"consent: {said}")
    assert not draft.front.consent
    assert not draft.notices


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("patint", "patiënt"), ("een patiënt", "patiënt"), ("patiënt en therapeut", "patiënt"),
        ("client Piet", "cliënt"),
        ("colega", "collega"), ("[collega, bewooner]", "bewoner"), ("mevrouw Jansen", "patiënt, cliënt"),
        ("dhr. De Wit", "patiënt, cliënt"),
    ],
)  # fmt: skip
def test_a_word_for_people_that_no_rule_knows_is_told_of(said: str, word: str) -> None:
    (notice,) = read(f"media:\n- file: a.jpg\n  people: {said}").notices
    assert "regel 4" in notice.message
    assert word in notice.message


@pytest.mark.parametrize(
    "said", ["patiënt", "Patiënte", "[Jan, Piet]", "collega Bram", "Marieke (collega)", "3", "ja", "kind"]
)
def test_people_that_are_known_or_go_by_a_name_are_not(said: str) -> None:
    assert not read(f"media: [{{file: a.jpg, people: {said}}}]").notices


@pytest.mark.parametrize("said", ["niemand", "Niemand", "geen", "nobody", "niet herkenbaar"])
def test_nobody_is_a_no(said: str) -> None:
    draft = read(f"media: [{{file: a.jpg, people: {said}}}]")
    assert draft.front.media[0].people is False
    assert not draft.notices


def test_a_key_of_a_picture_that_is_not_read_is_told_of_unless_it_is_of_site_builders() -> None:
    draft = read("media:\n- file: a.jpg\n  gezicht: nee\n  wie: patiënt\n  toestemmin: ja\n  width: 300\n  url: x")
    told = [re.findall("«(.*?)»", notice.message) for notice in draft.notices]
    assert told == [["gezicht", "media"], ["wie", "mensen"], ["toestemmin", "toestemming"]]
    assert "regel 4" in draft.notices[0].message
