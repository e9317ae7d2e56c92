"""Did the portal really send this? HMAC-SHA256 over time and body, compared in constant time."""

import hmac
from datetime import UTC, datetime, timedelta

FRESH = timedelta(minutes=10)


def signature(secret: str, stamp: str, body: bytes) -> str:
    """This will give HMAC-SHA256 of "<unix seconds>.<body>" in hexadecimal."""
    return hmac.digest(secret.encode(), stamp.encode() + b"." + body, "sha256").hex()


def is_right(given: str, *, secret: str, stamp: str, body: bytes, now: datetime) -> bool:
    """This will tell whether the signature is the secret's and the stamp within ten minutes of now."""
    if not secret or not (stamp.isascii() and stamp.isdecimal() and len(stamp) < 12):
        return False
    if abs(now - datetime.fromtimestamp(int(stamp), UTC)) > FRESH:
        return False
    wanted = signature(secret, stamp, body)
    return hmac.compare_digest(given.removeprefix("sha256=").lower().encode(), wanted.encode())
