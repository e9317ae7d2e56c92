"""Does a text speak of danger, or is it to be sealed? Phrase rows say so first, what was learnt second.

What only the machine heard the sender is asked about: they know. Their "no" never stands against a row.
Without an answer what was heard holds, unless it was so faint that ordinary reports would go astray.
"""

from dataclasses import dataclass, replace
from datetime import date

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports.queries.decided import Decided
from tinhso.casework.reports.queries.shapes import AgencyView, CategoryView
from tinhso.casework.reports.rules.answers import Answers
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
WOULD_BE_SEALED = msg(
    "Nội dung giống đơn tố cáo hoặc khiếu nại. Đơn như vậy được giữ kín và không gửi tới cơ quan bị nêu tên."
)
URGENT_TOLD = msg("Người gửi cho biết có người đang gặp nguy hiểm nên được xử lý khẩn cấp.")
SEALED_TOLD = msg(
    "Người gửi cho biết đây là tố cáo hoặc khiếu nại nên không công khai và không gửi tới cơ quan bị nêu "
    "tên. Chỉ %(office)s được xem. Địa chỉ tiếp nhận: %(address)s."
)
NO_DANGER_TOLD = msg(
    "Máy thấy giống tin báo nguy hiểm (chắc %(percent)s %%), người gửi cho biết là không phải nên được xử lý "
    "như việc thường."
)
DANGER_TOO_FAINT = msg(
    "Nội dung hơi giống tin báo nguy hiểm (chắc %(percent)s %%), người gửi chưa cho biết; chưa đủ rõ nên "
    "được xử lý như việc thường. Nếu có người gặp nguy hiểm, hãy gọi 112."
)
DENUNCIATION_TOO_FAINT = msg(
    "Nội dung hơi giống đơn tố cáo, khiếu nại (chắc %(percent)s %%), người gửi chưa cho biết; chưa đủ rõ nên "
    "được xử lý như việc thường."
)
NO_DENUNCIATION_TOLD = msg(
    "Máy thấy giống đơn tố cáo, khiếu nại (chắc %(percent)s %%), người gửi cho biết là không phải nên được "
    "xử lý như việc thường."
)
FAINT = 25
"""Percent: below it, a denunciation that is only heard does not hold back a cry for help named by a row."""


@dataclass(frozen=True)
class Sign:
    """That a text speaks of danger, or is to be sealed: a phrase row, the machine or the sender says so."""

    kind: Kind
    rule: RuleRef | None
    """None where the sender alone says it."""
    percent: int | None = None
    """How sure the machine is; None where a phrase row said it."""
    is_told: bool = False
    """The sender said so when asked."""
    threshold: RuleRef | None = None
    unless: RuleRef | None = None
    """The dated row by which it is too faint to hold when nobody answers; None where it is not."""

    @property
    def is_only_heard(self) -> bool:
        """This will tell whether nothing but what the machine learnt speaks for it."""
        return self.percent is not None and not self.is_told


Signs = tuple[Sign | None, Sign | None]


def signs(text: str, on: date) -> Signs:
    """This will tell what shows danger, and what is to be sealed: phrase rows first, the learnt second."""
    rows = rulebook.signs(text, on)
    sounds = reading.sounds(text, on) if None in rows else (None, None)
    kinds = (Kind.DANGER, Kind.DENUNCIATION)
    danger, sealed = (_sign(*found) for found in zip(rows, sounds, kinds, strict=True))
    is_cry = danger is not None and not danger.is_only_heard
    if is_cry and sealed is not None and sealed.percent is not None and sealed.percent < FAINT:
        return danger, None  # a plain cry for help waits at no desk for what is faintly heard beside it
    return danger, sealed


def asked(found: Signs, answers: Answers) -> tuple[Signs, tuple[Decided, ...]]:
    """This will weigh what the sender answered: which signs stand, and what is kept of the others."""
    danger, denied = _answered(found[0], answers.danger, Kind.DANGER)
    sealed, denied_too = _answered(found[1], answers.denunciation, Kind.DENUNCIATION)
    return (danger, sealed), tuple(d for d in (denied, denied_too) if d is not None)


