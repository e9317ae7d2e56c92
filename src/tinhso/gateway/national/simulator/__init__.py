"""How is the portal played, on this machine, with its bad days? A real HTTP server with a small store.

For tests, the demonstration and whoever connects a province. `python -m tinhso.gateway.national.simulator
--port 8123 --misbehave storm:7` from the shell, `with running() as portal:` in a test.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from tinhso.gateway.national.simulator.plans import Plan
from tinhso.gateway.national.simulator.server import Server
from tinhso.gateway.national.simulator.store import Store

__all__ = ["CLIENT_ID", "CLIENT_SECRET", "Plan", "Simulator", "Store", "running"]
CLIENT_ID, CLIENT_SECRET = "tinhso-mo-phong", "chi-de-thu-nghiem"
PROVINCE = "H57"


class Simulator:
    """A portal that listens: `store` is what it knows, `plan` how it behaves, and may be exchanged."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.store = server.store

    @property
    def url(self) -> str:
        """Where it listens."""
        return self.server.url

    @property
    def plan(self) -> Plan:
        """How it behaves now."""
        return self.server.plan

    @plan.setter
    def plan(self, plan: Plan) -> None:
        self.server.plan = plan

    def configuration(self, **more: Any) -> dict[str, Any]:
        """This will give what stands in TINHSO_NATIONAL so that a deployment speaks with this portal."""
        return {
            "base_url": f"{self.url}/api",
            "token_url": f"{self.url}/api/token",
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "province": PROVINCE,
            "file_hosts": [self.url.removeprefix("http://")],
            "private_network": True,
            **more,
        }


@contextmanager
def running(
    *, port: int = 0, plan: str = "", clock: Callable[[], datetime] | None = None
) -> Iterator[Simulator]:
    """This will listen on this machine while the block runs; port 0 is a free one, times are `clock`'s."""
    store = Store(clock or (lambda: datetime.now(UTC)))
    server = Server(port, store, Plan.parse(plan), (CLIENT_ID, CLIENT_SECRET))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield Simulator(server)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
