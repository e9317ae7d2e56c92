"""What does `tinhso backup …` do? It calls one of the room's functions and prints what came of it."""

import argparse
import sys
from pathlib import Path

from tinhso.core import clock
from tinhso.core.messages import Message


def make(arguments: argparse.Namespace) -> None:
    """This will keep database and files in one enciphered file."""
    from tinhso.config.backup import making
    from tinhso.core import pulse

    kept = making.make(Path(arguments.file), recipients=arguments.to, now=clock.now())
    pulse.beat("backup", now=clock.now())  # its age is watched
    print(f"{sum(kept.rows.values())} dòng, {kept.files} tệp, sổ cái đến {kept.position} ({kept.head[:16]}…)")


def snapshot(_: argparse.Namespace) -> int:
    """This will make the day's snapshot of a SQLite database now; exit code 1 when none was made."""
    from tinhso.config.backup import snapshots

    if not snapshots.is_for_us():
        print("Bản chụp chỉ dành cho SQLite; PostgreSQL: docs/operate/postgresql.md.")
        return 1
    made = snapshots.make(clock.now())
    why = snapshots.trouble(clock.now())
    print(made or Message(snapshots.SAID.get(why, snapshots.BUSY), {}).in_vietnamese())
    return 0 if made else 1


def check(arguments: argparse.Namespace) -> int:
    """This will check a snapshot, which nobody uses meanwhile; exit code 1 when it is damaged."""
    import sqlite3

    from tinhso.core.sqlite import snapshot as copies

    try:
        found = copies.check(Path(arguments.file))
    except sqlite3.DatabaseError as broken:
        found = [str(broken)]
    print("\n".join(found) or "ok")
    return 1 if found else 0


def restore(arguments: argparse.Namespace) -> None:
    """This will fill an empty database and the data folder from a backup."""
    from tinhso.config.backup import restoring

    back = restoring.restore(Path(arguments.file), identity=Path(arguments.identity))
    print(f"{back.rows} dòng, {back.files} tệp; sổ cái {back.facts} sự kiện, đã kiểm tra")


def key(_: argparse.Namespace) -> None:
    """This will print a new key: the file to keep apart, and in it the recipient as a comment."""
    from tinhso.config.backup import keys

    identity, recipient = keys.new_key()
    print(f"# khoá nhận (để sao lưu, không bí mật): {recipient}\n{identity}")


def move_files(arguments: argparse.Namespace) -> None:
    """This will copy all files into another store; what is there already is left."""
    from tinhso.config.backup import carrying

    # "-": from stdin, where no list of processes shows the secret
    done = carrying.carry(sys.stdin.read().strip() if arguments.url == "-" else arguments.url)
    print(f"Đã chép {done.copied} tệp; {done.there} tệp đã có sẵn.")
    print("Dừng web và phần nền, chạy lại lệnh này, đặt TINHSO_FILES_URL mới rồi khởi động lại.")


def move_to(arguments: argparse.Namespace) -> None:
    """This will move a SQLite deployment to PostgreSQL."""
    from tinhso.config.backup import moving

    kept = moving.move(arguments.url, now=clock.now())
    print(f"Đã chuyển {sum(kept.rows.values())} dòng, sổ cái đến {kept.position}, đã kiểm tra.")
    print("Cơ sở dữ liệu cũ không ghi thêm được nữa. Đặt TINHSO_DATABASE_URL mới rồi khởi động lại.")
