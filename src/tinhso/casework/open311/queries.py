"""What may a program read by this door? Services, public requests, what is new."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tinhso.casework.open311 import faults, rules
from tinhso.casework.open311.faults import refusal
from tinhso.casework.open311.models import Change
from tinhso.casework.open311.wire import Several, moment
from tinhso.casework.reports import addresses
from tinhso.casework.reports import queries as reports
from tinhso.casework.reports.queries import Fed, Filters
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.folding import fold
from tinhso.core.messages import Message, msg
from tinhso.core.translation import say
from tinhso.core.values import read_public_code
from tinhso.foundation.places import queries as places

UPDATES_MOST = 1000
OCCURRED, OCCURRED_HINT = msg("Lúc nào"), msg("Thời điểm ISO 8601 có múi giờ")
DETAIL, DETAIL_HINT = msg("Chỗ nào, nói rõ hơn"), msg("Ví dụ: đối diện chợ, thôn, số nhà")
PUBLIC, YES, NO = msg("Công khai phản ánh"), msg("Có"), msg("Không")


def jurisdiction(now: datetime) -> str:
    """This will name the one jurisdiction served: the code of the province; "" before there is one."""
    province = places.served_province(on=local_date(now))
    return province.code if province else ""


def services(now: datetime) -> Several:
    """This will list the categories as services."""
    return Several(
        "services",
        "service",
        [
            {
                "service_code": c.code,
                "service_name": c.name,
                "description": c.hint,
                "metadata": "true",
                "type": "realtime",
                "keywords": ",".join(sorted({c.code, fold(c.name_vi), c.name_en.lower()})),
                "group": c.agency_kind,
            }
            for c in rulebook.categories(local_date(now))
        ],
    )


def service_definition(code: str, now: datetime) -> dict[str, Any]:
    """This will tell which attributes a request of the service may carry. Raises Refusal (404)."""
    if rulebook.category(code, local_date(now)) is None:
        raise refusal(404, faults.NO_SERVICE)
    described = (
        ("occurred_at", "datetime", OCCURRED, OCCURRED_HINT, ()),
        ("detail", "string", DETAIL, DETAIL_HINT, ()),
        ("public", "singlevaluelist", PUBLIC, "", (("yes", YES), ("no", NO))),
    )
    return {
        "service_code": code,
        "attributes": Several(
            "attributes",
            "attribute",
            [
                {
                    "variable": True,
                    "code": name,
                    "datatype": datatype,
                    "required": False,
                    "datatype_description": say(Message(hint)) if hint else "",
                    "order": order,
                    "description": say(Message(label)),
                    **({"values": _values(values)} if values else {}),
                }
                for order, (name, datatype, label, hint, values) in enumerate(described, 1)
            ],
        ),
    }


def _values(values: Sequence[tuple[str, str]]) -> Several:
    return Several("values", "value", [{"key": key, "name": say(Message(name))} for key, name in values])


def requests(asked: rules.Asked, now: datetime) -> Several:
    """This will give the public requests that were asked for, at most 1000, newest first."""
    if asked.codes:
        found = reports.feed(Filters(), codes=_codes(asked.codes), limit=rules.MOST_REQUESTS, now=now)
    else:
        filters = Filters(
            status=asked.statuses,
            category=asked.services,
            since=asked.window.since,
            until=asked.window.until,
        )
        found = reports.feed(filters, limit=asked.limit, offset=asked.offset, now=now)
    return Several("service_requests", "request", [request(f) for f in found])


def one_request(code: str, now: datetime) -> Several:
    """This will give one request as a list of one. Raises Refusal (404), for a private one too."""
    found = reports.feed(Filters(), codes=_codes([code]), limit=1, now=now)
    if not found:
        raise refusal(404, faults.NO_REQUEST)
    return Several("service_requests", "request", [request(found[0])])


def token(code: str, now: datetime) -> Several:
    """This will turn a token into an id; ids are given at once, so each is its own token. Raises Refusal."""
    found = reports.feed(Filters(), codes=_codes([code]), limit=1, now=now)
    if not found:
        raise refusal(404, faults.NO_TOKEN)
    return Several("service_requests", "request", [{"service_request_id": found[0].row.code, "token": code}])


def updates(window: rules.Window, now: datetime) -> Several:
    """This will list what the public heard of in a period, oldest first (mySociety's extension)."""
    changed = (
        Change.objects.filter(at__gte=window.since, at__lt=window.until)
        .order_by("at", "fact_id")
        .values_list("fact_id", "report_id")[:UPDATES_MOST]
    )
    facts = dict(changed)
    fed = reports.feed(Filters(), ids=set(facts.values()), limit=len(facts), now=now) if facts else []
    lines = [(line, f) for f in fed for line in f.timeline if line.fact_id in facts]
    lines.sort(key=lambda pair: (pair[0].at, pair[0].fact_id))
    return Several("service_request_updates", "request_update", [_update(line, f) for line, f in lines])


def _update(line: Any, fed: Fed) -> dict[str, Any]:
    answer = None
    if line.kind == "answered":
        # the story and the answers are both in order: the nth "answered" is the nth answer
        nth = [e.fact_id for e in fed.timeline if e.kind == "answered"].index(line.fact_id)
        answer = fed.answers[nth] if nth < len(fed.answers) else None
    status = rules.AFTER_STEP.get(line.kind) or rules.UPDATE_STATUS[fed.row.status.word]
    return {
        "update_id": str(line.fact_id),
        "service_request_id": fed.row.code,
        "status": status,
        "updated_datetime": moment(line.at),
        "description": answer.text if answer else line.title,
        "media_url": _photo(fed.row.code, answer.photos) if answer else "",
    }


def request(fed: Fed) -> dict[str, Any]:
    """This will write one request; every field of the specification is there, empty where unknown."""
    row = fed.row
    answer = fed.answers[-1] if fed.answers else None
    address = ", ".join(filter(None, (row.place.detail, row.place.locality, row.place.name)))
    return {
        "service_request_id": row.code,
        "status": rules.state(row.status.word),
        "status_notes": answer.text if answer else row.status.label,
        "service_name": row.category.name,
        "service_code": row.category.code,
        "description": row.text or "",
        "agency_responsible": row.agency.name,
        "service_notice": addresses.absolute(row.url),
        "requested_datetime": moment(row.received_at),
        "updated_datetime": moment(fed.updated_at),
        "expected_datetime": moment(row.due_at),
        "address": address,
        "address_id": row.place.code,
        "zipcode": "",
        "lat": row.point.lat if row.point else None,
        "long": row.point.lon if row.point else None,
        "media_url": _photo(row.code, fed.photos),
    }


def _photo(code: str, photos: Sequence[Any]) -> str:
    return addresses.absolute(addresses.photo(code, photos[0].id, "large")) if photos else ""


def _codes(given: Sequence[str]) -> list[str]:
    return [code for code in map(read_public_code, given) if code]


def place_of(address: str, now: datetime) -> dict[str, str] | None:
    """This will find the commune named in "12 Lê Lợi, phường Thuận Hóa"; None if none or several."""
    folded = f" {fold(address)} "
    named = [p for p in places.communes(on=local_date(now)) if f" {fold(p.name)} " in folded]
    if not named:
        parts = [part for part in address.split(",") if part.strip()]
        named = [
            p
            for part in reversed(parts)
            for p in places.search_places(part.strip(), on=local_date(now), limit=2)
            if fold(p.name[len(p.kind) :]).strip() == fold(part).strip()
        ]
    codes = {p.code for p in named}
    if len(codes) != 1:
        return None
    return {"code": codes.pop(), "detail": address[: rules.FIELD_MAX]}


def is_commune(code: str, now: datetime) -> bool:
    """This will tell whether an address_id is a commune of today."""
    return any(p.code == code for p in places.communes(on=local_date(now)))


def as_faults(wrong: Invalid) -> faults.Refusal:
    """This will tell a refusal of the report itself in the words of this protocol."""
    return faults.Refusal(*(faults.Fault(400, e.message) for e in wrong.errors))
