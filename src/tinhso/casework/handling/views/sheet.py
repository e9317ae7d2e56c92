"""How is a case laid out for an officer? The query's plain values as the values of components."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tinhso.casework.handling.views import parts
from tinhso.casework.handling.views import verbs as known_verbs
from tinhso.casework.handling.views.verbs import Verb
from tinhso.casework.reports import shown
from tinhso.casework.reports.queries.casefile import Case
from tinhso.casework.reports.queries.shapes import Because, TimelineEntry, VoiceView
from tinhso.casework.reports.rules.publicity import FLAG_REASONS
from tinhso.casework.reports.workflow import REPORT, Duty, Visibility
from tinhso.core.clock import local_date
from tinhso.core.translation import say
from tinhso.core.values import GeoPoint
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.agencies import queries as agencies
from tinhso.ui import formats

RUNNING = ("running", "paused")


@dataclass(frozen=True)
class Clock:
    """One running duty: whose it is, how long is left, in which tone."""

    label: str
    remaining: str
    due_at: datetime
    tone: str
    agency: str = ""


@dataclass(frozen=True)
class Button:
    """A verb as the verb bar draws it."""

    label: str
    url: str
    icon: str
    shortcut: str
    tone: str
    method: str
    dialog: str


@dataclass(frozen=True)
class CaseSheet:
    """Everything that the case page shows, ready for its components."""

    id: int
    code: str
    subject: str
    title: str
    status_label: str
    status_tone: str
    pills: Sequence[Mapping[str, str]]
    main: Clock | None
    clocks: Sequence[Clock]
    text: str
    publicity: str
    photos: Sequence[Mapping[str, str]]
    facts: Sequence[Mapping[str, str]]
    point: GeoPoint | None
    because: Sequence[Mapping[str, Any]]
    draft: parts.Draft | None
    answers: Sequence[Mapping[str, Any]]
    exchanges: Sequence[Mapping[str, Any]]
    extensions: Sequence[Mapping[str, Any]]
    helpers: Sequence[Mapping[str, Any]]
    trail: Sequence[Mapping[str, Any]]
    flags: Sequence[Mapping[str, Any]]
    timeline: Sequence[TimelineEntry]
    has_contact: bool
    is_sealed: bool
    public_url: str
    voice: VoiceView | None = None


def case_sheet(case: Case, verbs: Sequence[Verb], *, now: datetime) -> CaseSheet:
    """This will lay out a case; `verbs` are those offered, to which the machine's decisions link."""
    report = case.report
    names = _names(case)
    clocks = _clocks(case, now)
    return CaseSheet(
        id=case.id,
        code=case.code,
        subject=f"report:{case.id}",
        title=f"{report.category.name} – {report.place.name}",
        status_label=report.status.label,
        status_tone=report.status.tone,
        pills=_pills(case),
        main=clocks[0] if clocks else _ended(case, now),
        clocks=clocks[1:],
        text=case.text,
        publicity=_publicity(case),
        photos=shown.photo_links(
            case.code, case.photos, _("Ảnh của người gửi"), whole=True, blur=parts.brush(case)
        ),
        facts=_facts(case),
        point=report.point,
        because=[_reason(b, case, verbs) for b in report.because],
        draft=parts.draft(case, names),
        answers=parts.answers(case),
        exchanges=[
            {"question": q, "asked_at": asked, "reply": reply, "replied_at": replied}
            for q, asked, reply, replied in case.exchanges
        ],
        extensions=[parts.extension(e, names) for e in case.extensions],
        helpers=parts.helpers(case, now),
        trail=[
            {"from": f.name, "to": t.name, "reason": reason, "at": at}
            for f, t, reason, at in case.forwardings
        ],
        flags=[
            {"reason": say(FLAG_REASONS.get(f.reason, f.reason)), "comment": f.comment, "at": f.at}
            for f in case.flags
            if not f.is_settled
        ],
        timeline=parts.timeline(case, names),
        has_contact=case.has_contact,
        is_sealed=report.visibility == Visibility.SEALED,
        voice=case.voice,
        public_url=report.url if report.visibility == Visibility.PUBLIC else "",
    )


def buttons(case: Case, verbs: Sequence[Verb], *, place: str, opened: str = "") -> list[Button]:
    """This will draw the verbs that stand in one place; the one whose form is open already leads to it."""
    return [_button(case, verb, opened) for verb in verbs if verb.place == place]


def _button(case: Case, verb: Verb, opened: str) -> Button:
    is_step = verb.name in {t.name for t in REPORT.transitions}
    is_open = verb.name == opened
    url = reverse("handling:verb", args=[case.code, verb.name])
    return Button(
        label=known_verbs.label(verb),
        url="#verb" if is_open else url,
        icon=verb.icon,
        shortcut=REPORT.step(verb.name).shortcut if is_step else verb.shortcut,
        tone=verb.tone,
        method="get" if verb.form else "post",
        dialog="" if verb.form is None or is_open else f"verb-{verb.name}",
    )


def _names(case: Case) -> dict[str, str]:
    keys = {n.by for n in case.notes} | {e.actor for e in case.timeline} | {e.by for e in case.extensions}
    keys |= {i.assignee for i in case.items} | ({case.draft.author} if case.draft else set())
    named = {key: officer.name for key, officer in accounts.officers_of(keys).items()}
    return {**named, "machine": _("Hệ thống"), "citizen": _("Người gửi")}


