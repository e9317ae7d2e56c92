"""To which account does a fee of the demonstration go, and by which ways? Made ones: no bank knows them."""

from collections.abc import Iterable
from datetime import date, datetime

from tinhso.core.roles import Actor
from tinhso.demo.standins import POLLED, SIGNED
from tinhso.foundation.agencies import queries as agencies
from tinhso.gateway.payments import actions as payments

BANK, BIN = "Ngân hàng mô phỏng", "999999"
"""No bank has this number (BIN): who scans such a code pays nobody."""
CITATION, REASON = "Quyết định mở tài khoản thu phí, lệ phí (minh hoạ)", "Số liệu mô phỏng"
TAKERS = ("TTHCC", "CAT", "BHXH", "SXD", "SNNMT", "STC", "SYT")
"""Which of the province's bodies take fees; every committee and every police of a commune does too."""
PROVIDERS = (
    (SIGNED, "Nền tảng thanh toán (mô phỏng)", "Payment platform (simulated)", "signed", "platform"),
    (POLLED, "Cổng thanh toán ngân hàng (mô phỏng)", "Bank gateway (simulated)", "polled", "gateway"),
)


def open_tills(takers: Iterable[str], *, since: date, by: Actor, now: datetime) -> int:
    """This will open an account for each body that takes fees, and the two providers; gives how many."""
    opened = 0
    for opened, code in enumerate(takers, 1):
        known = agencies.agency(code, on=since)
        payments.open_account(
            code=code.lower().replace(".", "-"), agency=code, holder=known.name if known else code,
            bank=BANK, bin_=BIN, number=f"0000{opened:08d}", valid_from=since, citation=CITATION,
            reason=REASON, is_sample=True, by=by, now=now,
        )  # fmt: skip
    for order, (code, name, name_en, shape, route) in enumerate(PROVIDERS, 1):
        payments.open_provider(
            code=code, name=name, name_en=name_en, shape=shape, route=route, order=order, valid_from=since,
            citation=CITATION, reason=REASON, is_sample=True, by=by, now=now,
        )  # fmt: skip
    return opened
