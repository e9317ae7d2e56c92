"""What do programs read in bulk? Public parts only, in a fixed count of statements."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tinhso.casework.reports import events
from tinhso.casework.reports.models import Answer, Report
from tinhso.casework.reports.queries import showing, timeline, visible
from tinhso.casework.reports.queries.shapes import (
    AnswerView,
    Filters,
    PhotoView,
    PublicReportRow,
    TimelineEntry,
)
from tinhso.core.facts import Fact
from tinhso.foundation.files import queries as files
from tinhso.foundation.ledger import queries as ledger

PUBLIC_FACTS: tuple[type[Fact], ...] = tuple(
    kind
    for kind in vars(events).values()
    if isinstance(kind, type) and issubclass(kind, events.ReportFact) and kind is not events.ReportFact
    and timeline.LINES.get(kind.type, ("", "", "", False))[3]
)  # fmt: skip
"""The facts of which everybody hears when the report is public."""


@dataclass(frozen=True)
class Fed:
    """A public report with what a program wants beside its row."""

    row: PublicReportRow
    occurred_at: datetime | None
    updated_at: datetime
    photos: Sequence[PhotoView]
    answers: Sequence[AnswerView]
    timeline: Sequence[TimelineEntry]


def feed(
    filters: Filters,
    *,
    limit: int,
    now: datetime,
    offset: int = 0,
    codes: Collection[str] | None = None,
    ids: Collection[int] | None = None,
) -> list[Fed]:
    """This will give public reports newest first with photos, answers and story: four statements in all.

    `codes` or `ids` ask for these alone, whatever the filters say.
    """
    rows: Any = visible.public()
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    elif ids is not None:
        rows = rows.filter(pk__in=list(ids))
    else:
        rows = visible.narrowed(rows, filters, now)
    found = list(rows.order_by("-received_at", "-pk")[offset : offset + limit])
    if not found:
        return []
    given: dict[int, list[Answer]] = {}
    for answer in Answer.objects.filter(
        report__in=[r.pk for r in found], state=Answer.State.APPROVED
    ).order_by("pk"):
        given.setdefault(answer.report_id, []).append(answer)
    owners = [r.subject for r in found] + [f"answer:{a.pk}" for some in given.values() for a in some]
    pictures = files.of_owners(owners)
    facts = ledger.facts_of_many([r.subject for r in found])
    return [_fed(r, given.get(r.pk, []), pictures, facts[r.subject], now) for r in found]


def _fed(
    report: Report, given: list[Answer], pictures: dict[str, list[files.Photo]], facts: Any, now: datetime
) -> Fed:
    story = timeline.entries(facts, internal=False)
    shows_photos = showing.photos_note(report) is None
    return Fed(
        row=showing.row(report, now),
        occurred_at=report.occurred_at,
        updated_at=max((line.at for line in story), default=report.received_at),
        photos=showing.photos(pictures.get(report.subject, []), whole=False) if shows_photos else [],
        answers=showing.answers(given, pictures),
        timeline=story,
    )
