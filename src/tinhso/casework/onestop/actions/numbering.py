"""Which code does the next dossier of a unit get today? Counted in the transaction that takes the number.

A number that is taken is kept or rolled back together with its dossier: none is doubled, none is skipped.
"""

from datetime import datetime

from django.db import connection

from tinhso.casework.onestop import dated
from tinhso.casework.onestop.models import Counter
from tinhso.casework.onestop.rules import codes
from tinhso.core import parameters, rows
from tinhso.core.clock import local_date
from tinhso.foundation.agencies import queries as agencies

# the same in both databases: begins the day or counts on, and others of the unit wait until it is kept
NEXT = f"""INSERT INTO {Counter._meta.db_table} (unit, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (unit, day) DO UPDATE SET last = {Counter._meta.db_table}.last + 1 RETURNING last"""  # noqa: S608


def next_code(unit: str, *, now: datetime) -> str:
    """This will give the next code of a body on the local day of `now`; others of that body wait.

    It is called by its national identifier where it has one.
    """
    day = local_date(now)
    unit = agencies.identifier(unit, parameters.value(dated.UNIT_SCHEME, day), on=day) or unit
    with rows.cursor() as sent:
        sent.execute(NEXT, [unit, connection.ops.adapt_datefield_value(day)])
        [number] = sent.fetchone()
    return codes.code(parameters.value(dated.CODE_PATTERN, day), unit, day, number)
