"""What counts as personal data in a post: people's names, never tags, streets, greetings, own names or own places."""

from __future__ import annotations

import pytest
from minibook import book_of, found, post_of, session_of

from postlint.checks.signals import find
from postlint.dutch import personal
from postlint.dutch.personal import Found
from postlint.rulebook.practice import Practice

NAMES = "signal: personal-name"
FIRST = "signal: personal-first-name"


@pytest.fixture
def installed() -> None:
    if not personal.is_available():
        pytest.skip("postlint[privacy] is not installed")


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("check", "prose", "hits"),
    [
        (NAMES, "Gisteren zwaaide Marjan Kuipers naar ons.", ["Marjan Kuipers"]),
        (NAMES, "Gisteren zwaaide mevrouw Jansen naar ons.", ["mevrouw Jansen"]),
        (NAMES, "Gisteren zwaaide Marjan naar ons.", []),
        (NAMES, "Dag Trudy, wat een goede vraag.", []),
        (NAMES, "Kijk op #MarjanKuipers, @marjankuipers of www.marjan-kuipers.nl.", []),
        (FIRST, "Gisteren zwaaide Marjan naar ons.", ["Marjan"]),
        (FIRST, "Dag Trudy, wat een goede vraag.", ["Trudy"]),
        (FIRST, "Slik je medicijnen met water.", []),
        ("signal: personal-address", "Zij woont aan de Molenstraat 12a.", ["Molenstraat 12a"]),
        ("signal: personal-address", "Zij woont in Zutphen.", []),
        ("signal: birth-date", "Geboren op 3 mei 1948.", ["3 mei 1948"]),
        ("signal: birth-date", "Sinds 3 mei 1948 open.", []),
        ("signal: patient-number", "Patiëntnummer: 00033443.", ["00033443"]),
        ("signal: patient-number", "Artikel 00033443.", []),
    ],
)
def test_finds(check: str, prose: str, hits: list[str]) -> None:
    assert found(check, prose) == hits


@pytest.mark.usefixtures("installed")
def test_own_streets_and_the_account_that_posts_are_nobodys_data() -> None:
    session = session_of(book_of(NAMES))
    address = post_of(session, "Zij woont aan de Molenstraat 12a.")
    address.practice = Practice(places=("Molenstraat",))
    assert find(address, "personal-address") == []
    name = post_of(session, "---\naccount: Sanne de Boer\n---\nSanne de Boer schrijft hier elke week over eten.")
    assert find(name, "personal-name") == []


def test_deduce_is_asked_once_a_post_and_only_by_rules_that_need_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    class Finder:
        def find(self, text: str) -> list[Found]:
            asked.append(text)
            return [Found("date", 11, 21)]

    monkeypatch.setattr(personal, "finder", Finder)
    post = post_of(session_of(book_of("phrases: [tandplak]")), "Geboren op 12-03-1950.")
    find(post, "hashtag")
    assert not asked
    (match,) = find(post, "birth-date")
    find(post, "personal-address")
    assert len(asked) == 1
    assert dict(match.facts) == {"what": "birth-date"}
