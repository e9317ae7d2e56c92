"""Does everyday speech, with and without accents, lead to the right procedure, or to the right question?"""

import pytest

from tinhso.casework.procedures import seed
from tinhso.casework.procedures.rules.building import build
from tinhso.casework.procedures.rules.checking import check
from tinhso.casework.procedures.rules.searching import Index, asking

CASES = [
    ("đăng ký khai sinh", "1.001193"),
    ("lam giay khai sinh cho con", "1.001193"),
    ("con em mới đẻ, đăng ký giấy tờ cho cháu ở đâu", "1.001193"),
    ("vợ tôi mới sinh em bé cần làm giấy gì", "1.001193"),
    ("xin bản sao giấy khai sinh", "2.000635"),
    ("trich luc khai sinh", "2.000635"),
    ("xin trích lục khai tử", "2.000635"),
    ("lấy vợ thì làm thủ tục gì", "1.000894"),
    ("dang ky ket hon", "1.000894"),
    ("Tôi sắp cưới, đăng ký ở xã thế nào", "1.000894"),
    ("ba tôi mất hôm qua, phải đi báo tử ở đâu", "1.000656"),
    ("nhà em có người mất", "1.000656"),
    ("khai tu", "1.000656"),
    ("giấy xác nhận độc thân", "1.004873"),
    ("giay xac nhan tinh trang hon nhan", "1.004873"),
    ("xin giấy chứng nhận chưa đăng ký kết hôn", "1.004873"),
    ("sửa ngày sinh trong giấy khai sinh", "1.004859"),
    ("doi ten trong khai sinh", "1.004859"),
    ("nhận con nuôi", "2.001263"),
    ("sao y bản chính bằng cấp", "2.000815"),
    ("photo cong chung", "2.000815"),
    ("xác nhận sơ yếu lý lịch", "2.000884"),
    ("làm di chúc", "2.001019"),
    ("nhập khẩu cho vợ về nhà chồng", "1.004222"),
    ("dang ky thuong tru", "1.004222"),
    ("sinh viên ở trọ đăng ký tạm trú", "1.004194"),
    ("tách khẩu", "1.010038"),
    ("xoá hộ khẩu của mẹ đã mất", "1.003197"),
    ("giấy xác nhận nơi cư trú", "CT.000001"),
    ("giấy không tiền án", "3.000333"),
    ("ly lich tu phap", "3.000333"),
    ("tiền người khuyết tật hằng tháng", "1.001776"),
    ("người già không có lương hưu xin tiền", "1.014027"),
    ("xin mai táng phí", "1.001731"),
    ("làm giấy xác nhận khuyết tật cho con", "1.001699"),
    ("sổ hộ nghèo", "1.011607"),
    ("tiền ăn trưa mẫu giáo", "1.001622"),
    ("bảo hiểm y tế cho bé", "BHYT.000001"),
    ("mất sổ bảo hiểm xã hội", "1.002759"),
    ("mở quán cà phê", "1.001612"),
    ("mo tap hoa can giay to gi", "1.001612"),
    ("đóng cửa quán luôn", "1.001266"),
    ("tạm ngừng kinh doanh", "1.001570"),
    ("thành lập công ty", "2.001583"),
    ("xin phép xây nhà", "1.013225"),
    ("xin phep xay nha 2 tang", "1.013225"),
    ("sửa chữa nhà nâng thêm tầng", "1.013229"),
    ("gia hạn giấy phép xây dựng", "1.013227"),
    ("mất giấy phép xây dựng", "1.013228"),
    ("sang tên sổ đỏ", "1.013831"),
    ("lam so do lan dau", "1.012753"),
    ("lên thổ cư", "1.013992"),
    ("dựng rạp đám cưới ngoài đường", "DP.000001"),
    ("bão tốc mái nhà", "DP.000002"),
    ("the xe buyt sinh vien", "DP.000004"),
    ("2.000635", "2.000635"),
    ("birth registration", "1.001193"),
]
ASKS = [
    ("làm lại giấy khai sinh", "lam-lai-khai-sinh"),
    ("tôi muốn làm lại giấy khai sinh", "lam-lai-khai-sinh"),
    ("mat giay khai sinh", "lam-lai-khai-sinh"),
    ("mất giấy kết hôn", "lam-lai-ket-hon"),
    ("xin cấp lại giấy chứng tử", "lam-lai-khai-tu"),
    ("Tôi muốn đăng ký lại", "dang-ky-lai"),
    ("công chứng", "cong-chung"),
    ("cho hỏi về giấy phép xây dựng", "giay-phep-xay-dung"),
    ("so do", "so-do"),
    ("hộ khẩu", "ho-khau"),
    ("thủ tục hộ kinh doanh", "ho-kinh-doanh"),
    ("trợ cấp người già", "nguoi-gia"),
]
NOTHING = [
    "",
    "?",
    "tôi muốn",
    "công thức nấu bún bò Huế",
    "xin visa đi Mỹ",
    "thời tiết hôm nay",
    "x" * 5_000,
]


@pytest.fixture(scope="module")
def index() -> Index:
    versions = [build(check(doc)[0]) for doc in seed.sample_procedures()]
    return Index(versions, [asking(q["code"], q["words"]) for q in seed.sample_rules()["questions"]])


@pytest.mark.parametrize(("said", "code"), CASES)
def test_the_procedure_meant_comes_first(index: Index, said: str, code: str) -> None:
    assert [hit.code for hit in index.hits(said, 1)] == [code]


@pytest.mark.parametrize(("said", "key"), ASKS)
def test_where_law_knows_several_it_asks_back(index: Index, said: str, key: str) -> None:
    assert index.asked(said) == [key]


@pytest.mark.parametrize("said", NOTHING)
def test_what_is_no_procedure_finds_none(index: Index, said: str) -> None:
    assert index.hits(said, 5) == []
    assert index.asked(said) == []


def test_who_says_exactly_what_is_wanted_is_not_asked(index: Index) -> None:
    assert index.asked("đăng ký lại khai sinh") == []


def test_every_answer_of_every_question_is_a_procedure() -> None:
    codes = {doc["code"] for doc in seed.sample_procedures()}
    rules = seed.sample_rules()
    assert {c["code"] for q in rules["questions"] for c in q["choices"]} <= codes
    assert {code for group in rules["groups"] for code in group["procedures"]} <= codes
    assert {code for service in rules["essentials"] for code in service["procedures"]} <= codes
