"""How does one office's SQLite keep a sound copy of every day? A snapshot, checked, the last few kept.

A backup goes to another machine and is enciphered; a snapshot lies beside the database, for the day on which
the file itself is damaged or somebody made a mistake. PostgreSQL's twin is its own archiving.
"""

import logging
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.urls import reverse
from filelock import FileLock, Timeout

from tinhso.config import dated
from tinhso.core import parameters, pulse
from tinhso.core.clock import day_bounds, local_date
from tinhso.core.messages import Message, msg
from tinhso.core.roles import Role
from tinhso.core.sqlite import snapshot
from tinhso.foundation.accounts import queries as accounts
from tinhso.foundation.notices import actions as notices

log = logging.getLogger("tinhso.snapshots")

MADE = "snapshot"
DAMAGED, NO_ROOM, FAILED = "damaged", "no-room", "failed"
SAID = {
    DAMAGED: msg(
        "Bản chụp cơ sở dữ liệu hôm nay không toàn vẹn: tệp SQLite đang dùng có thể đã hỏng."
        " Giữ nguyên các bản chụp cũ và làm theo docs/operate/backup.md."
    ),
    NO_ROOM: msg(
        "Đĩa không đủ chỗ cho bản chụp cơ sở dữ liệu hằng ngày; xin thêm đĩa hoặc giảm số bản chụp giữ lại."
    ),
    FAILED: msg("Không tạo được bản chụp cơ sở dữ liệu hằng ngày; xin xem nhật ký của phần nền."),
}
BUSY = msg("Đang có tiến trình khác tạo bản chụp.")
OLD = msg("Bản chụp cơ sở dữ liệu gần nhất đã %(days)s ngày tuổi; phần nền phải chạy mỗi ngày.")
OLD_DAYS = 2
DAY_S = 86_400


def folder() -> Path:
    """This will give the folder of the snapshots."""
    return Path(settings.DATA_DIR) / "snapshots"


def is_for_us() -> bool:
    """This will tell whether there is a file to be kept: SQLite, and not in memory."""
    return connection.vendor == "sqlite" and Path(str(connection.settings_dict["NAME"])).is_file()


def daily(now: datetime) -> Path | None:
    """This will make the day's snapshot where it is not there yet, drop the oldest, and give what was made.

    What goes wrong is noted, logged and told to the administrators; a file found damaged is looked at again
    the next day, by hand (`tinhso backup snapshot`) sooner.
    """
    if not is_for_us() or _path(local_date(now)).exists() or _was_damaged_today(now):
        return None
    return make(now)


def make(now: datetime) -> Path | None:
    """This will make the day's snapshot anew; None where somebody else is at it or it went wrong."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        with FileLock(folder() / ".lock", timeout=0):
            return _make(now)
    except Timeout:
        return None


def _make(now: datetime) -> Path | None:
    target = _path(local_date(now))
    for left in folder().glob(".*.part*"):
        left.unlink()  # of a process that was killed at it
    try:
        size = snapshot.take(Path(str(connection.settings_dict["NAME"])), target)
    except snapshot.NoRoom:
        _failed(NO_ROOM, "", now)
        return None
    except snapshot.Damaged as damaged:
        _failed(DAMAGED, str(damaged), now)
        return None
    except OSError as refused:
        _failed(FAILED, refused.strerror or "", now)
        return None
    pulse.beat(MADE, now=now)
    log.info("a snapshot of %d bytes was made and is sound", size)
    # only now: while none can be made the old ones are all there is
    for old in made()[int(parameters.value(dated.SNAPSHOTS_KEPT, local_date(now))) or 1 :]:
        old.unlink()
    return target


def made() -> list[Path]:
    """This will list the snapshots, newest first."""
    return sorted(folder().glob("????-??-??.sqlite3"), reverse=True)


def trouble(now: datetime) -> str:
    """This will name what went wrong since the last good snapshot (damaged, no-room, failed), or ""."""
    if not is_for_us():
        return ""
    said = pulse.all_silences_s(now=now)
    since = said.get(MADE, float("inf"))
    return next((why for why in SAID if said.get(f"{MADE}:{why}", float("inf")) < since), "")


def warnings(now: datetime) -> list[Message]:
    """This will say what an administrator should do about the snapshots."""
    if why := trouble(now):
        return [Message(SAID[why], {})]
    silent = pulse.silence_s(MADE, now=now) if is_for_us() else None
    days = int((silent or 0) // DAY_S)
    return [Message(OLD, {"days": days})] if days >= OLD_DAYS else []


def _path(on: date) -> Path:
    return folder() / f"{on.isoformat()}.sqlite3"


def _was_damaged_today(now: datetime) -> bool:
    silent = pulse.silence_s(f"{MADE}:{DAMAGED}", now=now)
    since = day_bounds(local_date(now))[0]
    return silent is not None and silent < (now - since).total_seconds()


def _failed(why: str, found: str, now: datetime) -> None:
    log.error("no snapshot was made: %s %s", why, found)
    with suppress(DatabaseError):  # a damaged file may refuse this too; the log has it
        pulse.beat(f"{MADE}:{why}", now=now)
        for officer in accounts.officers("", on=local_date(now), role=Role.ADMINISTRATOR):
            notices.send(
                "config/snapshot",
                officer.key,
                {"sentence": Message(SAID[why], {}), "url": reverse("admin:index")},
                idempotency_key=f"snapshot:{local_date(now).isoformat()}",
                now=now,
                urgent=why == DAMAGED,
            )
