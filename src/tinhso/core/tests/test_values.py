"""Codes people read out, points, periods."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tinhso.core.values import (
    GeoPoint,
    Validity,
    is_email,
    names_a_dossier,
    public_code,
    read_public_code,
    spoken_code,
)

NUMBERS = st.integers(min_value=0, max_value=10**9 - 1)


@given(NUMBERS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_found(number: int, place: int, shift: int) -> None:
    code = public_code(number)
    wrong = code[:place] + str((int(code[place]) + shift) % 10) + code[place + 1 :]
    assert read_public_code(wrong) is None


@given(NUMBERS, st.integers(0, 8))
def test_two_swapped_neighbours_are_found(number: int, place: int) -> None:
    code = public_code(number)
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or read_public_code(swapped) is None


@given(NUMBERS)
def test_a_code_is_read_as_it_is_spoken(number: int) -> None:
    code = public_code(number)
    assert read_public_code(spoken_code(code)) == code
    assert read_public_code(f" {code[:4]}-{code[4:7]}.{code[7:]} ") == code


@pytest.mark.parametrize("text", ["", "123", "abcdefghij", "12345678901", "٤٦٢١٠٧٣٥٨٢", "4621 073 58x"])
def test_what_is_not_a_code_is_not_read(text: str) -> None:
    assert read_public_code(text) is None


@pytest.mark.parametrize("lat, lon", [(91, 0), (0, 181), (float("nan"), 0), (0, float("inf"))])
def test_a_point_outside_the_world_is_refused(lat: float, lon: float) -> None:
    with pytest.raises(ValueError, match="point"):
        GeoPoint(lat, lon)


def test_distance_between_hue_and_da_nang_is_about_79_km() -> None:
    hue, da_nang = GeoPoint(16.4637, 107.5909), GeoPoint(16.0544, 108.2022)
    assert 78_000 < hue.distance_m(da_nang) < 81_000


def test_a_validity_is_half_open() -> None:
    validity = Validity(date(2025, 7, 1), date(2026, 7, 1))
    assert validity.covers(date(2025, 7, 1))
    assert not validity.covers(date(2026, 7, 1))
    assert not validity.covers(date(2025, 6, 30))


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("lan.nguyen@hue.gov.vn", True),
        ("lan+phananh@xn--hu-iya.vn", True),
        ("a@b", False),
        ("lan nguyen@hue.gov.vn", False),
        (".lan@hue.gov.vn", False),
        ("lan..n@hue.gov.vn", False),
        ("lan@hue..vn", False),
        ("lan@-hue.vn", False),
        ("lan@hue.gov.vn ", False),
        ("lan@hue.gov.vn\n", False),
        ("lan@@hue.gov.vn", False),
        ("Lan <lan@hue.gov.vn>", False),
        ("lan@[203.113.1.2]", False),
        (f"{'a' * 65}@hue.gov.vn", False),
        ("", False),
    ],
)
def test_an_address_is_one_that_a_letter_can_be_sent_to(text: str, is_one: bool) -> None:
    assert is_email(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("H57.12-261122-0001", True), ("h57.12-261122-1", True), ("TTHCC-261122-0012", True),
     ("4621 073 582", False), ("khai sinh", False), ("1.004873", False), ("H57.12", False)],
)  # fmt: skip
def test_a_dossiers_code_is_told_from_other_things_that_are_typed(text, is_one):
    assert names_a_dossier(text) is is_one
