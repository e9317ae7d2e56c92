"""What is forgotten of a dossier, and when? Who applied and what they said, some time after its end.

The dossier stays, with the list of its papers, its slip, its figures and its facts; so do results: in the
vault they are the holder's own, elsewhere the law of archives keeps them. Files that came with it go; what
the vault took up from them it keeps as its own. Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from tinhso.casework.onestop import dated, events
from tinhso.casework.onestop.actions import stepping
from tinhso.casework.onestop.models import APPLICATIONS, Dossier, Objection
from tinhso.casework.onestop.notifying import PREFIX
from tinhso.casework.onestop.workflow import Finance
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.roles import MACHINE
from tinhso.foundation.files import actions as files
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.vault import actions as vault
from tinhso.gateway.payments import queries as orders

A_TURN = 2_000
REFUNDING = frozenset({"asked", "approved"})
MARKS = ("holder_key", "holder_mark", "phone_mark", "applicant_key", "applicant_mark", "applicant_phone_mark")


def forget_ended(*, now: datetime, limit: int = A_TURN) -> int:
    """This will forget whose the dossiers were that ended longer ago than data is kept, oldest first.

    Tells how many. One with an open objection, or with money that still goes back, waits.
    """
    before = now - timedelta(days=parameters.value(dated.KEEP_DATA, local_date(now)))
    done = 0
    for pk in list(_over(before).order_by("filed_at").values_list("pk", flat=True)[:limit]):
        with transaction.atomic():
            stepping.lock(pk)
            dossier = _over(before).filter(pk=pk).first()  # taken up again or objected to meanwhile: not now
            if dossier is not None and not _money_goes_back(dossier):
                _forget(dossier, now=now)
                done += 1
    return done


def _over(before: datetime) -> QuerySet[Dossier]:
    """A petition is open until it is answered. A complaint is answered elsewhere, by its own law: it is held
    to be over as long after its time as the dossier after its end."""
    is_open = Q(answered_at__isnull=True) & (~Q(kind="complaint") | Q(until__gt=before))
    waiting = Objection.objects.filter(is_open).values("dossier_id")
    # what ended before was filed before: by that its index finds the few among the many
    return (
        Dossier.objects.filter(filed_at__lte=before, ended_at__lte=before, application__erased_at=None)
        .exclude(finance=Finance.REFUND.value)
        .exclude(pk__in=waiting)
        .select_related("application")
    )


def _money_goes_back(dossier: Dossier) -> bool:
    return any(
        one.excess or any(r.state in REFUNDING for r in orders.refunds_of(one.number))
        for one in orders.orders_about(dossier.subject)
    )


def _forget(dossier: Dossier, *, now: datetime) -> None:
    gone = 0
    for paper in dossier.components.exclude(file="", paper=""):
        gone += files.erase(owner=f"{dossier.subject}/component:{paper.pk}", by=MACHINE, now=now)
    dossier.components.update(file="", paper="", paper_version=None, mark="")
    dossier.awaited_files.update(next_try_at=None)
    dossier.portal_versions.update(sealed="")
    nothing = APPLICATIONS.seal("")
    dossier.objections.update(sealed_text=nothing, sealed_answer="")
    application = dossier.application
    application.sealed, application.erased_at = "", now
    for mark in MARKS:
        setattr(application, mark, "")
    application.save()
    vault.release(dossier.subject, now=now)
    notices.erase(recipient_key=f"{PREFIX}:{dossier.pk}")
    fact = events.ApplicantForgotten(files=gone, **stepping.about(dossier))
    ledger.append(fact, by=MACHINE, now=now)
