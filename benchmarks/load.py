"""How is a server loaded without the client being the bottleneck? Prebuilt bytes over epoll.

The client is one process that keeps N connections busy, parses nothing but the status line and the length,
and reports what it cost itself: CPU seconds a request, which stands in the table.
"""

import resource
import selectors
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass
class Outcome:
    """What a run saw: requests a second, latencies in milliseconds, statuses, the client's own cost."""

    requests: int
    seconds: float
    latencies_ms: list[float]
    statuses: dict[int, int]
    client_ms: float

    @property
    def rate(self) -> float:
        """This will give requests a second."""
        return self.requests / self.seconds

    def percentile(self, share: float) -> float:
        """This will give a latency percentile in milliseconds."""
        ordered = sorted(self.latencies_ms)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


@dataclass
class _Connection:
    socket: socket.socket
    sent_at: float = 0.0
    heard: bytearray = field(default_factory=bytearray)
    needed: int = -1
    status: int = 0
    body_at: int = 0
    is_following: bool = False


Follow = Callable[[bytes], bytes]


def run(
    host: str,
    port: int,
    requests: Iterator[bytes],
    *,
    connections: int,
    seconds: float,
    follow: Follow | None = None,
) -> Outcome:
    """This will send requests over `connections` kept-alive connections for `seconds`.

    With `follow` each answer's body is made into one more request, and both together count as one.
    """
    selector = selectors.DefaultSelector()
    latencies: list[float] = []
    statuses: dict[int, int] = {}
    cpu_before = _cpu()
    began = time.perf_counter()
    until = began + seconds
    open_connections = 0
    for _ in range(connections):
        raw = socket.create_connection((host, port))
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection = _Connection(raw)
        selector.register(raw, selectors.EVENT_READ, connection)
        _send(connection, next(requests))
        open_connections += 1
    while open_connections:
        for key, _ in selector.select(timeout=30):
            connection = key.data
            if not _hear(connection):
                continue
            if follow and not connection.is_following and connection.status < HTTPStatus.BAD_REQUEST:
                _send(connection, follow(bytes(connection.heard[connection.body_at :])), is_following=True)
                continue
            now = time.perf_counter()
            latencies.append((now - connection.sent_at) * 1000)
            statuses[connection.status] = statuses.get(connection.status, 0) + 1
            if now < until:
                _send(connection, next(requests))
            else:
                selector.unregister(connection.socket)
                connection.socket.close()
                open_connections -= 1
    spent = time.perf_counter() - began
    client_ms = (_cpu() - cpu_before) * 1000 / max(1, len(latencies))
    return Outcome(len(latencies), spent, latencies, statuses, client_ms)


def _cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _send(connection: _Connection, request: bytes, *, is_following: bool = False) -> None:
    connection.heard.clear()
    connection.needed = -1
    connection.is_following = is_following
    if not is_following:
        connection.sent_at = time.perf_counter()
    connection.socket.sendall(request)


def _hear(connection: _Connection) -> bool:
    part = connection.socket.recv(262_144)
    if not part:
        raise ConnectionError("the server closed a connection")
    connection.heard += part
    if connection.needed < 0:
        end = connection.heard.find(b"\r\n\r\n")
        if end < 0:
            return False
        head = bytes(connection.heard[:end]).lower()
        connection.status = int(head[9:12])
        at = head.find(b"content-length:")
        length = int(head[at + 15 :].split(b"\r\n", 1)[0]) if at >= 0 else 0
        connection.body_at = end + 4
        connection.needed = end + 4 + length
    return len(connection.heard) >= connection.needed


def get(path: str, port: int, headers: str = "") -> bytes:
    """This will write a GET request."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}\r\n".encode()


def post(path: str, port: int, body: bytes) -> bytes:
    """This will write a JSON POST request."""
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
