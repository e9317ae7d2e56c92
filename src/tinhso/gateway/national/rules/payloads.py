# ruff: noqa: RUF009 -- the fields are declared by calls that give `dataclasses.field`
"""What does the national portal say and want to hear of a dossier? Its two payloads, field by field.

`DongBoHoSo` is the dossier as a whole, `CapNhatTienTrinh` one step of it. Field names and the list shapes as
seen in public integrations of provincial systems with the portal; the portal's own document was not read.
Everything travels as text: yes and no as "1" and "0", times as `yyyyMMddHHmmss`, amounts in whole đồng.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tinhso.gateway.national.rules.reading import (
    Read,
    choice,
    flag,
    many,
    moment,
    read,
    text,
    whole,
    word,
    write,
)  # fmt: skip
from tinhso.gateway.national.workflow import Status

DOSSIER = "DongBoHoSo"
PROGRESS = "CapNhatTienTrinh"
KINDS = (DOSSIER, PROGRESS)
_STATUSES = tuple(s.value for s in Status)


@dataclass(frozen=True, kw_only=True)
class Document:
    """`TaiLieuNop`: one file of one component, and where it came from (counted by QĐ 766)."""

    id: str = text("TepDinhKemId", 100)
    name: str = text("TenTepDinhKem", 500, needed=True)
    is_deleted: bool = flag("IsDeleted")
    component: str = word("MaThanhPhanHoSo", 100)
    url: str = text("DuongDanTaiTepTin", 2000)
    was_digitised: bool = flag("DuocSoHoa")
    reused: str = choice("DuocTaiSuDung", "0", "1", "2")
    from_national_store: bool = flag("DuocLayTuKhoDMQG")
    instead_result: str = text("MaKetQuaThayThe", 100)


@dataclass(frozen=True, kw_only=True)
class Charge:
    """`DanhSachLePhi`: one fee or charge; `when` 1 at receipt, 2 at supplement, 4 at return."""

    name: str = text("TenPhiLePhi", 500, needed=True)
    code: str = text("MaPhiLePhi", 100)
    when: str = choice("HinhThucThu", "1", "2", "4")
    amount: int | None = whole("Gia", needed=True)
    kind: str = text("LoaiPhiLePhi", 20)


@dataclass(frozen=True, kw_only=True)
class OtherPaper:
    """`DanhSachTepDinhKemKhac`: a paper that came beside, and how many of it."""

    name: str = text("TenGiayTo", 500, needed=True)
    count: int | None = whole("SoLuong")
    kind: str = text("LoaiGiayTo", 20)


@dataclass(frozen=True, kw_only=True)
class Supplement:
    """`DanhSachHoSoBoSung`: one request for more, what came of it, and how the date moved."""

    id: str = text("HoSoBoSungId", 100)
    asked_by: str = text("NguoiYeuCauBoSung", 200)
    wanted: str = text("NoiDungBoSung", 4000)
    asked_at: datetime | None = moment("NgayBoSung")
    taken_by: str = text("NguoiTiepNhanBoSung", 200)
    taken_note: str = text("ThongTinTiepNhan", 2000)
    taken_at: datetime | None = moment("NgayTiepNhanBoSung")
    is_done: bool = flag("TrangThaiBoSung")
    documents: tuple[Document, ...] = many("DanhSachGiayToBoSung", Document)
    charges: tuple[Charge, ...] = many("DanhSachLePhiBoSung", Charge)
    due_before: datetime | None = moment("NgayHenTraTruoc")
    due_after: datetime | None = moment("NgayHenTraMoi")


@dataclass(frozen=True, kw_only=True)
class Result:
    """`DanhSachGiayToKetQua`: one paper that the citizen gets."""

    name: str = text("TenGiayTo", 500, needed=True)
    component: str = word("MaThanhPhanHoSo", 100)
    paper_id: str = text("GiayToId", 100)
    url: str = text("DuongDanTepTinKetQua", 2000)
    paper_code: str = text("MaGiayToKetQua", 100)


@dataclass(frozen=True, kw_only=True)
class Identity:
    """`DinhDanhCHS`: by which number the holder is known; `kind` 1 is the personal identity number."""

    kind: str = text("LoaiDinhDanh", 10)
    number: str = text("SoDinhDanh", 50, needed=True)


@dataclass(frozen=True, kw_only=True)
class Database:
    """`DSKetNoiCSDL`: a national database that was asked instead of the citizen."""

    code: str = text("MaCSDL", 50, needed=True)


@dataclass(frozen=True, kw_only=True)
class NationalDossier:
    """`DongBoHoSo`: a dossier as the portal and the province tell each other of it."""

    code: str = word("MaHoSo", 60, needed=True)
    receipt_number: str = text("SoBienNhan", 100)
    procedure: str = word("MaTTHC", 60, needed=True)
    procedure_name: str = text("TenTTHC", 1000)
    field_code: str = text("MaLinhVuc", 60)
    field_name: str = text("TenLinhVuc", 500)
    holder: str = text("ChuHoSo", 300, needed=True)
    holder_kind: str = text("LoaiDoiTuong", 10)
    holder_code: str = text("MaDoiTuong", 100)
    identities: tuple[Identity, ...] = many("DinhDanhCHS", Identity)
    other: str = text("ThongTinKhac", 8000)
    email: str = text("Email", 254)
    fax: str = text("Fax", 30)
    phone: str = text("SoDienThoai", 30)
    summary: str = text("TrichYeuHoSo", 2000)
    filed_at: datetime | None = moment("NgayNopHoSo")
    received_at: datetime | None = moment("NgayTiepNhan")
    due_at: datetime | None = moment("NgayHenTra")
    handled_at: datetime | None = moment("NgayKetThucXuLy")
    returned_at: datetime | None = moment("NgayTra")
    refused_at: datetime | None = moment("NgayTuChoi")
    status: str = choice("TrangThaiHoSo", *_STATUSES, needed=True)
    return_details: str = text("ThongTinTra", 2000)
    way: str = text("HinhThuc", 20)
    handling_unit: str = text("DonViXuLy", 500)
    filed_where: str = text("NoiNopHoSo", 10)
    note: str = text("GhiChu", 4000)
    has_digitised: bool = flag("HoSoCoThanhPhanSoHoa")
    account_is_verified: bool = flag("TaiKhoanDuocXacThucVoiVNeID")
    can_be_paid_online: bool = flag("DuocThanhToanTrucTuyen")
    databases: tuple[Database, ...] = many("DSKetNoiCSDL", Database)
    documents: tuple[Document, ...] = many("TaiLieuNop", Document)
    charges: tuple[Charge, ...] = many("DanhSachLePhi", Charge)
    other_papers: tuple[OtherPaper, ...] = many("DanhSachTepDinhKemKhac", OtherPaper)
    supplements: tuple[Supplement, ...] = many("DanhSachHoSoBoSung", Supplement)
    results: tuple[Result, ...] = many("DanhSachGiayToKetQua", Result)

    def to_dict(self) -> dict[str, Any]:
        """This will give the payload with the portal's own field names."""
        return write(self)

    @property
    def all_documents(self) -> tuple[Document, ...]:
        """Every file that came: those of the filing first, then those that answer requests for more."""
        return (*self.documents, *(one for more in self.supplements for one in more.documents))

    def at(self, status: str) -> "NationalDossier":
        """This will give the same dossier in another state."""
        return replace(self, status=status)


