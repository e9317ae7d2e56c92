"""What may be asked about the doors? Who is reached where, what waits for a person, whose is a report?"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tinhso.casework.doors.models import Arrival, PhoneMark, Sender
from tinhso.casework.doors.rules import reading
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.queries.codes import code_of
from tinhso.casework.reports.queries.shapes import PublicReport
from tinhso.casework.reports.workflow import REPORT, Status
from tinhso.core.clock import local
from tinhso.core.errors import Missing
from tinhso.core.messages import Message, msg
from tinhso.core.values import spoken_code
from tinhso.foundation.notices import recipients, rules, sealing
from tinhso.foundation.notices.recipients import Address
from tinhso.foundation.places import queries as places

SHOWN_MOST = 100
REASONS = {
    "too_many": msg("Nhiều tin trong một giờ nên máy không trả lời."),
    "no_number": msg("Không gửi từ số di động nên không trả lời được."),
    "unfinished": msg("Người gửi không bổ sung nội dung hoặc nơi xảy ra."),
    "cancelled": msg("Người gửi đã huỷ."),
    "refused": msg("Hệ thống không nhận được thành phản ánh."),
    "needs_identity": msg("Lĩnh vực này cần xác nhận người gửi."),
    "error": msg("Máy gặp lỗi khi đọc tin này."),
    "no_place": msg("Thư không nêu rõ xã, phường."),
    "no_text": msg("Thư không có nội dung chữ."),
    "photos_lost": msg("Ảnh trong tin không tải về được."),
}


@dataclass(frozen=True)
class Kept:
    """A message that waits for a person, opened."""

    id: int
    door: str
    address: str
    text: str
    photos: tuple[str, ...]
    lat: float | None
    lon: float | None
    at: datetime
    outcome: str


def communes(on: date) -> list[reading.Named]:
    """This will list the communes as they may be named."""
    return [reading.Named(p.code, p.name, p.kind) for p in places.communes(on=on)]


def commune_in(text: str, on: date) -> str | None:
    """This will find the commune that a text names, None for none or several."""
    return reading.commune(text, communes(on))


def digest_of(phone: str) -> str:
    """This will give the keyed digest of a mobile number however it is written; "" for any other."""
    number = rules.mobile(phone)
    return sealing.place(f"phone:{number}") if number else ""


def phone_of(report_id: int) -> str:
    """This will give the number that the reporter left, "" where there is none (any more)."""
    address = recipients.address(f"reporter:{report_id}")
    return address.phone if address else ""


def address_of(key: str) -> Address | None:
    """This will tell where "sender:<id>" is reached: by the way they wrote."""
    row = Sender.objects.filter(pk=int(key.partition(":")[2])).exclude(address="").first()
    if row is None:
        return None
    address = sealing.unseal(row.address)
    if row.door == "zalo":
        return Address(zalo=address, zalo_heard_at=row.heard_at)
    return Address(email=address) if row.door == "email" else Address(phone=address)


def state_for(code: str, sender: Sender, *, now: datetime) -> PublicReport | None:
    """This will give the report as this sender may know it: a public one, or their own."""
    try:
        return reports.public_report(code, now=now)
    except Missing:
        pass
    try:
        found = reports.public_report(code, own=True, now=now)
    except Missing:
        return None
    sent_here = Arrival.objects.filter(sender=sender, report_code=code).exists()
    phone = sealing.unseal(sender.address) if sender.door == "sms" else ""
    same_phone = bool(phone) and digest_of(phone_of(found.id)) == digest_of(phone)
    return found if sent_here or same_phone else None


def state_values(found: PublicReport) -> dict[str, Any]:
    """This will give what a notice says about a report: only what is nobody's own."""
    return {
        "code": spoken_code(found.code),
        "status": Message(REPORT.state(Status(found.status.word)).label),
        "agency": found.agency.name,
        "due": f"{local(found.due_at):%H:%M %d/%m/%Y}",
        "url": "/tra-cuu",
    }


def told_by_zalo(report_id: int, *, now: datetime) -> tuple[int, dict[str, Any]] | None:
    """This will give who sent a report by Zalo, and what to say about it now; None where nobody did."""
    code = code_of(report_id)
    row = Arrival.objects.filter(door="zalo", report_code=code).order_by("pk").first() if code else None
    if row is None:
        return None
    return row.sender_id, state_values(reports.public_report(code, own=True, now=now))


def kept(*, limit: int = SHOWN_MOST) -> list[Kept]:
    """This will list the messages that wait for a person, oldest first."""
    return list(_opened(Arrival.objects.filter(state="kept").select_related("sender")[:limit]))


def kept_count() -> int:
    """This will count them."""
    return Arrival.objects.filter(state="kept").count()


def kept_one(arrival_id: int) -> Kept:
    """This will open one of them. Raises Missing."""
    for found in _opened(Arrival.objects.filter(state="kept", pk=arrival_id).select_related("sender")):
        return found
    raise Missing


def _opened(rows: Any) -> Iterator[Kept]:
    for row in rows:
        yield Kept(
            id=row.pk,
            door=row.door,
            address=sealing.unseal(row.sender.address),
            text=sealing.unseal(row.text),
            photos=tuple(row.photos),
            lat=row.lat,
            lon=row.lon,
            at=row.at,
            outcome=row.outcome,
        )


def of_phone(number: str, *, now: datetime) -> list[reports.PublicReportRow]:
    """This will list the reports that were sent with a number, newest first.

    Where the reporter's number was erased or corrected meanwhile, the mark no longer counts.
    """
    digest = digest_of(number)
    marks = PhoneMark.objects.filter(digest=digest).order_by("-report_id")[:SHOWN_MOST] if digest else ()
    codes = [m.report_code for m in marks if digest_of(phone_of(m.report_id)) == digest]
    return reports.own_rows(codes, now=now)


def fits(found: Mapping[str, str], typed: str) -> str | None:
    """This will find which of {code: name} somebody typed."""
    return reading.pick(typed, found.items())


def is_taken_in(message_id: str) -> bool:
    """This will tell whether a letter with this id was kept here."""
    digest = hashlib.sha256(message_id.encode()).hexdigest()
    return Arrival.objects.filter(door="email", message_id=digest).exists()
