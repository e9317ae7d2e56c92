"""How does a row become what a reader sees? Names in the active language, notes for what is not shown."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import get_language

from tinhso.casework.reports import addresses
from tinhso.casework.reports.models import Answer, Decision, Report
from tinhso.casework.reports.queries.shapes import (
    AgencyView,
    AnswerView,
    Because,
    PhotoView,
    PlaceView,
    PublicReportRow,
    StatusView,
)
from tinhso.casework.reports.rules.masking import mask
from tinhso.casework.reports.rules.proof import Doubt
from tinhso.casework.reports.rules.publicity import MASKING, part_note
from tinhso.casework.reports.workflow import OPEN, REPORT, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.messages import Message, msg
from tinhso.core.translation import say
from tinhso.core.values import GeoPoint, spoken_code
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.files import queries as files


def status(word: str) -> StatusView:
    """This will give a status its label and tone."""
    state = REPORT.state(word)
    return StatusView(str(word), say(state.label), state.tone)


def is_at_home(report: Report) -> bool:
    """This will tell whether the report points at somebody's home, so that the public sees a square only."""
    return rulebook.publication_of(report.category, local_date(report.received_at)).square_m > 0


def place(report: Report, *, whole: bool = False, exact: bool = False) -> PlaceView:
    """This will name the place; the citizen's own words about it are masked unless `whole`.

    Words that say where a home is are for its reporter and for officers (`exact`), like its point.
    """
    locality, detail = report.locality_name, report.place_detail
    if not whole:
        locality, detail = mask(locality), mask(detail)
    if detail and not (whole or exact) and is_at_home(report):
        detail = ""
    return PlaceView(report.place_code, report.place_name, report.place_structure, locality, detail)


def point(report: Report, *, exact: bool = False) -> GeoPoint | None:
    """This will give the point that everybody may see, or the `exact` one; None where there is none."""
    lat, lon = (report.lat, report.lon) if exact else (report.public_lat, report.public_lon)
    if lat is None or lon is None:
        return None
    return GeoPoint(lat, lon, report.accuracy_m)


def is_late(report: Any, now: datetime) -> bool:
    """This will tell whether the answer came, or is still missing, after its due time."""
    if report.answered_at is not None and report.status not in OPEN:
        return report.answered_at > report.due_at
    return report.status in OPEN and now > report.due_at


def text_note(report: Report, reason: str = "") -> Message | None:
    """This will say why the public sees no text; None: it does."""
    return part_note(
        report.text_from, accepted_at=report.accepted_at, hidden=report.text_hidden, reason=reason
    )


def photos_note(report: Report, reason: str = "") -> Message | None:
    """This will say why the public sees no photos; None: it does."""
    return part_note(
        report.photos_from, accepted_at=report.accepted_at, hidden=report.photos_hidden, reason=reason
    )


def public_text(report: Report) -> str | None:
    """This will give the masked text where the public may read it now."""
    if report.visibility != Visibility.PUBLIC or text_note(report) is not None:
        return None
    return report.public_text


def row(report: Report, now: datetime) -> PublicReportRow:
    """This will show a report in a list."""
    return PublicReportRow(
        id=report.pk,
        code=report.code,
        spoken=spoken_code(report.code),
        url=addresses.page(report.code),
        status=status(report.status),
        category=rulebook.category_or_code(report.category, local_date(report.received_at)),
        place=place(report),
        agency=AgencyView(report.agency_code, report.agency_name),
        point=point(report),
        text=public_text(report),
        photo_count=report.photo_count if photos_note(report) is None else 0,
        urgent=report.urgent,
        received_at=report.received_at,
        due_at=report.due_at,
        answered_at=report.answered_at,
        is_late=is_late(report, now),
        satisfaction=report.satisfaction,
    )


def photos(found: Iterable[files.Photo], *, whole: bool = True) -> list[PhotoView]:
    """This will show photos by their ids and sizes; not `whole`: those whose faces and plates are covered."""
    return [PhotoView(p.id, p.width, p.height) for p in found if whole or p.is_masked]


def masking_note(found: Iterable[files.Photo]) -> Message | None:
    """This will say that the public does not see some photos yet because they are being covered."""
    return None if all(p.is_masked for p in found) else Message(MASKING)


MEASURED = ("place", "asset")
"""Decisions that speak of metres from the exact point."""
NAMES = ("category", "other")
"""Values of a reason that are names of categories."""
NOT_TOLD = msg("Xét theo vị trí người gửi cho; khoảng cách không hiện để giữ kín chỗ ở.")


def because(decisions: Iterable[Decision], *, tells_where: bool = True) -> list[Because]:
    """This will say decisions in the active language; without the metres that would tell where a home is."""
    return [_because(d, is_told=tells_where or d.kind not in MEASURED) for d in decisions]


def _because(d: Decision, *, is_told: bool) -> Because:
    # how sure the machine is follows from metres too: near a border it is less so
    return Because(
        decision=d.kind,
        outcome=d.outcome,
        reason=say(in_their_words(Message.from_json(d.reason), d.at) if is_told else Message(NOT_TOLD)),
        rule=d.rule,
        confidence=d.confidence if is_told else None,
        at=d.at,
        by=d.by,
    )


def in_their_words(reason: Message, at: datetime) -> Message:
    """This will name categories in the reader's language; a reason keeps their Vietnamese names."""
    kept = {key: str(reason.values[key]) for key in NAMES if key in reason.values}
    if not kept or (get_language() or "vi").startswith("vi"):
        return reason
    called = {c.name_vi: c.name for c in rulebook.categories(on=local_date(at))}
    called |= {_inside(vietnamese): _inside(theirs) for vietnamese, theirs in called.items()}
    theirs = {key: called.get(name, name) for key, name in kept.items()}
    return Message(reason.id, {**reason.values, **theirs})


def _inside(name: str) -> str:
    return name[:1].lower() + name[1:]


def answers(
    found: Sequence[Answer], pictures: dict[str, list[files.Photo]], *, whole: bool = False
) -> list[AnswerView]:
    """This will show approved answers, oldest first; not `whole`: with the photos that the public may see."""
    return [
        AnswerView(
            id=a.pk,
            text=a.text,
            photos=photos(pictures.get(f"answer:{a.pk}", []), whole=whole),
            agency=AgencyView(a.agency_code, a.agency_name),
            at=a.approved_at or a.written_at,
            round=a.round,
            doubts=doubts(a),
        )
        for a in found
        if a.state == Answer.State.APPROVED
    ]


def doubts(answer: Answer) -> list[str]:
    """This will say which checks of an answer's pictures failed, each sentence once."""
    return list(dict.fromkeys(say(Doubt.from_json(kept).because) for kept in answer.doubts))


def agency_name(code: str, on: date) -> str:
    """This will name an agency of that day, or give its code."""
    found = agencies.agency(code, on=on)
    return found.name if found else code
