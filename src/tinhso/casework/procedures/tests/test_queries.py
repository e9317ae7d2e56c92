"""Is the right version found for a day, and the right rows for its fees and terms?"""

from datetime import date

import pytest

from tinhso.casework.procedures import models, queries
from tinhso.casework.procedures.rules.shapes import Term, TermUnit
from tinhso.casework.procedures.tests.factories import keep

ON = date(2026, 11, 20)
pytestmark = pytest.mark.django_db


def test_a_later_version_takes_over_and_the_pinned_one_stays() -> None:
    keep(name="Tên cũ")
    keep(name="Tên mới", valid_from="2026-11-01")
    assert queries.version_in_force("1.009001", date(2026, 10, 31)).name == "Tên cũ"
    assert queries.version_in_force("1.009001", date(2026, 11, 1)).name == "Tên mới"
    assert queries.version("1.009001@2026-07-01").name == "Tên cũ"


@pytest.mark.parametrize("on", [date(2026, 6, 30), date(2026, 12, 1)])
def test_outside_its_days_there_is_none(on: date) -> None:
    keep(valid_to="2026-12-01")
    with pytest.raises(queries.NoSuchProcedure):
        queries.version_in_force("1.009001", on)


def test_an_unknown_reference_is_refused() -> None:
    with pytest.raises(queries.NoSuchProcedure):
        queries.version("1.009001@2020-01-01")


@pytest.mark.parametrize(
    ("channel", "grounds", "due"),
    [
        ("counter", set(), 15_001),
        ("online", set(), 7_501),
        ("counter", {"poor"}, 0),
        ("online", {"poor"}, 0),
        ("online", {"other"}, 7_501),
    ],
)
def test_the_rule_that_leaves_the_least_counts(channel: str, grounds: set[str], due: int) -> None:
    keep()
    start = {"valid_from": date(2026, 7, 1)}
    models.FeeRule.objects.all().delete()
    models.FeeRule.objects.create(**start, channel="online", percent=50, citation="NQ 08/2026/NQ-HĐND")
    models.FeeRule.objects.create(**start, ground="poor", percent=0)
    models.FeeRule.objects.create(**start, procedure_code="1.000000", percent=10)
    version = queries.version_in_force("1.009001", ON)
    [found] = queries.fees_due(version, channel=channel, on=ON, grounds=frozenset(grounds))
    assert (found.full, found.due, found.saved) == (15_001, due, 15_001 - due)
    assert found.rule.key.startswith("procedure:" if due == 15_001 else "fee_rule:")


def test_an_early_result_is_promised_to_who_files_online() -> None:
    keep()
    models.EarlyRule.objects.create(
        valid_from=date(2026, 7, 1), procedure_code="1.009001", amount=4, unit="working_hours"
    )
    version = queries.version_in_force("1.009001", ON)
    assert queries.early_term(version, channel="counter", on=ON) is None
    found = queries.early_term(version, channel="online", on=ON)
    assert found is not None
    assert found[0] == Term(4, TermUnit.WORKING_HOURS)


def test_eight_hours_to_accept_unless_the_procedure_has_its_own() -> None:
    keep()
    keep(code="1.009002", accept_hours=4)
    models.AcceptRule.objects.all().delete()
    models.AcceptRule.objects.create(valid_from=date(2026, 7, 1), amount=8, unit="working_hours")
    for code, hours in (("1.009001", 8), ("1.009002", 4)):
        found = queries.accept_term(queries.version_in_force(code, ON), on=ON)
        assert found is not None
        assert found[0] == Term(hours, TermUnit.WORKING_HOURS)
