"""How does an act become a fact? By one INSERT in the transaction of the act itself."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import orjson
from django.db import connection

from tinhso.core import rows as written
from tinhso.core.facts import Fact, NotAFact, plain
from tinhso.core.roles import Actor
from tinhso.core.values import is_aware

# Every act of every room passes here; this statement, the same in both databases, costs a quarter of
# the ORM's. Rows come back in the order of their VALUES, on which Django relies too.
INSERT = "INSERT INTO ledger_fact (type, subject, actor, at, payload) VALUES "
PLACES = "(%s, %s, %s, %s, %s)"
AT_ONCE = 500
KEPT_PREPARED = 8
"""An act tells few facts, and so many shapes of the statement are worth keeping ready in the server."""


class OutsideTransaction(RuntimeError):
    """A bug: the act and its fact would not be committed together."""


def append(fact: Fact, *, by: Actor, now: datetime) -> int:
    """This will append one fact in the caller's transaction, with one INSERT, and give its id.

    Raises NotAFact for a value that a fact cannot hold, OutsideTransaction where no transaction is open.
    """
    return append_all([fact], by=by, now=now)[0]


def append_all(facts: Sequence[Fact], *, by: Actor, now: datetime, with_ids: bool = True) -> list[int]:
    """This will append several facts with one INSERT (500 at a time) and give their ids in that order.

    Without `with_ids` it waits for none and gives none. Nothing here looks at the facts before: numbering
    and chaining are the sequencer's work, so that appending never makes one writer wait for another.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("a fact is appended inside the transaction of its act")
    if not is_aware(now):
        raise NotAFact("a fact happens at an aware moment")
    at, actor = connection.ops.adapt_datetimefield_value(now), plain(by.key)
    rows = [_row(fact, actor, at) for fact in facts]
    ids: list[int] = []
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        with written.cursor() if len(some) <= KEPT_PREPARED else connection.cursor() as cursor:
            cursor.execute(_insert(len(some)), [value for row in some for value in row])
            if with_ids:
                ids += [id for (id,) in cursor.fetchall()]
    return ids


@cache
def _insert(number: int) -> str:
    return INSERT + ", ".join([PLACES] * number) + " RETURNING id"


def _row(fact: Fact, actor: str, at: Any) -> tuple[Any, ...]:
    if not fact.subject:
        raise NotAFact("a fact is about something")
    # No fractions, ASCII keys and words: within that orjson's sorted form is RFC 8785 (as in `chain`).
    payload = orjson.dumps(fact.payload(), option=orjson.OPT_SORT_KEYS).decode()
    return (fact.type, plain(fact.subject), actor, at, payload)
