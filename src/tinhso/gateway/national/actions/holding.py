"""What becomes of an arrival that no room could take in? It waits with its reason until a person tries again
or puts it aside."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid, NotPermitted, Refused
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import owners
from tinhso.gateway.national.actions.arriving import NoSuchArrival
from tinhso.gateway.national.events import ArrivalHeld, ArrivalRetried, ArrivalSetAside
from tinhso.gateway.national.models import Arrival, ArrivalState

OPEN = (ArrivalState.NEW.value, ArrivalState.STUCK.value)
FOR_A_PERSON = (ArrivalState.MALFORMED.value, ArrivalState.STUCK.value)


class NotHeld(Conflict):
    """Nobody has to take this arrival in any more (409)."""

    code = "arrival-not-held"
    sentence = msg("Hồ sơ đến này không còn chờ ai lấy vào; xin tải lại trang.")


def may_mend(*, by: Actor, now: datetime) -> bool:
    """This will tell whether somebody looks after arrivals: an administrator, or the exceptions desk."""
    if by.has(Role.ADMINISTRATOR):
        return True
    if not by.bodies(Role.COORDINATOR):
        return False
    return by.has(Role.COORDINATOR, agencies.exceptions_desk(on=local_date(now)).code)


def hold(*, arrival: int, refused: Refused, by: Actor, now: datetime) -> None:
    """This will keep why an arrival could not be taken in. One that was taken stays so.

    Raises NoSuchArrival.
    """
    with transaction.atomic():
        row = Arrival.objects.select_for_update().filter(pk=arrival).first()
        if row is None:
            raise NoSuchArrival
        if row.state not in OPEN:
            return
        row.state, row.problems = ArrivalState.STUCK, _why(refused)
        row.save(update_fields=["state", "problems"])
        fact = ArrivalHeld(subject=Code(f"arrival:{row.pk}"), reason=Code(refused.code))
        ledger.append(fact, by=by, now=now)


def take_again(*, arrival: int, by: Actor, now: datetime) -> str:
    """This will have a held arrival taken in now, and give what it became ("dossier:12").

    Raises NotPermitted, NoSuchArrival, NotHeld, and why it still cannot be, which is kept in its row.
    """
    if not may_mend(by=by, now=now):
        raise NotPermitted
    row = Arrival.objects.filter(pk=arrival).first()
    if row is None:
        raise NoSuchArrival
    if row.state not in OPEN:
        raise NotHeld
    try:
        with transaction.atomic():
            ledger.append(ArrivalRetried(subject=Code(f"arrival:{row.pk}")), by=by, now=now)
            owners.take(arrival=arrival, now=now)
    except Refused as no:
        Arrival.objects.filter(pk=arrival, state__in=OPEN).update(state=ArrivalState.STUCK, problems=_why(no))
        raise
    row.refresh_from_db(fields=["about"])
    return row.about


def set_arrivals_aside(ids: Sequence[int], *, by: Actor, now: datetime) -> int:
    """This will put malformed and held arrivals aside, which a person looked into; tell how many.

    Raises NotPermitted for anybody but an administrator and the exceptions desk.
    """
    if not may_mend(by=by, now=now):
        raise NotPermitted
    with transaction.atomic():
        rows = Arrival.objects.select_for_update().filter(pk__in=ids, state__in=FOR_A_PERSON)
        found = list(rows.values_list("pk", flat=True))
        Arrival.objects.filter(pk__in=found).update(state=ArrivalState.SET_ASIDE, ended_at=now)
        facts = [ArrivalSetAside(subject=Code(f"arrival:{pk}")) for pk in found]
        ledger.append_all(facts, by=by, now=now)
    return len(found)


def _why(refused: Refused) -> list[dict[str, object]]:
    """Fields, codes and sentences, never what the applicant wrote."""
    if isinstance(refused, Invalid) and refused.errors:
        return [
            {"field": one.field, "code": refused.code, "message": one.message.as_json()}
            for one in refused.errors
        ]
    return [{"field": "", "code": refused.code, "message": refused.message.as_json()}]
