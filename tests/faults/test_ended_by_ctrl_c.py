"""Does Ctrl-C end all that the demonstration started, at whatever moment it comes?"""

import os
import signal
import subprocess
import sys
import time

import httpx
import pytest

from tests.service import Service
from tinhso.demo import standins

RUN = """
import sys, time
from pathlib import Path
from tinhso.config import showcase
sys.exit(showcase.run(Path(sys.argv[1]), int(sys.argv[2]), time.monotonic()))
"""


@pytest.mark.parametrize("after_s", [0.5, 1.5, 2.5, None], ids=["at once", "starting", "almost", "serving"])
def test_ctrl_c_ends_all_of_it(tmp_path, after_s):
    service = Service(tmp_path)
    service.tinhso("django", "migrate", "-v0")
    beside = standins.payments(f"http://127.0.0.1:{service.port + 2}", secret="s" * 32, merchant="TINH-SO")
    group = subprocess.Popen(
        [sys.executable, "-c", RUN, str(tmp_path), str(service.port)],
        env={**service.environment, "TINHSO_PAYMENTS": beside},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    began = time.monotonic()
    while time.monotonic() - began < (after_s or 60):
        if after_s is None and _serves(service):
            break
        time.sleep(0.05)
    os.killpg(group.pid, signal.SIGINT)  # a terminal sends it to the whole group
    group.communicate(timeout=60)
    assert _left(tmp_path) == []
    assert not _serves(service)


def _serves(service: Service) -> bool:
    try:
        return httpx.get(f"{service.url}/healthz", timeout=2).is_success
    except httpx.TransportError:
        return False


def _left(folder) -> list[str]:
    """The processes that still live with this folder in their environment."""
    of_this = f"TINHSO_DATA_DIR={folder}/data".encode()
    left = []
    for process in os.listdir("/proc"):
        try:
            with open(f"/proc/{process}/environ", "rb") as environment:
                if of_this in environment.read().split(b"\0"):
                    left.append(process)
        except (OSError, NotADirectoryError):
            continue
    return left
