"""How are the same few statements sent to PostgreSQL ten times a second? Prepared once, several in one go.

Django writes every value into the statement's text, which the server parses and plans anew each time; a
report's fifty columns cost it more than storing them. What `core.rows` compiles once goes out prepared here.
The SQLite twin keeps its statements prepared by itself.
"""

import re
import select
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from itertools import count
from typing import Any, cast

import orjson
from django.db import transaction
from django.db.backends.postgresql import base, operations
from django.db.backends.postgresql.psycopg_any import Jsonb
from psycopg import RawCursor

_bounds: dict[str, int] = {}
"""What each new connection of this process asks the server for, in milliseconds."""


def bound(*, statement_s: float = 0, lock_s: float = 0, idle_in_transaction_s: float = 0) -> None:
    """This will bound how long this process's statements run, wait for a lock, or leave a transaction open.

    0 bounds nothing. Call it before the first connection. SQLite has one writer and its own queue.
    """
    asked = {
        "statement_timeout": statement_s,
        "lock_timeout": lock_s,
        "idle_in_transaction_session_timeout": idle_in_transaction_s,
    }
    _bounds.clear()
    _bounds.update({name: int(seconds * 1000) for name, seconds in asked.items() if seconds})


_MARKS = re.compile("%[s%]")


@lru_cache(maxsize=2_000)
def _with_numbers(query: str) -> str:
    """The server's own marks: for ours psycopg searches each statement of more than fifty values anew."""
    number = count(1)
    return _MARKS.sub(lambda mark: f"${next(number)}" if mark[0] == "%s" else "%", query)


class PreparedCursor(RawCursor[Any]):
    """Values travel beside the statement, which the server keeps ready for this connection."""

    def execute(self, query: Any, params: Any = None, **options: Any) -> "PreparedCursor":
        # only here: Django's own statements carry their values, each would be prepared for nothing
        self.connection.prepare_threshold = 0
        try:
            super().execute(query if params is None else _with_numbers(query), params, **options)
        finally:
            self.connection.prepare_threshold = None
        return self


class Operations(operations.DatabaseOperations):
    """Django's, with the quicker writer of JSON."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        # a prepared statement is known by its name alone; whoever counts statements sees its text
        return super().last_executed_query(cursor, sql, params) or sql

    def adapt_json_value(self, value: Any, encoder: Any) -> Any:
        return (
            Jsonb(value, dumps=orjson.dumps) if encoder is None else super().adapt_json_value(value, encoder)
        )


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with prepared statements; a connection is kept by its thread and looked at, not asked."""

    ops_class = Operations

    def get_connection_params(self) -> dict[str, Any]:
        parameters: dict[str, Any] = super().get_connection_params()
        if _bounds:  # what the deployment's URL says comes last and holds
            words = [f"-c {name}={value}" for name, value in _bounds.items()]
            parameters["options"] = " ".join([*words, parameters.get("options", "")]).strip()
        return parameters

    def prepared_cursor(self) -> Any:
        """This will give a cursor that prepares what it executes."""
        self.ensure_connection()
        with self.wrap_database_errors:
            return cast(Any, self)._prepare_cursor(PreparedCursor(self.connection))

    @contextmanager
    def sent_together(self) -> Iterator[None]:
        """This will send statements whose results nobody reads, and wait for all at the end.

        Open it inside a transaction. A refusal shows at the end; how many rows were met shows nowhere.
        """
        self.ensure_connection()
        with self.wrap_database_errors, self.connection.pipeline():
            yield

    @contextmanager
    def one_moment(self) -> Iterator[None]:
        """This will let everything read inside be of one moment while others write on; nothing is written."""
        with transaction.atomic(using=self.alias):
            with self.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SET LOCAL statement_timeout = 0")
            yield

    def is_usable(self) -> bool:
        """This will tell whether the server still listens, without a question where it said nothing unasked.

        A server that ends a connection says so, or its system closes it; either makes it readable.
        """
        if self.connection is None or self.connection.closed:
            return False
        look = select.poll()
        look.register(self.connection.fileno(), select.POLLIN | select.POLLHUP | select.POLLERR)
        return super().is_usable() if look.poll(0) else True
