"""Which reports may somebody know of? Every query begins here; sealed ones need their own desk."""

from collections.abc import Callable, Hashable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL

from tinhso.casework.reports.models import CoHandling, Report
from tinhso.casework.reports.models.report import NEWEST
from tinhso.casework.reports.queries import inheriting, search_text
from tinhso.casework.reports.queries.shapes import Filters
from tinhso.casework.reports.rules import access
from tinhso.casework.reports.rules.access import Standing
from tinhso.casework.reports.workflow import OPEN, Status, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core.clock import local_date
from tinhso.core.errors import Invalid
from tinhso.core.messages import msg
from tinhso.core.paging import Page, newest_first
from tinhso.core.roles import Actor, Role
from tinhso.foundation.agencies import queries as agencies
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.foundation.places import queries as places

COUNTED_ANEW = 5_000
MANY = 100_000
"""So many are kept a minute longer each time: of a million, the few of ten minutes are not missed."""
KEPT_FOR = timedelta(seconds=60)
KEPT_MOST = 500
T = TypeVar("T")


# Written out, not bound: given a bound value SQLite reads every row again to be sure that a partial index of
# public reports holds (counting 90,000: 220 ms bound, 3 ms written out).
_PUBLIC = RawSQL(f"'{Visibility.PUBLIC.value}'", ())  # noqa: S611 (a constant of the workflow)


def public() -> QuerySet[Report]:
    """This will give the reports that everybody may know of."""
    return Report.objects.filter(visibility=_PUBLIC)


def unsealed() -> QuerySet[Report]:
    """This will give the reports that officers with a province-wide view may know of."""
    return Report.objects.filter(visibility__in=(Visibility.PUBLIC, Visibility.PRIVATE))


def standing(report: Report, now: datetime, co_agencies: tuple[str, ...] = ()) -> Standing:
    """This will say what decides about access to a report."""
    on = local_date(now)
    return Standing(
        agency=report.agency_code,
        visibility=report.visibility,
        exceptions_desk=agencies.exceptions_desk(on=on).code,
        restricted_desk=agencies.restricted_desk(on=on).code,
        co_agencies=co_agencies,
        heirs=inheriting.readers(report, on=on),
    )


def is_wide(actor: Actor, now: datetime) -> bool:
    """This will tell whether the actor looks at every body's ordinary reports."""
    desks = agencies.agencies_at(on=local_date(now), kind=AgencyKind.EXCEPTIONS_DESK) if actor.grants else ()
    return access.is_wide(actor, [desk.code for desk in desks])


def counted_for(actor: Actor, now: datetime) -> QuerySet[Report]:
    """This will give the reports that stand in the actor's figures: the public ones, those of the agencies
    that they lead, and those they watch."""
    if is_wide(actor, now):
        return unsealed()
    if bodies := access.watched(actor) | actor.bodies(Role.LEADER):
        return unsealed().filter(Q(visibility=_PUBLIC) | Q(agency_code__in=bodies))
    return public()


def to_officer(actor: Actor, now: datetime) -> QuerySet[Report]:
    """This will give the reports whose case the actor may open."""
    on = local_date(now)
    ordinary = Q(visibility__in=(Visibility.PUBLIC, Visibility.PRIVATE))
    if is_wide(actor, now):
        seen = ordinary
    else:
        bodies = actor.bodies(*access.AGENCY_ROLES)
        helped = CoHandling.objects.filter(agency_code__in=bodies).values("report_id")
        theirs = Q(agency_code__in=bodies | access.watched(actor)) | inheriting.inherited(bodies, on=on)
        seen = ordinary & (theirs | Q(pk__in=helped))
    if actor.has(Role.RESTRICTED, agencies.restricted_desk(on=on).code):
        seen |= Q(visibility=Visibility.SEALED)
    return Report.objects.filter(seen)


