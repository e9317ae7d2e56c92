"""Did the gateway really send this? Signatures, compared in constant time."""

import hashlib
import hmac


def same(given: str, wanted: str) -> bool:
    """This will compare two secrets without telling by time where they part; nothing equals nothing never."""
    return bool(wanted) and hmac.compare_digest(given.encode(), wanted.encode())


def gateway(secret: str, body: bytes) -> str:
    """This will give the HMAC-SHA256 of a body in hexadecimal."""
    return hmac.digest(secret.encode(), body, "sha256").hex()


def zalo(app_id: str, body: bytes, timestamp: str, secret: str) -> str:
    """This will give Zalo's mac: sha256(appId + body + timeStamp + OA secret key), in hexadecimal.

    Source: developers.zalo.me, Official Account, Webhook, "Xác thực sự kiện" (X-ZEvent-Signature: mac=…).
    """
    return hashlib.sha256(app_id.encode() + body + timestamp.encode() + secret.encode()).hexdigest()
