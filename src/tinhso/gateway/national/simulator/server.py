"""How does the simulated portal answer? Its machine face below /api/, its citizens' pages elsewhere."""

import base64
import hmac
import json
import secrets
import select
import socket
import sys
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tinhso.gateway.national.simulator import pages
from tinhso.gateway.national.simulator.plans import Mishap, Plan
from tinhso.gateway.national.simulator.store import Store

MOST_BYTES = 40 * 1024 * 1024
LONGEST_SILENCE_S = 20.0
TELLS = ("DongBoHoSo", "CapNhatTienTrinh")
LISTS = ("LayDanhSachHoSo", "LayHoSo", "DoiSoat")
BEFORE = {Mishap.SLOW_BEFORE, Mishap.CUT_BEFORE, Mishap.FAIL_BEFORE, Mishap.AWAY, Mishap.EXPIRED}


class Server(ThreadingHTTPServer):
    """The portal on one port of this machine."""

    daemon_threads = True

    def __init__(self, port: int, store: Store, plan: Plan, client: tuple[str, str]) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.store, self.plan, self.client = store, plan, client
        self.tokens: set[str] = set()
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are part of the game; anything else is a bug of this one."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server

    def do_GET(self) -> None:
        """This will answer a reading."""
        self._answer("GET")

    def do_POST(self) -> None:
        """This will answer a telling or a sent form."""
        self._answer("POST")

    def log_message(self, *_: object) -> None:
        """The portal is quiet."""

    def _answer(self, method: str) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > MOST_BYTES:
            self._say(413, b"", "text/plain")
            return
        body = self.rfile.read(length)
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        if parts.path == "/api/token":
            self._token()
        elif parts.path.startswith("/api/"):
            self._service(parts.path.removeprefix("/api/"), query, body)
        else:
            asked = pages.Asked(method, parts.path, query, self.headers, body)
            page = pages.answer(self.server.store, self.server.url, asked)
            self._say(page.status, page.content, page.kind, page.headers)

    def _token(self) -> None:
        wanted = base64.b64encode(":".join(self.server.client).encode()).decode()
        if not hmac.compare_digest(self.headers.get("Authorization", ""), f"Basic {wanted}"):
            self._json({"error": "invalid_client"}, 401)
            return
        token = secrets.token_urlsafe(24)
        self.server.tokens.add(token)
        self._json({"access_token": token, "token_type": "Bearer", "expires_in": 3600})

    def _service(self, service: str, query: Mapping[str, str], body: bytes) -> None:
        if self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.server.tokens:
            self._json({"error_code": "401", "message": "Chưa xác thực"}, 401)
            return
        if service not in (*TELLS, *LISTS):
            self._json({"error_code": "404", "message": "Không có dịch vụ này"}, 404)
            return
        mishap = self.server.plan.next(tells=service in TELLS, at=self.server.store.clock())
        if mishap in BEFORE:
            self._misbehave(mishap, {})
            return
        if mishap == Mishap.FORGET:
            self._json({"error_code": "0", "message": "OK"})
            return
        answer = self._told(service, body) if service in TELLS else self._listed(service, query)
        if mishap == Mishap.NONE:
            self._json(answer)
        else:
            self._misbehave(mishap, answer)

    def _told(self, service: str, body: bytes) -> dict[str, Any]:
        try:
            payload = json.loads(body)["data"][0]
            return self.server.store.take(service, payload, self.headers.get("Idempotency-Key", ""))
        except (ValueError, LookupError, TypeError):
            return {"error_code": "10", "message": "Không đọc được nội dung"}

    def _listed(self, service: str, query: Mapping[str, str]) -> dict[str, Any]:
        store, plan = self.server.store, self.server.plan
        if service == "LayHoSo":
            found = store.one(query.get("MaHoSo", ""))
            return {"error_code": "0", "danhSach": [found] if found else []}
        size = max(1, min(500, int(query.get("soLuong") or 100)))
        after = query.get("conTro", "")
        if service == "DoiSoat":
            lines, cursor, more = store.states(after, size, query.get("tu", ""))
        else:
            lines, cursor, more = store.listed(after, size)
            if plan.has("doubles") and cursor != after:
                # the last lines of the page before come along once more
                lines = store.listed(str(max(0, int(after or 0) - 3)), 3)[0] + lines
        lines = plan.disturbed(lines, feed=service == "LayDanhSachHoSo")
        return {"error_code": "0", "danhSach": lines, "conTro": cursor, "conNua": "1" if more else "0"}

    def _misbehave(self, mishap: Mishap, answer: Mapping[str, Any]) -> None:
        match mishap:
            case Mishap.SLOW_BEFORE | Mishap.SLOW_AFTER:
                self._be_silent()
            case Mishap.CUT_BEFORE | Mishap.CUT_AFTER:
                self.connection.shutdown(socket.SHUT_RDWR)
            case Mishap.FAIL_BEFORE | Mishap.FAIL_AFTER:
                self._json({"error_code": "500", "message": "Lỗi hệ thống"}, 500)
            case Mishap.EXPIRED:
                self.server.tokens.clear()
                self._json({"error_code": "401", "message": "Phiên đã hết hạn"}, 401)
            case Mishap.AWAY:
                self._say(503, b"<h1>503</h1>", "text/html")
            case Mishap.HALF:
                whole = json.dumps(answer, ensure_ascii=False).encode()
                self._say(200, whole[: len(whole) // 2], "application/json")

    def _be_silent(self) -> None:
        """Until the caller gives up: it hangs up, which makes its end readable."""
        select.select([self.connection], [], [], LONGEST_SILENCE_S)

    def _json(self, said: Mapping[str, Any], status: int = 200) -> None:
        self._say(status, json.dumps(said, ensure_ascii=False).encode(), "application/json; charset=utf-8")

    def _say(self, status: int, content: bytes, kind: str, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
