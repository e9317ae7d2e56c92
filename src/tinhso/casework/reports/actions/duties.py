"""Which duties does a report put on the worklist, in which words?"""

from dataclasses import replace
from datetime import datetime

from tinhso.casework.reports import addresses
from tinhso.casework.reports.models import Report
from tinhso.casework.reports.workflow import Duty, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.foundation.worklist.actions import ItemSpec

SEALED_TITLE = "Đơn thư diện hạn chế"


def title(report: Report) -> str:
    """This will name the report on a desk; of a sealed one nothing is told."""
    if report.visibility == Visibility.SEALED:
        return SEALED_TITLE
    category = rulebook.category_or_code(report.category, local_date(report.received_at))
    return f"{category.name_vi} – {report.place_name}"


def summary(report: Report) -> str:
    """This will give the beginning of the text; nothing of a sealed report."""
    return "" if report.visibility == Visibility.SEALED else report.text[:200]


def item(
    report: Report, duty: Duty, *, due_at: datetime, started_at: datetime, agency: str = "",
    calendar: str = "",
) -> ItemSpec:  # fmt: skip
    """This will describe one duty."""
    tags = (report.category, report.place_code) if report.visibility != Visibility.SEALED else ()
    return ItemSpec(
        subject=report.subject,
        duty=duty.value,
        agency_code=agency or report.agency_code,
        title=title(report),
        summary=summary(report),
        url=addresses.case(report.code),
        bulk_url=addresses.BULK_APPROVE if duty == Duty.APPROVE else "",
        calendar=calendar or report.calendar,
        due_at=due_at,
        started_at=started_at,
        urgent=report.urgent,
        tags=tags,
    )


def to_approve(report: Report, answer: str, *, due_at: datetime, started_at: datetime) -> ItemSpec:
    """This will describe the leader's duty: whoever approves many at once reads each answer in the list."""
    found = item(report, Duty.APPROVE, due_at=due_at, started_at=started_at)
    told = found.summary and f"{found.summary}\n→ {answer[:600]}"
    return replace(found, summary=told)


def first(report: Report, *, is_routed: bool) -> list[ItemSpec]:
    """This will describe the duties of a new report: take it (or find who takes it), and answer it."""
    take = Duty.ACCEPT if is_routed else Duty.TRIAGE
    return [
        item(report, take, due_at=report.accept_by, started_at=report.received_at),
        item(report, Duty.ANSWER, due_at=report.due_at, started_at=report.received_at),
    ]
