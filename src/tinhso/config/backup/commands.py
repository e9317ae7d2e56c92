"""What does `tinhso backup …` do? It calls one of the room's functions and prints what came of it."""

import argparse
from pathlib import Path

from tinhso.core import clock


def make(arguments: argparse.Namespace) -> None:
    """This will keep database and files in one enciphered file."""
    from tinhso.config.backup import making
    from tinhso.core import pulse

    kept = making.make(Path(arguments.file), recipients=arguments.to, now=clock.now())
    pulse.beat("backup", now=clock.now())  # its age is watched
    print(f"{sum(kept.rows.values())} dòng, {kept.files} tệp, sổ cái đến {kept.position} ({kept.head[:16]}…)")


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


def move_to(arguments: argparse.Namespace) -> None:
    """This will move a SQLite deployment to PostgreSQL."""
    from tinhso.config.backup import moving

    kept = moving.move(arguments.url, now=clock.now())
    print(f"Đã chuyển {sum(kept.rows.values())} dòng, sổ cái đến {kept.position}, đã kiểm tra.")
    print("Cơ sở dữ liệu cũ không ghi thêm được nữa. Đặt TINHSO_DATABASE_URL mới rồi khởi động lại.")
