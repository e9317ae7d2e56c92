"""How does a table become lines that any database reads back? One JSON list a row, in the order of columns.

Values stand as Python knows them, so what SQLite wrote PostgreSQL takes, and the other way round. No model is
made and no signal fires: a restored row is the row that was.
"""

import base64
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import islice
from typing import Any

import orjson
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.duration import duration_iso_string

ROWS = 5_000
"""Rows held in memory at once."""


def everything() -> list[type[models.Model]]:
    """This will list the tables, each once, without the record of migrations."""
    found = apps.get_models(include_auto_created=True)
    return [model for model in found if model._meta.managed and not model._meta.proxy]


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """This will give the columns that are stored, in their order."""
    return [field for field in model._meta.concrete_fields if not getattr(field, "generated", False)]


def blocks(model: type[models.Model]) -> Iterator[tuple[int, bytes]]:
    """This will give a table as blocks: how many rows, and their lines."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=ROWS)
    while block := list(islice(rows, ROWS)):
        yield len(block), b"".join(map(_line, block))


def _line(row: Sequence[Any]) -> bytes:
    return orjson.dumps(row, default=_plain, option=orjson.OPT_APPEND_NEWLINE)


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(f"no line for a {type(value).__name__}")


def write(model: type[models.Model], lines: Iterable[bytes]) -> None:
    """This will put rows back as they were, inside a transaction whose end checks the keys between tables."""
    fields = columns(model)
    quote = connection.ops.quote_name
    into = ", ".join(quote(str(field.column)) for field in fields)
    marks = ", ".join("%s" for _ in fields)
    statement = f"INSERT INTO {quote(model._meta.db_table)} ({into}) VALUES ({marks})"  # noqa: S608 (our names)
    with connection.cursor() as cursor:
        cursor.executemany(statement, [_values(fields, orjson.loads(line)) for line in lines])


def _values(fields: Sequence[models.Field[Any, Any]], row: Sequence[Any]) -> list[Any]:
    pairs = zip(fields, row, strict=True)
    return [field.get_db_prep_save(field.to_python(value), connection) for field, value in pairs]


def empty(tables: Sequence[type[models.Model]]) -> None:
    """This will take out what `migrate` had put in (samples, permissions), so that the backup's own come."""
    with connection.cursor() as cursor:
        for model in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 (our names)


def count_on(tables: Sequence[type[models.Model]]) -> None:
    """This will let new rows be numbered after the restored ones."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables):
            cursor.execute(statement)
