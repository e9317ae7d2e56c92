"""How is the web served? By granian, WSGI threads, one process on SQLite."""

import errno
import ipaddress
import multiprocessing
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tinhso.core.errors import Refused
from tinhso.core.messages import msg

DEFAULT_THREADS = {"sqlite": 4, "postgresql": 6}
STOP_WITHIN_S = 15
STARTED_WITHIN_S = 6.0
"""How long an old web process goes on beside the one that takes its place."""
OWNER_AND_GROUP = 0o660
FIGURES = "PROMETHEUS_MULTIPROC_DIR"


class OneProcessOnSqlite(Refused):
    """More than one web process was asked for on SQLite."""

    code = "one-process-on-sqlite"
    sentence = msg(
        "SQLite chỉ chạy với một tiến trình web (--workers 1). Muốn nhiều hơn, hãy chuyển sang PostgreSQL."
    )


class DemonstrationStaysHome(Refused):
    """The demonstration may not be served beyond this machine unless that is said aloud."""

    code = "demonstration-stays-home"
    sentence = msg(
        "Cơ sở dữ liệu mô phỏng chỉ được phục vụ trên máy này (127.0.0.1)."
        " Đặt TINHSO_DEMO_PUBLIC=1 nếu thật sự muốn mở ra ngoài."
    )


class PortTaken(Refused):
    """Another program listens there: granian would share the port with it, each getting some requests."""

    code = "port-taken"
    sentence = msg(
        "Cổng %(port)s của %(host)s đang được chương trình khác dùng."
        " Hãy dừng chương trình đó, hoặc chọn cổng khác bằng --port."
    )


class CannotListen(Refused):
    """The address is not this machine's, or the port needs more rights."""

    code = "cannot-listen"
    sentence = msg(
        "Không mở được cổng %(port)s của %(host)s: địa chỉ không thuộc máy này,"
        " hoặc tài khoản đang chạy không được phép mở cổng đó."
    )


class PathTaken(Refused):
    """Another program listens there, or the path is something else."""

    code = "path-taken"
    sentence = msg("Đường dẫn %(path)s đang được chương trình khác dùng, hoặc không phải là một socket.")


def serve(
    *, host: str, port: int, workers: int | None, threads: int | None, path: Path | None = None
) -> None:
    """This will serve until stopped, on a port, or on a socket of the machine at `path` for its proxy.

    SIGHUP starts every web process anew, one after another, each with the code and settings that lie there
    then. On a socket no connection is lost by it: all processes accept from the same queue.
    Raises OneProcessOnSqlite, DemonstrationStaysHome, PortTaken, CannotListen.
    """
    vendor = connection.vendor
    if vendor == "sqlite" and (workers or 1) > 1:
        raise OneProcessOnSqlite
    if path is None and not _is_loopback(host) and not settings.DEMO_PUBLIC and _holds_demonstration():
        raise DemonstrationStaysHome
    if path is None:
        refuse_taken(host, port)
    else:
        clear_path(path)
    connection.close()
    # a process forked from this one would serve the code of this one's start for ever
    multiprocessing.set_start_method("spawn", force=True)
    with _figures():
        Granian(
            "tinhso.config.wsgi:application",
            address=host,
            port=port,
            uds=path,
            uds_permissions=OWNER_AND_GROUP if path else None,
            interface=Interfaces.WSGI,
            workers=workers or (1 if vendor == "sqlite" else 2),
            blocking_threads=threads or DEFAULT_THREADS[vendor],
            backlog=2048,
            respawn_failed_workers=True,
            respawn_interval=STARTED_WITHIN_S,
            # a worker that is told to end while it still starts does not hear it
            workers_kill_timeout=STOP_WITHIN_S,
            log_level=LogLevels.error,
            log_dictconfig=settings.LOGGING,
        ).serve()


@contextmanager
def _figures() -> Iterator[None]:
    """A folder in memory in which the web processes add up their figures; it goes with them."""
    memory = Path("/dev/shm")  # noqa: S108 (a folder of our own in it, with a name nobody can guess)
    place = memory if os.access(memory, os.W_OK) else Path(tempfile.gettempdir())
    for left in place.glob("tinhso-figures-*-*"):  # by one that was killed
        if not Path("/proc", left.name.split("-")[2]).exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = tempfile.mkdtemp(prefix=f"tinhso-figures-{os.getpid()}-", dir=place)
    os.environ[FIGURES] = folder
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def refuse_taken(host: str, port: int) -> None:
    """This will bind the port for a moment, alone. Raises PortTaken, CannotListen."""
    try:
        family, kind, _protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            # a port that a server left a minute ago is free
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as wrong:
        refused = PortTaken if wrong.errno == errno.EADDRINUSE else CannotListen
        raise refused(port=str(port), host=host) from None


def clear_path(path: Path) -> None:
    """This will remove a socket that nobody listens on any more. Raises PathTaken."""
    if not path.exists():
        return
    if not path.is_socket():
        raise PathTaken(path=str(path))
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
        except OSError as wrong:
            raise PathTaken(path=str(path)) from wrong
    raise PathTaken(path=str(path))


def _holds_demonstration() -> bool:
    from tinhso.config.site import is_demonstration

    return is_demonstration()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
