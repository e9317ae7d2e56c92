"""How does a dossier come in that was filed at the national portal: first its words, then its files?"""

import logging
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction

from tinhso.casework.onestop import dated
from tinhso.casework.onestop.actions import holding, placing, versions
from tinhso.casework.onestop.actions.stepping import lock, version_of
from tinhso.casework.onestop.actions.submit import keep_components, submit
from tinhso.casework.onestop.models import AwaitedFile, Dossier
from tinhso.casework.onestop.rules import mirroring
from tinhso.casework.onestop.rules.filing import Given
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Failed, Refused, Unavailable
from tinhso.core.messages import msg
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files import actions as files
from tinhso.gateway.national import actions as national
from tinhso.gateway.national import queries as portal
from tinhso.gateway.national.queries import ArrivalView
from tinhso.gateway.national.rules.payloads import NationalDossier

log = logging.getLogger("tinhso.onestop")

AT_ONCE = 10


class Broken(Failed):
    """Something in this system is wrong, not with what came."""

    code = "broken"
    sentence = msg("Lỗi của hệ thống khi lấy hồ sơ vào; người vận hành xem nhật ký.")


def take(*, arrival: int, now: datetime) -> None:
    """This will make a dossier of an arrival; a later version of the same one is followed (`versions`).

    Nobody waits for files. A handling unit that is not known here leads to the exceptions desk. The same
    arrival again is nothing; one that is older than what was taken is kept and overwrites nothing. Raises
    what `submit` raises.
    """
    view = portal.arrival(arrival)
    if view.dossier is None or view.is_taken:
        return
    with transaction.atomic():
        known = Dossier.objects.filter(national_code=view.code).values_list("pk", flat=True).first()
        if known is None:
            _begin(view, view.dossier, now)
        else:
            dossier = lock(known)
            national.take(arrival=arrival, about=dossier.subject, by=MACHINE, now=now)
            if not portal.is_overtaken(arrival):
                versions.follow(dossier, view, now=now)
        holding.let_go(view.code, by=MACHINE, now=now)


def take_or_hold(*, arrival: int, now: datetime) -> None:
    """This will take an arrival in; where that is refused, for whatever reason, somebody gets it to do.

    What only stands in the way for now (the database, a store that is away) is raised: the ledger comes back.
    """
    try:
        with transaction.atomic():
            take(arrival=arrival, now=now)
    except (DatabaseError, Unavailable):
        raise
    except Refused as no:
        national.hold(arrival=arrival, refused=no, by=MACHINE, now=now)
        holding.owe(arrival, now=now)
    except Exception:
        # one arrival that meets a mistake of ours holds up none of those behind it, and is not forgotten
        log.exception("arrival %s could not be taken in", arrival)
        national.hold(arrival=arrival, refused=Broken(), by=MACHINE, now=now)
        holding.owe(arrival, now=now)


def _begin(view: ArrivalView, arrived: NationalDossier, now: datetime) -> None:
    unit = _unit(arrived, now)
    agency = unit or agencies.exceptions_desk(on=local_date(now)).code
    filing = mirroring.filing(arrived, agency=agency, is_unplaced=not unit)
    sent = submit(
        filing=versions.marked(filing, arrived),
        by=CITIZEN,
        now=now,
        assurance=versions.assurance(arrived),
        filed_at=min(view.filed_at or now, now),
    )
    dossier = Dossier.objects.get(pk=sent.id)
    national.take(arrival=view.id, about=dossier.subject, by=MACHINE, now=now)
    marks = dossier.components.values_list("mark", flat=True)
    versions.await_files(dossier, view, [one for one in marks if one], now=now)


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
        stored = files.receive_paper(fetched.content, filename=fetched.name, by=MACHINE, now=now)
    except (national.NotFetchable, Unavailable):  # the portal is away, or so is our own store
        waits = parameters.value(dated.FETCH_AGAIN_AFTER, local_date(now))
        row.next_try_at = now + timedelta(minutes=waits[min(row.tries, len(waits) - 1)])
        row.tries += 1
        row.save(update_fields=["next_try_at", "tries"])
        return False
    except Refused as no:
        return _give_up(row, no)
    with transaction.atomic():
        _keep(row, stored.id, now)
        row.next_try_at = None
        row.save(update_fields=["next_try_at"])
    return True


def _keep(row: AwaitedFile, file: str, now: datetime) -> None:
    """Into the row for which it came: what took that row's place meanwhile is not overwritten."""
    dossier = lock(row.dossier_id)
    if row.paper is None:  # waited for since before a file knew its paper
        given = Given(row.component, source=row.source, file=file)
        keep_components(dossier, version_of(dossier), (given,), by=MACHINE, now=now)
        return
    row.paper.file = file
    row.paper.save(update_fields=["file"])
    files.attach_papers([file], owner=f"{dossier.subject}/component:{row.paper.pk}", by=MACHINE, now=now)


def _give_up(row: AwaitedFile, no: Refused) -> bool:
    with transaction.atomic():
        row.next_try_at, row.refused_for = None, no.code[:60]
        row.save(update_fields=["next_try_at", "refused_for"])
        if row.paper is not None:
            row.paper.refused_for = row.refused_for
            row.paper.save(update_fields=["refused_for"])
    return False


def _unit(arrived: NationalDossier, now: datetime) -> str:
    """The body behind the portal's name for it; "" for a name that nobody here bears."""
    on = local_date(now)
    scheme = parameters.value(dated.UNIT_SCHEME, on)
    unit = arrived.handling_unit
    named = agencies.identified(unit, scheme, on=on) or agencies.identified(unit, placing.PORTAL, on=on)
    known = agencies.agency(named or unit, on=on)
    return known.code if known else ""
