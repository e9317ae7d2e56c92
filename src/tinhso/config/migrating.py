"""How is a running system's database brought to the code's version without stopping those who use it?

A migration that waits for a table's lock makes everybody behind it wait too. So it waits a few seconds only,
gives way, and comes again (PostgreSQL; SQLite has one writer, who queues).
"""

import sys
import time

from django.core.management import call_command
from django.db import OperationalError, connection
from psycopg.errors import LockNotAvailable

from tinhso.core.postgresql import base as postgresql

LOCK_S = 3.0
GIVE_WAY_S = 5.0
TRIES = 60


def migrate(*, tries: int = TRIES, give_way_s: float = GIVE_WAY_S) -> None:
    """This will run what is missing. Raises OperationalError when a lock was not free in all the tries."""
    postgresql.bound(lock_s=LOCK_S)
    connection.close()
    for left in reversed(range(tries)):
        try:
            call_command("migrate", interactive=False, verbosity=1)
            return
        except OperationalError as held:
            if not left or not isinstance(held.__cause__, LockNotAvailable):
                raise
            # each migration is one transaction: what was done is done, this one is as if never begun
            print("Bảng đang được dùng; nhường chỗ rồi thử lại.", file=sys.stderr)
            connection.close()
            time.sleep(give_way_s)
