"""Agencies follow their areas: by decision, once, and what a machine may not decide it lists."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from tinhso.core.roles import MACHINE
from tinhso.foundation.agencies import actions, queries
from tinhso.foundation.agencies.models import Agency, Competence, DutyRoster, Succession, Unit
from tinhso.foundation.agencies.queries import AgencyKind
from tinhso.foundation.ledger import queries as ledger
from tinhso.foundation.places import actions as places
from tinhso.foundation.places.queries import AgencyRow
from tinhso.foundation.places.tests import factories as ground

pytestmark = pytest.mark.django_db

SINCE, ON, NOW = date(2025, 1, 1), date(2025, 7, 1), datetime(2025, 7, 1, 1, tzinfo=UTC)
THE_DAY_BEFORE = date(2025, 6, 30)


def opened(code, kind, name, area=None, above="VP"):
    actions.open_agency(
        code=code, kind=kind, name=name, area_code=area, area_structure="2025-01" if area else None,
        escalates_to=above, valid_from=SINCE, citation="QĐ 1", by=MACHINE, now=NOW,
    )  # fmt: skip


def answers(category, agency=None, kind="", area="", **more):
    return actions.add_competence(
        category=category, agency=agency, agency_kind=kind, area_code=area, valid_from=SINCE,
        citation="QĐ 2", reason="ban đầu", by=MACHINE, now=NOW, **more,
    )  # fmt: skip


@pytest.fixture
def before(db):
    """Nine communes with committee and police each, an office, a department that one commune answers to."""
    ground.bring_in(ground.geojson(ground.province()), structure="2025-01", valid_from=SINCE, now=NOW)
    opened("VP", AgencyKind.PROVINCE_OFFICE, "Văn phòng UBND thành phố", above=None)
    opened("SXD", AgencyKind.DEPARTMENT, "Sở Xây dựng")
    for n in range(1, 10):
        area = f"4600{n}"
        opened(f"UB.{area}", AgencyKind.COMMUNE_COMMITTEE, f"UBND cũ {n}", area)
        opened(f"CA.{area}", AgencyKind.COMMUNE_POLICE, f"Công an cũ {n}", area)
    opened("DOI", AgencyKind.UTILITY, "Đội môi trường", above="UB.46002")
    answers("", kind=AgencyKind.COMMUNE_COMMITTEE)
    answers("security", kind=AgencyKind.COMMUNE_POLICE)
    answers("road", agency="SXD")


def table(**more):
    return replace(ground.nine_to_four(), **more)


def planned(of=None, staff=()):
    areas = places.plan_reorganisation(of or table(), on=ON)
    assert areas.findings.errors == []
    return areas, actions.plan_reorganisation(areas, staff=staff)


def carry_out(of=None, staff=()):
    areas, plan = planned(of, staff)
    assert plan.findings.errors == []
    places.apply_reorganisation(areas, by=MACHINE, now=NOW)
    actions.apply_reorganisation(plan, by=MACHINE, now=NOW)
    return plan


def rows():
    models = (Agency, Competence, DutyRoster, Succession, Unit)
    return [list(m.objects.order_by("pk").values()) for m in models] + [ledger.verify().facts]


def who(category, place, on=ON):
    found = queries.answers_for(category=category, sub_kind=None, asset_class=None, place_code=place, on=on)
    return [c.agency.code for c in found]


def test_one_body_of_each_kind_in_each_new_area_under_a_code_never_used(before):
    carry_out()
    new = queries.agency("UB.46001.2025-07", on=ON)
    assert (new.name, new.area_code, new.escalates_to) == ("UBND phường Mới", "46001", "VP")
    assert queries.agency("UB.46001", on=ON) is None
    assert queries.agency("UB.46001", on=THE_DAY_BEFORE).name == "UBND cũ 1"
    assert queries.agency("CA.46102", on=ON).name == "Công an xã Đông"
    assert len(queries.agencies_at(on=ON, kind=AgencyKind.COMMUNE_COMMITTEE)) == 4
    assert {s.decision for s in Succession.objects.all()} == {ground.DECISION}


def test_what_stays_keeps_its_agency(before):
    plan = carry_out()
    assert queries.agency("UB.46009", on=ON).name == "UBND cũ 9"
    assert Agency.objects.get(code="UB.46009").area_structure == "2025-07"
    assert "UB.46009" not in plan.closing


def test_successors_are_told_and_a_parted_agency_s_work_goes_by_area(before):
    plan = carry_out()
    assert [a.code for a in queries.successors("UB.46002", on=ON)] == ["UB.46001.2025-07"]
    assert plan.heir_at("UB.46004", "46102") == "UB.46102"
    assert plan.heir_at("UB.46004", "46101") == "UB.46101"
    assert plan.heir_at("UB.46004", "46001") is None
    assert who("waste", "46101") == ["UB.46101"]
    assert who("security", "46001")[0] == "CA.46001.2025-07"
    assert who("waste", "46001", on=THE_DAY_BEFORE) == ["UB.46001"]


def test_rows_of_an_old_area_never_speak_for_the_new_one_that_bears_its_code(before):
    answers("trees", agency="SXD", area="46001")
    for area in ("46004", "46007"):
        answers("market", agency="SXD", area=area)
    plan = carry_out()
    assert who("trees", "46001") == ["UB.46001.2025-07"]
    assert who("market", "46101")[0] == "SXD"  # all it was made from had the row
    assert who("market", "46102") == ["UB.46102"]  # only one of four had it: people decide
    said = [str(d) for d in plan.findings.decisions]
    assert any("trees" in s and "Phường Mới" in s for s in said)
    assert any("market" in s and "Xã Đông" in s for s in said)


def test_who_escalated_to_an_agency_that_ends_escalates_to_its_heir(before):
    carry_out()
    assert queries.agency("DOI", on=ON).escalates_to == "UB.46001.2025-07"


def test_shifts_follow_only_with_a_role_and_are_listed_otherwise(before):
    for officer in ("officer:7", "officer:8"):
        actions.set_duty(
            agency="UB.46002", officer=officer, weekdays="1234567", from_time=time(0), to_time=time(0),
            valid_from=SINCE, by=MACHINE, now=NOW,
        )  # fmt: skip
    plan = carry_out(staff={("officer:7", "UB.46001.2025-07")})
    assert queries.duty_contacts("UB.46001.2025-07", at=NOW) == ["officer:7"]
    assert queries.duty_contacts("UB.46002", at=NOW) == []
    assert any("1 ca trực" in str(d) for d in plan.findings.decisions)


def test_rooms_come_along_once(before):
    for code in ("UB.46001", "UB.46002"):
        actions.add_unit(agency=code, code="KT", name="Phòng Kinh tế", valid_from=SINCE, by=MACHINE, now=NOW)
    carry_out()
    assert [u.code for u in queries.units("UB.46001.2025-07", ON)] == ["KT"]


def test_planning_writes_nothing_and_the_second_run_changes_nothing(before):
    answers("trees", agency="UB.46002", area="46002")
    actions.set_duty(agency="UB.46005", officer="officer:7", weekdays="1", from_time=time(0), to_time=time(0),
                     valid_from=SINCE, by=MACHINE, now=NOW)  # fmt: skip
    staff = {("officer:7", "UB.46102")}
    was = rows()
    planned(staff=staff)
    assert rows() == was
    carry_out(staff=staff)
    first = rows()
    carry_out(staff=staff)
    assert rows() == first


def test_a_district_s_committee_is_followed_by_its_communes(before):
    opened("UBH", AgencyKind.DISTRICT_COMMITTEE, "UBND huyện", area="461")
    areas = places.plan_reorganisation(table(), on=ON)
    areas.districts = {"461": frozenset({"46001", "46002", "46005"})}
    plan = actions.plan_reorganisation(areas, staff=())
    assert plan.heirs["UBH"] == ("UB.46001.2025-07", "UB.46102")


def test_an_agency_that_nobody_follows_must_be_named_in_the_table(before):
    opened("TRAM", AgencyKind.UTILITY, "Trạm nước xã", area="46006")
    _, plan = planned()
    assert [e.field for e in plan.findings.errors] == ["TRAM"]
    named = AgencyRow("TRAM", "TRAM2", "Trạm nước khu Đông")
    carry_out(table(agencies=(named,)))
    assert queries.agency("TRAM2", on=ON).area_code == "46102"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (AgencyRow("KHONG", "SXD"), "Không có cơ quan"),
        (AgencyRow("SXD", "SXD"), "phải khác"),
        (AgencyRow("SXD", "MOI"), "xin mở cơ quan đó trước"),
        (AgencyRow("SXD", "SAU"), "chưa hoạt động"),
        (AgencyRow("SAU", "SXD"), "chỉ có từ"),
    ],
)
def test_rows_that_cannot_be_are_refused_in_words(before, row, says):
    actions.open_agency(code="SAU", kind=AgencyKind.DEPARTMENT, name="Sở Mới", valid_from=date(2025, 8, 1),
                        by=MACHINE, now=NOW)  # fmt: skip
    _, plan = planned(table(agencies=(row,)))
    assert [says in str(e.message) for e in plan.findings.errors] == [True]
