"""How do threads share one SQLite writer? They queue on a lock of this process before BEGIN IMMEDIATE.

Without the queue each waiting thread would poll SQLite's busy handler, which is unfair and slow: a
writer can wait 20 s behind later comers. Measured: threads beyond one writer only make SQLite slower.
Reads outside a transaction never wait. The twin for PostgreSQL is the server's own locking.
"""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base, operations

_turn = threading.Lock()
STATEMENTS_KEPT = 500
"""Prepared statements kept for each connection; Python keeps 128, fewer than a page and an action need."""


@lru_cache(maxsize=2_000)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


class Cursor(base.SQLiteCursorWrapper):
    """Django's, but it rewrites the same query's placeholders once: a twentieth of a write's time."""

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        if param_names is None and len(query) < 20_000:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)


class Operations(operations.DatabaseOperations):
    """Django's, with a short way for moments in UTC, of which every row holds ten."""

    def adapt_datetimefield_value(self, value: Any) -> Any:
        if type(value) is datetime and value.tzinfo is UTC and self.connection.timezone is UTC:
            return value.isoformat(" ")[: -len("+00:00")]
        return super().adapt_datetimefield_value(value)

    def convert_datetimefield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if type(value) is str and connection.timezone is UTC:
            try:
                found = datetime.fromisoformat(value)
            except ValueError:
                return super().convert_datetimefield_value(value, expression, connection)
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        return super().convert_datetimefield_value(value, expression, connection)


class DatabaseWrapper(base.DatabaseWrapper):
    """SQLite with WAL, synchronous=FULL and one queue for the writers of this process."""

    ops_class = Operations
    holds_turn = False

    def get_connection_params(self) -> dict[str, Any]:
        return {"cached_statements": STATEMENTS_KEPT, **super().get_connection_params()}

    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)

    def _start_transaction_under_autocommit(self) -> None:
        if not self.holds_turn:
            _turn.acquire()
            self.holds_turn = True
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        # A refused COMMIT leaves the transaction open; Django then rolls back, which gives the turn.
        super()._commit()  # type: ignore[misc]
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self.holds_turn:
            self.holds_turn = False
            _turn.release()
