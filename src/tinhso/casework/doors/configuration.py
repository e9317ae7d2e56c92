"""Which gateways may knock here, and how do they prove it? Read from the environment once.

`TINHSO_SMS_INBOUND` is JSON, or the path of a file with it:

    {"secret": "…", "proof": "hmac", "header": "X-Signature", "id": "id", "from": "from", "text": "text"}

proof: "hmac" (HMAC-SHA256 of the body in hexadecimal, perhaps after "sha256=") or "token" (the secret itself,
perhaps after "Bearer "). `id`, `from`, `text` name the gateway's fields (JSON or form), with dots for depth.
For Zalo, `TINHSO_ZALO` also names `oa_secret`, and `photo_hosts` where pictures lie elsewhere.
`TINHSO_MAILBOX` is maildir:///path or imaps://user:password@host/INBOX.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings

from tinhso.core.messages import msg
from tinhso.foundation.notices.channels import configuration

PHOTO_HOSTS = ("*.zdn.vn", "*.zadn.vn")


@dataclass(frozen=True)
class SmsGateway:
    """How the gateway proves itself and names its fields."""

    secret: str
    proof: str
    header: str
    id: str
    sender: str
    text: str


@dataclass(frozen=True)
class ZaloAccount:
    """The application, the Official Account's secret key, and where its pictures lie."""

    app_id: str
    oa_secret: str
    photo_hosts: tuple[str, ...]


def _sms(found: dict[str, Any]) -> SmsGateway:
    (secret,) = configuration.texts(found, "secret")
    proof = str(found.get("proof") or "hmac")
    if proof not in ("hmac", "token"):
        raise configuration.Misconfigured(msg("Mục proof là hmac hoặc token."))
    return SmsGateway(
        secret=secret,
        proof=proof,
        header=str(found.get("header") or ("X-Signature" if proof == "hmac" else "Authorization")),
        id=str(found.get("id") or "id"),
        sender=str(found.get("from") or "from"),
        text=str(found.get("text") or "text"),
    )


def _zalo(found: dict[str, Any]) -> ZaloAccount | None:
    if not found.get("oa_secret"):
        return None
    app_id, secret = configuration.texts(found, "app_id", "oa_secret")
    hosts = found.get("photo_hosts") or PHOTO_HOSTS
    return ZaloAccount(app_id, secret, tuple(str(host) for host in hosts))


_read_sms = configuration.remembered(_sms)
_read_zalo = configuration.remembered(_zalo)


def sms() -> SmsGateway | None:
    """This will give the gateway that may bring SMS, None where there is none. Raises Misconfigured."""
    return _read_sms(settings.SMS_INBOUND)


def zalo() -> ZaloAccount | None:
    """This will give the account whose events are taken, None where there is none. Raises Misconfigured."""
    return _read_zalo(settings.ZALO)
