"""How do people pay? Over the platform, over a bank's gateway, by VietQR, in cash; some get it back.

Nobody outside is called: the simulated provider listens on this machine while a demonstration is loaded, and
the bank's file of a day is written from who chose VietQR.
"""

import json
import random
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.conf import settings

from tinhso.casework.onestop.actions import paying
from tinhso.core import clock
from tinhso.core.roles import CITIZEN, Actor
from tinhso.demo import standins
from tinhso.demo.dossiers import words
from tinhso.demo.standins import POLLED, SIGNED
from tinhso.gateway.payments import actions as payments
from tinhso.gateway.payments import queries as orders
from tinhso.gateway.payments.queries import OrderView
from tinhso.gateway.payments.rules.statement import Format
from tinhso.gateway.payments.simulator import listening
from tinhso.gateway.payments.simulator.server import Simulator
from tinhso.gateway.payments.simulator.till import Made
from tinhso.gateway.payments.workflow import Route

Step = tuple[datetime, Callable[[], object]]
MERCHANT = "MO-PHONG"
WAYS = (("platform", 62), ("gateway", 10), ("vietqr", 28))
CASH = 0.6
"""How many at a counter pay in cash; the others scan the code beside it."""
STATEMENT_AT = timedelta(hours=17, minutes=10)
UNKNOWN = 0.03
"""How often a bank's file holds money that belongs to no order."""


@contextmanager
def provider() -> Iterator[Simulator]:
    """This will let the simulated provider listen, with a secret of its own, while the block runs."""
    secret = secrets.token_hex(16)
    with listening(secret=secret, merchant=MERCHANT) as simulator:
        was = settings.PAYMENTS
        settings.PAYMENTS = standins.payments(simulator.url, secret=secret, merchant=MERCHANT)
        try:
            yield simulator
        finally:
            settings.PAYMENTS = was


class Money:
    """Who pays how, drawn from one seed."""

    def __init__(self, simulator: Simulator, leader_of: Callable[[str], Actor], dice: random.Random) -> None:
        self._simulator = simulator
        self._leader_of = leader_of
        self._dice = dice
        self._booked: dict[tuple[str, datetime], list[OrderView]] = defaultdict(list)
        self._under_way: set[str] = set()
        self._settled: dict[str, list[OrderView]] = defaultdict(list)

    def owed(self, subject: str) -> list[OrderView]:
        """This will list the orders of a dossier that are to be paid; a transfer under way is none."""
        if self.is_awaited(subject):
            return []
        return [one for one in orders.orders_about(subject) if one.due]

    def is_awaited(self, subject: str) -> bool:
        """This will tell whether money for a dossier is on its way through a bank."""
        return subject in self._under_way

    def pay(self, order: OrderView, at: datetime, *, clerk: Actor | None, counter: str) -> list[Step]:
        """This will pay an order: over a counter where somebody sits there, else from home."""
        if clerk is not None and self._dice.random() < CASH:
            payments.record_cash(
                number=order.number, amount=order.due, counter=counter,
                idempotency_key=f"counter:{order.number}", by=clerk, now=at,
            )  # fmt: skip
            self._noted(order, at, Route.CASH)
            return []
        if clerk is not None:
            return self._transfer(order, at)
        way = self._dice.choices([w for w, _ in WAYS], [n for _, n in WAYS])[0]
        if way == "vietqr":
            return self._transfer(order, at)
        if way == "platform":
            self._over_platform(order, at)
        else:
            self._over_gateway(order, at)
        return []

    def _over_platform(self, order: OrderView, at: datetime) -> None:
        start = payments.choose_way(number=order.number, provider=SIGNED, by=CITIZEN, now=at)
        paid_at = at + timedelta(seconds=self._dice.randint(20, 90))
        till = self._simulator.till
        made = till.begin(_made(start.attempt, order))
        made = till.settle(made.key, paid=order.due, at=paid_at)
        body = json.dumps(till.told("callback", made, at=paid_at)).encode()
        payments.hear(provider=SIGNED, body=body, sender="127.0.0.1", now=paid_at)
        self._settled[order.account].append(order)
        self._noted(order, paid_at, Route.PLATFORM)

    def _over_gateway(self, order: OrderView, at: datetime) -> None:
        start = payments.choose_way(number=order.number, provider=POLLED, by=CITIZEN, now=at)
        asked_at = at + timedelta(minutes=5)
        self._simulator.till.settle(start.attempt, paid=order.due, at=at + timedelta(seconds=70))
        payments.poll(now=asked_at)
        self._settled[order.account].append(order)
        self._noted(order, asked_at, Route.GATEWAY)

    def _transfer(self, order: OrderView, at: datetime) -> list[Step]:
        """The bank's file of the day tells it; the first one of a day brings the file."""
        files_at = clock.day_bounds(clock.local_date(at))[0] + STATEMENT_AT
        if files_at <= at:
            files_at += timedelta(days=1)
        booked = self._booked[order.account, files_at]
        booked.append(order)
        self._under_way.add(order.about)
        if len(booked) > 1:
            return []
        return [(files_at, lambda: self._reconcile(order.account, order.agency, files_at))]

    def _reconcile(self, account: str, agency: str, at: datetime) -> None:
        booked, day = self._booked.pop((account, at)), clock.local_date(at)
        lines = ["Ngày giao dịch;Số tham chiếu;Ghi có;Nội dung"]
        for place, one in enumerate([*booked, *self._settled.pop(account, ())]):
            said = orders.transfer_text(one.number, one.purpose)
            lines.append(f"{day:%d/%m/%Y};MP{day:%y%m%d}{account[-8:]}{place:03d};{one.due};{said}")
        if self._dice.random() < UNKNOWN:
            lines.append(f"{day:%d/%m/%Y};MP{day:%y%m%d}{account[-8:]}999;120000;chuyen tien")
        content = "\n".join(lines).encode()
        payments.reconcile(
            account=account, content=content, form=Format.CSV, day=day, by=self._leader_of(agency), now=at
        )
        for one in booked:
            self._under_way.discard(one.about)
            self._noted(one, at, Route.VIETQR)

    def _noted(self, order: OrderView, at: datetime, route: Route) -> None:
        """What one-stop does when it hears of a paid order, at once: the fact is delivered after the load."""
        dossier = int(order.about.partition(":")[2])
        paying.paid(dossier_id=dossier, amount=order.amount, route=route.value, now=at)

    def give_back(self, subject: str, at: datetime, *, handler: Actor, leader: Actor) -> list[Step]:
        """This will give back what was paid for a dossier that ended: asked by one, granted by another."""
        steps: list[Step] = []
        for one in orders.orders_about(subject):
            if one.is_paid:
                asked = payments.ask_refund(
                    number=one.number, amount=one.received, reason=words.REFUNDS[0], by=handler, now=at
                )
                steps += _granted(asked, at, leader)
        return steps


def _granted(asked: int, at: datetime, leader: Actor) -> list[Step]:
    granted, out = at + timedelta(minutes=40), at + timedelta(hours=20)

    def grant() -> None:
        payments.decide_refund(refund_id=asked, grant=True, by=leader, now=granted)

    def pay_out() -> None:
        payments.pay_out(refund_id=asked, reference=f"UNC-{asked:04d}", by=leader, now=out)

    return [(granted, grant), (out, pay_out)]


def _made(key: str, order: OrderView) -> Made:
    return Made(key, order.due, order.purpose, "")
