"""How does a test run the real thing? Web and worker as processes, on a database of their own."""

import contextlib
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import psycopg

ROOT = Path(__file__).resolve().parents[1]


class Service:
    """One deployment in a folder. Start, kill and start again what you like; `stop()` ends all of it."""

    def __init__(self, folder: Path, *, database_url: str | None = None, limits: bool = False) -> None:
        self.folder = folder
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.processes: dict[str, subprocess.Popen[bytes]] = {}
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith("TINHSO_")},
            "TINHSO_DATABASE_URL": database_url or f"sqlite:///{folder}/service.sqlite3",
            "TINHSO_DATA_DIR": str(folder / "data"),
            "TINHSO_SECRET_KEY": secrets.token_urlsafe(48),
            "TINHSO_PUBLIC_URL": self.url,
            "TINHSO_RATE_LIMITS": "on" if limits else "off",
            # the tree that is tested, wherever the environment's own tinhso lies
            "PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT / "src"), os.environ.get("PYTHONPATH")])),
        }
        self.environment.pop("DJANGO_SETTINGS_MODULE", None)

    def tinhso(self, *words: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        """This will run one `tinhso` command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "tinhso.config", *words],
            env=self.environment,
            cwd=self.folder,
            check=check,
            capture_output=True,
            text=True,
        )

    def start_web(self, *options: str) -> None:
        """This will start the web and wait until it answers."""
        self._start("web", "serve", "--port", str(self.port), *options)
        until = time.monotonic() + 90
        while time.monotonic() < until:
            try:
                if httpx.get(f"{self.url}/healthz", timeout=2).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
        raise TimeoutError("the web did not come up")

    def start_worker(self) -> None:
        """This will start the worker."""
        self._start("worker", "worker")

    def _start(self, name: str, *words: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(
                [sys.executable, "-m", "tinhso.config", *words],
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
                # Its own group: granian's children must die with their parent.
                start_new_session=True,
            )

    def kill(self, name: str, how: signal.Signals = signal.SIGKILL) -> None:
        """This will send a signal to the process and its children and wait for their end."""
        process = self.processes.pop(name, None)
        if process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, how)
            process.wait(timeout=20)

    def stop(self) -> None:
        """This will end everything that was started."""
        for name in list(self.processes):
            self.kill(name)

    def ready(self) -> dict[str, Any]:
        """This will give what `/readyz` tells."""
        answer: dict[str, Any] = httpx.get(f"{self.url}/readyz", timeout=10).json()
        return answer

    def wait_until_sequenced(self, seconds: float = 120) -> None:
        """This will wait until the worker has numbered every fact."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if self.ready().get("facts_waiting") == 0:
                return
            time.sleep(0.2)
        raise TimeoutError(f"facts are still waiting: {self.ready()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def fresh_postgres_database(server_url: str, *, name: str = "", template: str = "template1") -> str:
    """This will create a database on the tests' PostgreSQL, empty or as the template is, and give its URL."""
    name = name or f"service_{secrets.token_hex(6)}"
    with psycopg.connect(server_url.replace("postgres://", "postgresql://"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    head, _, query = server_url.partition("?")
    base = head.rsplit("/", 1)[0]
    return f"{base}/{name}" + (f"?{query}" if query else "")
