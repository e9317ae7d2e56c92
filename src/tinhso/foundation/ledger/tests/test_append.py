"""One INSERT in the act's own transaction, nothing personal, and the database refuses every change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tinhso.core.facts import Code, Fact, NotAFact
from tinhso.foundation.ledger import actions, queries
from tinhso.foundation.ledger.models import Fact as Row
from tinhso.foundation.ledger.tests.factories import NOW, OFFICER, append, numbered, stepped

pytestmark = pytest.mark.django_db


def test_a_fact_is_one_insert_and_comes_back_whole(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1) as seen:
        id = actions.append(stepped(number=3), by=OFFICER, now=NOW)
    assert seen.captured_queries[0]["sql"].startswith("INSERT")
    (found,) = queries.facts_of("dossier:1")
    assert (found.id, found.position, found.actor, found.at) == (id, None, "officer:7", NOW)
    assert found.payload == {"step": "taken", "number": 3, "due_on": None, "agencies": ["H57.12", "H57.13"]}


def test_many_facts_are_one_insert_in_their_order(django_assert_num_queries):
    with transaction.atomic(), django_assert_num_queries(1):
        ids = actions.append_all([stepped(number=n) for n in range(50)], by=OFFICER, now=NOW)
    assert [f.payload["number"] for f in queries.facts_of("dossier:1")] == list(range(50))
    assert ids == [f.id for f in queries.facts_of("dossier:1")]


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused():
    with pytest.raises(actions.OutsideTransaction):
        actions.append(stepped(), by=OFFICER, now=NOW)


@dataclass(frozen=True, kw_only=True)
class Loose(Fact):
    type = "tests.loose"
    value: Any


@pytest.mark.parametrize(
    "value",
    ["Đường Lê Lợi có ổ gà", "hai chữ", 16.4637, b"\xff", {"lat": 1}, 2**53, datetime(2026, 1, 1), "x" * 121],
)
def test_what_could_be_personal_or_would_not_survive_is_refused(value):
    with pytest.raises(NotAFact):
        append(Loose(subject=Code("dossier:1"), value=value))
    with pytest.raises(NotAFact):
        append(Loose(subject=Code("dossier:1"), value=(value,)))


@pytest.mark.parametrize("subject", ["", "Nguyễn Văn An"])
def test_a_subject_is_a_code(subject):
    with pytest.raises(NotAFact):
        append(stepped(subject))


@pytest.mark.parametrize("column", ["type", "subject", "actor", "payload", "at"])
def test_no_column_of_a_fact_can_be_changed(column):
    (id,) = append(stepped())
    value = NOW.replace(year=2020) if column == "at" else "{}"
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Row.objects.filter(pk=id).update(**{column: value})
    actions.sequence()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Row.objects.filter(pk=id).update(**{column: value})


@pytest.mark.parametrize("change", [{"position": 9}, {"hash": b"x" * 32}, {"position": None, "hash": None}])
def test_a_number_once_given_stays(change):
    numbered(1)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Row.objects.update(**change)


def test_a_fact_is_numbered_and_hashed_at_once():
    append(stepped())
    with pytest.raises(DatabaseError), transaction.atomic():
        Row.objects.update(position=1)


def test_a_fact_cannot_be_deleted_or_written_over():
    (id,) = append(stepped())
    with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
        Row.objects.all().delete()
    row = f"({id}, 'x', 'x', 'x', '2026-01-01 00:00:00+00', '{{}}', NULL, NULL)"
    verb = "REPLACE" if connection.vendor == "sqlite" else "INSERT"
    columns = "(id, type, subject, actor, at, payload, position, hash)"
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"{verb} INTO ledger_fact {columns} VALUES {row}")
    assert queries.facts_of("dossier:1")[0].actor == "officer:7"


def test_a_fact_is_born_without_a_number():
    with pytest.raises(DatabaseError, match="born waiting"), transaction.atomic():
        Row.objects.create(type="x", subject="x", actor="x", at=NOW, payload="{}", position=1, hash=b"x" * 32)
