"""How does a dossier stand on its applicant's page? In plain words; officers by role and unit alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.applying.views import costs, doors
from tinhso.casework.onestop import addresses
from tinhso.casework.onestop.queries import Case
from tinhso.casework.onestop.workflow import DOSSIER, OPEN, Business, Clock, Delivery
from tinhso.casework.procedures import queries as procedures
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.core.roles import Role
from tinhso.core.translation import say
from tinhso.foundation.agencies import queries as agencies
from tinhso.ui import formats

RECEIPT_FOR = timedelta(minutes=30)
APPLICANT = frozenset({Role.CITIZEN})


@dataclass(frozen=True)
class Step:
    """One step of the way: who by role and unit, planned and real times."""

    name: str
    who: str
    state: str
    tone: str
    due: str
    ended: str
    verdict: str


def may(found: Case, verb: str) -> bool:
    """This will tell whether the applicant may take a step now."""
    return DOSSIER.can(verb, state=found.row.business, roles=APPLICANT)


def row(found: Case, now: datetime) -> dict[str, Any]:
    """This will show a dossier as one row of a list."""
    return {
        "code": found.row.code,
        "url": addresses.own(found.row.code),
        "name": name(found),
        "state": state(found)["label"],
        "tone": state(found)["tone"],
        "agency": found.row.agency_name,
        "due_at": found.row.current_due if found.row.business in OPEN else None,
        "clock": clock_tone(found, now),
        "wanted": found.row.business == Business.SUPPLEMENTING,
    }


def state(found: Case) -> dict[str, str]:
    """This will name the state; a result that says no is not shown as good news."""
    is_no = found.row.outcome == "rejected" and found.row.business in (Business.DECIDED, Business.RETURNED)
    return {"label": say(found.state.label), "tone": "neutral" if is_no else found.state.tone}


def name(found: Case) -> str:
    """This will give the procedure's name in the reader's language."""
    try:
        return procedures.name_of(procedures.version(found.row.version_ref))
    except Missing:
        return found.row.name


def clock_tone(found: Case, now: datetime) -> str:
    """This will give the tone of the dossier's clock."""
    row = found.row
    if row.clock == Clock.PAUSED:
        return "paused"
    if row.business not in OPEN or row.current_due is None:
        return "done"
    return "late" if now > row.current_due else "calm"


def plain(found: Case, now: datetime) -> str:
    """This will say in one or two sentences where it stands and what comes next."""
    row = found.row
    agency = row.agency_name
    values = {"agency": agency, "accept": formats.datetime_vn(row.accept_by),
              "due": formats.datetime_vn(row.current_due) if row.current_due else ""}  # fmt: skip
    match row.business:
        case Business.FILED if now > row.accept_by:
            text = _(
                "Hồ sơ đã gửi tới %(agency)s nhưng quá hạn tiếp nhận (%(accept)s). Ông/bà có thể báo chậm."
            )
        case Business.FILED:
            text = _(
                "Hồ sơ đã gửi tới %(agency)s. Trước %(accept)s cơ quan phải nhận hoặc trả lại và nói lý do."
            )
        case Business.SUPPLEMENTING:
            text = _(
                "%(agency)s cần ông/bà bổ sung giấy tờ ghi dưới đây. Thời hạn được tính lại khi nhận đủ."
            )
        case Business.RECEIVED | Business.HANDLING if row.clock == Clock.PAUSED:
            text = _("%(agency)s đang giải quyết; thời hạn đang tạm dừng. Hạn trả kết quả đang là %(due)s.")
        case Business.RECEIVED | Business.HANDLING if row.current_due and now > row.current_due:
            text = _(
                "%(agency)s đang giải quyết và đã quá hạn trả kết quả (%(due)s). Ông/bà có thể báo chậm."
            )
        case Business.RECEIVED | Business.HANDLING:
            text = _("%(agency)s đã tiếp nhận và đang giải quyết. Hạn trả kết quả: %(due)s.")
        case Business.DECIDED | Business.RETURNED:
            text = _answered(found)
        case Business.REFUSED:
            text = _("%(agency)s không tiếp nhận hồ sơ này; lý do ghi dưới đây.")
        case Business.STOPPED:
            text = _("%(agency)s đã dừng giải quyết hồ sơ này; lý do ghi dưới đây.")
        case _other:
            text = _("Ông/bà đã rút hồ sơ này.")
    return text % values


def _answered(found: Case) -> str:
    """A refusal is said in words: "there is a result" alone would let somebody come in vain."""
    row = found.row
    is_returned = row.business == Business.RETURNED
    if row.outcome == "rejected" and is_returned:
        return _("%(agency)s không đồng ý giải quyết; lý do ghi dưới đây. Hồ sơ kết thúc.")
    if row.outcome == "rejected":
        return _("%(agency)s không đồng ý giải quyết; lý do ghi dưới đây. Văn bản trả lời đang được trả.")
    if is_returned:
        return _("Đã trả kết quả. Hồ sơ kết thúc.")
    if row.delivery == Delivery.COUNTER:
        return _("Đã có kết quả. Mời ông/bà tới nơi giải quyết (%(agency)s) để nhận.")
    return _("Đã có kết quả, đang được trả theo cách ông/bà chọn.")


