"""How does Django speak to SQLite here? As its own backend does, with writers in a queue and quick ways.

Each write takes its turn (`turns`) before it begins, also one outside of a transaction.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

import orjson
from django.db.backends.sqlite3 import base, operations

from tinhso.core.sqlite import turns

STATEMENTS_KEPT = 500
"""Prepared statements kept for each connection; Python keeps 128, fewer than a page and an action need."""


@lru_cache(maxsize=2_000)
def _with_question_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")


def _writes_alone(session: "Session", query: str) -> bool:
    return not session.in_transaction and query.lstrip().startswith(_WRITES)


def _at_hand(rows: Sequence[Any]) -> dict[str, Any]:
    left = iter(rows)
    return {"fetchone": lambda: next(left, None), "fetchall": lambda: list(left)}


class Session(sqlite3.Connection):
    """SQLite's own connection, which knows whose turns it takes."""

    owner: "DatabaseWrapper"


class Cursor(base.SQLiteCursorWrapper):
    """Django's, but it rewrites the same query's placeholders once: a twentieth of a write's time.

    A write outside of a transaction is a transaction of its own and takes its turn too.
    """

    connection: Session

    def execute(self, query: str, params: Any = None) -> Any:
        if self.__dict__:
            self.__dict__.clear()  # rows of the write before
        if not _writes_alone(self.connection, query):
            return super().execute(query, params)
        with self.connection.owner.a_turn():
            super().execute(query, params)
            # a write that gives rows commits when the last of them is taken
            self.__dict__.update(_at_hand(super().fetchall()))
        return self

    def executemany(self, query: str, param_list: Any) -> Any:
        if not _writes_alone(self.connection, query):
            return super().executemany(query, param_list)
        with self.connection.owner.a_turn():
            return super().executemany(query, param_list)

    def convert_query(self, query: str, *, param_names: Sequence[str] | None = None) -> str:
        if param_names is None and len(query) < 20_000:
            return _with_question_marks(query)
        return super().convert_query(query, param_names=param_names)


class Quick:
    """A cursor without what Django wraps around one: half of a short statement's time."""

    __slots__ = ("_errors", "_raw", "fetchall", "fetchone")

    def __init__(self, raw: Any, errors: Any) -> None:
        self._raw, self._errors = raw, errors
        self.fetchall, self.fetchone = raw.fetchall, raw.fetchone

    def execute(self, query: str, params: Sequence[Any]) -> None:
        if _writes_alone(self._raw.connection, query):
            with self._raw.connection.owner.a_turn():
                self._execute(query, params)
                given = _at_hand(self._raw.fetchall())
                self.fetchall, self.fetchone = given["fetchall"], given["fetchone"]
        else:
            self._execute(query, params)

    def _execute(self, query: str, params: Sequence[Any]) -> None:
        try:
            self._raw.execute(_with_question_marks(query), params)
        except sqlite3.Error:
            with self._errors:  # Django's names for the database's errors
                raise

    @property
    def rowcount(self) -> int:
        return int(self._raw.rowcount)

    def __enter__(self) -> "Quick":
        return self

    def __exit__(self, *_: object) -> None:
        self._raw.close()


@lru_cache(maxsize=256)
def _written(moment: datetime) -> str:
    """A moment in UTC as a column holds it; the rows of one act hold the same few again and again."""
    return moment.isoformat(" ")[: -len("+00:00")]


class Operations(operations.DatabaseOperations):
    """Django's, with a short way for moments in UTC, of which every row holds ten."""

    def adapt_json_value(self, value: Any, encoder: Any) -> str:
        return (
            orjson.dumps(value).decode() if encoder is None else str(super().adapt_json_value(value, encoder))
        )

    def adapt_datetimefield_value(self, value: Any) -> Any:
        if type(value) is datetime and value.tzinfo is UTC and self.connection.timezone is UTC:
            return _written(value)
        return super().adapt_datetimefield_value(value)

    def convert_datetimefield_value(self, value: Any, expression: Any, connection: Any) -> Any:
        if type(value) is datetime and value.tzinfo is None and connection.timezone is UTC:
            return value.replace(tzinfo=UTC)
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
    waited_s = 0.0
    since = 0.0

    def get_connection_params(self) -> dict[str, Any]:
        return {"cached_statements": STATEMENTS_KEPT, "factory": Session, **super().get_connection_params()}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        session = super().get_new_connection(conn_params)
        session.owner = self
        return session

    def create_cursor(self, name: str | None = None) -> Cursor:
        return self.connection.cursor(factory=Cursor)

    def prepared_cursor(self) -> Any:
        """This will give a cursor; every statement stays prepared here (the twin has more to do)."""
        if self.connection is None or self.queries_logged or self.execute_wrappers:
            return self.cursor()
        self.validate_no_broken_transaction()
        return Quick(self.connection.cursor(), self.wrap_database_errors)

    def savepoint(self) -> str | None:
        """This will mark a point to go back to, named by its depth, so that the statement stays prepared."""
        if not self._savepoint_allowed():  # type: ignore[attr-defined]
            return None
        name = f"depth_{len(self.savepoint_ids)}"
        self.validate_thread_sharing()
        self._savepoint(name)
        return name

    def _savepoint(self, sid: str) -> None:
        with self.prepared_cursor() as sent:
            sent.execute(self.ops.savepoint_create_sql(sid), ())

    def _savepoint_commit(self, sid: str) -> None:
        with self.prepared_cursor() as sent:
            sent.execute(self.ops.savepoint_commit_sql(sid), ())

    @contextmanager
    def sent_together(self) -> Iterator[None]:
        """This will do nothing: the twin saves journeys to a server."""
        yield

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """This will let everything read inside be of one moment while others write on; nothing is written."""
        with self.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # no turn is taken: a reader of the WAL waits for nobody
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")

    def _start_transaction_under_autocommit(self) -> None:
        if not self.holds_turn:
            self._take_turn()
        try:
            with self.prepared_cursor() as sent:
                sent.execute("BEGIN IMMEDIATE", ())
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        turns.let_the_next_one_compute()
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

    @contextmanager
    def a_turn(self) -> Iterator[None]:
        """This will hold the turn for what is done inside, unless it is held already."""
        if self.holds_turn:
            yield
            return
        self._take_turn()
        try:
            yield
        finally:
            self._give_turn()

    def _take_turn(self) -> None:
        self.since, self.waited_s = turns.take(self._queued_at())
        self.holds_turn = True

    def _give_turn(self) -> None:
        if self.holds_turn:
            self.holds_turn = False
            turns.give(self._queued_at(), since=self.since, waited_s=self.waited_s)

    def _queued_at(self) -> str:
        return "" if self.is_in_memory_db() else str(self.settings_dict["NAME"])
