"""Does the worker keep a sound snapshot while people report, and does the province come back from it?"""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from tests.contract.sending import send
from tests.faults.load import SENDERS, people_report
from tests.prepared import Prepared, drop, postgres
from tests.service import Service
from tinhso.core.sqlite import snapshot

pytestmark = pytest.mark.skipif(postgres() is not None, reason="tells of SQLite's own file")
SOON = 120


@pytest.fixture
def office(prepared: Prepared, tmp_path: Path) -> Iterator[Service]:
    service = prepared.service(tmp_path)
    yield service
    service.stop()
    drop(service)


def test_a_snapshot_taken_under_load_is_sound_and_comes_back(office: Service) -> None:
    file = Path(office.environment["TINHSO_DATABASE_URL"].removeprefix("sqlite:///"))
    folder = Path(office.environment["TINHSO_DATA_DIR"]) / "snapshots"
    office.start_web()
    with httpx.Client(base_url=office.url, timeout=60) as client:
        code = send(client)["code"]
    with people_report(office, rest_s=0.1) as load:
        load.wait_for_more(SENDERS)
        office.start_worker()
        until = time.monotonic() + SOON
        while not (found := list(folder.glob("????-??-??.sqlite3"))):
            assert time.monotonic() < until, "no snapshot was made"
            time.sleep(0.2)
        load.wait_for_more(SENDERS)
    office.kill("web")
    office.kill("worker")
    assert snapshot.check(found[0]) == []
    # as docs/operate/backup.md says
    damaged = file.parent / "damaged"
    damaged.mkdir()
    for part in file.parent.glob(f"{file.name}*"):
        if part.is_file():
            part.rename(damaged / part.name)
    assert office.tinhso("backup", "check", str(found[0])).stdout.strip() == "ok"
    shutil.copy(found[0], file)
    office.tinhso("migrate")
    assert json.loads(office.tinhso("ledger", "verify", "--json").stdout)["first_broken"] is None
    office.start_web()
    office.start_worker()
    with closing(httpx.Client(base_url=office.url, timeout=60)) as client:
        assert client.get(f"/api/v1/reports/{code}").is_success
        assert send(client)["code"]
        told = client.get("/readyz").json()
        assert not [said for said in told["warnings"] if "SQLite" in said or "bản chụp" in said.lower()]