def _forgotten(found: Case) -> str:
    at = found.row.application.erased_at
    return _("Đã xoá theo thời hạn lưu, ngày %(day)s") % {"day": formats.date_vn(at)} if at else ""


def facts(found: Case) -> list[dict[str, str]]:
    """This will list what is fixed about the dossier."""
    row = found.row
    version = procedures.version(row.version_ref)
    ways = {
        Delivery.ELECTRONIC: _("Bản điện tử, vào kho giấy tờ"),
        Delivery.COUNTER: _("Nhận tại nơi giải quyết"),
        Delivery.POST: _("Bưu chính công ích mang tới"),
    }
    accept_by = formats.datetime_vn(row.accept_by) if row.business == Business.FILED else ""
    rows = [
        (_("Cơ quan giải quyết"), row.agency_name),
        (_("Nộp lúc"), formats.datetime_vn(row.filed_at)),
        (_("Tiếp nhận lúc"), formats.datetime_vn(row.received_at) if row.received_at else ""),
        (_("Tiếp nhận hoặc trả lại trước"), accept_by),
        (_("Hạn trả kết quả ban đầu"), formats.datetime_vn(row.original_due) if row.original_due else ""),
        (_("Hạn trả kết quả hiện nay"), formats.datetime_vn(row.current_due) if row.current_due else ""),
        (_("Thời hạn theo quy định"), costs.term_words(version.term)),
        (_("Mã trên Cổng Dịch vụ công quốc gia"), row.national_code),
        (_("Nhận kết quả"), ways[Delivery(row.delivery)]),
        (_("Dữ liệu người nộp"), _forgotten(found)),
    ]
    guide = {
        "label": _("Thủ tục"),
        "value": f"{name(found)} ({row.procedure_code})",
        "url": reverse("procedures:one", args=[row.procedure_code]),
    }
    return [guide, *({"label": label, "value": value} for label, value in rows if value)]


def steps(found: Case) -> list[Step]:
    """This will list the steps that were taken and, after them, those that are planned."""
    row = found.row
    version = procedures.version(row.version_ref)
    english = doors.language() == "en"
    by_number = {one.number: one for one in version.steps}
    made = []
    for line in found.lines:
        plan = by_number.get(line.step)
        is_over = line.ended_at is not None
        made.append(
            Step(
                name=(english and plan and plan.name_en) or line.name,
                who=_who(found, plan, line.unit),
                state="done" if is_over else "now",
                tone="danger" if line.verdict == "late" else "success" if is_over else "info",
                due=formats.datetime_vn(line.due_at),
                ended=formats.datetime_vn(line.ended_at) if line.ended_at else "",
                verdict=verdict(line.verdict),
            )
        )
    reached = max((line.step for line in found.lines), default=0)
    if row.business in OPEN:
        made += [
            Step((english and s.name_en) or s.name, _who(found, s, ""), "next", "neutral", "", "", "")
            for s in version.steps if s.number > reached
        ]  # fmt: skip
    return made


def _who(found: Case, plan: procedures.Step | None, unit: str) -> str:
    """Role and unit: whose desk it is, never which person."""
    on = local_date(found.row.filed_at)
    rooms = {u.code: u.name for u in agencies.units(found.row.agency_code, on)}
    said = plan.title if plan and doors.language() != "en" else ""  # titles have no English; roles have
    title = said or (role_words().get(plan.role, "") if plan else "")
    return ", ".join(part for part in (title, rooms.get(unit, ""), found.row.agency_name) if part)


def role_words() -> dict[str, str]:
    """This will name the roles that take steps."""
    return {"intake": _("Bộ phận tiếp nhận"), "handler": _("Chuyên viên"), "leader": _("Lãnh đạo")}


def verdict(word: str) -> str:
    """This will say how something stood to its time."""
    return {"early": _("sớm hạn"), "on_time": _("đúng hạn"), "late": _("trễ hạn")}.get(word, "")


def moves(found: Case) -> list[dict[str, Any]]:
    """This will list every move of the end of the time with its ground, for the timeline; nothing where it
    stands as the receipt said."""
    if not found.has_moved:
        return []
    words = {
        "receipt": _("Tiếp nhận, bắt đầu tính thời hạn"), "extension": _("Xin lỗi và hẹn lại"),
        "supplement": _("Tính lại sau khi bổ sung giấy tờ"), "payment": _("Tính lại sau khi nộp tiền"),
        "consultation": _("Tính lại sau khi lấy ý kiến"), "reopened": _("Mở lại hồ sơ"),
    }  # fmt: skip
    return [
        {
            "at": one.at,
            "title": _("%(why)s – hạn: %(due)s") % {
                "why": words.get(one.why, one.why), "due": formats.datetime_vn(one.due_after),
            },
            "text": ". ".join(part for part in (one.reason, one.document) if part),
            "tone": "warning" if one.why == "extension" else "info",
            "icon": "calendar-event",
        }
        for one in found.moves
    ]  # fmt: skip