@dataclass(frozen=True, kw_only=True)
class Progress:
    """`CapNhatTienTrinh`: who did which step when, and in which state the dossier is since."""

    code: str = word("MaHoSo", 60, needed=True)
    officer: str = text("NguoiXuLy", 200, needed=True)
    title: str = text("ChucDanh", 200)
    at: datetime | None = moment("ThoiDiemXuLy", needed=True)
    unit: str = text("PhongBanXuLy", 500)
    what: str = text("NoiDungXuLy", 4000)
    status: str = choice("TrangThai", *_STATUSES, needed=True)
    begun_at: datetime | None = moment("NgayBatDau")
    due_at: datetime | None = moment("NgayKetThucTheoQuyDinh")

    def to_dict(self) -> dict[str, Any]:
        """This will give the payload with the portal's own field names."""
        return write(self)


SHAPES: Mapping[str, type[NationalDossier] | type[Progress]] = {DOSSIER: NationalDossier, PROGRESS: Progress}


def read_dossier(given: Any) -> Read[NationalDossier]:
    """This will read a `DongBoHoSo`; what is wrong is told by field, unknown fields are kept aside."""
    return read(NationalDossier, given)


def read_progress(given: Any) -> Read[Progress]:
    """This will read a `CapNhatTienTrinh` in the same way."""
    return read(Progress, given)


def read_kind(kind: str, given: Any) -> Read[Any]:
    """This will read a payload of that kind. Raises KeyError for a kind that is not known."""
    return read(SHAPES[kind], given)
