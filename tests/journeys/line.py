"""How does a story break the line between a telephone and the house? A TCP proxy with a hand on the plug."""

import contextlib
import socket
import threading
from collections.abc import Callable

REPORT = b"POST /api/v1/reports "
CHUNK = 65_536


class Line:
    """Leads to a port of this machine. `off()` hangs up on everybody, `on()` lets them through again.

    `before_reply` is called once, when the answer to a report is on its way: the server has acted, the sender
    does not know it yet. Then that answer is lost.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.is_on = True
        self.before_reply: Callable[[], None] | None = None
        self.lost_replies = 0
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._answer, daemon=True).start()

    def off(self) -> None:
        """This will cut the line, in the middle of whatever is said."""
        self.is_on = False
        for one in list(self._open):
            _hang_up(one)

    def on(self) -> None:
        """This will mend the line."""
        self.is_on = True

    def close(self) -> None:
        """This will take the line down for good."""
        self.off()
        self._listener.close()

    def _answer(self) -> None:
        while True:
            try:
                phone, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._lead, args=(phone,), daemon=True).start()

    def _lead(self, phone: socket.socket) -> None:
        try:
            house = socket.create_connection(("127.0.0.1", self.port), timeout=10) if self.is_on else None
        except OSError:
            house = None
        if house is None:
            _hang_up(phone)
            return
        house.settimeout(None)
        self._open |= {phone, house}
        asked = threading.Event()
        back = threading.Thread(target=self._carry_back, args=(house, phone, asked), daemon=True)
        back.start()
        with contextlib.suppress(OSError):
            while said := phone.recv(CHUNK):
                if REPORT in said:
                    asked.set()
                house.sendall(said)
        _hang_up(house)
        back.join()
        _hang_up(phone)
        self._open -= {phone, house}

    def _carry_back(self, house: socket.socket, phone: socket.socket, asked: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while said := house.recv(CHUNK):
                if asked.is_set() and (act := self.before_reply):
                    self.before_reply = None
                    self.lost_replies += 1
                    act()
                    break
                phone.sendall(said)
        _hang_up(phone)


def _hang_up(one: socket.socket) -> None:
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
