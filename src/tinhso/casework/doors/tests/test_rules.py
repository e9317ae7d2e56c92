"""What do people write to a short number, and is the signature right?"""

import pytest

from tinhso.casework.doors.rules import reading, signing
from tinhso.core.values import public_code

CODE = public_code(462107358)
COMMUNES = [
    reading.Named("1", "Phường Thuận Hóa", "Phường"),
    reading.Named("2", "Phường Phú Xuân", "Phường"),
    reading.Named("3", "Xã Phú Xuân Đông", "Xã"),
    reading.Named("4", "Xã A Lưới 1", "Xã"),
    reading.Named("5", "Xã Huế", "Xã"),
]


@pytest.mark.parametrize(
    "text",
    [
        f"TRA {CODE}", f"tra{CODE}", f"Tra {CODE[:4]} {CODE[4:7]} {CODE[7:]}", f"  TRA:{CODE} ",
        f"TRA CUU {CODE}", f"Tra mã {CODE[:4]}-{CODE[4:7]}-{CODE[7:]}", f"Tra mã số {CODE}.",
    ],
)  # fmt: skip
def test_a_question_for_the_state_is_known_however_it_is_written(text):
    assert reading.asked(text) == reading.Asked("state", CODE)


@pytest.mark.parametrize("text", ["TRA", "TRA 123", f"TRA {CODE[:-1]}{(int(CODE[-1]) + 1) % 10}", "TRA ABC"])
def test_a_wrong_code_is_still_a_question(text):
    assert reading.asked(text) == reading.Asked("state", None)


@pytest.mark.parametrize(
    "text",
    ["Trà đá bán lấn hết vỉa hè đường Lê Lợi phường Thuận Hóa", "Tra tấn chó mèo ở phường Thuận Hóa 2 ngày",
     "Ổ gà to", ""],
)  # fmt: skip
def test_what_only_begins_like_a_question_is_none(text):
    assert reading.asked(text).what == "report"


@pytest.mark.parametrize(("text", "what"), [("XONG", "send"), ("Hủy", "cancel"), ("huỷ bỏ", "cancel")])
def test_words_to_the_machine(text, what):
    assert reading.asked(text).what == what


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ổ gà trước chợ, phường Thuận Hóa", "1"),
        ("o ga truoc cho p. thuan hoa", "1"),
        ("Rác ở Thuận Hoá lâu ngày", "1"),
        ("đèn hỏng, xã Phú Xuân Đông", "3"),
        ("đèn hỏng, phường Phú Xuân", "2"),
        ("từ phường Phú Xuân sang phường Thuận Hóa", None),
        ("Phú Xuân Đông mất điện", "3"),
        ("xã A Lưới 1 sạt lở", "4"),
        ("ở Huế nhiều rác", None),
        ("không nói ở đâu", None),
    ],
)
def test_the_commune_that_a_text_names(text, code):
    assert reading.commune(text, COMMUNES) == code


@pytest.mark.parametrize(
    ("typed", "code"),
    [("thuan hoa", "1"), ("Phường Thuận Hóa", "1"), ("phu xuan", "2"), ("phu xuan dong", "3"), ("phu", None),
     ("", None), ("luoi", "4")],
)  # fmt: skip
def test_what_an_operator_types_finds_one_name_or_none(typed, code):
    assert reading.pick(typed, [(c.code, c.name) for c in COMMUNES]) == code


def test_zalos_mac_as_the_real_service_makes_it():
    # counted by hand with sha256sum over 3310{"a":1}1751100041636key
    mac = signing.zalo("3310", b'{"a":1}', "1751100041636", "key")
    assert mac == "22eaf77058406cda6b24906cf88fc113839f81c0c1ec11c14b04da16d1e47229"


def test_an_empty_secret_opens_nothing():
    assert not signing.same("", "")
    assert signing.same("a", "a")
    assert not signing.same("á", "a")
