"""How is a demonstration loaded? Lives in the order of time, with the clock given, nothing sent."""

import heapq
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tinhso.casework.reports import actions as reports
from tinhso.core.errors import Conflict
from tinhso.demo import province as provinces
from tinhso.demo.accounts import keep_accounts
from tinhso.demo.province import Tell
from tinhso.demo.story import Story
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import locks
from tinhso.foundation.worklist import actions as worklist

TICK = timedelta(hours=6)
STEPS_A_TRANSACTION = 400
FACTS_A_TURN = 20_000
PHOTO_DAYS = 2
"""Only the last days carry photographs: drawing and re-encoding them is the slow part."""


def load(*, province: str, seed: int, days: int, boundaries: Path | None, now: datetime, tell: Tell) -> None:
    """This will set up the province and play its days. Raises province.NotEmpty, and what the rooms refuse.

    All of it is one transaction until the accounts are written: a load that breaks leaves nothing behind.
    """
    began = time.monotonic()
    with locks.SequencerLock(), transaction.atomic():
        scene = provinces.set_up(province, boundaries=boundaries, seed=seed, now=now, tell=tell)
        story = Story(scene, seed=seed, days=days, now=now, photos=PHOTO_DAYS)
        number = play(story.beginnings(), now=now)
        facts = 0
        while done := ledger.sequence(limit=FACTS_A_TURN):
            facts += done
        keep_accounts(Path(settings.DATA_DIR), scene.accounts)
    while ledger.deliver(limit=FACTS_A_TURN):
        pass
    ledger.publish_head(now)
    tell(f"{number} phản ánh trong {days} ngày, {facts} sự kiện, {time.monotonic() - began:.0f} giây")


def play(beginnings: Iterable[tuple[datetime, object]], *, now: datetime) -> int:
    """This will play every step up to `now` in the order of time, and give the number of reports.

    A step that the rules refuse (a report sealed meanwhile, or refused twice) ends that life, as in life.
    """
    order = count()
    coming: list[tuple[datetime, int, Callable[[], object]]] = []
    number, next_tick = 0, None
    for at, life in beginnings:
        next_tick = _until(at, coming, order, next_tick)
        heapq.heappush(coming, (at, next(order), lambda life=life, at=at: life.submit(at)))  # type: ignore[misc]
        number += 1
    _until(now, coming, order, next_tick)
    _tick(now)
    return number


def _until(
    at: datetime,
    coming: list[tuple[datetime, int, Callable[[], object]]],
    order: "count[int]",
    next_tick: datetime | None,
) -> datetime:
    next_tick = next_tick or at + TICK
    while coming and coming[0][0] <= at:
        moment, _, step = heapq.heappop(coming)
        while next_tick <= moment:
            _tick(next_tick)
            next_tick += TICK
        try:
            with transaction.atomic():
                later = step()
        except Conflict:
            continue
        for then, follow in later if isinstance(later, list) else ():
            heapq.heappush(coming, (then, next(order), follow))
    return next_tick


def _tick(now: datetime) -> None:
    while worklist.tick(now, notify=False):
        pass
    while reports.resume_waiting(now=now):
        pass
    while reports.close_silent(now=now):
        pass
