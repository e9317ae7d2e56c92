"""What does the room announce? Who keyed a report in, what was kept for a person, what they made of it."""

from dataclasses import dataclass

from tinhso.core.facts import Code, Fact, fact


@fact("doors.report_taken")
@dataclass(frozen=True, kw_only=True)
class ReportTaken(Fact):
    """An officer (the actor) filed a report ("report:12") for somebody who called or came."""

    channel: Code
    seconds: int


@fact("doors.message_arrived")
@dataclass(frozen=True, kw_only=True)
class MessageArrived(Fact):
    """A message came in ("message:12") by SMS, Zalo or mail."""

    door: Code


@fact("doors.message_read")
@dataclass(frozen=True, kw_only=True)
class MessageRead(Fact):
    """The machine read a message: it became part of a report, a question, or waits for a person."""

    state: Code
    outcome: Code


@fact("doors.message_wiped")
@dataclass(frozen=True, kw_only=True)
class MessageWiped(Fact):
    """The words, place and pictures' ids of a message ("message:12") were let go; its row is a tombstone."""


@fact("doors.message_settled")
@dataclass(frozen=True, kw_only=True)
class MessageSettled(Fact):
    """An officer read a kept message: a report was made of it, or there was nothing to do."""

    outcome: Code


@fact("doors.phone_confirmed")
@dataclass(frozen=True, kw_only=True)
class PhoneConfirmed(Fact):
    """Somebody typed the code that went to a telephone ("confirmation:12")."""
