"""How is a report written for a program? The Contract, field by field."""

from datetime import datetime
from typing import Any

from tinhso.casework.reports import addresses
from tinhso.casework.reports.actions.replying import told
from tinhso.casework.reports.queries import PublicReport, PublicReportRow
from tinhso.casework.reports.queries.shapes import Because
from tinhso.core.values import GeoPoint, spoken_code


def _at(at: datetime | None) -> str | None:
    return told(at) if at else None


def _point(point: GeoPoint | None) -> dict[str, Any] | None:
    return {"lat": point.lat, "lon": point.lon} if point else None


def _shared(r: PublicReportRow | PublicReport) -> dict[str, Any]:
    return {
        "code": r.code,
        "spoken": spoken_code(r.code),
        "status": r.status.word,
        "status_label": r.status.label,
        "category": {"code": r.category.code, "name": r.category.name},
        "place": {"code": r.place.code, "name": r.place.name, "structure": r.place.structure},
        "agency": {"code": r.agency.code, "name": r.agency.name},
        "point": _point(r.point),
        "text": r.text,
        "urgent": r.urgent,
        "received_at": _at(r.received_at),
        "due_at": _at(r.due_at),
        "answered_at": _at(r.answered_at),
        "late": r.is_late,
        "satisfaction": r.satisfaction or None,
        "url": addresses.absolute(r.url),
    }


def row(r: PublicReportRow) -> dict[str, Any]:
    """This will write one line of the list."""
    return {**_shared(r), "photos": r.photo_count}


def report(r: PublicReport) -> dict[str, Any]:
    """This will write a whole report, with the reporter's own part where it is theirs."""
    shown = {
        **_shared(r),
        "public": r.visibility == "public",
        "text_note": r.text_note or None,
        "photos": [_photo(r.code, p.id) for p in r.photos],
        "photos_note": r.photos_note or None,
        "times_hidden": r.times_hidden,
        "occurred_at": _at(r.occurred_at),
        "occurred_after_receipt": r.occurs_after_receipt,
        "accept_by": _at(r.accept_by),
        "accepted_at": _at(r.accepted_at),
        "original_due": _at(r.original_due),
        "closed_at": _at(r.closed_at),
        "answers": [
            {
                "text": a.text,
                "at": _at(a.at),
                "agency": {"code": a.agency.code, "name": a.agency.name},
                "photos": [_photo(r.code, p.id) for p in a.photos],
            }
            for a in r.answers
        ],
        "because": [_because(b) for b in r.because],
        "timeline": [{"at": _at(e.at), "kind": e.kind, "title": e.title} for e in r.timeline],
        "simulated": r.is_simulated,
        "own": None,
    }
    if r.own is not None:
        shown["own"] = {
            "question": r.own.question,
            "question_until": _at(r.own.question_until),
            "exchanges": [
                {"question": q, "asked_at": _at(a), "reply": said or None, "replied_at": _at(b)}
                for q, a, said, b in r.own.exchanges
            ],
            "can_reply": r.own.can_reply,
            "can_rate": r.own.can_rate,
            "can_reopen": r.own.can_reopen,
            "can_appeal": r.own.can_appeal,
            "has_contact": r.own.has_contact,
        }
    return shown


def _photo(code: str, photo_id: str) -> dict[str, str]:
    return {size: addresses.photo(code, photo_id, size) for size in ("large", "thumb")}


def _because(b: Because) -> dict[str, Any]:
    return {"decision": b.decision, "reason": b.reason, "rule": b.rule, "confidence": b.confidence}
