"""Do boards and the public list read from the copy of the database, and from the original when it falls?"""

import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.contract.sending import send
from tests.prepared import Prepared, drop, postgres
from tests.service import Service, fresh_postgres_database

pytestmark = pytest.mark.skipif(postgres() is None, reason="tells of PostgreSQL alone")


def _server(statement: str) -> None:
    server = (postgres() or "").replace("postgres://", "postgresql://")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]


@pytest.fixture
def copied(prepared: Prepared, tmp_path: Path) -> Iterator[tuple[Service, str]]:
    """A deployment whose replica is a second database with the same rows."""
    service = prepared.service(tmp_path)
    name = f"copy_{secrets.token_hex(6)}"
    copy = fresh_postgres_database(postgres() or "", name=name, template=prepared.database)
    service.environment["TINHSO_REPLICA_URL"] = copy
    try:
        yield service, name
    finally:
        service.stop()
        drop(service)
        _server(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def test_the_list_is_read_from_the_copy_while_there_is_one(copied: tuple[Service, str]) -> None:
    service, name = copied
    service.start_web()
    with httpx.Client(base_url=service.url, timeout=30) as client:
        code = send(client, text="Ổ gà trước kiệt 9 đường Nguyễn Huệ, xe máy ngã")["code"]
        spaced = f"{code[:4]} {code[4:7]} {code[7:]}"
        listed = client.get("/danh-sach").text
        assert "data-" in listed
        assert code not in listed, "the copy does not know it yet"
        assert spaced not in listed
        assert client.get(f"/phan-anh/{code}").status_code == 200  # who acts reads the original
        _server(f'DROP DATABASE "{name}" WITH (FORCE)')
        for _again in range(3):
            answer = client.get("/danh-sach")
            assert answer.status_code == 200
            assert code in answer.text or spaced in answer.text
    assert "the replica is not asked" in (service.folder / "web.log").read_text()
