"""A small province whose wards take money: two accounts, two providers, orders, officers."""

import json
from datetime import UTC, date, datetime
from itertools import count

from tinhso.core.roles import MACHINE, Actor, Grant, Role
from tinhso.foundation.agencies.tests.factories import small_province
from tinhso.gateway.payments import actions
from tinhso.gateway.payments.actions import Line
from tinhso.gateway.payments.models import Attempt
from tinhso.gateway.payments.rules import signing

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)  # a Friday, 9:00 in Huế
SINCE = date(2025, 7, 1)
TODAY = date(2026, 11, 20)
SECRET = "khoa-cua-nen-tang-thanh-toan"
MERCHANT = "HUE"
SIGNED, POLLED = "nen-tang", "ngan-hang"
ACCOUNT, OTHER = "thuan-hoa", "phu-xuan"
NUMBER = "0011001234567"
_numbers = count(1)


def officer(role: Role, agency: str = "UB-THUAN-HOA", number: int = 7) -> Actor:
    """This will give somebody with one role for one agency."""
    return Actor(f"officer:{number}", frozenset({Grant(role, agency)}))


HANDLER = officer(Role.HANDLER, number=11)
LEADER = officer(Role.LEADER, number=12)
OTHER_LEADER = officer(Role.LEADER, number=13)
STRANGER = officer(Role.LEADER, "UB-PHU-XUAN", 14)
ADMINISTRATOR = officer(Role.ADMINISTRATOR, "", 15)


def connect(settings, url: str = "https://cong.example", secret: str = SECRET) -> None:
    """This will configure both providers at one address."""
    settings.PAYMENTS = json.dumps(
        {
            SIGNED: {"url": f"{url}/signed", "secret": secret, "merchant": MERCHANT},
            POLLED: {"url": f"{url}/polled", "secret": secret},
        }
    )


def till() -> None:
    """This will open the agencies, their accounts and the providers."""
    small_province()
    words = {
        "valid_from": SINCE,
        "citation": "QĐ 05/QĐ-UBND",
        "reason": "mở tài khoản",
        "by": MACHINE,
        "now": NOW,
    }
    for code, agency, number in ((ACCOUNT, "UB-THUAN-HOA", NUMBER), (OTHER, "UB-PHU-XUAN", "0011009999999")):
        actions.open_account(
            code=code,
            agency=agency,
            holder="UBND PHUONG",
            bank="Vietcombank",
            bin_="970436",
            number=number,
            **words,
        )
    for place, (code, shape, route) in enumerate(
        ((SIGNED, "signed", "platform"), (POLLED, "polled", "gateway"))
    ):
        actions.open_provider(
            code=code,
            name=f"Cổng {code}",
            name_en=f"Gateway {code}",
            shape=shape,
            route=route,
            order=place,
            **words,
        )


def order(*amounts: int, account: str = ACCOUNT, purpose: str = "", about: str = "dossier:12", now=NOW):
    """This will open an order of these sums (50,000 đồng where none is named)."""
    return actions.open_order(
        about=about,
        purpose=purpose,
        lines=[Line(f"LP{n}", "Lệ phí hộ tịch", amount) for n, amount in enumerate(amounts or (50_000,))],
        account=account,
        idempotency_key=f"{about}/receipt/{next(_numbers)}",
        by=MACHINE,
        now=now,
    )


def begun(number: str, provider: str = SIGNED, now=NOW) -> str:
    """This will choose a provider for an order and give the attempt's key."""
    actions.choose_way(number=number, provider=provider, by=MACHINE, now=now)
    return Attempt.objects.filter(order__number=number).latest("pk").key


def letter(key: str, *, secret: str = SECRET, at: datetime = NOW, **changes) -> bytes:
    """This will write a callback as the provider signs it."""
    fields = {
        "merchant": MERCHANT,
        "attempt": key,
        "transaction": f"GD-{key}",
        "amount": 50_000,
        "currency": "VND",
        "outcome": "success",
        "paid_at": "20261120085900",
        "sent_at": int(at.timestamp()),
        **changes,
    }
    return json.dumps(signing.signed("callback", fields, secret)).encode()


def hear(body: bytes, now=NOW, provider: str = SIGNED, sender: str = "203.0.113.7") -> actions.Heard:
    """This will hand in a callback."""
    return actions.hear(provider=provider, body=body, sender=sender, now=now)
