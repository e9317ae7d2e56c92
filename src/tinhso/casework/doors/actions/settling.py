"""An officer reads what the machine could not make a report of."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.doors.events import MessageSettled
from tinhso.casework.doors.models import Arrival
from tinhso.core.errors import Conflict, Missing, NotPermitted
from tinhso.core.facts import Code
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger


def settle(*, arrival_id: int, report_code: str = "", by: Actor, now: datetime) -> None:
    """This will close a kept message: with the report made of it, or as nothing to do.

    Raises Missing, Conflict where somebody was faster, NotPermitted without the role.
    """
    if not by.has(Role.INTAKE):
        raise NotPermitted
    outcome = "by_hand" if report_code else "nothing_to_do"
    with transaction.atomic():
        done = Arrival.objects.filter(pk=arrival_id, state="kept").update(
            state="settled", settled_by=by.key, settled_at=now, report_code=report_code,
            outcome=outcome,
        )  # fmt: skip
        if not done:
            raise Conflict if Arrival.objects.filter(pk=arrival_id).exists() else Missing
        ledger.append(
            MessageSettled(subject=Code(f"message:{arrival_id}"), outcome=Code(outcome)), by=by, now=now
        )
