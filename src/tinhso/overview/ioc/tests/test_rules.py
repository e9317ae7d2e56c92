"""Shares, trends, small counts, rankings and sentences, each as a table of cases."""

import pytest

from tinhso.overview.ioc.rules import figures
from tinhso.overview.ioc.rules.speed import median_hours, speed
from tinhso.overview.ioc.rules.turns import Cell


@pytest.mark.parametrize(
    ("public", "private", "shown"),
    [(10, 0, 10), (10, 3, 13), (2, 2, 2), (2, 3, 5), (0, 4, 0), (0, 5, 5)],
)
def test_a_small_count_of_a_place_holds_no_private_report(public, private, shown):
    counts = figures.together({"received": public}, {"received": private}, least=5)
    assert counts["received"] == shown


def test_shares_in_a_place_stay_whole():
    public, private = {"answered": 3, "on_time": 3}, {"answered": 6, "on_time": 1}
    counts = figures.together(public, private, least=5)
    assert (counts["answered"], counts["on_time"]) == (9, 4)
    public, private = {"answered": 1, "on_time": 1}, {"answered": 1, "on_time": 1}
    counts = figures.together(public, private, least=5)
    assert (counts["answered"], counts["on_time"]) == (1, 1)


def test_elsewhere_everything_counts():
    assert figures.together({"received": 1}, {"received": 1}, least=None)["received"] == 2


@pytest.mark.parametrize(
    ("now", "before", "more_is", "direction", "is_good"),
    [
        (12, 10, "good", "up", True),
        (12, 10, "bad", "up", False),
        (8, 10, "bad", "down", True),
        (8, 10, "neutral", "down", None),
        (0.902, 0.9, "good", "flat", None),
    ],
)
def test_a_trend_says_whether_it_is_good(now, before, more_is, direction, is_good):
    found = figures.trend(now, before, more_is=more_is, flat=0.005)
    assert (found.direction, found.is_good) == (direction, is_good)


def test_no_trend_without_both_periods():
    assert figures.trend(1, None) is None
    assert figures.trend(None, 1) is None


def test_equals_share_a_rank_and_few_cases_have_none():
    lines = [("A", 20, 0.9), ("B", 50, 0.95), ("C", 10, 0.95), ("D", 9, 1.0), ("E", 12, 0.8), ("F", 0, None)]
    found = [(s.code, s.rank) for s in figures.ranked(lines, least=10)]
    assert found == [("B", 1), ("C", 1), ("A", 3), ("E", 4), ("D", None), ("F", None)]


@pytest.mark.parametrize(
    ("named", "total", "sentence"),
    [
        ([("Rác thải", 21), ("Đường sá", 10)], 100, "Rác thải chiếm 21\u00a0% phản ánh, nhiều nhất"),
        ([("Đường sá", 10), ("Rác thải", 10)], 20, "Đường sá và Rác thải cùng nhiều nhất"),
        ([], 0, "Chưa có phản ánh trong thời gian này"),
        ([("Rác thải", 0)], 0, "Chưa có phản ánh trong thời gian này"),
    ],
)
def test_the_title_says_the_finding(named, total, sentence):
    assert figures.largest_of(named, total).in_vietnamese() == sentence


@pytest.mark.parametrize(
    ("received", "answered", "sentence"),
    [
        (10, 7, "Trả lời ít hơn nhận 3 việc"),
        (7, 10, "Trả lời nhiều hơn nhận 3 việc"),
        (5, 5, "Trả lời bằng số nhận"),
        (0, 0, "Chưa có phản ánh trong thời gian này"),
    ],
)
def test_the_backlog_is_said(received, answered, sentence):
    assert figures.backlog(received, answered).in_vietnamese() == sentence


def test_a_finding_about_the_target_counts_ranked_agencies_only():
    standings = figures.ranked([("A", 20, 0.9), ("B", 20, 1.0), ("C", 1, 0.0)], least=10)
    said = figures.below_target(standings, 0.95).in_vietnamese()
    assert said == "1 trong 2 đơn vị được xếp hạng dưới mục tiêu đúng hạn"


@pytest.mark.parametrize("hours", [0.1, 1, 3, 7.5, 26, 100, 400])
def test_a_median_read_from_steps_is_near(hours):
    steps: dict[int, int] = {}
    for taken in (hours / 3, hours, hours, hours, hours * 3):
        step = speed(int(taken * 3600))
        steps[step] = steps.get(step, 0) + 1
    found = median_hours(steps)
    assert found == pytest.approx(hours, rel=0.19, abs=0.16)


def test_no_median_of_nothing():
    assert median_hours({}) is None


def test_cells_know_their_shape():
    assert [Cell(c, a, p).shape for c, a, p in (("", "", ""), ("road", "", ""), ("", "X", "1"))] == [0, 1, 6]
