"""How are rows read and written where speed is promised? With Django's own SQL, compiled once and kept.

Django compiles the same INSERT or SELECT of a fifty-column table anew each time; without that, a report's
intake went from 5.7 to 3.7 ms of CPU in one process. Here the compiler runs once for each shape;
afterwards only values travel.
What signals, validation and related objects do is left out: for plain rows of a hot path only.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, models, router
from django.db.models import Value
from django.db.models.base import ModelState
from django.db.models.sql import InsertQuery, UpdateQuery

M = TypeVar("M", bound=models.Model)

_PLAIN = (models.CharField, models.TextField, models.IntegerField, models.FloatField, models.BooleanField)
_WAYS: dict[type, str] = {models.DateTimeField: "moment", models.JSONField: "json"}
_AS_THEY_ARE = frozenset({str, int, float, bool, type(None)})
_news: dict[type, dict[str, Any]] = {}
_inserts: dict[tuple[type, int, str], tuple[str, "_Columns"]] = {}
_selects: dict[tuple[type, tuple[str, ...], tuple[str, ...], bool, str], "_Select"] = {}
_updates: dict[tuple[type, tuple[str, ...], str], "_Update"] = {}


def new(model: type[M], **values: Any) -> M:
    """This will make an unsaved row from its columns (`report_id`, never `report`), the others as declared.

    Django's own making of a row of fifty columns takes as long as writing it. Raises TypeError for what is
    no column.
    """
    if model not in _news:
        _news[model] = {f.attname: f.get_default() for f in model._meta.concrete_fields}
    columns = _news[model]
    if not values.keys() <= columns.keys():
        raise TypeError(f"{model.__name__} has no column {sorted(values.keys() - columns.keys())}")
    row = model.__new__(model)
    row.__dict__ = {"_state": ModelState(), **columns, **values}
    for name in _made_anew(model):
        if name not in values:
            row.__dict__[name] = cast(Any, model._meta.get_field(name)).get_default()
    return row


@cache
def _made_anew(model: type[models.Model]) -> tuple[str, ...]:
    """The columns whose default is a call, such as an empty list: no two rows may share it."""
    return tuple(f.attname for f in model._meta.concrete_fields if f.has_default() and callable(f.default))


def cursor(using: str = DEFAULT_DB_ALIAS) -> Any:
    """This will give a cursor whose statements stay prepared in the database."""
    return cast(Any, connections[using]).prepared_cursor()


def sent_together() -> AbstractContextManager[None]:
    """This will send inserts without keys together and wait once; for use in a transaction.

    A refusal shows at the end. Nothing else belongs inside: how many rows an update met is not known there.
    """
    return cast(AbstractContextManager[None], cast(Any, connections[DEFAULT_DB_ALIAS]).sent_together())


def insert(rows: Sequence[M], *, with_keys: bool = True) -> Sequence[M]:
    """This will insert new rows of one model with one statement, set their keys, and give them back.

    Without `with_keys` nobody waits for the keys, and the rows stay as unsaved as they were.
    """
    if not rows:
        return rows
    model = type(rows[0])
    using = router.db_for_write(model)
    connection = cast(Any, connections[using])
    key = (model, len(rows), connection.vendor)
    if key not in _inserts:
        _inserts[key] = _compile_insert(rows, using)
    sql, columns = _inserts[key]
    values: list[Any] = []
    for row in rows:
        values += columns.values(row, connection)
    with connection.prepared_cursor() as sent:
        sent.execute(sql, values)
        if not with_keys:
            return rows
        keys = sent.fetchall()
    for row, (pk,) in zip(rows, keys, strict=True):
        row.pk = pk
        row._state.adding = False
        row._state.db = using
    return rows


class _Columns:
    """Some columns of a model, and how their values are prepared for the database."""

    def __init__(self, fields: Sequence[Any]) -> None:
        names = [f.attname for f in fields]
        read = attrgetter(*names)
        self._read: Callable[[Any], tuple[Any, ...]] = read if len(names) > 1 else lambda row: (read(row),)
        self._plain = [(n, f.get_db_prep_save) for n, f in enumerate(fields) if isinstance(f, _PLAIN)]
        self._others = [
            (n, _WAYS.get(type(f), ""), f.get_db_prep_save)
            for n, f in enumerate(fields)
            if not isinstance(f, _PLAIN)
        ]

    def values(self, row: models.Model, connection: Any) -> list[Any]:
        """This will give the row's values, prepared. Nearly all of them are taken as they are."""
        values = list(self._read(row))
        for place, convert in self._plain:
            if type(values[place]) not in _AS_THEY_ARE:
                values[place] = convert(values[place], connection)
        for place, way, convert in self._others:
            value = values[place]
            if value is None:
                continue
            if way == "moment" and type(value) is datetime and value.tzinfo is not None:
                values[place] = connection.ops.adapt_datetimefield_value(value)
            elif way == "json":
                values[place] = connection.ops.adapt_json_value(value, None)
            else:
                values[place] = convert(value, connection)
        return values


