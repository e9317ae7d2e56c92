"""What does an officer see of a case? Everything but the reporter, and the verbs that are theirs now."""

from collections.abc import Sequence
from datetime import datetime

from tinhso.casework.reports.models import (
    Answer,
    CoHandling,
    Extension,
    Flag,
    Forwarding,
    Note,
    Report,
    Reporter,
)
from tinhso.casework.reports.queries import public, showing, spoken, timeline, visible
from tinhso.casework.reports.queries.casefile import (
    Case,
    CoHandlingView,
    DraftView,
    ExtensionView,
    FlagView,
    NoteView,
    Unrouted,
)
from tinhso.casework.reports.queries.shapes import AgencyView, Because, Filters, PublicReportRow
from tinhso.casework.reports.rules import access
from tinhso.casework.reports.workflow import REPORT, Status, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.paging import Page
from tinhso.core.roles import Actor, Role
from tinhso.core.values import read_public_code, spoken_code
from tinhso.core.workflow import Transition
from tinhso.foundation.files import queries as files
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.worklist import queries as worklist

UNSHOWN = frozenset({"answer", "finish_co_handling", "unhide", "forward_to_desk"})
"""Steps that are another button's other outcome, or stand beside the thing that they are about."""


def case(code: str, actor: Actor, now: datetime) -> Case:
    """This will give the case to an officer who may open it. Raises Missing for everybody else."""
    report, standing = _opened(code, actor, now)
    on = local_date(now)
    answer = Answer.objects.filter(report=report, round=report.round).first()
    pictures = files.of_owners([report.subject, *([f"answer:{answer.pk}"] if answer else [])])
    facts = ledger.facts_of(report.subject)
    extensions = list(Extension.objects.filter(report=report))
    needed = rulebook.is_approval_needed(report.agency_code, report.category, on)
    reporter = Reporter.objects.filter(report=report).first()
    return Case(
        id=report.pk,
        code=report.code,
        spoken=spoken_code(report.code),
        report=public.page(report, own=False, now=now, exact=True),
        text=report.text,
        photos=showing.photos(pictures.get(report.subject, [])),
        has_contact=reporter is not None,
        on_behalf=bool(reporter and reporter.on_behalf_of),
        channel=report.channel,
        asset_class=report.asset_class,
        hops=report.hops,
        round=report.round,
        approval_needed=needed,
        draft=_draft(answer, pictures),
        exchanges=public.exchanges(report),
        notes=[NoteView(n.text, n.by, n.agency_code, n.at) for n in Note.objects.filter(report=report)],
        extensions=[_extension(e) for e in extensions],
        co_handlings=[_co_handling(c) for c in CoHandling.objects.filter(report=report)],
        forwardings=[
            (AgencyView(w.from_agency, w.from_name), AgencyView(w.to_agency, w.to_name), w.reason, w.at)
            for w in Forwarding.objects.filter(report=report)
        ],
        flags=[
            FlagView(g.reason, g.comment, g.at, g.settled_at is not None)
            for g in Flag.objects.filter(report=report)
        ],
        items=worklist.items_of(report.subject, now=now),
        verbs=_verbs(report, access.roles(actor, standing), extensions),
        timeline=timeline.entries(facts, internal=True),
        voice=spoken.voice(report),
    )


def _opened(code: str, actor: Actor, now: datetime) -> tuple[Report, access.Standing]:
    clean = read_public_code(code)
    report = Report.objects.filter(code=clean).first() if clean else None
    if report is None:
        raise Missing
    helpers = tuple(CoHandling.objects.filter(report=report).values_list("agency_code", flat=True))
    standing = visible.standing(report, now, helpers)
    if not access.may_see(actor, standing):
        raise Missing
    return report, standing


def _verbs(report: Report, roles: frozenset[Role], extensions: Sequence[Extension]) -> tuple[Transition, ...]:
    of_round = [e.state for e in extensions if e.round == report.round]
    left_out = set(UNSHOWN)
    if "requested" in of_round or "granted" in of_round:
        left_out.add("request_extension")
    if "requested" not in of_round:
        left_out |= {"grant_extension", "refuse_extension"}
    if report.visibility == Visibility.SEALED:
        left_out |= {"seal", "hide", "flag", "add_co_handler"}
    else:
        left_out.add("unseal")
    if report.status == Status.RECEIVED:
        left_out.add("forward")
    return tuple(t for t in REPORT.steps(report.status, roles) if t.name not in left_out)


def _draft(answer: Answer | None, pictures: dict[str, list[files.Photo]]) -> DraftView | None:
    if answer is None:
        return None
    return DraftView(
        id=answer.pk,
        state=answer.state,
        text=answer.text,
        author=answer.author,
        returned_because=answer.returned_because,
        photos=showing.photos(pictures.get(f"answer:{answer.pk}", [])),
        written_at=answer.written_at,
        doubts=showing.doubts(answer),
    )


def _extension(e: Extension) -> ExtensionView:
    return ExtensionView(e.pk, e.state, e.until, e.reason, e.by, e.at, e.refused_because)


def _co_handling(c: CoHandling) -> CoHandlingView:
    agency = AgencyView(c.agency_code, c.agency_name)
    return CoHandlingView(c.pk, agency, c.task, c.due_at, c.finished_at, c.outcome)


def cases(
    filters: Filters, actor: Actor, *, cursor: str | None = None, limit: int = 30, now: datetime
) -> Page[PublicReportRow]:
    """This will list the reports whose case the actor may open, newest first. Raises Invalid."""
    rows = visible.narrowed(visible.to_officer(actor, now), filters, now)
    return visible.page(
        rows,
        filters,
        (actor.key, actor.grants, filters),
        now,
        cursor=cursor,
        limit=max(1, min(limit, 100)),
        show=lambda r: showing.row(r, now),
    )


def exceptions(*, now: datetime, limit: int = 100) -> list[Unrouted]:
    """This will list what waits for the exceptions desk: urgent ones first, then what may wait least.

    That desk reads them whole, private ones too; only sealed reports are not for it.
    """
    waiting = visible.unsealed().filter(status=Status.RECEIVED)
    return [
        Unrouted(showing.row(r, now), r.text, r.visibility == Visibility.PRIVATE, place_by=r.accept_by)
        for r in waiting.order_by("-urgent", "accept_by", "pk")[:limit]
    ]


def explain(code: str, actor: Actor, now: datetime) -> list[Because]:
    """This will list every decision about a report with its rule, oldest first. Raises Missing."""
    report, _ = _opened(code, actor, now)
    return showing.because(report.decisions.all())
