"""Does anybody notice that the web is started anew (SIGHUP) while reports pour in?

The client does what the proxy of `deploy/` does: a connection for each request, and one that is closed before
the answer began is made again. A report has an id of its own, so sending it twice is sending it once.
"""

import http.client
import os
import signal
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import orjson

from tests.contract.sending import report
from tests.contract.stored import Stored
from tests.service import Service

SENDERS = 4
AGAIN = 5
WITHIN_S = 90


class OverSocket(http.client.HTTPConnection):
    """HTTP over a socket of the machine."""

    def __init__(self, path: Path) -> None:
        super().__init__("127.0.0.1", timeout=30)
        self.path = path

    def connect(self) -> None:
        """This will connect."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(str(self.path))


def asked(path: Path, address: str, body: bytes | None = None) -> int:
    """This will ask as a proxy does and give the status; 0 where there was no answer at all."""
    headers = {"Connection": "close", "Content-Type": "application/json"}
    for _try in range(AGAIN):
        connection = OverSocket(path)
        try:
            connection.request("POST" if body else "GET", address, body=body, headers=headers)
            answer = connection.getresponse()
            answer.read()
            return answer.status
        except (ConnectionError, http.client.RemoteDisconnected):
            continue
        finally:
            connection.close()
    return 0


def web_processes(service: Service) -> set[int]:
    """The processes that answer; the one beside them counts Python's shared things."""
    main = service.processes["web"].pid
    told = Path(f"/proc/{main}/task/{main}/children").read_text().split()
    kept = [pid for pid in told if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()]
    return {int(pid) for pid in kept}


def until(what: str, holds: Callable[[], bool]) -> None:
    end = time.monotonic() + WITHIN_S
    while not holds():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def test_nobody_is_turned_away_while_the_web_starts_anew(service: Service) -> None:
    path = service.folder / "web.sock"
    service._start("web", "serve", "--socket", str(path))
    until("it answers", lambda: path.exists() and asked(path, "/healthz") == 200)
    sent: Counter[int] = Counter()
    read: Counter[int] = Counter()
    stop = threading.Event()

    def sends() -> None:
        while not stop.is_set():
            sent[asked(path, "/api/v1/reports", orjson.dumps(report()))] += 1
            read[asked(path, "/danh-sach")] += 1

    people = [threading.Thread(target=sends) for _ in range(SENDERS)]
    for one in people:
        one.start()
    try:
        until("reports come", lambda: sent[201] > 10)
        before = web_processes(service)
        os.kill(service.processes["web"].pid, signal.SIGHUP)
        until("the old ones have gone", lambda: not before & web_processes(service))
        taken = sent[201]
        until("the new ones take reports", lambda: sent[201] > taken + 10)
    finally:
        stop.set()
        for one in people:
            one.join()
    assert set(read) == {200}
    assert set(sent) <= {200, 201}, sent  # 200: it had come the first time
    kept = "SELECT count(*), count(DISTINCT text) FROM reports_report WHERE text LIKE ?"
    assert Stored(service).run(kept, "Ổ gà rất to%") == [(sent.total(), sent.total())]
