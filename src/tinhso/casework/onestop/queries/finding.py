"""Which dossiers does somebody mean who types something? A code or its end, a person's number, a procedure.

Everything is looked up where an index leads straight to it, and at most so many are looked at: a beginning
of a code that fits more finds the last ones, and whoever looks for others types more. The one place with SQL
of one dialect, and its twin: PostgreSQL compares beginnings by an index of letters, SQLite by the code's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connections

from tinhso.casework.onestop import dated
from tinhso.casework.onestop.models import APPLICATIONS, Application, Dossier
from tinhso.casework.onestop.rules import codes
from tinhso.casework.procedures import queries as procedures
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.core.folding import nfc
from tinhso.foundation.agencies import queries as agencies

FEW = 500
"""So many that fit are looked at, of one beginning, of one person."""
DAYS_BACK = 31
"""A number alone is that of one of the last so many days."""
LONGEST = 60
_CODE = re.compile(r"[^\W_][\w.\-/]*", re.ASCII)
_PHONE_LENGTH = 10
_PERSON = re.compile(r"\d{12}|\d{10}(-\d{3})?")
_GREATEST = "\U0010ffff"
_BEGINNING = {
    "sqlite": "SELECT id FROM onestop_dossier WHERE code >= %s AND code < %s ORDER BY code DESC LIMIT %s",
    "postgresql": (
        "SELECT id FROM onestop_dossier WHERE code ~>=~ %s AND code ~<~ %s ORDER BY code USING ~>~ LIMIT %s"
    ),
}


@dataclass(frozen=True)
class Meant:
    """What was typed, as rows can be asked for it: the dossiers' keys, or the procedures' codes."""

    keys: tuple[int, ...] | None = None
    procedures: tuple[str, ...] | None = None


def meant(typed: str, *, bodies: Sequence[str] | None, now: datetime) -> Meant:
    """This will tell what somebody of these bodies means (None: of all). Three statements at most."""
    text = nfc(typed).strip().strip("-–").strip()[:LONGEST]
    plain = re.sub(r"[\s.]", "", text)
    if _PERSON.fullmatch(plain) and (found := _of_person(plain)):
        return Meant(keys=found)
    if not _CODE.fullmatch(text) or not any(letter.isdigit() for letter in text):
        return Meant(procedures=tuple(procedures.named(text)))
    if procedures.versions(text):
        return Meant(procedures=(text,))
    return Meant(keys=_of_code(text, bodies or (), now))


def _of_person(number: str) -> tuple[int, ...]:
    """By the mark of an identity number, of a tax code, of a telephone; who types it must know it."""
    wanted = {"holder_mark": f"number:{number}"}
    if len(number) == _PHONE_LENGTH:
        wanted["phone_mark"] = f"phone:{number}"
    found: set[int] = set()
    for column, text in wanted.items():
        rows = Application.objects.filter(**{f"{column}__in": APPLICATIONS.marks(text)})
        keys = rows.exclude(**{column: ""}).order_by("-dossier_id").values_list("dossier_id", flat=True)
        found.update(keys[:FEW])
    return tuple(found)


def _of_code(text: str, bodies: Sequence[str], now: datetime) -> tuple[int, ...]:
    """The code or how it begins; without the unit, what follows it, of the bodies' own units."""
    on = local_date(now)
    pattern = parameters.value(dated.CODE_PATTERN, on)
    scheme = parameters.value(dated.UNIT_SCHEME, on)
    units = [agencies.identifier(body, scheme, on=on) or body for body in bodies]
    whole = {text, text.upper()}
    if text.isdecimal():
        days = [on - timedelta(days=n) for n in range(DAYS_BACK)]
        whole |= {codes.code(pattern, unit, day, int(text)) for unit in units for day in days}
    beginnings = {text, text.upper(), *(f"{codes.before_day(pattern, unit)}{text}" for unit in units)}
    exact = Dossier.objects.filter(code__in=sorted(whole))
    told = Dossier.objects.filter(national_code=text).exclude(national_code="")
    asked = [rows.values_list("id", flat=True).query.sql_with_params() for rows in (exact, told)]
    connection = connections[exact.db]
    asked += [(_BEGINNING[connection.vendor], (one, one + _GREATEST, FEW)) for one in sorted(beginnings)]
    parts = (f"SELECT id FROM ({sql}) AS part{n}" for n, (sql, _values) in enumerate(asked))  # noqa: S608
    glued = " UNION ".join(parts)
    values = [value for _sql, some in asked for value in some]
    with connection.cursor() as cursor:
        cursor.execute(glued, values)
        return tuple(pk for (pk,) in cursor.fetchall())
