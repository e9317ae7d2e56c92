"""Do boards count in the copy of the database, is no report ever read there, and what when it falls?"""

import secrets
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from tests.contract.sending import send
from tests.contract.stored import Stored
from tests.prepared import Prepared, drop, postgres
from tests.service import Service, fresh_postgres_database

pytestmark = pytest.mark.skipif(postgres() is None, reason="tells of PostgreSQL alone")
NAMING = (
    "/danh-sach", "/ban-do/diem.geojson?view=18,107.0,16.0,108.2,16.8", "/api/v1/reports",
    "/so-lieu/phan-anh", "/so-lieu/luot-xu-ly.csv", "/nguon-tin/phan-anh.atom",
)  # fmt: skip
"""Where the public reads of single reports."""


def _server(statement: str, *values: str) -> list[tuple[str, ...]]:
    server = (postgres() or "").replace("postgres://", "postgresql://")
    with psycopg.connect(server, autocommit=True) as connection:
        cursor = connection.execute(statement, values or None)  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []


@pytest.fixture
def copied(prepared: Prepared, tmp_path: Path) -> Iterator[tuple[Service, str]]:
    """A deployment whose replica is a second database with the same rows, which then lags for ever."""
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


def test_boards_count_in_the_copy_until_it_falls(copied: tuple[Service, str]) -> None:
    service, name = copied
    service.start_web()
    asked = "SELECT query FROM pg_stat_activity WHERE datname = %s"
    with httpx.Client(base_url=service.url, timeout=30) as client:
        code = send(client, text="Ổ gà trước kiệt 9 đường Nguyễn Huệ, xe máy ngã")["code"]
        assert client.get("/danh-sach").is_success
        assert client.get(f"/phan-anh/{code}").is_success  # the copy does not know it yet
        assert not _server(asked, name), "who names a report asks the original"
        assert client.get("/so-lieu").is_success
        assert any("ioc_" in query or "ledger_" in query for (query,) in _server(asked, name))
        _server(f'DROP DATABASE "{name}" WITH (FORCE)')
        for period in ("", "?period=7", "?period=90"):
            assert client.get(f"/so-lieu{period}").is_success
    assert "the replica is not asked" in (service.folder / "web.log").read_text()


def test_what_was_hidden_a_moment_ago_is_shown_by_no_copy(copied: tuple[Service, str]) -> None:
    service, _name = copied
    stored = Stored(service)
    [(code,)] = stored.run(
        "SELECT t.code FROM ioc_turn t JOIN reports_report r ON r.code = t.code WHERE t.is_public"
        " AND r.visibility = 'public' AND r.public_lat IS NOT NULL AND t.answered_at IS NOT NULL"
        " ORDER BY t.began_at DESC LIMIT 1"
    )
    spaced = f"{code[:4]} {code[4:7]} {code[7:]}"
    service.start_web()
    with httpx.Client(base_url=service.url, timeout=30) as client:
        before = [address for address in NAMING if _names(client, address, code, spaced)]
        assert "/so-lieu/luot-xu-ly.csv" in before, "the test looks at something"
        # the worker stands still, so the centre's counters do not know of it either
        stored.run("UPDATE reports_report SET visibility = 'private', public_words = '' WHERE code = ?", code)
        assert [address for address in NAMING if _names(client, address, code, spaced)] == []


def _names(client: httpx.Client, address: str, *codes: str) -> bool:
    answer = client.get(address)
    assert answer.is_success, address
    return any(code in answer.text for code in codes)
