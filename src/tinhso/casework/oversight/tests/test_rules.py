"""Likeness, sampling and floods as tables of cases."""

from datetime import UTC, datetime, timedelta

import pytest

from tinhso.casework.oversight.rules import flooding, likeness, sampling

NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
LAMP = "Đèn đường tắt ba đêm nay trước cổng trường Đống Đa"


def sure(one, other, metres=5.0, pictures=((), ())):
    words = likeness.words_alike(likeness.telling(one), likeness.telling(other))
    picture = likeness.pictures_alike(*pictures)
    return likeness.compare(words=words, picture=picture, metres=metres, radius_m=40).sure


@pytest.mark.parametrize(
    ("one", "other", "metres", "at_least", "below"),
    [
        (LAMP, "den duong tat ba dem nay truoc cong truong Dong Da", 5, 0.7, 1.01),
        (LAMP, "Trước cổng trường Đống Đa đèn đường tắt, tối lắm", 10, 0.35, 1.01),
        (LAMP, "Rác chưa thu gom ba ngày trước chợ", 5, 0.0, 0.35),
        ("ổ gà", "ổ gà", 5, 0.0, 0.35),
        (LAMP, LAMP, 40, 0.35, 0.7),
    ],
)
def test_words_and_nearness(one, other, metres, at_least, below):
    assert at_least <= sure(one, other, metres) < below


def test_one_picture_is_enough_where_words_are_few():
    same, other = "f0e0c0808080c0e0", "0f1f3f7f7f7f3f1f"
    assert sure("ổ gà", "hố sâu", pictures=((same,), (same,))) >= 0.7
    assert sure("ổ gà", "hố sâu", pictures=((same,), (other,))) == 0


def test_a_sample_is_the_same_each_time_and_of_the_size_asked_for():
    chosen = [n for n in range(20_000) if sampling.is_sampled(b"k", n, "agency", share=0.05)]
    assert chosen == [n for n in range(20_000) if sampling.is_sampled(b"k", n, "agency", share=0.05)]
    assert 850 < len(chosen) < 1150
    assert not any(sampling.is_sampled(b"k", n, "agency", share=0.0) for n in range(100))
    assert all(sampling.is_sampled(b"k", n, "agency", share=1.0) for n in range(100))


@pytest.mark.parametrize(
    ("right", "wrong", "low", "high"),
    [(10, 0, 0.722, 1.0), (95, 5, 0.888, 0.978), (0, 4, 0.0, 0.490), (1, 1, 0.095, 0.905)],
)
def test_wilson_as_in_the_tables(right, wrong, low, high):
    found = sampling.precision(right, wrong)
    assert (round(found.low, 3), round(found.high, 3)) == (low, high)


def test_nothing_judged_says_nothing():
    assert sampling.precision(0, 0).share is None


def test_a_flood_is_a_rate_and_ends_in_quiet():
    arrived = [NOW - timedelta(minutes=m) for m in (0, 5, 20, 59, 60)]
    assert flooding.is_flood(arrived, now=NOW, reports=4, minutes=60)
    assert not flooding.is_flood(arrived, now=NOW, reports=5, minutes=60)
    assert flooding.is_over(NOW - timedelta(minutes=60), now=NOW, calm_minutes=60)
    assert flooding.of_tags(["road", flooding.tag(7)]) == 7
    assert flooding.of_tags(["incident-x", "road"]) is None
