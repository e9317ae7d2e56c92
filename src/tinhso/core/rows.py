"""How are rows read and written where speed is promised? With Django's own SQL, compiled once and kept.

Compiling the same INSERT or SELECT of a fifty-column table costs more than running it: measured, two
thirds of an ORM insert. Here the compiler runs once for each shape; afterwards only values travel.
What signals, validation and related objects do is left out: for plain rows of a hot path only.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, cast

from django.db import connections, models, router
from django.db.models.sql import InsertQuery

M = TypeVar("M", bound=models.Model)

_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)
_inserts: dict[tuple[type, int, str], tuple[str, list[tuple[str, Any]]]] = {}
_selects: dict[tuple[type, str, bool, str], "_Select"] = {}


def insert(rows: Sequence[M]) -> Sequence[M]:
    """This will insert new rows of one model with one statement, set their keys, and give them back."""
    if not rows:
        return rows
    model = type(rows[0])
    using = router.db_for_write(model)
    connection = connections[using]
    key = (model, len(rows), connection.vendor)
    if key not in _inserts:
        _inserts[key] = _compile_insert(rows, using)
    sql, columns = _inserts[key]
    values = [
        value if plain and type(value := getattr(row, name)) in (str, int, float, bool, type(None))
        else convert(getattr(row, name), connection)
        for row in rows
        for name, (plain, convert) in columns
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        keys = cursor.fetchall()
    for row, (pk,) in zip(rows, keys, strict=True):
        row.pk = pk
        row._state.adding = False
        row._state.db = using
    return rows


def _compile_insert(rows: Sequence[models.Model], using: str) -> tuple[str, list[tuple[str, Any]]]:
    model = type(rows[0])
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    query = InsertQuery(model)
    query.insert_values(fields, list(rows))
    compiler = query.get_compiler(using=using)
    compiler.returning_fields = model._meta.db_returning_fields
    [(sql, _values)] = compiler.as_sql()
    columns = [(f.attname, (isinstance(f, _PLAIN), f.get_db_prep_save)) for f in fields]
    return sql, columns


def _is_uuid(model: type[models.Model], field: str) -> bool:
    return isinstance(model._meta.get_field(field), models.UUIDField)


class _Select:
    """A compiled SELECT of whole rows by one column."""

    def __init__(self, model: type[models.Model], field: str, lock: bool, using: str) -> None:
        rows = model._base_manager.using(using)
        rows = rows.select_for_update() if lock else rows
        # Whatever value fits compiles to the same text; the value itself is given at each run.
        fitting = "00000000-0000-0000-0000-000000000000" if _is_uuid(model, field) else "0"
        query = rows.filter(**{field: fitting}).order_by().query
        compiler = query.get_compiler(using=using)
        self.sql, _params = compiler.as_sql()
        self.names = [f.attname for f in model._meta.concrete_fields]
        self.converters = compiler.get_converters([column[0] for column in compiler.select])
        self.compiler = compiler
        self.prepare = cast(models.Field[Any, Any], model._meta.get_field(field)).get_db_prep_value

    def run(self, model: type[M], value: Any, using: str) -> list[M]:
        connection = connections[using]
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [self.prepare(value, connection)])
            found = cursor.fetchall()
        made: Callable[..., M] = model.from_db
        return [made(using, self.names, row) for row in self._converted(found, connection)]

    def _converted(self, rows: list[tuple[Any, ...]], connection: Any) -> list[list[Any]]:
        converted = [list(row) for row in rows]
        for position, (converters, expression) in self.converters.items():
            for row in converted:
                value = row[position]
                for converter in converters:
                    value = converter(value, expression, connection)
                row[position] = value
        return converted


def where(model: type[M], field: str, value: Any, *, lock: bool = False) -> list[M]:
    """This will give the whole rows with `field` = `value`; locked inside the transaction if asked."""
    using = router.db_for_write(model) if lock else router.db_for_read(model)
    key = (model, field, lock, connections[using].vendor)
    if key not in _selects:
        _selects[key] = _Select(model, field, lock, using)
    return _selects[key].run(model, value, using)


def locked(model: type[M], pk: int) -> M | None:
    """This will lock one row inside the caller's transaction and give it, None where there is none."""
    return next(iter(where(model, "id", pk, lock=True)), None)
