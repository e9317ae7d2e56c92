"""Who sees to a difference between bank and books, and when are the texts of transfers forgotten?"""

from datetime import datetime, timedelta

from django.db import transaction

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Missing
from tinhso.core.facts import Code
from tinhso.core.messages import msg
from tinhso.core.roles import Actor, Role
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.workdays import queries as workdays
from tinhso.foundation.worklist import actions as worklist
from tinhso.gateway.payments import addresses, dated, events
from tinhso.gateway.payments.actions.opening import allow, sentence
from tinhso.gateway.payments.models import BankStatement, Finding, Remark
from tinhso.gateway.payments.rules.matching import Verdict

DUTY = "settle_mismatches"
AT_ONCE = 500


class AlreadySettled(Conflict):
    """Somebody saw to it before."""

    code = "already-settled"
    sentence = msg("Khoản lệch này đã được xử lý.")


def give_duty(row: BankStatement, mismatches: int, *, by: Actor, now: datetime) -> None:
    """This will put the differences of a statement on the worklist of the account's agency, as one duty."""
    hours = parameters.value(dated.MISMATCH_HOURS, local_date(now))
    spec = worklist.ItemSpec(
        subject=f"statement:{row.pk}",
        duty=DUTY,
        agency_code=row.agency,
        title=f"Đối soát {row.day:%d/%m/%Y}: {mismatches} khoản lệch cần xử lý",
        url=addresses.statement(row.pk),
        started_at=now,
        due_at=workdays.calendar(workdays.OFFICE).due_after_hours(now, hours),
    )
    worklist.open_items([spec], by=by, now=now)


def settle_finding(*, finding_id: int, note: str, by: Actor, now: datetime) -> None:
    """This will record what was done about a difference; with the last one the statement's duty ends.

    Raises Missing, NotPermitted, AlreadySettled, Invalid.
    """
    note = sentence(note, "note")
    with transaction.atomic():
        found = Finding.objects.select_for_update(of=("self",)).select_related("statement")
        finding = found.filter(pk=finding_id).first()
        if finding is None:
            raise Missing()
        allow(finding.statement.agency, Role.LEADER, Role.ADMINISTRATOR, by=by)
        if finding.settled_at is not None or finding.verdict == Verdict.MATCHED:
            raise AlreadySettled()
        finding.settled_at, finding.settled_by, finding.note = now, by.key, note
        finding.save(update_fields=["settled_at", "settled_by", "note"])
        name = Code(f"statement:{finding.statement_id}")
        settled = events.MismatchSettled(subject=name, finding=finding.pk, verdict=Code(finding.verdict))
        ledger.append(settled, by=by, now=now)
        left = Finding.objects.filter(statement=finding.statement_id, settled_at=None)
        left = left.exclude(verdict=Verdict.MATCHED)
        if not left.exists():
            worklist.complete(str(name), DUTY, by=by, now=now)


def forget_remarks(*, now: datetime) -> int:
    """This will erase the texts of transfers that were kept long enough, 500 a turn; tells how many."""
    days = int(parameters.value(dated.REMARK_DAYS, local_date(now)))
    old = Remark.objects.filter(kept_from__lt=now - timedelta(days=days)).values_list("pk", flat=True)
    return Remark.objects.filter(pk__in=list(old[:AT_ONCE])).delete()[0]
