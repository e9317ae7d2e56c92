"""How is a long list read page by page without counting or skipping? By the key of the last row seen."""

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.db import connections
from django.db.models import Model, Q, QuerySet

from tinhso.core.errors import Invalid
from tinhso.core.messages import msg

T = TypeVar("T")
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page: its items, the cursor of the next one (None at the end), the total where it is known.

    With `and_more` there are more than `total`; how many was not counted.
    """

    items: Sequence[T]
    next: str | None
    total: int | None = None
    and_more: bool = False


def write_cursor(*key: Any) -> str:
    """This will make an opaque URL-safe cursor from the sort key of the last row."""
    plain = [v.isoformat() if isinstance(v, datetime) else v for v in key]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def read_cursor(cursor: str, *kinds: type) -> list[Any]:
    """This will read a cursor back. Raises Invalid on "cursor" for one that was not made here."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.b64decode(padded.encode(), altchars=b"-_", validate=True))
        if not isinstance(values, list) or len(values) != len(kinds):
            raise ValueError("wrong shape")
        return [_read(v, kind) for v, kind in zip(values, kinds, strict=True)]
    except (ValueError, TypeError, binascii.Error, UnicodeError, RecursionError, OverflowError) as wrong:
        raise Invalid.field("cursor", msg("Dấu trang không đọc được.")) from wrong


def _read(value: Any, kind: type) -> Any:
    if kind is datetime:
        at = datetime.fromisoformat(value)
        if at.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return at.astimezone(UTC)  # a moment at the edge of time overflows here, not in the database
    if kind is int and isinstance(value, int) and abs(value) >= 2**63:
        raise ValueError("a number outside the range of the database")
    if type(value) is not kind:
        raise ValueError("wrong kind")
    return value


Parts = Sequence[Mapping[str, str]]
"""Of which parts rows are: for each the values of the same columns, which an index begins with."""


def newest_first(
    rows: QuerySet[M],
    *,
    field: str,
    cursor: str | None,
    limit: int,
    show: Callable[[M], T],
    keys_first: bool = False,
    parts: Parts | None = None,
) -> Page[T]:
    """This will give one page ordered by (`field`, id) descending; `field` holds moments.

    `keys_first`: the rows are chosen by what an index holds, and only those of the page are read whole.
    `parts`: the same, and the rows are those of each part together, each read in the order of its index.
    """
    order = (f"-{field}", "-pk")
    rows = rows.order_by(*order)
    if cursor:
        at, pk = read_cursor(cursor, datetime, int)
        # said twice, because an index can begin at the first alone
        rows = rows.filter(Q(**{f"{field}__lte": at}), Q(**{f"{field}__lt": at}) | Q(pk__lt=pk))
    if keys_first or parts:
        keys = _keys(rows, field, limit + 1, parts)
        rows = rows.model._default_manager.filter(pk__in=keys).order_by(*order)
    found = list(rows[: limit + 1])
    more = len(found) > limit
    found = found[:limit]
    last = found[-1] if found else None
    cursor_out = write_cursor(getattr(last, field), last.pk) if more and last else None
    return Page([show(r) for r in found], cursor_out)


def _keys(rows: QuerySet[M], field: str, number: int, parts: Parts | None) -> list[Any]:
    """The keys of the newest rows. One index orders each part and none orders all parts, so a part gives no
    more than the page holds."""
    if not parts or len(parts) == 1:
        for part in parts or ():
            rows = rows.filter(**part)
        return list(rows.values_list("pk", flat=True)[:number])
    # compiled once: the parts differ in their last values alone
    one = rows.filter(**{f"{name}__exact": value for name, value in parts[0].items()})
    sql, values = one.values_list(field, "pk")[:number].query.sql_with_params()
    before = values[: len(values) - len(parts[0])]
    glued = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{n}" for n in range(len(parts)))  # noqa: S608
    with connections[rows.db].cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM ({glued}) AS found ORDER BY 1 DESC, 2 DESC LIMIT %s",  # noqa: S608 (Django's own)
            [*(value for part in parts for value in (*before, *part.values())), number],
        )
        return [pk for _at, pk in cursor.fetchall()]