def narrowed(rows: QuerySet[Report], filters: Filters, now: datetime) -> QuerySet[Report]:
    """This will keep what the filters ask for. Raises Invalid on "only" for an unknown word."""
    if filters.status:
        rows = rows.filter(status__in=filters.status)
    if filters.category:
        rows = rows.filter(category__in=filters.category)
    if filters.place:
        rows = rows.filter(_at(filters.place, now))
    if filters.agency:
        rows = rows.filter(agency_code=filters.agency)
    if filters.since:
        rows = rows.filter(received_at__gte=filters.since)
    if filters.until:
        rows = rows.filter(received_at__lt=filters.until)
    if filters.bbox:
        west, south, east, north = filters.bbox
        rows = rows.filter(public_lat__range=(south, north), public_lon__range=(west, east))
    if filters.only:
        rows = rows.filter(_only(filters.only, now))
    if filters.q:
        rows = search_text.matching(rows, filters.q, now)
    return rows


def _at(code: str, now: datetime) -> Q:
    """Reports of a commune and of all it was made from: a code alone may once have meant another place."""
    by_structure: dict[str, list[str]] = {}
    for structure, old in places.lineage(code, on=local_date(now)):
        by_structure.setdefault(structure, []).append(old)
    wanted = Q()
    for structure, codes in by_structure.items():
        wanted |= Q(place_structure=structure, place_code__in=codes)
    return wanted or Q(place_code=code)


def refuse_unknown(filters: Filters, *, now: datetime) -> None:
    """This will raise Invalid on a category, place or agency that neither a rule nor a public report names.

    Who mistypes a code should hear of it rather than read that nothing was reported there. Codes of former
    communes and agencies stay good for the reports that bear them.
    """
    on, seen = local_date(now), public()
    for code in filters.category:
        if not rulebook.is_known(code):
            raise Invalid.field("category", msg("Không có lĩnh vực mang mã này."))
    code = filters.place
    if code and not places.place(code, on=on) and not seen.filter(place_code=code).exists():
        raise Invalid.field("place", msg("Không có xã, phường mang mã này."))
    code = filters.agency
    if code and not agencies.agency(code, on=on) and not seen.filter(agency_code=code).exists():
        raise Invalid.field("agency", msg("Không có cơ quan mang mã này."))


def _only(word: str, now: datetime) -> Q:
    is_open = Q(status__in=[s.value for s in OPEN])
    meant = {
        "open": is_open,
        "overdue": is_open & Q(due_at__lt=now),
        "late": Q(answered_at__gt=F("due_at")),
        "on_time": Q(answered_at__lte=F("due_at")),
        "urgent": Q(urgent=True),
        "unrouted": Q(status=Status.RECEIVED),
        **{word: Q(satisfaction=word) for word in ("satisfied", "acceptable", "unsatisfied")},
    }
    if word not in meant:
        raise Invalid.field("only", msg("Không có cách lọc này."))
    return meant[word]


_counts: dict[Hashable, tuple[datetime, int]] = {}


def page(
    rows: QuerySet[Report],
    filters: Filters,
    key: Hashable,
    now: datetime,
    *,
    cursor: str | None,
    limit: int,
    show: Callable[[Report], T],
    number: int | None = None,
) -> Page[T]:
    """This will give one page of the `filters`' rows, newest first, with their total under `key`.

    Those who search are told up to a thousand and then that there are more. `number` is given where it is
    known already. Raises Invalid on "cursor".
    """
    is_search = bool(filters.q)
    found = newest_first(
        rows, field="received_at", cursor=cursor, limit=limit, show=show, keys_first=is_search
    )
    most = search_text.FEW if is_search else None
    if cursor is None and found.next is None:
        number = len(found.items)
    elif number is None:
        # kept or taken a moment later, the count may be smaller than what the page holds
        number = max(total(rows, key, now, most=most), len(found.items))
    if most is not None and number > most:
        return replace(found, total=most, and_more=True)
    return replace(found, total=number)


def total(rows: QuerySet[Report], key: Hashable, now: datetime, *, most: int | None = None) -> int:
    """This will count the rows with one statement, up to one more than `most`; many are kept for a minute,
    very many longer."""
    known = _counts.get(key)
    if known and timedelta(0) <= now - known[0] < KEPT_FOR * max(1, known[1] // MANY):
        return known[1]
    counted = rows.order_by() if most is None else rows.order_by(*NEWEST)[: most + 1]
    found = counted.count()
    if found > (COUNTED_ANEW if most is None else most):
        if len(_counts) > KEPT_MOST:
            _counts.clear()
        _counts[key] = (now, found)
    return found
