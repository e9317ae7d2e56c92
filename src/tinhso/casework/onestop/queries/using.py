"""For which procedures has a body dossiers? Read from an index, one procedure at a time."""

from collections.abc import Sequence

from django.db import connection

from tinhso.casework.procedures import queries as procedures

# The same words in SQLite and PostgreSQL. DISTINCT would read all of a body's dossiers: a million for sixty.
_OF_BODIES = """WITH RECURSIVE used(body, code) AS (
    SELECT asked.body, (SELECT min(procedure_code) FROM onestop_dossier WHERE {side} = asked.body)
      FROM ({bodies}) AS asked
    UNION ALL
    SELECT used.body, (SELECT min(procedure_code) FROM onestop_dossier
                       WHERE {side} = used.body AND procedure_code > used.code)
      FROM used WHERE used.code IS NOT NULL)
  SELECT DISTINCT code FROM used WHERE code IS NOT NULL ORDER BY code LIMIT %s"""
_OF_ALL = """WITH RECURSIVE used(code) AS (
    SELECT min(procedure_code) FROM onestop_dossier
    UNION ALL
    SELECT (SELECT min(procedure_code) FROM onestop_dossier WHERE procedure_code > used.code)
      FROM used WHERE used.code IS NOT NULL)
  SELECT code FROM used WHERE code IS NOT NULL ORDER BY code LIMIT %s"""


def procedures_of(side: str, bodies: Sequence[str] | None, *, most: int) -> list[str]:
    """This will list the codes of procedures for which bodies (None: all) have dossiers, at most so many.

    `side` is the column that names the body: "agency_code" or "intake_agency".
    """
    if bodies is not None and not bodies:
        return []
    asked = " UNION ALL ".join(["SELECT CAST(%s AS text) AS body"] * len(bodies or ()))
    statement = _OF_ALL if bodies is None else _OF_BODIES.format(side=side, bodies=asked)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*(bodies or ()), most])
        return [code for (code,) in cursor.fetchall()]


def name_of(code: str) -> str:
    """This will give the name under which a procedure is known last, the code where nobody knows it."""
    known = procedures.versions(code)
    return procedures.name_of(known[-1]) if known else code
