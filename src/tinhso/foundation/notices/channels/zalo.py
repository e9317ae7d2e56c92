"""By Zalo, from the province's Official Account.

Somebody who wrote to the account may be answered in the conversation for a while (tin tư vấn); everybody else
with a telephone number gets an approved template (ZNS) with its approved parameters, which costs money.

`TINHSO_ZALO` is JSON, or the path of a file with it: {"app_id": …, "app_secret": …, "refresh_token": …}.
"""

import hmac
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import httpx
from django.conf import settings

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.foundation.notices import dated, rules, sealing
from tinhso.foundation.notices.channels import configuration, outside, zalo_token
from tinhso.foundation.notices.channels.parcel import Outcome, Parcel, arrived, later, never
from tinhso.foundation.notices.channels.zalo_token import Account
from tinhso.foundation.notices.models import Attempt, Verdict

TOKEN_REFUSED = (-124, -216, -220)
"""Invalid, expired, or renewed meanwhile (ZNS -124; conversation -216, -220)."""
NO_SUCH_PERSON = (-108, -110, -114, -117, -118, -119, -201, -207, -213, -227, -230, -232)
"""This number or person cannot be reached by Zalo; another way may."""
OUR_FAULT = (-109, -111, -112, -113, -116, -1121, -1122, -1123, -1124, -1131, -132, -135, -203, -204)
"""A template, its approved parameters or the text: the next try would say the same."""
OUT_OF_QUOTA = (-115, -126, -144, -1441, -147, -1471, -1472, -211, -221)
"""No money, or a daily limit of the account or the template is used up."""
MOST_TEXT = 2000


@dataclass(frozen=True)
class _Call:
    url: str
    body: Mapping[str, Any]
    kind: str


def account() -> Account | None:
    """This will give the configured Official Account, or None. Raises Misconfigured."""
    return zalo_token.read(settings.ZALO)


def configured() -> bool:
    """This will tell whether there is an account with what its tokens are made from."""
    return bool(settings.ZALO) and not problem()


def problem() -> str:
    """This will say what is wrong with the configuration or the tokens, or ""."""
    return configuration.problem_of(account)


def reaches(parcel: Parcel) -> bool:
    """This will tell whether the person may be answered, or has a number and the notice a template."""
    return _may_be_answered(parcel) or _has_template(parcel)


@contextmanager
def line() -> Iterator[Callable[[Parcel], Outcome]]:
    """This will open a client and see to a living access token. Raises LineDown."""
    found = account()
    if found is None:
        raise zalo_token.LineDown("not configured")
    with outside.client() as client:
        yield lambda parcel: _carry(client, found, parcel)


def _carry(client: httpx.Client, found: Account, parcel: Parcel) -> Outcome:
    call = _conversation(found, parcel) if _may_be_answered(parcel) else _template(found, parcel)
    outcome, error = _try(client, found, call, parcel, fresh=False)
    if error in TOKEN_REFUSED:
        outcome, error = _try(client, found, call, parcel, fresh=True)
    if call.kind == "reply" and outcome.verdict != Verdict.ARRIVED and _has_template(parcel):
        outcome, error = _try(client, found, _template(found, parcel), parcel, fresh=False)
    return outcome


def _try(
    client: httpx.Client, found: Account, call: _Call, parcel: Parcel, *, fresh: bool
) -> tuple[Outcome, int]:
    token = zalo_token.access(client, found, now=parcel.now, fresh=fresh)
    headers = {"access_token": token, "appsecret_proof": proof(token, found.app_secret)}
    outside.check(call.url, found.hosts)
    answer = outside.call(client, "POST", call.url, json=dict(call.body), headers=headers)
    if answer.status >= 500:
        raise zalo_token.LineDown(f"HTTP {answer.status}")
    said = answer.json()
    if not isinstance(said, dict) or not isinstance(said.get("error"), int):
        return later(f"HTTP {answer.status} without a result", kind=call.kind), 0
    return _judge(said, call, parcel), said["error"]


def _judge(said: Mapping[str, Any], call: _Call, parcel: Parcel) -> Outcome:
    error = said["error"]
    data = _object(said.get("data"))
    if error == 0:
        quota = _object(data.get("quota"))
        kind = _kind(call, quota)
        return arrived(
            kind=kind,
            detail=" ".join(f"{k}={quota[k]}" for k in sorted(quota))[:300],
            reference=str(data.get("msg_id") or data.get("message_id") or "")[:100],
            price=int(parameters.value(dated.PRICES, local_date(parcel.now)).get(f"zalo_{kind}", 0)),
            remaining=_number(quota.get("remainingQuota")) if call.kind == "template" else None,
            place=_place(parcel),
        )
    detail = f"{error}: {said.get('message', '')}"[:200]
    if error in NO_SUCH_PERSON or error in OUR_FAULT or error in OUT_OF_QUOTA:
        return never(detail, kind=call.kind, remaining=0 if error in OUT_OF_QUOTA else None)
    return later(detail, kind=call.kind)


def proof(token: str, secret: str) -> str:
    """This will prove that whoever calls with the token holds the application's secret (HMAC-SHA256, hex)."""
    return hmac.digest(secret.encode(), token.encode(), "sha256").hex()


def _kind(call: _Call, quota: Mapping[str, Any]) -> str:
    # "reply" comes out of the free conversation; every other quota was bought
    return "reply_paid" if call.kind == "reply" and quota.get("quota_type", "reply") != "reply" else call.kind


def _conversation(found: Account, parcel: Parcel) -> _Call:
    text = f"{parcel.texts['subject']}\n\n{parcel.texts['body']}".strip()[:MOST_TEXT]
    body = {"recipient": {"user_id": parcel.address.zalo}, "message": {"text": text}}
    return _Call(f"{found.conversation_url}/v3.0/oa/message/cs", body, "reply")


def _template(found: Account, parcel: Parcel) -> _Call:
    chosen = parcel.texts["zalo"]
    body = {
        "phone": rules.mobile(parcel.address.phone),
        "template_id": chosen["template"],
        "template_data": chosen["data"],
        "tracking_id": parcel.key[:48],
    }
    return _Call(f"{found.template_url}/message/template", body, "template")


def _may_be_answered(parcel: Parcel) -> bool:
    heard = parcel.address.zalo_heard_at
    if not parcel.address.zalo or heard is None:
        return False
    on = local_date(parcel.now)
    if parcel.now >= heard + timedelta(hours=parameters.value(dated.ZALO_REPLY_HOURS, on)):
        return False
    answered = Attempt.objects.filter(
        place=_place(parcel), at__gte=heard, verdict=Verdict.ARRIVED, kind__startswith="reply"
    ).count()
    return answered < int(parameters.value(dated.ZALO_REPLIES, on))


def _has_template(parcel: Parcel) -> bool:
    return bool(parcel.texts.get("zalo")) and bool(rules.mobile(parcel.address.phone))


def _place(parcel: Parcel) -> str:
    return sealing.place(parcel.address.zalo or rules.mobile(parcel.address.phone))


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _number(value: Any) -> int | None:
    return int(value) if str(value or "").isdecimal() else None
