"""Which province does this deployment serve? Chosen once, by the first province that comes in."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.places import events
from tinhso.foundation.places.models import Area, Jurisdiction
from tinhso.foundation.places.queries import UnknownPlace
from tinhso.foundation.places.rules import Level


class AlreadyServed(Conflict):
    """The served province already changes on that day."""

    code = "already-served"
    sentence = msg("Từ ngày này đã có tỉnh được phục vụ.")


def serve_province(code: str, *, structure: str, valid_from: date, by: Actor, now: datetime) -> None:
    """This will make the province the one served from `valid_from` on; the one before ends there.

    Raises UnknownPlace for a province not in the register, AlreadyServed where that day is taken.
    """
    known = Area.objects.filter(code=code, structure=structure, level=Level.PROVINCE)
    if not known.filter(valid_from__lte=valid_from).exists():
        raise UnknownPlace(place=code, on=f"{valid_from:%d/%m/%Y}")
    with transaction.atomic():
        if Jurisdiction.objects.filter(valid_from=valid_from).exists():
            raise AlreadyServed
        later = Jurisdiction.objects.filter(valid_from__gt=valid_from).order_by("valid_from").first()
        before = Jurisdiction.objects.filter(valid_from__lt=valid_from).order_by("-valid_from").first()
        if before is not None and (before.valid_to is None or before.valid_to > valid_from):
            before.valid_to = valid_from
            before.save(update_fields=["valid_to"])
        Jurisdiction.objects.create(
            code=code,
            structure=structure,
            valid_from=valid_from,
            valid_to=later.valid_from if later else None,
        )
        fact = events.ProvinceServed(subject=Code(f"area:{structure}:{code}"), valid_from=valid_from)
        ledger.append(fact, by=by, now=now)


def serve(code: str, *, on: date | None = None, by: Actor, now: datetime) -> date:
    """This will serve a province of the register and give the day from which: all else is known already.

    The first one is served from the day its area begins, a later one from today, where `on` names no day.
    Raises UnknownPlace, AlreadyServed.
    """
    today = local_date(now)
    day = on or today
    is_valid = Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gt=day))
    row = Area.objects.filter(is_valid, code=code, level=Level.PROVINCE).defer("boundary").first()
    if row is None:
        raise UnknownPlace(place=code, on=f"{day:%d/%m/%Y}")
    if on is None and not Jurisdiction.objects.exists():
        day = row.valid_from
    serve_province(code, structure=row.structure, valid_from=day, by=by, now=now)
    return day


def serve_if_none(code: str, *, structure: str, valid_from: date, by: Actor, now: datetime) -> None:
    """This will serve the province unless this deployment serves one already."""
    if not Jurisdiction.objects.exists():
        serve_province(code, structure=structure, valid_from=valid_from, by=by, now=now)
