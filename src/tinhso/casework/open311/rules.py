"""What did the caller ask or send, and how do its words map to ours? Pure; faults are collected."""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tinhso.casework.open311 import faults
from tinhso.casework.open311.faults import Fault, Refusal, refusal
from tinhso.casework.reports.workflow import OPEN, Status
from tinhso.core.messages import Message

MOST_REQUESTS = 1000
MOST_DAYS = 90
DESCRIPTION_MAX = 4000
FIELD_MAX = 500
CODES_MOST = 200
_ATTRIBUTE = re.compile(r"attribute\[(\w{1,40})\](\[\])?")

# mySociety's words for our statuses; "closed" because an answer need not be a repair
UPDATE_STATUS: Mapping[str, str] = {
    Status.RECEIVED: "OPEN",
    Status.ASSIGNED: "OPEN",
    Status.ACCEPTED: "INVESTIGATING",
    Status.IN_PROGRESS: "IN_PROGRESS",
    Status.WAITING_FOR_CITIZEN: "INVESTIGATING",
    Status.WAITING_FOR_APPROVAL: "IN_PROGRESS",
    Status.ANSWERED: "CLOSED",
    Status.CLOSED: "CLOSED",
    Status.REFUSED: "NO_FURTHER_ACTION",
    Status.MERGED: "DUPLICATE",
}
KNOWN_UPDATES = frozenset(
    {
        "OPEN", "INVESTIGATING", "IN_PROGRESS", "ACTION_SCHEDULED", "DUPLICATE", "FIXED", "CLOSED",
        "NOT_COUNCILS_RESPONSIBILITY", "NO_FURTHER_ACTION", "INTERNAL_REFERRAL", "REFERRED",
    }
)  # fmt: skip
AFTER_STEP: Mapping[str, str] = {
    "received": "OPEN",
    "routed": "OPEN",
    "forwarded": "OPEN",
    "exception_ruled": "OPEN",
    "reopened": "OPEN",
    "accepted": "INVESTIGATING",
    "citizen_asked": "INVESTIGATING",
    "answered": "CLOSED",
    "rated": "CLOSED",
    "closed": "CLOSED",
}


@dataclass(frozen=True)
class Window:
    """Half-open in time, at most 90 days long."""

    since: datetime
    until: datetime


@dataclass(frozen=True)
class Asked:
    """Which requests are asked for; `codes` overrides everything else."""

    codes: tuple[str, ...]
    services: tuple[str, ...]
    statuses: tuple[str, ...]
    window: Window
    limit: int
    offset: int


@dataclass(frozen=True)
class Service:
    """What the wire says of a category's attributes: code, datatype, description, values (key, name)."""

    code: str
    datatype: str
    description: str
    values: tuple[tuple[str, str], ...] = ()


def state(status: str) -> str:
    """This will say open or closed, the only two words of GeoReport."""
    return "open" if status in OPEN else "closed"


def asked(given: Mapping[str, str], now: datetime) -> Asked:
    """This will read the filters of GET requests. Raises Refusal (400) naming each fault."""
    reader = _Reader(given)
    codes = reader.words("service_request_id")
    statuses = reader.words("status")
    if not set(statuses) <= {"open", "closed"}:
        reader.fault(faults.WRONG_STATUS)
    size = reader.number("page_size", MOST_REQUESTS, most=MOST_REQUESTS)
    page = reader.number("page", 1, most=1_000_000)
    window = reader.window(now, longest=MOST_DAYS)
    wanted = Asked(
        codes=codes,
        services=reader.words("service_code"),
        statuses=_ours(statuses),
        window=window,
        limit=size,
        offset=size * (page - 1),
    )
    reader.done()
    return wanted


def _ours(words: Sequence[str]) -> tuple[str, ...]:
    wanted = [s for s in Status if state(s) in words]
    return tuple(s.value for s in wanted) if len(wanted) < len(Status) else ()


def updates_window(given: Mapping[str, str], now: datetime) -> Window:
    """This will read the period of GET servicerequestupdates. Raises Refusal (400)."""
    reader = _Reader(given)
    window = reader.window(now, longest=MOST_DAYS)
    reader.done()
    return window


