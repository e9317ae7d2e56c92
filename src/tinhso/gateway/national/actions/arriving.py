"""Keep what the portal brings: once for each dossier and content, as it came, before anybody reads it.

What cannot be read is kept too, in a list of its own, and holds up nobody. What comes again is counted; what
comes late (the portal wrote it before what is already here) is kept and announced to nobody.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from tinhso.core.errors import Conflict, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import sealing
from tinhso.gateway.national.actions.telling import locked
from tinhso.gateway.national.events import ArrivalMalformed, DossierArrived, DossierTaken
from tinhso.gateway.national.models import UNSENT, Arrival, ArrivalState, ArrivalWords, Telling
from tinhso.gateway.national.rules import comparing, payloads
from tinhso.gateway.national.rules.reading import CODE, Read, unstamp

READABLE = (
    ArrivalState.NEW.value, ArrivalState.STUCK.value, ArrivalState.TAKEN.value, ArrivalState.REPLACED.value
)  # fmt: skip


class NoSuchArrival(Missing):
    """There is no such arrival (404)."""

    sentence = msg("Không tìm thấy hồ sơ đến này.")


class NotReadable(Conflict):
    """A malformed arrival cannot become a dossier (409)."""

    code = "arrival-malformed"
    sentence = msg("Hồ sơ đến này không đọc được nên chưa thể lấy vào.")


class TakenElsewhere(Conflict):
    """The arrival became another dossier already (409)."""

    code = "arrival-taken"
    sentence = msg("Hồ sơ đến này đã được lấy vào một hồ sơ khác.")


def hear(items: Sequence[Any], *, now: datetime) -> list[int]:
    """This will keep what the portal brought, and give the ids of what is new, malformed ones among them.

    An item is {"CapNhatLuc": …, "HoSo": {…}}, or the dossier itself.
    """
    kept = [_keep(item, now) for item in items]
    return [found for found in kept if found is not None]


def take(*, arrival: int, about: str, by: Actor, now: datetime) -> str:
    """This will say that an arrival became "dossier:12", and give its code at the portal; again is nothing.

    A later version of the same dossier is taken for the same `about`. Raises NoSuchArrival, NotReadable,
    TakenElsewhere, AnotherDossier.
    """
    with transaction.atomic():
        row = Arrival.objects.select_for_update().filter(pk=arrival).first()
        if row is None:
            raise NoSuchArrival
        if row.state not in READABLE:
            raise NotReadable
        if row.state == ArrivalState.TAKEN:
            if row.about != about:
                raise TakenElsewhere
            return row.code
        mirror = locked(about, row.code)
        is_newest = row.state in (ArrivalState.NEW, ArrivalState.STUCK)
        row.state, row.about, row.ended_at, row.problems = ArrivalState.TAKEN, about, now, []
        row.save(update_fields=["state", "about", "ended_at", "problems"])
        if is_newest and not Telling.objects.filter(mirror=mirror, state__in=UNSENT).exists():
            mirror.status = row.status
            mirror.known = {**mirror.known, comparing.STATUS: row.status}
            mirror.known_at = now
            mirror.save(update_fields=["status", "known", "known_at"])
        fact = DossierTaken(subject=Code(f"arrival:{row.pk}"), about=Code(about), code=Code(row.code))
        ledger.append(fact, by=by, now=now)
        return row.code


def _keep(item: Any, now: datetime) -> int | None:
    is_wrapped = isinstance(item, Mapping) and "HoSo" in item
    raw = item["HoSo"] if is_wrapped else item
    changed_at = unstamp(str(item.get("CapNhatLuc") or "")) if is_wrapped else None
    words = sealing.canonical(raw)
    read = payloads.read_dossier(raw)
    code = _code_of(raw)
    if _seen_before(code, words, changed_at, now):
        return None
    try:
        with transaction.atomic():
            return _store(code, words, read, changed_at, now)
    except IntegrityError:  # the same came by the other door at this moment
        _seen_before(code, words, changed_at, now)
        return None


def _code_of(raw: Any) -> str:
    code = raw.get("MaHoSo") if isinstance(raw, Mapping) else None
    return code.strip() if isinstance(code, str) and CODE.fullmatch(code.strip()) and len(code) <= 60 else ""


def _seen_before(code: str, words: str, changed_at: datetime | None, now: datetime) -> bool:
    """The same content again; but not where the applicant went back to it after saying something else."""
    marks = sealing.marks(_returned(words, changed_at)) if changed_at else []
    found = Arrival.objects.filter(code=code, digest__in=[*sealing.marks(words), *marks])
    if changed_at and found.exists() and not found.filter(digest__in=marks).exists():
        readable = Arrival.objects.filter(code=code, state__in=READABLE)
        newest = readable.order_by("-version").first()
        is_old = newest is not None and not found.filter(pk=newest.pk).exists()
        if is_old and newest and newest.changed_at and changed_at > newest.changed_at:
            return False
    return bool(found.update(times_seen=F("times_seen") + 1, last_seen_at=now))


def _returned(words: str, changed_at: datetime | None) -> str:
    """How a content is told apart from itself when it comes back: by the portal's time."""
    return f"{changed_at.isoformat()} {words}" if changed_at else words


def _store(
    code: str, words: str, read: Read[payloads.NationalDossier], changed_at: datetime | None, now: datetime
) -> int:
    newest = Arrival.objects.filter(code=code, state__in=READABLE).aggregate(
        v=Max("version"), at=Max("changed_at")
    )
    is_late = bool(changed_at and newest["at"] and changed_at < newest["at"])
    dossier = read.value
    is_back = Arrival.objects.filter(code=code, digest__in=sealing.marks(words)).exists()
    state = ArrivalState.MALFORMED if dossier is None else ArrivalState.NEW
    state = ArrivalState.REPLACED if dossier is not None and is_late else state
    arrival = Arrival.objects.create(
        code=code,
        digest=sealing.mark(_returned(words, changed_at) if is_back else words),
        version=(newest["v"] or 0) + 1,
        procedure=dossier.procedure if dossier else "",
        status=dossier.status if dossier else "",
        filed_at=dossier.filed_at if dossier else None,
        changed_at=changed_at,
        arrived_at=now,
        last_seen_at=now,
        state=state,
        problems=[{"field": w.field, "code": w.code, "message": w.message.as_json()} for w in read.wrong],
        unknown=sorted(read.unknown),
        ended_at=now if state == ArrivalState.REPLACED else None,
    )
    ArrivalWords.objects.create(arrival=arrival, sealed=sealing.seal(words))
    subject = Code(f"arrival:{arrival.pk}")
    if dossier is None:
        ledger.append(ArrivalMalformed(subject=subject, wrong=len(read.wrong)), by=MACHINE, now=now)
    elif state == ArrivalState.NEW:
        waiting = (ArrivalState.NEW, ArrivalState.STUCK, ArrivalState.MALFORMED)
        older = Arrival.objects.filter(code=code, state__in=waiting)
        older.exclude(pk=arrival.pk).update(state=ArrivalState.REPLACED, ended_at=now)
        fact = DossierArrived(
            subject=subject,
            code=Code(code),
            procedure=Code(dossier.procedure),
            status=Code(dossier.status),
            version=arrival.version,
        )
        ledger.append(fact, by=MACHINE, now=now)
    return arrival.pk
