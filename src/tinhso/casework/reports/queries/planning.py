"""What would the machine decide about a report, and why? Reads rules from memory, writes nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from tinhso.casework.reports.queries import directing, placing, sensing, showing, sorting
from tinhso.casework.reports.queries.casefile import Replayed
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.shapes import AgencyView, CategoryView, PlaceView
from tinhso.casework.reports.rules import deadlines, publicity, refusals
from tinhso.casework.reports.rules.answers import NOT_ASKED, Answers
from tinhso.casework.reports.rules.deadlines import Deadline
from tinhso.casework.reports.rules.submission import GivenPlace
from tinhso.casework.reports.workflow import Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.publication import PublicationRow
from tinhso.core.clock import local_date
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.places import queries as places
from tinhso.foundation.workdays import queries as workdays

PRIVATE_BY_WISH = msg("Không công khai theo ý người gửi.")
PRIVATE_BY_RULE = msg("Lĩnh vực «%(category)s» không công khai.")
PRIVATE_FOR_WORDS = msg("Không công khai vì có lời lẽ thô tục; việc vẫn được xử lý.")
RULE_COMMENT = msg(
    "Có ý kiến về quy định hành chính. Ý kiến loại này của cả nước được tiếp nhận tại %(channel)s; "
    "phản ánh vẫn được gửi tới cơ quan phụ trách."
)
PUBLIC = msg("Được công khai; số điện thoại, thư điện tử, số định danh, tài khoản và biển số xe được che.")
TO_RESTRICTED = msg("Chuyển thẳng tới %(office)s, nơi có thẩm quyền tiếp nhận đơn thư.")


@dataclass(frozen=True)
class Plan:
    """Everything decided about a new report."""

    spot: placing.Spot
    category: CategoryView
    asset_class: str
    """As said, or as the nearest asset tells; "" where neither."""
    agency: AgencyView
    is_routed: bool
    agency_rule: str
    urgent: bool
    visibility: Visibility
    publication: PublicationRow
    deadline: Deadline
    calendar: str
    sign: sensing.Sign | None
    decided: tuple[Decided, ...]
    refused_for: str = ""
    """The named reason for which it is not taken (`rules.refusals`); "" for a report."""


def terms(category: str, urgent: bool, received_at: datetime) -> tuple[Deadline, str]:
    """This will count the deadlines from receipt: they, and the code of their calendar."""
    row = rulebook.service_time_of(category, urgent=urgent, on=local_date(received_at))
    return deadlines.deadline(row, workdays.calendar(row.calendar), received_at), row.calendar


def plan(
    *,
    text: str,
    point: GeoPoint | None,
    place: GivenPlace | None,
    category: str | None,
    wants_public: bool,
    now: datetime,
    asset_class: str = "",
    has_evidence: bool = False,
    answers: Answers = NOT_ASKED,
) -> Plan:
    """This will decide everything about a new report. Raises Invalid for a place or a category not served.

    The one place where it is decided: a report that comes in and a replay that only asks both come here.
    `has_evidence`: a photograph or a voice note comes with it. What may be danger, or is to be sealed, is
    never refused. `answers`: what the sender said of what only the machine hears; a phrase row stands above.
    """
    on = local_date(now)
    where = placing.spot(point, place, on)
    about, because_category = sorting.category_of(category, on, text)
    (danger, sign), asked = sensing.asked(sensing.signs(text, on), answers)
    urgent = danger is not None or about.is_emergency
    rule = rulebook.publication_of(about.code, on)
    heard = rulebook.unheard(text, on, has_evidence=has_evidence)
    if heard.reason and not any(map(sensing.is_sure, (danger, sign))) and not about.is_emergency:
        return _refused(where, about, (because_category, *asked), heard=heard, rule=rule, now=now)
    visibility = publicity.visibility(
        rule, wants_public=wants_public and not heard.is_rough, sealed=sign is not None
    )
    decided = [where.decided, because_category, *asked]
    if urgent:
        decided.append(sensing.urgency(danger, about))
    if sign is None:
        if asset_class:
            at: Decided | None = directing.said_asset(asset_class, about.code, on)
        else:
            at = directing.at_asset(point, category=about.code, on=on)
        decided += [at] if at is not None else []
        sure = at.confidence if at is not None and at.confidence is not None else 1.0
        agency, is_routed, because_agency = directing.routed(
            category=about, place_code=where.place.code, place_name=where.place.name,
            located_confidence=min(where.confidence, sure), on=on, asset_class=at.outcome if at else "",
        )  # fmt: skip
        seen = _visibility(visibility, rule, about, wants_public, is_rough=heard.is_rough)
        decided += [because_agency, seen, *_comment(text, on)]
    else:
        agency, is_routed = sensing.restricted(on), True
        because_agency = Decided(
            "agency", agency.code, Message(TO_RESTRICTED, {"office": agency.name}), sign.rule
        )
        decided += [sensing.sealing(sign, on), because_agency]
    ends, calendar = terms(about.code, urgent, now)
    decided.append(Decided("deadline", ends.due_at.isoformat(), ends.because, ends.rule, 1.0))
    return Plan(
        spot=where,
        category=about,
        asset_class=next((d.outcome for d in decided if d.kind == "asset"), ""),
        agency=agency,
        is_routed=is_routed,
        agency_rule=because_agency.rule.key if because_agency.rule else "",
        urgent=urgent,
        visibility=visibility,
        publication=rule,
        deadline=ends,
        calendar=calendar,
        sign=sign,
        decided=tuple(decided),
    )


def _refused(
    where: placing.Spot, about: CategoryView, because: tuple[Decided, ...], *, heard: rulebook.Unheard,
    rule: PublicationRow, now: datetime,
) -> Plan:  # fmt: skip
    """What names no matter waits for nobody and is shown to nobody; the exceptions desk hears an appeal."""
    ends, calendar = terms(about.code, False, now)
    desk = agencies.exceptions_desk(on=local_date(now))
    refusal = Decided("refusal", heard.reason, Message(refusals.SENTENCES[heard.reason]), heard.rule)
    return Plan(
        spot=where,
        category=about,
        agency=AgencyView(desk.code, desk.name),
        is_routed=False,
        agency_rule="",
        urgent=False,
        visibility=Visibility.PRIVATE,
        publication=rule,
        deadline=ends,
        calendar=calendar,
        sign=None,
        asset_class="",
        decided=(where.decided, *because, refusal),
        refused_for=heard.reason,
    )


def _comment(text: str, on: date) -> list[Decided]:
    found = rulebook.rule_comment(text, on)
    if found is None:
        return []
    row, channel = found
    return [Decided("rule_comment", "national", Message(RULE_COMMENT, {"channel": channel}), row.rule)]


def _visibility(
    visibility: Visibility, rule: PublicationRow, about: CategoryView, wants_public: bool, *, is_rough: bool
) -> Decided:
    if visibility == Visibility.PUBLIC:
        because = Message(PUBLIC)
    elif not rule.listed:
        because = Message(PRIVATE_BY_RULE, {"category": about.name_vi})
    elif is_rough:
        because = Message(PRIVATE_FOR_WORDS)
    else:
        because = Message(PRIVATE_BY_WISH)
    return Decided("visibility", str(visibility), because, rule.rule)


def replay(
    *, point: GeoPoint | None, place: GivenPlace | None, category: str | None, now: datetime, text: str = "",
    asset_class: str = "", wants_public: bool = True, answers: Answers = NOT_ASKED,
) -> Replayed:  # fmt: skip
    """This will tell where something would go at that moment, and why, without writing anything."""
    found = plan(
        text=text, point=point, place=place, category=category, wants_public=wants_public, now=now,
        asset_class=asset_class, answers=answers,
        has_evidence=not text,  # asked without words: only the way is wanted
    )  # fmt: skip
    on, where = local_date(now), found.spot.place
    return Replayed(
        on=on,
        place=PlaceView(where.code, where.name, where.structure),
        agency=found.agency,
        is_routed=found.is_routed,
        decisions=[
            (
                d.kind,
                showing.in_their_words(d.because, now),
                d.rule.as_json() if d.rule else None,
                d.confidence,
            )
            for d in found.decided
        ],
        candidates=agencies.answers_for(
            category=found.category.code, sub_kind=None, asset_class=found.asset_class or None, on=on,
            place_code=where.code, category_name=found.category.name_vi,
            place_name=places.in_sentence(where.name),
        ),
        accept_by=found.deadline.accept_by,
        due_at=found.deadline.due_at,
    )  # fmt: skip
