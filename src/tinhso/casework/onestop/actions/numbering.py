"""Which code does the next dossier of a unit get today? Counted in the transaction that takes the number.

A number that is taken is kept or rolled back together with its dossier: none is doubled, none is skipped.
"""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from tinhso.casework.onestop import dated
from tinhso.casework.onestop.models import Counter
from tinhso.casework.onestop.rules import codes
from tinhso.core import parameters
from tinhso.core.clock import local_date
from tinhso.foundation.agencies import queries as agencies


def next_code(unit: str, *, now: datetime) -> str:
    """This will give the next code of a body on the local day of `now`; others of that body wait.

    It is called by its national identifier where it has one.
    """
    day = local_date(now)
    unit = agencies.identifier(unit, parameters.value(dated.UNIT_SCHEME, day), on=day) or unit
    row = Counter.objects.filter(unit=unit, day=day)
    if not row.update(last=F("last") + 1):
        try:
            with transaction.atomic():
                Counter.objects.create(unit=unit, day=day, last=1)
        except IntegrityError:
            # somebody else began the day a moment ago
            row.update(last=F("last") + 1)
    number = row.values_list("last", flat=True).get()
    return codes.code(parameters.value(dated.CODE_PATTERN, day), unit, day, number)
