"""When is one SQLite file no longer enough, and is its library sound? Told with the figures."""

from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection

from tinhso.casework.reports import queries as reports
from tinhso.config import dated
from tinhso.core import parameters
from tinhso.core.clock import day_bounds, local_date
from tinhso.core.messages import Message, msg
from tinhso.core.sqlite import library, turns

LARGE = msg("Cơ sở dữ liệu SQLite đã được %(size)s GB; nên chuyển sang PostgreSQL (tinhso move-to).")
MANY = msg(
    "Mỗi ngày có khoảng %(count)s phản ánh công khai, nhiều cho một tệp SQLite;"
    " nên chuyển sang PostgreSQL (tinhso move-to)."
)
SLOW = msg(
    "Trong giờ qua, %(share)s %% lượt ghi vào SQLite phải chờ hơn một giây;"
    " nên chuyển sang PostgreSQL (tinhso move-to)."
)
BUGGY = msg(
    "Thư viện SQLite %(version)s có lỗi hỏng tệp đã công bố (WAL-reset). tinhso xếp hàng các lượt ghi"
    " nên không gặp lỗi này; đừng mở tệp dữ liệu bằng chương trình khác khi hệ thống đang chạy,"
    " và nâng lên từ 3.51.3."
)
DAYS = 7
FEW_WRITES = 200
"""Of fewer a share says nothing."""


def warnings(now: datetime) -> list[Message]:
    """This will say why this deployment should move to PostgreSQL, and whether its library has the bug."""
    if connection.vendor != "sqlite":
        return []
    on = local_date(now)
    found: list[Message] = []
    size = _gigabytes()
    if size >= parameters.value(dated.GIGABYTES_MOST, on):
        found.append(Message(LARGE, {"size": round(size)}))
    since = day_bounds(on - timedelta(days=DAYS))[0]
    a_day = reports.received(since=since, until=day_bounds(on)[0], now=now) // DAYS
    if a_day >= parameters.value(dated.REPORTS_A_DAY_MOST, on):
        found.append(Message(MANY, {"count": a_day}))
    written, long = turns.waits()
    share = 100 * long / written if written >= FEW_WRITES else 0
    if share >= parameters.value(dated.LONG_WAITS_MOST, on):
        found.append(Message(SLOW, {"share": round(share)}))
    version = library.version()
    if library.has_the_bug(version):
        found.append(Message(BUGGY, {"version": ".".join(map(str, version))}))
    return found


def _gigabytes() -> float:
    file = Path(str(connection.settings_dict["NAME"]))
    return file.stat().st_size / 1e9 if file.is_file() else 0.0
