"""Is there a PostgreSQL for the tests? A private one: own folder, own socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from glob import glob
from pathlib import Path

SETTINGS = {
    "listen_addresses": "",
    "max_connections": "100",
    "shared_buffers": "256MB",
    # The tests kill processes of ours, never the machine: what the server has written it still has, flushed
    # or not. What a commit means for those who look stays as in service.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "on",
    "logging_collector": "off",
}


def missing() -> str | None:
    """This will say what the machine lacks, or None."""
    if _binaries() is None:
        return "no PostgreSQL server on this machine (Debian: apt install postgresql)"
    return None


def _binaries() -> Path | None:
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    versions = sorted(glob("/usr/lib/postgresql/*/bin/initdb"), key=lambda p: int(p.split("/")[4]))
    return Path(versions[-1]).parent if versions else None


def _as_ordinary_user() -> list[str]:
    # PostgreSQL refuses to run as root.
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"] if os.getuid() == 0 else []


class Cluster:
    """A server of its own inside `folder`, reached through a socket there. Start, kill and start it again.

    `settings` stand above those of the tests.
    """

    def __init__(self, folder: Path, *, settings: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self.settings = {**SETTINGS, **(settings or {})}
        self.data = folder / "data"
        found = _binaries()
        assert found is not None
        self.binaries = found
        if os.getuid() == 0:
            os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
        folder.chmod(0o755)
        self.call(
            *("initdb", "-D", str(self.data), "-U", "tinhso", "-A", "trust", "-E", "UTF8"),
            *("--locale=C.UTF-8", "--no-sync"),
        )

    @property
    def url(self) -> str:
        """The URL of the database `tinhso`."""
        return f"postgres://tinhso@/tinhso?host={self.folder}"

    def call(self, program: str, *words: str) -> None:
        """This will run one of PostgreSQL's programs as somebody whom it accepts."""
        subprocess.run(
            [*_as_ordinary_user(), str(self.binaries / program), *words],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            env={"PATH": os.environ["PATH"]},
        )

    def start(self) -> None:
        """This will start the server and wait until it answers; after a crash it mends itself first."""
        options = " ".join(f"-c {k}='{v}'" for k, v in self.settings.items())
        options += f" -c unix_socket_directories={self.folder}"
        control = ("pg_ctl", "-D", str(self.data), "-o", options, "-w", "-l", str(self.folder / "log"))
        self.call(*control, "start")

    def stop(self, how: str = "immediate") -> None:
        """This will stop the server: "smart", "fast", or "immediate", which writes nothing down before."""
        self.call("pg_ctl", "-D", str(self.data), "-m", how, "-w", "stop")

    def kill(self) -> None:
        """This will kill the server and all its children at once, as running out of memory would."""
        main = int((self.data / "postmaster.pid").read_text().split()[0])
        children = Path(f"/proc/{main}/task/{main}/children").read_text().split()
        for process in (main, *map(int, children)):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        while any(Path(f"/proc/{process}").exists() for process in (main, *children)):
            time.sleep(0.01)


@contextmanager
def running(folder: Path, *, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """This will run a server inside `folder` and yield the URL of its empty database `tinhso`.

    `settings` stand above those of the tests: whoever measures has every commit flushed, as in service.
    """
    cluster = Cluster(folder, settings=settings)
    cluster.start()
    try:
        cluster.call("createdb", "-h", str(folder), "-U", "tinhso", "tinhso")
        yield cluster.url
    finally:
        cluster.stop()