def _answered(sign: Sign | None, said: bool | None, kind: Kind) -> tuple[Sign | None, Decided | None]:
    if sign is not None and not sign.is_only_heard:
        return sign, None
    if said is None:
        if sign is None or sign.unless is None:
            return sign, None
        faint = DANGER_TOO_FAINT if kind == Kind.DANGER else DENUNCIATION_TOO_FAINT
        return None, _let_go(sign, f"faint_{kind}", faint, sign.unless)
    if said:
        return replace(sign or Sign(kind, None), is_told=True), None
    if sign is None or sign.percent is None:
        return None, None
    sentence = NO_DANGER_TOLD if kind == Kind.DANGER else NO_DENUNCIATION_TOLD
    return None, _let_go(sign, f"no_{kind}", sentence, sign.threshold)


def _let_go(sign: Sign, outcome: str, sentence: str, rule: RuleRef | None) -> Decided:
    percent = sign.percent or 0
    inputs = {"heard_by": sign.rule.key} if sign.rule else {}
    return Decided("asked", outcome, Message(sentence, {"percent": percent}), rule, percent / 100, inputs)


@dataclass(frozen=True)
class Heard:
    """What is told, and asked, while somebody writes."""

    danger: Decided | None
    """Why the text seems to speak of danger to life: then emergency numbers are shown."""
    sealed: Message | None
    """That it would be sealed."""
    ask: tuple[str, ...]
    """Which of the two the sender is asked about, as only the machine heard it: names of `Answers`."""


def heard(text: str, on: date) -> Heard:
    """This will tell what a text seems to say, and what its sender is to be asked."""
    danger, sealed = signs(text, on)
    both = {"danger": danger, "denunciation": sealed}
    return Heard(
        _by_words(danger) if danger is not None else None,
        Message(WOULD_BE_SEALED) if sealed is not None else None,
        tuple(name for name, sign in both.items() if sign is not None and sign.is_only_heard),
    )


def _sign(row: Phrase | None, sound: reading.Sound | None, kind: Kind) -> Sign | None:
    if row is not None:
        return Sign(row.kind, row.rule)
    if sound is None:
        return None
    percent = min(99, int(100 * sound.probability))
    return Sign(kind, sound.rule, percent, threshold=sound.threshold, unless=sound.unless)


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
    if sign is not None and sign.is_told:
        because = Message(SEALED_TOLD, values)
    elif sign is not None and sign.percent is not None:
        because = Message(SEALED_HEARD, {**values, "percent": sign.percent})
    sure = sign.percent / 100 if sign is not None and sign.percent is not None else None
    return Decided("sealing", sign.kind if sign else "officer", because, sign.rule if sign else None, sure)


def urgency(danger: Sign | None, about: CategoryView) -> Decided:
    """This will say why a report is urgent: its words, or its category."""
    if danger is not None:
        return _by_words(danger)
    return Decided("urgency", "urgent", Message(URGENT_CATEGORY, {"category": about.name_vi}))


def is_sure(sign: Sign | None) -> bool:
    """By a row, by the sender, likelier than not? A faint cry keeps no advertisement in."""
    return sign is not None and (sign.is_told or sign.percent is None or sign.percent >= 50)


def _by_words(danger: Sign) -> Decided:
    if danger.is_told:
        sure = danger.percent / 100 if danger.percent is not None else None
        return Decided("urgency", "urgent", Message(URGENT_TOLD), danger.rule, sure)
    if danger.percent is None:
        return Decided("urgency", "urgent", Message(URGENT_WORDS), danger.rule)
    because = Message(URGENT_HEARD, {"percent": danger.percent})
    return Decided("urgency", "urgent", because, danger.rule, danger.percent / 100)
