"""How is a demonstration loaded? Lives in the order of time, with the clock given, nothing sent."""

import gc
import heapq
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from itertools import count, groupby
from pathlib import Path

from django.conf import settings
from django.db import transaction

from tinhso.casework.reports import actions as reports
from tinhso.core import clock
from tinhso.core.errors import Conflict, Missing, NotPermitted
from tinhso.demo import funnel
from tinhso.demo import province as provinces
from tinhso.demo.accounts import keep_accounts
from tinhso.demo.province import Tell
from tinhso.demo.story import A_DAY, Step, Story
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import locks
from tinhso.foundation.worklist import actions as worklist

TICK = timedelta(hours=6)
FACTS_A_TURN = 20_000
FACTS_AT_ONCE = 20_000
TELLERS = (
    "reports.tell_reporter",
    "reports.tell_officers",
    "oversight.tell_followers",
    "oversight.tell_merged",
    "oversight.compare",
    "doors.tell_zalo",
    "doors.mark_phone",
)
"""Who hears nothing of played history: those who write to people, and those who would act on it only now."""

Coming = list[tuple[datetime, int, Callable[[], object]]]


def load(
    *,
    province: str,
    seed: int,
    days: int,
    boundaries: Path | None,
    now: datetime,
    tell: Tell,
    a_day: int = A_DAY,
) -> None:
    """This will set up the province and play its days, about `a_day` reports on each.

    Raises province.NotEmpty, and what the rooms refuse. The accounts are written last: a database without
    them was not loaded to its end.
    """
    began = time.monotonic()
    with locks.SequencerLock(), _without_garbage():
        with transaction.atomic():
            scene = provinces.set_up(province, boundaries=boundaries, seed=seed, now=now, tell=tell)
        story = Story(scene, seed=seed, days=days, now=now, a_day=a_day)
        number = Play(story, now).run()
        facts = 0
        while done := ledger.sequence(limit=FACTS_A_TURN):
            facts += done
        ledger.pass_over(TELLERS, by=provinces.DEMO, now=now)
        facts += ledger.sequence()
        tell(f"{number} phản ánh trong {days} ngày, {facts} sự kiện, {time.monotonic() - began:.0f} giây")
        _deliver()
        with transaction.atomic():
            audited = funnel.audit(scene.keys["kiemtra"], dice=story.dice, now=now)
        ledger.sequence()
        _deliver()
        ledger.publish_head(now)
        tell(f"{audited} quyết định của máy đã được kiểm tra lại")
    keep_accounts(Path(settings.DATA_DIR), scene.accounts)
    tell(f"xong sau {time.monotonic() - began:.0f} giây")


def _deliver() -> None:
    while ledger.deliver(limit=FACTS_A_TURN, at_once=FACTS_AT_ONCE):
        pass


@contextmanager
def _without_garbage() -> Iterator[None]:
    """Looking for cycles among a million young objects again and again takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()


class Play:
    """Plays every step up to `now` in the order of time, a day in one transaction."""

    def __init__(self, story: Story, now: datetime) -> None:
        self.story = story
        self.now = now
        self.coming: Coming = []
        self.order = count()
        self.next_tick: datetime | None = None

    def run(self) -> int:
        """This will play it all and give the number of reports."""
        number = 0
        for _day, beginnings in groupby(self.story.beginnings(), key=lambda one: clock.local_date(one[0])):
            with transaction.atomic():
                for at, life in beginnings:
                    self._until(at)
                    self._push(at, partial(life.submit, at))
                    number += 1
        with transaction.atomic():
            self._until(self.now)
            _tick(self.now)
        return number

    def _push(self, at: datetime, step: Callable[[], object]) -> None:
        heapq.heappush(self.coming, (at, next(self.order), step))

    def _until(self, at: datetime) -> None:
        while self.coming and self.coming[0][0] <= at:
            moment, _, step = heapq.heappop(self.coming)
            self.next_tick = self.next_tick or moment + TICK
            while self.next_tick <= moment:
                _tick(self.next_tick)
                self.next_tick += TICK
            for then, follow in self._take(step):
                self._push(then, follow)

    def _take(self, step: Callable[[], object]) -> Iterable[Step]:
        try:
            later = step()
        except (Conflict, Missing, NotPermitted):
            # The rules refuse a step whose report went another way meanwhile: sealed, closed, reopened,
            # or that is no step for this person: what is not public nobody else finds.
            return ()
        return later if isinstance(later, list) else ()


def _tick(now: datetime) -> None:
    while worklist.tick(now, notify=False):
        pass
    while reports.resume_waiting(now=now):
        pass
    while reports.close_silent(now=now):
        pass
