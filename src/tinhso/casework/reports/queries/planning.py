"""What would the machine decide about a report, and why? Reads rules from memory, writes nothing."""

from dataclasses import dataclass
from datetime import date, datetime

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports.queries import directing, placing, sorting
from tinhso.casework.reports.queries.casefile import Replayed
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.shapes import AgencyView, CategoryView, PlaceView
from tinhso.casework.reports.rules import deadlines, publicity, refusals
from tinhso.casework.reports.rules.deadlines import Deadline
from tinhso.casework.reports.rules.submission import GivenPlace
from tinhso.casework.reports.workflow import Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.phrases import Kind, Phrase
from tinhso.casework.rulebook.rules.publication import PublicationRow
from tinhso.core.clock import local_date
from tinhso.core.messages import Message, msg
from tinhso.core.values import GeoPoint, RuleRef
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.workdays import queries as workdays

URGENT_WORDS = msg("Nội dung cho thấy có thể nguy hiểm tới tính mạng nên được xử lý khẩn cấp.")
URGENT_CATEGORY = msg("Lĩnh vực «%(category)s» luôn được xử lý khẩn cấp.")
PRIVATE_BY_WISH = msg("Không công khai theo ý người gửi.")
PRIVATE_BY_RULE = msg("Lĩnh vực «%(category)s» không công khai.")
PRIVATE_FOR_WORDS = msg("Không công khai vì có lời lẽ thô tục; việc vẫn được xử lý.")
RULE_COMMENT = msg(
    "Có ý kiến về quy định hành chính. Ý kiến loại này của cả nước được tiếp nhận tại %(channel)s; "
    "phản ánh vẫn được gửi tới cơ quan phụ trách."
)
PUBLIC = msg("Được công khai; số điện thoại, thư điện tử, số định danh, tài khoản và biển số xe được che.")
SEALED_DENUNCIATION = msg(
    "Nội dung có dấu hiệu tố cáo nên không công khai và không gửi tới cơ quan bị nêu tên. "
    "Chỉ %(office)s được xem. Địa chỉ tiếp nhận tố cáo: %(address)s."
)
SEALED_COMPLAINT = msg(
    "Nội dung có dấu hiệu khiếu nại nên không công khai và không gửi tới cơ quan bị nêu tên. "
    "Chỉ %(office)s được xem. Địa chỉ tiếp nhận khiếu nại: %(address)s."
)
URGENT_HEARD = msg(
    "Máy nghe nội dung giống tin báo nguy hiểm tới tính mạng (khả năng %(percent)s %%; ngưỡng đặt thấp "
    "để không bỏ sót ai) nên được xử lý khẩn cấp."
)
SEALED_HEARD = msg(
    "Máy nghe nội dung giống đơn tố cáo hoặc khiếu nại (khả năng %(percent)s %%; ngưỡng đặt thấp để không "
    "lộ đơn nào) nên không công khai và không gửi tới cơ quan bị nêu tên. Chỉ %(office)s được xem và sẽ mở "
    "lại nếu không phải. Địa chỉ tiếp nhận: %(address)s."
)
TO_RESTRICTED = msg("Chuyển thẳng tới %(office)s, nơi có thẩm quyền tiếp nhận đơn thư.")


@dataclass(frozen=True)
class Sign:
    """That a text speaks of danger, or is to be sealed: by a phrase row, or by what the machine learnt."""

    kind: Kind
    rule: RuleRef
    percent: int | None = None
    """How sure the machine is; None where a phrase row said it."""


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
    sign: Sign | None
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
) -> Plan:
    """This will decide everything about a new report. Raises Invalid for a place or a category not served.

    The one place where it is decided: a report that comes in and a replay that only asks both come here.
    `has_evidence`: a photograph or a voice note comes with it. What may be danger, or is to be sealed, is
    never refused.
    """
    on = local_date(now)
    where = placing.spot(point, place, on)
    about, because_category = sorting.category_of(category, on, text)
    danger, sign = signs(text, on)
    urgent = danger is not None or about.is_emergency
    rule = rulebook.publication_of(about.code, on)
    heard = rulebook.unheard(text, on, has_evidence=has_evidence)
    if heard.reason and not any(map(_is_sure, (danger, sign))) and not about.is_emergency:
        return _refused(where, about, because_category, heard=heard, rule=rule, now=now)
    visibility = publicity.visibility(
        rule, wants_public=wants_public and not heard.is_rough, sealed=sign is not None
    )
    decided = [where.decided, because_category]
    if urgent:
        decided.append(_urgency(danger, about))
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
        agency, is_routed = restricted(on), True
        because_agency = Decided(
            "agency", agency.code, Message(TO_RESTRICTED, {"office": agency.name}), sign.rule
        )
        decided += [sealing(sign, on), because_agency]
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
    where: placing.Spot, about: CategoryView, because: Decided, *, heard: rulebook.Unheard,
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
        decided=(where.decided, because, refusal),
        refused_for=heard.reason,
    )


