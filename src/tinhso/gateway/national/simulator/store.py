"""What does the simulated portal know? Dossiers as filed here and as told by the province, in memory."""

import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tinhso.core.days import local
from tinhso.gateway.national.rules.reading import stamp

COMPARED = ("NgayTiepNhan", "NgayHenTra", "NgayKetThucXuLy", "NgayTra", "NgayTuChoi")


@dataclass(frozen=True)
class Person:
    """Somebody with a simulated electronic identity."""

    number: str
    name: str
    phone: str
    email: str


PEOPLE = (
    Person("046190000011", "Nguyễn Thị Hoa Đào", "0905000011", "hoadao@dan.example"),
    Person("046085000022", "Trần Đức Thuận", "0905000022", "thuan@dan.example"),
    Person("046201000033", "Lê Hoàng Ánh Dương", "0905000033", "anhduong@dan.example"),
)


@dataclass(frozen=True)
class Step:
    """One line of a dossier's history, as the citizen reads it."""

    at: str
    status: str
    who: str
    what: str
    service: str


@dataclass
class Kept:
    """One dossier at the portal: its newest payload, its history, and what changed last."""

    payload: dict[str, Any]
    history: list[Step] = field(default_factory=list)
    changed_at: str = ""
    last_step: str = ""
    filed_by: str = ""


@dataclass(frozen=True)
class Upload:
    """A file that a citizen put into a dossier."""

    component: str
    name: str
    kind: str
    content: bytes