def _compile_insert(rows: Sequence[models.Model], using: str) -> tuple[str, _Columns]:
    model = type(rows[0])
    fields = [f for f in model._meta.concrete_fields if not f.primary_key]
    query = InsertQuery(model)
    # One row is compiled and its marks repeated: for several PostgreSQL would unnest one array a column.
    query.insert_values(fields, [rows[0]])
    compiler = query.get_compiler(using=using)
    compiler.returning_fields = model._meta.db_returning_fields
    [(sql, _values)] = compiler.as_sql()
    head, _values_word, tail = sql.partition(" VALUES ")
    marks, returning, keys = tail.partition(" RETURNING ")
    sql = f"{head} VALUES {', '.join([marks] * len(rows))}{returning}{keys}"
    return sql, _Columns(fields)


def _fitting(model: type[models.Model], field: str) -> Any:
    """Whatever value fits compiles to the same text; the value itself is given at each run."""
    kind = cast(models.Field[Any, Any], model._meta.get_field(field))
    if isinstance(kind, models.UUIDField):
        return "00000000-0000-0000-0000-000000000000"
    return "0"


class _Select:
    """A compiled SELECT of whole rows, oldest first, by some columns, where some others are null."""

    def __init__(
        self,
        model: type[models.Model],
        fields: tuple[str, ...],
        null: tuple[str, ...],
        lock: bool,
        using: str,
    ) -> None:
        rows = model._base_manager.using(using)
        rows = rows.select_for_update() if lock else rows
        # one `filter` for each column, so that the values travel in the order of `fields`
        for field in fields:
            rows = rows.filter(**{field: _fitting(model, field)})
        for field in null:
            rows = rows.filter(**{f"{field}__isnull": True})
        compiler = rows.order_by("pk").query.get_compiler(using=using)
        self.sql, _params = compiler.as_sql()
        self.names = [f.attname for f in model._meta.concrete_fields]
        found = compiler.get_converters([column[0] for column in compiler.select])
        self.converters = [(position, *how) for position, how in found.items()]
        self.prepare = [cast(Any, model._meta.get_field(f)).get_db_prep_value for f in fields]

    def run(self, model: type[M], values: Sequence[Any], using: str) -> list[M]:
        connection = connections[using]
        prepared = [prepare(value, connection) for prepare, value in zip(self.prepare, values, strict=True)]
        with cursor(using) as sent:
            sent.execute(self.sql, prepared)
            found = sent.fetchall()
        return [_stored(model, dict(zip(self.names, self._converted(row, connection), strict=True)), using)
                for row in found]  # fmt: skip

    def _converted(self, row: tuple[Any, ...], connection: Any) -> list[Any]:
        values = list(row)
        for position, converters, expression in self.converters:
            value = values[position]
            if value is not None:
                for converter in converters:
                    value = converter(value, expression, connection)
                values[position] = value
        return values


def _stored(model: type[M], values: dict[str, Any], using: str) -> M:
    row = model.__new__(model)
    row.__dict__ = values
    state = ModelState()
    state.adding, state.db = False, using
    values["_state"] = state
    return row


def where(model: type[M], *, lock: bool = False, null: tuple[str, ...] = (), **exact: Any) -> list[M]:
    """This will give the whole rows with these values, in the order of their keys.

    `null` names columns that must be empty. With `lock` the rows are locked inside the transaction.
    """
    using = router.db_for_write(model) if lock else router.db_for_read(model)
    fields = tuple(exact)
    key = (model, fields, null, lock, connections[using].vendor)
    if key not in _selects:
        _selects[key] = _Select(model, fields, null, lock, using)
    return _selects[key].run(model, tuple(exact.values()), using)


def first(model: type[M], *, lock: bool = False, null: tuple[str, ...] = (), **exact: Any) -> M | None:
    """This will give the oldest of those rows, None where there is none."""
    return next(iter(where(model, lock=lock, null=null, **exact)), None)


def locked(model: type[M], pk: int) -> M | None:
    """This will lock one row inside the caller's transaction and give it, None where there is none."""
    return first(model, lock=True, id=pk)


class _Update:
    """A compiled UPDATE of some columns of one row."""

    def __init__(self, model: type[models.Model], names: tuple[str, ...], using: str) -> None:
        fields = [cast(models.Field[Any, Any], model._meta.get_field(name)) for name in names]
        query = cast(Any, UpdateQuery(model))
        query.add_update_fields([(field, None, _Given()) for field in fields])
        query.add_filter("pk", 0)
        self.sql, _params = query.get_compiler(using=using).as_sql()
        self.columns = _Columns(fields)

    def run(self, row: models.Model, using: str) -> int:
        connection = connections[using]
        with cursor(using) as sent:
            sent.execute(self.sql, [*self.columns.values(row, connection), row.pk])
            return int(sent.rowcount)


class _Given(Value):
    """A place for a value that is given at each run, already prepared for its column."""

    def __init__(self) -> None:
        super().__init__(0)

    def resolve_expression(self, *_args: Any, **_kwargs: Any) -> "_Given":
        return self

    def as_sql(self, _compiler: Any, _connection: Any) -> Any:
        return "%s", [0]


def update(row: models.Model, *fields: str) -> None:
    """This will write these fields of one stored row. Raises DatabaseError where the row is gone."""
    using = router.db_for_write(type(row), instance=row)
    key = (type(row), fields, connections[using].vendor)
    if key not in _updates:
        _updates[key] = _Update(type(row), fields, using)
    if not _updates[key].run(row, using):
        raise DatabaseError(f"{row!r} is gone")
