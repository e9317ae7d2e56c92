"""What may everybody read of reports: one page, lists? And what its reporter besides?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from tinhso.casework.reports import addresses, dated
from tinhso.casework.reports.models import Answer, Exchange, Hiding, Report, Reporter
from tinhso.casework.reports.queries import search_text, showing, spoken, timeline, visible
from tinhso.casework.reports.queries.shapes import (
    AgencyView,
    Because,
    Filters,
    OwnView,
    PhotoView,
    PublicReport,
    PublicReportRow,
)
from tinhso.casework.reports.rules import access, aftermath, refusals
from tinhso.casework.reports.workflow import Status, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.paging import Page
from tinhso.core.roles import Actor
from tinhso.core.translation import say
from tinhso.core.values import read_public_code, spoken_code
from tinhso.foundation.files import queries as files
from tinhso.foundation.ledger import queries as ledger

LIMIT = 20
LIMIT_MOST = 100


def public_report(code: str, *, own: bool = False, now: datetime) -> PublicReport:
    """This will give a report's page; with `own` also what only its reporter sees.

    Raises Missing for an unknown code and, in the same way, for one that this reader may not know.
    """
    report = _find(code)
    if report is None or (report.visibility != Visibility.PUBLIC and not own):
        raise Missing
    return page(report, own=own, now=now)


def _find(code: str) -> Report | None:
    clean = read_public_code(code)
    return Report.objects.filter(code=clean).first() if clean else None


def page(report: Report, *, own: bool, now: datetime, exact: bool = False) -> PublicReport:
    """This will lay out a report for a reader who may know of it; officers see where `exact`ly."""
    given = list(Answer.objects.filter(report=report, state=Answer.State.APPROVED))
    pictures = files.of_owners([report.subject, *(f"answer:{a.pk}" for a in given)])
    reasons = _hidden_because(report)
    text_note = showing.text_note(report, reasons.get("text", ""))
    sent = pictures.get(report.subject, [])
    photos_note = showing.photos_note(report, reasons.get("photos", "")) or showing.masking_note(sent)
    whole = own or exact
    may_see = own or showing.photos_note(report) is None
    return PublicReport(
        id=report.pk,
        code=report.code,
        spoken=spoken_code(report.code),
        url=addresses.page(report.code),
        status=showing.status(report.status),
        visibility=report.visibility,
        category=rulebook.category_or_code(report.category, local_date(report.received_at)),
        place=showing.place(report, whole=own, exact=exact),
        agency=AgencyView(report.agency_code, report.agency_name),
        point=showing.point(report, exact=own or exact),
        urgent=report.urgent,
        text=report.text if own else showing.public_text(report),
        text_note=say(text_note) if text_note else "",
        photos=showing.photos(sent, whole=whole) if may_see else (),
        photos_note=say(photos_note) if photos_note and report.photo_count else "",
        times_hidden=report.times_hidden,
        occurred_at=report.occurred_at,
        occurs_after_receipt=report.occurs_after_receipt,
        received_at=report.received_at,
        accepted_at=report.accepted_at,
        accept_by=report.accept_by,
        due_at=report.due_at,
        original_due=report.original_due,
        answered_at=report.answered_at,
        closed_at=report.closed_at,
        is_late=showing.is_late(report, now),
        answers=showing.answers(given, pictures, whole=whole),
        because=_because(report, whole=whole),
        timeline=timeline.entries(ledger.facts_of(report.subject), internal=False),
        satisfaction=report.satisfaction,
        is_simulated=report.is_simulated,
        merged_into=_first(report),
        own=_own(report, now) if own else None,
    )


def _because(report: Report, *, whole: bool) -> list[Because]:
    """What the sender was asked and denied is for them and for officers."""
    told = [d for d in report.decisions.all() if whole or d.kind != "asked"]
    return showing.because(told, tells_where=whole or not showing.is_at_home(report))


def _hidden_because(report: Report) -> dict[str, str]:
    if not (report.text_hidden or report.photos_hidden):
        return {}
    return dict(Hiding.objects.filter(report=report, undone_at=None).values_list("part", "reason"))


def exchanges(report: Report) -> list[tuple[str, datetime, str, datetime | None]]:
    """This will list questions and replies, oldest first."""
    found = Exchange.objects.filter(report=report)
    return [(e.question, e.asked_at, e.reply, e.replied_at) for e in found]


def _own(report: Report, now: datetime) -> OwnView:
    asked = list(Exchange.objects.filter(report=report))
    waiting = next((e for e in asked if e.ended_at is None), None)
    days = parameters.value(dated.RATE_WITHIN, local_date(now))
    said: dict[str, Any] = {
        "status": report.status,
        "satisfaction": report.satisfaction,
        "answered_at": report.answered_at,
    }
    return OwnView(
        question=waiting.question if waiting else None,
        question_until=waiting.until if waiting else None,
        exchanges=[(e.question, e.asked_at, e.reply, e.replied_at) for e in asked],
        can_reply=waiting is not None and aftermath.can_reply(status=report.status),
        can_rate=aftermath.can_rate(**said, days=days, now=now),
        can_reopen=aftermath.can_reopen(**said, round_=report.round, days=days, now=now),
        satisfaction=report.satisfaction,
        own_text=report.text,
        has_contact=Reporter.objects.filter(report=report).exists(),
        can_appeal=_can_appeal(report),
        can_unmerge=report.status == Status.MERGED,
        voice=spoken.voice(report),
    )


def _first(report: Report) -> str:
    if report.merged_into_id is None:
        return ""
    return visible.public().filter(pk=report.merged_into_id).values_list("code", flat=True).first() or ""


def _can_appeal(report: Report) -> bool:
    decided = [d.outcome for d in report.decisions.all() if d.kind == "refusal"]
    return refusals.can_appeal(status=report.status, outcomes=decided)


def search(
    filters: Filters, *, cursor: str | None = None, limit: int = LIMIT, now: datetime
) -> Page[PublicReportRow]:
    """This will give one page of public reports, newest first, with their total. Raises Invalid."""
    rows = visible.narrowed(visible.public(), filters, now)
    words_alone = bool(filters.q) and filters == Filters(q=filters.q)
    return visible.page(
        rows,
        filters,
        ("public", filters),
        now,
        cursor=cursor,
        limit=max(1, min(limit, LIMIT_MOST)),
        show=lambda r: showing.row(r, now),
        number=search_text.size(filters.q, rows.db, now).number if words_alone else None,
    )


def own_rows(codes: Sequence[str], *, now: datetime) -> list[PublicReportRow]:
    """This will list the reports of one sender, newest first, with their own words, public or not.

    Whose codes they are was asked before: by cookie or secret (`ownership`).
    """
    mine = Report.objects.filter(code__in=codes).order_by("-received_at", "-pk")
    return [replace(showing.row(r, now), text=r.text, photo_count=r.photo_count) for r in mine]


def latest_answered(limit: int = 6, *, now: datetime) -> list[tuple[PublicReportRow, list[PhotoView]]]:
    """This will give the newest answered public reports with a photo of the result, for a first page."""
    rows = visible.public().filter(status__in=("answered", "closed")).order_by("-received_at", "-pk")[:60]
    found = {r.pk: r for r in rows}
    given = {a.pk: a.report_id for a in Answer.objects.filter(report__in=found, state="approved")}
    pictures = files.of_owners([f"answer:{pk}" for pk in given])
    shown = {}
    for pk, report_id in given.items():
        if shown_now := showing.photos(pictures[f"answer:{pk}"], whole=False):
            shown[report_id] = shown_now
    return [(showing.row(r, now), shown[pk]) for pk, r in found.items() if pk in shown][:limit]


def photo_owner(code: str, photo_id: str) -> str:
    """This will give the owner key of a photo that everybody may see, faces and plates covered.

    Raises Missing.
    """
    report = _find(code)
    if report is None or report.visibility != Visibility.PUBLIC:
        raise Missing
    owners = _answers_of(report, state=Answer.State.APPROVED)
    if showing.photos_note(report) is None:
        owners.append(report.subject)
    return _holder(owners, photo_id, whole=False)


def whole_photo_owner(code: str, photo_id: str, *, own: bool, actor: Actor, now: datetime) -> str:
    """This will give the owner key of a photo that this reader may see with nothing covered: the reporter,
    and officers who may open the case. Raises Missing."""
    report = _find(code)
    if report is None:
        raise Missing
    helpers = tuple(report.co_handlings.values_list("agency_code", flat=True)) if actor.grants else ()
    is_officer = bool(actor.grants) and access.may_see(actor, visible.standing(report, now, helpers))
    if not (own or is_officer):
        raise Missing
    seen = {} if is_officer else {"state": Answer.State.APPROVED}
    return _holder([*_answers_of(report, **seen), report.subject], photo_id, whole=True)


def _answers_of(report: Report, **those: str) -> list[str]:
    pks = Answer.objects.filter(report=report, **those).values_list("pk", flat=True)
    return [f"answer:{pk}" for pk in pks]


def _holder(owners: Sequence[str], photo_id: str, *, whole: bool) -> str:
    for owner, found in files.of_owners(owners).items():
        if any(p.id == photo_id and (whole or p.is_masked) for p in found):
            return owner
    raise Missing
