"""How do pages of citizens and of officers show the same thing: the clock, the photos, the judgement?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from tinhso.casework.reports import addresses
from tinhso.casework.reports.queries.shapes import PhotoView, PublicReport, PublicReportRow
from tinhso.casework.reports.rules import deadlines
from tinhso.casework.reports.workflow import DONE, Status
from tinhso.ui import formats


@dataclass(frozen=True)
class Clock:
    """What the clock component shows."""

    text: str
    tone: str


@dataclass(frozen=True)
class Rated:
    """The reporter's judgement as a pill."""

    label: str
    tone: str
    icon: str


def clock_of(report: PublicReport | PublicReportRow, now: datetime) -> Clock | None:
    """This will say how the report stands with its deadline; None where none runs any more."""
    word = report.status.word
    if word in (Status.REFUSED, Status.MERGED):
        return None
    if word in DONE and report.answered_at is not None:
        if report.answered_at <= report.due_at:
            return Clock(_("Trả lời đúng hạn"), "done")
        late = formats.span(report.answered_at - report.due_at)
        return Clock(_("Trả lời trễ %(late)s") % {"late": late}, "late")
    if word == Status.WAITING_FOR_CITIZEN:
        return Clock(_("Tạm dừng, chờ người gửi trả lời"), "paused")
    tone = deadlines.tone(received_at=report.received_at, due_at=report.due_at, now=now)
    return Clock(formats.remaining(report.due_at, now), tone)


def photo_links(
    code: str,
    photos: Sequence[PhotoView],
    alt: str,
    *,
    whole: bool = False,
    blur: Callable[[str, str], str] | None = None,
) -> list[dict[str, str]]:
    """This will give the addresses under which the photos of a report are served: as the public sees them,
    or `whole` to the reporter and to officers, with the address of their brush."""
    address = addresses.whole_photo if whole else addresses.photo
    return [
        {
            "id": p.id,
            "url": address(code, p.id, "large"),
            "thumb": address(code, p.id, "thumb"),
            "alt": f"{alt} {number}",
            "caption": "",
            "blur_url": blur(code, p.id) if blur else "",
        }
        for number, p in enumerate(photos, 1)
    ]


def ratings() -> dict[str, Rated]:
    """This will give each judgement its word, tone and face."""
    return {
        "satisfied": Rated(_("Hài lòng"), "success", "mood-smile"),
        "acceptable": Rated(_("Tạm chấp nhận được"), "warning", "mood-neutral"),
        "unsatisfied": Rated(_("Chưa hài lòng"), "danger", "mood-sad"),
    }
