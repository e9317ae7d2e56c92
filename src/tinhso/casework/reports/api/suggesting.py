"""What is the text about that somebody is writing? Asked by the form; the text is neither kept nor logged."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest

from tinhso.casework.reading import queries as reading
from tinhso.casework.reports.queries import sensing
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import limits
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.limits import Limit
from tinhso.core.messages import msg
from tinhso.core.translation import say

ASKED_ABOUT: dict[str, Any] = {
    "required": True,
    "content": {
        "application/json": {
            "schema": {
                "type": "object",
                "required": ["text"],
                "properties": {
                    "text": {"type": "string", "minLength": 1, "description": "Chỉ đọc 10.000 ký tự đầu."}
                },
            }
        }
    },
}


def suggestion(body: dict[str, Any], request: HttpRequest, *, now: datetime) -> dict[str, Any]:
    """This will tell the likeliest category, how sure, and why; and what its sender is to be asked.

    `ask` names what only the machine heard: a form asks it, and sends `answers` along.
    Raises Invalid on "text", TooMany.
    """
    text, on = body.get("text"), local_date(now)
    if not isinstance(text, str) or not text.strip():
        raise Invalid.field("text", msg("Cần có nội dung."))
    address = limits.key("reading.address", limits.client_address(request))
    limits.take([Limit(address, reading.asked_per_hour(on))], now=now)
    names = {c.code: c.name for c in rulebook.categories(on)}
    found = reading.suggest(text[:10_000], on=on, names=names)
    heard = sensing.heard(text[:10_000], on)
    return {
        "category": _named(found.category, names),
        "offered": _named(found.offered, names),
        "probability": round(found.probability, 3),
        "likely": [{**(_named(c, names) or {}), "probability": share} for c, share in found.alternatives],
        "because": say(found.because),
        "danger": say(heard.danger.because) if heard.danger else None,
        "denunciation": say(heard.sealed) if heard.sealed else None,
        "ask": heard.ask,
        "model": found.rule.key,
    }


def _named(code: str | None, names: dict[str, str]) -> dict[str, str] | None:
    return {"code": code, "name": names[code]} if code in names else None
