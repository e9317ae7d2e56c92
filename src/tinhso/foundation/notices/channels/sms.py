"""By SMS, through whatever HTTP gateway the province has a contract with: its call is data.

`TINHSO_SMS_GATEWAY` is JSON, or the path of a file with it:

    {"url": "https://rest.esms.vn/MainService.svc/json/SendMultipleMessage_V4_post_json/", "method": "POST",
     "headers": {…}, "basic": ["user", "password"], "bearer": "…",
     "json": {"ApiKey": "…", "Phone": "{phone}", "Content": "{text}", "RequestId": "{key}"},
     "arrived": {"CodeResult": ["100"]}, "doubled": {"CodeResult": ["124"]},
     "never": {"CodeResult": ["108"]}, "reference": "SMSID"}

`json`, `form` or `query` hold the fields; {phone} (0912…), {phone84} (84912…), {text} and {key} are filled.
Without `arrived` a 2xx answer is enough. `doubled`: the gateway has this key already, so it arrived before.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import httpx
from django.conf import settings

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.messages import msg
from tinhso.foundation.notices import dated, rules, sealing
from tinhso.foundation.notices.channels import configuration, outside
from tinhso.foundation.notices.channels.parcel import LineDown, Outcome, Parcel, arrived, later, never

Test = Mapping[str, tuple[str, ...]]
_BODIES = {"json": "json", "form": "data", "query": "params"}
_NUMBER = re.compile(r"\+?\d[\d .\-]{7,}\d")


@dataclass(frozen=True)
class Gateway:
    """How the province's gateway is called, and how its answers are read."""

    url: str
    method: str
    headers: Mapping[str, str]
    auth: tuple[str, str] | None
    place: str
    fields: Mapping[str, Any]
    arrived: Test
    doubled: Test
    never: Test
    reference: str
    hosts: tuple[str, ...] = field(default=())


def _build(found: dict[str, Any]) -> Gateway:
    (url,) = configuration.texts(found, "url")
    parts = urlsplit(url)
    if parts.scheme not in ("https", "http") or not parts.hostname:
        raise configuration.Misconfigured(msg("Địa chỉ (url) không phải địa chỉ http."))
    place = next((name for name in _BODIES if name in found), None)
    if place is None or not isinstance(found[place], dict):
        raise configuration.Misconfigured(
            msg("Cần một mục json, form hoặc query chứa các trường của lời gọi.")
        )
    written = str(found[place])
    if "{text}" not in written or not ("{phone}" in written or "{phone84}" in written):
        raise configuration.Misconfigured(msg("Thiếu trường chứa {text} hoặc số điện thoại."))
    headers = {str(k): str(v) for k, v in dict(found.get("headers") or {}).items()}
    if bearer := found.get("bearer"):
        headers["Authorization"] = f"Bearer {bearer}"
    basic = found.get("basic")
    return Gateway(
        url=url,
        method=str(found.get("method") or "POST").upper(),
        headers=headers,
        auth=(str(basic[0]), str(basic[1])) if isinstance(basic, list) and len(basic) == 2 else None,
        place=place,
        fields=found[place],
        arrived=_test(found, "arrived"),
        doubled=_test(found, "doubled"),
        never=_test(found, "never"),
        reference=str(found.get("reference") or ""),
        hosts=(f"{parts.scheme}://{parts.netloc}",),
    )


_read = configuration.remembered(_build)


def gateway() -> Gateway | None:
    """This will give the configured gateway, or None. Raises Misconfigured."""
    return _read(settings.SMS_GATEWAY)


def configured() -> bool:
    """This will tell whether there is a gateway that can be called."""
    return bool(settings.SMS_GATEWAY) and not problem()


def problem() -> str:
    """This will say what is wrong with the configuration, or ""."""
    return configuration.problem_of(gateway)


def reaches(parcel: Parcel) -> bool:
    """This will tell whether there is a mobile number, and a text that was written for SMS."""
    return bool(parcel.texts.get("sms")) and bool(rules.mobile(parcel.address.phone))


@contextmanager
def line() -> Iterator[Callable[[Parcel], Outcome]]:
    """This will open a client towards the gateway."""
    found = gateway()
    if found is None:
        raise LineDown("not configured")
    with outside.client() as client:
        yield lambda parcel: _carry(client, found, parcel)


def _carry(client: httpx.Client, found: Gateway, parcel: Parcel) -> Outcome:
    number = rules.mobile(parcel.address.phone)
    here = {
        "phone": f"0{number[2:]}",
        "phone84": number,
        "text": parcel.texts["sms"],
        "key": parcel.key,
    }
    outside.check(found.url, found.hosts)
    # a basic pair of None means none; httpx would otherwise look into ~/.netrc
    auth = httpx.BasicAuth(*found.auth) if found.auth else None
    answer = outside.call(
        client,
        found.method,
        found.url,
        headers={**found.headers, "Idempotency-Key": parcel.key},
        auth=auth,
        **{_BODIES[found.place]: _filled(found.fields, here)},
    )
    if answer.status >= 500:
        raise LineDown(f"HTTP {answer.status}")
    return _judge(answer, found, parcel, sealing.place(number))


def _judge(answer: outside.Answer, found: Gateway, parcel: Parcel, place: str) -> Outcome:
    said = answer.json()
    told = said if isinstance(said, dict) else {}
    price = int(parameters.value(dated.PRICES, local_date(parcel.now)).get("sms", 0))
    well = 200 <= answer.status < 300
    if well and (_says(told, found.arrived) if found.arrived else True) and not _says(told, found.never):
        reference = str(_at(told, found.reference) or "")[:100]
        return arrived(
            reference=reference, price=price, place=place, kind="sms", detail=f"HTTP {answer.status}"
        )
    detail = f"HTTP {answer.status} {_without_numbers(answer.body)}"
    if found.doubled and _says(told, found.doubled):
        return arrived(detail=detail, place=place, kind="sms")
    if found.never and _says(told, found.never):
        return never(detail, kind="sms")
    return later(detail, kind="sms")


def _test(found: dict[str, Any], name: str) -> Test:
    given = found.get(name) or {}
    if not isinstance(given, dict):
        raise configuration.Misconfigured(
            msg("Mục %(name)s cần ghi tên trường và các giá trị của trường."), name=name
        )
    return {
        str(key): tuple(str(v) for v in (values if isinstance(values, list) else [values]))
        for key, values in given.items()
    }


def _says(told: Mapping[str, Any], test: Test) -> bool:
    return bool(test) and all(str(_at(told, path)) in values for path, values in test.items())


def _at(told: Any, path: str) -> Any:
    for step in path.split(".") if path else ():
        told = told.get(step) if isinstance(told, dict) else None
    return told if path else None


def _filled(value: Any, here: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _filled(inner, here) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, here) for inner in value]
    if not isinstance(value, str):
        return value
    return re.sub(r"\{(phone84|phone|text|key)\}", lambda found: here[found[1]], value)


def _without_numbers(body: bytes) -> str:
    """What a gateway answered, without the number that some of them repeat."""
    return _NUMBER.sub("…", body.decode("utf-8", "replace"))[:200]
