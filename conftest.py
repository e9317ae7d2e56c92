"""How long and how freely does Hypothesis search? Alike on every machine; on its own in `make attack`."""

from hypothesis import HealthCheck, settings

SLOW = (HealthCheck.too_slow,)
"""A busy machine draws slowly; that says nothing about the tests."""

settings.register_profile("tests", derandomize=True, deadline=None, suppress_health_check=SLOW)
settings.register_profile("attack", deadline=None, max_examples=2_000, suppress_health_check=SLOW)
settings.load_profile("tests")
