"""What happens when an agency says "not mine", and when the exceptions desk decides?"""

from datetime import datetime

from django.db import transaction

from tinhso.casework.reports import events
from tinhso.casework.reports.actions import appealing, duties, moving
from tinhso.casework.reports.actions.stepping import about, begin, decided, said
from tinhso.casework.reports.models import Forwarding, Report
from tinhso.casework.reports.queries import directing, showing
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.publishing import public_words
from tinhso.casework.reports.queries.shapes import AgencyView
from tinhso.casework.reports.rules import publicity, routing
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.workflow import Status, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.errors import Conflict, Invalid
from tinhso.core.facts import Code
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Actor
from tinhso.core.values import GeoPoint
from tinhso.foundation.agencies import actions as competence
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.ledger import actions as ledger
from tinhso.foundation.worklist import actions as worklist

NAMED = msg("%(from)s cho biết việc này thuộc trách nhiệm của %(to)s.")
RULED = msg("Tổ điều phối đã xem và giao %(to)s.")
NEW_CATEGORY = msg("Tổ điều phối xếp lại vào «%(category)s».")


class SealedStays(Conflict):
    """A sealed report does not leave the desk that alone may see it."""

    code = "sealed"
    sentence = msg("Đơn thư diện hạn chế không chuyển cho đơn vị khác; xin trả về quy trình thường trước.")


def forward(
    *,
    report_id: int,
    reason: str,
    by: Actor,
    now: datetime,
    to_agency: str = "",
    asset_class: str = "",
) -> AgencyView:
    """This will send the report on: to the agency named, or to where the machine now thinks it belongs.

    Agencies that said "not mine" in this round are left out. After two hops it goes to the exceptions desk.
    Gives where it went. Raises Invalid on "to_agency", SealedStays for a report of the restricted desk: what
    is no denunciation after all is unsealed first, and a denunciation is no agency's to have.
    """
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("forward", report_id=report_id, by=by, now=now, given=["reason"])
        if report.visibility == Visibility.SEALED:
            raise SealedStays
        on = local_date(now)
        certainty = directing.certainty(on)
        report.asset_class = asset_class or report.asset_class
        before = AgencyView(report.agency_code, report.agency_name)
        if not routing.may_hop(report.hops, certainty):
            begin("forward_to_desk", report_id=report_id, by=by, now=now, given=["reason"])
            sentence = Message(routing.TOO_MANY_HOPS, {"hops": certainty.hops})
            to, is_routed = moving.desk(now), False
            decision = Decided("agency", to.code, sentence, inputs={"hops": report.hops})
        elif to_agency:
            to, is_routed = moving.named(to_agency, field="to_agency", now=now), True
            values = {"from": before.name, "to": to.name}
            decision = Decided("agency", to.code, Message(NAMED, values), inputs={"hops": report.hops})
        else:
            to, is_routed, decision = _again(report, now)
        if to.code == before.code:
            raise Invalid.field("to_agency", msg("Phản ánh đang ở chính đơn vị này."))
        report.hops += 1
        _note_hop(report, before, to, because, by=by, now=now, chosen="officer" if to_agency else "machine")
        moving.move(report, to, status=Status.ASSIGNED if is_routed else Status.RECEIVED, by=by, now=now)
        decided(report, decision, by=by, now=now)
        fact = events.ReportForwarded(
            **about(report),
            from_agency=Code(before.code),
            to_agency=Code(to.code),
            hop=report.hops,
            chosen_by=Code("officer" if to_agency else "machine"),
            status=Status(report.status),
            accept_by=report.accept_by,
        )
        ledger.append(fact, by=by, now=now)
        return to


def _again(report: Report, now: datetime) -> tuple[AgencyView, bool, Decided]:
    left = Forwarding.objects.filter(report=report, round=report.round).values_list("from_agency", flat=True)
    category = rulebook.category_or_code(report.category, local_date(report.received_at))
    return directing.routed(
        category=category,
        place_code=report.place_code,
        place_name=report.place_name,
        located_confidence=report.place_confidence,
        on=local_date(now),
        asset_class=report.asset_class,
        point=showing.point(report, exact=True),
        hops=report.hops + 1,
        excluded={*left, report.agency_code},
    )


