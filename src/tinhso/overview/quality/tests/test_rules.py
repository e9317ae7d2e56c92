"""The score by hand: every row is worked out on paper, Quyết định 766/QĐ-TTg, cách tính điểm."""

import pytest

from tinhso.overview.quality import catalogue
from tinhso.overview.quality.rules import scoring
from tinhso.overview.quality.rules.formulas import FORMULAS, Offered, Seen

POINTS = [
    # ratio, maximum, target, points
    (1.0, 20, None, 20.0),  # 2.1: everything on time
    (0.95, 20, None, 19.0),  # 2.1: 95 % of 20
    (0.0, 20, None, 0.0),  # a true nought is nought
    (None, 20, None, None),  # nothing to measure: no points and no nought
    (0.8, 2, 0.8, 2.0),  # 3.1: the target itself is enough
    (0.79, 2, 0.8, 1.975),  # just below: 0,79 / 0,8 x 2
    (0.4, 2, 0.8, 1.0),
    (1.0, 6, 0.5, 6.0),  # above the target no more than the maximum
    (0.25, 6, 0.5, 3.0),  # 3.3: half the target, half the points
    (0.81, 6, 0.9, 5.4),  # 5.4
    (1.2, 6, None, 6.0),  # a share beyond the whole is a whole
    (-0.1, 6, 0.9, 0.0),
]


@pytest.mark.parametrize(("ratio", "maximum", "target", "expected"), POINTS)
def test_points_of_a_share(ratio, maximum, target, expected):
    got = scoring.points(ratio, maximum=maximum, target=target)
    assert got == (None if expected is None else pytest.approx(expected))


def test_what_was_not_measured_stands_aside():
    got = scoring.score([(19.0, 20), (None, 18), (3.0, 6)])
    assert (got.points, got.measured, got.maximum) == (22.0, 26, 44)
    assert got.of_hundred == pytest.approx(84.615, abs=0.001)
    assert scoring.score([(None, 18)]).of_hundred is None


def test_equals_share_a_rank_and_few_cases_have_none():
    lines = [
        ("a", 100, 80.0),
        ("b", 100, 90.0),
        ("c", 100, 80.0),
        ("d", 5, 99.0),
        ("e", 100, 70.0),
        ("f", 90, None),
    ]
    assert scoring.ranks(lines, least=30) == {"a": 2, "b": 1, "c": 2, "d": None, "e": 4, "f": None}


OFFERED = Offered(
    all=frozenset("abcde"), online=frozenset("abcd"), with_fees=frozenset("ab"),
    for_citizens=frozenset("abcde"), complete=frozenset("abcd"),
)  # fmt: skip
SHARES = [
    # formula, totals, by procedure, share
    ("on_course", {"received": 200, "late": 8, "overdue": 2}, {}, 0.95),
    ("on_course", {}, {}, None),
    ("online_procedures", {}, {}, 0.8),
    ("complete_procedures", {}, {}, 0.8),
    ("online_used", {}, {"a": {"online": 3}, "b": {"online": 0}, "e": {"online": 9}}, 0.25),
    ("fees_online", {}, {"a": {"paid_online": 1}, "c": {"paid_online": 1}}, 0.5),
    ("fees_told", {}, {"a": {"owing": 1, "synced": 0}, "b": {"owing": 2, "synced": 2}}, 0.5),
    ("synced", {"received": 100, "linked": 0, "synced": 0}, {}, None),  # no line to the portal: not nought
    ("synced", {"received": 100, "linked": 100, "synced": 90}, {}, 0.9),
    ("online_dossiers", {"received": 100, "online_whole": 60}, {}, 0.6),
    ("online_dossiers", {"received": 100, "online_whole": 60, "linked": 100, "synced": 50}, {}, 0.3),
    ("paid_online", {"owing": 40, "paid_online": 10}, {}, 0.25),
    ("paid_online", {"owing": 0, "paid_online": 0}, {}, None),
    ("e_results", {"with_paper": 50, "with_result": 45}, {}, 0.9),
    ("digitised", {"received": 50, "digitised": 20}, {}, 0.4),
    ("petitions_in_time", {"petitions_answered": 3, "petitions_in_time": 2, "petitions_overdue": 1}, {}, 0.5),
    ("petitions_in_time", {"petitions": 4}, {}, None),  # none answered, none late yet
    ("content", {"received": 100, "late": 4, "overdue": 1, "disliked": 5}, {}, 0.9),
    ("content", {"received": 4, "late": 4, "disliked": 4}, {}, 0.0),  # never below nothing
    ("mean_days", {"decided": 2, "seconds": 5 * 86_400}, {}, 2.5),
    ("entered", {"received": 5}, {}, None),
]


@pytest.mark.parametrize(("formula", "totals", "by_procedure", "expected"), SHARES)
def test_share_of_an_indicator(formula, totals, by_procedure, expected):
    got = FORMULAS[formula].count(Seen(totals, by_procedure, OFFERED)).ratio
    assert got == (None if expected is None else pytest.approx(expected))


def test_a_share_of_procedures_says_nothing_of_one():
    seen = Seen({}, {"a": {"online": 1}}, OFFERED, is_one=True)
    assert FORMULAS["online_used"].count(seen).ratio is None


def test_the_first_rows_come_to_a_hundred_in_five_groups():
    groups = {}
    for _code, group, _name, _name_en, maximum, target, formula, _note in catalogue.INDICATORS:
        groups[group] = groups.get(group, 0) + maximum
        assert formula in FORMULAS
        assert target is None or 0 < target <= 1
    assert groups == {1: 18, 2: 20, 3: 22, 4: 22, 5: 18}
