"""Quiet hours and repetitions, as tables."""

from datetime import datetime, timedelta, timezone

import pytest

from tinhso.foundation.notices import rules

QUIET = ["22:00", "06:00"]
VN = timezone(timedelta(hours=7))


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=VN)


@pytest.mark.parametrize(
    ("moment", "urgent", "expected"),
    [
        (at(20, 21, 59), False, at(20, 21, 59)),
        (at(20, 22), False, at(21, 6)),
        (at(20, 23, 30), False, at(21, 6)),
        (at(21, 0), False, at(21, 6)),
        (at(21, 5, 59), False, at(21, 6)),
        (at(21, 6), False, at(21, 6)),
        (at(20, 23, 30), True, at(20, 23, 30)),
    ],
)
def test_an_email_waits_for_the_morning_unless_urgent(moment, urgent, expected):
    assert rules.earliest(moment, urgent=urgent, quiet=QUIET) == expected
    assert rules.is_quiet(moment, QUIET) is (moment != expected or urgent)


def test_quiet_hours_within_a_day_and_none_at_all():
    assert rules.is_quiet(at(20, 12, 30), ["12:00", "13:00"])
    assert not rules.is_quiet(at(20, 13), ["12:00", "13:00"])
    assert not rules.is_quiet(at(20, 0), ["00:00", "00:00"])


@pytest.mark.parametrize(("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (5, 720), (6, None)])
def test_repetitions_wait_longer_and_end(attempts, minutes):
    expected = None if minutes is None else at(20, 9) + timedelta(minutes=minutes)
    assert rules.after_failure(attempts, at(20, 9), [1, 5, 30, 120, 720]) == expected


def test_a_subject_is_one_line():
    assert rules.one_line("Việc mới\r\nBcc: x@y\n") == "Việc mới Bcc: x@y"
    assert len(rules.one_line("đ" * 900)) == rules.MAX_SUBJECT


AGENCY = "Uỷ ban nhân dân phường Thuận Hoá – thành phố Huế"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đã nhận phản ánh 4621 073 582", "Da nhan phan anh 4621 073 582"),
        ("“Ổ gà” – 50 % đường…", '"O ga" - 50 % duong...'),
        ("Hạn:\u00a009:00 [sáng]\n\n~ `x` {y} | z", "Han: 09:00 (sang) - 'x' (y) / z"),
        ("Cảm ơn 🙏 ông/bà", "Cam on ong/ba"),
    ],
)
def test_an_sms_has_no_accents_and_one_line(text, expected):
    assert rules.sms(text) == expected


@pytest.mark.parametrize("place", [0, 5, 12, 25])
def test_a_long_sms_loses_words_but_never_the_code(place):
    words = [AGENCY] * 8
    words.insert(min(place, 8), "mã 4621 073 582")
    found = rules.sms(" ".join(words), keep=["4621 073 582"])
    assert len(found) <= rules.SMS_LENGTH
    assert "4621 073 582" in found
    assert found.endswith("...")
    assert found.isascii()


def test_an_address_is_left_out_rather_than_cut():
    address = "https://phananh.hue.gov.vn/tra-cuu?of=4621073582"
    found = rules.sms(f"{AGENCY} {AGENCY} {AGENCY} {address}")
    assert "http" not in found


def test_what_must_stay_whole_and_does_not_fit_is_a_bug():
    with pytest.raises(ValueError, match="one SMS"):
        rules.sms("x" * 200, keep=["x" * 200])


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("0912 345 678", "84912345678"),
        ("+84-912.345.678", "84912345678"),
        ("84912345678", "84912345678"),
        ("(0)912345678", "84912345678"),
        ("02343822155", ""),
        ("0212345678", ""),
        ("09123456789", ""),
        ("912345678", ""),
        ("", ""),
    ],
)
def test_only_vietnamese_mobile_numbers_take_an_sms(number, expected):
    assert rules.mobile(number) == expected


@pytest.mark.parametrize(
    ("can", "urgent", "only", "expected"),
    [
        ({"email", "sms"}, False, "", ["sms"]),
        ({"email", "push", "zalo"}, False, "", ["push"]),
        ({"email", "sms", "push"}, True, "", ["push", "sms", "email"]),
        ({"zalo"}, True, "", ["zalo"]),
        ({"zalo", "sms"}, False, "sms", ["sms"]),
        ({"zalo"}, False, "sms", []),
        (set(), True, "", []),
    ],
)
def test_the_ways_a_notice_begins_with(can, urgent, only, expected):
    order = ["push", "zalo", "sms", "email"]
    found = rules.first(order, can, urgent=urgent, at_once=["push", "sms", "email"], only=only)
    assert found == expected


def test_the_next_way_is_the_first_that_was_not_tried():
    order = ["push", "zalo", "sms", "email"]
    assert rules.following(order, {"push", "sms", "email"}, {"push"}) == "sms"
    assert rules.following(order, {"push", "email"}, {"push", "email"}) is None


@pytest.mark.parametrize(
    ("attempts", "urgent", "another", "expected"),
    [(1, False, True, False), (2, False, True, True), (1, True, True, True), (9, True, False, False)],
)
def test_a_way_gives_way_soon_where_there_is_another(attempts, urgent, another, expected):
    assert rules.gives_way(attempts, 2, urgent=urgent, there_is_another=another) is expected


@pytest.mark.parametrize(
    ("here", "expected"), [(at(20, 9), at(21, 6)), (at(20, 23), at(21, 6)), (at(20, 2), at(21, 6))]
)
def test_tomorrow_begins_when_the_quiet_ends(here, expected):
    assert rules.tomorrow(here, QUIET) == expected


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Safari, iPhone",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("curl/8", ""),
    ],
)
def test_a_device_has_a_name_its_owner_knows(agent, name):
    assert rules.device(agent) == name
