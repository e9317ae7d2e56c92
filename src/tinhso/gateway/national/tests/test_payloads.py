"""Are the portal's payloads read strictly, bounded, and written back as they came?"""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.gateway.national.rules import payloads
from tinhso.gateway.national.rules.reading import MOST_ITEMS, MOST_WRONG, wires
from tinhso.gateway.national.workflow import WORKFLOW, Status, label, may_follow

WHOLE = {
    "MaHoSo": "H57.12-260708-0001", "SoBienNhan": "BN-1", "MaTTHC": "1.013229", "TenTTHC": "Trích lục",
    "MaLinhVuc": "G15-TP01", "TenLinhVuc": "Hộ tịch", "ChuHoSo": "Nguyễn Thị Hoa Đào", "LoaiDoiTuong": "1",
    "MaDoiTuong": "046190000011", "DinhDanhCHS": [{"LoaiDinhDanh": "1", "SoDinhDanh": "046190000011"}],
    "ThongTinKhac": "{}", "Email": "hoadao@dan.example", "Fax": "", "SoDienThoai": "0905000011",
    "TrichYeuHoSo": "Cấp 2 bản", "NgayNopHoSo": "20260708080000", "NgayTiepNhan": "20260708093000",
    "NgayHenTra": "20260709170000", "NgayKetThucXuLy": "", "NgayTra": "", "NgayTuChoi": "",
    "TrangThaiHoSo": "4", "ThongTinTra": "", "HinhThuc": "0", "DonViXuLy": "UBND phường Thuận Hoá",
    "NoiNopHoSo": "1", "GhiChu": "", "HoSoCoThanhPhanSoHoa": "1", "TaiKhoanDuocXacThucVoiVNeID": "1",
    "DuocThanhToanTrucTuyen": "0", "DSKetNoiCSDL": [{"MaCSDL": "1"}],
    "TaiLieuNop": [
        {"TepDinhKemId": "a1", "TenTepDinhKem": "tờ khai.pdf", "IsDeleted": "0", "MaThanhPhanHoSo": "TP01",
         "DuongDanTaiTepTin": "https://tep.example/a1", "DuocSoHoa": "1", "DuocTaiSuDung": "2",
         "DuocLayTuKhoDMQG": "0", "MaKetQuaThayThe": "KQ-7"},
    ],
    "DanhSachLePhi": [{"TenPhiLePhi": "Phí trích lục", "MaPhiLePhi": "P1", "HinhThucThu": "1",
                       "Gia": "8000", "LoaiPhiLePhi": "1"}],
    "DanhSachTepDinhKemKhac": [{"TenGiayTo": "Căn cước", "SoLuong": "1", "LoaiGiayTo": "1"}],
    "DanhSachHoSoBoSung": [
        {"HoSoBoSungId": "1", "NguoiYeuCauBoSung": "Lê Văn Đức", "NoiDungBoSung": "Thiếu trang 2",
         "NgayBoSung": "20260708100000", "NguoiTiepNhanBoSung": "", "ThongTinTiepNhan": "",
         "NgayTiepNhanBoSung": "", "TrangThaiBoSung": "0", "DanhSachGiayToBoSung": [],
         "DanhSachLePhiBoSung": [], "NgayHenTraTruoc": "20260709170000", "NgayHenTraMoi": ""},
    ],
    "DanhSachGiayToKetQua": [{"TenGiayTo": "Trích lục", "MaThanhPhanHoSo": "", "GiayToId": "",
                              "DuongDanTepTinKetQua": "", "MaGiayToKetQua": "KQ-9"}],
}  # fmt: skip
STEP = {
    "MaHoSo": "H57.12-260708-0001", "NguoiXuLy": "Lê Văn Đức", "ChucDanh": "Chuyên viên",
    "ThoiDiemXuLy": "20260708093000", "PhongBanXuLy": "Phòng Tư pháp", "NoiDungXuLy": "Thẩm định",
    "TrangThai": "4", "NgayBatDau": "", "NgayKetThucTheoQuyDinh": "20260709170000",
}  # fmt: skip


def test_every_field_goes_there_and_back():
    read = payloads.read_dossier(WHOLE)
    assert read.wrong == ()
    assert read.unknown == {}
    assert read.value.to_dict() == WHOLE
    assert {wire.name for _attribute, wire in wires(payloads.NationalDossier)} == set(WHOLE)
    assert payloads.read_progress(STEP).value.to_dict() == STEP
    assert read.value.received_at == datetime(2026, 7, 8, 2, 30, tzinfo=UTC)
    assert read.value.charges[0].amount == 8000