def report_body(
    given: Mapping[str, Sequence[str]],
    *,
    sender_id: str,
    photos: Sequence[str],
    place: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """This will turn a form into the body that `reports.actions.submit_report` takes. Raises Refusal (400).

    `place` stands for an address that was understood; without it lat and long are read.
    """
    reader = _Reader({name: values[-1] for name, values in given.items() if values})
    attributes = attributes_of(given)
    text = reader.text("description", longest=DESCRIPTION_MAX, needed=True)
    contact = {
        "name": " ".join(filter(None, (reader.text("first_name"), reader.text("last_name")))),
        "phone": reader.text("phone"),
        "email": reader.text("email"),
    }
    occurred = attributes.get("occurred_at", [""])[-1].strip()
    at = reader.moment_of("occurred_at", occurred) if occurred else None
    public = attributes.get("public", ["yes"])[-1].strip() or "yes"
    if public not in ("yes", "no"):
        reader.fault(faults.WRONG_VALUE, name="attribute[public]")
    detail = attributes.get("detail", [""])[-1].strip()[:FIELD_MAX]
    point = None if place else reader.point()
    reader.done()
    given_place = dict(place) if place else None
    if given_place and detail:
        given_place["detail"] = detail
    return {
        "id": sender_id,
        "text": f"{text}\n\n{detail}" if detail and not given_place else text,
        "category": reader.given.get("service_code") or None,
        "point": point,
        "place": given_place,
        "occurred_at": at.isoformat() if at else None,
        "photos": list(photos),
        "contact": {k: v or None for k, v in contact.items()} if any(contact.values()) else None,
        "public": public == "yes",
        "channel": "open311",
    }


def attributes_of(given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """This will collect `attribute[CODE]=v` and `attribute[CODE][]=v`; an empty value is no value."""
    found: dict[str, list[str]] = {}
    for name, values in given.items():
        if match := _ATTRIBUTE.fullmatch(name):
            found.setdefault(match[1], []).extend(v for v in values if v)
    return {code: values for code, values in found.items() if values}


def where(given: Mapping[str, str]) -> str:
    """This will tell by what the place is named: point, address_string or address_id. Raises Refusal."""
    named = [name for name in ("address_string", "address_id") if given.get(name, "").strip()]
    if given.get("lat", "").strip() or given.get("long", "").strip():
        # the point is the better word where a client sends its reverse-geocoded address besides
        return "point"
    if len(named) != 1:
        raise refusal(400, faults.ONE_PLACE)
    return named[0]


class _Reader:
    def __init__(self, given: Mapping[str, str]) -> None:
        # "an empty parameter is an absent one" (GeoReport v2)
        self.given = {name: value.strip() for name, value in given.items() if value.strip()}
        self.faults: list[Fault] = []

    def fault(self, sentence: str, **values: object) -> None:
        self.faults.append(Fault(400, Message(sentence, values)))

    def done(self) -> None:
        if self.faults:
            raise Refusal(*self.faults)

    def words(self, name: str) -> tuple[str, ...]:
        found = tuple(dict.fromkeys(w.strip() for w in self.given.get(name, "").split(",") if w.strip()))
        if len(found) > CODES_MOST:
            self.fault(faults.TOO_MANY, most=CODES_MOST)
        return found

    def number(self, name: str, otherwise: int, *, most: int) -> int:
        text = self.given.get(name, "")
        if not text:
            return otherwise
        if not (text.isascii() and text.isdecimal() and len(text) <= 9 and int(text) >= 1):
            self.fault(faults.WRONG_NUMBER, name=name)
            return otherwise
        return min(int(text), most)

    def text(self, name: str, *, longest: int = FIELD_MAX, needed: bool = False) -> str:
        text = self.given.get(name, "").replace("\x00", "")
        if needed and not text:
            self.fault(faults.MISSING, name=name)
        if len(text) > longest:
            self.fault(faults.TOO_LONG, name=name, most=longest)
        return text

    def point(self) -> dict[str, Any] | None:
        try:
            lat, lon = float(self.given["lat"]), float(self.given["long"])
            if not (math.isfinite(lat) and math.isfinite(lon) and -90 <= lat <= 90 and -180 <= lon <= 180):
                raise ValueError(lat, lon)
        except (KeyError, ValueError):
            self.fault(faults.WRONG_POINT)
            return None
        return {"lat": lat, "lon": lon, "accuracy_m": None}

    def moment(self, name: str) -> datetime | None:
        return self.moment_of(name, self.given[name]) if name in self.given else None

    def moment_of(self, name: str, text: str) -> datetime | None:
        try:
            at = datetime.fromisoformat(text.replace(" ", "+"))
            # w3c dates of a day alone are common among clients: taken as that day's start, UTC
            at = at.replace(tzinfo=UTC) if at.tzinfo is None and len(text) == len("2026-11-20") else at
            if at.tzinfo is None or not 2000 <= at.year <= 2200:
                raise ValueError(text)
            return at.astimezone(UTC)
        except (ValueError, OverflowError):
            self.fault(faults.WRONG_MOMENT, name=name)
            return None

    def window(self, now: datetime, *, longest: int) -> Window:
        span = timedelta(days=longest)
        since, until = self.moment("start_date"), self.moment("end_date")
        if since is None and until is None:
            return Window(now - span, now + timedelta(days=1))
        if since is None or until is None:
            since = since or (until - span if until else now - span)
            until = until or min(since + span, now + timedelta(days=1))
        if until < since:
            # a period still to come, without an end of its own, is empty rather than wrong
            if "end_date" in self.given:
                self.fault(faults.WRONG_ORDER)
            until = since
        if until - since > span + timedelta(days=1):
            self.fault(faults.LONG_SPAN, days=longest)
        return Window(since, until)
