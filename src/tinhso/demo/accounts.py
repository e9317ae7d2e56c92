"""Who may sign in to the demonstration? Officers, with passwords drawn anew for each load."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from tinhso.core.roles import Role

FILE = "accounts.json"
CENTRE = "TTHCC"
"""The province's own counter for everything."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class DemoAccount:
    """One account: what it is for, and the password of this load."""

    username: str
    password: str
    what: str


@dataclass(frozen=True)
class Part:
    """One part to play: `agency` is a body's code, "commune" for the commune shown, "" for all."""

    username: str
    full_name: str
    what: str
    grants: tuple[tuple[Role, str], ...]


PARTS = (
    Part("canbo", "Lê Thị Hoài An", "cán bộ UBND phường, xã", ((Role.HANDLER, "commune"),)),
    Part("canbo2", "Trần Văn Bình Minh", "cán bộ cùng UBND phường, xã", ((Role.HANDLER, "commune"),)),
    Part(
        "lanhdao", "Nguyễn Đình Phúc Hậu", "lãnh đạo UBND phường, xã",
        ((Role.LEADER, "commune"), (Role.HANDLER, "commune")),
    ),
    Part(
        "congan", "Phan Hữu Kiên Trung", "công an phường, xã",
        ((Role.HANDLER, "police"), (Role.LEADER, "police")),
    ),
    Part("canboso", "Hồ Thị Ngân Giang", "cán bộ Sở Xây dựng", ((Role.HANDLER, "SXD"),)),
    Part(
        "lanhdaoso", "Võ Quang Đăng Khải", "lãnh đạo Sở Xây dựng",
        ((Role.LEADER, "SXD"), (Role.HANDLER, "SXD")),
    ),
    Part("motcua", "Cao Thị Ân Cần", "quầy một cửa UBND phường, xã", ((Role.INTAKE, "commune"),)),
    Part("trungtam", "Lâm Quang Niềm Nở", "quầy Trung tâm Phục vụ hành chính công", ((Role.INTAKE, CENTRE),)),
    Part("dieuphoi", "Đặng Thị Thu Uyên", "Tổ điều phối", ((Role.COORDINATOR, "DP"),)),
    Part("tongdai", "Hoàng Thị Lắng Nghe", "trực tổng đài 1022, quầy tiếp nhận", ((Role.INTAKE, "DP"),)),
    Part("dieuhanh", "Bùi Gia Thiên Ân", "trung tâm điều hành (IOC)", ((Role.READER, ""),)),
    Part(
        "hanche", "Mai Xuân Chính Trực", "Ban Tiếp công dân (phản ánh niêm kín)",
        ((Role.RESTRICTED, "TCD"),),
    ),
    Part("kiemtra", "Đoàn Thị Minh Bạch", "kiểm tra, giám sát", ((Role.AUDITOR, ""),)),
    Part("quantri", "Trương Công Quản Trị", "quản trị hệ thống", ((Role.ADMINISTRATOR, ""),)),
)  # fmt: skip


def password() -> str:
    """This will draw a password of 16 letters that are told apart when read aloud, in four groups."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def keep_accounts(folder: Path, accounts: list[DemoAccount]) -> None:
    """This will write the accounts, readable to the owner only."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump([asdict(a) for a in accounts], file, ensure_ascii=False, indent=1)


def read_accounts(folder: Path) -> list[DemoAccount]:
    """This will read the accounts of the last load; none where there was no load."""
    path = folder / FILE
    return [DemoAccount(**a) for a in json.loads(path.read_text())] if path.exists() else []
