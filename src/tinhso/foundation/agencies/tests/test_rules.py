"""Who answers: the table of competence as tables of cases."""

from datetime import UTC, date, datetime, time

import pytest

from tinhso.core.clock import local
from tinhso.core.values import RuleRef, Validity
from tinhso.foundation.agencies.rules import (
    AgencyKind,
    AgencyRef,
    CompetenceRow,
    DatedAgency,
    Doubt,
    Question,
    Register,
    Shift,
    is_on_duty,
    rank,
)

SINCE, DAY = date(2025, 7, 1), date(2026, 9, 1)
DOUBT = Doubt(unknown_asset=0.75, tie=0.5, only_if=0.25)
EVER = Validity(SINCE)


def agency(code, kind=AgencyKind.DEPARTMENT, area=None, validity=EVER):
    return DatedAgency(AgencyRef(code, f"Cơ quan {code}", code, kind, area), validity)


AGENCIES = [
    agency("UB-A", AgencyKind.COMMUNE_COMMITTEE, "A"),
    agency("UB-B", AgencyKind.COMMUNE_COMMITTEE, "B", Validity(SINCE, date(2026, 1, 1))),
    agency("SXD"),
    agency("SNN"),
    agency("KQLDB"),
]


def row(id, category="", agency="", *, kind="", sub="", asset="", area="", priority=0, sure=1.0, valid=EVER):
    return CompetenceRow(
        id,
        category,
        sub,
        asset,
        area,
        agency,
        kind,
        priority,
        sure,
        "",
        valid,
        RuleRef(f"competence:{id}", SINCE),
    )


COMMUNE = row(1, kind=AgencyKind.COMMUNE_COMMITTEE)


def ask(rows, *, category="road", place="A", sub="", asset="", on=DAY):
    found = rank(
        Register.of(AGENCIES, rows), Question(category, sub, asset, place, on, "đường sá", "phường A"), DOUBT
    )
    return [(c.agency.code, round(c.confidence, 3)) for c in found]


@pytest.mark.parametrize(
    ("rows", "asked", "expected"),
    [
        ([COMMUNE], {}, ["UB-A"]),
        ([COMMUNE, row(2, "road", "SXD")], {}, ["SXD", "UB-A"]),
        ([COMMUNE, row(2, "road", "SXD")], {"category": "trees"}, ["UB-A"]),
        ([row(2, "road", "SXD"), row(3, "road", "SNN", area="A")], {}, ["SNN", "SXD"]),
        ([row(2, "road", "SXD"), row(3, "road", "SNN", area="B")], {}, ["SXD"]),
        (
            [row(2, "road", "SXD", area="A"), row(3, "road", "SNN", sub="bridge")],
            {"sub": "bridge"},
            ["SNN", "SXD"],
        ),
        ([row(2, "road", "SXD"), row(3, "road", "SNN", sub="bridge")], {}, ["SXD"]),
        (
            [row(2, "road", "SXD", sub="bridge", area="A"), row(3, "road", "KQLDB", asset="national_road")],
            {"sub": "bridge", "asset": "national_road"},
            ["KQLDB", "SXD"],
        ),
        ([COMMUNE, row(3, "road", "KQLDB", asset="national_road")], {"asset": "commune_road"}, ["UB-A"]),
        ([row(2, "road", "SXD"), row(3, "road", "SNN", priority=1)], {}, ["SNN", "SXD"]),
        ([row(2, "road", "SXD", sure=0.6), row(3, "road", "SNN", sure=0.9)], {}, ["SNN", "SXD"]),
        # a more specific row wins over a higher priority
        ([row(2, "road", "SXD", priority=9), row(3, "road", "SNN", area="A")], {}, ["SNN", "SXD"]),
        ([row(2, "road", "SXD"), row(3, "road", "SXD", area="A")], {}, ["SXD"]),
        ([row(2, "water", "SXD")], {}, []),
        ([COMMUNE], {"place": "Z"}, []),
        ([COMMUNE], {"place": "B"}, []),  # the committee of B was closed before
        ([COMMUNE], {"place": "B", "on": date(2025, 12, 31)}, ["UB-B"]),
        ([row(2, "road", "SXD", valid=Validity(SINCE, DAY)), COMMUNE], {}, ["UB-A"]),
        ([row(2, "road", "SXD", valid=Validity(DAY)), COMMUNE], {}, ["SXD", "UB-A"]),
    ],
)
def test_the_row_that_says_most_answers(rows, asked, expected):
    assert [code for code, _ in ask(rows, **asked)] == expected


