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
