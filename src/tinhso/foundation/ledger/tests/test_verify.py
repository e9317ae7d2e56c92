"""Whoever goes round the guards is found: a changed, lost, moved or renumbered fact is named."""

import json

import pytest
from django.db import connection

from tinhso.foundation.ledger import actions, chain, queries, triggers
from tinhso.foundation.ledger.models import Fact as Row
from tinhso.foundation.ledger.tests.factories import NOW, append, numbered, stepped

pytestmark = pytest.mark.django_db


@pytest.fixture
def unguarded():
    triggers.remove(connection)
    yield
    triggers.install(connection)


def tamper(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def recompute_from(position):
    """What somebody would do who owns the database and knows the chain."""
    previous = bytes(Row.objects.get(position=position - 1).hash)
    for row in Row.objects.filter(position__gte=position).order_by("position"):
        previous = chain.link(
            previous, position=row.position, id=row.pk, type=row.type, subject=row.subject,
            actor=row.actor, at=row.at, payload=row.payload,
        )  # fmt: skip
        Row.objects.filter(pk=row.pk).update(hash=previous)


def test_an_honest_ledger_holds_and_a_waiting_tail_is_no_error(monkeypatch):
    monkeypatch.setattr(queries, "PAGE", 4)
    numbered(10)
    append(stepped(), stepped())
    found = queries.verify()
    assert (found.facts, found.sequenced, found.waiting, found.first_broken) == (12, 10, 2, None)
    assert found.head == queries.head()


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("payload", '{"agencies":[],"due_on":null,"number":99,"step":"done"}'),
        ("payload", "không phải JSON"),
        ("actor", "officer:8"),
        ("subject", "dossier:2"),
        ("type", "tests.dull"),
        ("at", "2026-11-20 01:30:05.000001+00:00"),
    ],
)
def test_a_changed_fact_is_named(unguarded, column, value):
    numbered(6)
    tamper(f"UPDATE ledger_fact SET {column} = %s WHERE position = 4", value)  # noqa: S608
    found = queries.verify()
    assert found.first_broken == 4
    assert found.because
    assert (found.facts, found.head.position) == (6, 3)


def test_a_spelling_that_is_not_canonical_is_named(unguarded):
    numbered(3)
    tamper("UPDATE ledger_fact SET payload = payload || ' ' WHERE position = 2")
    recompute_from(2)
    assert queries.verify().first_broken == 2


@pytest.mark.parametrize("lost", [1, 3, 5])
def test_a_lost_fact_is_named(unguarded, lost):
    numbered(6)
    tamper("DELETE FROM ledger_fact WHERE position = %s", lost)
    assert queries.verify().first_broken == lost


def test_facts_that_changed_places_are_named(unguarded):
    numbered(6)
    tamper("UPDATE ledger_fact SET position = 1000 WHERE position = 3")
    tamper("UPDATE ledger_fact SET position = 3 WHERE position = 4")
    tamper("UPDATE ledger_fact SET position = 4 WHERE position = 1000")
    assert queries.verify().first_broken == 3


def test_a_renumbered_chain_after_a_loss_is_named(unguarded):
    numbered(6)
    tamper("DELETE FROM ledger_fact WHERE position = 3")
    for position in (4, 5, 6):
        tamper("UPDATE ledger_fact SET position = position - 1 WHERE position = %s", position)
    assert queries.verify().first_broken == 3


def test_a_chain_recomputed_or_cut_is_found_by_the_saved_head_only(unguarded, tmp_path, settings):
    settings.DATA_DIR = tmp_path
    numbered(6)
    saved = actions.publish_head(NOW)
    assert queries.verify(against=saved).first_broken is None
    append(stepped())
    actions.sequence()
    assert queries.verify(against=saved).first_broken is None

    tamper("UPDATE ledger_fact SET actor = 'officer:8' WHERE position = 4")
    recompute_from(4)
    assert queries.verify().first_broken is None
    assert queries.verify(against=saved).first_broken == 6

    tamper("DELETE FROM ledger_fact WHERE position > 3")
    assert queries.verify().first_broken is None
    assert queries.verify(against=saved).first_broken == 6


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"position":1,"hash":"ab","at":null}',
                                  '{"position":"1","hash":"' + "00" * 32 + '","at":null}'])  # fmt: skip
def test_a_file_that_is_no_head_is_refused(tmp_path, text):
    path = tmp_path / "head.json"
    path.write_text(text)
    with pytest.raises(queries.NotAHead, match=r"head\.json"):
        queries.verify(against=path)
    with pytest.raises(queries.NotAHead):
        queries.verify(against=tmp_path / "none.json")


def test_the_head_is_published_once_a_vietnamese_day(tmp_path, settings):
    settings.DATA_DIR = tmp_path
    numbered(2)
    path = actions.publish_head(NOW.replace(hour=17))  # 00:00 of the 21st in Vietnam
    assert path.name == "2026-11-21.json"
    assert json.loads(path.read_text()) == queries.head().as_json()
    before = path.read_bytes()
    numbered(1)
    assert actions.publish_head(NOW.replace(hour=23)) is None
    assert path.read_bytes() == before
    assert [p.name for p in path.parent.iterdir()] == ["2026-11-21.json"]


def test_everybody_may_read_the_head(client):
    numbered(2)
    answer = client.get("/api/v1/ledger/head")
    assert answer.status_code == 200
    assert answer.json()["position"] == 2
    assert answer.json()["hash"] == queries.head().hash
    assert set(answer.json()) == {"position", "hash", "at"}
