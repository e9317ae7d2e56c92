"""Does a backup taken while people report come back whole, on another machine and on either database?"""

import json
import threading
import time
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from tests.faults.load import SENDERS, Sender, kept, people_report
from tests.prepared import postgres
from tests.service import Service, fresh_postgres_database
from tinhso.config.backup import archive, keys

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(service: Service, tmp_path: Path) -> tuple[Path, str]:
    """The file of an identity, and its recipient."""
    printed = service.tinhso("backup", "key").stdout
    path = tmp_path / "key.txt"
    path.write_text(printed)
    return path, printed.splitlines()[0].rpartition(" ")[2]


def another(service: Service, folder: Path, *, on: str | None) -> Service:
    """A deployment without anything, with the keys of the first."""
    folder.mkdir()
    found = Service(folder, database_url=on)
    found.environment["TINHSO_SECRET_KEY"] = service.environment["TINHSO_SECRET_KEY"]
    return found


def databases(tmp_path: Path) -> list[str | None]:
    """An empty one of each kind that this run has."""
    server = postgres()
    return [None, fresh_postgres_database(server, name=f"back_{uuid4().hex[:12]}")] if server else [None]


def test_a_backup_taken_under_load_comes_back_equal_on_each_database(service, key, tmp_path):
    service.start_web()
    stop, codes = threading.Event(), []

    def report() -> None:
        while not stop.is_set():
            body = {
                "id": str(uuid4()), "text": "Cây ngã chắn đường ở đầu kiệt", "category": "trees",
                "point": {"lat": 16.4637, "lon": 107.5909, "accuracy_m": 12}, "place": None,
                "occurred_at": None, "photos": [], "contact": None, "public": True,
            }  # fmt: skip
            codes.append(httpx.post(f"{service.url}/api/v1/reports", json=body, timeout=30).json()["code"])

    writer = threading.Thread(target=report)
    writer.start()
    identity, recipient = key
    kept = tmp_path / "kept.age"
    while len(codes) < 5 and writer.is_alive():
        time.sleep(0.01)
    before = list(codes)
    try:
        service.tinhso("backup", "make", str(kept), "--to", recipient)
    finally:
        stop.set()
        writer.join()
    service.kill("web")
    assert kept.stat().st_mode & 0o077 == 0
    held = opened(kept, identity)
    for number, url in enumerate(databases(tmp_path)):
        back = another(service, tmp_path / f"back{number}", on=url)
        back.tinhso("backup", "restore", str(kept), "--identity", str(identity))
        assert json.loads(back.tinhso("ledger", "verify", "--json").stdout)["first_broken"] is None
        back.start_web()
        for code in before:
            assert httpx.get(f"{back.url}/api/v1/reports/{code}").status_code == 200
        assert httpx.get(f"{back.url}/api/v1/reports?q=cay+nga").json()["total"] >= len(before)
        back.kill("web")
        again = tmp_path / f"again{number}.age"
        back.tinhso("backup", "make", str(again), "--to", recipient)
        assert opened(again, identity) == held


def opened(path: Path, identity: Path) -> dict[str, bytes]:
    """All members but the manifest, of which the hour differs."""
    found = dict(archive.members(path, keys.identities(identity)))
    del found[archive.MANIFEST]
    return found


@pytest.mark.skipif(postgres() is None, reason="there is no PostgreSQL to move to")
def test_an_office_moves_to_postgresql_while_people_report(tmp_path):
    office = Service(tmp_path)
    office.tinhso("migrate")
    office.tinhso("demo", "load", "--province", "46", "--days", "1")
    office.start_web()
    url = fresh_postgres_database(str(postgres()), name=f"moved_{uuid4().hex[:12]}")
    with people_report(office, rest_s=1.0) as load:
        load.wait_for_more(SENDERS)
        nowhere = office.tinhso("move-to", url.replace("/moved_", "/nowhere_"), check=False)
        assert nowhere.returncode == 2
        assert "như trước" in nowhere.stderr
        load.wait_for_more(SENDERS)
        office.tinhso("move-to", url)
        told = len(load.replies)
        before = kept(office)["reports"]
        again = httpx.post(f"{office.url}/api/v1/reports", json=Sender(office, 77).report(), timeout=60)
        assert again.status_code == httpx.codes.SERVICE_UNAVAILABLE
        assert kept(office)["reports"] == before, "the old one still takes reports"
        office.kill("web")
        office.environment["TINHSO_DATABASE_URL"] = url
        assert kept(office)["reports"] == before
        office.start_web()
        office.start_worker()
        load.wait_for_more(SENDERS)
        assert told < len(load.replies)
        load.prove_whole(at_least=3 * SENDERS)
    assert office.tinhso("move-to", url, check=False).returncode == 2
    office.stop()
