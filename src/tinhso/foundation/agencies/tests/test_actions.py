"""Agencies begin, hand over and end; rows of competence too; each leaves a fact."""

from datetime import UTC, date, datetime, time

import pytest

from tinhso.core.errors import Invalid, NotPermitted
from tinhso.core.roles import MACHINE, Actor, Grant, Role
from tinhso.foundation.agencies import actions, queries
from tinhso.foundation.agencies.actions.competence import AlreadyEnded
from tinhso.foundation.agencies.actions.lives import AlreadyClosed, CodeTaken
from tinhso.foundation.agencies.tests.factories import SINCE, small_province
from tinhso.foundation.ledger import queries as ledger

NOW = datetime(2026, 9, 1, 2, tzinfo=UTC)
TODAY = date(2026, 9, 1)
COORDINATOR = Actor("officer:7", frozenset({Grant(Role.COORDINATOR, "DP")}))
HANDLER = Actor("officer:8", frozenset({Grant(Role.HANDLER, "SXD")}))
LOCAL_ADMINISTRATOR = Actor("officer:9", frozenset({Grant(Role.ADMINISTRATOR, "SXD")}))

pytestmark = pytest.mark.django_db


def best(category="road", *, place="19789", asset=None, on=TODAY):
    found = queries.answers_for(
        category=category,
        sub_kind=None,
        asset_class=asset,
        place_code=place,
        on=on,
        category_name="việc",
        place_name="đây",
    )
    return [c.agency.code for c in found]


def test_a_small_province_answers():
    small_province(SINCE)
    assert best("waste") == ["UB-THUAN-HOA"]
    assert best("waste", place="19750") == ["UB-PHU-XUAN"]
    assert best("security")[0] == "CA-THUAN-HOA"
    assert best("water")[0] == "NUOC"
    assert best("road", asset="provincial_road")[0] == "SXD"
    assert best("road") == ["UB-THUAN-HOA", "SXD"]
    assert best("waste", on=date(2025, 6, 30)) == []
    assert queries.exceptions_desk(on=TODAY).code == "DP"
    assert queries.province_office(on=TODAY).code == "VP"
    assert queries.restricted_desk(on=TODAY).code == "TCD"
    assert [a.code for a in queries.agencies_at(on=TODAY, kind="commune_police")] == [
        "CA-PHU-XUAN",
        "CA-THUAN-HOA",
    ]


def test_without_a_desk_the_deployment_says_what_is_missing():
    with pytest.raises(queries.NotSetUp, match="01/09/2026 chưa có Tổ điều phối"):
        queries.exceptions_desk(on=TODAY)


def test_the_exceptions_desk_teaches_a_row_in_one_step():
    small_province(SINCE)
    row = actions.add_competence(
        category="road",
        area_code="19789",
        agency="SXD",
        priority=100,
        valid_from=TODAY,
        citation="Phiếu điều phối 12/2026",
        reason="đường Nguyễn Huệ là đường tỉnh",
        explanation="Tuyến đường này là đường tỉnh.",
        by=COORDINATOR,
        now=NOW,
    )
    found = queries.answers_for(
        category="road", sub_kind=None, asset_class="commune_road", place_code="19789", on=TODAY
    )[0]
    assert found.agency.code == "SXD"
    assert found.rule.key == f"competence:{row}"
    assert found.rule.citation == "Phiếu điều phối 12/2026"
    assert str(found.because).endswith("Tuyến đường này là đường tỉnh.")
    assert best("road", on=date(2026, 8, 31))[0] == "UB-THUAN-HOA"
    [fact] = ledger.facts_of(f"competence:{row}")
    assert fact.type == "agencies.competence_added"
    assert fact.payload["agency"] == "SXD"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"citation": " "}, "citation"),
        ({"reason": ""}, "reason"),
        ({"agency": None}, "agency"),
        ({"agency_kind": "department"}, "agency"),
        ({"confidence": 1.1}, "confidence"),
        ({"valid_to": TODAY}, "valid_to"),
        ({"category": "đường"}, "category"),
        ({"reason": "x" * 501}, "note"),
    ],
)
def test_a_row_must_be_whole(changes, field):
    small_province(SINCE)
    row = {
        "category": "road",
        "agency": "SXD",
        "valid_from": TODAY,
        "citation": "QĐ 5",
        "reason": "vì",
        **changes,
    }
    with pytest.raises(Invalid) as wrong:
        actions.add_competence(**row, by=MACHINE, now=NOW)
    assert wrong.value.errors[0].field == field


