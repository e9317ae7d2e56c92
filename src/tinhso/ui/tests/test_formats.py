"""Numbers, times, codes and distances, as people here write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.template import Context, Template
from django.utils import translation

from tinhso.ui import formats

NOW = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (0, 0, "0"),
        (1234, 0, "1.234"),
        (1234.5, 1, "1.234,5"),
        (-9876543.21, 2, "-9.876.543,21"),
        (0.05, 1, "0,1"),
    ],
)
def test_numbers_are_written_the_vietnamese_way(value: float, places: int, written: str) -> None:
    with translation.override("vi"):
        assert formats.number(value, places) == written


def test_numbers_are_written_the_english_way_in_english() -> None:
    with translation.override("en"):
        assert formats.number(1234.5, 1) == "1,234.5"


@pytest.mark.parametrize(("share", "written"), [(0.925, "92,5 %"), (1, "100 %"), (0, "0 %"), (0.98, "98 %")])
def test_a_round_percentage_has_no_decimals(share: float, written: str) -> None:
    with translation.override("vi"):
        assert formats.percent(share) == written


def test_times_are_those_of_vietnam() -> None:
    late = datetime(2026, 12, 1, 17, 5, tzinfo=UTC)
    with translation.override("vi"):
        assert formats.datetime_vn(late) == "00:05 ngày 02/12/2026"
        assert formats.date_vn(date(2026, 12, 2)) == "02/12/2026"


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (timedelta(seconds=20), "còn chưa đầy 1 phút"),
        (timedelta(minutes=59), "còn 59 phút"),
        (timedelta(hours=3, minutes=50), "còn 3 giờ"),
        (timedelta(hours=47), "còn 47 giờ"),
        (timedelta(days=2), "còn 2 ngày"),
        (timedelta(minutes=-5), "quá hạn 5 phút"),
        (timedelta(days=-2, hours=-1), "quá hạn 2 ngày"),
    ],
)
def test_remaining_time_in_words(away: timedelta, words: str) -> None:
    with translation.override("vi"):
        assert formats.remaining(NOW + away, NOW) == words


@pytest.mark.parametrize(
    ("given", "grouped"),
    [("4621073582", "4621 073 582"), ("0000000000", "0000 000 000"), ("12345", "12345"), ("", "")],
)
def test_public_codes_are_grouped_for_reading_aloud(given: str, grouped: str) -> None:
    assert formats.public_code(given) == grouped


@pytest.mark.parametrize(
    ("phone", "link"), [("1900 0000", "19000000"), ("+84 (0)234.3", "+8402343"), ("112", "112")]
)
def test_a_tel_link_keeps_digits_only(phone: str, link: str) -> None:
    assert formats.tel(phone) == link


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("UBND xã Phú Lộc", "UBND xã Phú~Lộc"),
        ("Công ty Cổ phần Môi trường đô thị Huế", "Công ty Cổ phần Môi trường đô thị Huế"),
        ("Phường Thuận Hóa", "Phường Thuận~Hóa"),
        ("Xã A Lưới 2", "Xã A~Lưới~2"),
        ("", ""),
    ],
)
def test_a_proper_name_does_not_break_inside(name: str, kept: str) -> None:
    assert formats.unbroken(name) == kept.replace("~", "\u00a0")


@pytest.mark.parametrize(
    "name",
    ["number", "percent", "date_vn", "datetime_vn", "remaining", "ago", "distance", "public_code", "tel"],
)
def test_a_missing_value_shows_as_nothing(name: str) -> None:
    page = Template("{% load ui %}[{{ nothing|" + name + " }}][{{ gone|" + name + " }}]")
    assert page.render(Context({"nothing": None})) == "[][]"