class Store:
    """The portal's memory. Every verb takes the lock for its whole length."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.lock = threading.RLock()
        self.dossiers: dict[str, Kept] = {}
        self.feed: list[tuple[str, str, dict[str, Any]]] = []
        self.files: dict[str, Upload] = {}
        self.keys: dict[str, dict[str, Any]] = {}
        self.counters: dict[str, int] = {}
        self.disorders: list[str] = []
        """Steps that came with an earlier time than the one before them: order was not kept."""

    def file(
        self, person: Person, *, procedure: str, unit: str, files: Sequence[Upload] = (),
        base_url: str = "", **more: Any
    ) -> str:  # fmt: skip
        """This will file a dossier and give its code: unit, day, number of the day."""
        with self.lock:
            now = self.clock()
            day = f"{unit}-{local(now):%y%m%d}"
            self.counters[day] = self.counters.get(day, 0) + 1
            code = f"{day}-{self.counters[day]:04d}"
            payload = {
                "MaHoSo": code,
                "MaTTHC": procedure,
                "ChuHoSo": person.name,
                "LoaiDoiTuong": "1",
                "MaDoiTuong": person.number,
                "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": person.number}],
                "Email": person.email,
                "SoDienThoai": person.phone,
                "NgayNopHoSo": stamp(now),
                "TrangThaiHoSo": "1",
                "NoiNopHoSo": "1",
                "TaiKhoanDuocXacThucVoiVNeID": "1",
                "TaiLieuNop": [self._document(upload, base_url) for upload in files],
                **more,
            }
            self.dossiers[code] = Kept(payload, filed_by=person.number)
            self._changed(code, "1", person.name, "Nộp hồ sơ")
            return code

    def supplement(self, code: str, files: Sequence[Upload], *, base_url: str = "") -> None:
        """This will add files to a dossier of which more was asked; the province hears of it again."""
        with self.lock:
            kept = self.dossiers[code]
            added = [self._document(upload, base_url) for upload in files]
            kept.payload["TaiLieuNop"] = [*kept.payload.get("TaiLieuNop", []), *added]
            self._changed(code, kept.payload["TrangThaiHoSo"], kept.payload["ChuHoSo"], "Nộp bổ sung")

    def withdraw(self, code: str) -> None:
        """This will let the citizen take the dossier back."""
        with self.lock:
            self._changed(code, "7", self.dossiers[code].payload["ChuHoSo"], "Rút hồ sơ")

    def take(self, service: str, payload: Mapping[str, Any], key: str) -> dict[str, Any]:
        """This will take what the province tells; the same key again changes nothing."""
        with self.lock:
            if key and key in self.keys:
                return self.keys[key]
            taking = self._dossier if service == "DongBoHoSo" else self._progress
            answer = taking(deepcopy(dict(payload)))
            if key:
                self.keys[key] = answer
            return answer

    def listed(self, after: str, size: int) -> tuple[list[dict[str, Any]], str, bool]:
        """This will give what citizens filed or changed after a place in the list."""
        with self.lock:
            start = int(after) if after.isdecimal() else 0
            page = self.feed[start : start + size]
            lines = [{"CapNhatLuc": at, "HoSo": deepcopy(payload)} for at, _code, payload in page]
            return lines, str(start + len(page)), start + len(page) < len(self.feed)

    def one(self, code: str) -> dict[str, Any] | None:
        """This will give the newest version of one dossier that a citizen filed here."""
        with self.lock:
            for at, found, payload in reversed(self.feed):
                if found == code:
                    return {"CapNhatLuc": at, "HoSo": deepcopy(payload)}
        return None

    def states(self, after: str, size: int, since: str) -> tuple[list[dict[str, Any]], str, bool]:
        """This will give state and times of every dossier, in the order of their codes."""
        with self.lock:
            codes = sorted(c for c, kept in self.dossiers.items() if c > after and kept.changed_at >= since)
            page = codes[:size]
            return [self._state(code) for code in page], page[-1] if page else after, len(codes) > size

    def _state(self, code: str) -> dict[str, Any]:
        kept = self.dossiers[code]
        times = {name: kept.payload.get(name, "") for name in COMPARED}
        status = kept.payload["TrangThaiHoSo"]
        return {"MaHoSo": code, "TrangThaiHoSo": status, **times, "ThoiDiemXuLy": kept.last_step}

    def _dossier(self, payload: dict[str, Any]) -> dict[str, Any]:
        code, status = payload.get("MaHoSo"), payload.get("TrangThaiHoSo")
        if not code or not payload.get("MaTTHC"):
            return {"error_code": "11", "message": "Thiếu MaHoSo hoặc MaTTHC"}
        kept = self.dossiers.setdefault(code, Kept({"TrangThaiHoSo": ""}))
        is_news = kept.payload["TrangThaiHoSo"] != status
        # what a citizen filed stays where the province says nothing of it; dates it may take back
        said = {name: value for name, value in payload.items() if value not in ("", []) or name in COMPARED}
        kept.payload = {**kept.payload, **said}
        kept.changed_at = stamp(self.clock())
        if is_news:
            unit = payload.get("DonViXuLy") or ""
            kept.history.append(Step(kept.changed_at, str(status), unit, "", "DongBoHoSo"))
        return {"error_code": "0", "message": "OK"}

    def _progress(self, payload: dict[str, Any]) -> dict[str, Any]:
        code, at = payload.get("MaHoSo"), str(payload.get("ThoiDiemXuLy"))
        kept = self.dossiers.get(str(code))
        if kept is None:
            return {"error_code": "21", "message": "Không có hồ sơ này"}
        if at < kept.last_step:
            self.disorders.append(f"{code} {kept.last_step} {at}")
        kept.last_step = at
        kept.payload["TrangThaiHoSo"] = str(payload["TrangThai"])
        kept.changed_at = stamp(self.clock())
        who = f"{payload.get('NguoiXuLy', '')} – {payload.get('PhongBanXuLy', '')}".strip(" –")
        what = str(payload.get("NoiDungXuLy") or "")
        kept.history.append(Step(at, str(payload["TrangThai"]), who, what, "CapNhatTienTrinh"))
        return {"error_code": "0", "message": "OK"}

    def _changed(self, code: str, status: str, who: str, what: str) -> None:
        kept = self.dossiers[code]
        kept.payload["TrangThaiHoSo"] = status
        kept.changed_at = stamp(self.clock())
        kept.history.append(Step(kept.changed_at, status, who, what, "citizen"))
        self.feed.append((kept.changed_at, code, deepcopy(kept.payload)))

    def _document(self, upload: Upload, base_url: str) -> dict[str, Any]:
        file_id = secrets.token_hex(16)
        self.files[file_id] = upload
        return {
            "TepDinhKemId": file_id,
            "TenTepDinhKem": upload.name,
            "IsDeleted": "0",
            "MaThanhPhanHoSo": upload.component,
            "DuongDanTaiTepTin": f"{base_url}/tep/{file_id}",
            "DuocSoHoa": "0",
            "DuocTaiSuDung": "0",
            "DuocLayTuKhoDMQG": "0",
        }
