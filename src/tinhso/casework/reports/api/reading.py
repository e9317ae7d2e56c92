"""What did a program send: a body, and filters in the address? Every fault is named by its field."""

from datetime import UTC, datetime
from typing import Any, NoReturn

import orjson
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, UnreadablePostError

from tinhso.casework.reports import queries
from tinhso.casework.reports.queries import Filters
from tinhso.casework.reports.queries.public import LIMIT, LIMIT_MOST
from tinhso.casework.reports.workflow import Status
from tinhso.core import clock
from tinhso.core.errors import Invalid, TooLarge, Unreadable
from tinhso.core.messages import msg
from tinhso.core.values import GeoPoint

BODY_MOST = 262_144
NESTING_MOST = 20
FIELD_LONGEST = 100


def body(request: HttpRequest) -> dict[str, Any]:
    """This will read the JSON object that was sent. Raises TooLarge, Unreadable, Invalid."""
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if length.isdecimal() and int(length) > BODY_MOST:
        raise TooLarge
    try:
        raw = request.body
    except RequestDataTooBig as large:
        raise TooLarge from large
    except UnreadablePostError as broken:
        raise Unreadable from broken
    if len(raw) > BODY_MOST:
        raise TooLarge
    if _depth(raw) > NESTING_MOST:
        raise Unreadable(msg("Nội dung gửi lên lồng nhau quá sâu."))
    try:
        body = orjson.loads(raw)
    except orjson.JSONDecodeError as broken:
        raise Unreadable(msg("Nội dung gửi lên không phải JSON.")) from broken
    if not isinstance(body, dict):
        raise Invalid.field("", msg("Cần là một nhóm thông tin (JSON object)."))
    return body


def _depth(raw: bytes) -> int:
    """How deep brackets are nested outside of strings; cheap for what is not nested at all."""
    if raw.count(b"{") + raw.count(b"[") <= NESTING_MOST:
        return 0
    depth = deepest = 0
    in_string = escaped = False
    for byte in raw:
        if in_string:
            if escaped:
                escaped = False
            elif byte == 0x5C:
                escaped = True
            elif byte == 0x22:
                in_string = False
        elif byte == 0x22:
            in_string = True
        elif byte in (0x7B, 0x5B):
            depth += 1
            deepest = max(deepest, depth)
        elif byte in (0x7D, 0x5D):
            depth -= 1
    return deepest


def filters(request: HttpRequest, now: datetime) -> tuple[Filters, str | None, int]:
    """This will read what is asked for: filters, cursor, limit. Raises Invalid naming the field."""
    given = request.GET
    for name, value in given.items():
        if len(value) > 1000 or "\x00" in value:
            raise Invalid.field(name[:40], msg("Giá trị này không dùng được."))
    status = tuple(sorted(set(_words(given.get("status", "")))))
    if not set(status) <= {s.value for s in Status}:
        raise Invalid.field("status", msg("Không có trạng thái này."))
    wanted = Filters(
        status=status,
        category=tuple(sorted(set(_words(given.get("category", ""))))),
        place=given.get("place", "")[:FIELD_LONGEST],
        agency=given.get("agency", "")[:FIELD_LONGEST],
        bbox=_bbox(given.get("bbox", "")),
        since=_moment("since", given.get("since", "")),
        until=_moment("until", given.get("until", "")),
        q=given.get("q", "")[:200].strip(),
    )
    queries.refuse_unknown(wanted, now=now)
    return wanted, given.get("cursor") or None, _limit(given.get("limit", ""))


def _words(text: str) -> list[str]:
    return [w.strip() for w in text.split(",") if w.strip()][:40]


def _limit(text: str) -> int:
    if not text:
        return LIMIT
    if not (text.isascii() and text.isdecimal() and len(text) <= 4 and 1 <= int(text) <= LIMIT_MOST):
        raise Invalid.field("limit", msg("Cần là số từ %(low)s đến %(high)s."), low=1, high=LIMIT_MOST)
    return int(text)


def _bbox(text: str) -> tuple[float, float, float, float] | None:
    if not text:
        return None
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        GeoPoint(south, west), GeoPoint(north, east)
        if south > north or west > east:
            raise ValueError(text)
    except ValueError:
        _wrong("bbox", msg("Cần bốn số: tây, nam, đông, bắc."))
    return west, south, east, north


def _moment(field: str, text: str) -> datetime | None:
    if not text:
        return None
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
        if at.tzinfo is None:
            at = at.replace(tzinfo=clock.VIETNAM)
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        _wrong(field, msg("Cần là ngày hoặc thời điểm ISO 8601."))


def _wrong(field: str, sentence: str) -> NoReturn:
    raise Invalid.field(field, sentence)
