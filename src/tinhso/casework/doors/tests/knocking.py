"""How do gateways knock in tests? With the signatures that the real ones make."""

import hashlib
import hmac
import json
from itertools import count

from tinhso.casework.doors.tests.conftest import OA, SECRET

numbers = count(1)


def sms(client, text, *, sender="0912345678", message_id=None, secret=SECRET):
    """This will bring an SMS as the configured gateway does."""
    body = json.dumps({"id": message_id or f"m{next(numbers)}", "from": sender, "text": text}).encode()
    mac = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return client.post("/cua/sms", body, content_type="application/json", headers={"X-Signature": mac})


def zalo(client, name, message, *, sender="8309393969855402319", secret=OA["oa_secret"], message_id=None):
    """This will bring an event as Zalo does: mac over app id, body, timestamp and the account's key."""
    event = {
        "app_id": OA["app_id"],
        "sender": {"id": sender},
        "recipient": {"id": "1423847451268726170"},
        "event_name": name,
        "message": {"msg_id": message_id or f"z{next(numbers)}", **message},
        "timestamp": "1751100041636",
        "user_id_by_app": "7300442764876318465",
    }
    body = json.dumps(event, ensure_ascii=False).encode()
    mac = hashlib.sha256(
        OA["app_id"].encode() + body + event["timestamp"].encode() + secret.encode()
    ).hexdigest()
    return client.post(
        "/cua/zalo", body, content_type="application/json", headers={"X-ZEvent-Signature": f"mac={mac}"}
    )


def text(client, words, **more):
    """This will bring words by Zalo."""
    return zalo(client, "user_send_text", {"text": words}, **more)


def location(client, lat, lon, **more):
    """This will bring a location by Zalo."""
    spot = {"type": "location", "payload": {"coordinates": {"latitude": str(lat), "longitude": str(lon)}}}
    return zalo(client, "user_send_location", {"text": "Chợ Đông Ba", "attachments": [spot]}, **more)


def image(client, url, words="", **more):
    """This will bring a picture by Zalo."""
    picture = {"type": "image", "payload": {"thumbnail": url, "url": url}}
    return zalo(client, "user_send_image", {"text": words, "attachments": [picture]}, **more)
