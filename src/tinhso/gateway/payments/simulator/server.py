"""How does the simulated provider answer over HTTP? Below /signed and below /polled."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx

from tinhso.gateway.payments.rules import signing
from tinhso.gateway.payments.simulator import pages
from tinhso.gateway.payments.simulator.till import Made, Manner, Till

LATE_S = 20.0
MOST_BYTES = 65_536


class Simulator:
    """A running provider; tests press its buttons by `pay`, people on its pages."""

    def __init__(self, till: Till, late_s: float) -> None:
        self.till = till
        self.late_s = late_s
        self.url = ""
        self.sent: list[int] = []

    def pay(self, key: str, *, paid: int | None = None, manner: Manner = Manner.ONCE) -> list[int]:
        """This will pay (0: cancel) a payment that was begun, tell of it, and give the answers' statuses."""
        made = self.till.payments[key]
        made = self.till.settle(key, paid=made.amount if paid is None else paid, at=datetime.now(UTC))
        if not made.callback_url:
            return []
        if manner == Manner.LATE:
            threading.Timer(self.late_s, self.tell, (made, manner)).start()
            return []
        return self.tell(made, manner)

    def tell(self, made: Made, manner: Manner) -> list[int]:
        """This will send the callbacks of a payment, signed now; 0 stands for nobody there."""
        answers = []
        for letter in self.till.letters(made, manner, at=datetime.now(UTC)):
            try:
                answers.append(httpx.post(made.callback_url, json=letter, timeout=10).status_code)
            except httpx.HTTPError:
                answers.append(0)
        self.sent += answers
        return answers


@contextmanager
def listening(*, secret: str, merchant: str, port: int = 0, late_s: float = LATE_S) -> Iterator[Simulator]:
    """This will listen on this machine alone while the block runs; port 0 takes a free one."""
    simulator = Simulator(Till(secret, merchant), late_s)
    server = ThreadingHTTPServer(("127.0.0.1", port), _handler(simulator))
    simulator.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield simulator
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(simulator: Simulator) -> type[BaseHTTPRequestHandler]:
    class Handler(_Answers):
        house = simulator

    return Handler


class _Answers(BaseHTTPRequestHandler):
    house: Simulator

    def _answer(self) -> None:  # noqa: PLR0911 -- one line for each address
        parts = urlsplit(self.path)
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(min(size, MOST_BYTES))
        till = self.house.till
        calls = self.command == "POST" and parts.path in ("/signed/query", "/polled/payments")
        if till.broken_calls > 0 and (calls or parts.path.startswith("/polled/payments/")):
            till.broken_calls -= 1
            return self._say(500, {"error": "mô phỏng: máy chủ hỏng"})
        query = dict(parse_qsl(parts.query))
        match (self.command, parts.path.strip("/").split("/")):
            case ("GET", ["signed", "pay"]):
                return self._signed_page(query)
            case ("POST", ["signed", "query"]):
                return self._signed_query(body)
            case ("POST", ["polled", "payments"]):
                return self._create(body)
            case ("GET", ["polled", "payments", key]):
                return self._state(unquote(key))
            case ("GET", ["polled", "pay", key]) if key in till.payments:
                return self._page(pages.pay(till.payments[key], f"/press/{key}"))
            case ("POST", ["press", key]) if key in till.payments:
                return self._press(key, dict(parse_qsl(body.decode(errors="replace"))))
        return self._say(404, {"error": "không có"})

    do_GET = do_POST = _answer

    def _signed_page(self, query: dict[str, str]) -> None:
        fields: dict[str, Any] = {**query}
        for name in ("amount", signing.SENT_AT):
            fields[name] = int(query.get(name, "0") or 0)
        try:
            signing.check("pay", fields, [self.house.till.secret], now=datetime.now(UTC), window_s=900)
        except signing.NotBelieved as no:
            return self._page(pages.page(f"<p>Yêu cầu không hợp lệ: {no.why.value}</p>"), 403)
        made = self.house.till.begin(
            Made(
                fields["attempt"],
                fields["amount"],
                fields["purpose"],
                fields["return_url"],
                fields["callback_url"],
            )
        )
        return self._page(pages.pay(made, f"/press/{made.key}"))

    def _signed_query(self, body: bytes) -> None:
        till = self.house.till
        try:
            asked = signing.read(body)
            signing.check("query", asked, [till.secret], now=datetime.now(UTC), window_s=900)
        except signing.NotBelieved as no:
            return self._say(403, {"error": no.why.value})
        key = str(asked.get("attempt"))
        made = till.payments.get(key) or Made(key, 0, "", "")
        return self._say(200, till.told("answer", made, at=datetime.now(UTC)))

    def _create(self, body: bytes) -> None:
        if not self._knows_the_key():
            return self._say(401, {"error": "khoá sai"})
        asked = json.loads(body)
        made = Made(asked["reference"], asked["amount"], asked["description"], asked["return_url"])
        return self._say(201, self._told(self.house.till.begin(made)))

    def _state(self, key: str) -> None:
        if not self._knows_the_key():
            return self._say(401, {"error": "khoá sai"})
        made = self.house.till.payments.get(key)
        return self._say(404, {"error": "không có"}) if made is None else self._say(200, self._told(made))

    def _told(self, made: Made) -> dict[str, Any]:
        return {
            "id": f"P-{made.key}",
            "reference": made.key,
            "status": "pending" if made.status == "created" else made.status,
            "amount": made.paid or made.amount,
            "currency": "VND",
            "transaction": made.transaction,
            "updated_at": made.at.isoformat(),
            "pay_url": f"{self.house.url}/polled/pay/{made.key}",
        }

    def _knows_the_key(self) -> bool:
        return self.headers.get("Authorization") == f"Bearer {self.house.till.secret}"

    def _press(self, key: str, form: dict[str, str]) -> None:
        made = self.house.till.payments[key]
        paid = {"all": made.amount, "half": made.amount // 2}.get(form.get("paid", ""), 0)
        manner = form.get("manner", "once")
        self.house.pay(key, paid=paid, manner=Manner(manner) if manner in list(Manner) else Manner.ONCE)
        self.send_response(303)
        self.send_header("Location", made.return_url)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _page(self, text: str, status: int = 200) -> None:
        self._send(status, text.encode(), "text/html; charset=utf-8")

    def _say(self, status: int, body: dict[str, Any]) -> None:
        self._send(status, json.dumps(body).encode(), "application/json")

    def _send(self, status: int, content: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Whoever watches the demonstration watches the pages."""
