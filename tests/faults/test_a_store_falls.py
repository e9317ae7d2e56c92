"""Does a deployment keep its pictures in an S3-compatible store, and go on without it while it is away?"""

import time
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.contract.sending import send
from tests.faults.test_disk_full import picture
from tests.prepared import Prepared, drop
from tests.service import Service
from tinhso.foundation.files.tests.store import Store, running

pytest.importorskip("moto")
LATER = 60
"""A hanging store is left after ten seconds; a machine under load is slower."""


@pytest.fixture
def store() -> Iterator[Store]:
    with running() as found:
        yield found


@pytest.fixture
def stored(prepared: Prepared, store: Store, tmp_path: Path) -> Iterator[Service]:
    """A deployment whose pictures were carried out of its folder into a store."""
    service = prepared.service(tmp_path)
    service.tinhso("move-files", store.url)
    service.environment["TINHSO_FILES_URL"] = store.url
    service.tinhso("migrate")
    try:
        yield service
    finally:
        service.stop()
        drop(service)


def upload(client: httpx.Client) -> httpx.Response:
    return client.post("/api/v1/uploads", files={"file": ("a.jpg", picture())})


def test_pictures_lie_in_the_store_and_an_outage_stops_nothing_else(stored: Service, store: Store) -> None:
    stored.start_web()
    with httpx.Client(base_url=stored.url, timeout=LATER) as client:
        before = _files(stored)
        first = upload(client)
        assert first.status_code == httpx.codes.CREATED, first.text
        assert _files(stored) == before, "nothing of it lies in the data folder"
        report = send(client, photos=[first.json()["id"]])
        assert client.get("/readyz").json()["files"] == "ok"
        store.hang()
        refused = upload(client)
        assert refused.status_code == httpx.codes.SERVICE_UNAVAILABLE, refused.text
        assert "Kho lưu ảnh" in refused.json()["detail"]
        assert send(client)["code"]  # who sends no picture does not notice
        assert client.get(f"/phan-anh/{report['code']}").is_success
        health = client.get("/readyz")
        assert (health.status_code, health.json()["files"]) == (200, "unreachable")
        store.go_on()
        until = time.monotonic() + LATER
        while not (back := upload(client)).is_success:
            assert back.status_code == httpx.codes.SERVICE_UNAVAILABLE
            assert time.monotonic() < until, "the store answers again and is not asked"
            time.sleep(0.2)


def test_a_backup_holds_what_lies_in_the_store(stored: Service, tmp_path: Path) -> None:
    printed = stored.tinhso("backup", "key").stdout
    identity, recipient = tmp_path / "key.txt", printed.splitlines()[0].rpartition(" ")[2]
    identity.write_text(printed)
    stored.start_web()
    with httpx.Client(base_url=stored.url, timeout=LATER) as client:
        sent = picture()
        photo = client.post("/api/v1/uploads", files={"file": ("a.jpg", sent)}).json()["id"]
        code = send(client, photos=[photo])["code"]
    stored.stop()
    kept = tmp_path / "kept.age"
    stored.tinhso("backup", "make", str(kept), "--to", recipient)
    # comes back into a folder, on another machine
    folder = tmp_path / f"back-{uuid4().hex[:8]}"
    folder.mkdir()
    back = Service(folder)
    back.environment["TINHSO_SECRET_KEY"] = stored.environment["TINHSO_SECRET_KEY"]
    back.tinhso("backup", "restore", str(kept), "--identity", str(identity))
    path = folder / "data" / "files" / "photos" / photo[:2] / photo
    assert {part.name for part in path.iterdir()} == {"original", "large", "thumb"}
    assert (path / "original").read_bytes() == sent
    back.start_web()
    try:
        assert httpx.get(f"{back.url}/api/v1/reports/{code}", timeout=LATER).is_success
    finally:
        back.stop()
    # and out of the store into the folder
    for copied in (True, False):
        said = stored.tinhso("move-files", "folder").stdout
        assert said.startswith("Đã chép 0 tệp") != copied


def _files(service: Service) -> set[Path]:
    return {path for path in (service.folder / "data" / "files").rglob("*") if path.is_file()}
