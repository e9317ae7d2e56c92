"""Which results may go by the public post, and where to? For lists an area, for a label name and address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.workflow import Business, Delivery, Finance
from tinhso.casework.procedures import queries as procedures
from tinhso.core.clock import local_date
from tinhso.core.errors import Missing
from tinhso.foundation.places import queries as places

ANSWER = "Văn bản trả lời"
"""What goes out where nothing was granted; on paper, so in Vietnamese."""


@dataclass(frozen=True)
class Posted:
    """One result that can be put into an envelope; it names nobody."""

    id: int
    code: str
    name: str
    agency_name: str
    decided_at: datetime
    contents: str
    area: str
    has_address: bool


@dataclass(frozen=True)
class Recipient:
    """Who receives an envelope, and where: only for its label."""

    name: str
    phone: str
    address: str
    area: str


def to_be_posted(agency: str, *, without: Iterable[int | None] = (), most: int = 200) -> list[Posted]:
    """This will list what a body took in or handles and may post now, the oldest decision first.

    Decided, nothing owed for it, its result attached (a rejection has none), to come by post.
    """
    rows = _ready().filter(Q(agency_code=agency) | Q(intake_agency=agency)).exclude(pk__in=list(without))
    found = rows.order_by("decided_at", "pk").prefetch_related("results")
    shown = (_posted(row) for row in found[: most * 2])
    return [one for one in shown if one is not None][:most]


def posted(ids: Iterable[int], agency: str) -> list[Posted]:
    """This will give those of the ids that the body may post now, in the order asked."""
    rows = _ready().filter(Q(agency_code=agency) | Q(intake_agency=agency))
    found = {row.pk: _posted(row) for row in rows.filter(pk__in=list(ids)).prefetch_related("results")}
    return [one for pk in ids if (one := found.get(pk)) is not None]


def recipient(dossier_id: int) -> Recipient:
    """This will open who receives the result, for the label of the envelope. Raises Missing."""
    row = Dossier.objects.select_related("application").filter(pk=dossier_id).first()
    if row is None:
        raise Missing
    holder = row.application.said.get("holder") or {}
    address, area = _where(row)
    return Recipient(str(holder.get("name") or ""), str(holder.get("phone") or ""), address, area)


def _ready() -> QuerySet[Dossier]:
    return (
        Dossier.objects.filter(business=Business.DECIDED.value, delivery=Delivery.POST.value)
        .exclude(finance=Finance.DUE.value)
        .select_related("application")
    )


def _posted(row: Dossier) -> Posted | None:
    titles = [result.title for result in row.results.all()]
    if row.outcome == "granted":
        if not titles and procedures.version(row.version_ref).results:
            return None
        contents = "; ".join(titles) or row.name
    else:
        contents = ANSWER
    address, area = _where(row)
    return Posted(
        row.pk, row.code, row.name, row.agency_name, row.decided_at or row.filed_at, contents[:200], area,
        bool(address),
    )  # fmt: skip


def _where(row: Dossier) -> tuple[str, str]:
    """The address that was given for it, else where the holder lives; the area in words."""
    said = row.application.said
    given = said.get("delivery") or {}
    if given.get("address"):
        return str(given["address"]), str(given.get("area") or "")
    place = places.place(row.area_code, on=local_date(row.filed_at)) if row.area_code else None
    return str((said.get("holder") or {}).get("address") or ""), place.name if place else ""
