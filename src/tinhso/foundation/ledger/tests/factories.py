"""Facts for the tests: steps of imagined dossiers in Huế."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from django.db import transaction

from tinhso.core.facts import Code, Fact, fact
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions

NOW = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
OFFICER = Actor("officer:7")


class Step(StrEnum):
    """What happened to the imagined dossier."""

    TAKEN = "taken"
    DONE = "done"


@fact("tests.stepped")
@dataclass(frozen=True, kw_only=True)
class Stepped(Fact):
    """An imagined dossier went one step."""

    step: Step
    number: int
    due_on: date | None = None
    agencies: tuple[Code, ...] = ()


@fact("tests.dull")
@dataclass(frozen=True, kw_only=True)
class Dull(Fact):
    """Nobody listens to this one."""


def stepped(subject: str = "dossier:1", number: int = 1) -> Stepped:
    """One step of a dossier."""
    return Stepped(
        subject=Code(subject), step=Step.TAKEN, number=number, agencies=(Code("H57.12"), Code("H57.13"))
    )


def append(*facts: Fact, now: datetime = NOW) -> list[int]:
    """Append in a transaction of their own."""
    with transaction.atomic():
        return [actions.append(f, by=OFFICER, now=now + timedelta(seconds=n)) for n, f in enumerate(facts)]


def numbered(count: int, subject: str = "dossier:1", start: int = 0) -> None:
    """Append and number that many steps."""
    append(*(stepped(subject, n) for n in range(start, start + count)))
    actions.sequence()
