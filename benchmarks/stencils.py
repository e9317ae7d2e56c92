"""How is a row copied a million times? As the database takes it, with only what differs written anew.

Both databases take a moment as text that begins with its day, so a copy some days further back is the same
text with another day. PostgreSQL is given lines of COPY, SQLite the values of INSERT. Indexes that hold no
rule are taken away meanwhile and built at the end, in order and at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

import orjson
from django.db import connection, models

from tinhso.core import rows

_ESCAPED = str.maketrans({"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"})
A_DAY = len("2026-11-22")


@dataclass(frozen=True)
class Stencil:
    """A row as the database takes it; `moments` are (column, day, the rest of the text)."""

    values: list[Any]
    moments: list[tuple[int, int, str]]


class Table:
    """One model's table: makes stencils and copies of its rows, and writes them."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.fields = list(model._meta.concrete_fields)
        self.at = {f.attname: n for n, f in enumerate(self.fields)}
        self._is_postgresql = connection.vendor == "postgresql"
        self._prepared = rows._Columns(self.fields)

    def stencil(self, row: models.Model) -> Stencil:
        """This will prepare a stored row."""
        if self._is_postgresql:
            values = [self._line(f, getattr(row, f.attname)) for f in self.fields]
        else:
            values = self._prepared.values(row, connection)
        moments = []
        for n, field in enumerate(self.fields):
            if isinstance(field, models.DateTimeField) and getattr(row, field.attname) is not None:
                day = date.fromisoformat(values[n][:A_DAY]).toordinal()
                moments.append((n, day, values[n][A_DAY:]))
        return Stencil(values, moments)

    def copy(self, stencil: Stencil, days: int, changes: Mapping[str, Any]) -> Any:
        """This will give a row whose every moment lies `days` further back, as `write` takes it.

        Texts among the changes come from `plain`; what is ASCII without blanks but spaces may come as it is.
        """
        values = stencil.values.copy()
        for n, day, rest in stencil.moments:
            values[n] = _day(day - days) + rest
        at = self.at
        if self._is_postgresql:
            for name, value in changes.items():
                values[at[name]] = "\\N" if value is None else str(value)
            return "\t".join(values)
        for name, value in changes.items():
            values[at[name]] = value
        return values

    def row(self, values: Sequence[Any], order: Sequence[int]) -> Any:
        """This will give a row of plain texts, numbers and truths as `write` takes it, put in `order`."""
        if self._is_postgresql:
            return "\t".join(
                [_truth(v) if v is True or v is False else str(v) for v in map(values.__getitem__, order)]
            )
        return [values[at] for at in order]

    def plain(self, value: Any) -> Any:
        """This will prepare a text or a truth for `copy`."""
        if not self._is_postgresql:
            return value
        return value.translate(_ESCAPED) if isinstance(value, str) else _truth(value)

    def binary(self, value: bytes) -> Any:
        """This will prepare bytes for `copy`."""
        return f"\\\\x{value.hex()}" if self._is_postgresql else value

    def moment(self, value: datetime) -> str:
        """This will prepare a moment for `copy`."""
        if self._is_postgresql:
            return value.isoformat(" ")
        return str(connection.ops.adapt_datetimefield_value(value))

    def write(self, copies: Sequence[Any], *, without_keys: bool = False) -> None:
        """This will write copies, or rows in the order of the columns; `without_keys` they get keys there."""
        fields = [f for f in self.fields if not (without_keys and f.primary_key)]
        columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
        name = connection.ops.quote_name(self.model._meta.db_table)
        with connection.cursor() as cursor:
            if self._is_postgresql:
                with cursor.copy(f"COPY {name} ({columns}) FROM STDIN") as copy:
                    for start in range(0, len(copies), 1_000):
                        copy.write("\n".join(copies[start : start + 1_000]) + "\n")
            else:
                marks = ", ".join(["%s"] * len(fields))
                cursor.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", copies)

    def _line(self, field: Any, value: Any) -> str:
        if value is None:
            return "\\N"
        if isinstance(field, models.JSONField):
            return orjson.dumps(value).decode().translate(_ESCAPED)
        if isinstance(value, datetime):
            return value.astimezone(UTC).isoformat(" ")
        if isinstance(value, bool):
            return _truth(value)
        if isinstance(value, bytes | memoryview):
            return f"\\\\x{bytes(value).hex()}"
        return str(value).translate(_ESCAPED)


