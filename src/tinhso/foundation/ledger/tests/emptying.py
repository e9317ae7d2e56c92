"""How do tests empty the database although facts are never deleted? The guards step aside for the flush.

A pytest plugin (named in the root conftest): tests with real transactions end in Django's `flush`.
"""

from typing import Any

import pytest


@pytest.fixture(autouse=True, scope="session")
def _flush_passes_the_guards() -> Any:
    """This will wrap what `flush` executes between taking the triggers away and putting them back."""
    from django.db.models import Model  # noqa: F401 -- must come before the operations it is made of

    from django.db.backends.base.operations import BaseDatabaseOperations  # isort: skip

    from tinhso.foundation.ledger import triggers

    flush = BaseDatabaseOperations.execute_sql_flush

    def unguarded(self: Any, sql_list: Any) -> None:
        triggers.remove(self.connection)
        try:
            flush(self, sql_list)
        finally:
            triggers.install(self.connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", unguarded)
        yield
