"""Which reports of a kind lie near a point, as plain values that can be compared? Never sealed ones."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, pi, radians, sin, sqrt
from typing import Any

from django.db import connection

from tinhso.casework.reports.models import Decision, Report
from tinhso.casework.reports.queries import showing, visible
from tinhso.casework.reports.rules import publicity
from tinhso.casework.reports.rules.submission import SPOKEN
from tinhso.casework.reports.workflow import DONE, OPEN, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.core import rows as stored
from tinhso.core.values import GeoPoint
from tinhso.foundation.files import queries as files

MOST = 60
METRES_A_DEGREE = 111_320.0

# Asked of every report that comes in, and nearly always answered with nothing: written out, because making
# the statement anew each time took three times as long as running it. Plain words of both databases.
_WORDS = {
    name: ", ".join(f"'{s.value}'" for s in sorted(some))
    for name, some in (("open", OPEN), ("done", DONE), ("unsealed", set(Visibility) - {Visibility.SEALED}))
}
# The inner LIMIT is a fence: both databases first look where (a few rows by the index of points), and do not
# walk all of a kind, newest first, hoping to meet one that lies there (3,300 reports: 280 µs against 7).
_NEAR = """
    SELECT id FROM (
        SELECT id, category, status, received_at, answered_at FROM reports_report
        WHERE visibility = 'public' AND public_lat BETWEEN %s AND %s AND public_lon BETWEEN %s AND %s
        LIMIT 100000
    ) AS there
    WHERE category = %s"""
_OPEN_SINCE = f" AND status IN ({_WORDS['open']}) AND received_at >= %s"
_DONE_SINCE = f" AND status IN ({_WORDS['done']}) AND answered_at >= %s"
_RECENT = f"""
    SELECT id FROM reports_report
    WHERE place_code = %s AND received_at > %s AND status IN ({_WORDS["open"]})
    AND visibility IN ({_WORDS["unsealed"]}) AND category IN """  # noqa: S608 (words of the workflow)
_NEWEST_FIRST = " ORDER BY received_at DESC, id DESC LIMIT "


@dataclass(frozen=True)
class Likened:
    """A report as it is compared; `pictures` are perceptual hashes."""

    id: int
    code: str
    category: str
    place_code: str
    place_name: str
    agency_code: str
    visibility: str
    status: str
    status_label: str
    urgent: bool
    text: str
    point: GeoPoint
    """What everybody may see of the spot: a home's square, never its door. 0, 0 where there is none; `near`
    never gives such."""
    received_at: datetime
    answered_at: datetime | None
    pictures: tuple[str, ...]


def likened(report_id: int) -> Likened | None:
    """This will give one report to compare; None for a sealed one, one without a point, one that is gone."""
    found = stored.first(Report, id=report_id)
    if found is None or found.lat is None or found.visibility == Visibility.SEALED:
        return None
    return _shown([found])[0]


def near(
    point: GeoPoint, *, category: str, radius_m: float, since: datetime, is_open: bool = True,
    before: int | None = None,
) -> list[tuple[Likened, float]]:  # fmt: skip
    """This will list public reports of a kind within a radius, nearest first, each with its metres.

    Open ones received since then; with `is_open` False those answered since then. `before` leaves out
    every report not received before that one. Distances are to the public point: told from here and from
    there, metres to the exact one would give the door of a home away.
    """
    high = radius_m / METRES_A_DEGREE
    wide = high / max(0.01, cos(radians(point.lat)))
    box = (point.lat - high, point.lat + high, point.lon - wide, point.lon + wide)
    sql, values = _NEAR + (_OPEN_SINCE if is_open else _DONE_SINCE), [*box, category, _moment(since)]
    if before is not None:
        sql, values = f"{sql} AND id < %s", [*values, before]
    found = some(_ids(f"{sql}{_NEWEST_FIRST}{MOST}", values))
    measured = sorted(
        ((one, metres(point, one.point)) for one in found), key=lambda pair: (pair[1], pair[0].id)
    )
    return [pair for pair in measured if pair[1] <= radius_m]


def public_spot(point: GeoPoint, *, category: str, on: date) -> GeoPoint:
    """This will give what the public would see of a spot for reports of a kind: a home's square, else itself.

    Two in one square lie at one spot, wherever their doors are; a square's `accuracy_m` is half its side.
    """
    square_m = rulebook.publication_of(category, on).square_m
    return publicity.shown_point(point, square_m=square_m) or point


def unplaced(report_id: int) -> Likened | None:
    """This will give a report that names a commune and no point; None for a sealed one."""
    found = visible.unsealed().filter(pk=report_id).first()
    return _shown([found])[0] if found else None


def recent(categories: Sequence[str], *, place: str, since: datetime) -> list[Likened]:
    """This will list the open reports of some kinds in a commune since then, newest first, no sealed ones."""
    return some(recent_ids(categories, place=place, since=since))


def recent_ids(categories: Sequence[str], *, place: str, since: datetime) -> list[int]:
    """This will list the ids of the same, for who first only wants to count them."""
    marks = ", ".join(["%s"] * len(categories))
    sql = f"{_RECENT}({marks}){_NEWEST_FIRST}500"
    return _ids(sql, [place, _moment(since), *categories])


def _ids(sql: str, values: Sequence[object]) -> list[int]:
    with stored.cursor() as cursor:
        cursor.execute(sql, values)
        return [pk for (pk,) in cursor.fetchall()]


def _moment(at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(at)


def some(ids: Sequence[int]) -> list[Likened]:
    """This will give reports by their ids, in that order; sealed ones are left out."""
    found = {row.pk: row for row in visible.unsealed().filter(pk__in=ids)} if ids else {}
    return _shown([found[pk] for pk in ids if pk in found])


def is_public(code: str) -> bool:
    """This will tell whether everybody may know of a report."""
    return visible.public().filter(code=code).exists()


def hidden_since(codes: Collection[str], *, publicly: bool) -> set[str]:
    """This will give those of the codes of which the public (else the ordinary desks) may know no more.

    For who holds a copy of what was so when it was made.
    """
    if not codes:
        return set()
    known = (Visibility.PUBLIC,) if publicly else (Visibility.PUBLIC, Visibility.PRIVATE)
    rows = Report.objects.filter(code__in=codes).exclude(visibility__in=known)
    return set(rows.values_list("code", flat=True))


def decided_by_machine(report_id: int) -> list[str]:
    """This will list the kinds of decisions that the machine took of itself; none of a sealed report.

    What the sender chose (a category, a commune) was decided by nobody.
    """
    report = stored.first(Report, id=report_id)
    if report is None or report.visibility == Visibility.SEALED:
        return []
    kinds = []
    for row in stored.where(Decision, report_id=report_id, by="machine"):
        is_place = (row.inputs or {}).get("how") == "chosen"
        is_category = row.kind == "category" and row.confidence == 1.0
        if not (is_place or is_category):
            kinds.append(row.kind)
    return list(dict.fromkeys(kinds))


def merged_into(report_id: int) -> list[int]:
    """This will list the reports that were merged into one."""
    return list(Report.objects.filter(merged_into_id=report_id).order_by("pk").values_list("pk", flat=True))


def _shown(rows: Sequence[Report]) -> list[Likened]:
    pictures = files.of_owners([r.subject for r in rows if r.photo_count])
    return [
        Likened(
            id=r.pk,
            code=r.code,
            category=r.category,
            place_code=r.place_code,
            place_name=r.place_name,
            agency_code=r.agency_code,
            visibility=r.visibility,
            status=r.status,
            status_label=showing.status(r.status).label,
            urgent=r.urgent,
            text="" if r.text == SPOKEN else r.text,
            point=GeoPoint(r.public_lat or 0.0, r.public_lon or 0.0),
            received_at=r.received_at,
            answered_at=r.answered_at,
            pictures=tuple(p.perceptual for p in pictures.get(r.subject, []) if p.perceptual),
        )
        for r in rows
    ]


def metres(one: GeoPoint, other: GeoPoint) -> float:
    """This will measure the great-circle distance between two points."""
    lat1, lat2 = radians(one.lat), radians(other.lat)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin((other.lon - one.lon) * pi / 360) ** 2
    return 2 * 6_371_000.0 * asin(min(1.0, sqrt(half)))
