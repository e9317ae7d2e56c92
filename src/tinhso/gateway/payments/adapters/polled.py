"""Create and ask: the shape of banks' and wallets' gateways with a bearer key. Nobody calls us back.

The attempt's key is also the Idempotency-Key, so a creation whose answer was lost is asked for again safely.
"""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from tinhso.gateway.payments.adapters import wire
from tinhso.gateway.payments.adapters.access import Access
from tinhso.gateway.payments.adapters.shapes import (
    Away,
    Begin,
    Begun,
    Heard,
    Note,
    Outcome,
    Rejected,
    Word,
)
from tinhso.gateway.payments.rules.signing import NotBelieved, Why

OUTCOMES = {"paid": Outcome.SUCCEEDED, "failed": Outcome.FAILED, "cancelled": Outcome.FAILED}
WAITING = ("created", "pending")


class Polled:
    """A provider of this shape."""

    def __init__(self, access: Access, window_s: int) -> None:
        self._access = access
        self._headers = {"Authorization": f"Bearer {access.secrets[0]}"}

    def begin(self, what: Begin, *, now: datetime, note: Note) -> Begun:
        """This will create the payment there. Raises Away, Rejected."""
        body = {
            "reference": what.key,
            "order": what.order,
            "amount": what.amount,
            "currency": "VND",
            "description": what.purpose,
            "return_url": what.return_url,
        }
        headers = {**self._headers, "Idempotency-Key": what.key}
        answer = wire.call(self._access, note, "create", "POST", "/payments", json=body, headers=headers)
        told = answer.json()
        if answer.status not in (200, 201) or not isinstance(told, dict):
            raise Rejected()
        return Begun(wire.page(told.get("pay_url"), self._access), str(told.get("id") or "")[:80])

    def ask(self, key: str, *, now: datetime, note: Note) -> Word | None:
        """This will ask for the payment's state. Raises Away."""
        path = f"/payments/{quote(key, safe='')}"
        answer = wire.call(self._access, note, "ask", "GET", path, again=False, headers=self._headers)
        if answer.status == 404:
            return None  # the creation never arrived
        told = answer.json()
        if answer.status != 200 or not isinstance(told, dict) or told.get("reference") != key:
            raise Away()
        if told.get("status") in WAITING:
            return None
        return _word(told)

    def hear(self, body: bytes, *, now: datetime) -> Heard:
        """This will believe nothing: this shape has no callbacks. Raises NotBelieved."""
        raise NotBelieved(Why.UNSIGNED)


def _word(told: dict[str, Any]) -> Word:
    outcome = OUTCOMES.get(str(told.get("status")))
    amount, transaction = told.get("amount"), told.get("transaction")
    try:
        at = datetime.fromisoformat(str(told.get("updated_at")))
    except ValueError as wrong:
        raise Away() from wrong
    is_sum = type(amount) is int and 0 < amount < 10**13
    is_named = isinstance(transaction, str) and 0 < len(transaction) <= 80
    if outcome is None or not is_sum or not is_named or told.get("currency") != "VND" or at.tzinfo is None:
        raise Away()
    return Word(outcome, str(transaction), int(amount), at.astimezone(UTC))  # type: ignore[arg-type]
