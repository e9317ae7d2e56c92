"""A disk that is full: people are told to try again, can still read, and with room again all goes on."""

import errno
import io
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from PIL import Image

from tests.faults.load import SENDERS, people_report
from tests.prepared import Prepared, postgres
from tests.service import Service

ROOM = "160m"
BLOCK = b"\0" * 4096

pytestmark = pytest.mark.skipif(postgres() is not None, reason="tells of SQLite's own file")


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own, small enough to be filled."""
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={ROOM}", "tmpfs", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this account may not mount a small file system")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def on_it(prepared: Prepared, small: Path) -> Iterator[Service]:
    service = prepared.service(small)
    yield service
    service.stop()


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """This will leave not one block free for as long as the block lasts."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        while True:
            file.write(BLOCK)
    try:
        yield
    finally:
        ballast.unlink()


def test_a_full_disk_loses_nothing_and_says_so(on_it, small):
    on_it.start_web()
    on_it.start_worker()
    with people_report(on_it, rest_s=0.1) as load, httpx.Client(base_url=on_it.url, timeout=30) as client:
        load.wait_for_more(2 * SENDERS)
        with full(small):
            _told_to_come_again(load.wait_until_put_off())
            _told_to_come_again(client.post("/api/v1/uploads", files={"file": ("a.jpg", picture())}))
            read = client.get("/api/v1/reports")
            assert read.status_code == httpx.codes.OK, read.text
            page = client.get("/phan-anh/moi")
            assert page.is_success or "112" in page.text
        load.wait_for_more(2 * SENDERS)
        load.prove_whole(at_least=4 * SENDERS)


def _told_to_come_again(answer: httpx.Response) -> None:
    assert answer.status_code == httpx.codes.SERVICE_UNAVAILABLE, answer.text
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    assert answer.json()["detail"]
    assert int(answer.headers["Retry-After"]) > 0


def picture() -> bytes:
    kept = io.BytesIO()
    Image.effect_noise((1200, 900), 80).convert("RGB").save(kept, "JPEG")
    return kept.getvalue()
