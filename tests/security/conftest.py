"""What holds for every walk: one report is asked for as everybody, from one address."""

from contextlib import nullcontext

import pytest

from tinhso.casework.reports import guessing


@pytest.fixture(autouse=True)
def nobody_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Walks ask for what is not there far more often than anybody may (see test_codes_are_not_guessed)."""
    monkeypatch.setattr(guessing, "counted", lambda request, *, own, now: nullcontext())
