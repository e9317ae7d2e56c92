"""How is a report closed to all but the restricted desk, and opened again? Luật Tố cáo 2018, Điều 8."""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import addresses, events
from tinhso.casework.reports.actions import duties, moving
from tinhso.casework.reports.actions.stepping import about, begin, decided, said
from tinhso.casework.reports.models import CoHandling, Note, Report
from tinhso.casework.reports.queries import directing, sensing, showing
from tinhso.casework.reports.queries.publishing import public_words
from tinhso.casework.reports.rules import publicity
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.workflow import Duty, Status, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.facts import Code
from tinhso.core.roles import Actor
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.notices import actions as notices
from tinhso.foundation.worklist import actions as worklist


def seal(*, report_id: int, reason: str, by: Actor, now: datetime) -> None:
    """This will send what an officer knows for a denunciation or complaint to the restricted desk.

    Whoever had it before loses it everywhere: desks, helpers' parts, and what their inboxes told of it.
    """
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("seal", report_id=report_id, by=by, now=now, given=["reason"])
        on = local_date(now)
        Note.objects.create(report=report, text=because, by=by.key, agency_code=report.agency_code, at=now)
        report.visibility, report.public_text, report.public_words = Visibility.SEALED.value, "", ""
        moving.move(report, sensing.restricted(on), status=Status.ASSIGNED, by=by, now=now)
        worklist.cancel(report.subject, Duty.CO_HANDLE, by=by, now=now)
        worklist.retitle(report.subject, title=duties.SEALED_TITLE, summary="", tags=(), by=by, now=now)
        decided(report, sensing.sealing(None, on), by=by, now=now)
        ledger.append(events.ReportSealed(**about(report), rule=Code("officer")), by=by, now=now)
        notices.withdraw(url=addresses.case(report.code), prefix="officer")


def unseal(*, report_id: int, reason: str, by: Actor, now: datetime) -> None:
    """This will give an ordinary report back to the ordinary way: routed and shown as any other."""
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("unseal", report_id=report_id, by=by, now=now, given=["reason"])
        on = local_date(now)
        Note.objects.create(report=report, text=because, by=by.key, agency_code=report.agency_code, at=now)
        rule = rulebook.publication_of(report.category, on)
        seen = publicity.visibility(rule, wants_public=report.wants_public, sealed=False)
        report.visibility = seen.value
        report.public_text = mask(report.text) if seen == Visibility.PUBLIC else ""
        report.public_words = public_words(report)
        to, is_routed, decision = directing.routed(
            category=rulebook.category_or_code(report.category, on),
            place_code=report.place_code,
            place_name=report.place_name,
            located_confidence=report.place_confidence,
            on=on,
            asset_class=report.asset_class,
            point=showing.point(report, exact=True),
        )
        status = Status.ASSIGNED if is_routed else Status.RECEIVED
        moving.move(report, to, status=status, by=by, now=now)
        _ask_helpers_again(report, by=by, now=now)
        tags = (report.category, report.place_code)
        words = {"title": duties.title(report), "summary": duties.summary(report)}
        worklist.retitle(report.subject, tags=tags, by=by, now=now, **words)
        decided(report, decision, by=by, now=now)
        shown = Code(report.visibility)
        ledger.append(events.ReportUnsealed(**about(report), visibility=shown), by=by, now=now)
        fact = events.ReportRouted(
            **about(report),
            agency=Code(to.code),
            category=Code(report.category),
            place=Code(report.place_code),
            rule=Code(decision.rule.key if decision.rule else ""),
            routed=is_routed,
            urgent=report.urgent,
            hop=0,
            status=status,
            accept_by=report.accept_by,
            due_at=report.due_at,
        )
        ledger.append(fact, by=by, now=now)


def _ask_helpers_again(report: Report, *, by: Actor, now: datetime) -> None:
    parts = CoHandling.objects.filter(report=report, finished_at=None).exclude(agency_code=report.agency_code)
    items = [
        duties.item(report, Duty.CO_HANDLE, due_at=part.due_at, started_at=now, agency=part.agency_code)
        for part in parts
    ]
    worklist.open_items(items, by=by, now=now)
