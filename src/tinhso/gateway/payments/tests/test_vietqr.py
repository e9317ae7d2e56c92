"""Is a VietQR code written as the banks read it, and read back only when it is whole?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.gateway.payments.rules import numbers, vietqr
from tinhso.gateway.payments.rules.vietqr import NotVietQr, VietQr

SAMPLE = (
    "00020101021238570010A00000072701270006970436011300110012345670208QRIBFTTA53037045405500005802VN"
    "62250821HS H57.12-260708-00016304178D"
)
HUE = VietQr(bin="970436", account="0011001234567", amount=50000, purpose="HS H57.12-260708-0001")


def test_the_standard_vector_of_the_checksum():
    assert vietqr.crc("123456789") == "29B1"


def test_the_sample_is_written_and_read():
    assert vietqr.write(HUE) == SAMPLE
    assert vietqr.read(SAMPLE) == HUE


def test_without_an_amount_a_code_is_good_for_many():
    code = VietQr(bin="970405", account="4001", amount=None, purpose="")
    text = vietqr.write(code)
    assert text.startswith("000201010211")
    assert vietqr.read(text) == code


@pytest.mark.parametrize("place", range(0, len(SAMPLE), 7))
def test_one_wrong_letter_is_noticed(place):
    letter = "0" if SAMPLE[place] != "0" else "1"
    with pytest.raises(NotVietQr):
        vietqr.read(SAMPLE[:place] + letter + SAMPLE[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "6304", "https://vi.du", SAMPLE[:-1], SAMPLE + "0", "0002016304" + "0000"]
)
def test_what_is_no_code(text):
    with pytest.raises(NotVietQr):
        vietqr.read(text)


@given(st.text(max_size=60))
def test_nothing_but_notvietqr_comes_of_any_text(text):
    body = text + "6304"
    with pytest.raises(NotVietQr):
        vietqr.read(body + vietqr.crc(body))


@given(
    st.from_regex(r"[0-9]{6}", fullmatch=True),
    st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True),
    st.integers(1, vietqr.MOST_AMOUNT),
    st.text(),
)
def test_every_code_comes_back(bin_, account, amount, words):
    code = VietQr(bin=bin_, account=account, amount=amount, purpose=vietqr.purpose(words))
    assert vietqr.read(vietqr.write(code)) == code


@pytest.mark.parametrize(
    "given_, plain",
    [
        ("Lệ phí hộ tịch", "Le phi ho tich"),
        ("Đặng Thị Ưng nộp phí đo đạc", "Dang Thi Ung nop phi do d"),
        ("H57.12-260708/1", "H57.12-260708/1"),
        ("a;b\n<c>", "a b c"),
        ("💰", ""),
    ],
)
def test_a_purpose_is_what_every_bank_takes(given_, plain):
    assert vietqr.purpose(given_) == plain


@pytest.mark.parametrize(
    "wrong",
    [
        {"bin": "97043"}, {"bin": "97043６"}, {"account": ""}, {"account": "1" * 20}, {"account": "12 3"},
        {"amount": 0}, {"amount": 10**13}, {"purpose": "Lệ phí"}, {"purpose": "x" * 26}, {"service": "QR"},
    ],
)  # fmt: skip
def test_what_no_code_can_say(wrong):
    with pytest.raises(ValueError, match=r"."):
        VietQr(**{"bin": "970436", "account": "0011", "amount": 1, "purpose": "", **wrong})


@given(st.integers(0, numbers.RANDOM_BELOW - 1), st.integers(0, 11), st.integers(1, 9))
def test_a_slip_in_a_number_is_noticed(drawn, place, more):
    number = numbers.number(drawn)
    digits = number[2:]
    slipped = digits[:place] + str((int(digits[place]) + more) % 10) + digits[place + 1 :]
    assert numbers.read(number) == number
    assert numbers.read("TT" + slipped) is None
    if place < 11 and digits[place] != digits[place + 1]:
        swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        assert numbers.read("TT" + swapped) is None


def test_a_number_is_found_in_what_banks_make_of_it():
    one, two = numbers.number(46210735821), numbers.number(7)
    assert numbers.read(numbers.spoken(one).lower()) == one
    assert numbers.read(one[2:]) == one
    broken = f"MBVCB.123 {one[:6]}\n{one[6:]} nop le phi. CT tu 0011001234567"
    assert list(numbers.found_in(broken)) == [one]
    assert list(numbers.found_in(f"{two}-{one}-{two}")) == [two, one]
    assert list(numbers.found_in("TT 123456789012, TT")) == []
