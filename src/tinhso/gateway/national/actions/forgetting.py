"""Wipe the words some time after they did their work; codes, times and digests stay."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.gateway.national import dated
from tinhso.gateway.national.events import Erased
from tinhso.gateway.national.models import (
    Arrival,
    ArrivalState,
    ArrivalWords,
    Call,
    Difference,
    Mirror,
    Telling,
    TellingState,
    Words,
)  # fmt: skip

ENDED = (TellingState.TOLD.value, TellingState.SUPERSEDED.value, TellingState.SET_ASIDE.value)
SETTLED = (ArrivalState.TAKEN.value, ArrivalState.REPLACED.value, ArrivalState.SET_ASIDE.value)
AT_ONCE = 2_000


def tidy(now: datetime) -> int:
    """This will wipe words whose time is over and old calls, and give how many payloads went.

    What waits, is dead, or was not taken in by a room is never wiped here.
    """
    on = local_date(now)
    before = now - timedelta(days=int(parameters.value(dated.KEEP_WORDS_DAYS, on)))
    told = Words.objects.filter(telling__state__in=ENDED, telling__ended_at__lt=before)
    came = ArrivalWords.objects.filter(arrival__state__in=SETTLED, arrival__ended_at__lt=before)
    wiped = 0
    with transaction.atomic():
        for rows in (told, came):
            ids = list(rows.values_list("pk", flat=True)[:AT_ONCE])
            wiped += rows.model.objects.filter(pk__in=ids).delete()[0]
        calls = now - timedelta(days=int(parameters.value(dated.KEEP_CALLS_DAYS, on)))
        Call.objects.filter(at__lt=calls).delete()
        Difference.objects.filter(settled_at__lt=calls).delete()
    return wiped


def erase(*, about: str, by: Actor, now: datetime) -> int:
    """This will wipe at once every word kept about a dossier whose person is to be forgotten.

    What was still to be told is let go. Gives how many payloads went.
    """
    with transaction.atomic():
        mirror = Mirror.objects.select_for_update().filter(about=about).first()
        Telling.objects.filter(mirror__about=about).exclude(state__in=ENDED).update(
            state=TellingState.SET_ASIDE, next_try_at=None, ended_at=now
        )
        wiped = Words.objects.filter(telling__mirror__about=about).delete()[0]
        mine = Q(about=about) | Q(code=mirror.code) if mirror else Q(about=about)
        arrivals = list(Arrival.objects.filter(mine).values_list("pk", flat=True))
        wiped += ArrivalWords.objects.filter(arrival__in=arrivals).delete()[0]
        ledger.append(Erased(subject=Code(about), payloads=wiped), by=by, now=now)
    return wiped
