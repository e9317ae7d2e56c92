"""What holds for every walk: one report is asked for as everybody, from one address."""

from contextlib import nullcontext

import pytest
from django.core.cache import cache

from tinhso.casework.reports import guessing


@pytest.fixture(autouse=True)
def nobody_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Walks ask for what is not there far more often than anybody may (see test_codes_are_not_guessed)."""
    monkeypatch.setattr(guessing, "counted", lambda request, *, own, now: nullcontext())


@pytest.fixture(autouse=True)
def nobody_came_before() -> None:
    """The sign-in's own limits lie in the process's memory: under a clock that stands still, what the walk
    before used up would be used up for good."""
    cache.clear()
