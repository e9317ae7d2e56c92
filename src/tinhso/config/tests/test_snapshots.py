"""Is a snapshot of SQLite whole and sound, told of when it is not, and does a province come back from it?"""

import shutil
import sqlite3
import subprocess
from collections import namedtuple
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from filelock import FileLock

from tinhso.config import outgrowing
from tinhso.config.backup import snapshots
from tinhso.config.watching import asked
from tinhso.core import clock, parameters, pulse, soon
from tinhso.core.models import Revision
from tinhso.core.roles import MACHINE, Role
from tinhso.core.sqlite import library, snapshot, turns
from tinhso.foundation.accounts import actions as accounts
from tinhso.foundation.notices import queries as notices

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="tells of SQLite's own file"),
]
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
PAGE = 4096


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch) -> Path:
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(snapshot, "RESERVE", 0)
    return tmp_path / "snapshots"


def administrator() -> str:
    account = accounts.create_officer(
        username="quantri", full_name="Đỗ Thị Quản", email="", password="mat-khau-rat-dai-2026", by=MACHINE,
        now=NOW, is_initial=False,
    )  # fmt: skip
    accounts.grant(
        account=account, role=Role.ADMINISTRATOR, agency_code="", valid_from=clock.local_date(NOW),
        reason="đầu tiên", by=MACHINE, now=NOW,
    )  # fmt: skip
    return str(account)


