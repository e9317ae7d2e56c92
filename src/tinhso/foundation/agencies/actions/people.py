"""How does an agency get its rooms and its duty roster?"""

from datetime import date, datetime, time

from django.db import transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.agencies.actions.permits import (
    check_can_administer,
    check_code,
    check_lengths,
    check_said,
    find,
)
from tinhso.foundation.agencies.events import DutySet, UnitAdded, agency_subject
from tinhso.foundation.agencies.models import DutyRoster, Unit
from tinhso.foundation.ledger import actions as ledger


class UnitExists(Conflict):
    """The agency has a room with this code from this day."""

    code = "unit-exists"
    sentence = msg("Cơ quan đã có phòng mang mã %(unit)s.")


def add_unit(
    *,
    agency: str,
    code: str,
    name: str,
    valid_from: date,
    citation: str = "",
    is_sample: bool = False,
    by: Actor,
    now: datetime,
) -> int:
    """This will give an agency a room (phòng). Raises NotPermitted, Invalid, UnknownAgency, UnitExists."""
    check_can_administer(agency, by=by)
    check_code("code", code)
    check_said(name=name)
    check_lengths(Unit, {"name": name, "citation": citation})
    with transaction.atomic():
        row, made = Unit.objects.get_or_create(
            agency=find(agency),
            code=code,
            valid_from=valid_from,
            defaults={"name": name, "citation": citation, "is_sample": is_sample},
        )
        if not made:
            raise UnitExists(unit=code)
        fact = UnitAdded(subject=agency_subject(agency), unit=Code(code), valid_from=valid_from)
        ledger.append(fact, by=by, now=now)
    return row.pk


def set_duty(
    *,
    agency: str,
    officer: str,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    weekdays: str = "",
    from_time: time | None = None,
    to_time: time | None = None,
    phone_note: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    now: datetime,
) -> int:
    """This will put an officer ("officer:12") on the roster: a period, or weekly on ISO days such as "67".

    Weekly times are Vietnamese clock time; `to_time` <= `from_time` runs into the next morning.
    Raises NotPermitted, Invalid, UnknownAgency.
    """
    check_can_administer(agency, by=by)
    prefix, _, number = officer.partition(":")
    if prefix != "officer" or not number.isdecimal() or not number.isascii():
        raise Invalid.field("officer", msg("Xin chọn cán bộ trực."))
    period = bool(starts_at and ends_at and ends_at > starts_at)
    weekly = bool(weekdays and set(weekdays) <= set("1234567") and from_time and to_time)
    if period == weekly or (weekly and (starts_at or ends_at)) or (period and weekdays):
        raise Invalid.field("starts_at", msg("Xin ghi một khoảng thời gian, hoặc ngày và giờ trong tuần."))
    check_lengths(DutyRoster, {"phone_note": phone_note, "officer": officer})
    with transaction.atomic():
        row = DutyRoster.objects.create(
            agency=find(agency),
            officer=officer,
            starts_at=starts_at,
            ends_at=ends_at,
            weekdays="".join(sorted(set(weekdays))),
            from_time=from_time,
            to_time=to_time,
            phone_note=phone_note,
            valid_from=valid_from or local_date(now),
            valid_to=valid_to,
        )
        ledger.append(DutySet(subject=agency_subject(agency), officer=Code(officer)), by=by, now=now)
    return row.pk


def end_duty(*, duty_id: int, valid_to: date, by: Actor, now: datetime) -> None:
    """This will take an officer off a weekly roster from a day. Raises NotPermitted, Missing, Invalid."""
    with transaction.atomic():
        row = DutyRoster.objects.select_related("agency").filter(pk=duty_id).first()
        if row is None:
            raise Missing()
        check_can_administer(row.agency.code, by=by)
        if valid_to <= row.valid_from:
            raise Invalid.field("valid_to", msg("Ngày kết thúc phải sau ngày bắt đầu."))
        row.valid_to = valid_to
        row.save()
        fact = DutySet(subject=agency_subject(row.agency.code), officer=Code(row.officer))
        ledger.append(fact, by=by, now=now)
