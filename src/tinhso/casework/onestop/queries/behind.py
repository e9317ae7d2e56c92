"""Which dossiers stand behind a figure? The same words that count them list them, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.queries import measuring
from tinhso.casework.onestop.rules import access
from tinhso.casework.onestop.workflow import DOSSIER
from tinhso.core.errors import Missing
from tinhso.core.paging import Page, read_cursor, write_cursor
from tinhso.core.roles import Actor
from tinhso.core.workflow import State


@dataclass(frozen=True)
class Behind:
    """One dossier behind a figure; it names nobody. `opens`: the reader may open it."""

    code: str
    name: str
    procedure_code: str
    agency_code: str
    agency_name: str
    channel: str
    state: State
    received_at: datetime
    current_due: datetime
    decided_at: datetime | None
    finished_verdict: str
    is_late_now: bool
    satisfaction: str
    opens: bool


def behind(
    kind: str, since: datetime, until: datetime, *, by: Actor, now: datetime, agency: str = "",
    codes: Sequence[str] = (), cursor: str | None = None, limit: int = 50,
) -> Page[Behind]:  # fmt: skip
    """This will give one page of the dossiers that a figure counts. Raises Missing for an unknown kind."""
    word = {**measuring.KINDS, **measuring.NOW_KINDS}.get(kind)
    if word is None:
        raise Missing
    where, of = measuring.of_bodies([agency] if agency else [])
    if codes:
        where += f" AND d.procedure_code IN ({', '.join(['%s'] * len(codes))})"
        of += codes
    if cursor:
        at, pk = read_cursor(cursor, datetime, int)
        where += " AND (d.received_at < %s OR (d.received_at = %s AND d.id < %s))"
        of += [measuring.stored(at), measuring.stored(at), pk]
    chosen, refs = measuring.with_refs(measuring.seen(where))
    sql = f"SELECT d.id FROM ({chosen}) d WHERE {word} ORDER BY d.received_at DESC, d.id DESC LIMIT %s"  # noqa: S608
    moments = [measuring.stored(since), measuring.stored(until)]
    moment = [measuring.stored(now)] if kind in measuring.NOW_KINDS else []
    with connection.cursor() as asked:
        asked.execute(sql, [*refs, *moments, *of, *moment, limit + 1])
        ids = [row[0] for row in asked.fetchall()]
    rows = {row.pk: row for row in Dossier.objects.filter(pk__in=ids)}
    found = [rows[pk] for pk in ids[:limit]]
    last = found[-1] if len(ids) > limit else None
    return Page(
        [_shown(row, by, now) for row in found],
        write_cursor(last.received_at, last.pk) if last else None,
    )


def _shown(row: Dossier, by: Actor, now: datetime) -> Behind:
    may = access.may_see(by, agency=row.agency_code, intake=row.intake_agency, consulted=frozenset())
    received_at = row.received_at or row.filed_at
    due = row.current_due or row.accept_by
    is_late = row.clock == "running" and due < now
    return Behind(
        row.code, row.name, row.procedure_code, row.agency_code, row.agency_name, row.channel,
        DOSSIER.state(row.business), received_at, due, row.decided_at, row.finished_verdict, is_late,
        row.satisfaction, may,
    )  # fmt: skip
