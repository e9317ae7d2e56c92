"""PostgreSQL killed or restarted under load: people are asked to try again, and nothing told is lost."""

import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
import psycopg
import pytest

from tests import private_postgres
from tests.faults.load import SENDERS, people_report
from tests.prepared import Prepared, postgres
from tests.service import Service

ROUNDS = int(os.environ.get("TINHSO_TEST_FAULT_ROUNDS", "2"))
WAYS = ("kill", "fast", "immediate")

pytestmark = pytest.mark.skipif(postgres() is None, reason="tells of PostgreSQL alone")


@pytest.fixture
def cluster() -> Iterator[private_postgres.Cluster]:
    # outside pytest's own folder, which nobody but its user may enter
    with TemporaryDirectory(prefix="tinhso-falls-") as folder:
        cluster = private_postgres.Cluster(Path(folder))
        cluster.start()
        try:
            yield cluster
        finally:
            cluster.stop()


@pytest.fixture
def on_it(cluster: private_postgres.Cluster, prepared: Prepared, tmp_path: Path) -> Iterator[Service]:
    """The prepared province, moved over to the server that will fall."""
    server = str(postgres())
    of_tests = server.partition("host=")[2].partition("&")[0]
    dump = cluster.folder / "dump"
    cluster.call(
        *("pg_dump", "-h", of_tests, "-U", "tinhso", "-Fc", "-f", str(dump), prepared.database),
    )
    cluster.call("createdb", "-h", str(cluster.folder), "-U", "tinhso", "tinhso")
    cluster.call("pg_restore", "-h", str(cluster.folder), "-U", "tinhso", "-d", "tinhso", str(dump))
    service = Service(tmp_path, database_url=cluster.url)
    service.environment["TINHSO_SECRET_KEY"] = prepared.secret_key
    yield service
    service.stop()


def test_a_server_that_falls_takes_nothing_with_it(on_it, cluster):
    on_it.start_web()
    on_it.start_worker()
    dice = random.Random(11)
    with people_report(on_it, rest_s=0.1) as load:
        for number in range(ROUNDS):
            load.wait_for_more(2 * SENDERS)
            time.sleep(dice.uniform(0, 0.5))
            _fall(cluster, WAYS[number % len(WAYS)])
            page = httpx.get(f"{on_it.url}/ban-do", follow_redirects=True, timeout=30)
            assert "Traceback" not in page.text
            asked = httpx.get(f"{on_it.url}/api/v1/reports", timeout=30)
            assert asked.status_code == httpx.codes.SERVICE_UNAVAILABLE
            assert asked.headers["Content-Type"].startswith("application/problem+json")
            cluster.start()
        load.wait_for_more(2 * SENDERS)
        load.prove_whole(at_least=2 * SENDERS * (ROUNDS + 1))


def _fall(cluster: private_postgres.Cluster, how: str) -> None:
    cluster.kill() if how == "kill" else cluster.stop(how)
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(cluster.url.replace("postgres://", "postgresql://"))
