"""Who looks after what the portal brought and nobody could take in? The exceptions desk, by its worklist.

The arrival itself stays in the portal's room, with the reason; the duty leads there. It ends when a version
of the same dossier was taken in, or somebody put the arrival aside.
"""

from datetime import datetime

from tinhso.casework.onestop.actions import stepping
from tinhso.casework.onestop.rules import deadlines
from tinhso.core.clock import local_date
from tinhso.core.roles import MACHINE, Actor
from tinhso.core.translation import say
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist
from tinhso.foundation.worklist.actions import ItemSpec
from tinhso.gateway.national import addresses
from tinhso.gateway.national import queries as portal

TAKE = "take_arrival"
"""The word of the duty on the worklist."""


def owe(arrival: int, *, now: datetime) -> None:
    """This will put an arrival that became no dossier on the desk of exceptions, once."""
    view = portal.arrival(arrival)
    if not view.waits_for_a_person or worklist.began(view.subject, TAKE):
        return
    for_whom = view.code or f"{view.id}"
    why = "; ".join(say(message) for _field, _code, message in view.problems[:3])
    calendar = workdays.calendar(workdays.OFFICE)
    for one in portal.arrivals_of(view.code) if view.code else ():
        if not one.waits_for_a_person:  # this version took its place
            worklist.cancel(one.subject, TAKE, by=MACHINE, now=now)
    spec = ItemSpec(
        subject=view.subject, duty=TAKE, agency_code=agencies.exceptions_desk(on=local_date(now)).code,
        title=f"Hồ sơ {for_whom} từ Cổng quốc gia chưa lấy vào được", summary=why[:1000],
        url=addresses.arrival(arrival), calendar=workdays.OFFICE, started_at=now,
        # for the citizen it is filed: its time to be taken in runs as for every dossier
        due_at=deadlines.accept_by(calendar, now, stepping.counting(now)), tags=("dossier",),
    )  # fmt: skip
    worklist.open_items([spec], by=MACHINE, now=now)


def let_go(code: str, *, by: Actor, now: datetime) -> None:
    """This will end the duties about a dossier of the portal: one of its versions was taken in."""
    for one in portal.arrivals_of(code) if code else ():
        worklist.complete(one.subject, TAKE, by=by, now=now)


def put_aside(arrival: int, *, by: Actor, now: datetime) -> None:
    """This will end the duty about an arrival that somebody put aside."""
    worklist.cancel(portal.arrival(arrival).subject, TAKE, by=by, now=now)
