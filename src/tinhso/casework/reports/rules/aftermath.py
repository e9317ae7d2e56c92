"""When may the reporter rate the answer, and when ask for it to be done again?"""

from datetime import datetime, timedelta

from tinhso.casework.reports.workflow import DONE, Status

UNSATISFIED = "unsatisfied"


def can_rate(
    *, status: str, satisfaction: str, answered_at: datetime | None, days: int, now: datetime
) -> bool:
    """This will tell whether this round's answer may still be rated: once, within `days` of the answer."""
    if status not in DONE or satisfaction or answered_at is None:
        return False
    return now < answered_at + timedelta(days=days)


def can_reopen(*, status: str, satisfaction: str, round_: int, answered_at: datetime | None, days: int,
               now: datetime) -> bool:  # fmt: skip
    """This will tell whether it may be reopened: once, after "chưa hài lòng", within `days` of the answer."""
    if status not in DONE or satisfaction != UNSATISFIED or round_ != 1 or answered_at is None:
        return False
    return now < answered_at + timedelta(days=days)


def can_reply(*, status: str) -> bool:
    """This will tell whether a question waits for the reporter."""
    return status == Status.WAITING_FOR_CITIZEN