def _clocks(case: Case, now: datetime) -> list[Clock]:
    """The duty that is nearest first in the order of work; the answer, which the citizen waits for, leads."""
    labels = {
        Duty.ANSWER: _("Trả lời"),
        Duty.ACCEPT: _("Nhận việc"),
        Duty.TRIAGE: _("Phân công"),
        Duty.APPROVE: _("Duyệt"),
        Duty.GRANT_EXTENSION: _("Quyết định gia hạn"),
        Duty.CO_HANDLE: _("Phối hợp"),
    }
    order = list(labels)
    found = [i for i in case.items if i.state in RUNNING and i.duty in labels]
    found.sort(key=lambda i: order.index(i.duty))
    return [
        Clock(
            label=labels[i.duty],
            remaining=_("tạm dừng") if i.tone == "paused" else formats.remaining(i.due_at, now),
            due_at=i.due_at,
            tone=i.tone,
        )
        for i in found
        if i.duty != Duty.CO_HANDLE
    ]


def _ended(case: Case, now: datetime) -> Clock | None:
    told = shown.clock_of(case.report, now)
    return Clock("", told.text, case.report.due_at, told.tone) if told else None


def _pills(case: Case) -> list[dict[str, str]]:
    report = case.report
    pills = []
    if report.urgent:
        pills.append({"label": _("Khẩn cấp"), "tone": "warning", "icon": "urgent"})
    if report.visibility == Visibility.SEALED:
        pills.append({"label": _("Diện hạn chế"), "tone": "warning", "icon": "lock"})
    elif report.visibility == Visibility.PRIVATE:
        pills.append({"label": _("Không công khai"), "tone": "neutral", "icon": "eye-off"})
    if case.round > 1:
        pills.append({"label": _("Xử lý lại"), "tone": "warning", "icon": "refresh"})
    if case.hops:
        said = _("Đã chuyển %(hops)d lần") % {"hops": case.hops}
        pills.append({"label": said, "tone": "neutral", "icon": "arrow-forward"})
    return pills


def _publicity(case: Case) -> str:
    report = case.report
    if report.visibility == Visibility.SEALED:
        return _("Chỉ bộ phận tiếp công dân mở được; cơ quan bị nêu tên không thấy.")
    if report.visibility == Visibility.PRIVATE:
        return _("Không có trang công khai.")
    notes = [n for n in (report.text_note, report.photos_note) if n]
    return " ".join(notes) or _("Nội dung và ảnh đang hiện công khai; số điện thoại, giấy tờ đã được che.")


def _facts(case: Case) -> list[dict[str, str]]:
    report = case.report
    place = ", ".join(p for p in (report.place.detail, report.place.locality, report.place.name) if p)
    assignee = next((i for i in case.items if i.duty == Duty.ANSWER and i.state in RUNNING), None)
    rows = [
        (_("Cơ quan phụ trách"), report.agency.name),
        (_("Người làm"), _whose(assignee, case) if assignee else ""),
        (_("Nơi xảy ra"), place),
        (_("Gửi lúc"), formats.datetime_vn(report.received_at)),
        (_("Xảy ra lúc"), formats.datetime_vn(report.occurred_at) if report.occurred_at else ""),
        (_("Hạn trả lời"), formats.datetime_vn(report.due_at)),
        (_("Hạn ban đầu"), _unless_same(report.original_due, report.due_at)),
        (_("Trả lời lúc"), formats.datetime_vn(report.answered_at) if report.answered_at else ""),
        (_("Loại công trình"), _asset(case)),
        (_("Kênh gửi"), _channel(case)),
        (_("Đánh giá của người gửi"), _rated(case)),
        (_("Số lần ẩn nội dung"), formats.number(report.times_hidden) if report.times_hidden else ""),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def _whose(item: Any, case: Case) -> str:
    if item.assignee:
        officer = accounts.officer(item.assignee)
        return officer.name if officer else item.assignee
    if item.unit:
        on = local_date(case.report.received_at)
        units = {u.code: u.name for u in agencies.units(item.agency_code, on)}
        return units.get(item.unit, item.unit)
    return _("chưa giao ai")


def _unless_same(when: datetime, other: datetime) -> str:
    return formats.datetime_vn(when) if when != other else ""


def _asset(case: Case) -> str:
    on = local_date(case.report.received_at)
    known = {a.code: a.name for a in agencies.asset_classes(case.report.category.code, on=on)}
    return known.get(case.asset_class, case.asset_class)


def _channel(case: Case) -> str:
    known = {
        "web": _("trang web"), "pwa": _("ứng dụng trên điện thoại"), "api": _("chương trình khác"),
        "phone": _("điện thoại"), "counter": _("tại quầy"), "helper": _("tổ công nghệ số gửi giúp"),
        "sms": _("tin nhắn"), "zalo": _("Zalo"), "mail": _("thư điện tử"), "press": _("báo chí"),
        "sensor": _("cảm biến"), "national": _("cổng quốc gia"), "open311": _("Open311"),
    }  # fmt: skip
    return known.get(case.channel, case.channel)


def _rated(case: Case) -> str:
    rated = shown.ratings().get(case.report.satisfaction)
    return rated.label if rated else ""


CORRECTED_BY = {
    "asset": "forward",
    "agency": "forward",
    "category": "forward",
    "place": "forward",
    "deadline": "request_extension",
    "visibility": "hide",
    "sealing": "unseal",
    "urgency": "stand_down",
}


def _reason(because: Because, case: Case, verbs: Sequence[Verb]) -> dict[str, Any]:
    """Beside each decision stands the verb that corrects it, where this officer may use it now."""
    verb = CORRECTED_BY.get(because.decision, "")
    url = ""
    if any(step.name == "rule_on_exception" for step in case.verbs) and verb == "forward":
        url = reverse("handling:exception", args=[case.code])
    elif verb in {v.name for v in verbs}:
        url = reverse("handling:verb", args=[case.code, verb])
    return {**parts.reason(because), "correct_url": url}
