"""What is a payment order's whole life, and a refund's? Money in, money back, on one screen.

Nobody says "paid" but what was verified: a callback whose signature holds, a provider that was asked, a line
of the bank, or an officer at a counter who took cash. A browser that comes back says nothing.
"""

from enum import StrEnum

from tinhso.core.messages import msg
from tinhso.core.roles import Role
from tinhso.core.workflow import State, Transition, Workflow


class Finance(StrEnum):
    """Where an order stands; the words are stored and shown in the API."""

    OPEN = "open"
    WAITING = "waiting"
    PART_PAID = "part_paid"
    PAID = "paid"
    CANCELLED = "cancelled"
    REFUND_DUE = "refund_due"
    REFUNDED = "refunded"


class Refunding(StrEnum):
    """Where the asking back of money stands."""

    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    PAID_OUT = "paid_out"


class Route(StrEnum):
    """By which way money came. Which of them count for QĐ 766 is a dated rule (`RouteRule`)."""

    PLATFORM = "platform"
    GATEWAY = "gateway"
    VIETQR = "vietqr"
    CASH = "cash"


ROUTES = {
    Route.PLATFORM: msg("Nền tảng thanh toán quốc gia"),
    Route.GATEWAY: msg("Cổng thanh toán, ngân hàng"),
    Route.VIETQR: msg("Chuyển khoản theo mã VietQR"),
    Route.CASH: msg("Tiền mặt tại quầy"),
}

DUE = frozenset({Finance.OPEN, Finance.WAITING, Finance.PART_PAID})
"""Something is still to be paid."""
HELD = frozenset({Finance.PART_PAID, Finance.PAID, Finance.REFUND_DUE})
"""There is money in it that could go back."""
PROVEN = frozenset({Role.MACHINE, Role.HANDLER, Role.INTAKE, Role.LEADER, Role.ADMINISTRATOR})
"""The machine on a callback, an answer or a bank line; officers with cash or a bank's file in hand."""
PAYERS = frozenset({Role.CITIZEN, Role.MACHINE, Role.HANDLER, Role.INTAKE, Role.LEADER})
OFFICERS = frozenset({Role.MACHINE, Role.HANDLER, Role.LEADER})
LEADERS = frozenset({Role.LEADER, Role.ADMINISTRATOR})
LAW = "Nghị định 61/2018/NĐ-CP (sửa đổi: 107/2021/NĐ-CP, 118/2025/NĐ-CP); Luật Phí và lệ phí 97/2015/QH13"


def _step(
    name: str, label: str, from_: frozenset[StrEnum], to: StrEnum | None, by: frozenset[Role], *needs: str
) -> Transition:
    return Transition(name=name, label=label, from_=from_, to=to, by=by, needs=needs, law=LAW)


def _from(*states: StrEnum) -> frozenset[StrEnum]:
    return frozenset(states)


F, R = Finance, Refunding
ORDER = Workflow(
    name="payment order",
    initial=F.OPEN,
    states=(
        State(word=F.OPEN, label=msg("Chưa thanh toán"), tone="warning"),
        State(word=F.WAITING, label=msg("Đang chờ xác nhận"), tone="info"),
        State(word=F.PART_PAID, label=msg("Đã nộp một phần"), tone="warning"),
        State(word=F.PAID, label=msg("Đã thanh toán"), tone="success"),
        State(word=F.CANCELLED, label=msg("Đã huỷ, không phải thanh toán"), tone="neutral", is_final=True),
        State(word=F.REFUND_DUE, label=msg("Đã nộp nhưng lệnh đã huỷ: phải hoàn tiền"), tone="danger"),
        State(word=F.REFUNDED, label=msg("Đã hoàn tiền"), tone="neutral", is_final=True),
    ),
    transitions=(
        _step("choose", msg("chọn cách thanh toán"), _from(F.OPEN, F.WAITING), F.WAITING, PAYERS, "provider"),
        _step("choose_rest", msg("chọn cách nộp nốt"), _from(F.PART_PAID), None, PAYERS, "provider"),
        _step("give_up", msg("bỏ lượt thanh toán"), _from(F.WAITING), F.OPEN, PAYERS),
        _step("settle", msg("xác nhận đã thanh toán đủ"), DUE, F.PAID, PROVEN, "proof"),
        _step("settle_in_part", msg("xác nhận đã nộp một phần"), DUE, F.PART_PAID, PROVEN, "proof"),
        _step("overpay", msg("ghi nhận tiền nộp thừa"), _from(F.PAID), None, PROVEN, "proof"),
        _step("pay_late", msg("ghi nhận tiền đến sau khi huỷ"), _from(F.CANCELLED, F.REFUNDED, F.REFUND_DUE),
              F.REFUND_DUE, PROVEN, "proof"),
        _step("cancel", msg("huỷ lệnh thanh toán"), _from(F.OPEN, F.WAITING), F.CANCELLED, OFFICERS,
              "reason"),
        _step("cancel_part_paid", msg("huỷ lệnh đã nộp một phần"), _from(F.PART_PAID), F.REFUND_DUE, OFFICERS,
              "reason"),
        _step("refund", msg("hoàn hết tiền"), HELD, F.REFUNDED, LEADERS, "proof"),
        _step("refund_in_part", msg("hoàn một phần"), HELD, None, LEADERS, "proof"),
    ),
)  # fmt: skip

REFUND = Workflow(
    name="refund",
    initial=R.ASKED,
    states=(
        State(word=R.ASKED, label=msg("Chờ duyệt hoàn tiền"), tone="warning"),
        State(word=R.APPROVED, label=msg("Đã duyệt, chờ chi"), tone="info"),
        State(word=R.REFUSED, label=msg("Không duyệt"), tone="neutral", is_final=True),
        State(word=R.PAID_OUT, label=msg("Đã chi trả lại"), tone="success", is_final=True),
    ),
    transitions=(
        _step("approve", msg("duyệt hoàn tiền"), _from(R.ASKED), R.APPROVED, LEADERS),
        _step("refuse", msg("không duyệt hoàn tiền"), _from(R.ASKED), R.REFUSED, LEADERS, "reason"),
        _step("pay_out", msg("ghi nhận đã chi trả"), _from(R.APPROVED), R.PAID_OUT, LEADERS, "reference"),
    ),
)
