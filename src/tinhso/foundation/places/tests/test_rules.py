"""How sure is a point, and what is said of it?"""

import pytest

from tinhso.foundation.places import rules
from tinhso.foundation.places.rules import How

HERE, THERE = "Phường Thuận Hóa", "Phường Phú Xuân"

SURE = rules.Sureness(inside=0.99, at_border=0.5, approximate=0.6, nearest=0.4, farthest=0.1)


@pytest.mark.parametrize(
    ("distance", "accuracy", "approximate", "neighbour", "expected"),
    [
        (350, 15, False, None, (How.INSIDE, 0.99, 0.99)),
        (16, 15, False, THERE, (How.INSIDE, 0.99, 0.99)),
        (15, 15, False, THERE, (How.BORDER, 0.85, 0.95)),
        (5, 15, False, THERE, (How.BORDER, 0.5, 0.7)),
        (0, 15, False, THERE, (How.BORDER, 0.5, 0.5)),
        (900, 2_000, False, THERE, (How.BORDER, 0.6, 0.75)),
        # a coast: the circle reaches past the border, but into no other commune
        (5, 15, False, None, (How.INSIDE, 0.99, 0.99)),
        (0, 0, False, THERE, (How.BORDER, 0.5, 0.5)),
        (350, 15, True, None, (How.INSIDE, 0.6, 0.6)),
        (14, 15, True, THERE, (How.BORDER, 0.5, 0.6)),
    ],
)
def test_inside(distance, accuracy, approximate, neighbour, expected):
    how, least, most = expected
    verdict = rules.inside(
        HERE,
        distance_m=distance,
        accuracy_m=accuracy,
        approximate=approximate,
        neighbour=neighbour,
        sureness=SURE,
    )
    assert verdict.how == how
    assert least <= verdict.confidence <= most
    assert rules.in_sentence(HERE) in str(verdict.because)
    assert ("gần đúng" in str(verdict.because)) is approximate


def test_confidence_never_falls_as_the_border_recedes():
    found = [
        rules.inside(
            HERE, distance_m=d, accuracy_m=30, approximate=False, neighbour=THERE, sureness=SURE
        ).confidence
        for d in range(0, 60)
    ]
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_the_sentence_is_fit_for_the_citizen():
    inside = rules.inside(
        HERE, distance_m=352, accuracy_m=15, approximate=False, neighbour=None, sureness=SURE
    )
    assert str(inside.because) == "Điểm nằm trong địa giới phường Thuận Hóa, cách ranh giới khoảng 350 m."
    border = rules.inside(
        HERE, distance_m=8, accuracy_m=15, approximate=False, neighbour=THERE, sureness=SURE
    )
    assert str(border.because) == (
        "Điểm nằm trong địa giới phường Thuận Hóa nhưng chỉ cách ranh giới với phường Phú Xuân khoảng 8 m, "
        "trong phạm vi sai số 15 m của vị trí."
    )


@pytest.mark.parametrize(
    ("distance", "tolerance", "least", "most"),
    [
        (0, 500, 0.4, 0.4),
        (250, 500, 0.2, 0.3),
        (500, 500, 0.1, 0.1),
        (9_000, 500, 0.1, 0.1),
        (1, 0, 0.1, 0.1),
    ],
)
def test_nearest_is_never_sure(distance, tolerance, least, most):
    verdict = rules.nearest(
        HERE, distance_m=distance, tolerance_m=tolerance, approximate=False, sureness=SURE
    )
    assert verdict.how == How.NEAREST
    assert least <= verdict.confidence <= most


@pytest.mark.parametrize(
    ("metres", "said"),
    [
        (0.2, "1 m"),
        (4.4, "4 m"),
        (352, "350 m"),
        (994, "990 m"),
        (996, "1,0 km"),
        (1_249, "1,2 km"),
        (27_400, "27 km"),
    ],
)
def test_spoken_distance(metres, said):
    assert rules.spoken_distance(metres) == said


@pytest.mark.parametrize(
    ("full", "kind", "parted"),
    [
        ("Phường Thuận Hóa", "", ("Phường", "Thuận Hóa")),
        ("Đặc khu Hoàng Sa", "Đặc khu", ("Đặc khu", "Hoàng Sa")),
        ("Thành phố Huế", "", ("Thành phố", "Huế")),
        ("Xã A Lưới 1", "", ("Xã", "A Lưới 1")),
        ("Xã", "", ("", "Xã")),
        ("Xãng", "", ("", "Xãng")),
        ("Khu kinh tế Chân Mây", "Khu kinh tế", ("Khu kinh tế", "Chân Mây")),
        ("Chân Mây", "Khu kinh tế", ("Khu kinh tế", "Chân Mây")),
    ],
)
def test_a_kind_word_is_parted_from_the_name(full, kind, parted):
    assert rules.split_name(full, kind) == parted


@pytest.mark.parametrize(
    ("full_name", "said"),
    [
        ("Phường Thuận Hóa", "phường Thuận Hóa"),
        ("Thành phố Huế", "thành phố Huế"),
        ("Xã A Lưới 2", "xã A Lưới 2"),
        ("Xãnh Huế", "Xãnh Huế"),
        ("Huế", "Huế"),
    ],
)
def test_a_name_inside_a_sentence_begins_small(full_name, said):
    assert rules.in_sentence(full_name) == said
