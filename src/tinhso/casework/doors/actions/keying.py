"""An officer files for somebody who called or came to the counter: the same way in, and who helped."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tinhso.casework.doors import dated
from tinhso.casework.doors.actions.marking import mark_phone
from tinhso.casework.doors.events import ReportTaken
from tinhso.casework.doors.models import Taken
from tinhso.casework.reports import actions as reports
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import NotPermitted
from tinhso.core.facts import Code
from tinhso.core.roles import Actor, Assurance, Role
from tinhso.foundation.ledger import actions as ledger

CHANNELS = ("phone", "counter", "helper")
A_DAY_S = 86_400


def take_in(
    *, body: Mapping[str, Any], began_at: datetime, by: Actor, now: datetime, line: str = "",
    language: str = "vi",
) -> str:  # fmt: skip
    """This will file the report and note the officer who helped; gives its code.

    `body` as for `submit_report`, its channel one of CHANNELS; `began_at` is when the form was opened.
    Raises what `submit_report` raises, NotPermitted without the role.
    """
    if not by.has(Role.INTAKE):
        raise NotPermitted
    channel = body["channel"]
    phone = (body.get("contact") or {}).get("phone")
    confirmed = phone and channel == "phone" and parameters.value(dated.CALL_CONFIRMS, local_date(now))
    with transaction.atomic():
        done = reports.submit_report(
            body=body,
            by=by,
            now=now,
            language=language,
            reporter_assurance=Assurance.PHONE if confirmed else Assurance.ANONYMOUS,
        )
        if done.is_new:
            seconds = min(A_DAY_S, max(0, int((now - began_at).total_seconds())))
            Taken.objects.create(
                report_code=done.code, by=by.key, channel=channel, line=line[:20], seconds=seconds, at=now
            )
            mark_phone(report_id=done.report_id, code=done.code)
            taken = ReportTaken(
                subject=Code(f"report:{done.report_id}"), channel=Code(channel), seconds=seconds
            )
            ledger.append(taken, by=by, now=now)
    return done.code
