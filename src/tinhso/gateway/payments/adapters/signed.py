"""Signed redirect and signed callback: the shape of the national payment platform.

The payer is sent to the provider with signed fields; the provider says what became of it in a signed message,
and answers a signed question. Every message is signed in all its fields (`rules.signing`).
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import urlencode

from tinhso.core.days import VIETNAM
from tinhso.gateway.payments.adapters import wire
from tinhso.gateway.payments.adapters.access import Access
from tinhso.gateway.payments.adapters.shapes import Away, Begin, Begun, Heard, Note, Outcome, Word
from tinhso.gateway.payments.rules import signing
from tinhso.gateway.payments.rules.signing import Fields, NotBelieved, Why

OUTCOMES = {"success": Outcome.SUCCEEDED, "failed": Outcome.FAILED, "cancelled": Outcome.FAILED}
MOMENT = "%Y%m%d%H%M%S"


class Signed:
    """A provider of this shape."""

    def __init__(self, access: Access, window_s: int) -> None:
        self._access = access
        self._window_s = window_s

    def begin(self, what: Begin, *, now: datetime, note: Note) -> Begun:
        """This will make the signed address; the provider is not called."""
        fields: dict[str, str | int] = {
            "merchant": self._access.merchant,
            "attempt": what.key,
            "order": what.order,
            "amount": what.amount,
            "currency": "VND",
            "purpose": what.purpose,
            "return_url": what.return_url,
            "callback_url": what.callback_url,
            signing.SENT_AT: int(now.timestamp()),
        }
        told = signing.signed("pay", fields, self._access.secrets[0])
        return Begun(wire.page(f"{self._access.url}/pay?{urlencode(told)}", self._access))

    def ask(self, key: str, *, now: datetime, note: Note) -> Word | None:
        """This will ask with a signature and believe only a signed answer. Raises Away."""
        fields: dict[str, str | int] = {
            "merchant": self._access.merchant,
            "attempt": key,
            signing.SENT_AT: int(now.timestamp()),
        }
        asked = signing.signed("query", fields, self._access.secrets[0])
        answer = wire.call(self._access, note, "ask", "POST", "/query", again=False, json=asked)
        if answer.status != 200:
            raise Away()
        try:
            told = self._believed("answer", signing.read(answer.body), now)
            if told.get("attempt") != key:
                raise NotBelieved(Why.UNKNOWN_ATTEMPT)
            return None if told.get("outcome") == "waiting" else _word(told)
        except NotBelieved as forged:
            note("ask", forged.why.value, 0)
            raise Away() from forged

    def hear(self, body: bytes, *, now: datetime) -> Heard:
        """This will read a callback. Raises NotBelieved."""
        told = self._believed("callback", signing.read(body), now)
        key = told.get("attempt")
        if not isinstance(key, str):
            raise NotBelieved(Why.UNREADABLE)
        return Heard(key, _word(told))

    def _believed(self, meaning: str, told: Fields, now: datetime) -> Mapping[str, str | int]:
        signing.check(meaning, told, self._access.secrets, now=now, window_s=self._window_s)
        if told.get("merchant") != self._access.merchant:
            raise NotBelieved(Why.WRONG_MERCHANT)
        return told


def _word(told: Mapping[str, str | int]) -> Word:
    outcome, amount = OUTCOMES.get(str(told.get("outcome"))), told.get("amount")
    transaction, at = told.get("transaction"), told.get("paid_at")
    if told.get("currency") != "VND":
        raise NotBelieved(Why.WRONG_CURRENCY)
    is_whole = outcome is not None and isinstance(amount, int) and 0 <= amount < 10**13
    if not is_whole or not isinstance(transaction, str) or not 0 < len(transaction) <= 80:
        raise NotBelieved(Why.UNREADABLE)
    if outcome == Outcome.SUCCEEDED and amount == 0:
        raise NotBelieved(Why.UNREADABLE)
    try:
        moment = datetime.strptime(str(at), MOMENT).replace(tzinfo=VIETNAM).astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise NotBelieved(Why.UNREADABLE) from wrong
    return Word(outcome, transaction, int(amount or 0), moment)  # type: ignore[arg-type]
