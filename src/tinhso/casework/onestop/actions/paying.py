"""What is owed for a dossier, and when is it paid? Order and money are the gateway's, the debt is ours."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.onestop import events
from tinhso.casework.onestop.actions import clocks, stepping
from tinhso.casework.onestop.models import Dossier, FeeDue
from tinhso.casework.onestop.rules.deadlines import Ground
from tinhso.casework.onestop.workflow import Clock, Finance
from tinhso.casework.procedures import queries as procedures
from tinhso.casework.procedures.rules.shapes import Channel, Moment, ProcedureVersion
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import MACHINE, Actor
from tinhso.foundation.ledger import actions as ledger


def assess(
    dossier: Dossier, version: ProcedureVersion, *, channel: Channel, by: Actor, now: datetime
) -> None:
    """This will keep what the rules of the day ask for, and open an order for what is owed at once."""
    grounds = frozenset(dossier.application.said.get("grounds", ()))
    dues = procedures.fees_due(version, channel=channel, on=local_date(now), grounds=grounds)
    FeeDue.objects.bulk_create(
        FeeDue(
            dossier=dossier, code=one.code, name=one.name, full=one.full, due=one.due,
            when=one.when.value, rule=one.rule.as_json(),
        )
        for one in dues
    )  # fmt: skip
    ask(dossier, Moment.RECEIPT, by=by, now=now)


def ask(dossier: Dossier, moment: Moment, *, by: Actor, now: datetime) -> None:
    """This will open one order for whatever is owed at that moment and not ordered yet."""
    owed = list(dossier.fees.filter(when=moment.value, due__gt=0, order="", paid_at__isnull=True))
    if not owed:
        return
    number = _order(dossier, owed, moment, by=by, now=now)
    FeeDue.objects.filter(pk__in=[one.pk for one in owed]).update(order=number)
    dossier.finance = Finance.DUE.value


def _order(dossier: Dossier, owed: list[FeeDue], moment: Moment, *, by: Actor, now: datetime) -> str:
    from tinhso.gateway.payments import actions as payments

    view = payments.open_order(
        about=dossier.subject,
        purpose=purpose(dossier.code),
        lines=[payments.Line(one.code, one.name, one.due) for one in owed],
        account=dossier.agency_code,
        idempotency_key=f"{dossier.subject}/{moment.value}",
        by=by,
        now=now,
    )
    return view.number


def purpose(code: str) -> str:
    """This will give the words that a bank shows: the code in at most 25 plain letters."""
    return f"HS {code}"[:25]


def paid(*, dossier_id: int, order: str, amount: int, route: str, now: datetime) -> None:
    """This will note that an order is paid; told twice it changes nothing. A clock that waited goes on."""
    with transaction.atomic():
        dossier = stepping.lock(dossier_id)
        if not dossier.fees.filter(order=order, paid_at__isnull=True).update(paid_at=now):
            return
        if not dossier.fees.filter(due__gt=0, paid_at__isnull=True).exclude(order="").exists():
            dossier.finance = Finance.PAID.value
        if dossier.clock == Clock.PAUSED and dossier.pause_ground == Ground.PAYMENT:
            clocks.resume(dossier, document=f"Biên lai {order}", by=MACHINE, now=now)
        dossier.save()
        fact = events.DossierPaid(amount=amount, route=Code(route), **stepping.about(dossier))
        ledger.append(fact, by=MACHINE, now=now)
