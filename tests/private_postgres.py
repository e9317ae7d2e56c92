"""Is there a PostgreSQL for the tests? A private one: own folder, own socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """This will run a server inside `folder` and yield the URL of its empty database `tinhso`."""
    binaries = _binaries()
    assert binaries is not None
    if os.getuid() == 0:
        os.chown(folder, pwd.getpwnam("nobody").pw_uid, -1)
    folder.chmod(0o755)
    data = folder / "data"
    prefix = _as_ordinary_user()

    def call(*words: str) -> None:
        subprocess.run(
            [*prefix, *words],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd="/",
            env={"PATH": os.environ["PATH"]},
        )

    call(
        str(binaries / "initdb"),
        *("-D", str(data), "-U", "tinhso", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"),
    )
    options = " ".join(f"-c {k}='{v}'" for k, v in SETTINGS.items()) + f" -c unix_socket_directories={folder}"
    control = str(binaries / "pg_ctl")
    call(control, "-D", str(data), "-o", options, "-w", "-l", str(folder / "log"), "start")
    try:
        call(str(binaries / "createdb"), "-h", str(folder), "-U", "tinhso", "tinhso")
        yield f"postgres://tinhso@/tinhso?host={folder}"
    finally:
        call(control, "-D", str(data), "-m", "immediate", "-w", "stop")
