"""How do numbered facts come back from a backup, when the database lets a fact be born waiting only?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from tinhso.core.errors import Conflict
from tinhso.core.messages import msg
from tinhso.foundation.ledger import triggers
from tinhso.foundation.ledger.models import Fact


class HoldsFacts(Conflict):
    """There are facts already: whatever is put beside them would be a history that never was."""

    sentence = msg("Cơ sở dữ liệu này đã có sổ cái; chỉ phục hồi vào cơ sở dữ liệu trống.")


@contextmanager
def as_they_were() -> Iterator[None]:
    """This will open a transaction in which facts may be written with their positions, into an empty ledger.

    The guards stand again before it commits. Raises HoldsFacts.
    """
    with transaction.atomic():
        if Fact.objects.exists():
            raise HoldsFacts
        triggers.remove(connection)
        yield
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # no trigger is made while checks wait
        triggers.install(connection)
