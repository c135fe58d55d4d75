"""Makes the helpers here importable from the tests in the folders below, and frees properties of the clock."""

from itertools import count

import pytest
from hypothesis import settings

# How long an example takes says more about the machine than about the code; benchmarks measure time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
_NUMBERS = count()


@pytest.fixture(autouse=True)
def cache_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep every test, and the processes that it starts, out of the user's cache and of each other's."""
    folder = tmp_path_factory.getbasetemp() / f"cache-{next(_NUMBERS)}"
    monkeypatch.setenv("POSTLINT_CACHE_DIR", str(folder))
