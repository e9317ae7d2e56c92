"""What do people write into the forms? Answers that fit each form, drawn a few times and used again."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from tinhso.casework.procedures.queries import ProcedureVersion
from tinhso.casework.procedures.rules import forms
from tinhso.casework.procedures.rules.forms import Field
from tinhso.demo.dossiers import words
from tinhso.demo.dossiers.people import Citizen, People

VARIANTS = 4
PASSES = 6
"""An answer may bring another question, which may bring the next."""
NEVER = 0.25
"""How often a question that need not be answered is."""
TEXTS: Mapping[str, tuple[str, ...]] = {
    "loai_giay_to": words.PAPERS,
    "van_ban": ("Giấy uỷ quyền", "Bản cam kết", "Sơ yếu lý lịch"),
    "muc_dich_khac": ("Bổ sung hồ sơ xin việc", "Làm thủ tục vay vốn", "Tập kết vật liệu sửa nhà"),
    "dot_thien_tai": ("Mưa lũ đầu tháng 11", "Bão số 5", "Lốc xoáy cuối tháng 4"),
    "ten": ("Lúa", "Gà thả vườn", "Cá lồng", "Keo lá tràm"),
    "don_vi": ("m²", "con", "kg"),
    "so_tai_khoan": ("000012345678", "000087654321"),
    "tai_khoan": ("000012345678", "000087654321"),
    "ngan_hang": words.BANKS,
    "truong": ("Trường THPT mô phỏng", "Trường Đại học mô phỏng"),
    "noi_sinh": ("Bệnh viện mô phỏng", "Trạm Y tế xã"),
    "noi_dang_ky_cu": ("UBND xã cũ trước ngày 01/7/2025",),
    "ten_du_thao": (
        "Quyết định quy định mức hỗ trợ chuyển đổi số cho hộ kinh doanh",
        "Quyết định ban hành quy chế quản lý chợ",
        "Quyết định phân cấp quản lý công viên, cây xanh",
    ),
    "can_cu_rut_gon": ("Thông báo kết luận của Chủ tịch UBND (minh hoạ)",),
    "ten_du_toan": ("Máy tính cho bộ phận một cửa", "Sửa chữa phòng tiếp dân", "Thiết bị họp trực tuyến"),
    "ten_khoa": ("Bồi dưỡng kỹ năng số", "Quản lý nhà nước ngạch chuyên viên", "An toàn thông tin"),
    "ly_do": ("Hoàn cảnh gia đình thay đổi, có xác nhận của tổ dân phố.", "Chờ vật tư nên chậm khởi công."),
    "thua_dat": ("Thửa 125, tờ bản đồ số 14", "Thửa 37, tờ bản đồ số 9"),
    "so_giay_phep": ("17/GPXD", "142/GPXD"),
    "so_xac_nhan": ("31/XN-UBND",),
}  # fmt: skip
NUMBERS = {
    "so_ban": (1, 5), "so_trang": (1, 12), "so_truong_hop": (1, 3), "chieu_rong": (1, 4),
    "chieu_dai": (3, 25),
    "so_luong": (5, 400), "gia_tri": (80_000_000, 900_000_000), "so_goi": (1, 3), "so_nguoi": (1, 6),
    "dien_tich": (60, 320), "so_tang": (1, 4), "chieu_sau_ham": (2, 4),
}  # fmt: skip
DAYS = {"tu_ngay": (3, 12), "den_ngay": (14, 40), "ngay_xay_ra": (-9, -2), "ngay_sinh": (-40, -5)}
"""How many days from the day of applying; before it where it is less than nothing."""
PERSON = {"account.phone": "phone", "account.address": "address", "account.email": "email"}
NAMES = ("ho_ten_tre", "nguoi_chet")


class Answers:
    """The answers to every form, drawn from one seed."""

    def __init__(self, people: People, dice: random.Random) -> None:
        self._people = people
        self._dice = dice
        self._known: dict[str, list[dict[str, Any]]] = {}

    def of(self, version: ProcedureVersion, who: Citizen, on: date) -> dict[str, Any]:
        """This will answer a form for somebody on a day."""
        if not version.form_schema:
            return {}
        variants = self._known.setdefault(version.ref, [])
        if len(variants) < VARIANTS:
            variants.append(self._variant(version))
        found: dict[str, Any] = _realised(self._dice.choice(variants), who, self._people, on)
        return found

    def _variant(self, version: ProcedureVersion) -> dict[str, Any]:
        said: dict[str, Any] = {}
        left_out: set[str] = set()
        for _ in range(PASSES):
            shown = _shown(said)
            new = [f for f in forms.fields(version.form_schema, shown) if f.path not in {*said, *left_out}]
            if not new:
                break
            for one in new:
                if one.required or self._dice.random() < NEVER:
                    said[one.path] = self._answer(one)
                else:
                    left_out.add(one.path)
        return said

    def _answer(self, one: Field) -> Any:
        dice, answer = self._dice, None
        match one.kind:
            case "choice":
                answer = dice.choice([value for value, _ in one.choices])
            case "boolean":
                answer = one.required or dice.random() < 0.5
            case "date":
                answer = timedelta(days=dice.randint(*DAYS.get(one.path, (-30, -1))))
            case "integer" | "number":
                drawn = dice.randint(*NUMBERS.get(one.path, (1, 3)))
                answer = float(drawn) if one.kind == "number" else drawn
            case "group":
                answer = {inner.path: self._answer(inner) for inner in one.fields if inner.required}
            case "list":
                answer = [{inner.path: self._answer(inner) for inner in one.fields}]
            case _ if one.prefill in PERSON:
                answer = _Of(PERSON[one.prefill])
            case _ if one.path in NAMES:
                answer = _Of("name")
            case _:
                answer = dice.choice(TEXTS.get(one.path, ("Như giấy tờ kèm theo",)))
        return answer


class _Of(str):
    """Something of whoever applies, by its name; until then it passes as a text."""


def _shown(said: Any) -> Any:
    """The answers as a form reads them, before it is known who applies on which day."""
    if isinstance(said, Mapping):
        return {name: _shown(value) for name, value in said.items()}
    return "2026-01-01" if isinstance(said, timedelta) else said


def _realised(said: Any, who: Citizen, people: People, on: date) -> Any:
    if isinstance(said, Mapping):
        made = {name: _realised(value, who, people, on) for name, value in said.items()}
        return {name: value for name, value in made.items() if value not in ("", None)}
    if isinstance(said, list):
        return [_realised(one, who, people, on) for one in said]
    if isinstance(said, timedelta):
        return (on + said).isoformat()
    if isinstance(said, _Of):
        return people.name() if said == "name" else _own(who, str(said))
    return said


def _own(who: Citizen, what: str) -> str:
    if what == "email":
        return "nguoi-dan@mo-phong.example"
    return str(getattr(who.person, what)) or who.home.name
