"""Uploads: received whole, used once, let go in time."""

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import close_old_connections, connection
from django.test.utils import CaptureQueriesContext

from tinhso.core.errors import Invalid
from tinhso.core.roles import CITIZEN
from tinhso.foundation.files import actions, queries, rules, storage
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.tests import factories
from tinhso.foundation.ledger import queries as ledger

AT = factories.AT


def on_disk() -> set[str]:
    root = Path(default_storage.location)
    return {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()}


def attach(*ids: str, owner: str = "report:1", now=AT) -> list[actions.Stored]:
    return actions.attach(ids, owner=owner, by=CITIZEN, now=now)


@pytest.mark.django_db
def test_a_received_picture_is_kept_whole_and_its_facts_hold_nothing_personal():
    content = factories.jpeg(gps=factories.HUE)
    stored = actions.receive(content, filename="../../etc/Nguyễn Văn Đông.php", by=CITIZEN, now=AT)
    assert rules.is_id(stored.id)
    assert on_disk() == {rules.path(stored.id, part) for part in ("original", "large", "thumb")}
    with storage.open_part(stored.id, "original") as original:
        assert original.read() == content
    row = StoredFile.objects.get(key=stored.id)
    [fact] = ledger.facts_of(f"file:{row.pk}")
    assert fact.payload == {"kind": "image/jpeg", "size": len(content)}


@pytest.mark.django_db
def test_bytes_are_on_the_disk_before_the_row_and_a_failed_row_leaves_only_what_sweep_removes(monkeypatch):
    seen: list[set[str]] = []

    def killed(*_args, **_more):
        seen.append(on_disk())
        raise KeyboardInterrupt

    monkeypatch.setattr(StoredFile, "save", killed)
    with pytest.raises(KeyboardInterrupt):
        factories.upload()
    assert len(seen[0]) == 3
    assert not StoredFile.objects.exists()
    from tinhso.core import clock

    assert actions.sweep(clock.now()) == 0  # may belong to a transaction still open
    assert actions.sweep(clock.now() + timedelta(hours=2)) == 1
    assert on_disk() == set()


@pytest.mark.django_db
def test_a_kill_while_writing_leaves_no_file_under_its_name(monkeypatch):
    def killed(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr("tinhso.foundation.files.storage.os.fsync", killed)
    with pytest.raises(KeyboardInterrupt):
        factories.upload()
    assert not {Path(p).name for p in on_disk()} & {"original", "large", "thumb"}


@pytest.mark.django_db
def test_sweep_spares_the_living():
    factories.upload()
    used = factories.upload()
    attach(used.id)
    assert actions.sweep(AT + timedelta(days=900)) == 0
    assert len(on_disk()) == 6


@pytest.mark.django_db
def test_attach_takes_two_statements_and_its_fact():
    ids = [factories.upload().id for _ in range(5)]
    attach(factories.upload().id, owner="report:7")
    with CaptureQueriesContext(connection) as caught:
        assert [s.id for s in attach(*ids)] == ids
    statements = [q["sql"] for q in caught if "core_revision" not in q["sql"]]  # rules are remembered
    assert len(statements) == 3
    photos = queries.of_owners(["report:1"])["report:1"]
    assert {p.id for p in photos} == set(ids)
    [fact] = ledger.facts_of("report:1")
    assert fact.payload["count"] == 5
    row = StoredFile.objects.get(key=ids[0])
    assert fact.payload["seals"][0] == rules.seal(row.salt, row.sha256)


@pytest.mark.django_db
def test_attaching_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert attach() == []


@pytest.mark.django_db
def test_unusable_ids_are_refused_and_nothing_is_attached():
    used, fresh, old = (factories.upload() for _ in range(3))
    attach(used.id, owner="report:9")
    StoredFile.objects.filter(key=old.id).update(expires_at=AT)
    unknown = rules.new_id()
    for ids in (
        [used.id],
        [fresh.id, used.id],
        [unknown],
        ["x\0y"],
        [7],
        [fresh.id, fresh.id],
        [old.id],
        [""],
    ):
        with pytest.raises(Invalid) as refused:
            attach(*ids)
        assert refused.value.errors[0].field == "photos"
    assert queries.of_owners(["report:1"])["report:1"] == []


@pytest.mark.django_db
def test_at_most_five_for_one_owner_also_in_two_goes():
    ids = [factories.upload(width=32, height=32).id for _ in range(6)]
    with pytest.raises(Invalid):
        attach(*ids)
    attach(*ids[:3])
    with pytest.raises(Invalid, match="nhiều nhất 5"):
        attach(*ids[3:])
    assert len(attach(*ids[3:5])) == 2


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_attach_the_same_file_at_once_one_wins():
    file_id = factories.upload().id
    start = threading.Barrier(20)
    outcomes: list[str] = []

    def one(number: int) -> None:
        start.wait()
        try:
            attach(file_id, owner=f"report:{number}")
            outcomes.append("won")
        except Invalid:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    assert sorted(outcomes) == ["refused"] * 19 + ["won"]


@pytest.mark.django_db
def test_unused_uploads_go_after_eight_days_and_used_ones_stay(django_capture_on_commit_callbacks):
    unused, used = factories.upload(gps=factories.HUE), factories.upload()
    attach(used.id)
    assert actions.expire(AT + timedelta(days=8) - timedelta(seconds=1)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.expire(AT + timedelta(days=8)) == 1
    assert len(on_disk()) == 3
    tomb = StoredFile.objects.get(key=unused.id)
    assert (tomb.sha256, tomb.salt, tomb.lat, tomb.taken_at) == ("", "", None, None)
    assert [f.type for f in ledger.facts_of(f"file:{tomb.pk}")] == ["files.received", "files.expired"]
    with pytest.raises(queries.NoSuchPicture):
        queries.open_rendition(unused.id, "thumb")
    with pytest.raises(Invalid):
        attach(unused.id, now=AT + timedelta(days=1))


@pytest.mark.django_db
def test_erasing_an_owner_leaves_tombstones_only(django_capture_on_commit_callbacks):
    attach(factories.upload().id, factories.upload().id)
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.erase(owner="report:1", by=CITIZEN, now=AT) == 2
    assert on_disk() == set()
    assert queries.of_owners(["report:1"])["report:1"] == []
    assert actions.erase(owner="report:1", by=CITIZEN, now=AT) == 0


@pytest.mark.django_db
def test_renditions_open_by_size_and_owner():
    stored = factories.upload(width=3000, height=1000)
    attach(stored.id)
    stream, kind = queries.open_rendition(stored.id, "large", owner="report:1")
    with stream:
        assert stream.read(3) == b"\xff\xd8\xff"
    assert kind == "image/jpeg"
    for file_id, size, owner in (
        (stored.id, "original", None),
        (stored.id, "../original", None),
        ("../../etc/passwd", "thumb", None),
        (stored.id, "large", "report:2"),
    ):
        with pytest.raises(queries.NoSuchPicture):
            queries.open_rendition(file_id, size, owner=owner)
    assert queries.of_owners(["report:1", "report:2"]).keys() == {"report:1", "report:2"}


@pytest.mark.django_db
def test_too_many_bytes_are_refused_before_they_are_looked_at():
    with pytest.raises(actions.PictureTooLarge, match="15 MB"):
        actions.receive(b"\xff\xd8\xff" + bytes(15 * 1024 * 1024), filename="a", by=CITIZEN, now=AT)
