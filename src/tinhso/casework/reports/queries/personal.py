"""What is kept about the reporter of a report? For their own eyes; that they are theirs was proven before."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from tinhso.casework.reports.models import CONTACTS, Exchange, Rating, Report, Reporter, Reveal
from tinhso.casework.reports.queries import public, spoken
from tinhso.casework.reports.rules.contact import same_number
from tinhso.casework.reports.workflow import Visibility
from tinhso.core.errors import Missing
from tinhso.core.values import read_public_code


@dataclass(frozen=True)
class Kept:
    """The contact as it is kept, who was shown it and when, whether it is public, whether a voice is kept."""

    report_id: int
    name: str
    phone: str
    email: str
    on_behalf_of: Any
    shown_at: tuple[datetime, ...]
    is_public: bool
    has_voice: bool


def kept(code: str) -> Kept:
    """This will give what is kept of the reporter; empty words where nothing is. Raises Missing."""
    report = _own(code)
    row = Reporter.objects.filter(report=report).first()
    shown = tuple(Reveal.objects.filter(report=report).order_by("at").values_list("at", flat=True))
    return Kept(
        report_id=report.pk,
        name=row.name if row else "",
        phone=row.phone if row else "",
        email=row.email if row else "",
        on_behalf_of=row.on_behalf_of if row else None,
        shown_at=shown,
        is_public=report.visibility == Visibility.PUBLIC,
        has_voice=spoken.voice(report) is not None,
    )


def copy(code: str, *, now: datetime) -> dict[str, Any]:
    """This will give everything that is kept of the reporter and their words, as plain JSON values."""
    report = _own(code)
    page = public.page(report, own=True, now=now)
    return {
        "code": report.code,
        "received_at": report.received_at.isoformat(),
        "channel": report.channel,
        "text": report.text,
        "place": asdict(page.place),
        "point": asdict(page.point) if page.point else None,
        "public": report.visibility == Visibility.PUBLIC,
        "contact": {
            k: v for k, v in asdict(kept(code)).items() if k in ("name", "phone", "email", "on_behalf_of")
        },
        "contact_shown_at": [at.isoformat() for at in kept(code).shown_at],
        "replies": [
            {
                "question": e.question,
                "reply": e.reply,
                "at": e.replied_at.isoformat() if e.replied_at else None,
            }
            for e in Exchange.objects.filter(report=report).order_by("pk")
        ],
        "ratings": [
            {"satisfaction": r.satisfaction, "comment": r.comment, "at": r.at.isoformat()}
            for r in Rating.objects.filter(report=report).order_by("pk")
        ],
        "photos": len(page.photos),
    }


def codes_of_phone(phone: str) -> list[str]:
    """This will list the reports sent with a number, newest first; that it is theirs was confirmed before."""
    number = same_number(phone)
    if not number:
        return []
    found = Reporter.objects.filter(phone_mark__in=CONTACTS.marks(number)).order_by("-report__received_at")
    return list(found.values_list("report__code", flat=True))


def _own(code: str) -> Report:
    clean = read_public_code(code)
    report = Report.objects.filter(code=clean).first() if clean else None
    if report is None:
        raise Missing
    return report
