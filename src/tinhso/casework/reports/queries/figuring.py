"""How are the reports of a period doing? Counts and shares, each with the filter that opens its reports."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import TruncDate

from tinhso.casework.reports.models import Report
from tinhso.casework.reports.queries import showing, visible
from tinhso.casework.reports.queries.shapes import Figure, Figures, Filters, Totals
from tinhso.casework.reports.workflow import DONE, OPEN, Status, Visibility
from tinhso.casework.rulebook import queries as rulebook
from tinhso.casework.rulebook.rules.publication import countable
from tinhso.core.clock import VIETNAM, day_bounds, local_date
from tinhso.core.roles import NOBODY, Actor
from tinhso.foundation.places import queries as places

_OPEN = Q(status__in=[s.value for s in OPEN])
_DONE = Q(status__in=[s.value for s in DONE])
CONTENT = ("satisfied", "acceptable")
KEPT_ABOVE = 1_000


_kept: dict[Filters, tuple[datetime, Totals]] = {}


def totals(filters: Filters, *, now: datetime) -> Totals:
    """This will count the public reports of a period as a whole, in one statement.

    What holds more than 1,000 reports is remembered by this process for a minute: the first page of the
    house asks, and nobody sees such numbers move sooner.
    """
    known = _kept.get(filters)
    if known and timedelta(0) <= now - known[0] < visible.KEPT_FOR:
        return known[1]
    found = _totals(visible.narrowed(visible.public(), filters, now).order_by(), now)
    if found.total > KEPT_ABOVE:
        if len(_kept) > visible.KEPT_MOST:
            _kept.clear()
        _kept[filters] = (now, found)
    return found


def received(*, since: datetime, until: datetime, now: datetime) -> int:
    """This will count the public reports that came in, many of them once a minute."""
    rows = visible.public().filter(received_at__gte=since, received_at__lt=until)
    return visible.total(rows, ("received", since, until), now)


def _totals(rows: QuerySet[Report], now: datetime) -> Totals:
    whole = rows.aggregate(**_measures(now))
    return Totals(
        total=whole["total"],
        open=whole["open"],
        overdue=whole["overdue"],
        answered=whole["answered"],
        on_time=_share(whole["on_time"], whole["answered"]),
        rated=whole["rated"],
        satisfied=_share(whole["satisfied"], whole["rated"]),
    )


def figures(filters: Filters, *, now: datetime, actor: Actor = NOBODY) -> Figures:
    """This will count the public reports, and the private ones that the actor watches; sealed ones never.

    `on_time` is the share of answered reports answered by their due time, `satisfied` the share of rated
    ones that were satisfied or found it acceptable. In counts of a place private reports stand only
    where enough come together (a dated parameter). At most eight statements.
    """
    rows = visible.narrowed(visible.counted_for(actor, now), filters, now)
    rows = rows.order_by()
    whole = _totals(rows, now)
    return Figures(
        **vars(whole),
        median_hours=_median_hours(rows, whole.answered),
        by_status=_by_status(rows, filters, now),
        by_category=_grouped(
            rows, ["category"], now, lambda key: replace(filters, category=(key,)), _category_label(now)
        ),
        by_agency=_grouped(
            rows, ["agency_code"], now, lambda key: replace(filters, agency=key), _agency_label(now)
        ),
        by_place=_by_place(rows, filters, now),
        by_day=_by_day(rows, filters),
    )


def _measures(now: datetime) -> dict[str, Any]:
    return {
        "total": Count("pk"),
        "open": Count("pk", filter=_OPEN),
        "overdue": Count("pk", filter=_OPEN & Q(due_at__lt=now)),
        "answered": Count("pk", filter=_DONE),
        "on_time": Count("pk", filter=_DONE & Q(answered_at__lte=F("due_at"))),
        "rated": Count("pk", filter=~Q(satisfaction="")),
        "satisfied": Count("pk", filter=Q(satisfaction__in=CONTENT)),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _median_hours(rows: QuerySet[Report], answered: int) -> float | None:
    if not answered:
        return None
    took = rows.filter(_DONE).annotate(took=F("answered_at") - F("received_at")).order_by("took")
    middle = took.values_list("took", flat=True)[answered // 2 : answered // 2 + 1]
    return next((t.total_seconds() / 3600 for t in middle), None)


def _figure(key: str, label: str, row: dict[str, Any], filters: Filters, value: int | None = None) -> Figure:
    return Figure(
        key=key,
        label=label,
        value=row["total"] if value is None else value,
        filters=filters,
        on_time=_share(row["on_time"], row["answered"]),
        overdue=row["overdue"],
        satisfied=_share(row["satisfied"], row["rated"]),
    )


def _grouped(
    rows: QuerySet[Report],
    by: Sequence[str],
    now: datetime,
    narrowed: Callable[[str], Filters],
    label: Callable[[str], str],
) -> list[Figure]:
    found: Iterable[dict[str, Any]] = rows.values(*by).annotate(**_measures(now))
    shown = [_figure(r[by[0]], label(r[by[0]]), r, narrowed(r[by[0]])) for r in found]
    return sorted(shown, key=lambda f: (-f.value, f.key))


def _by_status(rows: QuerySet[Report], filters: Filters, now: datetime) -> list[Figure]:
    found = _grouped(
        rows,
        ["status"],
        now,
        lambda key: replace(filters, status=(key,)),
        lambda key: showing.status(key).label,
    )
    order = {s.value: place for place, s in enumerate(Status)}
    return sorted(found, key=lambda f: order[f.key])


def _by_place(rows: QuerySet[Report], filters: Filters, now: datetime) -> list[Figure]:
    private = Count("pk", filter=~Q(visibility=Visibility.PUBLIC))
    on = local_date(now)
    by = ("place_structure", "place_code", "place_name")
    found: Iterable[Any] = rows.values(*by).annotate(private=private, **_measures(now))
    shown: dict[str, Figure] = {}
    least = rulebook.small_count(on)
    for code, (name, r) in _under_heirs(found, on).items():
        value = countable(r["total"] - r["private"], r["private"], least=least)
        if value:
            shown[code] = _figure(code, name, r, replace(filters, place=code), value)
    return sorted(shown.values(), key=lambda f: (-f.value, f.key))


def _under_heirs(found: Iterable[Any], on: date) -> dict[str, tuple[str, dict[str, int]]]:
    """Old communes are summed under the one of today that is their main heir."""
    summed: dict[str, tuple[str, dict[str, int]]] = {}
    for row in found:
        counts = {name: n for name, n in row.items() if not name.startswith("place_")}
        heirs = places.heirs(row["place_code"], structure=row["place_structure"], on=on)
        code, name = (heirs[0].code, heirs[0].name) if heirs else (row["place_code"], row["place_name"])
        if code in summed:
            before = summed[code][1]
            counts = {key: before[key] + n for key, n in counts.items()}
        summed[code] = (name, counts)
    return summed


def _by_day(rows: QuerySet[Report], filters: Filters) -> list[Figure]:
    days = rows.annotate(day=TruncDate("received_at", tzinfo=VIETNAM)).values("day").annotate(n=Count("pk"))
    shown = []
    for r in days.order_by("day"):
        start, end = day_bounds(r["day"])
        narrowed = replace(filters, since=start, until=end)
        shown.append(Figure(r["day"].isoformat(), f"{r['day']:%d/%m}", r["n"], narrowed))
    return shown


def _category_label(now: datetime) -> Callable[[str], str]:
    on = local_date(now)
    return lambda code: rulebook.category_or_code(code, on).name


def _agency_label(now: datetime) -> Callable[[str], str]:
    on = local_date(now)
    return lambda code: showing.agency_name(code, on)
