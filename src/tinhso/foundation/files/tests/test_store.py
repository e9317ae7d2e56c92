"""Does an S3-compatible store keep what a folder keeps, and is its outage a sentence?"""

import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from tinhso.core import clock
from tinhso.core.roles import CITIZEN, MACHINE
from tinhso.foundation.files import actions, queries, rules, storage
from tinhso.foundation.files.models import StoredFile
from tinhso.foundation.files.tests import factories
from tinhso.foundation.files.tests.store import Store, running

pytest.importorskip("moto")
AT = factories.AT


@pytest.fixture(scope="module")
def place() -> Iterator[Store]:
    with running() as store:
        yield store


@pytest.fixture
def store(place, settings) -> Iterator[Store]:
    settings.STORAGES = {**settings.STORAGES, "default": place.entry}
    actions.prepare_store()
    yield place
    if place.process is None:
        place.start()


def kept() -> set[str]:
    return {
        f"{storage.ROOT}/{shard}/{file_id}/{part}"
        for shard in default_storage.listdir(storage.ROOT)[0]
        for file_id in default_storage.listdir(f"{storage.ROOT}/{shard}")[0]
        for part in default_storage.listdir(f"{storage.ROOT}/{shard}/{file_id}")[1]
    }


def parts(file_id: str, *names: str) -> set[str]:
    return {rules.path(file_id, name) for name in names or ("original", "large", "thumb")}


@pytest.mark.django_db(transaction=True)
def test_a_picture_walks_its_whole_life(store):
    content = factories.jpeg(gps=factories.HUE)
    stored = actions.receive(content, filename="", by=CITIZEN, now=AT)
    assert kept() >= parts(stored.id)
    with storage.open_part(stored.id, "original") as original:
        assert original.read() == content
    actions.attach([stored.id], owner="report:1", by=CITIZEN, now=AT)
    stream, kind = queries.open_rendition(stored.id, "thumb", owner="report:1")
    assert (stream.read(2), kind) == (b"\xff\xd8", "image/jpeg")
    actions.erase_originals(owner="report:1", by=MACHINE, now=AT)
    assert rules.path(stored.id, "original") not in kept()
    actions.erase(owner="report:1", by=MACHINE, now=AT)
    assert not kept() & parts(stored.id)
    with pytest.raises(queries.NoSuchPicture):
        queries.open_rendition(stored.id, "thumb")
    with pytest.raises(FileNotFoundError):
        storage.open_part(stored.id, "thumb")


@pytest.mark.django_db(transaction=True)
def test_a_document_walks_its_whole_life_too(store):
    content = factories.pdf(2)
    stored = actions.receive_document(content, by=CITIZEN, now=AT)
    actions.attach_papers([stored.id], owner="dossier:1", by=CITIZEN, now=AT)
    copy = actions.copy_paper(stored.id, owner="dossier:1", to="paper:1/v1", by=CITIZEN, now=AT)
    actions.erase(owner="dossier:1", by=MACHINE, now=AT)
    assert not kept() & parts(stored.id)
    assert kept() >= parts(copy.id)
    stream, found = queries.open_original(copy.id, owner="paper:1/v1")
    assert (stream.read(), found.pages) == (content, 2)


@pytest.mark.django_db(transaction=True)
def test_bytes_that_a_kill_left_are_swept_up_and_living_ones_stay(store, monkeypatch):
    living = actions.receive(factories.jpeg(), filename="", by=CITIZEN, now=clock.now())
    lost = rules.new_id()
    storage.put(lost, {"original": b"left behind", "thumb": b"too"})
    assert actions.sweep(clock.now()) == 0  # its row may still be on the way
    assert actions.sweep(clock.now() + timedelta(hours=2)) >= 1
    assert kept() >= parts(living.id)
    assert not kept() & parts(lost)


def test_the_newer_bytes_stand_in_the_place_of_the_older(store):
    file_id = rules.new_id()
    for content in (b"one", b"two, which is longer", b"3"):
        storage.put(file_id, {"public-thumb": content})
        with storage.open_part(file_id, "public-thumb") as found:
            assert found.read() == content
    assert len(kept() & parts(file_id, "public-thumb")) == 1
    with pytest.raises(NotImplementedError):
        default_storage.url(rules.path(file_id, "public-thumb"))


def test_a_sound_is_read_from_its_middle(store):
    default_storage.save("photos/aa/x/original", ContentFile(b"0123456789"))
    with default_storage.open("photos/aa/x/original") as found:
        found.seek(4)
        assert found.read(3) == b"456"


@pytest.mark.django_db(transaction=True)
def test_an_outage_is_told_and_passes(store, client):
    before = actions.receive(factories.jpeg(), filename="", by=CITIZEN, now=AT)
    actions.attach([before.id], owner="report:7", by=CITIZEN, now=AT)
    assert queries.is_store_there()
    store.kill()
    part = {"file": ContentFile(factories.jpeg(), name="a.jpg")}
    answer = client.post("/api/v1/uploads", part)
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    assert answer.json()["detail"].startswith("Kho lưu ảnh")
    assert not queries.is_store_there()
    with pytest.raises(actions.StoreAway):
        queries.open_rendition(before.id, "thumb")
    # nothing was promised, and no row stands for bytes that are nowhere
    assert StoredFile.objects.count() == 1
    # nor is it the picture's fault that it cannot be looked through
    actions.mask_waiting(now=AT)
    assert StoredFile.objects.get(key=before.id).mask_tries == 0
    store.start()
    default_storage.ask_at = 0.0
    actions.prepare_store()
    assert queries.is_store_there()
    assert actions.receive(factories.jpeg(), filename="", by=CITIZEN, now=AT).id


@pytest.mark.django_db(transaction=True)
def test_what_was_erased_stays_erased_where_the_bytes_cannot_be_reached(store):
    stored = actions.receive(factories.jpeg(), filename="", by=CITIZEN, now=AT)
    actions.attach([stored.id], owner="report:8", by=CITIZEN, now=AT)
    default_storage.is_away, default_storage.ask_at = True, time.monotonic() + 3600
    with transaction.atomic():
        assert actions.erase(owner="report:8", by=MACHINE, now=AT) == 1
    assert StoredFile.objects.get(key=stored.id).erased_at == AT
    default_storage.ask_at = 0.0
    assert kept() >= parts(stored.id)
    actions.sweep(clock.now() + timedelta(hours=2))
    assert not kept() & parts(stored.id)


def test_one_asks_while_it_is_away_and_the_others_do_not_wait(store):
    assert default_storage.may_be_asked()
    default_storage.is_away, default_storage.ask_at = True, time.monotonic() - 1
    assert [default_storage.may_be_asked() for _ in range(3)] == [True, False, False]
    default_storage.ask_at = 0.0
    assert default_storage.is_there()
    assert all(default_storage.may_be_asked() for _ in range(3))


def test_a_refusal_is_no_missing_file(store, monkeypatch):
    default_storage.bucket_name = "kho-khac"
    with pytest.raises(FileNotFoundError):
        default_storage.open("photos/aa/x/original")
    with pytest.raises(actions.StoreAway):
        default_storage.save("photos/aa/x/original", ContentFile(b"x"))


def test_the_secret_stands_in_no_line_of_the_log(store, caplog):
    store.kill()
    with pytest.raises(actions.StoreAway):
        storage.put(rules.new_id(), {"original": b"x"})
    assert caplog.text
    assert "b/i-mat" not in caplog.text
    assert "i-mat" not in repr(default_storage)
