"""Parameters and what processes remember of rules."""

from datetime import date

import pytest

from tinhso.core import parameters
from tinhso.core.models import ParameterValue
from tinhso.core.parameters import Parameter
from tinhso.core.revisions import Remembered, touch

pytestmark = pytest.mark.django_db

LIMIT = Parameter("tests.limit", 5, "ngày", "giới hạn")


def test_the_row_in_force_that_day_decides() -> None:
    ParameterValue.objects.create(key="tests.limit", value=7, valid_from=date(2026, 1, 1), citation="QĐ 1")
    ParameterValue.objects.create(key="tests.limit", value=9, valid_from=date(2026, 7, 1))
    assert parameters.value(LIMIT, date(2026, 3, 1)) == 7
    assert parameters.value(LIMIT, date(2026, 7, 1)) == 9
    value, rule = parameters.value_and_rule(LIMIT, date(2026, 3, 1))
    assert (value, rule.citation) == (7, "QĐ 1")


def test_without_a_row_the_declared_value_holds() -> None:
    assert parameters.value(LIMIT, date(2025, 8, 1)) == 5


def test_what_is_remembered_follows_a_touch() -> None:
    built: list[int] = []
    kept = Remembered(("tests",), lambda: built.append(1) or len(built))
    assert (kept.get(), kept.get()) == (1, 1)
    touch("tests")
    assert kept.get() == 2


def test_a_saved_rule_is_seen_without_a_touch() -> None:
    row = ParameterValue.objects.create(key="tests.limit", value=7, valid_from=date(2026, 1, 1))
    assert parameters.value(LIMIT, date(2026, 3, 1)) == 7
    row.value = 8
    row.save()
    assert parameters.value(LIMIT, date(2026, 3, 1)) == 8