def _comment(text: str, on: date) -> list[Decided]:
    found = rulebook.rule_comment(text, on)
    if found is None:
        return []
    row, channel = found
    return [Decided("rule_comment", "national", Message(RULE_COMMENT, {"channel": channel}), row.rule)]


def signs(text: str, on: date) -> tuple[Sign | None, Sign | None]:
    """This will tell what shows danger, and what is to be sealed: phrase rows first, the learnt second."""
    rows = rulebook.signs(text, on)
    sounds = reading.sounds(text, on) if None in rows else (None, None)
    kinds = (Kind.DANGER, Kind.DENUNCIATION)
    danger, sealed = (_sign(*found) for found in zip(rows, sounds, kinds, strict=True))
    return danger, sealed


def danger(text: str, on: date) -> Decided | None:
    """This will tell why a text seems to speak of danger to life: then emergency numbers are shown."""
    found, _sealed = signs(text, on)
    return _by_words(found) if found is not None else None


def _sign(row: Phrase | None, sound: reading.Sound | None, kind: Kind) -> Sign | None:
    if row is not None:
        return Sign(row.kind, row.rule)
    return Sign(kind, sound.rule, min(99, int(100 * sound.probability))) if sound else None


def restricted(on: date) -> AgencyView:
    """This will give the desk that alone sees sealed reports."""
    desk = agencies.restricted_desk(on=on)
    return AgencyView(desk.code, desk.name)


def sealing(sign: Sign | None, on: date) -> Decided:
    """This will say to the citizen that the report is sealed, and where the office in charge is."""
    desk = agencies.restricted_desk(on=on)
    contact = agencies.contact(desk.code)
    known = [contact.address, contact.phone] if contact else []
    values = {"office": desk.name, "address": ", ".join(k for k in known if k) or desk.name}
    is_complaint = sign is not None and sign.kind == Kind.COMPLAINT
    because = Message(SEALED_COMPLAINT if is_complaint else SEALED_DENUNCIATION, values)
    if sign is not None and sign.percent is not None:
        because = Message(SEALED_HEARD, {**values, "percent": sign.percent})
    sure = sign.percent / 100 if sign is not None and sign.percent is not None else None
    return Decided("sealing", sign.kind if sign else "officer", because, sign.rule if sign else None, sure)


def _urgency(danger: Sign | None, about: CategoryView) -> Decided:
    if danger is not None:
        return _by_words(danger)
    return Decided("urgency", "urgent", Message(URGENT_CATEGORY, {"category": about.name_vi}))


def _is_sure(sign: Sign | None) -> bool:
    """By a row, or likelier than not: what faintly sounds like a cry keeps no advertisement in."""
    return sign is not None and (sign.percent is None or sign.percent >= 50)


def _by_words(danger: Sign) -> Decided:
    if danger.percent is None:
        return Decided("urgency", "urgent", Message(URGENT_WORDS), danger.rule)
    because = Message(URGENT_HEARD, {"percent": danger.percent})
    return Decided("urgency", "urgent", because, danger.rule, danger.percent / 100)


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
    asset_class: str = "", wants_public: bool = True,
) -> Replayed:  # fmt: skip
    """This will tell where something would go at that moment, and why, without writing anything."""
    found = plan(
        text=text, point=point, place=place, category=category, wants_public=wants_public, now=now,
        asset_class=asset_class,
        has_evidence=not text,  # asked without words: only the way is wanted
    )  # fmt: skip
    on, where = local_date(now), found.spot.place
    return Replayed(
        on=on,
        place=PlaceView(where.code, where.name, where.structure),
        agency=found.agency,
        is_routed=found.is_routed,
        decisions=[
            (d.kind, d.because, d.rule.as_json() if d.rule else None, d.confidence) for d in found.decided
        ],
        candidates=agencies.answers_for(
            category=found.category.code, sub_kind=None, asset_class=found.asset_class or None, on=on,
            place_code=where.code, category_name=found.category.name_vi, place_name=where.name,
        ),
        accept_by=found.deadline.accept_by,
        due_at=found.deadline.due_at,
    )  # fmt: skip
