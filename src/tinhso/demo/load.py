"""How is a demonstration loaded? Lives in the order of time, with the clock given, nothing sent."""

import gc
import heapq
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import partial
from itertools import count, groupby
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from tinhso.casework.reports import actions as reports
from tinhso.core import clock
from tinhso.core.errors import Conflict, Missing, NotPermitted
from tinhso.demo import funnel
from tinhso.demo import province as provinces
from tinhso.demo.accounts import keep_accounts
from tinhso.demo.dossiers.money import provider
from tinhso.demo.dossiers.people import known_citizens
from tinhso.demo.dossiers.year import DAYS, NUMBER, Year
from tinhso.demo.province import Tell
from tinhso.demo.story import A_DAY, Step, Story
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.ledger import locks
from tinhso.foundation.worklist import actions as worklist
from tinhso.overview.quality import actions as index

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
    "onestop.tell_applicant",
    "onestop.tell_portal",
    "onestop.note_payment",
)
"""Who hears nothing of played history: those who write to people or to the national portal, those who would
act on it only now, and who notes that a fee is paid: the play did it at once."""

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
    dossier_days: int | None = None,
    dossiers: int = NUMBER,
) -> None:
    """This will set up the province and play its days, about `a_day` reports on each, and its dossiers.

    Of dossiers, `dossiers` a year, it plays `dossier_days`: a whole year for ninety days of reports.

    Raises province.NotEmpty, and what the rooms refuse. The accounts are written last: a database without
    them was not loaded to its end.
    """
    began = time.monotonic()
    dossier_days = round(days * DAYS / 90) if dossier_days is None else dossier_days
    with locks.SequencerLock(), _without_garbage(), provider() as simulator:
        with transaction.atomic():
            scene = provinces.set_up(province, boundaries=boundaries, seed=seed, now=now, tell=tell)
        story = Story(scene, seed=seed, days=days, now=now, a_day=a_day)
        year = Year(scene, simulator, seed=seed, days=dossier_days, now=now, number=dossiers)
        told = Play([story, year], now).run()
        facts = 0
        while done := ledger.sequence(limit=FACTS_A_TURN):
            facts += done
        ledger.pass_over(TELLERS, by=provinces.DEMO, now=now)
        facts += ledger.sequence()
        tell(f"{told[Story]} phản ánh trong {days} ngày, {told[Year]} hồ sơ trong {dossier_days} ngày")
        tell(f"{facts} sự kiện, {time.monotonic() - began:.0f} giây")
        _deliver()
        with transaction.atomic():
            audited = funnel.audit(scene.keys["kiemtra"], dice=story.dice, now=now)
        ledger.sequence()
        _deliver()
        ledger.publish_head(now)
        index.count_anew(since=clock.local_date(year.first), until=_tomorrow(now), now=now)
        tell(f"{audited} quyết định của máy đã được kiểm tra lại")
    keep_accounts(Path(settings.DATA_DIR), [*scene.accounts, *known_citizens()])
    tell(f"xong sau {time.monotonic() - began:.0f} giây")


def _tomorrow(now: datetime) -> date:
    return clock.local_date(now) + timedelta(days=1)


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

    def __init__(self, stories: Sequence[Story | Year], now: datetime) -> None:
        self.stories = stories
        self.now = now
        self.coming: Coming = []
        self.order = count()
        self.next_tick: datetime | None = None

    def run(self) -> Counter[type]:
        """This will play it all and tell how much began in each story."""
        told: Counter[type] = Counter()
        coming = heapq.merge(*map(_begun, self.stories), key=lambda one: one[0])
        for _day, beginnings in groupby(coming, key=lambda one: clock.local_date(one[0])):
            with transaction.atomic():
                for at, life, story in beginnings:
                    self._until(at)
                    self._push(at, partial(life.submit, at))
                    told[story] += 1
        with transaction.atomic():
            self._until(self.now)
            _tick(self.now)
        return told

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


def _begun(story: Story | Year) -> Iterator[tuple[datetime, Any, type]]:
    for at, life in story.beginnings():
        yield at, life, type(story)


def _tick(now: datetime) -> None:
    while worklist.tick(now, notify=False):
        pass
    while reports.resume_waiting(now=now):
        pass
    while reports.close_silent(now=now):
        pass