def damaged(file: Path) -> None:
    """Overwrite pages in the middle of a table as a failing disk would: the head stays readable."""
    with file.open("r+b") as out:
        pages = file.stat().st_size // PAGE
        for page in range(pages // 2, pages // 2 + 20):
            out.seek(page * PAGE)
            out.write(b"\xa5" * PAGE)


def live_copy(monkeypatch, tmp_path: Path) -> Path:
    """A file of its own in the database's place, to be damaged."""
    own = tmp_path / "own.sqlite3"
    with (
        closing(sqlite3.connect(str(connection.settings_dict["NAME"]))) as read,
        closing(sqlite3.connect(own)) as write,
    ):
        read.backup(write)
    take = snapshot.take
    monkeypatch.setattr(snapshot, "take", lambda _source, target: take(own, target))
    return own


def test_a_snapshot_is_whole_and_made_once_a_day(folder):
    Revision.objects.create(topic="giữ lại", number=41)
    made = snapshots.daily(NOW)
    assert made == folder / f"{clock.local_date(NOW).isoformat()}.sqlite3"
    assert (made.stat().st_mode & 0o777, folder.stat().st_mode & 0o777) == (0o600, 0o700)
    with closing(sqlite3.connect(made)) as copy:
        assert copy.execute("SELECT number FROM core_revision WHERE topic = 'giữ lại'").fetchall() == [(41,)]
        assert copy.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    assert {p.name for p in folder.iterdir()} == {made.name, ".lock"}  # no log, no part beside it
    assert snapshots.daily(NOW) is None
    assert snapshots.trouble(NOW) == ""


def test_the_last_few_are_kept(folder, monkeypatch):
    monkeypatch.setattr(parameters, "value", lambda _parameter, _on: 3)
    for day in range(5):
        assert snapshots.daily(NOW + timedelta(days=day))
    kept = [clock.local_date(NOW + timedelta(days=day)).isoformat() for day in (4, 3, 2)]
    assert [made.stem for made in snapshots.made()] == kept


def test_what_is_written_meanwhile_does_not_tear_it(folder):
    """A copy is of one moment: here it begins in the middle of somebody's transaction."""
    Revision.objects.create(topic="before", number=1)
    file = str(connection.settings_dict["NAME"])
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE core_revision SET number = 2 WHERE topic = 'before'")
        folder.mkdir()
        snapshot.take(Path(file), folder / "one.sqlite3")
        other.execute("ROLLBACK")
    with closing(sqlite3.connect(folder / "one.sqlite3")) as copy:
        assert copy.execute("SELECT number FROM core_revision WHERE topic = 'before'").fetchall() == [(1,)]


def test_a_damaged_file_is_told_everywhere_and_nothing_old_is_dropped(folder, monkeypatch, tmp_path):
    key = administrator()
    own = live_copy(monkeypatch, tmp_path)
    good = snapshots.daily(NOW - timedelta(days=1))
    damaged(own)
    assert snapshots.daily(NOW) is None
    assert snapshots.made() == [good]
    assert {p.name for p in folder.iterdir()} == {good.name, ".lock"}
    assert snapshots.trouble(NOW) == snapshots.DAMAGED
    assert "không toàn vẹn" in " ".join(w.in_vietnamese() for w in soon.warnings(now=NOW))
    told = {(s.name, *s.labels.values()): s.value for family in asked.look(NOW) for s in family.samples}
    assert told[("tinhso_snapshot_failed", "damaged")] == 1
    assert told[("tinhso_snapshot_failed", "no-room")] == 0
    assert told[("tinhso_snapshot_age_seconds",)] == 86_400
    assert notices.inbox(key)[0].body.startswith("Bản chụp cơ sở dữ liệu hôm nay")
    # looked at again the next day, and told once a day
    assert snapshots.daily(NOW + timedelta(minutes=30)) is None
    assert len(notices.inbox(key)) == 1
    assert snapshots.daily(NOW + timedelta(days=1)) is None
    assert len(notices.inbox(key)) == 2


def test_a_sound_one_ends_the_trouble(folder, monkeypatch, tmp_path):
    own = live_copy(monkeypatch, tmp_path)
    whole = own.read_bytes()
    damaged(own)
    snapshots.daily(NOW)
    own.write_bytes(whole)
    assert snapshots.make(NOW + timedelta(hours=1))
    assert snapshots.trouble(NOW + timedelta(hours=1)) == ""


def test_a_file_that_is_no_database(folder, monkeypatch, tmp_path):
    own = live_copy(monkeypatch, tmp_path)
    own.write_bytes(b"\0" * own.stat().st_size)
    assert snapshots.daily(NOW) is None
    assert snapshots.trouble(NOW) == snapshots.DAMAGED


def test_too_little_room_is_told_and_nothing_is_written(folder, monkeypatch):
    key = administrator()
    usage = namedtuple("usage", "free")
    monkeypatch.setattr(snapshot.shutil, "disk_usage", lambda _: usage(10_000))
    assert snapshots.daily(NOW) is None
    assert [p.name for p in folder.iterdir()] == [".lock"]
    assert snapshots.trouble(NOW) == snapshots.NO_ROOM
    assert "đủ chỗ" in notices.inbox(key)[0].body
    monkeypatch.undo()


def test_a_disk_that_fills_meanwhile(settings, tmp_path, monkeypatch):
    """Others may write as well, so the disk is full although it had room: on a real small file system."""
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(small)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this account may not mount a small file system")
    try:
        settings.DATA_DIR = small
        usage = namedtuple("usage", "free")
        monkeypatch.setattr(snapshot.shutil, "disk_usage", lambda _: usage(10**12))
        assert snapshots.daily(NOW) is None
        assert snapshots.trouble(NOW) == snapshots.NO_ROOM
        assert [p.name for p in (small / "snapshots").iterdir()] == [".lock"]
    finally:
        subprocess.run(["umount", "--lazy", str(small)], check=True)


def test_two_at_once_and_one_that_was_killed(folder):
    folder.mkdir()
    (folder / ".2026-11-21.sqlite3.part").write_bytes(b"half")
    with FileLock(folder / ".lock"):
        assert snapshots.daily(NOW) is None  # somebody else is at it
    assert snapshots.daily(NOW)
    assert not list(folder.glob(".*.part*"))


def test_a_province_comes_back_from_its_snapshot(folder, tmp_path):
    """As docs/operate/backup.md says: the snapshot in the file's place, the log beside it gone."""
    Revision.objects.create(topic="trở lại", number=7)
    made = snapshots.daily(NOW)
    place = tmp_path / "back.sqlite3"
    place.write_bytes(b"a damaged file")
    Path(f"{place}-wal").write_bytes(b"a log that belongs to it")
    for name in (place, Path(f"{place}-wal"), Path(f"{place}-shm")):
        name.unlink(missing_ok=True)
    shutil.copy(made, place)
    with closing(sqlite3.connect(place)) as back:
        back.execute("PRAGMA journal_mode=WAL")
        assert back.execute("SELECT number FROM core_revision WHERE topic = 'trở lại'").fetchall() == [(7,)]
        assert back.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        tables = "SELECT count(*) FROM sqlite_master"
        with connection.cursor() as cursor:
            cursor.execute(tables)
            assert back.execute(tables).fetchone() == cursor.fetchone()


def test_old_snapshots_are_told():
    pulse.beat(snapshots.MADE, now=NOW)
    later = NOW + timedelta(days=3)
    assert [w.values for w in snapshots.warnings(later)] == [{"days": 3}]
    assert snapshots.warnings(NOW + timedelta(days=1)) == []


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ((0.5, 100, (5_000, 10), (3, 53, 4)), []),
        ((2.0, 100, (5_000, 10), (3, 53, 4)), [outgrowing.LARGE]),
        ((0.5, 2_000, (5_000, 10), (3, 53, 4)), [outgrowing.MANY]),
        ((0.5, 100, (5_000, 250), (3, 53, 4)), [outgrowing.SLOW]),
        ((0.5, 100, (10, 10), (3, 53, 4)), []),  # ten writes say nothing
        ((0.5, 100, (0, 0), (3, 40, 1)), [outgrowing.BUGGY]),
        ((9.0, 9_000, (5_000, 5_000), (3, 53, 4)), [outgrowing.LARGE, outgrowing.MANY, outgrowing.SLOW]),
    ],
)
def test_when_it_is_time_to_move(monkeypatch, state, told):
    gigabytes, a_day, waits, version = state
    monkeypatch.setattr(outgrowing, "_gigabytes", lambda: gigabytes)
    monkeypatch.setattr(outgrowing.reports, "received", lambda **_: a_day * outgrowing.DAYS)
    monkeypatch.setattr(turns, "waits", lambda: waits)
    monkeypatch.setattr(library, "version", lambda: version)
    found = outgrowing.warnings(NOW)
    assert [w.id for w in found] == told
    assert all("%(" not in w.in_vietnamese() for w in found)


def test_waits_are_counted_by_the_hour(monkeypatch):
    monkeypatch.setattr(turns, "_waited", {})
    monkeypatch.setattr(turns.time, "monotonic", lambda: 10 * turns.HOUR_S + 5.0)
    for waited_s, hour in ((0.0, 7), (2.0, 9), (0.2, 10), (1.5, 10)):
        turns._count(waited_s, hour)
    assert turns.waits() == (3, 2)
