"""Does a text speak of danger, or is it to be sealed? Phrase rows say so first, what was learnt second."""

from dataclasses import dataclass
from datetime import date

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.shapes import AgencyView, CategoryView
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.phrases import Kind, Phrase
from tinhso.core.messages import Message, msg
from tinhso.core.values import RuleRef
from tinhso.foundation.agencies import queries as agencies

URGENT_WORDS = msg("Nội dung cho thấy có thể nguy hiểm tới tính mạng nên được xử lý khẩn cấp.")
URGENT_CATEGORY = msg("Lĩnh vực «%(category)s» luôn được xử lý khẩn cấp.")
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


@dataclass(frozen=True)
class Sign:
    """That a text speaks of danger, or is to be sealed: by a phrase row, or by what the machine learnt."""

    kind: Kind
    rule: RuleRef
    percent: int | None = None
    """How sure the machine is; None where a phrase row said it."""


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


def urgency(danger: Sign | None, about: CategoryView) -> Decided:
    """This will say why a report is urgent: its words, or its category."""
    if danger is not None:
        return _by_words(danger)
    return Decided("urgency", "urgent", Message(URGENT_CATEGORY, {"category": about.name_vi}))


def is_sure(sign: Sign | None) -> bool:
    """By a row, or likelier than not? What faintly sounds like a cry keeps no advertisement in."""
    return sign is not None and (sign.percent is None or sign.percent >= 50)


def _by_words(danger: Sign) -> Decided:
    if danger.percent is None:
        return Decided("urgency", "urgent", Message(URGENT_WORDS), danger.rule)
    because = Message(URGENT_HEARD, {"percent": danger.percent})
    return Decided("urgency", "urgent", because, danger.rule, danger.percent / 100)
