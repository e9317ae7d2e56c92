"""How many dossiers of a period are of which kind, by body and procedure? Counted from the dossiers alone.

A dossier belongs to the period in which it was received (Quyết định 766/QĐ-TTg: "ngày tiếp nhận trong kỳ");
those between departments are left out. The words here count and list alike, so that a figure and the list
behind it cannot part; `counting` adds them up.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection

from tinhso.casework.onestop.models import Dossier
from tinhso.casework.onestop.workflow import WORKING
from tinhso.casework.procedures import queries as procedures

_WORKING = ", ".join(f"'{state.value}'" for state in sorted(WORKING))
_OPEN = f"(d.business IN ({_WORKING}) OR d.business = 'supplementing')"
_IN_TIME = "d.finished_verdict IN ('early', 'on_time')"
# a decision too late, an end without one after the time, or a clock that stood still after it
_LATE = """(d.finished_verdict = 'late'
    OR (d.finished_verdict = '' AND d.business IN ('stopped', 'withdrawn') AND d.ended_at > d.current_due)
    OR (d.finished_verdict = '' AND d.clock = 'paused' AND d.paused_at > d.current_due))"""
_RUNNING = f"(d.clock = 'running' AND d.business IN ({_WORKING}) AND NOT {_LATE})"
_ONLINE = "d.channel IN ('national', 'site')"
_NO_RESULT_LACKS = "(d.gives = 0 OR d.results > 0)"

KINDS: Mapping[str, str] = {
    "received": "1 = 1",
    "open": _OPEN,
    "decided": "d.decided_at IS NOT NULL",
    "in_time": f"({_IN_TIME} AND NOT {_LATE})",
    "early": "d.finished_verdict = 'early'",
    "late": _LATE,
    "running": _RUNNING,
    "supplemented": "d.supplement_asked_at IS NOT NULL",
    "online": _ONLINE,
    "online_whole": f"({_ONLINE} AND {_NO_RESULT_LACKS})",
    "linked": "d.sync <> 'none'",
    "synced": "d.sync = 'told'",
    "owing": "(d.fees & 1) = 1",
    "paid": "((d.fees & 1) = 1 AND (d.fees & 2) = 2)",
    "paid_online": "((d.fees & 1) = 1 AND (d.fees & 4) = 4)",
    "with_paper": "d.gives = 1",
    "with_result": "(d.gives = 1 AND d.results > 0)",
    "digitised": f"(d.electronic > 0 AND {_NO_RESULT_LACKS})",
    "reused": "(d.reused + d.national + d.register) > 0",
    "from_store": "d.national > 0",
    "population": "(d.identified > 0 OR d.register > 0)",
    "objected": "d.objections > 0",
    "disliked": "(d.objections > 0 OR d.satisfaction = 'poor')",
    "rated": "d.satisfaction <> ''",
    "good": "d.satisfaction = 'good'",
    "fair": "d.satisfaction = 'fair'",
    "poor": "d.satisfaction = 'poor'",
    "promised": "d.is_early",
    "promised_decided": "(d.is_early AND d.decided_at IS NOT NULL)",
    "kept": "(d.is_early AND d.decided_at <= d.original_due)",
    "spared": "d.saved > 0",
}
"""What a figure counts, in plain SQL over the columns of `seen`; the same in SQLite and PostgreSQL."""

NOW_KINDS: Mapping[str, str] = {
    "late_so_far": f"({_LATE} OR ({_RUNNING} AND d.current_due < %s))",
    "overdue": f"({_RUNNING} AND d.current_due < %s)",
    "on_course": f"NOT {_LATE} AND NOT ({_RUNNING} AND d.current_due < %s)",
}
"""Figures that change with the clock alone; each takes the present moment."""

SUMS: Mapping[str, str] = {
    "papers": "d.papers",
    "papers_digitised": "d.digitised",
    "papers_reused": "d.reused",
    "papers_national": "d.national",
    "papers_register": "d.register",
    "saved": "d.saved",
    "petitions": "d.petitions",
    "petitions_conduct": "d.conduct",
    "petitions_answered": "d.answered",
    "petitions_in_time": "d.answered_in_time",
}
MEASURES: tuple[str, ...] = (*KINDS, *SUMS, "seconds", "days_saved")
"""Every number that a period has; `seconds` of all that are decided, `days_saved` of those promised early."""

# Papers, fees and objections of one dossier each in one number: a look into a table costs more than the sum.
_K = 1_000
# column -> what is added up, of which table, of which rows
_BESIDE: Mapping[str, tuple[str, str, str]] = {
    "packed": (
        f"""SUM(1
            + CASE WHEN b.source = 'digitised' THEN {_K} ELSE 0 END
            + CASE WHEN b.source = 'reused' THEN {_K**2} ELSE 0 END
            + CASE WHEN b.source = 'national' THEN {_K**3} ELSE 0 END
            + CASE WHEN b.source = 'register' THEN {_K**4} ELSE 0 END
            + CASE WHEN b.source <> 'uploaded' OR b.file <> '' THEN {_K**5} ELSE 0 END)""",
        "onestop_component",
        "b.replaced_at IS NULL AND b.part = 1 AND b.refused_for = ''",
    ),
    "owed": (
        """SUM(CASE WHEN b.due = 0 OR b.paid_at IS NOT NULL THEN b."full" - b.due ELSE 0 END) * 8
            + MAX(CASE WHEN b.due > 0 THEN 1 ELSE 0 END)
            + MAX(CASE WHEN b.paid_at IS NOT NULL THEN 2 ELSE 0 END)
            + MAX(CASE WHEN b.counts_for_index THEN 4 ELSE 0 END)""",
        "onestop_feedue",
        "1 = 1",
    ),
    "voiced": (
        f"""SUM({_K**4}
            + CASE WHEN b.kind = 'petition' THEN 1 ELSE 0 END
            + CASE WHEN b.kind = 'petition' AND b.about = 'conduct' THEN {_K} ELSE 0 END
            + CASE WHEN b.kind = 'petition' AND b.answered_at IS NOT NULL THEN {_K**2} ELSE 0 END
            + CASE WHEN b.kind = 'petition' AND b.answered_at <= b.until THEN {_K**3} ELSE 0 END)""",
        "onestop_objection",
        "1 = 1",
    ),
    "results": ("COUNT(*)", "onestop_result", "b.signature IS NOT NULL"),
}
_OWN = """d.id, d.agency_code, d.procedure_code, d.field_code, d.business, d.clock, d.channel, d.sync,
    d.satisfaction, d.is_early, d.received_at, d.original_due, d.current_due, d.paused_at,
    d.supplement_asked_at, d.decided_at, d.ended_at, d.finished_verdict"""


_WIDER = f"""SELECT p.*, p.packed %% {_K} AS papers, (p.packed / {_K}) %% {_K} AS digitised,
        (p.packed / {_K**2}) %% {_K} AS reused, (p.packed / {_K**3}) %% {_K} AS national,
        (p.packed / {_K**4}) %% {_K} AS register, (p.packed / {_K**5}) AS electronic,
        p.owed %% 8 AS fees, p.owed / 8 AS saved,
        p.voiced %% {_K} AS petitions, (p.voiced / {_K}) %% {_K} AS conduct,
        (p.voiced / {_K**2}) %% {_K} AS answered, (p.voiced / {_K**3}) %% {_K} AS answered_in_time,
        p.voiced / {_K**4} AS objections FROM"""


def seen(where: str) -> str:
    """This will write the dossiers of a period as the words of KINDS see them; `where` narrows `d`.

    Values in their order: the references (see `with_refs`), both ends of the period, those of `where`.
    """
    return f"{_WIDER} ({_packed(where)}) p"


def seen_once(where: str, *, many: bool) -> tuple[str, str]:
    """This will write the same in two parts, for what looks at every dossier: a named table (`p`) and what
    widens it. `many`: what lies beside is added up whole and joined; else it is looked up for each dossier.
    """
    # materialised where it is looked up: else each word that names a number looks into the other table anew
    how = "" if many else "MATERIALIZED "
    return f"p AS {how}({_packed(where, many=many)})", f"{_WIDER} p"


def _packed(where: str, *, many: bool = False) -> str:
    columns, joins = [], []
    for name, (added, table, of) in _BESIDE.items():
        sums = f"SELECT CAST(COALESCE({added}, 0) AS BIGINT) AS n"
        if many:
            whole = f"{sums}, b.dossier_id FROM {table} b WHERE {of} GROUP BY b.dossier_id"
            columns.append(f"COALESCE(j_{name}.n, 0) AS {name}")
            joins.append(f"LEFT JOIN ({whole}) j_{name} ON j_{name}.dossier_id = d.id")
        else:
            columns.append(f"({sums} FROM {table} b WHERE b.dossier_id = d.id AND {of}) AS {name}")
    # joined, never looked up: SQLite would look by the unique key and read each long sealed row
    joins.append("LEFT JOIN onestop_application a ON a.dossier_id = d.id")
    return f"""SELECT {_OWN},
        CASE WHEN d.outcome = 'granted' AND d.version_ref IN ({{refs}}) THEN 1 ELSE 0 END AS gives,
        CASE WHEN a.assurance = 'identity' THEN 1 ELSE 0 END AS identified, {", ".join(columns)}
      FROM onestop_dossier d {" ".join(joins)}
      WHERE d.received_at >= %s AND d.received_at < %s AND NOT d.is_internal{where}"""  # noqa: S608


def overdue(
    since: datetime, until: datetime, *, now: datetime, agency: str = "", codes: Sequence[str] = ()
) -> dict[tuple[str, str], int]:
    """This will count by (body, procedure) what was received in a period and is past its time now.

    The period is asked after what runs late was found: there are few of those, and a year is long.
    """
    sql = f"""SELECT d.agency_code, d.procedure_code,
            SUM(CASE WHEN d.received_at >= %s AND d.received_at < %s THEN 1 ELSE 0 END)
        FROM onestop_dossier d
        WHERE d.clock = 'running' AND d.current_due < %s AND d.business IN ({_WORKING})
            AND NOT d.is_internal AND d.finished_verdict <> 'late'
        GROUP BY d.agency_code, d.procedure_code"""  # noqa: S608 (own words)
    return _found(sql, [stored(since), stored(until), stored(now)], agency, codes)


def petitions_overdue(
    since: datetime, until: datetime, *, now: datetime, agency: str = "", codes: Sequence[str] = ()
) -> dict[tuple[str, str], int]:
    """This will count by (body, procedure) the petitions whose time passed without an answer."""
    # CROSS JOIN: SQLite keeps this order, and reads no year of dossiers for a few petitions
    sql = """SELECT d.agency_code, d.procedure_code, COUNT(*)
        FROM onestop_objection b CROSS JOIN onestop_dossier d
        WHERE d.id = b.dossier_id AND b.kind = 'petition' AND b.answered_at IS NULL AND b.until < %s
            AND NOT d.is_internal AND d.received_at >= %s AND d.received_at < %s
        GROUP BY d.agency_code, d.procedure_code"""
    return _found(sql, [stored(now), stored(since), stored(until)], agency, codes)


def _found(sql: str, values: Sequence[Any], agency: str, codes: Sequence[str]) -> dict[tuple[str, str], int]:
    """Narrowed here: a narrowed statement would be led away from the few rows by the body's own index."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        found = cursor.fetchall()
    return {
        (body, procedure): int(number)
        for body, procedure, number in found
        if number and agency in ("", body) and (not codes or procedure in codes)
    }


def places_of(ids: Sequence[int]) -> list[tuple[datetime, str, str]]:
    """This will tell of each of these dossiers when it was received, if ever, its body and its procedure."""
    rows = Dossier.objects.filter(pk__in=list(ids), received_at__isnull=False, is_internal=False)
    found = rows.values_list("received_at", "agency_code", "procedure_code")
    return [(at, agency, procedure) for at, agency, procedure in found if at is not None]


def of_bodies(agencies: Sequence[str]) -> tuple[str, list[str]]:
    """This will write what narrows to some bodies, and its values."""
    if not agencies:
        return "", []
    return f" AND d.agency_code IN ({', '.join(['%s'] * len(agencies))})", list(agencies)


def with_refs(sql: str) -> tuple[str, list[str]]:
    """This will put in the references of the versions that give a document when granted."""
    refs = procedures.refs_with_results() or [""]
    return sql.replace("{refs}", ", ".join(["%s"] * len(refs))), list(refs)


def stored(at: datetime) -> Any:
    """This will give a moment as the database keeps it."""
    return connection.ops.adapt_datetimefield_value(at)
