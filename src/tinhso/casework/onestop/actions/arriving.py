"""How does a dossier come in that was filed at the national portal: first its words, then its files?"""

from datetime import datetime

from django.db import transaction

from tinhso.casework.onestop.actions import supplementing
from tinhso.casework.onestop.actions.ending import withdraw
from tinhso.casework.onestop.actions.stepping import lock, version_of
from tinhso.casework.onestop.actions.submit import keep_components, submit
from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.rules import mirroring
from tinhso.casework.onestop.rules.filing import Given
from tinhso.casework.onestop.workflow import OPEN, Business
from tinhso.core.clock import local_date
from tinhso.core.roles import CITIZEN, MACHINE, Assurance
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files import actions as files
from tinhso.gateway.national import actions as national
from tinhso.gateway.national import queries as portal
from tinhso.gateway.national.rules.payloads import NationalDossier
from tinhso.gateway.national.workflow import Status


def take(*, arrival: int, now: datetime) -> None:
    """This will make a dossier of an arrival; a later version of the same one supplements or withdraws it.

    Nobody waits for files. A handling unit that is not known here leads to the exceptions desk.
    """
    view = portal.arrival(arrival)
    if view.dossier is None:
        return
    done = Dossier.objects.filter(national_code=view.code).first()
    if done is None:
        agency = _agency(view.dossier, now)
        sent = submit(
            filing=mirroring.filing(view.dossier, agency=agency),
            by=CITIZEN,
            now=now,
            assurance=Assurance.IDENTITY if view.dossier.account_is_verified else Assurance.PHONE,
            filed_at=min(view.filed_at or now, now),
        )
        national.take(arrival=arrival, about=f"dossier:{sent.id}", by=MACHINE, now=now)
        return
    national.take(arrival=arrival, about=done.subject, by=MACHINE, now=now)
    if view.dossier.status == Status.WITHDRAWN and done.business in OPEN:
        withdraw(dossier_id=done.pk, reason="Rút trên Cổng Dịch vụ công quốc gia", by=CITIZEN, now=now)
    elif view.version > 1 and done.business == Business.SUPPLEMENTING:
        given = mirroring.given(view.dossier, ())
        supplementing.supply(dossier_id=done.pk, given=given, by=CITIZEN, now=now)


def fetch_papers(*, arrival: int, now: datetime) -> None:
    """This will bring the files of an arrival to the components that wait for them; again does nothing.

    Raises NotFetchable while the portal does not give them.
    """
    view = portal.arrival(arrival)
    dossier = Dossier.objects.filter(national_code=view.code).first()
    if view.dossier is None or dossier is None:
        return
    for place, document in enumerate(view.dossier.documents):
        if not document.url or not document.component or document.is_deleted:
            continue
        waiting = dossier.components.filter(
            code=document.component, replaced_at__isnull=True, file="", paper=""
        )
        if not waiting.exists():
            continue
        fetched = national.fetch_file(arrival=arrival, position=place, now=now)
        stored = files.receive(fetched.content, filename=document.name, by=MACHINE, now=now)
        with transaction.atomic():
            locked = lock(dossier.pk)
            if waiting.exists():
                given = Given(document.component, source=waiting[0].source, file=stored.id)
                keep_components(locked, version_of(locked), (given,), by=MACHINE, now=now)


def _agency(arrived: NationalDossier, now: datetime) -> str:
    on = local_date(now)
    known = agencies.agency(arrived.handling_unit, on=on)
    return known.code if known else agencies.exceptions_desk(on=on).code
