"""How is the web served? By granian, WSGI threads, one process on SQLite."""

import ipaddress

from django.conf import settings
from django.db import connection
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from tinhso.core.errors import Refused
from tinhso.core.messages import msg

DEFAULT_THREADS = {"sqlite": 4, "postgresql": 6}


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


def serve(*, host: str, port: int, workers: int | None, threads: int | None) -> None:
    """This will serve until stopped. Raises OneProcessOnSqlite, DemonstrationStaysHome."""
    vendor = connection.vendor
    if vendor == "sqlite" and (workers or 1) > 1:
        raise OneProcessOnSqlite
    if not _is_loopback(host) and not settings.DEMO_PUBLIC and _holds_demonstration():
        raise DemonstrationStaysHome
    connection.close()
    Granian(
        "tinhso.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or (1 if vendor == "sqlite" else 2),
        blocking_threads=threads or DEFAULT_THREADS[vendor],
        backlog=2048,
        respawn_failed_workers=True,
        log_level=LogLevels.error,
    ).serve()


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
