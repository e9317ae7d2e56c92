"""How does an act become a fact? By one INSERT in the transaction of the act itself."""

from collections.abc import Sequence
from datetime import datetime

import rfc8785
from django.db import connection

from tinhso.core.facts import Fact, NotAFact, plain
from tinhso.core.roles import Actor
from tinhso.core.values import is_aware
from tinhso.foundation.ledger import models


class OutsideTransaction(RuntimeError):
    """A bug: the act and its fact would not be committed together."""


def append(fact: Fact, *, by: Actor, now: datetime) -> int:
    """This will append one fact in the caller's transaction, with one INSERT, and give its id.

    Raises NotAFact for a value that a fact cannot hold, OutsideTransaction where no transaction is open.
    """
    return append_all([fact], by=by, now=now)[0]


def append_all(facts: Sequence[Fact], *, by: Actor, now: datetime) -> list[int]:
    """This will append several facts with one INSERT and give their ids in the same order.

    Nothing here looks at the facts before: numbering and chaining are the sequencer's work, so that
    appending never makes one writer wait for another.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction("a fact is appended inside the transaction of its act")
    rows = models.Fact.objects.bulk_create([_row(fact, by, now) for fact in facts])
    return [row.pk for row in rows]


def _row(fact: Fact, by: Actor, now: datetime) -> models.Fact:
    if not is_aware(now):
        raise NotAFact("a fact happens at an aware moment")
    if not fact.subject:
        raise NotAFact("a fact is about something")
    try:
        payload = rfc8785.dumps(fact.payload()).decode()
    except rfc8785.CanonicalizationError as error:
        raise NotAFact(str(error)) from error
    return models.Fact(
        type=fact.type, subject=plain(fact.subject), actor=plain(by.key), at=now, payload=payload
    )