@pytest.mark.parametrize(
    "change, field, code",
    [
        ({"MaHoSo": ""}, "MaHoSo", "missing"),
        ({"MaHoSo": "hồ sơ 1"}, "MaHoSo", "not-a-code"),
        ({"MaHoSo": 17}, "MaHoSo", "not-text"),
        ({"TrangThaiHoSo": "11"}, "TrangThaiHoSo", "not-a-choice"),
        ({"TrangThaiHoSo": True}, "TrangThaiHoSo", "not-a-choice"),
        ({"NgayTiepNhan": "08/07/2026"}, "NgayTiepNhan", "not-a-moment"),
        ({"NgayTiepNhan": "20260732000000"}, "NgayTiepNhan", "not-a-moment"),
        ({"NgayTiepNhan": "２0260708093000"}, "NgayTiepNhan", "not-a-moment"),
        ({"HoSoCoThanhPhanSoHoa": "có"}, "HoSoCoThanhPhanSoHoa", "not-a-flag"),
        ({"ChuHoSo": "A" * 301}, "ChuHoSo", "too-long"),
        ({"ChuHoSo": "A\x00B"}, "ChuHoSo", "control-character"),
        ({"ChuHoSo": "\ud800"}, "ChuHoSo", "control-character"),
        ({"DanhSachLePhi": [{"TenPhiLePhi": "Phí", "Gia": "-5"}]}, "DanhSachLePhi.0.Gia", "not-a-number"),
        ({"TaiLieuNop": {"TenTepDinhKem": "a"}}, "TaiLieuNop", "not-a-list"),
        ({"TaiLieuNop": [3]}, "TaiLieuNop.0.", "not-an-object"),
        ({"TaiLieuNop": [{"TenTepDinhKem": "a"}] * (MOST_ITEMS + 1)}, "TaiLieuNop", "too-many"),
    ],
)
def test_a_wrong_field_is_named_with_its_code(change, field, code):
    read = payloads.read_dossier(WHOLE | change)
    assert read.value is None
    assert [(wrong.field, wrong.code) for wrong in read.wrong] == [(field, code)]
    assert read.wrong[0].message.in_vietnamese()


def test_numbers_and_booleans_of_json_mean_what_their_texts_mean():
    given = WHOLE | {"TrangThaiHoSo": 4, "HoSoCoThanhPhanSoHoa": True, "DuocThanhToanTrucTuyen": 0}
    assert payloads.read_dossier(given).value.to_dict() == WHOLE


def test_unknown_fields_are_kept_aside_and_told():
    documents = [WHOLE["TaiLieuNop"][0] | {"KyTen": "x"}]
    read = payloads.read_dossier(WHOLE | {"KenhThucHien": "1", "TaiLieuNop": documents})
    assert read.value.to_dict() == WHOLE
    assert read.unknown == {"KenhThucHien": "1", "TaiLieuNop.0.KyTen": "x"}


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.sampled_from(sorted(WHOLE)), inner, max_size=8),
    max_leaves=12,
)  # fmt: skip


@given(_JSON)
def test_whatever_comes_is_read_or_refused_field_by_field(given):
    read = payloads.read_dossier(given)
    assert (read.value is None) == bool(read.wrong)
    assert len(read.wrong) <= MOST_WRONG
    if read.value is not None:
        again = payloads.read_dossier(json.loads(json.dumps(read.value.to_dict())))
        assert again.value == read.value


def test_each_state_has_its_label_and_the_table_is_the_proposal():
    assert [label(str(n)) for n in (1, 5, 10)] == ["Mới đăng ký", "Yêu cầu bổ sung giấy tờ", "Đã trả kết quả"]
    assert WORKFLOW.reachable() == set(Status)
    follows = {
        (a, b) for a in Status for b in Status if a != b and may_follow(a, b)
    }  # 1→2,3,5,7 · 2→4 · 4→5,6,7,8,9 · 5→4,7,8 · 6→4,7,8 · 9→10
    wanted = {"1": "2 3 5 7", "2": "4", "4": "5 6 7 8 9", "5": "4 7 8", "6": "4 7 8", "9": "10"}
    assert follows == {(a, b) for a, found in wanted.items() for b in found.split()}
    assert may_follow("", "9")
    assert may_follow("4", "4")
