"""deduce finds names, addresses, dates and numbers; it is loaded late, quietly, and leaves nothing on disk."""

from __future__ import annotations

import logging
import sys
import warnings
from pathlib import Path

import pytest

from postlint.dutch import personal

pytestmark = pytest.mark.skipif(not personal.is_available(), reason="postlint[privacy] is not installed")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wij zagen Marjan Kuipers.", [("name", "Marjan Kuipers")]),
        ("Wij zagen mevrouw Van der Steeg.", [("name", "mevrouw Van der Steeg")]),
        ("Zij woont aan de Molenstraat 12a.", [("address", "Molenstraat 12a")]),
        ("De postcode is 7201 AB.", [("address", "7201 AB")]),
        ("Dat was op 3 mei 1948.", [("date", "3 mei 1948")]),
        ("Het nummer is 00033443.", [("number", "00033443")]),
        ("De ziekte van Addison, een dag in Zutphen, mail a@b.nl, zie www.b.nl, al 25 jaar.", []),
    ],
)
def test_it_finds_what_a_post_can_betray_and_nothing_else(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, text[one.start : one.end]) for one in personal.finder().find(text)] == found


def test_loading_leaves_logging_warnings_and_the_folder_of_deduce_as_they_were() -> None:
    before = list(logging.getLogger().handlers), logging.getLogger().level, list(warnings.filters)
    personal.finder.__wrapped__()
    assert (list(logging.getLogger().handlers), logging.getLogger().level, list(warnings.filters)) == before
    folder = Path(str(sys.modules["deduce"].__file__)).parent
    assert not list(folder.rglob("*.pickle"))


def test_nothing_is_loaded_to_tell_whether_it_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "deduce", raising=False)
    assert personal.is_available()
    assert "deduce" not in sys.modules