def test_an_unknown_asset_goes_to_the_commune_with_lower_confidence():
    rows = [COMMUNE, row(3, "road", "KQLDB", asset="national_road")]
    assert ask(rows) == [("UB-A", 0.75), ("KQLDB", 0.25)]
    assert ask(rows, asset="national_road") == [("KQLDB", 1.0), ("UB-A", 1.0)]
    assert ask(rows, category="trees") == [("UB-A", 1.0)]


def test_an_asset_that_leads_to_the_same_agency_raises_no_doubt():
    rows = [row(2, "road", "SXD"), row(3, "road", "SXD", asset="national_road")]
    assert ask(rows) == [("SXD", 1.0)]


def test_a_tie_lowers_the_confidence_of_both():
    rows = [COMMUNE, row(2, "road", "SXD"), row(3, "road", "SNN")]
    assert ask(rows) == [("SNN", 0.5), ("SXD", 0.5), ("UB-A", 1.0)]


def test_two_rows_for_one_agency_are_no_tie():
    assert ask([row(2, "road", "SXD"), row(3, "road", "SXD")]) == [("SXD", 1.0)]


def test_the_reason_is_a_sentence():
    register = Register.of(AGENCIES, [COMMUNE])
    best = rank(register, Question("road", "", "", "A", DAY, "Đường sá", "phường A"), DOUBT)[0]
    assert str(best.because) == "Theo bảng thẩm quyền, đường sá ở phường A do Cơ quan UB-A phụ trách."


NIGHT = Shift("UB-A", "officer:1", EVER, weekdays="56", from_time=time(17), to_time=time(7))
DAYTIME = Shift("UB-A", "officer:1", EVER, weekdays="67", from_time=time(7), to_time=time(17))
ONCE = Shift(
    "UB-A",
    "officer:1",
    EVER,
    starts_at=datetime(2026, 9, 2, 0, tzinfo=UTC),
    ends_at=datetime(2026, 9, 3, 0, tzinfo=UTC),
)


@pytest.mark.parametrize(
    ("shift", "at", "expected"),
    [
        # 04/09/2026 is a Friday; UTC+7
        (NIGHT, datetime(2026, 9, 4, 10, 0, tzinfo=UTC), True),
        (NIGHT, datetime(2026, 9, 4, 9, 59, tzinfo=UTC), False),
        (NIGHT, datetime(2026, 9, 5, 23, 59, tzinfo=UTC), True),  # Sunday 06:59, Saturday's shift
        (NIGHT, datetime(2026, 9, 6, 0, 0, tzinfo=UTC), False),
        (NIGHT, datetime(2026, 9, 3, 20, 0, tzinfo=UTC), False),  # Friday 03:00 belongs to Thursday
        (DAYTIME, datetime(2026, 9, 5, 1, tzinfo=UTC), True),
        (DAYTIME, datetime(2026, 9, 4, 1, tzinfo=UTC), False),
        (ONCE, datetime(2026, 9, 2, 0, tzinfo=UTC), True),
        (ONCE, datetime(2026, 9, 3, 0, tzinfo=UTC), False),
    ],
)
def test_who_is_on_duty(shift, at, expected):
    assert is_on_duty(shift, local(at)) is expected
