"""How does a dossier come in that was filed at the national portal: first its words, then its files?"""

from datetime import datetime, timedelta

from django.db import transaction

from tinhso.casework.onestop import dated
from tinhso.casework.onestop.actions import placing, supplementing
from tinhso.casework.onestop.actions.ending import withdraw
from tinhso.casework.onestop.actions.stepping import lock, version_of
from tinhso.casework.onestop.actions.submit import keep_components, submit
from tinhso.casework.onestop.models import AwaitedFile, Dossier
from tinhso.casework.onestop.rules import mirroring
from tinhso.casework.onestop.rules.filing import Given
from tinhso.casework.onestop.workflow import OPEN, Business
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Refused
from tinhso.core.roles import CITIZEN, MACHINE, Assurance
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files import actions as files
from tinhso.gateway.national import actions as national
from tinhso.gateway.national import queries as portal
from tinhso.gateway.national.queries import ArrivalView
from tinhso.gateway.national.rules.payloads import NationalDossier
from tinhso.gateway.national.workflow import Status

AT_ONCE = 10


def take(*, arrival: int, now: datetime) -> None:
    """This will make a dossier of an arrival; a later version of the same one supplements or withdraws it.

    Nobody waits for files. A handling unit that is not known here leads to the exceptions desk.
    """
    view = portal.arrival(arrival)
    if view.dossier is None:
        return
    done = Dossier.objects.filter(national_code=view.code).first()
    if done is None:
        unit = _unit(view.dossier, now)
        agency = unit or agencies.exceptions_desk(on=local_date(now)).code
        sent = submit(
            filing=mirroring.filing(view.dossier, agency=agency, is_unplaced=not unit),
            by=CITIZEN,
            now=now,
            assurance=Assurance.IDENTITY if view.dossier.account_is_verified else Assurance.PHONE,
            filed_at=min(view.filed_at or now, now),
        )
        national.take(arrival=arrival, about=f"dossier:{sent.id}", by=MACHINE, now=now)
        _await_files(sent.id, view, now)
        return
    national.take(arrival=arrival, about=done.subject, by=MACHINE, now=now)
    if view.dossier.status == Status.WITHDRAWN:
        if done.business in OPEN:
            withdraw(dossier_id=done.pk, reason="Rút trên Cổng Dịch vụ công quốc gia", by=CITIZEN, now=now)
    elif view.version > 1 and done.business == Business.SUPPLEMENTING:
        new = _await_files(done.pk, view, now)
        papers = mirroring.given(view.dossier)
        given = [one for one in papers if one.code in new] or papers
        supplementing.supply(dossier_id=done.pk, given=given, by=CITIZEN, now=now)


def _await_files(dossier_id: int, view: ArrivalView, now: datetime) -> set[str]:
    """Gives the components whose files are new; those of an earlier version are here or on their way."""
    if view.dossier is None:
        return set()
    held = AwaitedFile.objects.filter(dossier_id=dossier_id).count()
    rows = [
        AwaitedFile(
            dossier_id=dossier_id, arrival=view.id, position=place, component=mirroring.component(one),
            source=mirroring.source(one), next_try_at=now,
        )
        for place, one in enumerate(view.dossier.documents)
        if place >= held and one.url and one.component and not one.is_deleted
    ]  # fmt: skip
    AwaitedFile.objects.bulk_create(rows, ignore_conflicts=True)
    return {row.component for row in rows}


def fetch_files(*, now: datetime) -> int:
    """This will fetch some of the files that are waited for, each in its own transaction; gives how many.

    Call it in no transaction: the portal may be slow. A file that cannot be had now is tried again, one
    that is no picture and no PDF is refused for good and shown to the officer.
    """
    waiting = AwaitedFile.objects.filter(next_try_at__lte=now).order_by("next_try_at", "id")
    return sum(_fetch(row, now) for row in list(waiting[:AT_ONCE]))


def _fetch(row: AwaitedFile, now: datetime) -> bool:
    try:
        fetched = national.fetch_file(arrival=row.arrival, position=row.position, now=now)
    except national.NotFetchable:
        waits = parameters.value(dated.FETCH_AGAIN_AFTER, local_date(now))
        row.next_try_at = now + timedelta(minutes=waits[min(row.tries, len(waits) - 1)])
        row.tries += 1
        row.save(update_fields=["next_try_at", "tries"])
        return False
    except national.NotReadable as no:
        return _give_up(row, no)
    try:
        stored = files.receive_paper(fetched.content, filename=fetched.name, by=MACHINE, now=now)
    except Refused as no:
        return _give_up(row, no)
    with transaction.atomic():
        dossier = lock(row.dossier_id)
        given = Given(row.component, source=row.source, file=stored.id)
        keep_components(dossier, version_of(dossier), (given,), by=MACHINE, now=now)
        row.next_try_at = None
        row.save(update_fields=["next_try_at"])
    return True


def _give_up(row: AwaitedFile, no: Refused) -> bool:
    row.next_try_at, row.refused_for = None, no.code
    row.save(update_fields=["next_try_at", "refused_for"])
    return False


def _unit(arrived: NationalDossier, now: datetime) -> str:
    """The body behind the portal's name for it; "" for a name that nobody here bears."""
    on = local_date(now)
    scheme = parameters.value(dated.UNIT_SCHEME, on)
    unit = arrived.handling_unit
    named = agencies.identified(unit, scheme, on=on) or agencies.identified(unit, placing.PORTAL, on=on)
    known = agencies.agency(named or unit, on=on)
    return known.code if known else ""