def test_who_may_teach():
    small_province(SINCE)
    row = {"category": "road", "agency": "SXD", "citation": "QĐ 5", "reason": "vì", "now": NOW}
    with pytest.raises(NotPermitted):
        actions.add_competence(**row, valid_from=TODAY, by=HANDLER)
    with pytest.raises(NotPermitted):
        actions.add_competence(**row, valid_from=date(2026, 8, 31), by=COORDINATOR)
    with pytest.raises(NotPermitted):
        actions.add_competence(**row, valid_from=TODAY, by=LOCAL_ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        actions.close_agency(code="SXD", valid_to=TODAY, decision="QĐ", by=LOCAL_ADMINISTRATOR, now=NOW)


def test_a_row_ends_on_a_day_and_once():
    small_province(SINCE)
    row = actions.add_competence(
        category="trees", agency="SXD", valid_from=TODAY, citation="QĐ 5", reason="vì", by=MACHINE, now=NOW
    )
    ending = {"competence_id": row, "reason": "hết hạn", "by": COORDINATOR, "now": NOW}
    actions.end_competence(**ending, valid_to=date(2026, 10, 1))
    assert best("trees", on=date(2026, 9, 30))[0] == "SXD"
    assert best("trees", on=date(2026, 10, 1)) == ["UB-THUAN-HOA"]
    with pytest.raises(AlreadyEnded):
        actions.end_competence(**ending, valid_to=date(2026, 11, 1))


def test_an_agency_hands_over_and_its_past_stays():
    small_province(SINCE)
    actions.open_agency(
        code="SHT", kind="department", name="Sở Hạ tầng", valid_from=TODAY, by=MACHINE, now=NOW
    )
    succession = {
        "predecessor": "SXD",
        "kind": "rename",
        "decision": "NQ 9/NQ-HĐND",
        "by": MACHINE,
        "now": NOW,
    }
    actions.succeed(**succession, successors=["SHT"], on=TODAY)
    assert queries.agency("SXD", on=date(2026, 8, 31)).name == "Sở Xây dựng"
    assert queries.agency("SXD", on=TODAY) is None
    assert [a.code for a in queries.successors("SXD", on=TODAY)] == ["SHT"]
    assert queries.successors("SXD", on=date(2026, 8, 31)) == []
    assert best("road", asset="provincial_road")[0] == "SHT"
    assert best("road", asset="provincial_road", on=date(2026, 8, 31))[0] == "SXD"
    assert [f.type for f in ledger.facts_of("agency:SXD")] == [
        "agencies.agency_opened",
        "agencies.agency_closed",
        "agencies.agency_succeeded",
    ]
    with pytest.raises(AlreadyClosed):
        actions.succeed(**succession, successors=["SHT"], on=TODAY)


def test_a_successor_must_exist_on_the_day():
    small_province(SINCE)
    with pytest.raises(Invalid):
        actions.succeed(
            predecessor="SXD", successors=["SXD"], kind="merge", on=TODAY, decision="QĐ", by=MACHINE, now=NOW
        )
    assert queries.agency("SXD", on=TODAY) is not None


def test_a_code_is_given_once():
    small_province(SINCE)
    with pytest.raises(CodeTaken):
        actions.open_agency(code="SXD", kind="department", name="Sở", valid_from=TODAY, by=MACHINE, now=NOW)


def test_a_correction_names_the_fields_and_not_the_words():
    small_province(SINCE)
    actions.change_agency(
        code="SXD", changes={"phone": "0234 000 0000"}, reason="đổi số", by=LOCAL_ADMINISTRATOR, now=NOW
    )
    assert queries.contact("SXD").phone == "0234 000 0000"
    assert ledger.facts_of("agency:SXD")[-1].payload == {"fields": ["phone"]}
    with pytest.raises(Invalid):
        actions.change_agency(code="SXD", changes={"code": "X"}, reason="vì", by=MACHINE, now=NOW)
    with pytest.raises(actions.UnknownAgency):
        actions.change_agency(code="KHONG", changes={"phone": ""}, reason="vì", by=MACHINE, now=NOW)


def test_the_roster_and_the_rooms_of_an_agency():
    small_province(SINCE)
    duty = {"agency": "SXD", "officer": "officer:5", "by": LOCAL_ADMINISTRATOR, "now": NOW}
    actions.set_duty(**duty, weekdays="2", from_time=time(17), to_time=time(7))
    assert queries.duty_contacts("SXD", at=datetime(2026, 9, 1, 12, tzinfo=UTC)) == ["officer:5"]
    assert queries.duty_contacts("SXD", at=NOW) == []
    with pytest.raises(Invalid):
        actions.set_duty(**duty)
    with pytest.raises(Invalid):
        actions.set_duty(
            **{**duty, "officer": "Nguyễn Văn A"}, weekdays="2", from_time=time(7), to_time=time(9)
        )
    unit = {"agency": "SXD", "code": "HT", "name": "Phòng Hạ tầng", "valid_from": TODAY, "now": NOW}
    actions.add_unit(**unit, by=LOCAL_ADMINISTRATOR)
    assert queries.units("SXD", TODAY) == [queries.Unit("HT", "Phòng Hạ tầng")]
    with pytest.raises(actions.UnitExists):
        actions.add_unit(**unit, by=LOCAL_ADMINISTRATOR)
    with pytest.raises(NotPermitted):
        actions.add_unit(**{**unit, "agency": "VP"}, by=LOCAL_ADMINISTRATOR)
