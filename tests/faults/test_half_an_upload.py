"""A picture whose sending breaks off in the middle: nothing of it is kept, and sent again it arrives."""

import socket
from hashlib import sha256
from pathlib import Path

import httpx
import pytest

from tests.faults.test_disk_full import picture
from tests.prepared import postgres
from tests.service import Service

pytestmark = pytest.mark.skipif(postgres() is not None, reason="the database has no part in it")


def test_half_an_upload_leaves_nothing(service: Service) -> None:
    service.start_web()
    sent = picture()
    with httpx.Client(base_url=service.url, timeout=30) as client:
        request = client.build_request("POST", "/api/v1/uploads", files={"file": ("a.jpg", sent)})
        body = request.read()
        head = "".join(f"{name}: {value}\r\n" for name, value in request.headers.items())
        before = _files(service)
        for part in (0, len(body) // 2, len(body) - 1):
            with socket.create_connection(("127.0.0.1", service.port)) as line:
                line.sendall(f"POST /api/v1/uploads HTTP/1.1\r\n{head}\r\n".encode() + body[:part])
        assert client.get("/healthz").is_success
        assert _files(service) == before
        answer = client.post("/api/v1/uploads", files={"file": ("a.jpg", sent)})
        assert answer.status_code == httpx.codes.CREATED, answer.text
        assert answer.json()["sha256"] == sha256(sent).hexdigest()
        assert any(path.read_bytes() == sent for path in _files(service) - before)


def _files(service: Service) -> set[Path]:
    return {
        path
        for path in (service.folder / "data").rglob("*")
        if path.is_file() and path.stat().st_size > 10_000
    }
