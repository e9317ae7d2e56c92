"""By web push: encrypted for the device (RFC 8291), signed with the deployment's key (VAPID, RFC 8292).

Every device of the recipient gets it. A device that is gone (404, 410) is forgotten. The addresses come from
browsers, so they are called only on the hosts of known push services.
"""

import base64
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

import http_ece
import httpx
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.messages import msg
from tinhso.foundation.notices import dated, sealing
from tinhso.foundation.notices.channels import configuration, outside
from tinhso.foundation.notices.channels.parcel import LineDown, Outcome, Parcel, arrived, later, never
from tinhso.foundation.notices.models import PushSubscription, Verdict

GONE = (404, 410)
MOST = 2800
"""Bytes of a payload: encrypted it stays below the 4096 that every push service takes (RFC 8030, 7.2)."""
SIGNED_FOR_S = 12 * 3600
_KEY_BYTES = 32


@lru_cache(maxsize=4)
def _signer(given: str) -> Vapid02:
    wrong = configuration.Misconfigured(msg("Khoá VAPID không phải khoá riêng P-256 dạng base64url."))
    try:
        if len(decoded(given)) != _KEY_BYTES:  # the library would take any number
            raise wrong
        return Vapid02.from_raw(given.encode())
    except ValueError as broken:
        raise wrong from broken


def signer() -> Vapid02 | None:
    """This will give the key that signs, or None. Raises Misconfigured."""
    return _signer(settings.VAPID_KEY) if settings.VAPID_KEY else None


def public_key() -> str:
    """This will give the key that browsers subscribe with (base64url), or ""."""
    key = signer() if configured() else None
    return _encoded(_point(key.public_key)) if key else ""


def new_key() -> str:
    """This will make a private key as `TINHSO_VAPID_KEY` wants it."""
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    return _encoded(number.to_bytes(32, "big"))


def configured() -> bool:
    """This will tell whether there is a usable key."""
    return bool(settings.VAPID_KEY) and not problem()


def problem() -> str:
    """This will say what is wrong with the configuration, or ""."""
    return configuration.problem_of(signer)


def reaches(parcel: Parcel) -> bool:
    """This will tell whether any device of the recipient takes pushes."""
    return PushSubscription.objects.filter(recipient=parcel.recipient).exists()


@contextmanager
def line() -> Iterator[Callable[[Parcel], Outcome]]:
    """This will open a client; each device stands at its own push service."""
    key = signer()
    if key is None:
        raise LineDown("not configured")
    with outside.client() as client:
        yield lambda parcel: _carry(client, key, parcel)


def check(endpoint: str) -> None:
    """This will let pass addresses of known push services. Raises outside.NotAllowed."""
    outside.check(endpoint, settings.PUSH_HOSTS)


def _carry(client: httpx.Client, key: Vapid02, parcel: Parcel) -> Outcome:
    outcomes, down = [], 0
    for device in PushSubscription.objects.filter(recipient=parcel.recipient):
        try:
            outcomes.append(_to(client, key, parcel, device))
        except LineDown as away:  # one push service that is away says nothing of the others
            outcomes.append(later(str(away)))
            down += 1
    if outcomes and down == len(outcomes):
        raise LineDown(outcomes[0].detail)
    for verdict in (Verdict.ARRIVED, Verdict.LATER):
        for outcome in outcomes:
            if outcome.verdict == verdict:
                told = [o.detail for o in outcomes]
                return Outcome(verdict, "; ".join(told)[:300], outcome.reference, kind=f"push {len(told)}")
    return never("; ".join(o.detail for o in outcomes)[:300] or "no device")


def _to(client: httpx.Client, key: Vapid02, parcel: Parcel, device: PushSubscription) -> Outcome:
    try:
        endpoint = sealing.unseal(device.endpoint)
        check(endpoint)
        body = _encrypted(payload(parcel), device)
    except (outside.NotAllowed, sealing.Unreadable, ValueError) as unusable:
        PushSubscription.objects.filter(pk=device.pk).delete()
        return never(f"{type(unusable).__name__}")
    answer = outside.call(client, "POST", endpoint, content=body, headers=_headers(key, endpoint, parcel))
    host = urlsplit(endpoint).hostname
    if answer.status in GONE:
        PushSubscription.objects.filter(digest=device.digest).delete()
        return never(f"{host}: HTTP {answer.status}")
    if 200 <= answer.status < 300:
        PushSubscription.objects.filter(pk=device.pk).update(used_at=parcel.now)
        reference = str(answer.headers.get("location") or "").rpartition("/")[2][:100]
        return arrived(detail=f"{host}: HTTP {answer.status}", reference=reference)
    if answer.status in (400, 413):
        return never(f"{host}: HTTP {answer.status}")
    return later(f"{host}: HTTP {answer.status}")


def payload(parcel: Parcel) -> bytes:
    """This will write what the service worker shows: title, body, where it leads, a tag against doubles."""
    told: dict[str, Any] = {
        "title": parcel.texts["subject"],
        "body": parcel.texts.get("push") or parcel.texts["body"].strip().partition("\n")[0],
        "url": parcel.url,
        "tag": parcel.key,
        "lang": parcel.address.language,
        "urgent": parcel.urgent,
    }
    written = json.dumps(told, ensure_ascii=False).encode()
    if len(written) > MOST:
        told["body"] = told["body"][: max(0, len(told["body"]) - (len(written) - MOST))]
        written = json.dumps(told, ensure_ascii=False).encode()
    return written


def _encrypted(content: bytes, device: PushSubscription) -> bytes:
    encrypted: bytes = http_ece.encrypt(
        content,
        salt=os.urandom(16),
        private_key=ec.generate_private_key(ec.SECP256R1()),
        dh=decoded(device.p256dh),
        auth_secret=decoded(sealing.unseal(device.auth)),
        version="aes128gcm",
    )
    return encrypted


def _headers(key: Vapid02, endpoint: str, parcel: Parcel) -> dict[str, str]:
    parts = urlsplit(endpoint)
    hours = parameters.value(dated.PUSH_HOURS, local_date(parcel.now))
    signed = key.sign(
        {
            "aud": f"{parts.scheme}://{parts.netloc}",
            "exp": int(parcel.now.timestamp()) + SIGNED_FOR_S,
            "sub": f"mailto:{settings.DEFAULT_FROM_EMAIL}",
        }
    )
    return {
        "Authorization": signed["Authorization"],
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(hours * 3600)),
        "Urgency": "high" if parcel.urgent else "normal",
        # the same key again replaces what still waits for the device (RFC 8030, 5.4)
        "Topic": sealing.place(parcel.key),
    }


def point_on_curve(point: bytes) -> None:
    """This will look whether a browser's public key is a point of P-256. Raises ValueError."""
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """This will read base64url without its padding. Raises ValueError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