def _truth(value: bool) -> str:
    return "t" if value else "f"


@cache
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


_SHIFTED = {
    "sqlite": "date({column}, '-' || copies.days || ' days') || substr({column}, 11)",
    "postgresql": "{column} - copies.days * interval '1 day'",
}


class Hanging:
    """What hangs on the originals, set aside, to be copied inside the database as often as `copies` says.

    `of` says on what: the column that names it, or "subject" for rows that say "report:<id>". `changes` are
    SQL by column, in which `copies` is the copy and `row` the original.
    """

    def __init__(
        self,
        model: type[models.Model],
        originals: str,
        *,
        of: str = "report_id",
        kind: str = "report",
        changes: Mapping[str, str],
    ) -> None:
        self.table = model._meta.db_table
        self.aside = f"bench_{self.table}"
        named = f"'{kind}:' || {{}}" if of == "subject" else "{}"
        self.joined = f"row.{of} = " + named.format("copies.original")
        copied = {of: named.format("copies.copy"), **changes}
        fields = [f for f in model._meta.concrete_fields if not f.primary_key or of == f.attname]
        self.columns = ", ".join(connection.ops.quote_name(f.column) for f in fields)
        self.values = ", ".join(copied.get(f.attname) or _shifted(f) for f in fields)
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TEMPORARY TABLE {self.aside} AS SELECT * FROM {self.table} WHERE {of} IN"
                f" (SELECT {named.format('id')} FROM {originals})"
            )
            cursor.execute(f"CREATE INDEX {self.aside}_at ON {self.aside} ({of})")
            cursor.execute(f"ANALYZE {self.aside}")

    def copy(self) -> None:
        """This will write the copies, in the order of what they hang on."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.table} ({self.columns}) SELECT {self.values}"
                f" FROM bench_copies AS copies JOIN {self.aside} AS row ON {self.joined}"
                f" ORDER BY copies.copy, row.id"
            )


def _shifted(field: Any) -> str:
    column = f"row.{connection.ops.quote_name(field.column)}"
    return (
        _SHIFTED[connection.vendor].format(column=column)
        if isinstance(field, models.DateTimeField)
        else column
    )


KNOWN = ("original bigint", "copy bigint PRIMARY KEY", "days int", "code text")


def know(copies: Sequence[tuple[Any, ...]], columns: Sequence[str] = KNOWN) -> None:
    """This will lay down which copies there are: (original, copy, days further back, code) …."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS bench_copies")
        cursor.execute(f"CREATE TEMPORARY TABLE bench_copies ({', '.join(columns)})")
        if connection.vendor == "postgresql":
            with cursor.copy("COPY bench_copies FROM STDIN") as copy:
                copy.write("".join("\t".join(map(str, one)) + "\n" for one in copies))
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO bench_copies VALUES ({marks})", copies)
        cursor.execute("ANALYZE bench_copies")


@contextmanager
def without_indexes(tables: Iterable[str]) -> Iterator[None]:
    """This will take the indexes that hold no rule from the tables, and build them again after."""
    taken = [found for table in tables for found in _indexes(table)]
    with connection.cursor() as cursor:
        for name, _definition in taken:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        try:
            yield
        finally:
            for _name, definition in taken:
                cursor.execute(definition)


def _indexes(table: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND NOT EXISTS"
                " (SELECT 1 FROM pg_constraint WHERE conname = indexname)"
                " AND indexdef NOT LIKE 'CREATE UNIQUE%%'",
                [table],
            )
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s"
                " AND sql IS NOT NULL AND sql NOT LIKE 'CREATE UNIQUE%%'",
                [table],
            )
        return list(cursor.fetchall())


_BULK = {
    "postgresql": ("SET synchronous_commit = off", "SET maintenance_work_mem = '1GB'"),
    "sqlite": (
        "PRAGMA journal_mode = OFF",
        "PRAGMA synchronous = OFF",
        "PRAGMA cache_size = -1048576",
        "PRAGMA temp_store = MEMORY",
    ),
}


@contextmanager
def bulk_settings() -> Iterator[None]:
    """This will let this process's connection write in bulk; it is closed after, and with it all of that."""
    with connection.cursor() as cursor:
        for statement in _BULK[connection.vendor]:
            cursor.execute(statement)
    yield
    connection.close()
