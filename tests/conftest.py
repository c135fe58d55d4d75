"""Makes the helpers here importable from the tests in the folders below, and frees properties of the clock."""

from hypothesis import settings

# How long an example takes says more about the machine than about the code; benchmarks measure time.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
