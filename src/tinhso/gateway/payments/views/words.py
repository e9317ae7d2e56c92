"""How are states, routes and what happened called on the pages?"""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tinhso.foundation.accounts import queries as accounts
from tinhso.gateway.payments import queries
from tinhso.gateway.payments.queries import Entry, OrderView
from tinhso.gateway.payments.rules import matching
from tinhso.gateway.payments.rules.matching import Verdict
from tinhso.gateway.payments.rules.numbers import spoken
from tinhso.gateway.payments.workflow import ORDER, REFUND, ROUTES, Route
from tinhso.ui import formats


def money(amount: int | None) -> str:
    """This will write đồng: 50.000 đồng."""
    return "–" if amount is None else _("%(amount)s đồng") % {"amount": formats.number(amount)}


def state(order: OrderView) -> dict[str, str]:
    """This will give the pill of an order's state."""
    found = ORDER.state(order.state)
    return {"text": _(found.label), "tone": found.tone}


def refund_state(word: str) -> dict[str, str]:
    """This will give the pill of a refund's state."""
    found = REFUND.state(word)
    return {"text": _(found.label), "tone": found.tone}


def verdict(word: str) -> dict[str, str]:
    """This will give the pill of a finding."""
    return {"text": _(matching.LABELS[Verdict(word)]), "tone": matching.TONES[Verdict(word)]}


def route(word: str) -> str:
    """This will name a route."""
    return _(ROUTES[Route(word)]) if word else "–"


def provider(found: queries.ProviderView) -> str:
    """This will name a provider in the reader's language."""
    return found.name if get_language() == "vi" else found.name_en


def number(text: str) -> str:
    """This will group an order's number for reading."""
    return spoken(text)


def told(entry: Entry) -> dict[str, Any]:
    """This will say one thing that happened to an order, as a line of the timeline."""
    icon, tone = _KINDS.get(entry.kind, ("point", "neutral"))
    values = {k: v for k, v in entry.values.items() if v not in ("", None)}
    if "did" in values:
        values["did"] = did(str(values["did"]))
    if "why" in values:
        values["why"] = why(str(values["why"]))
    return {
        "at": entry.at,
        "title": _said(entry.kind),
        "text": " · ".join(_value(name, value) for name, value in values.items()),
        "actor": who(entry.who),
        "icon": icon,
        "tone": tone,
    }


def who(key: str) -> str:
    """This will name who did something: the machine, an officer, or whoever else bears the key."""
    if key == "machine":
        return _("máy")
    found = accounts.officer(key)
    return found.name if found else key


def _value(name: str, value: Any) -> str:  # noqa: PLR0911 -- a table of words
    if name in ("amount", "paid"):
        return money(value)
    if name == "route":
        return route(value)
    if name == "verdict":
        return verdict(value)["text"]
    if name == "day":
        return formats.date_vn(value)
    if name == "ms":
        return f"{value} ms"
    if name == "counts":
        return _("tính điểm Quyết định 766") if value else _("không tính điểm Quyết định 766")
    return str(value)


_KINDS = {
    "opened": ("file-invoice", "info"),
    "attempt": ("player-play", "info"),
    "attempt_succeeded": ("check", "success"),
    "attempt_failed": ("x", "warning"),
    "attempt_given_up": ("clock-x", "warning"),
    "call": ("arrows-exchange", "neutral"),
    "callback": ("mail-check", "info"),
    "callback_refused": ("mail-x", "danger"),
    "payment": ("cash", "success"),
    "receipt": ("receipt", "success"),
    "receipt_voided": ("receipt-off", "warning"),
    "cancelled": ("ban", "warning"),
    "refund_asked": ("arrow-back-up", "warning"),
    "refund_approved": ("arrow-back-up", "info"),
    "refund_refused": ("arrow-back-up", "neutral"),
    "refund_paid_out": ("arrow-back-up", "success"),
    "finding": ("building-bank", "info"),
}


def _said(kind: str) -> str:
    return {
        "opened": _("Lập lệnh thanh toán"),
        "attempt": _("Bắt đầu thanh toán"),
        "attempt_succeeded": _("Lượt thanh toán thành công"),
        "attempt_failed": _("Lượt thanh toán không thành công"),
        "attempt_given_up": _("Thôi hỏi: không có kết quả"),
        "call": _("Gọi sang nhà cung cấp"),
        "callback": _("Nhận thông báo, chữ ký đúng"),
        "callback_refused": _("Từ chối thông báo"),
        "payment": _("Ghi nhận tiền"),
        "receipt": _("Cấp biên lai"),
        "receipt_voided": _("Huỷ biên lai"),
        "cancelled": _("Huỷ lệnh"),
        "refund_asked": _("Đề nghị hoàn tiền"),
        "refund_approved": _("Duyệt hoàn tiền"),
        "refund_refused": _("Không duyệt hoàn tiền"),
        "refund_paid_out": _("Đã chi trả lại tiền"),
        "finding": _("Đối soát với ngân hàng"),
    }.get(kind, "")


def did(word: str) -> str:
    """This will say what a believed message did."""
    return {
        "paid": _("ghi nhận đủ tiền"),
        "paid_in_part": _("ghi nhận một phần tiền"),
        "too_much": _("tiền nộp thừa"),
        "too_late": _("tiền đến sau khi huỷ"),
        "already": _("báo lại, không đổi gì"),
        "failed": _("lượt không thành công"),
        "ignored": _("bỏ qua vì đã có tiền"),
    }.get(word, word)


def why(word: str) -> str:
    """This will say for what reason a message was not believed."""
    return {
        "unreadable": _("không đọc được"),
        "unsigned": _("không có chữ ký"),
        "wrong_signature": _("chữ ký sai"),
        "stale": _("ký quá cũ hoặc sai giờ"),
        "wrong_merchant": _("sai mã đơn vị"),
        "wrong_currency": _("không phải tiền đồng"),
        "unknown_attempt": _("không có lượt thanh toán này"),
        "differs": _("trái với thông báo trước"),
    }.get(word, word)