def _note_hop(
    report: Report, before: AgencyView, to: AgencyView, reason: str, *, by: Actor, now: datetime, chosen: str
) -> None:
    Forwarding.objects.create(
        report=report,
        hop=report.hops,
        round=report.round,
        from_agency=before.code,
        from_name=before.name,
        to_agency=to.code,
        to_name=to.name,
        reason=reason,
        chosen_by=chosen,
        asset_class=report.asset_class,
        by=by.key,
        at=now,
    )


def rule_on_exception(
    *,
    report_id: int,
    agency: str,
    reason: str,
    by: Actor,
    now: datetime,
    category: str = "",
    asset_class: str = "",
    teach: bool = False,
    citation: str = "",
) -> int | None:
    """This will decide for the machine: the agency, perhaps the category; with `teach` as a dated rule too.

    Gives the id of the new row of competence, None without one. Raises Invalid on "agency", "category".
    """
    because = said("reason", reason)
    with transaction.atomic():
        report = begin("rule_on_exception", report_id=report_id, by=by, now=now, given=["agency", "reason"])
        to = moving.named(agency, field="agency", now=now)
        if category and category != report.category:
            _reclassify(report, category, by=by, now=now)
        appealing.uphold(report, by=by, now=now)
        report.asset_class = asset_class or report.asset_class
        row = _teach(report, to, because, citation, by=by, now=now) if teach else None
        before = AgencyView(report.agency_code, report.agency_name)
        if before.code != to.code:
            _note_hop(report, before, to, because, by=by, now=now, chosen="desk")
        moving.move(report, to, status=Status.ASSIGNED, by=by, now=now)
        inputs = {"asset_class": report.asset_class, "taught": row}
        decided(report, Decided("agency", to.code, Message(RULED, {"to": to.name}), None, 1.0, inputs), by=by,
                now=now)  # fmt: skip
        fact = events.ExceptionRuled(
            **about(report),
            agency=Code(to.code),
            category=Code(report.category),
            visibility=Code(report.visibility),
            competence=Code(f"competence:{row}" if row else ""),
            accept_by=report.accept_by,
        )
        ledger.append(fact, by=by, now=now)
        worklist.retitle(report.subject, title=duties.title(report), by=by, now=now)
        return row


def _reclassify(report: Report, category: str, *, by: Actor, now: datetime) -> None:
    on = local_date(now)
    found = rulebook.category(category, on)
    if found is None:
        raise Invalid.field("category", msg("Không có lĩnh vực mang mã này."))
    report.category = found.code
    rule = rulebook.publication_of(found.code, on)
    sealed = report.visibility == Visibility.SEALED
    seen = publicity.visibility(rule, wants_public=report.wants_public, sealed=sealed)
    report.visibility, report.text_from, report.photos_from = seen.value, rule.text.value, rule.photos.value
    report.public_text = mask(report.text) if seen == Visibility.PUBLIC else ""
    report.public_words = public_words(report)
    if report.lat is not None and report.lon is not None:
        exact = GeoPoint(report.lat, report.lon)
        shown = publicity.shown_point(exact, square_m=rule.square_m) or exact
        report.public_lat, report.public_lon = shown.lat, shown.lon
    because = Message(NEW_CATEGORY, {"category": found.name_vi})
    decided(report, Decided("category", found.code, because, rulebook.category_rule(found.code, on), 1.0),
            by=by, now=now)  # fmt: skip


def _teach(report: Report, to: AgencyView, reason: str, citation: str, *, by: Actor, now: datetime) -> int:
    # a row for this asset class if one was said (everywhere), else for this commune
    today = local_date(now)
    return competence.add_competence(
        category=report.category,
        asset_class=report.asset_class,
        area_code="" if report.asset_class else report.place_code,
        agency=to.code,
        priority=agencies.taught_priority(on=today),
        valid_from=today,
        citation=citation,
        reason=reason,
        by=by,
        now=now,
    )
