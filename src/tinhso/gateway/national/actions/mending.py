"""What an officer does when the portal did not take something: again, or let it go."""

import json
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from tinhso.core.errors import NotPermitted
from tinhso.core.facts import Code
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import line, sealing
from tinhso.gateway.national.actions.telling import queue
from tinhso.gateway.national.events import Retried, SetAside
from tinhso.gateway.national.models import Difference, Line, Mirror, Telling, TellingState
from tinhso.gateway.national.rules import payloads


def retry(ids: Sequence[int], *, by: Actor, now: datetime) -> int:
    """This will have dead tellings sent again from the start, and tell how many.

    Raises NotPermitted for anybody but an administrator.
    """
    with transaction.atomic():
        dead = _dead(ids, by)
        # a refusal may be remembered under its key over there; what broke may have been taken all the same
        refused = [t.pk for t in dead if t.reason.startswith("refused")]
        Telling.objects.filter(pk__in=refused).update(renewals=F("renewals") + 1)
        Telling.objects.filter(pk__in=[t.pk for t in dead]).update(
            state=TellingState.WAITING, attempts=0, breaks=0, next_try_at=now, ended_at=None, reason=""
        )
        facts = [
            Retried(
                subject=Code(t.mirror.about), kind=Code(t.kind), code=Code(t.mirror.code), number=t.number
            )
            for t in dead
        ]
        ledger.append_all(facts, by=by, now=now)
    return len(dead)


def set_aside(ids: Sequence[int], *, by: Actor, now: datetime) -> int:
    """This will let dead tellings go, so that those behind them go on; tell how many.

    Raises NotPermitted for anybody but an administrator.
    """
    with transaction.atomic():
        dead = _dead(ids, by)
        Telling.objects.filter(pk__in=[t.pk for t in dead]).update(state=TellingState.SET_ASIDE, ended_at=now)
        facts = [
            SetAside(
                subject=Code(t.mirror.about), kind=Code(t.kind), code=Code(t.mirror.code), number=t.number
            )
            for t in dead
        ]
        ledger.append_all(facts, by=by, now=now)
    return len(dead)


def say_again(ids: Sequence[int], *, by: Actor, now: datetime) -> int:
    """This will tell the portal anew what it took last of dossiers that differ; tell of how many.

    The last whole dossier and the last step, in their order, where their words are still kept; where they
    are not, the room that owns the dossier heard `national.differs` and tells it itself.
    Raises NotPermitted for anybody but an administrator.
    """
    _check(by)
    again = 0
    with transaction.atomic():
        for difference in Difference.objects.filter(pk__in=ids, settled_at=None).exclude(about=""):
            mirror = Mirror.objects.select_for_update().filter(about=difference.about).first()
            if mirror is None:
                continue
            told = _last_told(mirror)
            for telling in told:
                words = sealing.unseal(telling.words.sealed)
                status = str(json.loads(words)[_STATUS[telling.kind]])
                key = f"again:{difference.pk}:{telling.pk}:{mirror.tellings_made}"
                queue(mirror, telling.kind, status, words, key=key, now=now)
                fact = Retried(
                    subject=Code(mirror.about),
                    kind=Code(telling.kind),
                    code=Code(mirror.code),
                    number=mirror.tellings_made,
                )
                ledger.append(fact, by=by, now=now)
            again += bool(told)
    return again


_STATUS = {payloads.DOSSIER: "TrangThaiHoSo", payloads.PROGRESS: "TrangThai"}


def wake(*, by: Actor) -> None:
    """This will end the line's rest: somebody knows that the portal is back, or wants a new comparison.

    Raises NotPermitted for anybody but an administrator.
    """
    _check(by)
    line.row()
    Line.objects.filter(pk=line.LINE).update(rests_until=None, failures=0, run_ended_at=None)


def _last_told(mirror: Mirror) -> list[Telling]:
    told = Telling.objects.filter(mirror=mirror, state=TellingState.TOLD, words__isnull=False)
    told = told.select_related("words").order_by("-number")
    last = [found for kind in payloads.KINDS if (found := told.filter(kind=kind).first()) is not None]
    return sorted(last, key=lambda telling: telling.number)


def _dead(ids: Sequence[int], by: Actor) -> list[Telling]:
    _check(by)
    rows = Telling.objects.select_for_update(of=("self",)).filter(pk__in=ids, state=TellingState.DEAD)
    return list(rows.select_related("mirror").order_by("pk"))


def _check(by: Actor) -> None:
    if not by.has(Role.ADMINISTRATOR):
        raise NotPermitted
