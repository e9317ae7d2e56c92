"""An hour in which the portal misbehaves: do both sides say the same after it, nothing doubled, order kept?

Time is given, minute by minute, to both sides. A room of the test takes in what arrives and tells four steps
of each dossier, one every few minutes; a worker delivers, pulls and compares every minute, and dies now and
then between the portal's answer and its own commit. Then the portal mends, and an officer looks after what
is left.
"""

import contextlib
import json
from datetime import timedelta

import pytest

from tinhso.core.roles import MACHINE
from tinhso.gateway.national import actions, queries
from tinhso.gateway.national.actions import delivering, pulling
from tinhso.gateway.national.models import Arrival, Mirror, Telling
from tinhso.gateway.national.rules import payloads
from tinhso.gateway.national.simulator import Plan
from tinhso.gateway.national.tests import factories
from tinhso.gateway.national.tests.factories import ADMINISTRATOR, progress

pytestmark = pytest.mark.django_db
PLANS = (
    "errors:11", "cuts:12", "half+expired:13", "down:15", "doubles+disorder+broken:16", "forgets:18",
    "slow:19", "storm:20",
)  # fmt: skip
STEPS = ("2", "4", "9", "10")


class Killed(BaseException):
    """The worker dies here."""


class Room:
    """What takes dossiers in and handles them: one step every three minutes, then the whole dossier."""

    def __init__(self):
        self.taken = {}

    def work(self, minute, now):
        for arrival in queries.arrivals(limit=500):
            about = f"dossier:{arrival.code}"
            actions.take(arrival=arrival.id, about=about, by=MACHINE, now=now)
            self.taken.setdefault(arrival.code, (minute, []))
        for code, (since, told) in self.taken.items():
            if len(told) < len(STEPS) and minute >= since + 3 * len(told):
                status = STEPS[len(told)]
                told.append(status)
                self.tell(code, payloads.PROGRESS, progress(status, now, code), now)
                if status in ("2", "10"):
                    whole = factories.dossier(status, code=code, received_at=now)
                    self.tell(code, payloads.DOSSIER, whole, now)

    @staticmethod
    def tell(code, kind, payload, now):
        actions.tell(
            about=f"dossier:{code}", kind=kind, payload=payload, by=MACHINE, now=now,
            idempotency_key=f"{code}:{kind}:{payload.get('TrangThai', payload.get('TrangThaiHoSo'))}",
        )  # fmt: skip


def turn(now, *, kill, monkeypatch):
    """One turn of the worker; `kill` lets it die after the portal answered, before anything is written."""

    def die(*_args, **_kwargs):
        raise Killed

    with monkeypatch.context() as patch:
        if kill:
            patch.setattr(delivering, "_record", die)
            patch.setattr(pulling, "hear", die)
        for step in (actions.deliver, actions.pull, actions.reconcile):
            with contextlib.suppress(Killed):
                step(now)


@pytest.mark.parametrize("plan", PLANS)
def test_both_sides_say_the_same_after_it(settings, clock, monkeypatch, plan):
    patience = 0.5 if "slow" in plan or "storm" in plan else 5
    with factories.portal(settings, clock, plan, answer_s=patience) as portal:
        room, filed = Room(), []
        for minute in range(60):
            now = clock()
            if minute % 6 == 0 and minute < 48:
                filed += [factories.file(portal, minute + n) for n in range(1 + minute % 3)]
            room.work(minute, now)
            turn(now, kill=minute % 10 == 7, monkeypatch=monkeypatch)
            clock.forward(minutes=1)
        assert portal.plan.calls > 60

        portal.plan = Plan()  # the portal is mended; an officer looks after what is left
        settings.NATIONAL = json.dumps(portal.configuration(answer_s=5))
        for minute in range(60, 60 + 480, 8):
            now = clock.forward(minutes=8)
            room.work(minute, now)
            turn(now, kill=False, monkeypatch=monkeypatch)
            actions.retry([t.id for t in queries.dead(limit=500)], by=ADMINISTRATOR, now=now)
            if minute > 100 and queries.counts().waiting == 0 and set(room.taken) == set(filed):
                break
        actions.wake(by=ADMINISTRATOR)
        assert actions.reconcile(clock.forward(minutes=1))
        actions.say_again([d.id for d in queries.differences()], by=ADMINISTRATOR, now=clock())
        actions.deliver(clock())
        actions.wake(by=ADMINISTRATOR)
        assert actions.reconcile(clock.forward(minutes=1))

        assert queries.differences() == []
        assert (queries.waiting(), queries.dead()) == ([], [])
        assert set(room.taken) == set(filed), "every dossier arrived"
        good = Arrival.objects.exclude(state__in=("malformed", "set_aside"))
        assert sorted(good.values_list("code", flat=True)) == sorted(filed), "and once"
        if "broken" not in plan and "storm" not in plan:
            assert queries.malformed() == []
        assert portal.store.disorders == []
        known = {m.code: m.known["TrangThaiHoSo"] for m in Mirror.objects.all()}
        for code in filed:
            kept = portal.store.dossiers[code]
            statuses = [step.status for step in kept.history]
            assert kept.payload["TrangThaiHoSo"] == known[code] == "10"
            if "forgets" in plan:  # it said "taken" and lost it: the last state is mended, no order broken
                assert sorted(set(statuses), key=int) == sorted(set(statuses) & {"1", *STEPS}, key=int)
                assert statuses == sorted(statuses, key=int)
            else:
                assert statuses == ["1", *STEPS], "each state told once, in its order"
        told = Telling.objects.filter(state="told").count()
        assert told >= len(filed) * 6
        assert clock() > factories.NOON + timedelta(hours=1)
