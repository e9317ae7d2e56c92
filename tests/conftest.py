"""What stories and faults share: a real service on a database of its own."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service import Service, fresh_postgres_database


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    """A deployment of the demonstration province with few reports, on the database under test."""
    server = os.environ.get("TINHSO_DATABASE_URL_FOR_TESTS", "")
    url = fresh_postgres_database(server) if server.startswith("postgres") else None
    service = Service(tmp_path, database_url=url)
    service.tinhso("migrate")
    service.tinhso("demo", "load", "--province", "46", "--days", "2")
    try:
        yield service
    finally:
        service.stop()
