"""Search and sorting as Vietnamese readers expect them."""

import unicodedata

import pytest

from tinhso.core.folding import fold, sort_key


@pytest.mark.parametrize(
    "one, other",
    [
        ("hoá đơn", "hóa đơn"),
        ("thuỷ lợi", "thủy lợi"),
        ("Đường Nguyễn Huệ", "duong nguyen hue"),
        ("Ổ GÀ", "o ga"),
        ("kẹt xe, ngập nước!", "ket xe ngap nuoc"),
        (unicodedata.normalize("NFD", "Phường Thuận Hóa"), "phuong thuan hoa"),
    ],
)
def test_the_same_to_a_searcher(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_dictionary_order() -> None:
    names = ["Đông Ba", "Dương Nỗ", "An Cựu", "Ấn Độ", "Ăn Cơm", "Êm Đềm", "Em Trai", "Ông Ích", "Oanh"]
    assert sorted(names, key=sort_key) == [
        "An Cựu",
        "Ăn Cơm",
        "Ấn Độ",
        "Dương Nỗ",
        "Đông Ba",
        "Em Trai",
        "Êm Đềm",
        "Oanh",
        "Ông Ích",
    ]
